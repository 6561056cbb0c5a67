"""What is done with each field of an item of data, in whichever file it stands (MC 6, WPG 1 and 2)."""

from collections.abc import Callable, Iterable
from typing import Any

from gedeeld.afschrift import LetOp, Publiek, datum
from gedeeld.velden import Veld, zegt

# Not for the subject: a reporter, or what the police and the OM discussed.
KERN = frozenset({Publiek.KERNPARTIJ})


def signaal_velden(sectie: str) -> tuple[Veld, ...]:
    """The fields of `convenant.gegevens.SignaalVelden`, of which the casus gets the item itself."""
    return (
        Veld("omschrijving", sectie, "Signaal {n}", bijzonder=bijzonder, naar_casus=True),
        Veld("aard", sectie, "Signaal {n}: aard", lambda rij: rij.aard_tekst, naar_casus=True),
        Veld("gericht_op", naar_casus=True),  # told with its kind
        Veld("waargenomen_op", sectie, "Signaal {n}: gezien of gehoord op", naar_casus=True),
        Veld("partij", naar_casus=True),
        *wat_hoort_velden(sectie, "Signaal {n}", naar_casus=True),
    )


def wat_hoort_velden(
    sectie: str, wat: str, *, naar_casus: bool = False, **vorm: Any
) -> tuple[Veld, ...]:
    """The fields of what goes with the ground of a signal or of an answer.

    Args:
        wat: what each is called by.
        vorm: what else is said of each of them.
    """
    mee = vorm | {"naar_casus": naar_casus}
    gevoelig = mee | {"bijzonder": bijzonder}
    return (
        Veld(
            "bijzonder",
            sectie,
            f"{wat}: gevoelige gegevens",
            lambda rij: ", ".join(rij.bijzonder_labels),
            **gevoelig,
        ),
        Veld(
            "noodzaak", sectie, f"{wat}: waarom nodig", lambda rij: rij.noodzaak or "", **gevoelig
        ),
        Veld(
            "uitzonderingen",
            sectie,
            f"{wat}: uitzondering",
            lambda rij: rij.uitzondering_tekst,
            **gevoelig,
        ),
        Veld(
            "wpg_artikel",
            sectie,
            f"{wat}: politiegegevens van",
            lambda rij: rij.politie_tekst,
            **mee,
        ),
        Veld("om_soort", sectie, f"{wat}: gegevens van het OM", lambda rij: rij.om_tekst, **mee),
        Veld("onzeker", naar_casus=naar_casus),  # told with their kind
        Veld("wpg_doel", sectie, f"{wat}: doel van de verstrekking", aan=KERN, **vorm),
        Veld(
            "wpg_overleg",
            sectie,
            f"{wat}: overleg met politie en OM",
            lambda rij: rij.wpg_overleg or "",
            aan=KERN,
            **vorm,
        ),
        Veld("wpg_geen_bezwaar"),
        Veld("grondslag", naar_casus=naar_casus),
        Veld("grondslag_om", naar_casus=naar_casus),  # told with the ground
    )


def zegt_met_grond(rij: Any) -> dict[str, str]:
    """What a signal or an answer says, with what a transcript tells in another way than as a field of its own."""
    akkoord = "de opsporing verzet zich niet" if rij.wpg_geen_bezwaar else ""
    return zegt(rij) | {"Grondslag": rij.gronden, "Geen bezwaar": akkoord}


def doorgifte_velden(
    sectie: str, signalen: Callable[[Any], Iterable[Any]], *, eigen: bool
) -> tuple[Veld, ...]:
    """The fields of `convenant.doorgifte.DoorgifteVelden`.

    Args:
        signalen: those of the file of a row, in the order in which its transcript counts them.
        eigen: whether only the party that received it reads the file.
    """
    return (
        Veld("aan"),
        Veld(
            "gegevens",
            sectie,
            lambda rij: f"Doorgegeven op {datum(rij.op)}",
            lambda rij: rij.wat(signalen(rij)),
        ),
        Veld("signalen"),
        Veld("op"),
        Veld("taak", sectie, "Voor welke taak", lambda rij: rij.taak or ""),
        Veld("noodzaak", sectie, "Waarom nodig"),
        # Numbers of meldingen that other parties may not know of: told where the melding is its party's own.
        Veld(
            "samen_met",
            sectie if eigen else "",
            "Samen met",
            lambda rij: ", ".join(rij.samen_met),
        ),
        Veld("grondslag"),
        Veld("ander_doel", sectie, "Voor welk ander doel", lambda rij: rij.ander_doel or ""),
        Veld("vooraf_op", sectie, "Dat wist de persoon sinds"),
    )


def terrorisme_velden(sectie: str, **vorm: Any) -> tuple[Veld, ...]:
    """The fields of `convenant.terrorisme.TerrorismeVelden`.

    Args:
        vorm: what else is said of each of them.
    """
    alle = vorm | {"let_op": LetOp.POLITIE}
    # Who works for a party, and that there is a reporter, is nothing for the subject.
    kern = alle | {"aan": KERN}
    return (
        Veld(
            "terrorisme",
            sectie,
            "Terroristische activiteiten",
            lambda rij: rij.terrorisme_zin,
            **alle,
        ),
        Veld("politie_ingelicht", **vorm),  # the same sentence says it
        Veld("politie_ingelicht_op", **vorm),
        Veld(
            "politie_ingelicht_door",
            sectie,
            "De politie is ingelicht door",
            lambda rij: rij.ingelicht_zin,
            **kern,
        ),
        Veld("politie_functie", **vorm),
        Veld(
            "melder_verwezen_op",
            sectie,
            "De melder is naar de politie verwezen",
            lambda rij: rij.verwezen_zin,
            **kern,
        ),
        Veld("melder_onbereikbaar", **vorm),
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
