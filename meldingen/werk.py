"""What of the meldingen stands on the worklist that is about no file."""

from django.urls import reverse

from gedeeld.actor import Actor
from register.werk import GENOEG, Werk

from .models import Concept


def werk(actor: Actor) -> list[Werk]:
    """What the actor is writing, with its last day; and what a colleague took over from him."""
    eigen = Concept.objects.eigen(actor)[:GENOEG]
    weg = Concept.objects.visible_to(actor).filter(vorige=actor.gebruiker_id)
    weg = weg.exclude(schrijver=actor.gebruiker_id)[:GENOEG]
    af = [
        (f"Maak concept {rij.nummer} af, of gooi het weg", "meldingen:concept", rij)
        for rij in eigen
    ]
    af += [
        (f"Lees waarom een collega concept {rij.nummer} overnam", "meldingen:concepten", rij)
        for rij in weg
    ]
    return [
        Werk(
            None,
            wat,
            reverse(pagina, args=[rij.pk] if pagina == "meldingen:concept" else []),
            uiterlijk=rij.laatste_dag,
            soort="melding",
            gemeente=actor.gemeente_van(rij.partij_id),
        )
        for wat, pagina, rij in af
    ]
