"""What the time line of a file says of a comparison: not with what, nor what came of it.

Who reads the one file need not read the other, and then may not know that there is one. What came of it,
and what was said before, stands in the row itself. It moves no clock: looking is no processing (MC 13.1).
"""

from register.events import declareer

gebeurd = declareer(
    "vergelijken",
    hoort={"vergeleken": "Wie beide dossiers leest, ziet het daar."},
    stil=("vergeleken",),
    vergeleken="Gekeken of deze persoon al bekend is",
)
