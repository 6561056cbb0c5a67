"""What the time line of a file says of its checks.

A check moves no clock, also when something was changed: it says that somebody looked, and looking is
no processing for the approach (MC 13.1). Else who checks every six months would keep a file for ever.
What was put right is recorded where it was done, and that does move the clock.
"""

from register.events import declareer

gebeurd = declareer(
    "controle",
    # So it is with who hears of it: a correction tells the others itself, in its own words.
    hoort={"vastgelegd": "Wie het dossier leest, ziet het daar. Een verbetering meldt zichzelf."},
    stil=("vastgelegd",),
    vastgelegd="Gegevens nagekeken op juistheid en volledigheid",
)
