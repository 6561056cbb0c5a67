"""What of meetings stands on the worklist, and in the menu."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format

from gedeeld.actor import Actor
from register.registry import Menupunt
from register.werk import GENOEG, Werk

from . import schermen
from .models import Genodigde, Overleg, Stand

VOORAF = timedelta(days=14)  # so long before a meeting it is on the worklist
MENU = Menupunt("Overleg", "overleg:lijst", "notebook-pen")


def menu(actor: Actor) -> Menupunt | None:
    """For who works in a weegploeg or keeps meetings; for another once he was invited to one."""
    if not actor.werkt_met_dossiers:
        return None
    altijd = actor.in_weegploeg or actor.voert_casusoverleg_uit
    return MENU if altijd or Overleg.objects.visible_to(actor).exists() else None


def werk(actor: Actor) -> list[Werk]:
    """Meetings of the next two weeks to which he was invited, or that he keeps, and draft minutes; also
    that a meeting is off.
    """
    if not actor.werkt_met_dossiers:
        return []
    genodigd = Genodigde.objects.filter(overleg=OuterRef("pk"), gebruiker=actor.gebruiker_id)
    rijen = Overleg.objects.visible_to(actor).filter(
        Q(Exists(genodigd)) | Q(houder__in=sorted(actor.kringen)),
        Q(dag__gte=actor.vandaag, dag__lte=actor.vandaag + VOORAF, gehouden_op=None)
        | Q(gehouden_op__isnull=False, vastgesteld_op=None),
    )
    return [_werk(rij, actor) for rij in rijen.order_by("dag", "begin", "pk")[:GENOEG]]


def _werk(rij: Overleg, actor: Actor) -> Werk:
    wat = f"{_doe(rij, actor)}: {rij.get_soort_display().lower()} van {date_format(rij.dag, 'j F')}"
    dag, url = None, schermen.url_verslag(rij)
    if not rij.gehouden_op:
        wat += f", {rij.begin:%H:%M}"
        dag, url = rij.dag, schermen.url(rij)
    gemeente = actor.gemeente_van(rij.partij_id)
    return Werk(None, wat, url, uiterlijk=dag, soort="overleg", gemeente=gemeente)


def _doe(rij: Overleg, actor: Actor) -> str:
    houdt = rij.houder in actor.kringen
    if rij.stand == Stand.AFGELAST:
        return "Gaat niet door"
    if rij.stand == Stand.CONCEPT:
        return "Laat het verslag vaststellen" if houdt else "Lees het conceptverslag"
    if houdt and not rij.uitgenodigd_op:
        return "Verstuur de uitnodiging"
    return "Bereid voor"
