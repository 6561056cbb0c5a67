"""What waits for whom in a melding."""

from django.urls import reverse

from register.kringen import Kring
from register.taken import Soort, Wachtend, declareer

from . import rules
from .models import Melding

declareer(
    "meldingen",
    behandelen=Soort(
        "Melding behandelen", lambda dossier, _: reverse("meldingen:melding", args=[dossier])
    ),
)


def taken(melding: Melding) -> list[Wachtend]:
    """One that nobody handled waits for who may (`rules.behandelt`)."""
    if not melding.is_nieuw:
        return []
    aan = Kring.WEEGPLOEG_VAN_PARTIJ.van(melding.ontvanger_id)
    van = melding.ontvangen_op
    uiterlijk = van + rules.BEHANDELEN
    return [Wachtend("meldingen.behandelen", aan, van, uiterlijk=uiterlijk)]
