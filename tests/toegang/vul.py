"""A database full of real files, quickly: for `tests.toegang.meet_paginas`.

The cast and its covenant are made by the decisions. The files are inserted by PostgreSQL itself, row n
of each kind from the number n: with search keys that find the person, and the grants, terms and tasks
that `register.afleiden` would make (`controleer_steekproef` looks whether that is so). Encrypted
values are bound to their row, so those pass through Python, a block of rows at a time.
"""

import json
from dataclasses import asdict
from datetime import date, timedelta
from secrets import token_bytes
from typing import Any

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, models
from django.db.models import NOT_PROVIDED
from django.utils import timezone

from casusoverleg import models as c
from casusoverleg.dossier.stil import LAATSTE, WAARSCHUWINGEN
from casusoverleg.informeren.decisions import OPNIEUW
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor, Rol
from gedeeld.datasleutels import bewaar, bos, pak_in
from gedeeld.fields import VERSLEUTELD, dossier_van_rij, dossierkolom
from gedeeld.personen import Persoon, PersoonVelden
from gedeeld.rules import ARCHIEF, VERGADERT
from gedeeld.termijnen import Grond
from meldingen import models as m
from meldingen.rules import BEHANDELEN
from mensen.models import Bevestiging, Gebruiker, Vertegenwoordiging
from privacy_rights import models as v
from register.afleiden import opgeslagen, vervolg
from register.controle.facts import VOORAF
from register.grants import LEZEN, PLAN_LEZEN, permissie
from register.kringen import Kring
from register.models import Bericht, Dossier, Gebeurtenis, Inzage, Recht, Taak, Termijn
from register.muur import als
from register.registry import bestand
from retention import models as r
from tests.cast import BEGIN, Cast, grondslag, maak_cast
from weegploeg import models as w
from weegploeg import rules

GEMEENTEN = 31
LOG_PER_DOSSIER = 10
VOOR = ["Timo", "Mohammed", "Anna", "Joost", "Fatima", "Kees", "Sanne", "Driss", "Iris", "Bram"]
ACHTER = ["Verzonnen", "El Kanarie", "Jansen", "de Vries", "Bakker", "Amrani", "Smit", "Meijer"]
TEKST = "Zoekt nieuwe vrienden, deelt filmpjes en praat op straat over vertrekken. " * 3
FUNCTIE = "Wijkagent Noord"
NAW = [veld for veld in PersoonVelden.NAW if veld != "rekendatum"]
PER_PERSOON = 10
BLOK = 10_000  # rows that are encrypted at a time
# Weegploeg file n brought forth casus n - 20: so the twenty that are on the agenda have one that runs.
VERSCHIL = 20


def vul(aantal: int) -> Cast:
    """The cast, and so many files of each kind in this empty database.

    Which file is in which state follows from s = n % 100 (below, at the inserts).
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
    """Ten accounts for each party, who confirmed secrecy and guidelines."""
    teksten = cast.convenant.bevestigteksten.all()
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
        Bevestiging.objects.bulk_create(
            Bevestiging(gebruiker=g, tekst=tekst) for g in mensen for tekst in teksten
        )


# Expressions with the number and the fractions of a row of `b`, of which something follows as well.
ONTVANGEN = "(dag - (r * 180)::int)"
VERZOCHT = "(dag - case when s < 5 then (r * 40)::int else 40 + (r * 300)::int end)"
GEOPEND = (
    "(dag - case when s < 6 then (r * 175)::int when s < 20 then (r * 178)::int + 20 else 700 end)"
)
BESLOTEN = "case when s between 6 and 19 then dag - (r * 178)::int when s >= 20 then dag - 660 end"
INFORMEERT = "(s between 6 and 19 and r2 < 0.7 or s >= 20 and r2 < 0.97)"
GEDEELD = "s >= 20 and r2 < 0.99"
VERTELD = 0.9
# A reporter has yet to hear that there is no casusoverleg.
TE_VERTELLEN = f"s between 6 and 19 and r2 >= {VERTELD} and n % 5 <> 0"
REC, EXT = "s in (9, 50)", "n % 1000 = 8"
WACHT = "n % 10000 = 8"
GEMELD = "(dag - (r * 200)::int)"
MAATREGEL_TOT = "(dag + (r2 * 200)::int - 10)"
LETTERS = {
    "M": "meldingen.melding",
    "W": "weegploeg.weegploegdossier",
    "C": "casusoverleg.casus",
    "V": "privacy_rights.verzoek",
}
REDENEN = {
    LEZEN: "Doet mee in deze casus (artikel 10 lid 4).",
    PLAN_LEZEN: "Doet mee als externe partner: ziet het vastgestelde plan (artikel 10 lid 5).",
}


def _na(dag: str, termijn: relativedelta) -> str:
    """The day so much later: PostgreSQL reckons months and years as the application does."""
    duur = f"{termijn.years} years {termijn.months} months {termijn.days} days"
    return f"({dag} + interval '{duur}')::date"


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
        self._termijnen()
        self._taken()
        self._berichten()
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
        for veld in model._meta.local_concrete_fields:
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
            self._versleutel(model, namen, dicht)
            self.cursor.execute(f"insert into {tabel} ({kolommen}) select * from dichte_rijen")
            self.cursor.execute("drop table open_rijen, dichte_rijen")

    def _versleutel(
        self, model: type[models.Model], namen: list[str], dicht: dict[int, Any]
    ) -> None:
        """Fill `dichte_rijen` with the rows of `open_rijen`, each value encrypted for its own row.

        Args:
            namen: of the columns, quoted.
            dicht: the encrypted fields, by their place.
        """
        kolommen = {veld.column: veld.attname for veld in model._meta.local_concrete_fields}
        attrs = [kolommen[naam.strip('"')] for naam in namen]
        van = [attrs.index(naam) for naam in {model._meta.pk.attname, dossierkolom(model)} - {""}]
        self.cursor.execute("declare rijen cursor for select * from open_rijen")
        while True:
            self.cursor.execute(f"fetch {BLOK} from rijen")
            if not (rijen := self.cursor.fetchall()):
                break
            los = [model(**{attrs[plaats]: rij[plaats] for plaats in van}) for rij in rijen]
            for rij in los:  # before the copy: nothing else can be asked while that runs
                if dossier := dossier_van_rij(rij):
                    bos().lees(dossier)
            if dossier := dossier_van_rij(los[0]):
                bos().geef(dossier)
            with self.cursor.copy("copy dichte_rijen from stdin") as kopie:
                for vorm, rij in zip(los, map(list, rijen), strict=True):
                    for plaats, veld in dicht.items():
                        if rij[plaats] is not None:
                            rij[plaats] = veld.versleutel(vorm, rij[plaats])
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
                    waarden = [str(naw[veld]) for veld in NAW]
                    sleutels = mens.zoeksleutels(model._meta.app_label)
                kopie.write_row((n, waarden, sleutels))
        self.cursor.execute(f"analyze {tabel}")
        return tabel

    @staticmethod
    def _persoon(model: type[models.Model]) -> dict[str, str]:
        uit = {naam: f"m[{plaats}]" for plaats, naam in enumerate(NAW, 1)}
        return uit | {"rekendatum": "null::date", "zoeksleutels": "sleutels"}

    def _dossier(self, model: Any, letter: str, bron: str = "b", /, **velden: str) -> str:
        """Rows of the register for a kind of file; the expression that gives their keys.

        Args:
            letter: with which their keys begin, before they are hashed.
        """
        soort, pk = bestand(model._meta.label_lower), f"md5('{letter}' || n)::uuid"
        vast = {
            "id": pk,
            "pseudoniem": f"md5('log {letter}' || n)::uuid",
            "dossiersoort": f"'{soort.soort}'",
            "nummer": f"'{letter}-2026-' || lpad(n::text, 6, '0')",
            "partij": "gem",
            "kring": f"'{soort.kring} ' || gem",
            "houder": f"'{soort.houder} ' || gem",
            "zaak": f"md5('zaak {letter}' || n)::uuid",
        }
        self._voeg_toe(Dossier, bron, **vast | velden)
        self.cursor.execute(f"select {pk} from {bron}")
        kluis = model._meta.app_label
        bewaar([pak_in(id_, kluis, token_bytes(32)) for (id_,) in self.cursor.fetchall()])
        return pk

    @property
    def _kerngroepen(self) -> tuple[int, int]:
        return self.cast.politie.partij.groep_id, self.cast.om.partij.groep_id

    def _taak(
        self, soort: str, letter: str, aan: Kring, wie: str, bron: str, **velden: str
    ) -> None:
        """Tasks of one kind.

        Args:
            wie: expression with the key of the party whose circle it is.
        """
        vast = {
            "dossier": f"md5('{letter}' || n)::uuid",
            "dossiersoort": f"'{LETTERS[letter]}'",
            "pseudoniem": f"md5('log {letter}' || n)::uuid",
            "nummer": f"'{letter}-2026-' || lpad(n::text, 6, '0')",
            "soort": f"'{soort}'",
            "aan": f"'{aan} ' || {wie}",
        }
        self._voeg_toe(Taak, bron, **vast | velden)

    # The files ------------------------------------------------------------------------------------
    def _meldingen(self) -> None:
        """5 of 100 new, 55 brought in, 20 passed on, 20 without action; none older than six months."""
        ontvangen, in_ = ONTVANGEN, "s between 5 and 59"
        stand = (
            "case when s < 5 then 'nieuw' when s < 60 then 'ingebracht'"
            " when s < 80 then 'doorgegeven' else 'geen_actie' end"
        )
        zaak = f"md5('zaak ' || case when {in_} then 'W' else 'M' end || n)::uuid"
        pk = self._dossier(
            m.Melding,
            "M",
            zaak=zaak,
            kring=f"'{Kring.WEEGPLOEG_VAN_PARTIJ} ' || bron",
            houder=f"case when bron = gem then '{Kring.UITVOERDER_WEEGPLOEG} '"
            f" else '{Kring.WEEGPLOEG_VAN_PARTIJ} ' end || bron",
            begonnen_op=ontvangen,
            laatste_verwerking_op=ontvangen,
        )
        persoon = {
            naam: f"case when {in_} then '' else m[{k}] end"
            for k, naam in enumerate(PersoonVelden.NAW[:6], 1)
        }
        self._voeg_toe(
            m.Melding,
            dossier=pk,
            ontvangen_op=ontvangen,
            ontvanger="bron",
            stand=stand,
            herkomst="'naasten'",
            anoniem="n % 5 = 0",
            melder_naam=self._leeg("Tante", f"n % 5 = 0 or {in_}"),
            dossier_nummer=f"case when {in_} then 'W-2026-' || lpad(n::text, 6, '0') else '' end",
            **persoon | {"zoeksleutels": f"case when {in_} then '{{}}' else sleutels end"},
        )
        self._voeg_toe(m.Signaal, f"b where not ({in_})", melding=pk, **self._gegeven)
        self._voeg_toe(m.Doorgifte, "b where s between 60 and 79", melding=pk, op="dag")

    @property
    def _gegeven(self) -> dict[str, str]:
        gronden = grondslag("wpg-20").pk, grondslag("avg-6-1-e").pk
        grond = f"case when n % 3 = 0 then {gronden[0]} else {gronden[1]} end"
        artikel = "case when n % 3 = 0 then '8' else '' end"
        om = f"case when n % 3 = 0 then {grondslag('wpg-16-1-om').pk} end"
        return {
            "partij": "bron",
            "grondslag": grond,
            "wpg_artikel": artikel,
            "grondslag_om": om,
            "aard": "'feit'",
        }

    def _weegploeg(self) -> None:
        """5 in weighing (3 not weighed), 1 with questions, 14 not put on the agenda, 20 with a casus
        that runs, 60 closed."""
        geopend, besloten, informeert = GEOPEND, BESLOTEN, INFORMEERT
        stand = (
            "case when s < 5 then 'in_weging' when s < 6 then 'nadere_duiding' when s < 20"
            " then 'niet_geagendeerd' when s < 40 then 'geagendeerd' else 'plan_afgesloten' end"
        )
        # Who keeps it, and who has yet to tell a reporter.
        lid, houdt = Kring.WEEGPLOEG, Kring.UITVOERDER_WEEGPLOEG
        leden = f"array['{Kring.WEEGPLOEG_VAN_PARTIJ} ' || bron]"
        pk = self._dossier(
            w.WeegploegDossier,
            "W",
            kring=f"case when s between 6 and 19 then '{houdt} ' || gem else '{lid} ' || gem end",
            afmakers=f"case when {TE_VERTELLEN} then {leden} else '{{}}' end",
            begonnen_op=geopend,
            laatste_verwerking_op=f"case when s < 20 then {geopend} else dag - (r * 360)::int end",
        )
        casus = f"'C-2026-' || lpad((n - {VERSCHIL})::text, 6, '0')"
        self._voeg_toe(
            w.WeegploegDossier,
            dossier=pk,
            stand=stand,
            geopend_op=geopend,
            besloten_op=besloten,
            casus_nummer=f"case when s >= {VERSCHIL} then {casus} else '' end",
            geinformeerd_op=f"case when {informeert} then {besloten} end",
        )
        inbreng, besluit, informatie = (f"md5('{soort}' || n)::uuid" for soort in "IBF")
        naam = self._leeg("Tante Zeldzaam", "n % 5 = 0")
        self._voeg_toe(
            w.Inbreng,
            id=inbreng,
            dossier=pk,
            partij="bron",
            ingebracht_op=geopend,
            ontvangen_op=geopend,
            melding_nummer="'M-2026-' || lpad(n::text, 6, '0')",
            herkomst="'naasten'",
            anoniem="n % 5 = 0",
            melder_naam=naam,
            melder_bekend="n % 5 <> 0",
            teruggekoppeld_op=f"case when s between 6 and 19 and r2 < {VERTELD} then {besloten} end",
        )
        gedeeld = f"case when {GEDEELD} then 'ja' else '' end"
        twee = "b, generate_series(1, 2) k"
        self._voeg_toe(
            w.Signaal, twee, dossier=pk, inbreng=inbreng, gedeeld=gedeeld, **self._gegeven
        )
        om = f"'{self.cast.om.partij.pk}'"
        self._voeg_toe(w.Achterhouding, "b where n % 20 = 0", dossier=pk, partij=om, op="dag")
        self._voeg_toe(
            w.Ontvangst, "b where n % 50 = 3", dossier=pk, nummer="'Z-2026-' || lpad(n::text, 6, '0')",
            van=f"'{self.cast.maastricht.partij.pk}'", grondslag=str(grondslag("avg-6-1-e").pk),
            gegeven_op="dag - 20", op="dag - 10",
        )  # fmt: skip
        self._voeg_toe(
            w.Heractivering, "b where n % 50 = 4", dossier=pk,
            nummer="'W-2020-' || lpad(n::text, 6, '0')", besloten_op="dag - 10",
            besloten_door="'Gemeente Venlo'", op="dag - 10",
        )  # fmt: skip
        self._voeg_toe(w.Doorgifte, "b where n % 20 = 1", dossier=pk, op="dag")
        self._wegingen(w.Weging, "dossier", pk, "s >= 3")
        uitkomst = (
            "case when s = 5 then 'nadere_duiding' when s < 20 then 'geen_casusoverleg'"
            " else 'casusoverleg' end"
        )
        op = f"coalesce({besloten}, {geopend})"
        vastlegging = {"dossier": pk, "wijze": "'overleg'", "vastgelegd_op": op}
        self._voeg_toe(w.Vastlegging, "b where s >= 5", id=besluit, **vastlegging)
        self._voeg_toe(
            w.Besluit,
            "b where s >= 5",
            id=besluit,
            dossier=pk,
            vastlegging=besluit,
            uitkomst=uitkomst,
            genomen_op=op,
        )
        self._voeg_toe(
            w.Duidingsvraag,
            "b where s = 5",
            id="md5('Q' || n)::uuid",
            dossier=pk,
            gesteld_op=geopend,
            uiterlijk=geopend,
            beantwoord_op="null",
        )
        self._voeg_toe(w.Vastlegging, f"b where {informeert}", id=informatie, **vastlegging)
        self._voeg_toe(
            w.Informatiebesluit,
            f"b where {informeert}",
            id=informatie,
            dossier=pk,
            vastlegging=informatie,
            informeren="true",
            besloten_op=besloten,
        )
        kern = "(select n, s, r2, om, unnest(array[gem, politie, om]) as p from b) b"
        for vastlegging, waar in ((besluit, "s >= 5"), (informatie, informeert)):
            self._voeg_toe(
                w.Spreker,
                f"{kern} where {waar}",
                id=f"md5({vastlegging}::text || p::text)::uuid",
                dossier=pk,
                vastlegging=vastlegging,
                partij="p",
            )
        self._voeg_toe(  # of what is weighed the OM is last
            w.WeegploegDossier.gewogen_door.through,
            f"{kern} where s > 3 or s = 3 and p <> om",
            weegploegdossier=pk,
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
        rec, ext = REC, EXT
        geopend, dicht = "dag - 650", "case when s >= 20 then dag - (r * 360)::int end"
        laatst = f"coalesce({dicht}, {GEMELD})"
        stand = "case when s < 18 then 'actief' when s < 20 then 'advies_afsluiten' else 'afgesloten' end"
        pk = self._dossier(
            c.Casus,
            "C",
            zaak=f"md5('zaak W' || n + {VERSCHIL})::uuid",
            begonnen_op=geopend,
            gesloten_op=dicht,
            laatste_verwerking_op=laatst,
        )
        self._voeg_toe(
            c.Casus,
            dossier=pk,
            stand=stand,
            geopend_op=geopend,
            weegploeg_nummer=f"'W-2026-' || lpad((n + {VERSCHIL})::text, 6, '0')",
            regisseur="gem",
            afgesloten_op=dicht,
        )
        self._voeg_toe(c.Signaal, "b, generate_series(1, 2) k", casus=pk, **self._gegeven)
        self._wegingen(c.Weging, "casus", pk, "true")
        for waar, speler, recht, tot in (
            (rec, self.cast.reclassering, LEZEN, dicht),
            (ext, self.cast.extern, PLAN_LEZEN, dicht),
        ):
            bron, partij = f"b where {waar}", f"'{speler.partij.pk}'"
            vermelding = speler.partij.bijlage1.values_list("pk", flat=True).first()
            self._voeg_toe(
                c.Deelname, bron, id="md5('D' || n)::uuid", casus=pk, partij=partij, van=geopend, tot="null",
                aanvaard_op=geopend, gelezen_op="dag - 600",
                vermelding=str(vermelding or "null"),
            )  # fmt: skip
            self._voeg_toe(
                Recht, bron, content_object=pk, group=str(speler.partij.groep_id), van=geopend, tot=tot,
                permission=str(permissie(recht)), reden=f"'{REDENEN[recht]}'",
                vermelding=str(vermelding or "null"),
            )  # fmt: skip
        grond, partij = grondslag("reclassering-8").pk, f"'{self.cast.reclassering.partij.pk}'"
        self._voeg_toe(
            c.Bijdrage, f"b where {rec}", casus=pk, partij=partij, grondslag=str(grond),
            gegeven_op=laatst, aard="'feit'", werk="'toezicht'",
        )  # fmt: skip
        self._voeg_toe(c.Derde, "b where n % 3 = 0", casus=pk, soort="'netwerk'")
        self._voeg_toe(c.Band, "b", casus=pk, soort="'verblijft'", op=geopend)
        self._voeg_toe(
            c.Reis, "b where n % 50 = 0", casus=pk, sinds="dag", bijzonderheid="'uitreiziger'"
        )
        self._zendingen(pk)
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
        bron = self._met_maatregel
        self._voeg_toe(
            c.Maatregel,
            bron,
            id="md5('R' || n || '-' || k)::uuid",
            casus=pk,
            plan=plan,
            keten="md5('K' || n || '-' || k)::uuid",
            partij="p",
            van="dag - 640",
            tot=f"case when s < 20 then {MAATREGEL_TOT} else dag - 400 end",
            gelezen_op="dag - 600",
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

    @property
    def _met_maatregel(self) -> str:
        """The casussen with a plan, with each party `p` that has a measure in it, its number `k`."""
        partijen = (
            f"array[gem, politie] || case when {REC} then array['{self.cast.reclassering.partij.pk}'::uuid]"
            f" when {EXT} then array['{self.cast.extern.partij.pk}'::uuid] else '{{}}' end"
        )
        return (
            f"(select b.*, p, k from b, unnest({partijen}) with ordinality as t(p, k)"
            " where s not in (15, 16)) b"
        )

    def _zendingen(self, pk: str) -> None:
        """To another municipality, of one in fifty: each was accepted."""
        bron, rij = "b where n % 50 = 1", "md5('Z' || n)::uuid"
        self._voeg_toe(
            c.Zending,
            bron,
            id=rij,
            casus=pk,
            nummer="'Z-2026-' || lpad(n::text, 6, '0')",
            aan=f"'{self.cast.maastricht.partij.pk}'",
            band="'gaat'",
            grondslag=str(grondslag("avg-6-1-e").pk),
            soorten="'{naam_adres,signalen}'",
            gemaakt_op="dag - 100",
            aangeboden_op="dag - 100",
            laatste_dag="dag - 86",
            uitkomst="'aangenomen'",
            beeindigd_op="dag - 90",
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
            volledig_op=f"case when {WACHT} then null else dag - 100 end",
        )
        self._voeg_toe(
            c.VerstrektGegeven, bron, casus=pk, verstrekking=rij, soort="'signalen'", label="'Signaal'",
            bron="'Politie'", grondslag="'Wpg'",
        )  # fmt: skip
        kern = f"(select b.*, p from b, unnest(array[gem, politie, om]) p) {bron}"
        self._voeg_toe(
            c.Toestemming,
            f"{kern} and not ({WACHT})",
            casus=pk,
            verstrekking=rij,
            partij="p",
            akkoord="true",
            gegeven_door=f"'{self.cast.uitvoerder.gebruiker.pk}'",
            op="dag - 100",
        )

    def _verzoeken(self) -> None:
        """5 of 100 open, the others over."""
        ontvangen, bekend = VERZOCHT, "s between 3 and 94"
        stand = (
            "case when s < 3 then 'ontvangen' when s < 5 then 'identiteit_vastgesteld'"
            " when s < 95 then 'beantwoord' else 'ingetrokken' end"
        )
        pk = self._dossier(v.Verzoek, "V", begonnen_op=ontvangen, laatste_verwerking_op=ontvangen)
        self._voeg_toe(
            v.Verzoek,
            dossier=pk,
            stand=stand,
            soort="'klacht'",
            ontvangen_op=ontvangen,
            termijn_tot=f"{ontvangen} + 28",
            identiteit_hoe=f"case when {bekend} then 'bewijs' else '' end",
            identiteit_op=f"case when {bekend} then {ontvangen} end",
            identiteit_door=f"case when {bekend} then '{self.cast.uitvoerder.gebruiker.pk}'::uuid end",
            beantwoord_op=f"case when s between 5 and 94 then {ontvangen} + 20 end",
            besluit_verteld_op=f"case when s between 5 and 94 then {ontvangen} + 20 end",
            uitkomst="case when s between 5 and 94 then 'nee' else '' end",
        )

    def _archief(self) -> None:
        """Casussen and weegploeg files by turns, archived over the last four years; and as many
        statements of destruction."""
        laatst = "dag - 366 - (r * 1455)::int"
        inhoud = json.dumps(
            {"vorm": 1, "persoon": {}, "rijen": [], "afschriften": {}, "tekst": TEKST * 15}
        )
        mensen = self._mensen(r.Archiefstuk)
        pk = self._dossier(
            r.Archiefstuk,
            "A",
            nummer="'C-2020-' || lpad(n::text, 6, '0')",
            dossiersoort="case when n % 2 = 0 then 'casusoverleg.casus' else 'weegploeg.weegploegdossier' end",
            begonnen_op=f"{laatst} - 300",
            laatste_verwerking_op=laatst,
            gearchiveerd_op=f"{laatst} + 365",
        )
        self._voeg_toe(
            r.Archiefstuk,
            f"b join {mensen} using (n)",
            dossier=pk,
            zoeksleutels="sleutels",
            aantallen="'{}'",
            inhoud=f"'{inhoud}'",
        )
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

    # What follows from them -----------------------------------------------------------------------
    def _termijnen(self) -> None:
        """The six months of what is not on the agenda, the year and the five years."""
        # Once for all: PostgreSQL knows nothing yet of tables that were just filled, and would look
        # through every casus for each weegploeg file.
        casus = "select zaak, max(laatste_verwerking_op) as klok from register_dossier"
        casus += (
            " where dossiersoort = 'casusoverleg.casus' and gearchiveerd_op is null group by zaak"
        )
        met_casus = f"register_dossier d left join ({casus}) c using (zaak)"
        klok = "d.laatste_verwerking_op"
        klok_w = f"greatest({klok}, c.klok)"
        w_, c_, v_ = (f"d.dossiersoort = '{LETTERS[letter]}'" for letter in "WCV")
        for grond, bron, van in (
            (
                Grond.VERHUISD,
                "meldingen_melding d where d.stand = 'ingebracht'",
                "d.ontvangen_op",
            ),
            (
                Grond.NIET_INGEBRACHT,
                "meldingen_melding d where d.stand <> 'ingebracht'",
                "d.ontvangen_op",
            ),
            (
                Grond.NIET_BESLOTEN,
                "weegploeg_weegploegdossier d where d.stand in ('in_weging', 'nadere_duiding')",
                "d.geopend_op",
            ),
            (
                Grond.NIET_GEAGENDEERD,
                "weegploeg_weegploegdossier d where d.stand = 'niet_geagendeerd'",
                "d.besloten_op",
            ),
            *(
                (grond, f"{met_casus} where d.gearchiveerd_op is null and {waar}", van)
                for grond in (Grond.EEN_JAAR, Grond.VIJF_JAAR)
                for waar, van in ((w_, klok_w), (f"({c_} or {v_})", klok))
            ),
            (Grond.VIJF_JAAR, "register_dossier d where d.gearchiveerd_op is not null", klok),
        ):
            pk = "d.id" if "register_dossier" in bron else "d.dossier_id"
            self._voeg_toe(
                Termijn, bron, dossier=pk, grond=f"'{grond}'", van=van, tot=_na(van, grond.termijn),
                houder=f"(select houder from register_dossier h where h.id = {pk})",
            )  # fmt: skip

    def _taken(self) -> None:
        """What waits for whom."""
        zes = Grond.NIET_GEAGENDEERD.termijn
        nieuw = {"van": ONTVANGEN, "uiterlijk": _na(ONTVANGEN, BEHANDELEN)}
        nieuw["einde"] = _na(ONTVANGEN, zes)
        kring = Kring.WEEGPLOEG_VAN_PARTIJ
        self._taak("meldingen.behandelen", "M", kring, "bron", "b where s < 5", **nieuw)
        self._taken_weegploeg(zes)
        self._taken_controle("W", GEOPEND, "s between 20 and 39")
        self._taken_controle("C", "(dag - 650)", "s < 20")
        secretaris = Kring.UITVOERDER_CASUSOVERLEG, "gem"
        opnieuw, einde = _na("(dag - 650)", OPNIEUW), _na(GEMELD, ARCHIEF)
        self._taak(
            "casusoverleg.informeeradvies", "C", *secretaris, "b where s < 20",
            van=opnieuw, uiterlijk=opnieuw,
        )  # fmt: skip
        eindes = [f"{einde} - {duur.days}" for duur in WAARSCHUWINGEN.values()]
        stil = [
            (soort, Kring.UITVOERDER_WEEGPLOEG, van, tot)
            for soort, van, tot in zip(WAARSCHUWINGEN, eindes, [*eindes[1:], None], strict=True)
        ]
        stil += [("stil_kern", Kring.WEEGPLOEG, f"{einde} - {WAARSCHUWINGEN[LAATSTE].days}", None)]
        for soort, aan, van, tot in stil:
            dagen = {"van": van, "uiterlijk": f"{einde} - 1"} | ({"tot": tot} if tot else {})
            self._taak(f"casusoverleg.{soort}", "C", aan, "gem", "b where s < 18", **dagen)
        for soort, waar in (
            ("plan_dag", "s < 15"),
            ("plan_maken", "s in (15, 16)"),
            ("plan_afmaken", "s = 17"),
        ):
            self._taak(
                f"casusoverleg.{soort}", "C", *secretaris, f"b where {waar}", van="dag - 650"
            )
        tot, na = MAATREGEL_TOT, f"{GEMELD} > {MAATREGEL_TOT}"
        waar, keten = f"{self._met_maatregel} where s <> 17", "md5('K' || n || '-' || k)::uuid"
        for soort, *wie in (
            ("voortgang", Kring.VERTEGENWOORDIGERS, "p"),
            ("maatregel_te_laat", *secretaris),
        ):
            self._taak(
                f"casusoverleg.{soort}", "C", *wie, f"{waar} and s < 20 and not ({na})",
                van=f"{tot} + 1", uiterlijk=tot, rij=keten,
            )  # fmt: skip
        self._taak(
            "casusoverleg.regie_te_laat", "C", Kring.VERTEGENWOORDIGERS, "gem",
            f"{waar} and s < 20 and not ({na}) and p <> gem",
            van=f"{tot} + 1", uiterlijk=tot, rij=keten,
        )  # fmt: skip
        self._taak(
            "casusoverleg.maatregel_loopt_door", "C", *secretaris, f"{waar} and s < 18 and {na}",
            van=GEMELD, rij=keten,
        )  # fmt: skip
        geldig = self.cast.extern.partij.geheimhouding.get().geldig_tot
        self._taak(
            "casusoverleg.toestemming", "C", Kring.VERTEGENWOORDIGERS, "p",
            f"(select b.*, unnest(array[gem, politie, om]) p from b where {WACHT}) b",
            van="dag - 110", tot=f"date '{geldig}'", rij="md5('V' || n)::uuid",
        )  # fmt: skip
        for stand, waar in (("ontvangen", "s < 3"), ("identiteit_vastgesteld", "s in (3, 4)")):
            self._taak(
                f"privacy_rights.{stand}", "V", Kring.VERZOEKEN, "gem", f"b where {waar}",
                van=VERZOCHT, uiterlijk=f"{VERZOCHT} + 28",
            )  # fmt: skip

    def _taken_controle(self, letter: str, geopend: str, waar: str) -> None:
        """The next check of what runs: so many months after it began, as none was done."""
        app, kring = {
            "W": ("weegploeg", Kring.UITVOERDER_WEEGPLOEG),
            "C": ("casusoverleg", Kring.UITVOERDER_CASUSOVERLEG),
        }[letter]
        maanden = relativedelta(months=self.cast.convenant.controle_maanden)
        dag = _na(geopend, maanden)
        self._taak(
            f"{app}.controle", letter, kring, "gem", f"b where {waar}",
            van=f"{dag} - {VOORAF.days}", uiterlijk=dag,
        )  # fmt: skip

    def _taken_weegploeg(self, zes: relativedelta) -> None:
        secretaris = Kring.UITVOERDER_WEEGPLOEG, "gem"
        kort = f"case when s < 6 then {_na(GEOPEND, zes)} when s < 20 then {_na(f'({BESLOTEN})', zes)} end"
        weegt = {
            "van": GEOPEND,
            "uiterlijk": f"least({_na(GEOPEND, VERGADERT)}, {kort})",
            "einde": kort,
        }
        kern = "(select b.*, unnest(array[gem, politie, om]) p from b) b"
        self._taak(
            "weegploeg.wegen", "W", Kring.WEEGPLOEG_VAN_PARTIJ, "p",
            f"{kern} where s < 3 or s = 3 and p = om", **weegt,
        )  # fmt: skip
        onbesloten = f"{GEOPEND} + {rules.ZONDER_BESLUIT.days}"
        antwoord = weegt | {"uiterlijk": GEOPEND, "rij": "md5('Q' || n)::uuid"}
        delen = f"s between 20 and 39 and not ({GEDEELD})"
        for soort, waar, velden in (
            ("besluiten", "s in (3, 4)", weegt),
            ("onbesloten", "s < 6", weegt | {"van": onbesloten, "uiterlijk": onbesloten}),
            ("antwoord", "s = 5", antwoord),
            ("delen", delen, {"van": GEOPEND}),
            ("afsluiten", "s in (38, 39)", {"van": GEOPEND}),
        ):
            self._taak(f"weegploeg.{soort}", "W", *secretaris, f"b where {waar}", **velden)
        uiterlijk = _na(GEOPEND, rules.INFORMEREN)
        straks = f"greatest({GEOPEND}, {uiterlijk} - {rules.WAARSCHUWEN.days})"
        self._taak(
            "weegploeg.informeren", "W", *secretaris, f"b where not ({INFORMEERT})",
            van=f"case when s < 6 then {straks} else {GEOPEND} end", uiterlijk=uiterlijk, einde=kort,
        )  # fmt: skip
        self._taak(
            "weegploeg.terugkoppelen", "W", Kring.WEEGPLOEG_VAN_PARTIJ, "bron",
            f"b where {TE_VERTELLEN}",
            van=GEOPEND, uiterlijk=_na(f"({BESLOTEN})", VERGADERT), einde=kort,
            rij="md5('I' || n)::uuid",
        )  # fmt: skip
        self._taak(
            "weegploeg.bewaren", "W", *secretaris,
            f"b where s between 6 and 19 and ({INFORMEERT}) and not ({TE_VERTELLEN})",
            van=GEOPEND, uiterlijk=_na(f"({BESLOTEN})", VERGADERT), einde=kort,
        )  # fmt: skip

    def _berichten(self) -> None:
        """What was told in half a year, of which 90 days are news: of what the weegploeg has in hand or just
        decided each member hears, of a casus that runs its secretary and who takes part.

        The police opened one of three.
        """
        rec, ext = (f"'{lid.partij.pk}'" for lid in (self.cast.reclassering, self.cast.extern))
        mee = f"case when {REC} then {rec} when {EXT} then {ext} end"
        lid, mens = Kring.WEEGPLOEG, Kring.VERTEGENWOORDIGERS
        houder, lezers = Kring.UITVOERDER_CASUSOVERLEG, f"(select b.*, {mee} as p from b) b"
        for letter, wat, aan, wie, waar in (
            ("W", "weegploeg.geopend", lid, "gem", "b where s < 20"),
            ("W", "weegploeg.gewogen", lid, "gem", "b where s between 3 and 19"),
            ("C", "casusoverleg.voortgang_gemeld", houder, "gem", "b where s < 20"),
            ("C", "casusoverleg.analyse_vastgelegd", lid, "gem", "b where s < 20"),
            ("C", "casusoverleg.analyse_vastgelegd", houder, "gem", "b where s < 20"),
            (
                "C",
                "casusoverleg.plan_vastgesteld",
                mens,
                "p",
                f"{lezers} where s < 15 and p is not null",
            ),
        ):
            self._voeg_toe(
                Bericht, waar,
                dossier=f"md5('{letter}' || n)::uuid",
                dossiersoort=f"'{LETTERS[letter]}'",
                nummer=f"'{letter}-2026-' || lpad(n::text, 6, '0')",
                pseudoniem=f"md5('log {letter}' || n)::uuid",
                wat=f"'{wat}'",
                aan=f"'{aan} ' || {wie}",
                door=f"'{self.cast.om.gebruiker.pk}'",
                gemaakt_op="dag - random() * 180 * interval '1 day'",
            )  # fmt: skip

    # The logs -------------------------------------------------------------------------------------
    def _logs(self) -> None:
        """Ten readings of each live file, and half as many events, by the police of the covenant."""
        wie = {
            "gebruiker": f"'{self.cast.politie.gebruiker.pk}'",
            "convenant_id": f"'{self.cast.convenant.pk}'",
            "tijdstip": "dag - (random() * 700) * interval '1 day'",
            "pseudoniem": "md5('log ' || letter || n)::uuid",
            "nummer": "letter || '-2026-' || lpad(n::text, 6, '0')",
            "bestand": "soort_",
        }
        soorten = "(values ('M', 'meldingen.melding', 'meldingen.doorgegeven'), ('W', 'weegploeg.weegploegdossier', 'weegploeg.gewogen'),"
        soorten += " ('C', 'casusoverleg.casus', 'casusoverleg.voortgang_gemeld'), ('V', 'privacy_rights.verzoek', 'privacy_rights.geregistreerd')) as t(letter, soort_, wat)"
        bron = f"b, {soorten}, generate_series(1, {{}}) k order by 1"
        lezen = {"partij": "'Politie Limburg'", "soort": "'lijst'", "toegestaan": "k <> 7"}
        self._voeg_toe(Inzage, bron.format(LOG_PER_DOSSIER), **wie, **lezen)
        nu = {"soort": "'pagina'", "toegestaan": "true", "tijdstip": "now()"}
        self._voeg_toe(Inzage, f"b, {soorten} where n % 3 = 0", **wie | lezen | nu)
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
    """Of a sample of each kind is stored exactly what its facts lead to.

    Raises:
        AssertionError: it is not, so what would be measured is not what the application makes.
    """
    with als(Actor.systeem("meting")):
        for dossiersoort in LETTERS.values():
            for archief in (True, False):
                rijen = Dossier.objects.filter(dossiersoort=dossiersoort)
                rijen = rijen.filter(gearchiveerd_op__isnull=not archief)
                for rij in rijen.order_by("?")[:aantal]:
                    nodig = vervolg([rij])[rij.pk]
                    assert opgeslagen(rij, nodig.rij) == nodig, rij.nummer
