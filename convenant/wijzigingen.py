"""What was changed in a covenant, its parties and its accounts, by whom (MC 15.2 c and f)."""

from typing import Any
from uuid import UUID

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

# Each kind of fact, and how it hangs on a covenant.
FEITEN: dict[type[models.Model], str] = {}
DADEN = {
    LogEntry.Action.CREATE: "Toegevoegd",
    LogEntry.Action.UPDATE: "Gewijzigd",
    LogEntry.Action.DELETE: "Vernietigd",
}


def declareer(model: type[models.Model], weg: str, *, velden: list[str]) -> None:
    """Log changes of one more kind of fact, in named fields only, and show them with the others.

    Args:
        weg: lookup from the fact to its covenant.
    """
    auditlog.register(model, include_fields=velden)
    FEITEN[model] = weg


def van(convenant_id: UUID | None) -> "models.QuerySet[LogEntry]":
    """The changes of one covenant, the last one first; `punt` says each in words."""
    van_dit_convenant = Q()
    for model, weg in FEITEN.items():
        sleutels = model._default_manager.filter(**{weg: convenant_id}).values_list("pk", flat=True)
        van_dit_convenant |= Q(
            content_type=ContentType.objects.get_for_model(model),
            object_pk__in=[str(pk) for pk in sleutels],
        )
    rijen: models.QuerySet[LogEntry] = LogEntry.objects.filter(van_dit_convenant)
    return rijen.select_related("actor", "content_type").order_by("-timestamp", "-pk")


def punt(rij: LogEntry) -> dict[str, Any]:
    """One change for a timeline: what and by whom, not the values."""
    model = rij.content_type.model_class()
    velden = [str(model._meta.get_field(v).verbose_name) for v in rij.changes_dict]
    gewijzigd = rij.action == LogEntry.Action.UPDATE
    return {
        "titel": f"{DADEN[rij.action]}: {model._meta.verbose_name}",
        "moment": rij.timestamp,
        "wie": rij.actor.naam if rij.actor else "een opdracht van het systeem",
        "tekst": f"{rij.object_repr} ({', '.join(velden)})" if gewijzigd else rij.object_repr,
        "icoon": "pencil" if gewijzigd else "plus",
    }
