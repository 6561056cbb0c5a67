"""A database full of real files, quickly: for `tests.toegang.meet_paginas`.

The cast and its covenant are made by the decisions. The files are inserted by PostgreSQL itself, row n
of each kind from the number n: with search keys that find the person, and the object permissions that
`register.toegang.leid_af` would make (`controleer_steekproef` looks whether that is so). Encrypted
values are bound to their row, so those pass through Python, a block of rows at a time.
"""

import json
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, models
from django.db.models import NOT_PROVIDED
from django.utils import timezone

from casusoverleg import models as c
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor, Rol
from gedeeld.fields import VERSLEUTELD
from gedeeld.personen import Persoon, PersoonVelden
from meldingen import models as m
from mensen.models import Bevestiging, Gebruiker, Vertegenwoordiging
from privacy_rights import models as v
from register.access import permissie
from register.models import Gebeurtenis, Inzage
from register.muur import als
from register.registry import bestanden
from register.toegang import _vergelijk
from retention import models as r
from tests.cast import BEGIN, Cast, grondslag, maak_cast
from weegploeg import models as w

GEMEENTEN = 31
LOG_PER_DOSSIER = 10
VOOR = ["Timo", "Mohammed", "Anna", "Joost", "Fatima", "Kees", "Sanne", "Driss", "Iris", "Bram"]
ACHTER = ["Verzonnen", "El Kanarie", "Jansen", "de Vries", "Bakker", "Amrani", "Smit", "Meijer"]
TEKST = "Zoekt nieuwe vrienden, deelt filmpjes en praat op straat over vertrekken. " * 3
FUNCTIE = "Wijkagent Noord"
PER_PERSOON = 10
BLOK = 10_000  # rows that are encrypted at a time


def vul(aantal: int) -> Cast:
    """The cast, and so many files of each kind in this empty database.

    Which file is in which state follows from s = n % 100 (`STANDEN` below, in the inserts).
    """
    cast = maak_cast()
    gemeenten = [cast.gemeente.partij, cast.maastricht.partij, *_meer_gemeenten(cast)]
    _collegas(cast)
    with als(Actor.systeem("meting")), connection.cursor() as cursor:
        Vuller(cast, cursor, aantal, gemeenten).alles()
    return cast


def _meer_gemeenten(cast: Cast) -> list[Partij]:
    namen = [f"Gemeente {n:02d}" for n in range(GEMEENTEN - 2)]
    groepen = Group.objects.bulk_create(Group(name=naam) for naam in namen)
    soort, convenant = SoortPartij.GEMEENTE, cast.convenant
    return Partij.objects.bulk_create(
        Partij(naam=naam, soort=soort, convenant=convenant, vanaf=BEGIN, groep=groep)
        for naam, groep in zip(namen, groepen, strict=True)
    )


def _collegas(cast: Cast) -> None:
    """Ten accounts for each party, who confirmed secrecy."""
    tekst = cast.convenant.geheimhoudingsteksten.get()
    for partij in Partij.objects.filter(convenant=cast.convenant):
        mensen = Gebruiker.objects.bulk_create(
            Gebruiker(
                username=f"{partij.pk.hex[:12]}-{n}",
                first_name=f"Collega {n}",
                convenant=cast.convenant,
            )
            for n in range(10)
        )
        Vertegenwoordiging.objects.bulk_create(
            Vertegenwoordiging(
                gebruiker=g,
                partij=partij,
                rol=Rol.VERTEGENWOORDIGER,
                van=BEGIN,
                bevestigd_op=timezone.now(),
            )
            for g in mensen
        )
        Bevestiging.objects.bulk_create(Bevestiging(gebruiker=g, tekst=tekst) for g in mensen)


class Vuller:
    """Inserts of one database."""

    def __init__(self, cast: Cast, cursor: Any, aantal: int, gemeenten: list[Partij]) -> None:
        self.cast, self.cursor, self.aantal, self.gemeenten = cast, cursor, aantal, gemeenten
        self.vandaag = timezone.localdate()

    def alles(self) -> None:
        """Every kind of file with what hangs below it, the permissions and the logs."""
        self._basis()
        self._meldingen()
        self._weegploeg()
        self._casussen()
        self._verzoeken()
        self._archief()
        self._logs()

    # What the inserts are made of ----------------------------------------------------------------
    def _basis(self) -> None:
        """A row for each number: its state, municipality, parties, and two random fractions."""
        kern = (self.cast.politie.partij, self.cast.om.partij)
        self.cursor.execute("select setseed(0.42)")
        self.cursor.execute(
            "create temp table gemeenten as select ordinality - 1 as g, gem, gem_groep"
            " from unnest(%s::uuid[], %s::int[]) with ordinality as t(gem, gem_groep, ordinality)",
            [[p.pk for p in self.gemeenten], [p.groep_id for p in self.gemeenten]],
        )
        self.cursor.execute(
            "create temp table b as select n, n %% 100 as s, gem, gem_groep, random() as r,"
            " random() as r2, %s::date as dag, %s::uuid as politie, %s::uuid as om,"
            " case when n %% 3 = 0 then %s::uuid else gem end as bron"
            " from generate_series(0, %s - 1) n join gemeenten on g = n %% %s order by n",
            [self.vandaag, kern[0].pk, kern[1].pk, kern[0].pk, self.aantal, len(self.gemeenten)],
        )
        self.cursor.execute("analyze b")

    def _voeg_toe(self, model: type[models.Model], bron: str = "b", /, **velden: str) -> None:
        """Insert into a table from `bron`: an SQL expression for each field that is named here.

        For an encrypted field it gives the plain text; one that is not named gets a text with the
        number, any other its default.
        """
        if issubclass(model, PersoonVelden):
            velden = self._persoon(model) | velden
            bron += f" join {self._mensen(model)} using (n)"
        namen, waarden, params, dicht = [], [], [], {}
        for veld in model._meta.concrete_fields:
            uit = velden.get(veld.name) or velden.get(veld.attname)
            if uit is None and isinstance(veld, models.AutoField):
                continue
            if isinstance(veld, VERSLEUTELD):
                dicht[len(namen)] = veld
                uit = (
                    uit
                    or f"'{TEKST if isinstance(veld, models.TextField) else FUNCTIE} ' || n % 20"
                )
            elif uit is None and isinstance(veld, models.UUIDField) and veld.primary_key:
                uit = "gen_random_uuid()"
            if uit is None:
                uit = "%s"
                leeg = None if veld.default is NOT_PROVIDED else veld.get_default()
                params.append(veld.get_db_prep_save(leeg, connection))
            else:
                uit = uit.replace("%", "%%")
            namen.append(connection.ops.quote_name(veld.column))
            waarden.append(uit)
        tabel, kolommen = model._meta.db_table, ", ".join(namen)
        naar = "open_rijen" if dicht else tabel
        if dicht:
            for tijdelijk in ("open_rijen", "dichte_rijen"):
                vorm = f"select {kolommen} from {tabel} limit 0"
                self.cursor.execute(f"create temp table {tijdelijk} as {vorm}")
        self.cursor.execute(
            f"insert into {naar} ({kolommen})"
            f" select {', '.join(waarden)} from {bron.replace('%', '%%')}",
            params,
        )
        if dicht:
            self._versleutel(namen.index(connection.ops.quote_name(model._meta.pk.column)), dicht)
            self.cursor.execute(f"insert into {tabel} ({kolommen}) select * from dichte_rijen")
            self.cursor.execute("drop table open_rijen, dichte_rijen")

    def _versleutel(self, pk: int, dicht: dict[int, Any]) -> None:
        """Fill `dichte_rijen` with the rows of `open_rijen`, each value encrypted for its own row.

        Args:
            pk: place of the primary key among the columns.
            dicht: the encrypted fields, by their place.
        """
        self.cursor.execute("declare rijen cursor for select * from open_rijen")
        while True:
            self.cursor.execute(f"fetch {BLOK} from rijen")
            if not (rijen := self.cursor.fetchall()):
                break
            with self.cursor.copy("copy dichte_rijen from stdin") as kopie:
                for rij in map(list, rijen):
                    for plaats, veld in dicht.items():
                        if rij[plaats] is not None:
                            rij[plaats] = veld.versleutel(rij[pk], rij[plaats])
                    kopie.write_row(rij)
        self.cursor.execute("close rijen")

    @staticmethod
    def _leeg(anders: str, als_: str) -> str:
        """A text, or an empty one where a condition holds."""
        return f"case when {als_} then '' else '{anders}' end"

    def _mensen(self, model: type[models.Model]) -> str:
        """A table with a person for each number: so many files of a kind are about one person."""
        tabel = f"mens_{model._meta.model_name}"
        self.cursor.execute(f"create temp table {tabel} (n int, m text[], sleutels text[])")
        with self.cursor.copy(f"copy {tabel} from stdin") as kopie:
            for n in range(self.aantal):
                if n % PER_PERSOON == 0:
                    mens = persoon(n // PER_PERSOON)
                    naw = asdict(mens) | {"straat": "Nergensweg 7", "postcode": "5900 ZZ"}
                    naw["woonplaats"] = "Venlo"
                    waarden = [str(naw[veld]) for veld in PersoonVelden.NAW]
                    sleutels = mens.zoeksleutels(model._meta.app_label)
                kopie.write_row((n, waarden, sleutels))
        self.cursor.execute(f"analyze {tabel}")
        return tabel

    @staticmethod
    def _persoon(model: type[models.Model]) -> dict[str, str]:
        uit = {naam: f"m[{plaats}]" for plaats, naam in enumerate(PersoonVelden.NAW, 1)}
        return uit | {"zoeksleutels": "sleutels"}

    def _rechten(self, soort: type[models.Model], recht: str, pk: str, van: str, bron: str) -> None:
        """Permissions of the core parties, as their facts give them."""
        for groep in ("gem_groep", *self._kerngroepen):
            self._recht(soort, recht, pk, van, bron, str(groep))

    @property
    def _kerngroepen(self) -> tuple[int, int]:
        return self.cast.politie.partij.groep_id, self.cast.om.partij.groep_id

    def _recht(
        self, soort: Any, recht: str, pk: str, van: str, bron: str, groep: str, tot: str = "null"
    ) -> None:
        model = soort._meta.get_field("rechten").related_model
        self._voeg_toe(
            model,
            bron,
            content_object=pk,
            group=groep,
            permission=str(permissie(soort, recht)),
            van=f"greatest({van}, date '{BEGIN}')",
            tot=tot,
        )

    # The files ------------------------------------------------------------------------------------
    def _meldingen(self) -> None:
        """5 of 100 new, 55 brought in, 20 passed on, 20 without action; none older than six months."""
        ontvangen, in_ = "dag - (r * 180)::int", "s between 5 and 59"
        persoon = {
            naam: f"case when {in_} then '' else m[{k}] end"
            for k, naam in enumerate(PersoonVelden.NAW[:6], 1)
        }
        self._voeg_toe(
            m.Melding,
            id="md5('M' || n)::uuid",
            nummer="'M-2026-' || lpad(n::text, 6, '0')",
            laatste_verwerking_op=ontvangen,
            ontvangen_op=ontvangen,
            partij="bron",
            gemeente="gem",
            fase="case when s < 5 then 'nieuw' when s < 60 then 'ingebracht'"
            " when s < 80 then 'doorgegeven' else 'geen_actie' end",
            herkomst="'naasten'",
            anoniem="n % 5 = 0",
            melder_naam=self._leeg("Tante", f"n % 5 = 0 or {in_}"),
            dossier_id=f"case when {in_} then md5('W' || n)::uuid end",
            dossier_nummer=f"case when {in_} then 'W-2026-' || lpad(n::text, 6, '0') else '' end",
            **persoon | {"zoeksleutels": f"case when {in_} then '{{}}' else sleutels end"},
        )
        self._rechten(m.Melding, "lezen", "md5('M' || n)::uuid", ontvangen, "b")
        self._voeg_toe(
            m.Signaal, f"b where not ({in_})", melding="md5('M' || n)::uuid", **self._gegeven
        )
        self._voeg_toe(
            m.Doorgifte, "b where s between 60 and 79", melding="md5('M' || n)::uuid", op="dag"
        )

    @property
    def _gegeven(self) -> dict[str, str]:
        gronden = grondslag("wpg-20").pk, grondslag("avg-6-1-e").pk
        grond = f"case when n % 3 = 0 then {gronden[0]} else {gronden[1]} end"
        return {"partij": "bron", "grondslag": grond}

    def _weegploeg(self) -> None:
        """5 in weighing (3 not weighed), 1 with questions, 14 not put on the agenda, 20 with a casus
        that runs, 60 closed."""
        pk, ja = "md5('W' || n)::uuid", "s >= 20"
        geopend = "dag - case when s < 6 then (r * 175)::int when s < 20 then (r * 178)::int + 20 else 700 end"
        besloten = (
            "case when s between 6 and 19 then dag - (r * 178)::int when s >= 20 then dag - 660 end"
        )
        informeert = "(s between 6 and 19 and r2 < 0.7 or s >= 20 and r2 < 0.97)"
        self._voeg_toe(
            w.WeegploegDossier,
            id=pk,
            nummer="'W-2026-' || lpad(n::text, 6, '0')",
            laatste_verwerking_op=f"case when s < 20 then {geopend} else dag - (r * 360)::int end",
            gemeente="gem",
            fase="case when s < 5 then 'in_weging' when s < 6 then 'nadere_duiding' when s < 20"
            " then 'niet_geagendeerd' when s < 40 then 'geagendeerd' else 'plan_afgesloten' end",
            geopend_op=geopend,
            besloten_op=besloten,
            casus_id=f"case when {ja} then md5('C' || n)::uuid end",
            casus_nummer=f"case when {ja} then 'C-2026-' || lpad(n::text, 6, '0') else '' end",
            geinformeerd_op=f"case when {informeert} then {besloten} end",
        )
        self._rechten(w.WeegploegDossier, "lezen", pk, geopend, "b")
        inbreng, besluit, informatie = (f"md5('{soort}' || n)::uuid" for soort in "IBF")
        naam = self._leeg("Tante Zeldzaam", "n % 5 = 0")
        self._voeg_toe(
            w.Inbreng,
            id=inbreng,
            dossier=pk,
            partij="bron",
            ingebracht_op=geopend,
            ontvangen_op=f"{geopend} - 5",
            melding_nummer="'M-2026-' || lpad(n::text, 6, '0')",
            herkomst="'naasten'",
            anoniem="n % 5 = 0",
            melder_naam=naam,
            melder_bekend="n % 5 <> 0",
            teruggekoppeld_op=f"case when s between 6 and 19 and r2 < 0.9 then {besloten} end",
        )
        gedeeld = "case when s >= 20 and r2 < 0.99 then 'ja' else '' end"
        twee = "b, generate_series(1, 2) k"
        self._voeg_toe(
            w.Signaal, twee, dossier=pk, inbreng=inbreng, gedeeld=gedeeld, **self._gegeven
        )
        self._wegingen(w.Weging, "dossier", pk, "s >= 3")
        uitkomst = (
            "case when s = 5 then 'nadere_duiding' when s < 20 then 'geen_casusoverleg'"
            " else 'casusoverleg' end"
        )
        op = f"coalesce({besloten}, {geopend})"
        self._voeg_toe(
            w.Besluit, "b where s >= 5", id=besluit, dossier=pk, uitkomst=uitkomst, genomen_op=op
        )
        self._voeg_toe(
            w.Duidingsvraag, "b where s = 5", dossier=pk, gesteld_op=geopend, beantwoord_op="null"
        )
        self._voeg_toe(
            w.Informatiebesluit,
            f"b where {informeert}",
            id=informatie,
            dossier=pk,
            informeren="true",
            besloten_op=besloten,
        )
        kern = "(select n, s, r2, unnest(array[gem, politie, om]) as p from b) b"
        self._voeg_toe(
            w.Besluit.partijen.through, f"{kern} where s >= 5", besluit=besluit, partij="p"
        )
        self._voeg_toe(
            w.Informatiebesluit.partijen.through,
            f"{kern} where {informeert}",
            informatiebesluit=informatie,
            partij="p",
        )

    def _wegingen(self, model: Any, ouder: str, pk: str, waar: str) -> None:
        gebieden = list(self.cast.kader.ontwikkelgebieden.values_list("pk", flat=True)[:3])
        fase = str(self.cast.kader.fasen.values_list("pk", flat=True)[1])
        bron = f"b, unnest(array{gebieden}) gebied where {waar}"
        self._voeg_toe(model, bron, **{ouder: pk, "ontwikkelgebied": "gebied", "in_fase": fase})

    def _casussen(self) -> None:
        """15 run with a plan, 2 without, 1 with a concept, 2 with advice to close, 80 closed.

        The reclassering takes part in 2 of 100, the external partner in 1 of 1,000.
        """
        pk, rec, ext = "md5('C' || n)::uuid", "s in (9, 50)", "n % 1000 = 8"
        geopend, dicht = "dag - 650", "case when s >= 20 then dag - (r * 360)::int end"
        laatst = f"coalesce({dicht}, dag - (r * 200)::int)"
        self._voeg_toe(
            c.Casus,
            id=pk,
            nummer="'C-2026-' || lpad(n::text, 6, '0')",
            laatste_verwerking_op=laatst,
            gemeente="gem",
            fase="case when s < 18 then 'actief' when s < 20 then 'advies_afsluiten' else 'afgesloten' end",
            geopend_op=geopend,
            herkomst_id="md5('W' || n)::uuid",
            herkomst_nummer="'W-2026-' || lpad(n::text, 6, '0')",
            regisseur="gem",
            afgesloten_op=dicht,
        )
        self._rechten(c.Casus, "lezen", pk, geopend, "b")
        self._voeg_toe(c.Signaal, "b, generate_series(1, 2) k", casus=pk, **self._gegeven)
        self._wegingen(c.Weging, "casus", pk, "true")
        for waar, speler, recht, tot in (
            (rec, self.cast.reclassering, "lezen", "null"),
            (ext, self.cast.extern, "plan_lezen", dicht),
        ):
            bron, partij = f"b where {waar}", f"'{speler.partij.pk}'"
            vermelding = speler.partij.bijlage1.values_list("pk", flat=True).first()
            self._voeg_toe(
                c.Deelname, bron, id="md5('D' || n)::uuid", casus=pk, partij=partij, van=geopend, tot="null",
                vermelding=str(vermelding or "null"),
            )  # fmt: skip
            self._recht(c.Casus, recht, pk, geopend, bron, str(speler.partij.groep_id), tot)
        grond, partij = grondslag("reclassering-8").pk, f"'{self.cast.reclassering.partij.pk}'"
        self._voeg_toe(
            c.Bijdrage, f"b where {rec}", casus=pk, partij=partij, grondslag=str(grond),
            gegeven_op=laatst,
        )  # fmt: skip
        self._voeg_toe(c.Derde, "b where n % 3 = 0", casus=pk, soort="'netwerk'")
        self._plannen(pk, rec, ext, laatst)
        self._voeg_toe(c.Afsluitadvies, "b where s >= 18", casus=pk, gegeven_op=laatst,
                       besloten_op=dicht)  # fmt: skip
        self._verstrekkingen(pk, ext)

    def _plannen(self, pk: str, rec: str, ext: str, laatst: str) -> None:
        plan = "md5('P' || n)::uuid"
        concept = "s = 17"
        self._voeg_toe(
            c.Plan,
            "b where s not in (15, 16)",
            id=plan,
            casus=pk,
            nummer="'C-2026-' || lpad(n::text, 6, '0')",
            versie="1",
            status=f"case when {concept} then 'concept' else 'vastgesteld' end",
            doelen="'{a,e}'",
            vastgesteld_op=f"case when {concept} then null else {laatst} end",
        )
        partijen = (
            f"array[gem, politie] || case when {rec} then array['{self.cast.reclassering.partij.pk}'::uuid]"
            f" when {ext} then array['{self.cast.extern.partij.pk}'::uuid] else '{{}}' end"
        )
        bron = (
            f"(select b.*, p, k from b, unnest({partijen}) with ordinality as t(p, k)"
            " where s not in (15, 16)) b"
        )
        self._voeg_toe(
            c.Maatregel,
            bron,
            id="md5('R' || n || '-' || k)::uuid",
            plan=plan,
            keten="md5('K' || n || '-' || k)::uuid",
            partij="p",
            van="dag - 640",
            tot="case when s < 20 then dag + (r2 * 200)::int - 10 else dag - 400 end",
        )
        self._voeg_toe(
            c.Voortgang,
            f"{bron} where s <> 17",
            casus=pk,
            keten="md5('K' || n || '-' || k)::uuid",
            partij="p",
            stand="case when s < 20 then 'loopt' else 'klaar' end",
            op=laatst,
        )

    def _verstrekkingen(self, pk: str, ext: str) -> None:
        """One complete for each participation of the external partner, one of ten that waits."""
        bron, rij = f"b where {ext} and s < 20", "md5('V' || n)::uuid"
        self._voeg_toe(
            c.Verstrekking,
            bron,
            id=rij,
            casus=pk,
            nummer="'C-2026-' || lpad(n::text, 6, '0')",
            partij=f"'{self.cast.extern.partij.pk}'",
            deelname="md5('D' || n)::uuid",
            soorten="'{signalen}'",
            van="dag - 100",
            gevraagd_op="dag - 110",
            volledig_op="case when n % 10000 = 8 then null else dag - 100 end",
        )
        self._voeg_toe(
            c.VerstrektGegeven, bron, verstrekking=rij, soort="'signalen'", label="'Signaal'",
            bron="'Politie'", grondslag="'Wpg'",
        )  # fmt: skip
        kern = f"(select b.*, p from b, unnest(array[gem, politie, om]) p) {bron}"
        self._voeg_toe(
            c.Toestemming,
            f"{kern} and n % 10000 <> 8",
            verstrekking=rij,
            partij="p",
            akkoord="true",
            gegeven_door=f"'{self.cast.uitvoerder.gebruiker.pk}'",
            op="dag - 100",
        )

    def _verzoeken(self) -> None:
        """5 of 100 open, the others over."""
        pk = "md5('Z' || n)::uuid"
        ontvangen = "dag - case when s < 5 then (r * 40)::int else 40 + (r * 300)::int end"
        bekend = "s between 3 and 94"
        self._voeg_toe(
            v.Verzoek,
            id=pk,
            nummer="'V-2026-' || lpad(n::text, 6, '0')",
            laatste_verwerking_op=ontvangen,
            partij="gem",
            fase="case when s < 3 then 'ontvangen' when s < 5 then 'identiteit_vastgesteld'"
            " when s < 95 then 'beantwoord' else 'ingetrokken' end",
            soort="'klacht'",
            ontvangen_op=ontvangen,
            termijn_tot=f"{ontvangen} + 28",
            identiteit_hoe=f"case when {bekend} then 'bewijs' else '' end",
            identiteit_op=f"case when {bekend} then {ontvangen} end",
            identiteit_door=f"case when {bekend} then '{self.cast.uitvoerder.gebruiker.pk}'::uuid end",
            beantwoord_op=f"case when s between 5 and 94 then {ontvangen} + 20 end",
            concept="''",
            antwoord="''",
        )
        self._recht(v.Verzoek, "lezen", pk, ontvangen, "b", "gem_groep")

    def _archief(self) -> None:
        """Casussen and weegploeg files by turns, archived over the last four years; and as many
        statements of destruction."""
        pk, laatst = "md5('A' || n)::uuid", "dag - 366 - (r * 1455)::int"
        inhoud = json.dumps({"persoon": {}, "rijen": [], "afschriften": {}, "tekst": TEKST * 15})
        mensen = self._mensen(r.Archiefstuk)
        self._voeg_toe(
            r.Archiefstuk,
            f"b join {mensen} using (n)",
            id=pk,
            nummer="'C-2020-' || lpad(n::text, 6, '0')",
            laatste_verwerking_op=laatst,
            soort="case when n % 2 = 0 then 'casusoverleg.casus' else 'weegploeg.weegploegdossier' end",
            partij="gem",
            gearchiveerd_op=f"{laatst} + 365",
            zoeksleutels="sleutels",
            aantallen="'{}'",
            inhoud=f"'{inhoud}'",
        )
        self._rechten(r.Archiefstuk, "raadplegen", pk, f"{laatst} + 365", "b")
        kern = "{}, {}".format(*self._kerngroepen)
        self._voeg_toe(
            r.Vernietiging,
            id="md5('X' || n)::uuid",
            soort="'casusoverleg.casus'",
            dossier_id="md5('Y' || n)::uuid",
            nummer="'C-2015-' || lpad(n::text, 6, '0')",
            aantallen="'{\"casusoverleg.casus\": 1}'",
            grond="'vijf_jaar'",
            termijn_van="dag - 3000",
            termijn_tot="dag - 1200",
            vernietigd_op="dag - (r * 1000) * interval '1 day'",
            door="'vernietig_na_vijf_jaar'",
            groepen=f"array[gem_groep, {kern}]",
        )

    def _logs(self) -> None:
        """Ten readings of each live file, and half as many events, by the police of the covenant."""
        wie = {
            "gebruiker": f"'{self.cast.politie.gebruiker.pk}'",
            "convenant_id": f"'{self.cast.convenant.pk}'",
            "tijdstip": "dag - (random() * 700) * interval '1 day'",
            "bestand_id": "md5(letter || n)::uuid",
            "nummer": "letter || '-2026-' || lpad(n::text, 6, '0')",
            "bestand": "soort_",
        }
        soorten = "(values ('M', 'meldingen.melding', 'meldingen.doorgegeven'), ('W', 'weegploeg.weegploegdossier', 'weegploeg.gewogen'),"
        soorten += " ('C', 'casusoverleg.casus', 'casusoverleg.voortgang_gemeld'), ('Z', 'privacy_rights.verzoek', 'privacy_rights.geregistreerd')) as t(letter, soort_, wat)"
        bron = f"b, {soorten}, generate_series(1, {{}}) k order by 1"
        lezen = {"partij": "'Politie Limburg'", "soort": "'lijst'", "toegestaan": "k <> 7"}
        self._voeg_toe(Inzage, bron.format(LOG_PER_DOSSIER), **wie, **lezen)
        doen = {"namens": "'Politie Limburg'", "soort": "wat"}
        self._voeg_toe(Gebeurtenis, bron.format(LOG_PER_DOSSIER // 2), **wie, **doen)


def persoon(k: int) -> Persoon:
    """The k-th person; each has a surname of his own."""
    letters = "".join("aeioubdgkl"[int(cijfer)] for cijfer in str(k))
    naam = f"{ACHTER[k % len(ACHTER)]}{letters}"
    return Persoon(VOOR[k % len(VOOR)], "", naam, date(1960, 1, 1) + timedelta(days=17 * k % 9000))


def herstel_reeksen(eigenaar: Any) -> None:
    """Automatic keys go on after those that were given; and PostgreSQL knows what it holds."""
    for model in apps.get_models(include_auto_created=True):
        pk = model._meta.pk
        if isinstance(pk, models.AutoField):
            tabel = model._meta.db_table
            eigenaar.execute(
                f"select setval(pg_get_serial_sequence('{tabel}', '{pk.column}'),"
                f" (select coalesce(max({pk.column}), 0) + 1 from {tabel}))"
            )
    eigenaar.execute("vacuum analyze")


def controleer_steekproef(aantal: int = 20) -> None:
    """A sample of each kind has exactly the permissions that its facts give.

    Raises:
        AssertionError: it has not, so what would be measured is not what the application makes.
    """
    with als(Actor.systeem("meting")):
        for soort in bestanden():
            for dossier in soort.alle.order_by("?")[:aantal]:
                assert not _vergelijk(dossier, herstel=False), dossier.nummer
