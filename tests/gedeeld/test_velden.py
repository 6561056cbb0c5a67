"""Encrypted columns and the blind index: what the library gets wrong, and we may not."""

import copy
from collections.abc import Callable
from datetime import date
from pickle import dumps, loads
from typing import Any
from uuid import uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import ProgrammingError, connection, models, transaction
from django.db.models import F, Value
from django.forms import model_to_dict
from django.test.utils import isolate_apps

from beveiliging.models import Incident
from casusoverleg.dossier.models import Casus, Derde
from config import sleutels
from convenant.models import Verklaringsdocument
from gedeeld.fields import VersleuteldeRegel, Verzegeld, zonder_inhoud
from gedeeld.weigering import OntsleutelFout
from register.models import Dossier
from register.muur import als
from tests.cast import Cast
from tests.hulp import incidenten, weegploeg

VOGELS = {"voornamen": "Wouter", "achternaam": "Kanarie", "straat": "Vogelpad 1"}


def maak(cast: Cast, nummer: int = 1) -> Casus:
    return Casus.objects.create(
        nummer=f"C-2026-000{nummer}",
        laatste_verwerking_op="2026-01-01",
        geopend_op="2026-01-01",
        gemeente=cast.gemeente.partij,
        zaak="6f1b1f0e-3f8d-4c55-9a3c-0f4d6f0c0001",
        weegploeg_nummer="W-2026-0001",
        geboortedatum=date(2001, 4, 5),
        **VOGELS,
    )


@pytest.fixture
def casus(cast: Cast) -> Casus:
    return maak(cast)


def _sql(opdracht: str, *waarden: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        return cursor.fetchall() if cursor.description else []


def _rauw(kolom: str) -> str:
    ((tekst,),) = _sql(f"SELECT {kolom} FROM casusoverleg_casus")
    return str(tekst)


def _dicht(rij: models.Model, kolom: str) -> bool:
    """Whether nobody opened this value of a row."""
    return isinstance(rij.__dict__[kolom], Verzegeld)


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_in_de_tabel_staat_geen_naam(casus: Casus) -> None:
    assert "Kanarie" not in _rauw("achternaam")
    rij = Casus.objects.get()
    assert (rij.achternaam, rij.geboortedatum) == ("Kanarie", date(2001, 4, 5))


def test_de_lengte_van_een_naam_is_niet_te_zien(casus: Casus) -> None:
    assert len(_rauw("voornamen")) == len(_rauw("straat")) == len(_rauw("tussenvoegsel"))


# A value belongs to its column, its row and its key ---------------------------------------------
def test_een_waarde_uit_een_andere_kolom_gaat_niet_open(casus: Casus) -> None:
    _sql("UPDATE casusoverleg_casus SET straat = achternaam")
    rij = Casus.objects.get()
    assert rij.achternaam == "Kanarie"
    with pytest.raises(OntsleutelFout, match=r"^casusoverleg\.Casus\.straat$"):
        _ = rij.straat


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_een_waarde_uit_een_andere_rij_gaat_niet_open(cast: Cast, casus: Casus) -> None:
    ander = maak(cast, 2)
    van = "(SELECT achternaam FROM casusoverleg_casus WHERE dossier_id = %s)"
    _sql(
        f"UPDATE casusoverleg_casus SET achternaam = {van} WHERE dossier_id = %s",
        casus.pk,
        ander.pk,
    )
    assert Casus.objects.get(pk=casus.pk).achternaam == "Kanarie"
    rij = Casus.objects.get(pk=ander.pk)
    assert rij.straat == "Vogelpad 1"
    with pytest.raises(OntsleutelFout, match=r"^casusoverleg\.Casus\.achternaam$"):
        _ = rij.achternaam
    with pytest.raises(OntsleutelFout), transaction.atomic():  # it is not written back either
        rij.save()


def test_een_ongeopende_waarde_van_een_andere_rij_wordt_niet_opgeslagen(
    cast: Cast, casus: Casus
) -> None:
    ander = maak(cast, 2)
    ander.analyse = Casus.objects.values_list("analyse", flat=True).get(pk=casus.pk)
    with pytest.raises(OntsleutelFout), transaction.atomic():
        ander.save(update_fields=["analyse"])
    kopie = Casus.objects.get(pk=casus.pk)
    kopie.pk = uuid4()  # a copy is a new row: its values are to be given to it
    kopie.nummer, kopie.pseudoniem = "C-2026-0003", uuid4()
    with pytest.raises(OntsleutelFout), transaction.atomic():
        kopie.save(force_insert=True)


def _sleutels(instellingen: Any, *velden: str) -> None:
    """Other keys for what is told of incidents: newest first."""
    kluis = instellingen.SLEUTELS["beveiliging"]
    instellingen.SLEUTELS = instellingen.SLEUTELS | {
        "beveiliging": {**kluis, "velden": list(velden)}
    }


def test_een_nieuwe_sleutel_versleutelt_en_de_oude_opent_nog(cast: Cast, settings: Any) -> None:
    """Of what hangs on no file: that is under a key of the app itself."""
    (oud,) = settings.SLEUTELS["beveiliging"]["velden"]
    (nieuw,) = sleutels.maak()["beveiliging"]["velden"]
    incidenten.gemeld(cast, cast.uitvoerder)
    ((eerst,),) = _sql("SELECT wat FROM beveiliging_incident")
    _sleutels(settings, nieuw, oud)
    rij = Incident.objects.get()
    waarde = rij.wat
    assert waarde
    rij.save(update_fields=["wat"])
    assert _sql("SELECT split_part(wat, '.', 2) FROM beveiliging_incident") != [
        (eerst.split(".")[1],)
    ]
    _sleutels(settings, nieuw)
    assert Incident.objects.get().wat == waarde
    _sleutels(settings, oud)
    with pytest.raises(OntsleutelFout, match=r"^beveiliging\.Incident\.wat$"):
        _ = Incident.objects.get().wat


@pytest.mark.clausule("WEE-bestand", "sleutels")
def test_dossier_en_casus_hebben_elk_een_eigen_sleutel(cast: Cast, settings: Any) -> None:
    dossier = weegploeg.geagendeerd(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    goed, ander = settings.SLEUTELS, sleutels.maak()
    for app, dicht, open_ in (("weegploeg", dossier, zaak), ("casusoverleg", zaak, dossier)):
        settings.SLEUTELS = goed | {app: ander[app]}
        with als(cast.om.actor):  # with a ring of its own
            assert type(open_).objects.get(pk=open_.pk).achternaam
            with pytest.raises(OntsleutelFout):
                _ = type(dicht).objects.get(pk=dicht.pk).achternaam


@pytest.mark.parametrize(
    "anders",
    [
        lambda tekst: tekst.replace("v2.", "v1.", 1),
        lambda tekst: f"v2.{uuid4().hex}.{tekst.split('.')[2]}",
        lambda tekst: f"v1.00000000.{tekst.split('.')[2]}",
        lambda tekst: tekst[:-8],
        lambda _tekst: "Kanarie",
        lambda _tekst: "v1..",
    ],
)
def test_wat_niet_opent_noemt_alleen_de_kolom(casus: Casus, anders: Callable[[str], str]) -> None:
    _sql("UPDATE casusoverleg_casus SET achternaam = %s", anders(_rauw("achternaam")))
    with pytest.raises(OntsleutelFout) as fout:
        _ = Casus.objects.get().achternaam
    assert str(fout.value) == "casusoverleg.Casus.achternaam"


# Only a row seals and opens ---------------------------------------------------------------------
def test_geplakte_versleutelde_tekst_wordt_niet_ontsleuteld(casus: Casus) -> None:
    geheim = _rauw("achternaam")
    casus.straat = geheim
    casus.full_clean(exclude=["zoeksleutels"])
    assert casus.straat == geheim
    casus.save()
    assert Casus.objects.get().straat == geheim


def test_filteren_op_een_versleutelde_kolom_wordt_geweigerd(casus: Casus) -> None:
    with pytest.raises(FieldError):
        Casus.objects.filter(achternaam="Kanarie").exists()
    assert not Casus.objects.filter(geboortedatum__isnull=True).exists()


@pytest.mark.parametrize(
    "daad",
    [
        lambda rij: Casus.objects.update(achternaam="Zilvermeeuw"),
        lambda rij: Casus.objects.update(achternaam=F("straat")),
        lambda rij: Casus.objects.update(achternaam=Value("Zilvermeeuw")),
        lambda rij: Casus.objects.bulk_update([rij], ["achternaam"]),
        lambda rij: Casus.objects.update(
            achternaam=Casus.objects.values_list("straat", flat=True).get()
        ),
    ],
)
def test_schrijven_buiten_de_rij_om_wordt_geweigerd(
    casus: Casus, daad: Callable[[Casus], object]
) -> None:
    casus.achternaam = "Zilvermeeuw"
    with pytest.raises(FieldError, match="sla de rij zelf op") as fout, transaction.atomic():
        daad(casus)
    assert "Zilvermeeuw" not in str(fout.value)
    assert Casus.objects.get().achternaam == "Kanarie"


def test_veel_rijen_tegelijk_en_leegmaken_kan_wel(cast: Cast, casus: Casus) -> None:
    rijen = [
        Derde(casus=casus, soort="netwerk", naam=f"Merel {n}", noodzaak="Nodig") for n in range(3)
    ]
    Derde.objects.bulk_create(rijen)
    assert [rij.naam for rij in Derde.objects.all()] == ["Merel 0", "Merel 1", "Merel 2"]
    Casus.objects.update(geboortedatum=None)
    assert Casus.objects.get().geboortedatum is None


def test_zonder_rij_is_niets_te_lezen(casus: Casus) -> None:
    (waarde,) = Casus.objects.values_list("achternaam", flat=True)
    rauw = _rauw("achternaam")
    for tekst in (str(waarde), repr(waarde), f"{waarde}", f"{[waarde]}"):
        assert rauw not in tekst
        assert "Kanarie" not in tekst
    assert waarde not in ("Kanarie", rauw)
    assert waarde != Casus.objects.values_list("achternaam", flat=True).get()


# What Django does with a row --------------------------------------------------------------------
def test_een_waarde_die_niemand_opende_blijft_zoals_ze_was(casus: Casus) -> None:
    eerst = {kolom: _rauw(kolom) for kolom in ("duiding", "straat", "geboortedatum")}
    rij = Casus.objects.get()
    rij.save()
    assert _dicht(rij, "straat")  # its name was opened, for the search keys
    assert _rauw("straat") == eerst["straat"]
    assert _rauw("duiding") == eerst["duiding"]
    rij.refresh_from_db()
    assert (rij.straat, rij.geboortedatum) == ("Vogelpad 1", date(2001, 4, 5))


def test_een_uitgestelde_kolom_komt_later(
    casus: Casus, django_assert_num_queries: Callable[[int], Any]
) -> None:
    rij = zonder_inhoud(Casus.objects.all()).get()
    assert {"achternaam", "straat", "geboortedatum"} <= rij.get_deferred_fields()
    with django_assert_num_queries(1):
        assert rij.achternaam == "Kanarie"
    assert "straat" in rij.get_deferred_fields()
    assert Casus.objects.only("straat").get().straat == "Vogelpad 1"


@pytest.mark.parametrize("overzetten", [copy.copy, copy.deepcopy, lambda r: loads(dumps(r))])
def test_een_kopie_van_het_object_opent_ook(
    casus: Casus, overzetten: Callable[[Casus], Casus]
) -> None:
    rij = Casus.objects.get()
    assert rij.straat == "Vogelpad 1"
    kopie = overzetten(rij)
    assert _dicht(kopie, "achternaam")
    assert (kopie.straat, kopie.achternaam) == ("Vogelpad 1", "Kanarie")


def test_een_formulier_begint_met_de_waarde(casus: Casus) -> None:
    rij = Casus.objects.get()
    assert model_to_dict(rij, [*VOGELS, "geboortedatum"]) == {
        **VOGELS,
        "geboortedatum": date(2001, 4, 5),
    }
    rij.full_clean(exclude=["zoeksleutels"])


def test_wat_een_serializer_opslaat_leest_hij_terug(casus: Casus) -> None:
    rijen = serializers.serialize("python", [*Dossier.objects.all(), *Casus.objects.all()])
    assert rijen[1]["fields"]["achternaam"] == "Kanarie"
    for _ in range(2):  # over a row that is there, and as a new one
        in_het_register, geladen = serializers.deserialize("python", rijen)
        in_het_register.save()
        geladen.save()
        assert "Kanarie" not in _rauw("achternaam")
        assert geladen.object.achternaam == Casus.objects.get().achternaam == "Kanarie"
        Casus.objects.all().delete()


def test_een_versleutelde_kolom_vraagt_een_sleutel_die_vooraf_bekend_is() -> None:
    with isolate_apps("casusoverleg"):

        class Genummerd(models.Model):  # noqa: DJ008  it has no rows
            naam = VersleuteldeRegel()

            class Meta:
                app_label = "casusoverleg"

        assert "gedeeld.E001" in {fout.id for fout in Genummerd.check()}
    assert not Casus.check()
    assert not Verklaringsdocument.check()


def test_een_fout_van_de_database_laat_de_toepassing_niet_meer_mogen(casus: Casus) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "casusoverleg_systeem"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE register_gebeurtenis SET namens = ''")
