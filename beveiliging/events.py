"""What happens to who may read a file. No name, and no reason: both stand in the exclusion itself."""

from register.events import declareer

from .berichten import HOORT

gebeurd = declareer(
    "beveiliging",
    hoort=HOORT,
    stil=("uitgesloten", "opgeheven", "onderzocht"),
    uitgesloten="Iemand uitgesloten van dit dossier",
    opgeheven="Uitsluiting van iemand opgeheven",
    onderzocht="Geopend door de functionaris gegevensbescherming, voor een vraag van toezicht",
)
