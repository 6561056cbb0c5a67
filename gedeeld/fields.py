"""Encrypted columns: django-encrypted-model-fields, made strict.

The library alone shows the ciphertext when a key is wrong, decrypts what a user pastes into a form,
and lets a value be moved to another row. Here each kind of file has keys of its own, a value is
bound to its column and its row, and what does not open raises. So a value is made when its row is
saved, and opened when it is read from its row: only there the field knows which row it is.
"""

import logging
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import checks, exceptions
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from encrypted_model_fields import fields as library

from .datasleutels import Bos, bos
from .forms import Tekst
from .weigering import OntsleutelFout
from .zegel import APP, dossier_van, kenmerk, ontzegel, ontzegel_in, verzegel, verzegel_in

KEUZE = 40  # characters: the longest stored choice
DOSSIER = "register.dossier"  # the row of each file, two floors higher

logger = logging.getLogger("casusoverleg.velden")


class Verzegeld:
    """What stands in the database: Django does not say from which row it reads it.

    The attribute of the row opens it (`_Kolom`). Without a row (`values()`, `values_list()`) it
    stays shut: it shows nothing, and is equal to nothing but itself.

    Args:
        bos: of who read it: under whose wall its key is looked up.
    """

    __slots__ = ("bos", "tekst")

    def __init__(self, tekst: str, bos_: Bos | None = None) -> None:
        self.tekst, self.bos = tekst, bos_ or bos()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.tekst,)  # a ring does not travel

    def __deepcopy__(self, _al: object) -> "Verzegeld":
        return self

    def __repr__(self) -> str:
        return "(versleuteld)"


class _Gebonden(Verzegeld):
    """Sealed for the row that is being saved: the only thing that is written."""

    __slots__ = ()


class _Kolom(DeferredAttribute):
    """The attribute of a row: opens its value when that is first asked for."""

    field: "_Strikt"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        waarde = super().__get__(instance, cls)
        # `_Gebonden` is here only while Django itself loads a row: see `_verzegel_geladen`.
        if instance is None or type(waarde) is not Verzegeld:
            return waarde
        try:
            open_ = self.field.ontsleutel(instance, waarde)
        except OntsleutelFout as fout:
            fout.rij = instance
            raise
        instance.__dict__[self.field.attname] = open_
        return open_

    def __set__(self, instance: models.Model, waarde: Any) -> None:
        # With a setter Django looks here first, and not into the row's own values.
        if type(instance.__dict__.get(self.field.attname)) is Verzegeld:
            self.__get__(instance)  # what cannot be read is not overwritten either (`vergeet`)
        instance.__dict__[self.field.attname] = waarde


class _Strikt(library.EncryptedMixin):
    """What the library's mixin does, without its guesses."""

    model: type[models.Model]
    attname: str
    verbose_name: Any
    descriptor_class: Any = _Kolom

    # Between a value and its text -----------------------------------------------------------------
    def versleutel(self, rij: models.Model, waarde: Any) -> str:
        """The text to store for a value in a row."""
        return self._sluit(rij, self._naar_bytes(waarde))

    def ontsleutel(self, rij: models.Model, waarde: Verzegeld) -> Any:
        """The value of a stored text in a row.

        Raises:
            OntsleutelFout: it was not made for this row and column, or with none of the keys.
        """
        return self._van_bytes(self._open(rij, waarde))

    def verzegel_opnieuw(self, rij: models.Model, waarde: Verzegeld) -> Verzegeld | None:
        """A stored text under the newest key, to write; None when that is the one it is under.

        Raises:
            OntsleutelFout: as for `ontsleutel`.
        """
        inhoud = self._open(rij, waarde)
        return None if self._is_nieuwst(rij, waarde.tekst) else _Gebonden(self._sluit(rij, inhoud))

    def _sluit(self, rij: models.Model, inhoud: bytes) -> str:
        dossier = dossier_van_rij(rij)
        if slot := self._slot(dossier):
            return verzegel_in(dossier, slot, self._plaats(rij, dossier), inhoud)
        return verzegel(self._sleutels[0], self._kolom, self._plaats(rij), inhoud)

    def _open(self, rij: models.Model, waarde: Verzegeld) -> bytes:
        if dossier := dossier_van(waarde.tekst):
            slot = waarde.bos.geef(dossier) if dossier == dossier_van_rij(rij) else None
            plaats = self._plaats(rij, dossier)
            inhoud = ontzegel_in(slot, plaats, waarde.tekst) if slot else None
        else:
            inhoud = ontzegel(self._sleutels, self._kolom, self._plaats(rij), waarde.tekst)
        if inhoud is None:
            kolom = f"{self.model._meta.label}.{self.attname}"
            # That of a file would be the key of its row.
            wie = "van het dossier" if dossier else waarde.tekst.split(".")[:2][-1][:8]
            logger.error("Niet te lezen: kolom %s, sleutel %s", kolom, wie)
            raise OntsleutelFout(kolom, f"{self.model._meta.verbose_name}, {self.verbose_name}")
        return inhoud

    def _is_nieuwst(self, rij: models.Model, tekst: str) -> bool:
        if dossier_van(tekst):
            return True  # it opened
        nieuwst = tekst.startswith(f"{APP}.{kenmerk(self._sleutels[0])}.")
        return nieuwst and self._slot(dossier_van_rij(rij)) is None

    def _slot(self, dossier: str) -> AESGCM | None:
        """What seals a value of a file; None without one. A migration may run before there are data keys."""
        historisch = self.model.__module__ == "__fake__"
        return bos().geef(dossier) if dossier and not historisch else None

    @property
    def _sleutels(self) -> list[str]:
        sleutels: list[str] = settings.SLEUTELS[self.model._meta.app_label]["velden"]
        return sleutels

    @property
    def _kolom(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def _plaats(self, rij: models.Model, dossier: str = "") -> bytes:
        """Where a value belongs: authenticated with it, and not stored."""
        sleutel = self.model._meta.pk.to_python(rij.pk)
        if sleutel is None:
            raise exceptions.FieldError(
                f"{self.attname} is versleuteld voor een rij met een sleutel."
            )
        return ":".join(filter(None, [self._kolom, str(sleutel), dossier])).encode()

    def _naar_bytes(self, waarde: Any) -> bytes:
        return str(self.to_python(waarde)).encode()

    def _van_bytes(self, inhoud: bytes) -> Any:
        return self.to_python(inhoud.decode())

    # What Django asks -----------------------------------------------------------------------------
    def to_python(self, value: Any) -> Any:
        # Past the library's to_python: it would decrypt what somebody typed.
        return super(library.EncryptedMixin, self).to_python(value)

    def from_db_value(self, value: str | None, *_args: object) -> Verzegeld | None:
        if value is None:
            return None
        ring = bos()
        if dossier := dossier_van(value):
            ring.lees(dossier)
        return Verzegeld(value, ring)

    def pre_save(self, model_instance: models.Model, add: bool) -> Verzegeld | None:
        """The value of this row, sealed for it.

        A text that nobody opened is kept as it stands, when it was made for this row and under the
        newest key.
        """
        waarde = model_instance.__dict__.get(self.attname)
        if isinstance(waarde, Verzegeld):
            return self.verzegel_opnieuw(model_instance, waarde) or _Gebonden(waarde.tekst)
        waarde = getattr(model_instance, self.attname)
        return None if waarde is None else _Gebonden(self.versleutel(model_instance, waarde))

    def get_db_prep_save(self, value: Any, connection: Any) -> str | None:
        return self.get_db_prep_value(value, connection)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        if value is None:
            return None
        if not isinstance(value, _Gebonden):  # update(), bulk_update(): no row, so no place
            raise exceptions.FieldError(f"{self.attname} is versleuteld: sla de rij zelf op.")
        return value.tekst

    def get_placeholder(self, value: Any, _compiler: Any, _connection: Any) -> str:
        if hasattr(value, "as_sql"):  # update(straat=F("achternaam")): it would not open there
            raise exceptions.FieldError(f"{self.attname} is versleuteld: sla de rij zelf op.")
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        # filter(naam=...) would find nothing and put the name in the SQL log: refused.
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise exceptions.FieldError(f"{self.attname} is versleuteld: zoek met zoeksleutels.")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        sleutel: Any = self.model._meta.pk
        while sleutel.remote_field:
            sleutel = sleutel.target_field
        if isinstance(sleutel, models.UUIDField):
            return super().check(**kwargs)  # type: ignore[no-any-return]
        zin = "Een versleutelde kolom vraagt een UUID als sleutel: die is bekend voor de rij er is."
        return [*super().check(**kwargs), checks.Error(zin, obj=self, id="gedeeld.E001")]


def dossier_van_rij(rij: models.Model) -> str:
    """Key of the file on which a row hangs, in hexadecimals, and with which its values go; else empty."""
    kolom = dossierkolom(type(rij))
    sleutel = getattr(rij, kolom) if kolom else None
    return (sleutel if isinstance(sleutel, UUID) else UUID(str(sleutel))).hex if sleutel else ""


@cache
def dossierkolom(model: type[models.Model]) -> str:
    """The column that says on which file the rows of a model hang; empty where they hang on none.

    Of two files it is the one of its own kind.
    """
    if getattr(model, "zonder_datasleutel", False):
        return ""
    if _is_dossier(model):
        return model._meta.pk.attname
    velden = [
        (veld.related_model._meta.app_label != model._meta.app_label, veld.attname)
        for veld in model._meta.concrete_fields
        if isinstance(veld, models.ForeignKey)
        and veld.remote_field.on_delete is models.CASCADE
        and _is_dossier(veld.related_model)
    ]
    return min(velden)[1] if velden else ""


def _is_dossier(model: Any) -> bool:
    ouders = model._meta.get_parent_list()
    return DOSSIER in {deel._meta.label_lower for deel in (model, *ouders)}


@receiver(pre_save)
def _verzegel_geladen(instance: models.Model, raw: bool, **_kwargs: object) -> None:
    """Seal what a serializer loads (`raw`): Django writes that without asking `pre_save`."""
    if raw:
        for veld in versleutelde_velden(type(instance)):
            instance.__dict__[veld.attname] = veld.pre_save(instance, add=True)


@receiver(post_save)
def _open_geladen(instance: models.Model, raw: bool, **_kwargs: object) -> None:
    if raw:
        for veld in versleutelde_velden(type(instance)):
            if (gebonden := instance.__dict__[veld.attname]) is not None:
                instance.__dict__[veld.attname] = Verzegeld(gebonden.tekst)


# Django's own class is named once more for the type checker: it can't look inside the library.
class VersleuteldeTekst(_Strikt, library.EncryptedTextField, models.TextField):  # type: ignore[type-arg]
    """A text of any length, encrypted."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": Tekst, **kwargs})


class VersleuteldeRegel(_Strikt, library.EncryptedCharField, models.CharField):  # type: ignore[type-arg]
    """One line of text (`max_length` characters before encryption), encrypted."""

    def __init__(self, *args: Any, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)  # type: ignore[misc]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": Tekst, **kwargs})


class VersleuteldeDatum(_Strikt, library.EncryptedDateField, models.DateField):  # type: ignore[type-arg]
    """A date, encrypted."""


class VersleuteldeBytes(VersleuteldeTekst):
    """A small document, encrypted; read and written as bytes."""

    # What the type checker reads the types of a column from.
    _pyi_private_set_type: bytes  # type: ignore[assignment]
    _pyi_private_get_type: bytes  # type: ignore[assignment]

    def to_python(self, value: Any) -> Any:
        return value

    def _naar_bytes(self, waarde: bytes) -> bytes:
        return bytes(waarde)

    def _van_bytes(self, inhoud: bytes) -> bytes:
        return inhoud


VERSLEUTELD = (VersleuteldeDatum, VersleuteldeRegel, VersleuteldeTekst)
Q = TypeVar("Q", bound="models.QuerySet[Any]")


def vergeet(rij: models.Model, naam: str) -> None:
    """Empty an encrypted field without reading it, so that also what does not open is forgotten.

    It is not saved here.
    """
    rij.__dict__[naam] = rij._meta.get_field(naam).get_default()  # type: ignore[union-attr]


def versleutelde_velden(model: type[models.Model]) -> list[Any]:
    """The encrypted columns of a model."""
    return [veld for veld in model._meta.concrete_fields if isinstance(veld, VERSLEUTELD)]


def zonder_inhoud(rijen: Q) -> Q:
    """The same rows with their encrypted columns left in the database: nothing is decrypted."""
    return rijen.defer(*(veld.name for veld in versleutelde_velden(rijen.model)))
