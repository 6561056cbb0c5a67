"""From one model to another by the name of the relation between them."""

from typing import Any

from django.db import models


def overkant(model: type[models.Model], naam: str) -> Any:
    """The model at the other end of a relation.

    For querysets: models are built on them, so that a queryset can't import the model it asks.

    Args:
        naam: of the field, or the `related_name` of the field that points here.
    """
    return model._meta.get_field(naam).related_model
