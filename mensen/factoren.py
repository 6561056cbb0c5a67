"""The second step of logging in: an app with codes or a passkey, and codes for who lost it (MC 15.2 d).

allauth keeps them (`allauth.mfa`) and checks them. Here stands what it leaves to us: what is secret is
encrypted with our keys, nobody is left without one, and a colleague who lost his gets a new one by way
of a second person, as with a password (`rollen`, ADR 11).
"""

from datetime import timedelta
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from gedeeld.weigering import NietMogelijk, OntsleutelFout
from gedeeld.zegel import ontzegel, verzegel

from .models import Gebruiker

Soort = Authenticator.Type
KOLOM = "mfa.authenticator.data"
GEBRUIKT = timedelta(minutes=2)  # longer than a code of an app holds
LAATSTE = "Dit is uw enige tweede stap. Stel eerst een andere in. Daarna kunt u deze weghalen."


class Factoren(DefaultMFAAdapter):
    """allauth's adapter: our keys, our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet of is al gebruikt. Wacht op een nieuwe code en probeer het nog eens.",
        "cannot_delete_authenticator": LAATSTE,
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in.",
    }

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or of recovery codes.

        allauth does not say for which row: a value could be moved to another row of this table.
        """
        return verzegel(settings.SLEUTELS["mensen"]["velden"][0], KOLOM, b"", text.encode())

    def decrypt(self, encrypted_text: str) -> str:
        """Open it.

        Raises:
            OntsleutelFout: it was made with another key.
        """
        open_ = ontzegel(settings.SLEUTELS["mensen"]["velden"], KOLOM, b"", encrypted_text)
        if open_ is None:
            raise OntsleutelFout(KOLOM, "tweede stap van een account")
        return open_.decode()

    def get_totp_issuer(self) -> str:
        """What an app calls this application."""
        return "Persoonsgerichte aanpak"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called when its user gives it no name."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"


def van(gebruiker: Gebruiker) -> QuerySet[Authenticator]:
    """The second steps of an account, without its recovery codes; the oldest first."""
    rijen: QuerySet[Authenticator] = Authenticator.objects.filter(user=gebruiker)
    return rijen.exclude(type=Soort.RECOVERY_CODES).order_by("created_at", "pk")


def eerste_keer(gebruiker: Gebruiker, code: str) -> bool:
    """Whether a code is used for the first time: an app's code holds for longer than a moment."""
    # As allauth compares them: dashes and spaces in it make no other code.
    sleutel = f"stap:{gebruiker.pk}:{normalize_user_code(code)}"
    return bool(cache.add(sleutel, 1, timeout=int(GEBRUIKT.total_seconds())))


@receiver(post_save, sender=Authenticator)
def _begin(instance: Authenticator, created: bool, **_kwargs: object) -> None:
    """In the same transaction: the account has a second step from now on."""
    if created and instance.type != Soort.RECOVERY_CODES:
        zonder = Gebruiker.objects.filter(pk=instance.user_id, tweede_stap_sinds=None)
        zonder.update(tweede_stap_sinds=timezone.now())


@transaction.atomic
def verwijder(gebruiker: Gebruiker, pk: int) -> Authenticator:
    """Remove one of one's own second steps.

    Raises:
        NietMogelijk: it is the only one.
        Authenticator.DoesNotExist: it is not there, or somebody else's.
    """
    Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)  # two tabs take turns
    rij: Authenticator = van(gebruiker).get(pk=pk)
    if van(gebruiker).count() == 1:
        raise NietMogelijk(LAATSTE)
    rij.delete()
    return rij
