"""What a user sent, and what he is typing. Rows end within a day, and with the file that they are about."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import models

from gedeeld.fields import VersleuteldeTekst
from register.models import Dossier

LENGTE = 200  # characters of an address


class VanEenGebruiker(models.Model):
    """Of one user in one role; others do not find it, and neither does he in another role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rol = models.ForeignKey("mensen.Vertegenwoordiging", models.CASCADE, related_name="+")
    # What it is about.
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.object_name} {self.pk}"


class Verzonden(VanEenGebruiker):
    """A form that was sent and did something: with its one-time key, and what the answer was."""

    sleutel = models.UUIDField(editable=False)
    naar = models.CharField(max_length=LENGTE, default="")
    zinnen = models.JSONField(default=list, encoder=MessageEncoder, decoder=MessageDecoder)

    objects: ClassVar["models.Manager[Verzonden]"] = models.Manager()

    class Meta(VanEenGebruiker.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel", "gebruiker", "rol"], name="een_formulier_gaat_een_keer"
            )
        ]


class Klad(VanEenGebruiker):
    """What is typed in a form and not saved yet."""

    plek = models.CharField(max_length=LENGTE)  # address of its page
    inhoud = VersleuteldeTekst()

    objects: ClassVar["models.Manager[Klad]"] = models.Manager()

    class Meta(VanEenGebruiker.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "plek"], name="een_klad_per_formulier"
            )
        ]
