"""What a policy costs, by its shape: `.venv/bin/python -m tests.toegang.meet` (ADR 9, docs/metingen.md).

Bare tables as those of a casus, with 100,000 files, on the PostgreSQL that comes along. By hand and
not in a test: it compares shapes that the application does not use.
"""

import os
from typing import Any

os.environ["CASUSOVERLEG_OMGEVING"] = "test"

import psycopg

from tests.toegang.meetbank import rekentijd, verse_database

AANTAL = 100_000
GEMEENTEN = 31
# Groups: one party that takes part in a thousandth, one municipality, and the police.
GROEPEN = {"casuspartij": 2000, "gemeente": 3, "politie": 1000}
OPBOUW = f"""
drop table if exists uitsluiting, kind, recht, casus;
create table casus(id uuid primary key, nummer varchar(20) unique, gemeente int, tekst text);
create table recht(id bigserial primary key, group_id int, permission_id int,
    content_object_id uuid references casus(id), van date not null, tot date);
create table kind(id bigserial primary key, casus_id uuid references casus(id), tekst text);
create table uitsluiting(id bigserial primary key, dossier_id uuid, gebruiker_id uuid);
insert into casus select gen_random_uuid(), 'C-2026-' || lpad(i::text, 7, '0'), i % {GEMEENTEN},
    repeat(md5(i::text), 20) from generate_series(1, {AANTAL}) i;
insert into recht(group_id, permission_id, content_object_id, van)
    select g, 7, id, date '2020-1-1' from casus, (values (1000), (1001)) as p(g)
    union all select gemeente, 7, id, date '2020-1-1' from casus
    union all select 2000, 7, id, date '2020-1-1' from casus where right(nummer, 3) = '007';
insert into kind(casus_id, tekst) select id, repeat('x', 300) from casus, generate_series(1, 3);
create unique index on recht(content_object_id, group_id, permission_id, van);
create index on recht(group_id); create index on kind(casus_id);
analyze;
grant select on casus, recht, kind, uitsluiting to casusoverleg_app;
"""
RECHT = """select {wat} from recht r where r.group_id = (select current_setting('m.groep')::int)
    and r.permission_id = any((select string_to_array(current_setting('m.lezen'), ','))::int[])
    and r.van <= (select current_setting('m.dag')::date)
    and coalesce(r.tot, 'infinity') > (select current_setting('m.dag')::date)"""
BUITEN = """ and {sleutel} not in (select u.dossier_id from uitsluiting u
    where u.gebruiker_id = (select current_setting('m.gebruiker')::uuid))"""
BINNEN = BUITEN.replace("{sleutel}", "r.content_object_id")
EEN_RIJ = (
    RECHT.format(wat="true").replace("permission_id =", "permission_id + 0 =")
    + " and r.content_object_id = {sleutel}"
)
VORMEN = {
    "zonder beleid": "",
    "array": "{sleutel} = any(array(" + RECHT.format(wat="content_object_id") + "))" + BUITEN,
    "in (...)": "{sleutel} in (" + RECHT.format(wat="content_object_id") + ")" + BUITEN,
    "exists": "exists(" + RECHT.format(wat="") + " and r.content_object_id = {sleutel})" + BUITEN,
    "coalesce(een rij)": "coalesce((" + EEN_RIJ + " limit 1), false)" + BUITEN,
    "een rij is not null": "(" + EEN_RIJ + BINNEN + " limit 1) is not null",  # chosen
}
ZICHTBAAR = """id in (select v.content_object_id from recht v where v.group_id = %(groep)s
    and v.permission_id = 7 and v.van <= '2026-11-24' and (v.tot is null or v.tot > '2026-11-24')
    and not exists (select from uitsluiting u where u.dossier_id = v.content_object_id
        and u.gebruiker_id = '11111111-1111-1111-1111-111111111111'))"""
VRAGEN = {
    "een dossier": f"select * from casus where {ZICHTBAAR} and id = %(pk)s",
    "wat eronder hangt": "select * from kind where casus_id = %(pk)s",
    "bladzij van 25": f"select * from casus where {ZICHTBAAR} order by nummer desc limit 25",
    "101 sleutels": f"select id from casus where {ZICHTBAAR} order by nummer desc limit 101",
    "alles tellen": f"select count(*) from casus where {ZICHTBAAR}",
}


def _zet_beleid(eigenaar: Any, vorm: str) -> None:
    for tabel, sleutel in (("casus", "casus.id"), ("kind", "kind.casus_id")):
        eigenaar.execute(f"drop policy if exists p on {tabel}")
        eigenaar.execute(f"alter table {tabel} disable row level security")
        if vorm:
            voorwaarde = vorm.format(sleutel=sleutel)
            eigenaar.execute(f"create policy p on {tabel} to casusoverleg_app using ({voorwaarde})")
            eigenaar.execute(f"alter table {tabel} enable row level security")


def _meet(verbinding: Any, vraag: str, groep: int, pk: Any) -> float:
    """The best of five, in milliseconds."""
    beste = float("inf")
    for _ in range(5):
        with verbinding.transaction():
            verbinding.execute("set local role casusoverleg_app")
            verbinding.execute(
                "select set_config('m.groep', %s, true), set_config('m.lezen', '7,9', true),"
                " set_config('m.dag', '2026-11-24', true), set_config('m.gebruiker', %s, true)",
                [str(groep), "11111111-1111-1111-1111-111111111111"],
            )
            begin = rekentijd(verbinding)
            verbinding.execute(vraag, {"groep": groep, "pk": pk}).fetchall()
            beste = min(beste, rekentijd(verbinding) - begin)
    return beste


def main() -> None:
    """Print a table for each kind of reader."""
    with (
        verse_database("meting") as adres,
        psycopg.connect(adres, autocommit=True) as eigenaar,
    ):
        eigenaar.execute("grant casusoverleg_app to current_user with set true, inherit false")
        eigenaar.execute(OPBOUW)
        keus = "select content_object_id from recht where group_id = %s limit 1"
        pk = {groep: eigenaar.execute(keus, [groep]).fetchone()[0] for groep in GROEPEN.values()}  # type: ignore[index]
        for vorm, beleid in VORMEN.items():
            _zet_beleid(eigenaar, beleid)
            for wie, groep in GROEPEN.items():
                ms = [f"{_meet(eigenaar, v, groep, pk[groep]):7.1f}" for v in VRAGEN.values()]
                print(f"{vorm:20} {wie:12}", *ms)
        print(" " * 33, " | ".join(VRAGEN), "(ms)")


if __name__ == "__main__":
    main()
