"""All duties of a covenant with their days: those that are recorded here, and those that stand elsewhere.

What another room keeps (the evaluation, the DPIA, an agreement) is read there. No day stands twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Max
from django.urls import reverse

from convenant.decisions import mag_beheren
from convenant.models import Bijlage1, Convenant, Partij, Registertekst, SoortPartij
from convenant.verwerking import mag_register_bijhouden, verwerkers
from gedeeld.actor import Actor
from mensen.nakijken import eerste_dag, rollen_van

from ..incidenten.models import Meldafspraak
from ..steekproef.decisions import laatste_controle
from .models import Planonderdeel, Uitvoering

EEN_DAG = timedelta(days=1)
JAAR = relativedelta(years=1)
Plicht = Uitvoering.Plicht
Mag = Callable[[Actor], bool]


def _spreekt_voor_een_kernpartij(actor: Actor) -> bool:
    return actor.in_weegploeg and actor.vertegenwoordigt


def _voert_uit(actor: Actor) -> bool:
    return actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit


@dataclass(frozen=True)
class Soort:
    """A duty that is recorded here.

    Args:
        grond: where it is laid down.
        wie: who must act, in words.
        moet: the same, of an actor.
        tijd: the longest time between two.
    """

    grond: str
    wie: str
    moet: Mag
    tijd: relativedelta = JAAR


SOORTEN: dict[str, Soort] = {
    Plicht.PLAN: Soort("artikel 15 lid 3", "de uitvoerder", _voert_uit),
    # The controller itself: it looks whether its secretary does what was agreed (MC 15.3).
    Plicht.NALEVING: Soort("artikel 15 lid 3", "de kernpartijen", _spreekt_voor_een_kernpartij),
    Plicht.HERSTEL: Soort("procesbeschrijving 6.1", "de beheerder", mag_beheren),
    Plicht.PENTEST: Soort("procesbeschrijving 6.1", "de beheerder", mag_beheren),
    Plicht.RICHTLIJNEN: Soort("artikel 15 lid 4", "de uitvoerder", _voert_uit),
}


def mag_vastleggen(actor: Actor, plicht: str) -> bool:
    """Whether the actor records that it was done or is planned: who must do it, and who keeps the registers."""
    return SOORTEN[plicht].moet(actor) or mag_register_bijhouden(actor)


@dataclass(frozen=True)
class Regel:
    """One duty.

    Args:
        laatst: when it was last done; None where it never was, or that is not kept.
        volgende: by when it is due; None where nobody planned it, or nothing runs.
        url: where it is recorded, for who may; else empty.
        gepland: whether it must have a day.
    """

    naam: str
    grond: str
    wie: str
    laatst: date | None
    volgende: date | None
    url: str = ""
    document: str = ""
    gepland: bool = True


def laatste(convenant_id: UUID | None) -> dict[str, Uitvoering]:
    """What holds of each duty that is recorded here, by duty."""
    uit: dict[str, Uitvoering] = {}
    for rij in Uitvoering.objects.filter(convenant=convenant_id):
        uit.setdefault(rij.plicht, rij)
    return uit


def laatst_gedaan(convenant_id: UUID | None) -> dict[str, Uitvoering]:
    """The last time that each was done; what was planned since is not that."""
    uit: dict[str, Uitvoering] = {}
    for rij in Uitvoering.objects.filter(convenant=convenant_id, gedaan_op__isnull=False):
        uit.setdefault(rij.plicht, rij)
    return uit


def regels(actor: Actor) -> list[Regel]:
    """The register of duties of the actor's covenant; what is due first comes first, and before it what has no day."""
    rijen = [*_eigen(actor), *_elders(actor)]
    return sorted(
        rijen,
        key=lambda r: (not (r.gepland and r.volgende is None), r.volgende or date.max, r.naam),
    )


def zonder_dag(actor: Actor) -> bool:
    """Whether a duty that is recorded here was never planned."""
    return bool(SOORTEN.keys() - laatste(actor.convenant_id).keys())


def _eigen(actor: Actor) -> list[Regel]:
    gepland, gedaan = laatste(actor.convenant_id), laatst_gedaan(actor.convenant_id)
    uit = []
    for plicht, soort in SOORTEN.items():
        rij, eerder = gepland.get(plicht), gedaan.get(plicht)
        uit.append(
            Regel(
                Plicht(plicht).label,
                soort.grond,
                soort.wie,
                eerder.gedaan_op if eerder else None,
                rij.volgende_op if rij else None,
                url=reverse("beveiliging:plicht", args=[plicht]),
                document=eerder.document if eerder else "",
            )
        )
    return uit


def _elders(actor: Actor) -> list[Regel]:
    """What other rooms keep; each leads to where it is recorded, for who may do that."""
    assert actor.convenant_id
    convenant = Convenant.objects.get(pk=actor.convenant_id)
    beheert, houdt_bij = mag_beheren(actor), mag_register_bijhouden(actor)
    tekst = Registertekst.objects.filter(convenant=convenant).first() or Registertekst()
    uit = [
        Regel(
            "Convenant evalueren",
            "artikel 18 lid 4",
            "de beheerder",
            convenant.geevalueerd_op,
            None if convenant.geevalueerd_op else convenant.evaluatie_op,
            url=reverse("convenant:publicatie") if beheert else "",
            gepland=not convenant.geevalueerd_op,
        ),
        Regel(
            "Gevolgen voor mensen beoordelen (DPIA)",
            "artikel 35 AVG",
            "de beheerder",
            tekst.dpia_op,
            tekst.dpia_volgende_op,
            url=reverse("convenant:register_bijhouden") if houdt_bij else "",
            document=tekst.dpia_document,
        ),
        Regel(
            "Register van verwerkingen nakijken",
            "artikel 30 AVG",
            "de uitvoerder",
            tekst.nagekeken_op,
            None,
            url=reverse("convenant:register_bijhouden") if houdt_bij else "",
            gepland=False,
        ),
        _afspraken(actor),
        _steekproef(actor),
        _toegang(actor),
    ]
    return [*uit, *_verwerkers(actor), *_verklaringen(actor)]


def _afspraken(actor: Actor) -> Regel:
    rijen = Meldafspraak.objects.niet_voorbij(actor.vandaag).filter(convenant=actor.convenant_id)
    eerste = rijen.order_by("herzien_op").first()
    return Regel(
        "Afspraken over het melden van incidenten",
        "procesbeschrijving 6.2",
        "de uitvoerder",
        eerste.van if eerste else None,
        eerste.herzien_op if eerste else None,
        url=reverse("beveiliging:afspraken"),
    )


def _steekproef(actor: Actor) -> Regel:
    """When the log was last checked, for who may not see what was found (MC 15.2 e)."""
    laatst, volgende = laatste_controle(actor.convenant_id)
    return Regel(
        "Steekproef uit het logboek",
        "artikel 15 lid 2 onder e",
        "de toezichthouder",
        laatst,
        volgende,
        url=reverse("beveiliging:steekproeven") if actor.houdt_toezicht else "",
    )


def _toegang(actor: Actor) -> Regel:
    """By when it is looked again who still needs his access (MC 15.2 f)."""
    rijen = list(rollen_van(actor.convenant_id, actor.vandaag))
    return Regel(
        "Nakijken wie toegang nog nodig heeft",
        "artikel 15 lid 2 onder f",
        "de beheerder",
        min((rij.nagekeken_op for rij in rijen if rij.nagekeken_op), default=None),
        eerste_dag(actor.convenant_id, actor.vandaag),
        url=reverse("mensen:nakijken") if mag_beheren(actor) else "",
    )


def _verwerkers(actor: Actor) -> list[Regel]:
    url = reverse("convenant:verwerker_nieuw") if mag_beheren(actor) else ""
    return [
        Regel(
            f"Verwerkersovereenkomst: {rij.naam}",
            "artikel 28 AVG",
            "de beheerder",
            rij.van,
            rij.tot - EEN_DAG if rij.tot else None,
            url=url,
            document=rij.document,
            gepland=False,
        )
        for rij in verwerkers(actor)
        if rij.tot is None or rij.tot > actor.vandaag
    ]


def _verklaringen(actor: Actor) -> list[Regel]:
    """Of each external partner the statement of secrecy that holds longest (MC 14.2)."""
    partners = Partij.objects.filter(convenant=actor.convenant_id, soort=SoortPartij.EXTERN)
    partners = partners.filter(pk__in=Bijlage1.objects.op(actor.vandaag).values("partij"))
    rijen = partners.annotate(
        einde=Max("geheimhouding__geldig_tot"), getekend=Max("geheimhouding__getekend_op")
    )
    beheert = mag_beheren(actor)
    return [
        Regel(
            f"Verklaring van geheimhouding: {rij.naam}",
            "artikel 14 lid 2",
            "de beheerder",
            rij.getekend,
            rij.einde - EEN_DAG if rij.einde else None,
            url=reverse("convenant:verklaring", args=[rij.pk]) if beheert else "",
        )
        for rij in rijen.order_by("naam")
    ]


def plan(convenant_id: UUID | None) -> dict[str, list[Planonderdeel]]:
    """What the plan says under each heading, the last text first."""
    uit: dict[str, list[Planonderdeel]] = {deel: [] for deel in Planonderdeel.Onderdeel.values}
    rijen = Planonderdeel.objects.filter(convenant=convenant_id).select_related("door")
    for rij in rijen:
        uit[rij.onderdeel].append(rij)
    return uit
