"""What no mapping shows alone: files against each other, and against what is in the application."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from .. import rules
from ..models import (
    ORGANEN,
    Bijlage1,
    Fase,
    Grondslag,
    Mandaat,
    Ontwikkelgebied,
    Partij,
    Referentiekader,
    SoortPartij,
)
from .blok import Blok, dubbel
from .lezen import Fout

NIEUWE_VERSIE = "Er is al mee gewogen. Geef het kader een hoger nummer bij versie."


def tegenspraken(gelezen: list[tuple[str, Blok]]) -> Iterator[Fout]:
    """What contradicts. `gelezen` is the kind and content of each file, of which parts may be missing."""
    for soort in ("referentiekader", "convenant"):
        yield from dubbel([blok for s, blok in gelezen if s == soort], "code")
    kaders = {blok["code"] for soort, blok in gelezen if soort == "referentiekader"}
    kaders |= set(Referentiekader.objects.values_list("code", flat=True))
    minister_vanaf = _grond_voor_minister(gelezen)
    for soort, blok in gelezen:
        if soort == "referentiekader":
            yield from _kader_fouten(blok)
        elif soort == "grondslagen":
            yield from _grondslag_fouten(blok)
        elif soort == "convenant":
            if blok["referentiekader"] and blok["referentiekader"] not in kaders:
                yield blok.fout("referentiekader", "Dit referentiekader is er niet. Laad het ook.")
            yield from _partij_fouten(blok)
            yield from _minister_fouten(blok, minister_vanaf)
            yield from _bijlage1_fouten(blok)
            yield from _mandaat_fouten(blok)


def _kader_fouten(blok: Blok) -> Iterator[Fout]:
    """Files are weighed by a version: of one that is there only our help can change."""
    for lijst, model, vast in (
        ("fasen", Fase, ("naam",)),
        ("ontwikkelgebieden", Ontwikkelgebied, ("naam", "gebied")),
    ):
        rijen = {rij["nummer"]: rij for rij in blok[lijst]}
        kader = {"kader__code": blok["code"], "kader__versie": blok["versie"] or 1}
        for er_al in model._default_manager.filter(**kader):
            rij = rijen.get(er_al.nummer)
            if rij is None:
                zin = f"Nummer {er_al.nummer} ontbreekt. {NIEUWE_VERSIE}"
                yield blok.fout(lijst, zin)
                continue
            for naam in vast:
                if rij[naam] and rij[naam] != getattr(er_al, naam):
                    yield rij.fout(naam, f"Dit stond er anders. {NIEUWE_VERSIE}")


def _grondslag_fouten(blok: Blok) -> Iterator[Fout]:
    """Only the police name to whom they give. A ground may go in before its day: it is not offered then."""
    for rij in blok["grondslagen"]:
        if (rij["soort_partij"] == SoortPartij.POLITIE) != bool(rij["ontvanger"]):
            yield rij.fout(
                "ontvanger", "Noem een ontvanger bij een grond van de politie, en alleen daar."
            )


def _partij_fouten(blok: Blok) -> Iterator[Fout]:
    partijen: list[Blok] = blok["partijen"]
    yield from dubbel([*partijen, *blok["bijlage1"]], "naam")
    aantal = Counter(rij["soort"] for rij in partijen)
    if partijen and not aantal[SoortPartij.GEMEENTE]:
        yield blok.fout("partijen", "Er is geen gemeente. Een convenant heeft er minstens één.")
    for soort in (SoortPartij.POLITIE, SoortPartij.OM):
        if partijen and aantal[soort] != 1:
            zin = f"Een convenant heeft precies één partij van de soort {soort.value}."
            yield blok.fout("partijen", zin)
    yield from dubbel([rij for rij in partijen if rij["gemeentecode"]], "gemeentecode")
    begin = blok["in_werking_op"]
    for rij in partijen:
        if rij["gemeentecode"] and not rules.is_gemeentecode(rij["gemeentecode"]):
            yield rij.fout("gemeentecode", rules.GEMEENTECODE)
        for veld in ("gemeentecode", "naam_landelijk"):
            if rij[veld] and rij["soort"] != SoortPartij.GEMEENTE:
                yield rij.fout(veld, "Dit hoort alleen bij een gemeente.")
        if begin and rij["vanaf"] and rij["vanaf"] < begin:
            yield rij.fout("vanaf", "Dit is vóór de dag waarop het convenant in werking trad.")
    yield from _verdwenen(blok, partijen)


def _minister_fouten(blok: Blok, vanaf: date | None) -> Iterator[Fout]:
    """The Minister takes part by the bill alone: not before the first ground on which he may (WV 1, 2)."""
    for rij in blok["partijen"]:
        begin = rij["vanaf"] or blok["in_werking_op"]
        if rij["soort"] != SoortPartij.MINISTER or not begin:
            continue
        if vanaf is None:
            yield rij.fout(
                "soort", "Laad ook de gronden van het wetsvoorstel: zonder die doet hij niet mee."
            )
        elif begin < vanaf:
            yield rij.fout(
                "soort", "Op die dag geldt voor hem nog geen grond van het wetsvoorstel."
            )


def _grond_voor_minister(gelezen: list[tuple[str, Blok]]) -> date | None:
    """The first day on which the Minister may get and give data, by these files or by what is there."""
    bladen = [blok for soort, blok in gelezen if soort == "grondslagen"]
    rijen = {rij["code"]: rij for blok in bladen for rij in blok["grondslagen"]}
    dagen = [
        rij["geldig_vanaf"]
        for rij in rijen.values()
        if rij["soort_partij"] == SoortPartij.MINISTER and rij["geldig_vanaf"]
    ]
    er_al = Grondslag.objects.filter(soort_partij=SoortPartij.MINISTER).exclude(code__in=rijen)
    dagen += er_al.filter(geldig_vanaf__isnull=False).values_list("geldig_vanaf", flat=True)
    return min(dagen, default=None)


def _verdwenen(blok: Blok, partijen: list[Blok]) -> Iterator[Fout]:
    per_naam = {rij["naam"].casefold(): rij for rij in partijen if rij["naam"]}
    for partij in Partij.objects.filter(convenant__code=blok["code"]):
        rij = per_naam.get(partij.naam.casefold())
        if rij and rij["soort"] and rij["soort"] != partij.soort:
            yield rij.fout("soort", f"{partij.naam} staat al in de toepassing als {partij.soort}.")
        if rij is None and not partij.extern and partij.tot is None:
            yield blok.fout(
                "partijen",
                f"{partij.naam} staat in de toepassing, maar niet meer in dit bestand. Een partij "
                "verlaat het convenant door opzegging. Leg die vast op de pagina Convenant.",
            )


def _bijlage1_fouten(blok: Blok) -> Iterator[Fout]:
    for rij in blok["bijlage1"]:
        partij = Partij.objects.filter(
            convenant__code=blok["code"], naam__iexact=rij["naam"] or ""
        ).first()
        if partij and not partij.extern:
            yield rij.fout("naam", "Deze naam is al van een partij bij het convenant.")
        er_al = Bijlage1.objects.filter(partij=partij)
        if not rij["van"] or er_al.filter(van=rij["van"]).exists():
            continue
        if er_al.niet_voorbij(rij["van"]).exists():
            yield rij.fout("van", "Deze partner staat in die periode al in bijlage 1.")


def _mandaat_fouten(blok: Blok) -> Iterator[Fout]:
    """A mandate is of a core party in the same file, and no two of one body hold on one day."""
    soorten = {rij["naam"].casefold(): rij["soort"] for rij in blok["partijen"] if rij["naam"]}
    boven: dict[tuple[str, str], list[Blok]] = defaultdict(list)
    for rij in blok["mandaten"]:
        partij, orgaan = (rij["partij"] or "").casefold(), rij["orgaan"]
        if partij and partij not in soorten:
            yield rij.fout("partij", "Deze partij staat niet in dit bestand.")
        elif partij and orgaan and orgaan not in ORGANEN.get(soorten[partij], ()):
            yield rij.fout("orgaan", "Dit bestuursorgaan beslist niet voor deze partij.")
        elif rij["van"] and _geldt_al(blok, rij, boven[partij, orgaan]):
            yield rij.fout("van", "In die tijd geldt al een mandaat van dit bestuursorgaan.")
        boven[partij, orgaan].append(rij)


def _geldt_al(blok: Blok, rij: Blok, boven: list[Blok]) -> bool:
    """Whether another one holds on one of its days: one above it in the file, or in the application.

    Of one that is in the application the file changes no day.
    """
    er_al = Mandaat.objects.filter(
        partij__convenant__code=blok["code"],
        partij__naam__iexact=rij["partij"],
        orgaan=rij["orgaan"],
    )
    dagen = list(er_al.values_list("van", "tot"))
    bekend = {van for van, _ in dagen}
    if rij["van"] in bekend:
        return rij["van"] in {ander["van"] for ander in boven}
    dagen += [(ander["van"], ander["tot"]) for ander in boven if ander["van"] not in bekend]
    return any(rules.overlappen((rij["van"], rij["tot"]), ander) for ander in dagen if ander[0])
