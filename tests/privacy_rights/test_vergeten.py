"""What a request copied from a file goes with that file, and does not reach the archive (MC 13)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld.weigering import NietMogelijk
from meldingen.models import Melding
from privacy_rights import decisions
from privacy_rights.keuzes import Concept, Keuzes, Weg
from privacy_rights.models import Uitvoering, Verzoek
from register.afleiden import leid_af
from register.models import Dossier
from register.muur import als
from retention.models import Archiefstuk, Vernietiging
from tests.cast import Cast
from tests.hulp import vandaag, verlopen, verzoeken
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst

WEG = "De kopie van deze gegevens is vernietigd."
ARCHIEF = ("uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg")


def zes_maanden_later() -> None:
    """The melding is destroyed, when nobody can object any more; the casus stays."""
    wacht = Dossier.objects.exclude(opgeschort_tot=None)
    wacht.update(opgeschort_tot=vandaag() - timedelta(days=1))
    Melding.objects.update(ontvangen_op=verlopen(relativedelta(months=6)))
    for melding in Melding.objects.all():
        leid_af(melding)
    call_command("bewaartermijnen")
    assert not Melding.objects.exists()
    assert Casus.objects.exists()


def een_jaar_later(verzoek: Verzoek) -> Archiefstuk:
    """The request goes to the archive; the files that it is about stay."""
    Verzoek.objects.update(laatste_verwerking_op=verlopen(relativedelta(years=1)))
    leid_af(verzoek)
    call_command("bewaartermijnen")
    assert not Verzoek.objects.exists()
    stuk: Archiefstuk = Archiefstuk.objects.get(pk=verzoek.pk)
    return stuk


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
@pytest.mark.clausule("RET-volledig", "documenten")
def test_wat_uit_een_vernietigde_melding_kwam_staat_niet_meer_in_het_antwoord(cast: Cast) -> None:
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(cast)
    client = cast.uitvoerder.client

    def teksten() -> list[str]:
        return [
            client.get(pad("verzoek", verzoek)).content.decode(),
            " ".join(pdf_tekst(client.get(pad("pdf", verzoek)).content).split()),
        ]

    nummer = Melding.objects.get().nummer
    for tekst in teksten():
        assert "KANARIE-melding" in tekst
        assert WEG not in tekst

    zes_maanden_later()

    verzoek.refresh_from_db()
    assert "KANARIE-melding" not in verzoek.antwoord
    for tekst in teksten():
        assert "KANARIE-melding" not in tekst
        assert "KANARIE-signaal" in tekst  # what came from the casus stays as long as the casus
        assert nummer in tekst
        assert WEG in tekst
    assert "Een dossier uit deze brief is vernietigd." in teksten()[0]
    assert verzoek.laatste_verwerking_op == vandaag()  # the job is no processing


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_ook_de_reden_van_weglaten_gaat_mee_met_de_melding(cast: Cast) -> None:
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    verzoek, actor = verzoeken.gezocht(cast), cast.uitvoerder.actor
    stukken = verzoeken.stukken(cast, verzoek)
    assert len(stukken) == 2
    redenen = {
        str(nr): verzoeken.reden("41-1-d", volledig=f"KANARIE-reden-{stuk.nummer}")
        for nr, stuk in enumerate(stukken, 1)
    }
    weg = {rij.sleutel: Weg(str(nr)) for nr, stuk in enumerate(stukken, 1) for rij in stuk.rijen}
    decisions.controleer(verzoek, actor=actor, keuzes=Keuzes(redenen, weg))
    decisions.beantwoord(verzoek, actor=actor)
    melding, casus = Melding.objects.get().nummer, Casus.objects.get().nummer
    zes_maanden_later()
    pagina = cast.uitvoerder.client.get(pad("verzoek", verzoek)).content.decode()
    assert f"KANARIE-reden-{melding}" not in pagina
    assert f"KANARIE-reden-{casus}" in pagina


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
@pytest.mark.parametrize("staat", [verzoeken.gezocht, verzoeken.nagekeken])
def test_de_keuzes_van_een_open_verzoek_gaan_mee_met_de_melding(
    cast: Cast, staat: Callable[[Cast], Verzoek]
) -> None:
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    verzoek, client = staat(cast), cast.uitvoerder.client
    stuur(client, pad("controleren", verzoek), vernietigd="KANARIE-getypt")
    verzoek.refresh_from_db()
    assert "KANARIE-getypt" in verzoek.concept

    zes_maanden_later()

    verzoek.refresh_from_db()
    assert (verzoek.concept, Concept.van(verzoek)) == ("", None)
    antwoord = client.get(pad("controleren", verzoek))
    assert antwoord.url == pad("zoeken", verzoek)  # search again, and answer what there is now
    stuur(client, pad("zoeken", verzoek))
    stuur(client, pad("controleren", verzoek))
    stuur(client, pad("beantwoorden", verzoek))
    verzoek.refresh_from_db()
    assert verzoek.nummers == [Casus.objects.get().nummer]


def afgehandeld(cast: Cast, **gedaan: str) -> Verzoek:
    """A request to correct, with what was changed in each kind of file."""
    verzoek = verzoeken.met_identiteit(cast, soort="correctie")
    form = cast.uitvoerder.client.get(pad("afhandelen", verzoek)).context["form"]
    velden = {
        naam: tekst
        for soort, tekst in gedaan.items()
        for naam, veld in form.fields.items()
        if f" {soort} " in veld.label
    }
    assert len(velden) == len(gedaan)
    velden |= {naam.replace("bij_", "waarom_"): "onjuist" for naam in velden}
    stuur(cast.uitvoerder.client, pad("afhandelen", verzoek), uitkomst="ja", **velden)
    verzoek.refresh_from_db()
    return verzoek


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_wat_voor_een_verzoek_in_een_dossier_veranderde_gaat_met_dat_dossier(cast: Cast) -> None:
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    verzoek = afgehandeld(cast, melding="KANARIE-m verbeterd", casus="KANARIE-c verbeterd")
    client = cast.uitvoerder.client

    def pagina() -> str:
        return client.get(pad("verzoek", verzoek)).content.decode()

    assert "KANARIE-m verbeterd" in pagina()
    zes_maanden_later()
    assert "KANARIE-m" not in pagina()
    assert "KANARIE-c verbeterd" in pagina()
    assert [rij.wat for rij in Uitvoering.objects.all()] == ["KANARIE-c verbeterd"]
    assert "Gedaan wat werd gevraagd" in pagina()  # the request keeps its day and outcome
    stuk = een_jaar_later(verzoek)
    assert not Uitvoering.objects.exists()
    assert "KANARIE-c" not in stuk.inhoud


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_wat_in_een_dossier_veranderde_leest_wie_dat_dossier_leest(cast: Cast) -> None:
    """Who handles the request and reads no file of the weegploeg gets neither the field nor the text."""
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    open_ = verzoeken.met_identiteit(cast, soort="correctie")
    velden = {
        naam: [v.label for v in lid.client.get(pad("afhandelen", open_)).context["form"]]
        for naam, lid in cast.allen.items()
        if naam in ("uitvoerder", "uitvoerder_casusoverleg", "behandelaar")
    }
    assert [len([label for label in labels if "besloten voor" in label])
            for labels in velden.values()] == [2, 1, 0]  # fmt: skip
    verzoek = afgehandeld(cast, melding="KANARIE-m verbeterd", casus="KANARIE-c verbeterd")
    gelezen = {
        naam: {t for t in ("KANARIE-m", "KANARIE-c") if t in tekst}
        for naam in velden
        for tekst in [cast.allen[naam].client.get(pad("verzoek", verzoek)).content.decode()]
    }
    assert gelezen == {
        "uitvoerder": {"KANARIE-m", "KANARIE-c"},
        "uitvoerder_casusoverleg": {"KANARIE-c"},
        "behandelaar": set(),
    }
    with als(cast.uitvoerder_casusoverleg.actor):  # PostgreSQL says the same
        assert [rij.wat for rij in Uitvoering.objects.all()] == ["KANARIE-c verbeterd"]
    vreemd = {"op": vandaag(), "uitkomst": "ja", "gedaan": {Melding.objects.get().pk: "x"}}
    with pytest.raises(NietMogelijk):
        decisions.handel_af(open_, actor=cast.uitvoerder_casusoverleg.actor, **vreemd)


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_een_later_overzicht_noemt_het_bij_dat_dossier_en_vergeet_het_ermee(cast: Cast) -> None:
    verzoeken.een_melding(cast)
    verzoeken.een_casus(cast)
    afgehandeld(cast, melding="KANARIE-m verbeterd")
    verzoek = verzoeken.beantwoord(cast)
    assert "KANARIE-m verbeterd" in verzoek.antwoord
    zes_maanden_later()
    verzoek.refresh_from_db()
    assert "KANARIE-m" not in verzoek.antwoord
    assert "KANARIE-signaal" in verzoek.antwoord


@pytest.mark.parametrize("staat", [verzoeken.nagekeken, verzoeken.beantwoord])
def test_in_het_archief_staan_van_het_antwoord_alleen_nummers(
    cast: Cast, staat: Callable[[Cast], Verzoek]
) -> None:
    melding, casus = verzoeken.een_melding(cast), verzoeken.een_casus(cast)
    verzoek = staat(cast)
    stuk = een_jaar_later(verzoek)
    for tekst in ("KANARIE", "Politie Limburg", "INTERN", "BRIEF"):
        assert tekst not in stuk.inhoud
    assert not Verzoek.objects.exists()
    antwoord = cast.uitvoerder.client.post(
        reverse("retention:archiefstuk", args=[stuk.pk]), {"reden": "klacht_of_verzoek"}
    ).content.decode()
    assert "Wouter van Kanarie" in antwoord
    if staat is verzoeken.beantwoord:
        assert WEG in antwoord
        assert melding.nummer in antwoord
        assert casus.nummer in antwoord
        rijen = {r["model"]: r["fields"] for r in json.loads(stuk.inhoud)["rijen"]}
        assert rijen["privacy_rights.verzoek"]["nummers"] in ([], "[]")
        assert json.loads(rijen["privacy_rights.brief"]["antwoord"])["intern"] == {
            "redenen": {},
            "weg": [],
            "mee": [],
        }


def test_een_verzoek_in_het_archief_is_alleen_voor_uitvoerders(cast: Cast) -> None:
    cast.__dict__["uitvoerder_elders"] = verzoeken.uitvoerder_van(cast.maastricht)
    stuk = een_jaar_later(verzoeken.beantwoord(cast))
    adres = reverse("retention:archiefstuk", args=[stuk.pk])
    gelezen, gevonden, lijst = set(), set(), set()
    for naam, lid in cast.allen.items():
        client = lid.client
        codes = {
            client.get(adres).status_code,
            client.post(adres, {"reden": "klacht_of_verzoek"}).status_code,
        }
        assert codes in ({200}, {404}), naam
        gelezen |= {naam} if codes == {200} else set()
        if stuk.nummer in client.get(reverse("retention:archief")).content.decode():
            lijst.add(naam)
        if Archiefstuk.objects.visible_to(lid.actor).exists():
            gevonden.add(naam)
    assert gelezen == lijst == gevonden == set(ARCHIEF)
    # Who does not see the terms of the weegploeg still finds the way, and only to what is there.
    pagina = cast.uitvoerder_casusoverleg.client.get(reverse("retention:archief")).content.decode()
    assert f'href="{reverse("retention:archief")}"' in pagina
    assert f'href="{reverse("retention:overzicht")}"' not in pagina


@pytest.mark.clausule("RET-vijf-jaar")
def test_ook_het_verzoek_zelf_wordt_vernietigd(cast: Cast) -> None:
    verzoek = verzoeken.beantwoord(cast)
    Verzoek.objects.update(laatste_verwerking_op=verlopen(relativedelta(years=5)))
    leid_af(verzoek)
    call_command("bewaartermijnen")
    assert Vernietiging.objects.get().dossier_id == verzoek.pk
    assert not Verzoek.objects.exists()
