"""The cast of the demo: invented people, one for each column of the access table."""

from dataclasses import dataclass

from gedeeld.actor import Rol

WACHTWOORD = "kievit-lantaarn-molensteen"


@dataclass(frozen=True)
class Speler:
    """One demo account.

    Args:
        partij: name of the party in the covenant `convenant` (its code).
        wacht: the administrator gave the role today, and no second person confirmed it yet.
    """

    gebruikersnaam: str
    naam: str
    convenant: str
    partij: str
    rol: Rol
    uitleg: str
    wacht: bool = False
    ook: tuple[str, ...] = ()  # other municipalities that it is appointed for


def spelers() -> list[Speler]:
    """The demo accounts, in the order of the login page."""
    limburg, v = "limburg", Rol.VERTEGENWOORDIGER
    return [
        Speler(
            "uitvoerder.venlo",
            "Iris Dekkers",
            limburg,
            "Gemeente Venlo",
            Rol.UITVOERDER,
            "Secretaris van weegploeg en casusoverleg. Begin hier.",
        ),
        Speler(
            "gemeente.venlo",
            "Bram Hendrikx",
            limburg,
            "Gemeente Venlo",
            v,
            "Lid van de weegploeg voor de gemeente.",
        ),
        Speler(
            "politie.limburg",
            "Sanne Wouters",
            limburg,
            "Politie Limburg",
            v,
            "Lid van de weegploeg voor de politie.",
        ),
        Speler(
            "om.limburg",
            "Karel Verstappen",
            limburg,
            "Openbaar Ministerie Limburg",
            v,
            "Lid van de weegploeg voor het OM.",
        ),
        Speler(
            "rvdk.limburg",
            "Noor Claessen",
            limburg,
            "Raad voor de Kinderbescherming",
            v,
            "Ziet alleen casussen van minderjarigen waarin de Raad meedoet.",
        ),
        Speler(
            "reclassering.limburg",
            "Tim Janssen",
            limburg,
            "Reclassering Nederland",
            v,
            "Ziet alleen casussen waarin de reclassering meedoet.",
        ),
        Speler(
            "extern.ggz",
            "Lotte Peeters",
            limburg,
            "GGZ Maasoever",
            v,
            "Externe partner: ziet alleen het vastgestelde plan.",
        ),
        Speler(
            "gemeente.maastricht",
            "Paul Smeets",
            limburg,
            "Gemeente Maastricht",
            v,
            "Andere gemeente: ziet niets van Venlo.",
        ),
        Speler(
            "uitvoerder.regio",
            "Wies Timmermans",
            limburg,
            "Gemeente Roermond",
            Rol.UITVOERDER,
            "Secretaris van drie gemeenten, vanuit een veiligheidshuis.",
            ook=("Gemeente Weert", "Gemeente Nederweert"),
        ),
        Speler(
            "behandelaar.venlo",
            "Joris Kuipers",
            limburg,
            "Gemeente Venlo",
            Rol.BEHANDELAAR,
            "Registreert verzoeken van betrokkenen. Ziet geen dossiers.",
        ),
        Speler(
            "beheerder",
            "Mira van Loon",
            limburg,
            "Gemeente Venlo",
            Rol.BEHEERDER,
            "Beheert partijen en bijlage 1. Ziet geen dossiers.",
        ),
        Speler(
            "fg",
            "Hugo Lemmens",
            limburg,
            "Gemeente Venlo",
            Rol.FG,
            "Functionaris gegevensbescherming: ziet logboeken, en opent met een reden één dossier.",
        ),
        Speler(
            "politie.nieuw",
            "Daan Vermeer",
            limburg,
            "Politie Limburg",
            v,
            "Nieuw bij de politie: de rol wacht op bevestiging. De uitvoerder kan dat doen.",
            wacht=True,
        ),
    ]
