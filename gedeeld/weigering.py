"""Refusals: sentences that a caseworker understands, and what the middleware makes of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.utils.formats import date_format

from .rules import fout_in_gedaan, fout_in_komend

MAG_NIET = "U mag dit niet doen."
NIET_TE_LEZEN = "Niet te lezen. Meld het aan uw beheerder."


class Geweigerd(PermissionDenied):
    """The actor may not do this. The sentence is for a caseworker."""


class NietMogelijk(ValidationError):
    """The act does not fit the state or the facts. The sentence is for a caseworker."""


class Onvindbaar(Http404):
    """A file that is not there, or not for this actor; the middleware logs the attempt.

    Args:
        model: the kind of file.
        pk: the key asked for.
    """

    def __init__(self, model: type[models.Model], pk: UUID) -> None:
        super().__init__()
        self.bestand = model._meta.label_lower
        self.bestand_id = pk


class StaatStil(Exception):
    """A form was asked for on a file that takes no changes now; the answer is the file itself.

    Args:
        dossier: the file.
    """

    def __init__(self, dossier: Any) -> None:
        super().__init__()
        self.dossier = dossier


class OntsleutelFout(Exception):
    """A stored value does not open in this row. Says which column, never the value.

    Args:
        kolom: for developers: app, model and field.
        deel: the same in Dutch, for who looks at the file.
        rij: the row, where one was read; from it the number of the file is found.
        nummer: number of the file, where that is known instead.
    """

    def __init__(
        self, kolom: str, deel: str = "", rij: models.Model | None = None, nummer: str = ""
    ) -> None:
        super().__init__(kolom)
        self.deel, self.rij, self.nummer = deel, rij, nummer


def require(mag: bool, zin: str = MAG_NIET) -> None:
    """Refuse unless `mag`.

    Raises:
        Geweigerd: with the sentence given.
    """
    if not mag:
        raise Geweigerd(zin)


def dag_van_besluit(
    op: date | None, *, vandaag: date, vanaf: date, veld: str = "genomen_op"
) -> date:
    """The day on which people decided, that may lie before the one on which it is recorded (MC 13.3).

    Args:
        op: None for today.
        vanaf: the first day on which there was something to decide on.
        veld: field of the form at which a refusal stands.

    Raises:
        NietMogelijk: it is still to come, or too long ago, or lies before `vanaf`.
    """
    dag = op or vandaag
    if zin := fout_in_gedaan(dag, vandaag):
        raise NietMogelijk({veld: zin})
    if dag < vanaf:
        zin = f"Kies een dag vanaf {date_format(vanaf, 'j F Y')}: eerder was er niets om over te besluiten."
        raise NietMogelijk({veld: zin})
    return dag


def vereis_dagen(
    vandaag: date,
    *,
    gedaan: Mapping[str, date | None] | None = None,
    komend: Mapping[str, date | None] | None = None,
) -> None:
    """Refuse days that cannot be, each at its field; one that is not given is not judged.

    Args:
        gedaan: of what was done: not to come, and within ten years.
        komend: on which something begins or ends: no more than ten years ahead.

    Raises:
        NietMogelijk: with a sentence for each that cannot be.
    """
    fouten = {veld: fout_in_gedaan(dag, vandaag) for veld, dag in (gedaan or {}).items() if dag}
    fouten |= {veld: fout_in_komend(dag, vandaag) for veld, dag in (komend or {}).items() if dag}
    if fout := {veld: zin for veld, zin in fouten.items() if zin}:
        raise NietMogelijk(fout)


def vereis_tekst(**velden: str) -> None:
    """Refuse texts that are empty, each at its field.

    Raises:
        NietMogelijk: with a sentence for every empty one.
    """
    leeg = {veld: "Vul dit in." for veld, tekst in velden.items() if not tekst.strip()}
    if leeg:
        raise NietMogelijk(leeg)
