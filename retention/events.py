"""What the jobs record on files (MC 13). They are no processing: the clock stands still."""

from register.events import declareer

declareer("retention", gearchiveerd="Naar het archief verplaatst", vernietigd="Vernietigd")
GEARCHIVEERD, VERNIETIGD = "retention.gearchiveerd", "retention.vernietigd"
