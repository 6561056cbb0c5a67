"""The two things that a grant on a file can give, and who can use which (MC 10.4, 10.5)."""

from functools import cache

from django.contrib.auth.models import Permission

from gedeeld.actor import Actor, Hoedanigheid

LEZEN = "lezen"  # the whole file: parties of the covenant that take part
PLAN_LEZEN = "plan_lezen"  # the adopted plan and its progress only: external partners
# What somebody whose party holds a grant reads by it, by capacity. Core parties need none.
BRUIKBAAR = {Hoedanigheid.CASUSPARTIJ: LEZEN, Hoedanigheid.EXTERN: PLAN_LEZEN}


def bruikbaar(actor: Actor) -> str:
    """Codename of the object permission that this actor can use; empty for who reads by role."""
    if actor.groep_id is None or actor.gebruiker_id is None:
        return ""
    return next((BRUIKBAAR[h] for h in actor.hoedanigheden if h in BRUIKBAAR), "")


@cache
def permissie(naam: str) -> int:
    """Key of the object permission on a file with this codename; it never changes."""
    return Permission.objects.get(
        content_type__app_label="register", content_type__model="dossier", codename=naam
    ).pk
