"""From the facts of a file to what is stored of them: the one place that writes it (ADR 14).

Each kind of file says in Python what its facts lead to (`Bestand`). A decision is taken inside
`besluit`: when it is through, each file of the cases that it locked is derived once, in the same
transaction. Lists, jobs, the walls and the worklist only read. `verschillen` finds what nevertheless
differs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from gedeeld.actor import Actor

from . import slot, uitsluiten
from .grants import permissie
from .models import Beperking, Dossier, Recht, Taak, Termijn
from .muur import als
from .registry import Bestand, bestand_van_rij, te_wissen
from .taken import BEPERKING, SOORTEN, Wachtend

P = ParamSpec("P")
R = TypeVar("R")
TAAK = "afleiden"
BLOK = 500  # files that are compared in one transaction
# Group, permission, first day, first day without, reason, entry of annex 1.
Toelating = tuple[int, int, date, date | None, str, int | None]


# What else follows from the facts of files, on a floor above: each is given the files that a decision
# touched, and acts as a job of the system.
VOLGERS: list[Callable[[QuerySet[Dossier]], None]] = []


# Decisions -----------------------------------------------------------------------------------------
def besluit(functie: Callable[P, R]) -> Callable[P, R]:
    """A legal act: one transaction, in which cases are locked, and what follows is derived at its end.

    Inside another act it is a part of that: what follows is derived when the outer one is through.
    """

    @wraps(functie)
    def doe(*args: P.args, **kwargs: P.kwargs) -> R:
        with wijziging():
            return functie(*args, **kwargs)

    return doe


@contextmanager
def wijziging() -> Iterator[None]:
    """As `besluit`, for a block of code."""
    if slot.is_lopend():
        with slot.open_deel():
            yield
        return
    with slot.open_wijziging() as lopend:
        yield
        if lopend.zaken or lopend.klok:
            with als(Actor.systeem(TAAK)):
                _zet_klok(lopend.klok)
                _zet_naar_buiten(lopend.buiten)
                Beperking.met_handeling(dossier__in=lopend.toegestaan).update(toegestaan_tot=None)
                geraakt = Q(zaak__in=lopend.zaken) | Q(pk__in=lopend.klok)
                _maak_gelijk(Dossier.objects.filter(geraakt))
                for volg in VOLGERS:
                    volg(Dossier.objects.filter(geraakt))
        if lopend.personen:
            uitsluiten.draag_over(lopend.personen)


def _zet_klok(klok: dict[UUID, date]) -> None:
    for pk, dag in klok.items():
        rijen = Dossier.objects.filter(pk=pk, laatste_verwerking_op__lt=dag)
        rijen.update(laatste_verwerking_op=dag)


def _zet_naar_buiten(buiten: dict[UUID, date]) -> None:
    """In each file of the case: the duty to inform of one follows from what another gave."""
    for zaak, dag in buiten.items():
        later = Q(naar_buiten_op=None) | Q(naar_buiten_op__gt=dag)
        Dossier.objects.filter(later, zaak=zaak).update(naar_buiten_op=dag)


def leid_af(*dossiers: Dossier) -> None:
    """Derive files, outside a decision or in the middle of one."""
    with als(Actor.systeem(TAAK)):
        _maak_gelijk(Dossier.objects.filter(pk__in=[dossier.pk for dossier in dossiers]))


# What follows --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Vervolg:
    """What is stored of one file beside its facts."""

    rij: dict[str, Any] = field(default_factory=dict)
    rechten: frozenset[Toelating] = frozenset()
    termijnen: frozenset[tuple[str, date, date, str]] = frozenset()
    taken: frozenset[Wachtend] = frozenset()


def vervolg(rijen: Iterable[Dossier]) -> dict[UUID, Vervolg]:
    """What the facts of files lead to, each table asked once for all files of a kind.

    Args:
        rijen: their rows of the register.

    Returns:
        By key; without what went to the archive, or was destroyed, since its row was read.
    """
    per_soort: dict[Bestand, list[UUID]] = defaultdict(list)
    for rij in rijen:
        per_soort[bestand_van_rij(rij)].append(rij.pk)
    uit = {}
    for soort, sleutels in per_soort.items():
        lopend = Beperking.lopend(dossier__in=sleutels) if soort.te_beperken else ()
        beperkingen = {beperking.dossier_id: beperking for beperking in lopend}
        for dossier in soort.met_feiten.filter(pk__in=sleutels):
            uit[dossier.pk] = _vervolg(soort, dossier, beperkingen.get(dossier.pk))
    return uit


def _vervolg(soort: Bestand, dossier: Any, beperking: Beperking | None) -> Vervolg:
    kring, houder = soort.kringen(dossier)
    # While it is restricted (AVG 18) nobody works with a file: who keeps it answers for it, and who
    # was let in does not read it until that ends.
    toelatingen = [] if beperking else soort.toelatingen(dossier)
    return Vervolg(
        rij={
            "kring": kring,
            "houder": houder,
            "afmakers": sorted(set(soort.afmakers(dossier))),
            "begonnen_op": soort.begonnen_op(dossier),
            "gesloten_op": soort.gesloten_op(dossier),
            "beperkt": beperking is not None,
        },
        rechten=frozenset(
            (
                feit.groep_id,
                permissie(feit.recht),
                feit.van,
                feit.tot,
                feit.reden,
                feit.vermelding.pk if feit.vermelding else None,
            )
            for feit in toelatingen
            if not feit.leeg
        ),
        termijnen=frozenset(
            (t.grond, t.van, t.tot, houder)
            for t in [*soort.looptijden(dossier), *te_wissen(dossier)]
        ),
        taken=_taken(soort, dossier, houder, beperking),
    )


def _taken(
    soort: Bestand, dossier: Any, houder: str, beperking: Beperking | None
) -> frozenset[Wachtend]:
    """While a file is restricted: to look whether that must last (AVG 18)."""
    if beperking is None:
        kort = soort.korte_looptijd(dossier)
        einde = kort.tot if kort else None
        return frozenset(
            # Who knows it by another number does not learn what becomes of the file.
            replace(taak, einde=None if taak.nummer else einde)
            for taak in soort.taken(dossier)
            if taak.tot is None or taak.van < taak.tot
        )
    sinds = timezone.localdate(beperking.sinds)
    kijk = Wachtend(BEPERKING, houder, sinds, uiterlijk=beperking.herzien_op)
    return frozenset({kijk})


def opgeslagen(rij: Dossier, namen: Any) -> Vervolg:
    """What is stored of a file.

    Args:
        namen: names of the columns of its row that are asked.
    """
    return Vervolg(
        rij={naam: getattr(rij, naam) for naam in namen},
        rechten=frozenset(
            (r.group_id, r.permission_id, r.van, r.tot, r.reden, r.vermelding_id)
            for r in rij.rechten.all()
        ),
        termijnen=frozenset((t.grond, t.van, t.tot, t.houder) for t in rij.termijnen.all()),
        taken=frozenset(
            Wachtend(
                *(t.soort, t.aan, t.van, t.tot, t.uiterlijk, t.rij, t.einde),
                nummer="" if t.nummer == rij.nummer else t.nummer,
                niet_voor=t.niet_voor,
            )
            for t in rij.taken.all()
        ),
    )


def _met_opgeslagen(rijen: QuerySet[Dossier]) -> list[Dossier]:
    """Rows of the register, with what is stored of them."""
    met = rijen.select_related("partij").prefetch_related("rechten", "termijnen", "taken")
    return list(met.order_by("pk"))


def _maak_gelijk(rijen: QuerySet[Dossier]) -> None:
    zoals_het_is = _met_opgeslagen(rijen)
    alles = vervolg(zoals_het_is)
    for rij in zoals_het_is:
        _maak_een_gelijk(rij, alles[rij.pk])


def _maak_een_gelijk(rij: Dossier, nodig: Vervolg) -> None:
    zijn = opgeslagen(rij, nodig.rij)
    anders = {naam: waarde for naam, waarde in nodig.rij.items() if zijn.rij[naam] != waarde}
    if anders:
        Dossier.objects.filter(pk=rij.pk).update(**anders)
    _zet_rechten(rij, weg=zijn.rechten - nodig.rechten, erbij=nodig.rechten - zijn.rechten)
    # What stays is left alone: who keeps the file may have looked at it (`nagekeken_op`).
    for grond, van, tot, houder in zijn.termijnen - nodig.termijnen:
        rij.termijnen.filter(grond=grond, van=van, tot=tot, houder=houder).delete()
    Termijn.objects.bulk_create(
        Termijn(dossier=rij, grond=grond, van=van, tot=tot, houder=houder)
        for grond, van, tot, houder in sorted(nodig.termijnen - zijn.termijnen)
    )
    _zet_taken(rij, weg=zijn.taken - nodig.taken, erbij=nodig.taken - zijn.taken)


def _zet_taken(rij: Dossier, *, weg: frozenset[Wachtend], erbij: frozenset[Wachtend]) -> None:
    for taak in weg:
        rij.taken.filter(**_kolommen(rij, taak)).delete()
    for taak in erbij:
        SOORTEN[taak.soort]
    Taak.objects.bulk_create(
        Taak(
            dossier=rij,
            dossiersoort=rij.dossiersoort,
            pseudoniem=rij.pseudoniem,
            **_kolommen(rij, taak),
        )
        for taak in erbij
    )


def _kolommen(rij: Dossier, taak: Wachtend) -> dict[str, Any]:
    """How a task is stored: under the number of its file, unless it bears one of its own."""
    return vars(taak) | {"nummer": taak.nummer or rij.nummer}


def _zet_rechten(rij: Dossier, *, weg: frozenset[Toelating], erbij: frozenset[Toelating]) -> None:
    for groep, recht, van, tot, reden, vermelding in weg:
        zelfde = rij.rechten.filter(group=groep, permission=recht, van=van, tot=tot)
        zelfde.filter(reden=reden, vermelding=vermelding).delete()
    Recht.objects.bulk_create(
        Recht(
            content_object=rij,
            group_id=groep,
            permission_id=recht,
            van=van,
            tot=tot,
            reden=reden,
            vermelding_id=vermelding,
        )
        for groep, recht, van, tot, reden, vermelding in erbij
    )


# Whether it is so ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Verschil:
    """A file of which something is stored that does not follow from its facts.

    Args:
        nodig, was: what follows, and what was stored; `nodig` is None when there is only a row of
            the register, and the file itself is gone. That is put right by people.
    """

    dossier: Dossier
    nodig: Vervolg | None
    was: Vervolg

    @property
    def zin(self) -> str:
        """What differs, in words without a person."""
        if self.nodig is None:
            return "het dossier zelf is er niet"
        rij = [naam for naam, waarde in self.nodig.rij.items() if self.was.rij[naam] != waarde]
        delen = [f"{naam} klopt niet" for naam in rij]
        for wat, nodig, was in (
            ("rechten", self.nodig.rechten, self.was.rechten),
            ("termijnen", self.nodig.termijnen, self.was.termijnen),
            ("taken", self.nodig.taken, self.was.taken),
        ):
            if nodig != was:
                delen.append(f"{wat}: {len(was - nodig)} te veel, {len(nodig - was)} te weinig")
        return "; ".join(delen)


def verschillen(*, herstel: bool) -> Iterator[Verschil]:
    """Compare what is stored of every file with what its facts lead to.

    What seems to differ is looked at again with its case locked, because somebody may just be
    changing a fact.

    Args:
        herstel: whether to put right what differs.
    """
    with als(Actor.systeem(TAAK)):
        sleutels = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(sleutels), BLOK):
        with als(Actor.systeem(TAAK)):
            blok = _met_opgeslagen(Dossier.objects.filter(pk__in=sleutels[begin : begin + BLOK]))
            nodig = vervolg(blok)
            # Of what is not there it was archived or destroyed since its row was read.
            verdacht = [
                rij.pk
                for rij in blok
                if rij.pk not in nodig or opgeslagen(rij, nodig[rij.pk].rij) != nodig[rij.pk]
            ]
        for pk in verdacht:
            yield from _kijk_na(pk, herstel=herstel)


def _kijk_na(pk: UUID, *, herstel: bool) -> list[Verschil]:
    with slot.open_wijziging(), als(Actor.systeem(TAAK)):
        zaak = Dossier.objects.filter(pk=pk).values_list("zaak", flat=True).first()
        if zaak is None or not slot.probeer([zaak]):
            return []  # somebody is just deciding on it, or it is gone
        deze = Dossier.objects.filter(pk=pk, zaak=zaak)
        gevonden = [
            Verschil(rij, nodig, was)
            for rij in _met_opgeslagen(deze)
            for nodig in [vervolg([rij]).get(pk)]
            if nodig != (was := opgeslagen(rij, nodig.rij if nodig else ()))
        ]
        if herstel and any(verschil.nodig for verschil in gevonden):
            _maak_gelijk(deze)
        return gevonden
