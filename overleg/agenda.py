"""The agenda fills itself: a file that is due stands on the next meeting, and on no other (PB 3.3, 3.4, 4.3).

Each kind of file says whether it is due (`Bestand.bespreken`). It is followed when a decision on a file
is through, when meetings are planned, moved, begun or ended, and each night, because some of it
depends on the day. This acts as a job of the system: a file is due whether its secretary reads it or not.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.formats import date_format

from gedeeld.actor import Actor
from register.models import Dossier, Taak
from register.muur import als
from register.registry import bestanden

from .events import gebeurd
from .models import Agendapunt, Overleg

TAAK = "agenda"
# What of an item goes along to the next meeting.
MEE = ("dossier_id", "dossiersoort", "nummer", "pseudoniem", "reden", "onderwerp")
MET_DE_HAND = (Agendapunt.Reden.TOEGEVOEGD, "")  # the secretary put it there


def volg(dossiers: QuerySet[Dossier]) -> None:
    """Look again which of these files are due; nothing where no meeting is planned."""
    rijen = dossiers.filter(gearchiveerd_op=None).values_list("pk", "dossiersoort", "partij_id")
    waar: dict[tuple[str, UUID], list[UUID]] = defaultdict(list)
    for pk, soort, partij in rijen:
        if vergadert := _vergadert().get(soort):
            waar[vergadert, partij].append(pk)
    for (soort, partij), sleutels in waar.items():
        _werk_bij(soort, partij, sleutels)


def werk_bij(soort: str, partij_id: UUID) -> None:
    """Look again at all files of a municipality that are discussed in this kind of meeting."""
    with als(Actor.systeem(TAAK)):
        _werk_bij(soort, partij_id, None)


def werk_alles_bij() -> None:
    """The same for each municipality with a meeting to come: some of it depends on the day."""
    with als(Actor.systeem(TAAK)):
        paren = Overleg.objects.gepland().order_by().values_list("soort", "partij_id").distinct()
        for soort, partij_id in list(paren):
            _werk_bij(soort, partij_id, None)


def laat_los(overleg: Overleg) -> None:
    """What was on the agenda of a meeting that is off leaves it: what is due comes on the next by itself,
    and what was put there by hand goes along (`_werk_bij`).
    """
    with als(Actor.systeem(TAAK)):
        over = overleg.punten.filter(besproken_op=None)
        met_de_hand = Q(reden__in=MET_DE_HAND, afgevoerd=False, verslag=None)
        over.exclude(met_de_hand).delete()


def houd_niet_besproken(overleg: Overleg, *, actor: Actor) -> None:
    """What was not discussed in a meeting that was held stays in its minutes, and in the file, as just that.

    It comes on the next one as at a meeting that is off. What the secretary took off leaves no trace.
    """
    with als(Actor.systeem(TAAK)):
        over = overleg.punten.filter(besproken_op=None)
        over.filter(afgevoerd=True).delete()
        for punt in over.exclude(dossier=None).select_related("overleg"):
            gebeurd(punt.als_dossier, "niet_besproken", actor=actor)


def _vergadert() -> dict[str, str]:
    return {soort.soort: soort.vergadert for soort in bestanden() if soort.vergadert}


def _volgende(soort: str, partij_id: UUID) -> Overleg | None:
    gevonden: Overleg | None = (
        Overleg.objects.gepland().filter(soort=soort, partij=partij_id).first()
    )
    return gevonden


def _werk_bij(soort: str, partij_id: UUID, sleutels: list[UUID] | None) -> None:
    """Args: sleutels: the files to look at; None for all of them."""
    volgende = _volgende(soort, partij_id)
    if volgende is None:
        return
    if sleutels is None:
        _neem_over(volgende)
        _zet_verslagen(volgende)
    nodig = _nodig(volgende, sleutels)
    gepland = Overleg.objects.gepland().filter(soort=soort, partij=partij_id)
    vanzelf = Agendapunt.objects.filter(
        overleg__in=gepland.values("pk"), dossier__isnull=False, besproken_op=None
    )
    vanzelf = vanzelf.exclude(reden__in=MET_DE_HAND)
    if sleutels is not None:
        vanzelf = vanzelf.filter(dossier__in=sleutels)
    vanzelf.exclude(overleg=volgende, dossier__in=nodig).delete()
    er_al = {p.dossier_id: p for p in volgende.punten.filter(dossier__in=nodig)}
    laatste = _laatste(volgende)
    for pk, (dossier, reden) in nodig.items():
        if (punt := er_al.get(pk)) is None:
            laatste += 1
            Agendapunt.van(volgende, dossier, reden, laatste).save(force_insert=True)
        elif punt.reden not in (reden, *MET_DE_HAND):
            Agendapunt.objects.filter(pk=punt.pk).update(reden=reden)


def _neem_over(volgende: Overleg) -> None:
    """Take over what was put by hand on a meeting that is over, and not discussed there.

    At a meeting that was held it stays as well, for the minutes.
    """
    over = Agendapunt.objects.select_related("overleg").filter(
        Q(overleg__afgelast_op__isnull=False) | Q(overleg__gehouden_op__isnull=False),
        overleg__soort=volgende.soort,
        overleg__partij=volgende.partij_id,
        reden__in=MET_DE_HAND,
        afgevoerd=False,
        besproken_op=None,
        doorgeschoven=False,
        verslag=None,
    )
    er_al = list(volgende.punten.exclude(dossier=None).values_list("dossier", flat=True))
    gehouden = Q(overleg__gehouden_op__isnull=False)
    dubbel = over.filter(dossier__in=er_al)
    dubbel.filter(~gehouden).delete()
    dubbel.update(doorgeschoven=True)
    for nummer, punt in enumerate(over.order_by("pk"), _laatste(volgende) + 1):
        rijen = Agendapunt.objects.filter(pk=punt.pk)
        if punt.overleg.gehouden_op is None:
            rijen.update(overleg=volgende, volgorde=nummer)
            continue
        rijen.update(doorgeschoven=True)
        vast = {naam: getattr(punt, naam) for naam in MEE}
        Agendapunt.objects.create(overleg=volgende, volgorde=nummer, **vast)


def _zet_verslagen(volgende: Overleg) -> None:
    """The minutes that nobody approved yet stand first on the next agenda, and on no other (PB 3.3, 4.3)."""
    zelfde = Overleg.objects.filter(soort=volgende.soort, partij=volgende.partij_id)
    concepten = zelfde.filter(gehouden_op__isnull=False, vastgesteld_op=None)
    punten = Agendapunt.objects.filter(
        overleg__in=zelfde.values("pk"), verslag__isnull=False, besproken_op=None
    )
    gepland = zelfde.gepland().values("pk")
    punten.filter(overleg__in=gepland).exclude(
        overleg=volgende, verslag__in=concepten.values("pk")
    ).delete()
    bezig = punten.filter(overleg__begonnen_op__isnull=False, overleg__gehouden_op=None)
    er_al = [*volgende.punten.exclude(verslag=None), *bezig.filter(afgevoerd=False)]
    for concept in concepten.exclude(pk__in=[punt.verslag_id for punt in er_al]).order_by("dag"):
        onderwerp = f"Verslag van {date_format(concept.dag, 'j F Y')}"
        punt = Agendapunt(overleg=volgende, verslag=concept, onderwerp=onderwerp)
        Agendapunt.objects.bulk_create([punt], ignore_conflicts=True)  # another did so just now


def _nodig(overleg: Overleg, sleutels: Iterable[UUID] | None) -> dict[UUID, tuple[Dossier, str]]:
    """Which files are due in a meeting, and why, the oldest first."""
    # What still stands on the agenda of a meeting that is going on is discussed there.
    bezig = Agendapunt.objects.filter(
        dossier=OuterRef("pk"),
        overleg__begonnen_op__isnull=False,
        overleg__gehouden_op=None,
        besproken_op=None,
        afgevoerd=False,
    )
    uit: dict[UUID, tuple[Dossier, str]] = {}
    for soort in bestanden():
        if soort.vergadert != overleg.soort:
            continue
        rijen = soort.met_feiten.filter(
            ~Exists(bezig), partij=overleg.partij_id, gearchiveerd_op=None, beperkt=False
        )
        if sleutels is None:
            rijen = rijen.filter(Exists(Taak.objects.filter(dossier=OuterRef("pk"))))
        else:
            rijen = rijen.filter(pk__in=sleutels)
        for dossier in rijen.order_by("begonnen_op", "nummer"):
            if reden := soort.bespreken(dossier, overleg.dag):
                uit[dossier.pk] = dossier, reden
    return uit


def _laatste(overleg: Overleg) -> int:
    return overleg.punten.aggregate(laatste=Max("volgorde"))["laatste"] or 0
