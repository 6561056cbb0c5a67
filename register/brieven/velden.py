"""What is done with each field of a letter, in whichever file it stands."""

from collections.abc import Collection
from typing import Any

from gedeeld.afschrift import datum
from gedeeld.velden import Soort, Veld, verklaar

from .models import BriefVelden
from .opstellen import als_tekst
from .soorten import brieven_van

BRIEVEN = "Brieven"


def verklaar_brieven(model: type[BriefVelden], *, aan_anderen: Collection[str] = ()) -> None:
    """Say it of the letters of one kind of file: what was fixed is told.

    Args:
        aan_anderen: kinds of letter that tell of another person, such as a reporter.
    """
    verklaar(
        model,
        *(Veld(naam) for naam in ("nummer", "soort", "rij", "adres", "teksten")),
        Veld(
            "inhoud",
            BRIEVEN,
            _label,
            als_tekst,
            derden=lambda rij: rij.soort in aan_anderen,
        ),
        *(Veld(naam) for naam in ("gemaakt_op", "gemaakt_door", "definitief_op")),
        *(Veld(naam) for naam in ("verstuurd_op", "verstuurd_door", "wijze")),
        soort=Soort.CONTACT,
    )


def _label(rij: Any) -> str:
    brieven = brieven_van(rij._meta.app_label)
    titel = brieven.soorten[rij.soort].titel if brieven else ""
    if rij.verstuurd_op:
        return f"{titel} ({rij.get_wijze_display().lower()} verstuurd op {datum(rij.verstuurd_op)})"
    return f"{titel} (van {datum(rij.definitief_op)}, niet verstuurd)"
