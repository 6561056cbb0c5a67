"""What a user sent. Rows end within a day, and with the file that they are about."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import models

from register.models import Dossier

LENGTE = 200  # characters of an address


class Verzonden(models.Model):
    """A form that was sent and did something: with its one-time key, and what the answer was.

    Of one user in one role: the same key means nothing to others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sleutel = models.UUIDField(editable=False)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rol = models.ForeignKey("mensen.Vertegenwoordiging", models.CASCADE, related_name="+")
    # What the answer leads to or names.
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="+")
    naar = models.CharField(max_length=LENGTE, default="")
    zinnen = models.JSONField(default=list, encoder=MessageEncoder, decoder=MessageDecoder)
    op = models.DateTimeField(auto_now_add=True, db_index=True)

    objects: ClassVar["models.Manager[Verzonden]"] = models.Manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "gebruiker", "rol"], name="een_formulier_gaat_een_keer"
            )
        ]

    def __str__(self) -> str:
        return f"Verzonden {self.pk}"
