"""Letters about a file of the weegploeg: a question to who has no account, and what a reporter hears (PB 3.4)."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from gedeeld.genoemd import genoemd, kenmerken
from register.brieven import verklaring
from register.brieven.kennisgeving import KENNISGEVINGSBRIEF
from register.brieven.models import BriefVelden
from register.brieven.soorten import Blok, Briefsoort, Ontbreekt, Opzet, declareer

from . import rules
from .bezwaar import vereis_geen_bezwaar
from .inbreng.decisions import koppel_terug
from .informeren.brief import INFORMEERBRIEVEN
from .models import Brief, Duidingsvraag, Inbreng, WeegploegDossier

Stand = WeegploegDossier.Stand
AANHEF = Blok("aanhef", ["Geachte heer of mevrouw,"])
GEEN_CONTACT = "Van {} is niet bekend hoe zij te bereiken is."


def _noemt(dossier: WeegploegDossier, rij: Any, tekst: str) -> list[str]:
    return genoemd(tekst, kenmerken(dossier))


def _vereis_geen_bezwaar(dossier: WeegploegDossier) -> None:
    vereis_geen_bezwaar(dossier, "een brief versturen")


def _contact(partij: Partij) -> list[Ontbreekt]:
    """How to answer: what the covenant says of the party."""
    if partij.contact:
        return []
    zin = f"{GEEN_CONTACT.format(partij.naam)} Vraag de beheerder om dit in te vullen."
    return [Ontbreekt(zin, reverse("convenant:overzicht"))]


# A question for nadere duiding ----------------------------------------------------------------------
def _vragen(dossier: WeegploegDossier) -> Iterable[Duidingsvraag]:
    """Those that wait for an answer."""
    if dossier.stand != Stand.NADERE_DUIDING:
        return []
    return [vraag for vraag in dossier.duidingsvragen.select_related("partij") if vraag.open]


def _vraag(dossier: WeegploegDossier, pk: UUID) -> Duidingsvraag | None:
    rij: Duidingsvraag | None = dossier.duidingsvragen.filter(pk=pk).first()
    return rij


def _vraagbrief(dossier: WeegploegDossier, vraag: Duidingsvraag, actor: Actor) -> Opzet:
    gemeente = dossier.gemeente
    aan = vraag.partij
    return Opzet(
        titel="Een vraag van de weegploeg",
        afzender=f"De weegploeg van {gemeente.naam}",
        aan=[vraag.partner, aan.contact if aan else ""],
        blokken=[
            AANHEF,
            Blok(
                "waarom",
                [
                    f"De weegploeg van {gemeente.naam} kijkt of een gezamenlijke aanpak nodig is. In de"
                    " weegploeg zitten de gemeente, de politie en het Openbaar Ministerie. Zij kan nog niet"
                    " besluiten en vraagt daarom informatie (procesbeschrijving bij het convenant, 3.4).",
                ],
            ),
            *_over_wie(vraag),
            Blok("vraag", [vraag.vraag], kop="Wat wij willen weten"),
            Blok(
                "zelf",
                [],
                kop="Uitleg bij de vraag",
                vrij=True,
                uitleg="Niet verplicht. Zet er niets in uit het dossier.",
            ),
            Blok(
                "antwoord",
                [
                    f"Antwoord uiterlijk op {datum(vraag.uiterlijk)}. U bereikt ons zo: {gemeente.contact}."
                    " Stuur uw antwoord niet met gewone mail.",
                    *_wat_mag(vraag),
                ],
                kop="Uw antwoord",
            ),
        ],
        ondertekening=[
            f"Namens de kernpartijen van de weegploeg van {gemeente.naam},",
            "de uitvoerder van de weegploeg",
        ],
        ontbreekt=_contact(gemeente),
        aan_partij=aan.pk if aan else None,
    )


def _over_wie(vraag: Duidingsvraag) -> Iterator[Blok]:
    """A party is told whom it is about, as it is on the screen; another body is not (PB 3.4 ad 3)."""
    gesteld = getattr(vraag, "gesteld", None)
    if gesteld is None:
        yield Blok(
            "algemeen",
            [
                "Wij vragen u dit in het algemeen. Wij mogen u niet vertellen om wie het gaat. Noem in uw"
                " antwoord ook geen naam.",
            ],
        )
        return
    yield Blok("over", [str(gesteld.over)], kop="Over wie het gaat")
    yield Blok(
        "geheim",
        [
            "Deze vraag is geheim (artikel 14 van het convenant). Vertel niemand dat wij dit vragen, ook niet"
            " de persoon zelf. Laat deze brief alleen lezen aan wie hem nodig heeft om te antwoorden, en"
            " vernietig hem daarna.",
        ],
        kop="Geheimhouding",
    )


def _wat_mag(vraag: Duidingsvraag) -> list[str]:
    if vraag.partij is None:
        return []
    return [
        "Geef alleen wat u mag geven, en wat voor deze vraag nodig is. Schrijf erbij op welke wet u het"
        " geeft. Mag u niet antwoorden, bijvoorbeeld door een beroepsgeheim? Laat ons dat dan weten.",
    ]


# What a reporter hears --------------------------------------------------------------------------------
def _melders(dossier: WeegploegDossier) -> Iterable[Inbreng]:
    """Of reporters who have not heard yet that there is no casusoverleg."""
    if dossier.stand != Stand.NIET_GEAGENDEERD:
        return []
    rijen = dossier.inbrengen.select_related("partij")
    return [rij for rij in rijen if rij.melder_bekend and not rij.teruggekoppeld_op]


def _inbreng(dossier: WeegploegDossier, pk: UUID) -> Inbreng | None:
    rij: Inbreng | None = dossier.inbrengen.filter(pk=pk).first()
    return rij


def _terugkoppeling(dossier: WeegploegDossier, inbreng: Inbreng, actor: Actor) -> Opzet:
    """That it was weighed and that there is no casusoverleg; nothing else about anybody."""
    partij = inbreng.partij
    return Opzet(
        titel="Bericht over uw melding",
        afzender=partij.naam,
        aan=[inbreng.melder_naam, inbreng.melder_contact],
        blokken=[
            AANHEF,
            Blok(
                "dank",
                [
                    f"U vertelde ons over uw zorgen. Wij kregen uw melding op {datum(inbreng.ontvangen_op)}."
                    " Dank u wel dat u dit deed.",
                ],
            ),
            Blok(
                "besluit",
                [
                    "De gemeente, de politie en het Openbaar Ministerie hebben samen naar uw melding gekeken."
                    " Zij besloten dat er geen casusoverleg komt. Dat is een overleg waarin organisaties samen"
                    " een plan maken.",
                    "Meer mogen wij u niet vertellen. Het gaat om gegevens van iemand anders, en wij zijn"
                    " verplicht die geheim te houden.",
                ],
                kop="Wat er met uw melding is gedaan",
            ),
            Blok(
                "opnieuw",
                [
                    "Ziet of hoort u iets nieuws waar u zich zorgen over maakt? Laat het ons weten. Is er"
                    " direct gevaar? Bel dan 112.",
                ],
                kop="Ziet u weer iets?",
            ),
            Blok(
                "zelf",
                [],
                kop="Tot slot",
                vrij=True,
                uitleg="Niet verplicht. Zet er niets in over de persoon om wie het gaat.",
            ),
            Blok("contact", [f"Hebt u een vraag? U bereikt ons zo: {partij.contact}."]),
        ],
        ondertekening=["Met vriendelijke groet,", partij.naam],
        ontbreekt=_contact(partij),
    )


def _koppelt_terug(actor: Actor, dossier: WeegploegDossier, inbreng: Inbreng) -> bool:
    """The party that brought it in, and nobody else: it is its own reporter (PB 3.4 ad 2)."""
    return actor.in_weegploeg and inbreng.partij_id in actor.partijen


def _is_teruggekoppeld(
    dossier: WeegploegDossier, inbreng: Inbreng, actor: Actor, brief: BriefVelden
) -> None:
    if not inbreng.teruggekoppeld_op:
        koppel_terug(inbreng, actor=actor, op=brief.verstuurd_op)


# The statement to sign, before a partner is asked or chosen ------------------------------------------------
def _te_tekenen(dossier: WeegploegDossier) -> Iterable[Partij]:
    """External partners that can be asked, or chosen for the casusoverleg, once they signed (MC 14.2)."""
    if not dossier.is_open:
        return []
    rijen: Iterable[Partij] = verklaring.zonder_verklaring(dossier.gemeente).order_by("naam")
    return rijen


def _ondertekenaar(dossier: WeegploegDossier, pk: UUID) -> Partij | None:
    return Partij.objects.filter(convenant=dossier.gemeente.convenant_id, pk=pk).first()


TERUGKOPPELING = "terugkoppeling"
declareer(
    "weegploeg",
    Brief,
    Briefsoort(
        "duidingsvraag",
        "Brief met een vraag om nadere duiding",
        rijen=_vragen,
        van=_vraag,
        over=lambda vraag: f"Aan {vraag.partner}",
        mag=lambda actor, dossier, vraag: rules.mag_besluiten(actor),
        stel_op=_vraagbrief,
        toets=_noemt,
        vereis=_vereis_geen_bezwaar,
    ),
    Briefsoort(
        TERUGKOPPELING,
        "Brief aan de melder",
        rijen=_melders,
        van=_inbreng,
        over=lambda inbreng: f"Melding van {datum(inbreng.ontvangen_op)}",
        mag=_koppelt_terug,
        stel_op=_terugkoppeling,
        toets=_noemt,
        vereis=_vereis_geen_bezwaar,
        na_versturen=_is_teruggekoppeld,
    ),
    Briefsoort(
        verklaring.SOORT,
        verklaring.TITEL,
        rijen=_te_tekenen,
        van=_ondertekenaar,
        over=lambda partij: f"Aan {partij.naam}",
        mag=lambda actor, dossier, partij: rules.mag_besluiten(actor),
        stel_op=verklaring.opzet,
        toets=_noemt,
        vereis=_vereis_geen_bezwaar,
    ),
    *INFORMEERBRIEVEN,
    KENNISGEVINGSBRIEF,
)
