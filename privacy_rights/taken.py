"""What waits in a request, for who handles it (MC 12.3)."""

from uuid import UUID

from django.urls import reverse

from register.taken import Soort, Wachtend, declareer

from . import rules
from .models import Verzoek


def _pagina(dossier: UUID, rij: UUID | None) -> str:
    return reverse("privacy_rights:verzoek", args=[dossier])


declareer(
    "privacy_rights",
    ontvangen=Soort("Stel de identiteit vast", _pagina, wettelijk=True),
    identiteit_vastgesteld=Soort("Beantwoord het verzoek", _pagina, wettelijk=True),
    doorzenden=Soort("Stuur het verzoek door", _pagina, wettelijk=True),
    vertellen=Soort("Vertel de persoon wie zijn verzoek beantwoordt", _pagina, wettelijk=True),
    besluit_vertellen=Soort("Verstuur de brief met het besluit", _pagina, wettelijk=True),
    uitvoeren=Soort("Voer het besluit op een verzoek uit", _pagina, wettelijk=True),
)


def taken(verzoek: Verzoek) -> list[Wachtend]:
    """The next step of a request to which an answer is owed, and what was decided and is not done yet."""
    kring, van = verzoek.bestand.kringen(verzoek)[0], verzoek.ontvangen_op
    if verzoek.kan_doorzenden:
        soort, uiterlijk = "doorzenden", rules.doorzenden_uiterlijk(van)
    elif verzoek.loopt:
        soort, uiterlijk = verzoek.stand, verzoek.uiterlijk
    elif verzoek.doorgezonden_op and not verzoek.doorzending_verteld_op:
        soort, uiterlijk = "vertellen", rules.doorzenden_uiterlijk(verzoek.doorgezonden_op)
    elif verzoek.moet_verteld:
        soort, uiterlijk = "besluit_vertellen", verzoek.uiterlijk
    else:
        return _uit_te_voeren(verzoek)
    eerst = Wachtend(f"privacy_rights.{soort}", kring, van, uiterlijk=uiterlijk)
    return [eerst, *_uit_te_voeren(verzoek)]


def _uit_te_voeren(verzoek: Verzoek) -> list[Wachtend]:
    return [
        Wachtend(
            "privacy_rights.uitvoeren",
            rij.bij.houder,  # who reads no more than the request does not hear of that file
            verzoek.beantwoord_op or verzoek.ontvangen_op,
            uiterlijk=rij.uiterlijk,
            rij=rij.pk,
        )
        for rij in verzoek.uitvoeringen.all()
        if rij.gedaan_op is None and rij.uiterlijk
    ]
