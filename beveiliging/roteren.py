"""Everything under the newest key: after a new one was added, and after an upgrade (PB 6.1, ADR 31).

Row by row and block by block, each block in a transaction of its own, while people work: a row that
somebody holds is passed over and comes later. Nothing is kept of how far it is, because each text says
under which key it is. So it can be killed at any moment, and goes on where it was.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from gedeeld import datasleutels
from gedeeld.actor import Actor
from gedeeld.fields import dossierkolom, versleutelde_velden
from gedeeld.weigering import OntsleutelFout
from gedeeld.zegel import APP, DOSSIER, kenmerk
from mensen.factoren import Factoren
from register.beleid import WIJZIGEN, tabellen
from register.datasleutels import LENGTE
from register.models import Dossier
from register.muur import als

BLOK = 200  # rows in one transaction
TAAK = "roteer_sleutels"
T = TypeVar("T")


@dataclass
class Uitslag:
    """What one round did.

    Args:
        gedaan: rows, wrapped keys and second steps that were sealed anew.
        onleesbaar: rows that do not open, by column; nothing was done to them.
    """

    gedaan: int = 0
    onleesbaar: list[str] = field(default_factory=list)


def roteer() -> Uitslag:
    """One round: what is not under the newest key and is held by nobody comes under it."""
    uit = Uitslag()
    _begin_datasleutels()
    for model in modellen():
        for sleutels in _blokken(_open_rijen(model)):
            _roteer_rijen(model, sleutels, uit)
    for deel in _blokken(_dossiers()):
        with als(Actor.systeem(TAAK)):
            oud = [rij for rij in datasleutels.rijen(deel) if not _nieuwst(rij.kluis, rij.sleutel)]
            nieuw = [(rij, datasleutels.anders_verpakt(rij, rij.kluis)) for rij in oud]
            datasleutels.verpak(nieuw)
            uit.gedaan += sum(was != nu for was, nu in nieuw)
    uit.gedaan += _roteer_tweede_stappen()
    return uit


def over() -> dict[str, int]:
    """Where something still is under another key than the newest: table -> how many rows."""
    uit = {model._meta.label: len(_open_rijen(model)) for model in modellen()}
    with als(Actor.systeem(TAAK)):
        uit["datasleutels"] = sum(
            not _nieuwst(rij.kluis, rij.sleutel)
            for deel in _blokken(_dossiers())
            for rij in datasleutels.rijen(deel)
        )
        uit["tweede stappen"] = sum(bool(_oud(rij)) for rij in Authenticator.objects.all())
    return {naam: aantal for naam, aantal in uit.items() if aantal}


def modellen() -> list[type[models.Model]]:
    """Every table with encrypted columns."""
    return [model for model in apps.get_models() if versleutelde_velden(model)]


# Data keys of files that were there before there were any -------------------------------------------
def _begin_datasleutels() -> None:
    for deel in _blokken(_dossiers()):
        with als(Actor.systeem(TAAK)):
            zonder = set(deel) - {rij.dossier for rij in datasleutels.rijen(deel)}
            nieuw = Dossier.objects.filter(pk__in=zonder - _kwijt(zonder))
            datasleutels.bewaar(
                [
                    datasleutels.pak_in(pk, soort.partition(".")[0], secrets.token_bytes(LENGTE))
                    for pk, soort in nieuw.values_list("pk", "dossiersoort")
                ]
            )


def _kwijt(dossiers: Iterable[UUID]) -> set[UUID]:
    """Files that had a data key: a new one would stand in the way of the backup of the old."""
    uit: set[UUID] = set()
    q = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in modellen():
            if issubclass(model, Dossier):
                t, pk = q(model._meta.db_table), q(str(model._meta.pk.column))
                waar = " OR ".join(
                    f"{q(veld.column)} LIKE '{DOSSIER}.%%'" for veld in versleutelde_velden(model)
                )
                cursor.execute(
                    f"SELECT {pk} FROM {t} WHERE {pk} = ANY (%s) AND ({waar})", [list(dossiers)]
                )
                uit |= {pk for (pk,) in cursor.fetchall()}
    return uit


# Rows -----------------------------------------------------------------------------------------------
def _open_rijen(model: type[models.Model]) -> list[Any]:
    """The keys of rows of which a value is not under the newest key, as their texts say it."""
    q, kolom = connection.ops.quote_name, dossierkolom(model)
    app = f"{APP}.{kenmerk(settings.SLEUTELS[model._meta.app_label]['velden'][0])}.%"
    goed = "r.{} LIKE %s"
    if kolom:  # of a file with a data key: under that
        heeft = f"r.{q(kolom)} IS NOT NULL"
        goed = f"CASE WHEN {heeft} THEN r.{{}} LIKE '{DOSSIER}.%%' ELSE r.{{}} LIKE %s END"
    velden = [q(veld.column) for veld in versleutelde_velden(model)]
    waar = " OR ".join(f"NOT ({goed.format(*[veld] * 2)})" for veld in velden)
    pk = q(str(model._meta.pk.column))
    with als(Actor.systeem(TAAK)), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {pk} FROM {q(model._meta.db_table)} r WHERE {waar} ORDER BY {pk}",
            [app] * len(velden),
        )
        return [sleutel for (sleutel,) in cursor.fetchall()]


def _roteer_rijen(model: type[models.Model], sleutels: list[Any], uit: Uitslag) -> None:
    with als(Actor.systeem(TAAK)):
        rijen = model._base_manager.filter(pk__in=sleutels)
        if _wijzigt(model):
            rijen = rijen.select_for_update(skip_locked=True, of=("self",))
        for rij in rijen:
            try:
                uit.gedaan += _roteer_rij(rij)
            except OntsleutelFout as fout:
                uit.onleesbaar.append(str(fout))


def _roteer_rij(rij: models.Model) -> bool:
    model, nieuw = type(rij), {}
    for veld in versleutelde_velden(model):
        waarde = rij.__dict__[veld.attname]
        if waarde is not None and (tekst := veld.verzegel_opnieuw(rij, waarde)):
            nieuw[veld.attname] = tekst
    if not nieuw:
        return False
    zelf = model._base_manager.filter(pk=rij.pk)
    if _wijzigt(model):
        zelf.update(**nieuw)
    else:  # rows that nobody changes: the same row once more
        zelf._raw_delete(zelf.db)
        model._base_manager.bulk_create([rij])
    return True


def _wijzigt(model: type[models.Model]) -> bool:
    return WIJZIGEN in tabellen()[model._meta.db_table].mag


# Second steps ---------------------------------------------------------------------------------------
def _roteer_tweede_stappen() -> int:
    """What allauth keeps and we seal stands in JSON."""
    gedaan, factoren = 0, Factoren()
    with transaction.atomic():
        for rij in Authenticator.objects.select_for_update(skip_locked=True):
            if oud := _oud(rij):
                rij.data |= {
                    naam: factoren.encrypt(factoren.decrypt(tekst)) for naam, tekst in oud.items()
                }
                rij.save(update_fields=["data"])
                gedaan += 1
    return gedaan


def _oud(rij: Authenticator) -> dict[str, str]:
    return {
        naam: tekst
        for naam, tekst in rij.data.items()
        if isinstance(tekst, str) and tekst.startswith(f"{APP}.") and not _nieuwst("mensen", tekst)
    }


# Both -----------------------------------------------------------------------------------------------
def _nieuwst(kluis: str, tekst: str) -> bool:
    return tekst.startswith(f"{APP}.{kenmerk(settings.SLEUTELS[kluis]['velden'][0])}.")


def _dossiers() -> list[UUID]:
    with als(Actor.systeem(TAAK)):
        return list(Dossier.objects.order_by("pk").values_list("pk", flat=True))


def _blokken(rijen: Iterable[T]) -> Iterator[list[T]]:
    rij = iter(rijen)
    while deel := list(islice(rij, BLOK)):
        yield deel
