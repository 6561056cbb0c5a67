"""What waits for whom in a melding."""

from django.urls import reverse

from convenant.terrorisme import Open
from register.kringen import Kring
from register.taken import Soort, Wachtend, declareer

from . import rules
from .models import Melding

declareer(
    "meldingen",
    behandelen=Soort(
        "Melding behandelen", lambda dossier, _: reverse("meldingen:melding", args=[dossier])
    ),
    # By name, so that it stands out among the rest (MvT 5.1).
    behandelen_terrorisme=Soort(
        "Melding over terrorisme behandelen",
        lambda dossier, _: reverse("meldingen:melding", args=[dossier]),
    ),
    politie=Soort(
        "Terrorisme: de politie inlichten",
        lambda dossier, _: reverse("meldingen:politie", args=[dossier]),
    ),
    verwijzen=Soort(
        "Terrorisme: de melder naar de politie verwijzen",
        lambda dossier, _: reverse("meldingen:politie", args=[dossier]),
    ),
)
EERST = {Open.POLITIE: "meldingen.politie", Open.VERWIJZEN: "meldingen.verwijzen"}


def taken(melding: Melding) -> list[Wachtend]:
    """One that nobody handled waits for who may (`rules.behandelt`)."""
    if not melding.is_nieuw:
        return []
    aan = Kring.WEEGPLOEG_VAN_PARTIJ.van(melding.ontvanger_id)
    van = melding.ontvangen_op
    soort = "meldingen.behandelen_terrorisme" if melding.terrorisme else "meldingen.behandelen"
    uit = [Wachtend(soort, aan, van, uiterlijk=van + rules.BEHANDELEN)]
    if eerst := melding.terrorisme_open:
        uit.insert(0, Wachtend(EERST[eerst], aan, van, uiterlijk=van))
    return uit
