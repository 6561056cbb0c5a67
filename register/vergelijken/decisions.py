"""Saying whether two files are about one person."""

from typing import Any

from django.db.models import Q

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from register import slot
from register.afleiden import besluit
from register.models import Dossier
from register.muur import als

from .events import gebeurd
from .models import Keuze, VergelijkingVelden
from .soorten import hangt_aan, op_volgorde, soorten

ZIN = "Dit doet wie dit dossier behandelt."
WAAROM = {
    Keuze.DEZELFDE: "Schrijf op waaraan u ziet dat het dezelfde persoon is.",
    Keuze.NIET: "Schrijf op waaraan u ziet dat het iemand anders is.",
}


@besluit
def vergelijk(
    dossier: Any, ander: Any, *, actor: Actor, keuze: str, reden: str = ""
) -> VergelijkingVelden:
    """Record whether a file and another one are about the same person (AVG 5.1 d, MvT 5.2).

    What was said before stays, and this stands. Both are locked, in one order, so that neither is brought
    in meanwhile.

    Args:
        keuze: one of `Keuze`.
        reden: why; may be empty for who is not sure.

    Raises:
        Geweigerd: the actor does not read both, or does not handle the first.
        NietMogelijk: one of them is gone or takes no changes, or the reason is missing.
    """
    drager, andere = op_volgorde(dossier, ander)
    volgorde = [drager, andere]
    if type(drager) is type(andere):
        volgorde.sort(key=lambda rij: str(rij.zaak))
    for rij in volgorde:
        type(rij).objects.lock(rij)
    mag = soorten()[dossier._meta.app_label].mag
    for rij in (dossier, ander):
        rijen = type(rij).objects
        vers = rijen.neem(rij, lambda vers, rijen=rijen: rijen.ziet(actor, vers), ZIN)
        if rij is dossier and not mag(actor, vers):
            raise NietMogelijk("Dit dossier is al afgehandeld.")
    if keuze in WAAROM and not reden.strip():
        raise NietMogelijk({"reden": WAAROM[Keuze(keuze)]})
    gekozen: VergelijkingVelden = soorten()[drager._meta.app_label].model.objects.create(
        dossier_id=drager.pk,
        ander_id=andere.pk,
        keuze=Keuze(keuze),
        reden=reden,
        door_id=actor.gebruiker_id,
        op=actor.nu,
    )
    gebeurd(drager, "vergeleken", actor=actor)
    slot.lopend().personen.add(drager.pk)  # who may not read the one reads neither (WEE-toegang)
    return gekozen


def verhuis(van: Any, naar: Any) -> None:
    """The content of a file moved into another: so does what was said of it, also what the actor may not see.

    Of those two together nothing is left to say. Called in the decision that moves it.
    """
    with als(Actor.systeem("vergelijken")):
        for soort in soorten().values():
            for rij in soort.model.objects.filter(Q(dossier=van.pk) | Q(ander=van.pk)):
                _zet_over(rij, van, naar)


def vergeet(dossier: Any) -> None:
    """Nothing is said of a file any more that nobody works with: it does not go to the archive (MC 13.2)."""
    for soort in soorten().values():
        soort.model.objects.filter(Q(dossier=dossier.pk) | Q(ander=dossier.pk)).delete()
    getattr(dossier, "_prefetched_objects_cache", {}).pop("vergelijkingen", None)


def _zet_over(rij: VergelijkingVelden, van: Any, naar: Any) -> None:
    ander = Dossier.objects.get(pk=rij.ander_id if rij.dossier_id == van.pk else rij.dossier_id)
    app, andere = naar._meta.app_label, ander.bestand.app
    past = hangt_aan(app, andere)
    drager, rest = (naar.pk, ander.pk) if past else (ander.pk, naar.pk)
    if drager != rest:
        soorten()[app if past else andere].model.objects.create(
            dossier_id=drager,
            ander_id=rest,
            keuze=rij.keuze,
            reden=rij.reden,
            door_id=rij.door_id,
            op=rij.op,
        )
    rij.delete()
