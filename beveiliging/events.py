"""What happens to who may read a file. No name, and no reason: both stand in the exclusion itself."""

from register.events import declareer

gebeurd = declareer(
    "beveiliging",
    stil=("uitgesloten", "opgeheven"),
    uitgesloten="Iemand uitgesloten van dit dossier",
    opgeheven="Uitsluiting van iemand opgeheven",
)
