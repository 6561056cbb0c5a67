"""What a grant on a file can give, and who can use which (MC 10.4, 10.5; PB 3.4)."""

from functools import cache

from django.contrib.auth.models import Permission

from gedeeld.actor import Actor, Hoedanigheid

LEZEN = "lezen"  # the whole file: parties of the covenant that take part
PLAN_LEZEN = "plan_lezen"  # the adopted plan and its progress only: external partners
VRAAG_LEZEN = "vraag_lezen"  # the questions to the own party and its answers: who is asked
BESLUIT_LEZEN = "besluit_lezen"  # what was logged, for who has yet to say whether it is so
# A part of a file, where the other one is the whole of it.
DEEL = frozenset({PLAN_LEZEN, VRAAG_LEZEN, BESLUIT_LEZEN})
# Who can use which, when his party holds it. Who reads a file by role needs none: a municipality can be
# asked about somebody in the file of another one.
BRUIKBAAR = {
    LEZEN: frozenset({Hoedanigheid.CASUSPARTIJ}),
    PLAN_LEZEN: frozenset({Hoedanigheid.EXTERN}),
    VRAAG_LEZEN: frozenset(
        {Hoedanigheid.WEEGPLOEGLID, Hoedanigheid.CASUSPARTIJ, Hoedanigheid.EXTERN}
    ),
    BESLUIT_LEZEN: frozenset({Hoedanigheid.WEEGPLOEGLID}),
}


def bruikbaar(actor: Actor) -> frozenset[str]:
    """Codenames of the object permissions that this actor can use; none for who has no party."""
    if actor.groep_id is None or actor.gebruiker_id is None:
        return frozenset()
    return frozenset(recht for recht, wie in BRUIKBAAR.items() if wie & actor.hoedanigheden)


@cache
def permissie(naam: str) -> int:
    """Key of the object permission on a file with this codename; it never changes."""
    return Permission.objects.get(
        content_type__app_label="register", content_type__model="dossier", codename=naam
    ).pk
