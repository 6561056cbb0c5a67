"""What `has_perm` answers: it follows from who acts now, and from nothing on the account (design idea 2)."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from gedeeld.actor import Actor
from register.grants import DEEL, LEZEN
from register.models import Dossier, toegelaten


class ActorBackend(BaseBackend):
    """A user may read a file as far as the walls let his actor; beside files there are no permissions.

    The actor is bound to the user of a request (`middleware.ActorMiddleware`). Without one nothing
    is allowed, to a superuser as well.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the actor of this user reads a file, or its plan."""
        actor: Actor | None = getattr(user_obj, "actor", None)
        if actor is None or not isinstance(obj, Dossier) or not user_obj.is_active:
            return False
        app, _, recht = perm.rpartition(".")
        if app not in ("", Dossier._meta.app_label):
            return False
        heel = Dossier.objects.visible_to(actor).filter(pk=obj.pk)
        if recht == LEZEN:
            return bool(heel.exists())
        if recht in DEEL:  # who reads the whole file reads its parts
            return bool(
                heel.exists() or toegelaten(actor, recht).filter(content_object=obj.pk).exists()
            )
        return False
