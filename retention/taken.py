"""What still waits in a file that lies in the archive (MC 11.5)."""

from uuid import UUID

from django.urls import reverse

from register.taken import Soort, Wachtend, declareer

from .models import Archiefstuk


def _pagina(dossier: UUID, _: UUID | None) -> str:
    return reverse("retention:informeren", args=[dossier])


declareer(
    "retention",
    informeren=Soort(
        "Informeer het subject van een dossier in het archief",
        _pagina,
        wettelijk=True,
        bericht=True,
    ),
)


def taken(stuk: Archiefstuk, houder: str) -> list[Wachtend]:
    """The duty to inform does not end in the archive: it waits for who keeps the file.

    Args:
        houder: name of the circle that keeps it.
    """
    if not stuk.te_informeren or stuk.gearchiveerd_op is None:
        return []
    uiterlijk = stuk.informeren_uiterlijk
    return [Wachtend("retention.informeren", houder, stuk.gearchiveerd_op, uiterlijk=uiterlijk)]
