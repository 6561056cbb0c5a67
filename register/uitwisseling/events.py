"""What is recorded of notices, in the sentences of the time line of the file that they are about.

A notice moves no clock: it is no processing for the approach (MC 13.1).
"""

from register.events import declareer

gebeurd = declareer(
    "uitwisseling",
    hoort={
        "kennisgegeven": "Wie gegevens kreeg, vindt het op zijn werklijst.",
        "bevestigd": "Wie het dossier bijhoudt, ziet op de pagina wie het heeft bevestigd.",
        "bevestiging_vastgelegd": "Wie het dossier bijhoudt, legde het zelf vast.",
    },
    stil=("kennisgegeven", "bevestigd", "bevestiging_vastgelegd"),
    kennisgegeven="Wie gegevens kreeg, krijgt bericht van de wijziging",
    bevestigd="Ontvanger bevestigde een bericht over gegevens die hij kreeg",
    bevestiging_vastgelegd="Vastgelegd dat een ontvanger een bericht bevestigde",
)
