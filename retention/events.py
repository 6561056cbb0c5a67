"""What the jobs record on files (MC 13). They are no processing: the clock stands still."""

from register.events import declareer

declareer(
    "retention",
    hoort={
        "gearchiveerd": "De dag stond vast, en er is niets te doen.",
        "vernietigd": "Het dossier is er niet meer. Wat eerder waarschuwt, is de werklijst.",
    },
    gearchiveerd="Naar het archief verplaatst",
    vernietigd="Vernietigd",
)
GEARCHIVEERD, VERNIETIGD = "retention.gearchiveerd", "retention.vernietigd"
