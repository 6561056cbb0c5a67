"""Who was there when a file was discussed: for the page that says who knows what of it."""

from gedeeld.actor import Actor
from register.models import Dossier
from register.uitwisseling.besproken import Aanwezige, Bespreking, declareer

from .models import Agendapunt, Erbij, Overleg


def besprekingen(dossier: Dossier, actor: Actor) -> list[Bespreking]:
    """The meetings that this actor sees, in which it was discussed."""
    punten = Agendapunt.objects.visible_to(actor).filter(
        dossier=dossier.pk, besproken_op__isnull=False, afgevoerd=False
    )
    return [
        Bespreking(punt.overleg.get_soort_display(), punt.overleg.dag, _bij(punt, dossier, actor))
        for punt in punten.select_related("overleg")
    ]


def _bij(punt: Agendapunt, dossier: Dossier, actor: Actor) -> list[Aanwezige]:
    vastgelegd = _erbij(punt, actor)
    return _aanwezig(punt.overleg, dossier, actor) if vastgelegd is None else vastgelegd


def _erbij(punt: Agendapunt, actor: Actor) -> list[Aanwezige] | None:
    """Who was there for this item; None where that was not recorded for it."""
    rijen = list(Erbij.objects.visible_to(actor).filter(punt=punt).op_naam())
    erbij = [Aanwezige(rij.wie, rij.inbreng or "") for rij in rijen if rij.aanwezig]
    return erbij if rijen else None


def _aanwezig(overleg: Overleg, dossier: Dossier, actor: Actor) -> list[Aanwezige]:
    """Who of those present takes part in this file: of another one of the same meeting nobody hears.

    Of meetings from before it was recorded for each item.
    """
    mee = {partij.pk for partij in dossier.bestand.kernpartijen(dossier)}
    mee |= set(dossier.bestand.deelnemers(dossier, overleg.dag))
    rijen = overleg.genodigden.visible_to(actor).filter(aanwezig=True, partij__in=mee)
    return [
        Aanwezige(f"{rij.gebruiker.naam}, {rij.partij.naam}")
        for rij in rijen.select_related("gebruiker", "partij")
    ]


declareer(besprekingen)
