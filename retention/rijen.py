"""All rows of one file: what its kind keeps, and what hangs below it, found by Django's own deletion."""

import json
from typing import Any

from django.core.serializers.python import Serializer
from django.db import models, router
from django.db.models.deletion import Collector

from gedeeld.fields import zonder_inhoud
from register.models import Dossier


class Rijen(Collector):
    """The rows that go when a file goes. `delete()` deletes exactly these.

    They are collected without their content, so a file whose keys of encryption are lost is
    destroyed as well.

    Args:
        dossier: a file of one kind.
        met_register: whether its row of the register goes too, with all that hangs on it. Into the
            archive go the rows of its kind; the row of the register stays.
    """

    def __init__(self, dossier: Dossier, *, met_register: bool) -> None:
        super().__init__(using=router.db_for_write(type(dossier)), origin=dossier)
        self.collect([dossier], keep_parents=not met_register)

    def can_fast_delete(self, *_args: Any, **_kwargs: Any) -> bool:
        """Never: each row is to be counted."""
        return False

    def related_objects(self, *args: Any, **kwargs: Any) -> Any:
        """Rows of one table below the file."""
        return zonder_inhoud(super().related_objects(*args, **kwargs))

    def _has_signal_listeners(self, model: type[models.Model]) -> bool:
        # Django would else choose itself which columns to load: all of them, for a table that
        # nothing hangs below.
        return True

    @property
    def aantallen(self) -> dict[str, int]:
        """Model label -> number of rows. What the register derives is not counted."""
        return {model._meta.label_lower: len(rijen) for model, rijen in self._gegevens.items()}

    @property
    def inhoud(self) -> list[dict[str, Any]]:
        """Every row with every field, as `django.core.serializers` reads them back.

        JSON does not know dates and keys: they stand here as text, with all their digits.
        """
        rijen: list[dict[str, Any]] = []
        for model, te_lezen in self._gegevens.items():
            vol = model._base_manager.filter(pk__in=[rij.pk for rij in te_lezen]).order_by("pk")
            rijen += _ZonderKoppelingen().serialize(vol)
        return json.loads(json.dumps(rijen, default=str))  # type: ignore[no-any-return]

    @property
    def _gegevens(self) -> dict[type[models.Model], Any]:
        register = Dossier._meta.app_label
        return {
            model: rijen for model, rijen in self.data.items() if model._meta.app_label != register
        }


class _ZonderKoppelingen(Serializer):
    """Many-to-many links are rows of their own here; as a list of keys they would come twice."""

    def handle_m2m_field(self, obj: models.Model, field: Any) -> None:
        """Leave it out."""
