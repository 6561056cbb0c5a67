"""Letters about a casus: the invitation of a partner, with the statement of secrecy to sign (PB 2, 4.3; MC 14.2)."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convenant.models import Partij, Partneraanvraag
from gedeeld.actor import Actor
from gedeeld.genoemd import genoemd, kenmerken
from overleg.models import Overleg, Soort
from register.brieven import verklaring
from register.brieven.kennisgeving import KENNISGEVINGSBRIEF
from register.brieven.soorten import Bijlage, Blok, Briefsoort, Ontbreekt, Opzet, declareer

from .deelname.decisions import vereis_geen_bezwaar
from .deelname.models import Deelname
from .dossier.models import Brief, Casus
from .rules import mag_voeren


# The statement to sign, before a partner takes part ------------------------------------------------------
def _te_tekenen(casus: Casus) -> Iterable[Partij | Partneraanvraag]:
    """Who may be let in once it signed: of annex 1, and whom the core parties let into this casus alone (VNG)."""
    if not casus.loopt:
        return []
    wacht = casus.vangnetten.filter(aanvraag__beantwoord_op=None).select_related("aanvraag")
    zelf = [rij.aanvraag for rij in wacht]
    return [*zelf, *verklaring.zonder_verklaring(casus.gemeente).order_by("naam")]


def _ondertekenaar(casus: Casus, pk: UUID) -> Partij | Partneraanvraag | None:
    rij = casus.vangnetten.filter(aanvraag=pk).select_related("aanvraag").first()
    if rij is not None:
        return rij.aanvraag
    return Partij.objects.filter(convenant=casus.gemeente.convenant_id, pk=pk).first()


# The invitation --------------------------------------------------------------------------------------
def _deelnames(casus: Casus) -> Iterable[Deelname]:
    """Of partners that take part now or later, and of who is invited."""
    if not casus.loopt:
        return []
    rijen: Iterable[Deelname] = casus.deelnames.ononderbroken(timezone.localdate())
    return list(rijen.select_related("partij"))  # type: ignore[attr-defined]


def _deelname(casus: Casus, pk: UUID) -> Deelname | None:
    rij: Deelname | None = casus.deelnames.select_related("partij").filter(pk=pk).first()
    return rij


def _overleg(casus: Casus, actor: Actor) -> Overleg | None:
    """The first meeting to come with this casus on its agenda."""
    rijen = Overleg.objects.visible_to(actor).gepland()
    rij: Overleg | None = rijen.filter(
        soort=Soort.CASUSOVERLEG, punten__dossier=casus.pk, dag__gte=actor.vandaag
    ).first()
    return rij


def _uitnodiging(casus: Casus, deelname: Deelname, actor: Actor) -> Opzet:
    partij, gemeente, overleg = deelname.partij, casus.gemeente, _overleg(casus, actor)
    return Opzet(
        titel="Uitnodiging voor een casusoverleg",
        afzender=gemeente.naam,
        aan=[partij.naam, partij.contact],
        blokken=[
            Blok("aanhef", ["Geachte heer of mevrouw,"]),
            Blok(
                "waarom",
                [
                    "Wij nodigen u uit voor een casusoverleg. Daarin maken organisaties samen een plan voor één"
                    " persoon. Uw organisatie kan een rol hebben in dat plan.",
                    "Zeg in de toepassing of uw organisatie meedoet: de uitnodiging staat op uw werklijst. In deze"
                    " brief staat niet om wie het gaat. Dat leest u pas als uw organisatie meedoet.",
                ],
            ),
            *_wanneer(overleg),
            Blok(
                "zelf",
                [],
                kop="Wat wij u vragen voor te bereiden",
                vrij=True,
                uitleg="Niet verplicht. Zet er niets in over de persoon om wie het gaat.",
            ),
            Blok(
                "mag",
                [
                    "U geeft alleen gegevens die u volgens de wet mag geven en die het plan nodig heeft. Hebt u"
                    " een beroepsgeheim? Dat blijft gelden.",
                ],
                kop="Wat u mag delen",
            ),
            *_geheim(deelname, gemeente.contact),
            Blok(
                "contact",
                [f"Kunt u niet komen, of hebt u een vraag? U bereikt ons zo: {gemeente.contact}."],
            ),
        ],
        ondertekening=[
            f"Namens de kernpartijen van het casusoverleg van {gemeente.naam},",
            "de uitvoerder van het casusoverleg",
        ],
        ontbreekt=list(_ontbreekt(casus, overleg)),
        bijlagen=list(_bijlagen(casus, deelname)),
        aan_partij=partij.pk,
    )


def _wanneer(overleg: Overleg | None) -> Iterator[Blok]:
    if overleg:
        punten = [
            date_format(overleg.dag, "l j F Y"),
            f"{overleg.begin:%H:%M} tot {overleg.eind:%H:%M} uur",
            str(overleg.plaats),
        ]
        yield Blok("wanneer", [], kop="Waar en wanneer", punten=punten)


def _ontbreekt(casus: Casus, overleg: Overleg | None) -> Iterator[Ontbreekt]:
    if overleg is None:
        yield Ontbreekt(
            "Er is nog geen casusoverleg gepland waarin deze casus op de agenda staat.",
            reverse("overleg:lijst"),
        )
    if not casus.gemeente.contact:
        yield Ontbreekt(
            f"Van {casus.gemeente.naam} is niet bekend hoe zij te bereiken is. Vraag de beheerder om dit in"
            " te vullen.",
            reverse("convenant:overzicht"),
        )


def _geheim(deelname: Deelname, contact: str) -> Iterator[Blok]:
    alineas = [
        "Wat u leest en hoort is geheim (artikel 14 van het convenant). Ook dat dit overleg er is, vertelt u"
        " niet verder.",
    ]
    if deelname.partij.extern:
        alineas.append(
            "Achter deze brief zit de geheimhoudingsverklaring. Tekende uw organisatie die al? Dan hoeft u niets te"
            " doen. Anders laat u haar tekenen door wie uw organisatie mag vertegenwoordigen, en stuurt u haar"
            f" terug: {contact}."
        )
    yield Blok("geheim", alineas, kop="Geheimhouding")


def _bijlagen(casus: Casus, deelname: Deelname) -> Iterator[Bijlage]:
    """For who is no party to the covenant, and so is not bound by it (MC 14.2)."""
    if deelname.partij.extern:
        yield verklaring.bijlage(casus.gemeente)


def _noemt(casus: Casus, rij: Any, tekst: str) -> list[str]:
    return genoemd(tekst, kenmerken(casus))


declareer(
    "casusoverleg",
    Brief,
    Briefsoort(
        "uitnodiging",
        "Brief met een uitnodiging",
        rijen=_deelnames,
        van=_deelname,
        over=lambda deelname: f"Aan {deelname.partij.naam}",
        mag=lambda actor, casus, deelname: mag_voeren(actor),
        stel_op=_uitnodiging,
        toets=_noemt,
        vereis=vereis_geen_bezwaar,
    ),
    Briefsoort(
        verklaring.SOORT,
        verklaring.TITEL,
        rijen=_te_tekenen,
        van=_ondertekenaar,
        over=lambda wie: f"Aan {wie.naam}",
        mag=lambda actor, casus, wie: mag_voeren(actor),
        stel_op=verklaring.opzet,
        toets=_noemt,
        vereis=vereis_geen_bezwaar,
    ),
    KENNISGEVINGSBRIEF,
)
