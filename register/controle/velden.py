"""What is done with each field of a check, whatever kind of file was checked."""

from convenant.velden import KERN
from gedeeld.velden import Soort, Veld, verklaar

from .models import ControleVelden

CONTROLES = "Controles"


def verklaar_controles(model: type[ControleVelden]) -> None:
    """Say it of the checks of one kind of file."""
    verklaar(
        model,
        Veld("op", CONTROLES, "Nagekeken op"),
        # Who works for a party is of no use to the subject: the party answers (PB 3.2).
        Veld("door", CONTROLES, "Door", lambda rij: rij.door.naam, aan=KERN),
        Veld(
            "aangepast",
            CONTROLES,
            "Uitkomst",
            lambda rij: "Er is iets aangepast" if rij.aangepast else "Er is niets aangepast",
        ),
        Veld("wat", CONTROLES, "Wat is nagekeken en aangepast"),
        soort=Soort.AFSPRAKEN,
    )
