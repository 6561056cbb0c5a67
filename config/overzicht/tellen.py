"""Counts the files of who asks: the supervisor those of his covenant, a secretary those that he reads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst, slugify

from gedeeld.actor import Actor, Rol
from gedeeld.fields import versleutelde_velden
from gedeeld.termijnen import Grond
from gedeeld.weigering import OntsleutelFout
from mensen.models import Vertegenwoordiging
from privacy_rights.models import Verzoek
from register.models import Inzage, leesbaar
from register.muur import als
from register.registry import bestanden
from retention.cijfers import Duur, duur
from retention.models import Vernietiging
from weegploeg.models import Besluit

from .veilig import Verdeling, aandeel, verdeel

JAAR = relativedelta(years=1)
BESLUITEN = "Besluiten in het afgelopen jaar"
ONGEBRUIKT = relativedelta(months=3)
# How many files of a kind are looked at for what nobody fills in, and of how many it can be said.
BEKEKEN, GENOEG = 200, 20
ZELDEN = 0.05


@dataclass(frozen=True)
class Onderwerp:
    """One thing that is counted, and its parts.

    Args:
        gemeente: of which it is; empty for all together.
        kop: of its first column.
    """

    gemeente: str
    titel: str
    kop: str
    verdeling: Verdeling

    @property
    def id(self) -> str:
        """Of its heading in the page."""
        return slugify(f"{self.gemeente or 'samen'} {self.titel}")


@dataclass(frozen=True)
class Termijnregel:
    """How often a term was kept."""

    wat: str
    totaal: str
    gehaald: str


def mag(actor: Actor) -> bool:
    """Whether the actor has an overview: the supervisor, and who is secretary (MC 5, 15.3)."""
    return actor.houdt_toezicht or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit


def onderwerpen(actor: Actor) -> list[Onderwerp]:
    """All numbers of files, of decisions and of destruction, in the order of the page."""
    return [*_dossiers(actor), *_besluiten(actor), *_vernietigd(actor)]


def _ogen(actor: Actor) -> AbstractContextManager[None]:
    """What is counted for the supervisor he never sees: sums alone leave this module."""
    return als(Actor.systeem("toezicht")) if actor.houdt_toezicht else nullcontext()


def _van(actor: Actor, rijen: Any) -> Any:
    if actor.houdt_toezicht:
        return rijen.filter(partij__convenant=actor.convenant_id, gearchiveerd_op=None)
    return rijen.visible_to(actor)


def _soorten() -> Iterator[tuple[str, Any]]:
    """The kinds of file on which people work: the name of many, and the table."""
    for soort in bestanden():
        model: Any = soort.model  # each kind declares its own states
        if any(veld.name == "stand" for veld in model._meta.concrete_fields):
            _, _, naam = soort.verzameling.partition(" ")  # without its article
            yield capfirst(naam), model


def _dossiers(actor: Actor) -> Iterator[Onderwerp]:
    for naam, model in _soorten():
        with _ogen(actor):
            rijen = list(
                _van(actor, model.objects)
                .order_by()
                .values_list("partij__naam", "stand", "begonnen_op", "gesloten_op")
                .annotate(n=Count("pk"))
            )
        standen = dict(model._meta.get_field("stand").choices)
        per_gemeente = verdeel(_geteld((van, n) for van, _, _, _, n in rijen))
        yield Onderwerp("", naam, "Gemeente", per_gemeente)
        for gemeente in per_gemeente.getoond:
            eigen = [rij[1:] for rij in rijen if rij[0] == gemeente]
            stand = _geteld(((str(standen[s]), n) for s, _, _, n in eigen), standen.values())
            yield Onderwerp(gemeente, f"{naam}, naar stand", "Stand", verdeel(stand))
            lengte = _geteld(
                ((str(duur(begin, eind or actor.vandaag).label), n) for _, begin, eind, n in eigen),
                (klasse.label for klasse in Duur),
            )
            yield Onderwerp(gemeente, f"{naam}, naar doorlooptijd", "Doorlooptijd", verdeel(lengte))


def _besluiten(actor: Actor) -> Iterator[Onderwerp]:
    besluiten = Besluit.objects.filter(
        genomen_op__gt=actor.vandaag - JAAR, vastlegging__vervangen_door=None
    )
    if actor.houdt_toezicht:
        besluiten = besluiten.filter(dossier__partij__convenant=actor.convenant_id)
    else:
        besluiten = besluiten.filter(leesbaar(actor, "dossier"))
    with _ogen(actor):
        rijen = list(
            besluiten.order_by()
            .values_list("dossier__partij__naam", "uitkomst")
            .annotate(n=Count("pk"))
        )
    per_gemeente = verdeel(_geteld((van, n) for van, _, n in rijen))
    yield Onderwerp("", BESLUITEN, "Gemeente", per_gemeente)
    woorden = dict(Besluit.Uitkomst.choices)
    for gemeente in per_gemeente.getoond:
        soort = _geteld(
            ((str(woorden[uitkomst]), n) for van, uitkomst, n in rijen if van == gemeente),
            woorden.values(),
        )
        yield Onderwerp(gemeente, BESLUITEN, "Besluit", verdeel(soort))


def _vernietigd(actor: Actor) -> Iterator[Onderwerp]:
    gronden = _verklaringen(actor).values_list("grond").annotate(n=Count("pk"))
    per_grond = {str(Grond(grond).label): n for grond, n in gronden}
    yield Onderwerp("", "Vernietigd in het afgelopen jaar", "Grond", verdeel(per_grond))


def _verklaringen(actor: Actor) -> QuerySet[Vernietiging]:
    begin = timezone.now() - JAAR
    return Vernietiging.objects.visible_to(actor).filter(vernietigd_op__gt=begin).order_by()


def _geteld(rijen: Iterable[tuple[str, int]], alle: Iterable[object] = ()) -> dict[str, int]:
    """How many of each, also of which there is none, in the order of `alle`; else by name."""
    geteld = Counter[str]()
    for naam, aantal in rijen:
        geteld[naam] += aantal
    return {naam: geteld[naam] for naam in [str(rij) for rij in alle] or sorted(geteld)}


def termijnen(actor: Actor) -> list[Termijnregel]:
    """How often what the covenant gives a term was done in time, in the past year."""
    weg = list(_verklaringen(actor).values_list("vernietigd_op", "termijn_tot"))
    # The first run after the last day takes it: that is the day after, or the next when it ran at night.
    op_tijd = sum((timezone.localdate(op) - tot).days <= 2 for op, tot in weg)
    verzoeken = Verzoek.objects.filter(beantwoord_op__gt=actor.vandaag - JAAR)
    with _ogen(actor):
        antwoorden = list(
            _van(actor, verzoeken).values_list(
                "beantwoord_op", Coalesce(F("verlengd_tot"), F("termijn_tot"))
            )
        )
    binnen = sum(op <= tot for op, tot in antwoorden)
    return [
        _regel("Vernietigd op de dag na de termijn (artikel 13)", op_tijd, len(weg)),
        _regel("Verzoek beantwoord binnen de termijn (artikel 12 lid 3)", binnen, len(antwoorden)),
    ]


def _regel(wat: str, gehaald: int, totaal: int) -> Termijnregel:
    return Termijnregel(wat, verdeel({"": totaal}).totaal, aandeel(gehaald, totaal))


# What nobody uses ---------------------------------------------------------------------------------
def rollen(actor: Actor) -> list[tuple[str, int, int]]:
    """Each role under the covenant: how many hold it, and how many of them opened nothing for three months."""
    sinds = timezone.now() - ONGEBRUIKT
    keek = Inzage.objects.filter(gebruiker=OuterRef("gebruiker"), tijdstip__gte=sinds)
    rijen = (
        Vertegenwoordiging.objects.werkend(actor.vandaag)
        .filter(partij__convenant=actor.convenant_id)
        .annotate(gebruikt=Exists(keek))
        .values_list("rol", "gebruikt")
    )
    alle, stil = Counter[str](), Counter[str]()
    for rol, gebruikt in rijen:
        alle[rol] += 1
        stil[rol] += not gebruikt
    return [(str(rol.label), alle[rol], stil[rol]) for rol in Rol if alle[rol]]


def velden(actor: Actor) -> list[tuple[str, str, str]]:
    """Fields that may stay empty and nearly always do: (kind, field, how often): then why are they asked?"""
    uit = []
    for naam, model in _soorten():
        with _ogen(actor):
            uit += [(naam, *rij) for rij in _leeg(_van(actor, model.objects), model)]
    return uit


def _leeg(rijen: Any, model: Any) -> Iterator[tuple[str, str]]:
    dossiers = list(rijen.order_by("-begonnen_op", "pk")[:BEKEKEN])
    if len(dossiers) < GENOEG:
        return
    for veld in versleutelde_velden(model):
        if not (veld.blank and veld.editable):
            continue
        gevuld = sum(_gevuld(dossier, veld.attname) for dossier in dossiers)
        if gevuld <= ZELDEN * len(dossiers):
            yield capfirst(str(veld.verbose_name)), "zelden" if gevuld else "nooit"


def _gevuld(dossier: Any, naam: str) -> bool:
    """Whether something stands there; what does not open, does."""
    try:
        return bool(getattr(dossier, naam))
    except OntsleutelFout:
        return True
