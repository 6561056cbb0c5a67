"""The check on access: permissions against facts, and whether the second wall stands (BEV-test, ADR 9)."""

from collections import defaultdict
from typing import Any

from django.db import connection, models

from convenant.models import Partij
from register.models import Beperking, Gebeurtenis, Inzage, Uitsluiting
from register.muur import ROL_SYSTEEM, als
from register.registry import bestanden
from register.toegang import controleer, controleer_beperkt


def verschillen(*, herstel: bool) -> list[str]:
    """Compare the object permissions on every file, and whether it is restricted, with the facts.

    Args:
        herstel: whether to put right what differs.

    Returns:
        A sentence for each file, and each party, that differs: by number and key, no names of people.
    """
    zinnen = [
        f"{dossier.nummer}: {'wel' if dossier.beperkt else 'niet'} beperkt, anders dan besloten"
        for dossier in controleer_beperkt(herstel=herstel)
    ]
    aantal: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for afwijking in controleer(herstel=herstel):
        aantal[afwijking.dossier.nummer, afwijking.groep_id][not afwijking.teveel] += 1
    groepen = {groep for _, groep in aantal}
    partijen = dict(Partij.objects.filter(groep__in=groepen).values_list("groep_id", "pk"))
    return zinnen + [
        f"{nummer}: partij {partijen.get(groep, 'onbekend')}, {teveel} te veel, {te_weinig} te weinig"
        for (nummer, groep), (teveel, te_weinig) in aantal.items()
    ]


# The second wall ---------------------------------------------------------------------------------
def beschermde_tabellen() -> list[str]:
    """Every table of an app with a kind of file, and the logs and exclusions beside them."""
    modellen: list[type[models.Model]] = [Inzage, Gebeurtenis, Uitsluiting, Beperking]
    for soort in bestanden():
        modellen += soort.model._meta.app_config.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in modellen})


ROL = """
    SELECT rolsuper, rolbypassrls, pg_has_role(oid, %s, 'USAGE')
      FROM pg_roles WHERE rolname = current_user"""
TABELLEN = """
    SELECT t.naam, k.relrowsecurity AND k.relforcerowsecurity, p.oid IS NOT NULL,
           pg_has_role(k.relowner, 'USAGE'), has_table_privilege(k.oid, 'TRUNCATE')
      FROM unnest(%s::text[]) AS t(naam)
      JOIN pg_class k ON k.oid = to_regclass(t.naam)
      LEFT JOIN LATERAL (SELECT oid FROM pg_policy WHERE polrelid = k.oid LIMIT 1) p ON true"""


def gebreken() -> list[str]:
    """What is wrong with the second wall, in sentences; nothing when it stands.

    Asked of the role with which this process connected, outside `muur.als`.
    """
    return [*_gebreken_van_de_rol(), *_gebreken_van_de_tabellen(), *_zichtbaar_voor_niemand()]


def _gebreken_van_de_rol() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(ROL, [ROL_SYSTEEM])
        superuser, voorbij, systeem = cursor.fetchone()
    zinnen = (
        (superuser, "De rol van de toepassing is superuser."),
        (voorbij, "De rol van de toepassing gaat voorbij aan de rijbeveiliging (BYPASSRLS)."),
        (systeem, f"De rol van de toepassing heeft vanzelf de rechten van {ROL_SYSTEEM}."),
    )
    return [zin for waar, zin in zinnen if waar]


def _gebreken_van_de_tabellen() -> list[str]:
    uit = []
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN, [beschermde_tabellen()])
        for naam, aan, beleid, eigenaar, truncate in cursor.fetchall():
            zinnen = (
                (not aan, "heeft geen rijbeveiliging die altijd geldt"),
                (not beleid, "heeft geen regels voor wie wat ziet"),
                (eigenaar, "is van de rol van de toepassing"),
                (truncate, "kan door de toepassing in één keer worden geleegd"),
            )
            uit += [f"Tabel {naam} {zin}." for waar, zin in zinnen if waar]
    return uit


def _zichtbaar_voor_niemand() -> list[str]:
    """The proof of the pudding: without an actor no table shows a row."""
    with als(None), connection.cursor() as cursor:
        return [
            f"Tabel {tabel} toont rijen terwijl er niemand handelt."
            for tabel in beschermde_tabellen()
            if _heeft_rijen(cursor, tabel)
        ]


def _heeft_rijen(cursor: Any, tabel: str) -> bool:
    naam = connection.ops.quote_name(tabel)
    cursor.execute(f"SELECT EXISTS (SELECT FROM {naam})")  # noqa: S608  a table of our own
    return bool(cursor.fetchone()[0])
