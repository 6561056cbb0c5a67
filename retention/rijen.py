"""All rows of files: what their kind keeps, and what hangs below it, found by Django's own deletion."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.serializers.python import Serializer
from django.db import models, router
from django.db.models.deletion import Collector

from gedeeld.fields import zonder_inhoud
from register.models import Dossier

# Apps whose rows hang on a file of whatever kind, and go with it uncounted.
ONGETELD = {"register", "invoer", "overleg", "retention"}


class Rijen(Collector):
    """The rows that go when files go. `delete()` deletes exactly these.

    They are collected without their content, so a file whose keys of encryption are lost is
    destroyed as well.

    Args:
        dossiers: files of one kind, at least one.
        met_register: whether their rows of the register go too, with all that hangs on those. Into
            the archive go the rows of the kind; the row of the register stays.
    """

    def __init__(self, dossiers: Sequence[Dossier], *, met_register: bool) -> None:
        super().__init__(using=router.db_for_write(type(dossiers[0])), origin=dossiers[0])
        self.soort = type(dossiers[0])
        self.collect(dossiers, keep_parents=not met_register)

    def can_fast_delete(self, *_args: Any, **_kwargs: Any) -> bool:
        """Never: each row is to be counted."""
        return False

    def related_objects(self, *args: Any, **kwargs: Any) -> Any:
        """Rows of one table below the files."""
        return zonder_inhoud(super().related_objects(*args, **kwargs))

    def _has_signal_listeners(self, model: type[models.Model]) -> bool:
        # Django would else choose itself which columns to load: all of them, for a table that
        # nothing hangs below.
        return True

    @property
    def aantallen(self) -> dict[UUID, dict[str, int]]:
        """Key of the file -> model label -> number of rows. What the register derives is not counted."""
        uit: dict[UUID, Counter[str]] = defaultdict(Counter)
        for model in self._tabellen:
            for dossier in self._dossiers(model).values():
                uit[dossier][model._meta.label_lower] += 1
        return {dossier: dict(aantallen) for dossier, aantallen in uit.items()}

    @property
    def inhoud(self) -> dict[UUID, list[dict[str, Any]]]:
        """Key of the file -> each of its rows with each field, as `django.core.serializers` reads them."""
        uit: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        for model in self._tabellen:
            van_wie = self._dossiers(model)
            for rij in model._base_manager.filter(pk__in=van_wie).order_by("pk"):
                uit[van_wie[rij.pk]] += _ZonderKoppelingen().serialize([rij])
        return uit

    @property
    def _tabellen(self) -> list[type[models.Model]]:
        return [model for model in self.data if model._meta.app_label not in ONGETELD]

    def _dossiers(self, model: type[models.Model]) -> dict[Any, UUID]:
        """Key of a row -> key of its file. Each row bears that, but for the links of a many-to-many field."""
        rijen = self.data[model]
        if model in (self.soort, Dossier):
            return {rij.pk: rij.pk for rij in rijen}
        sleutels = [veld for veld in model._meta.concrete_fields if veld.is_relation]
        for veld in sleutels:
            if veld.related_model is self.soort:
                return {rij.pk: getattr(rij, veld.attname) for rij in rijen}
        ouder = next(veld for veld in sleutels if veld.related_model in self.data)
        assert ouder.related_model  # it is a relation
        van_wie = self._dossiers(ouder.related_model)
        return {rij.pk: van_wie[getattr(rij, ouder.attname)] for rij in rijen}


class _ZonderKoppelingen(Serializer):
    """Many-to-many links are rows of their own here; as a list of keys they would come twice."""

    def handle_m2m_field(self, obj: models.Model, field: Any) -> None:
        """Leave it out."""
