"""What somebody sent or types is there for him alone (ADR 9)."""

from register.beleid import IK, Regel, ommuurd

from .models import Klad, Verzonden

for _tabel in (Klad, Verzonden):
    ommuurd(_tabel, Regel("eigen", IK))
