"""What is done with each field of an item of data, in whichever file it stands (MC 6, WPG 1 and 2)."""

from typing import Any

from gedeeld.afschrift import LetOp, Publiek
from gedeeld.velden import Veld

# Not for the subject: a reporter, or what the police and the OM discussed.
KERN = frozenset({Publiek.KERNPARTIJ})


def signaal_velden(sectie: str) -> tuple[Veld, ...]:
    """The fields of `convenant.gegevens.SignaalVelden`, of which the casus gets the item itself."""
    return (
        Veld("omschrijving", sectie, "Signaal {n}", bijzonder=bijzonder, naar_casus=True),
        Veld("aard", sectie, "Signaal {n}: aard", lambda rij: rij.aard_tekst, naar_casus=True),
        Veld("gericht_op", naar_casus=True),  # told with its kind
        Veld("waargenomen_op", sectie, "Signaal {n}: gezien of gehoord op"),
        Veld(
            "bijzonder",
            sectie,
            "Signaal {n}: gevoelige gegevens",
            lambda rij: ", ".join(rij.bijzonder_labels),
            bijzonder=bijzonder,
            naar_casus=True,
        ),
        Veld(
            "noodzaak",
            sectie,
            "Signaal {n}: waarom nodig",
            bijzonder=bijzonder,
            naar_casus=True,
        ),
        Veld(
            "wpg_artikel",
            sectie,
            "Signaal {n}: politiegegevens van",
            lambda rij: rij.politie_tekst,
            naar_casus=True,
        ),
        Veld(
            "om_soort",
            sectie,
            "Signaal {n}: gegevens van het OM",
            lambda rij: rij.om_tekst,
            naar_casus=True,
        ),
        Veld("onzeker", naar_casus=True),  # told with their kind
        Veld("wpg_doel", sectie, "Signaal {n}: doel van de verstrekking", aan=KERN),
        Veld("wpg_overleg", sectie, "Signaal {n}: overleg met politie en OM", aan=KERN),
        Veld("wpg_geen_bezwaar"),
        Veld("partij", naar_casus=True),
        Veld("grondslag", naar_casus=True),
        Veld("grondslag_om", naar_casus=True),  # told with the ground
    )


def bijzonder(rij: Any) -> list[str]:
    """The special and criminal categories with which an item is marked (AVG 9, 10)."""
    labels: list[str] = rij.bijzonder_labels
    return [label.lower() for label in labels]


def van_politie(rij: Any) -> bool:
    """Police data of art. 9 and 10: whether the subject may know them is asked of the police too.

    They are the subject's own data all the same: left out on a ground of art. 41 UAVG, or sent.
    """
    return bool(rij.blijft_achter)


def let_op_politie(rij: Any) -> str:
    """What who answers the subject has to know of an item."""
    return LetOp.POLITIE if van_politie(rij) else ""
