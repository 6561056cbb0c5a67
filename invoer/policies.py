"""What somebody sent is there for him alone (ADR 9)."""

from register.beleid import IK, Regel, ommuurd

from .models import Verzonden

ommuurd(Verzonden, Regel("eigen", IK))
