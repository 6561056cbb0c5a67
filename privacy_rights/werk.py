"""What of requests stands on the worklist of who reads none: the supervisor."""

from django.urls import reverse

from gedeeld.actor import Actor
from register.werk import Werk

from .gezamenlijk import te_laat


def werk(actor: Actor) -> list[Werk]:
    """That somebody waits for an answer longer than the law allows (AVG 12.3, 26)."""
    rijen = te_laat(actor)
    if not rijen:
        return []
    wat = "Vraag naar een verzoek zonder antwoord"
    if len(rijen) > 1:
        wat = f"Vraag naar {len(rijen)} verzoeken zonder antwoord"
    url, dag = reverse("privacy_rights:te_laat"), rijen[0].uiterlijk
    return [Werk(None, wat, url, uiterlijk=dag, soort="verzoek", wettelijk=True)]
