"""What is recorded on files at their end (MC 13). It is no processing: the clock stands still."""

from register.events import declareer

gebeurd = declareer(
    "retention",
    stil=("nagekeken", "geinformeerd"),
    hoort={
        "gearchiveerd": "De dag stond vast, en er is niets te doen.",
        "vernietigd": "Het dossier is er niet meer. Wat eerder waarschuwt, is de werklijst.",
        "nagekeken": "Er verandert niets: wie het bijhoudt zag dat de termijn klopt.",
        "geinformeerd": "Het subject hoort dit zelf, en er is daarna niets te doen.",
    },
    gearchiveerd="Naar het archief verplaatst",
    vernietigd="Vernietigd",
    geinformeerd="Vastgelegd dat het subject is geïnformeerd",
    nagekeken="Nagekeken: dit dossier mag worden vernietigd",
)
GEARCHIVEERD, VERNIETIGD = "retention.gearchiveerd", "retention.vernietigd"
