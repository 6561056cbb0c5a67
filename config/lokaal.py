"""The folder of what this installation makes on its own disk: collected files, and data of the demo.

No Django here: the settings read this module, and so do the services that start before them.
"""

import os
from pathlib import Path

LOKAAL = Path(
    os.environ.get("CASUSOVERLEG_LOKAAL") or Path(__file__).resolve().parent.parent / ".local"
).absolute()
