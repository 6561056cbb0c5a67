"""What waits in a request, for who handles it (MC 12.3)."""

from uuid import UUID

from django.urls import reverse

from register.taken import Soort, Wachtend, declareer

from .models import Verzoek


def _pagina(dossier: UUID, rij: UUID | None) -> str:
    return reverse("privacy_rights:verzoek", args=[dossier])


declareer(
    "privacy_rights",
    ontvangen=Soort("Stel de identiteit vast", _pagina, wettelijk=True),
    identiteit_vastgesteld=Soort("Beantwoord het verzoek", _pagina, wettelijk=True),
)


def taken(verzoek: Verzoek) -> list[Wachtend]:
    """The next step of a request to which an answer is owed."""
    if not verzoek.loopt:
        return []
    soort = f"privacy_rights.{verzoek.stand}"
    van, uiterlijk = verzoek.ontvangen_op, verzoek.uiterlijk
    return [Wachtend(soort, verzoek.bestand.kringen(verzoek)[0], van, uiterlijk=uiterlijk)]
