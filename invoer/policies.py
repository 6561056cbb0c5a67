"""What somebody sent or types is there for him alone (ADR 9)."""

from dateutil.relativedelta import relativedelta

from register.beleid import IK, Regel, ommuurd
from register.houdbaar import houdbaar

from .models import Klad, Verzonden

TAAK = "invoer.tasks.ruim_invoer_op"
for _tabel in (Klad, Verzonden):
    ommuurd(_tabel, Regel("eigen", IK))

houdbaar(Klad, "Wat iemand typt en nog niet opsloeg", relativedelta(days=1), "daarna", taak=TAAK)
houdbaar(Verzonden, "Dat een formulier is verstuurd", relativedelta(days=1), "daarna", taak=TAAK)
