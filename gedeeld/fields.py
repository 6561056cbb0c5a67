"""Encrypted columns: django-encrypted-model-fields, made strict.

The library alone shows the ciphertext when a key is wrong, and decrypts what a user pastes into a
form. Here a value that cannot be decrypted raises, user input is never decrypted, each kind of
file has keys of its own, and a value is bound to its column: moved to another it does not open.
"""

import base64
from functools import cache
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import exceptions
from django.db import models
from encrypted_model_fields import fields as library

KEUZE = 40  # characters: the longest stored choice


class OntsleutelFout(Exception):
    """A stored value does not open with any key of its file. Says which column, never the value."""


@cache
def _crypter(kluis: str, kolom: str) -> MultiFernet:
    """Keys of one column: derived from the file's keys, so that values cannot change places."""
    sleutels = settings.SLEUTELS[kluis]["velden"]
    return MultiFernet([Fernet(_afgeleid(sleutel, kolom)) for sleutel in sleutels])


def _afgeleid(sleutel: str, kolom: str) -> bytes:
    afleiding = HKDF(algorithm=SHA256(), length=32, salt=None, info=kolom.encode())
    return base64.urlsafe_b64encode(afleiding.derive(base64.urlsafe_b64decode(sleutel)))


class _Strikt(library.EncryptedMixin):
    """What the library's mixin does, without its guesses."""

    model: type[models.Model]
    attname: str

    def _crypter(self) -> MultiFernet:
        meta = self.model._meta
        return _crypter(meta.app_label, f"{meta.label_lower}.{self.attname}")

    def to_python(self, value: Any) -> Any:
        # Past the library's to_python: it would decrypt what somebody typed.
        return super(library.EncryptedMixin, self).to_python(value)

    def from_db_value(self, value: str | None, *_args: object) -> Any:
        if value is None:
            return None
        try:
            leesbaar = self._crypter().decrypt(value.encode()).decode()
        except InvalidToken:
            raise OntsleutelFout(f"{self.model._meta.label}.{self.attname}") from None
        return super(library.EncryptedMixin, self).to_python(leesbaar)

    def get_db_prep_save(self, value: Any, connection: Any) -> str | None:
        value = super(library.EncryptedMixin, self).get_db_prep_save(value, connection)
        if value is None:
            return None
        return self._crypter().encrypt(str(value).encode()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        # filter(naam=...) would find nothing and put the name in the SQL log: refused.
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise exceptions.FieldError(f"{self.attname} is versleuteld: zoek met zoeksleutels.")


# Django's own class is named once more for the type checker: it can't look inside the library.
class VersleuteldeTekst(_Strikt, library.EncryptedTextField, models.TextField):  # type: ignore[type-arg]
    """A text of any length, encrypted."""


class VersleuteldeRegel(_Strikt, library.EncryptedCharField, models.CharField):  # type: ignore[type-arg]
    """One line of text (`max_length` characters before encryption), encrypted."""

    def __init__(self, *args: Any, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)  # type: ignore[misc]


class VersleuteldeDatum(_Strikt, library.EncryptedDateField, models.DateField):  # type: ignore[type-arg]
    """A date, encrypted."""


class VersleuteldeBytes(VersleuteldeTekst):
    """A small document, encrypted; read and written as bytes."""

    # What the type checker reads the types of a column from.
    _pyi_private_set_type: bytes  # type: ignore[assignment]
    _pyi_private_get_type: bytes  # type: ignore[assignment]

    def from_db_value(self, value: str | None, *args: object) -> bytes | None:
        tekst = super().from_db_value(value, *args)
        return None if tekst is None else base64.b64decode(tekst)

    def get_db_prep_save(self, value: bytes | None, connection: Any) -> str | None:
        tekst = None if value is None else base64.b64encode(value).decode()
        return super().get_db_prep_save(tekst, connection)


VERSLEUTELD = (VersleuteldeDatum, VersleuteldeRegel, VersleuteldeTekst)
Q = TypeVar("Q", bound="models.QuerySet[Any]")


def zonder_inhoud(rijen: Q) -> Q:
    """The same rows with their encrypted columns left in the database: nothing is decrypted."""
    velden = rijen.model._meta.concrete_fields
    return rijen.defer(*(veld.name for veld in velden if isinstance(veld, VERSLEUTELD)))
