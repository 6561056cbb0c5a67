"""What the models say of which rows go with a file."""

from typing import Any

from django.db import models

from register.models import Dossier


def hangt_aan_een_dossier(
    model: type[models.Model], gezien: frozenset[type[models.Model]] = frozenset()
) -> bool:
    """Whether each row goes when a file goes: by keys that are always filled in and that cascade.

    Args:
        gezien: models that led here.
    """
    return model is Dossier or any(
        hangt_aan_een_dossier(boven, gezien | {model}) for boven in _boven(model) - gezien
    )


def _boven(model: type[models.Model]) -> set[Any]:
    """The tables whose rows take a row of this one along."""
    return {
        veld.related_model
        for veld in model._meta.local_fields
        if isinstance(veld, models.ForeignKey)
        and veld.remote_field.on_delete is models.CASCADE
        and not veld.null
        and veld.related_model is not model
    }
