"""Minutes: made of what was logged, for each reader what he reads, and gone with the file (PB 3.3, 4.3)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from gedeeld.afschrift import Publiek
from overleg.models import Opmerking, Overleg
from register.afleiden import verschillen
from register.models import Inzage
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import geweest, overleg
from tests.privacy_rights.pdf_tekst import pdf_tekst

pytestmark = pytest.mark.django_db


def _lees(speler: Speler, rij: Overleg) -> str:
    antwoord = speler.client.get(reverse("overleg:verslag", args=[rij.pk]))
    assert antwoord.status_code == 200
    return antwoord.content.decode()  # type: ignore[no-any-return]


def _pdf(speler: Speler, rij: Overleg) -> str:
    return pdf_tekst(speler.client.get(reverse("overleg:verslag_pdf", args=[rij.pk])).content)


def _zeg(speler: Speler, rij: Overleg, tekst: str, dossier: Any = None) -> Any:
    punt = rij.punten.get(dossier=dossier.pk).pk if dossier else ""
    adres = reverse("overleg:opmerking", args=[rij.pk])
    return speler.client.post(adres, {"tekst": tekst, "punt": punt}, follow=True)


def _stel_vast(speler: Speler, rij: Overleg, in_: Overleg) -> Any:
    adres = reverse("overleg:vaststellen", args=[rij.pk])
    return speler.client.post(adres, {"in_overleg": in_.pk}, follow=True)


def _volgend(cast: Cast, **velden: Any) -> Overleg:
    """A later meeting of the same day, that is going on."""
    rij = overleg(cast, cast.om, dag=vandaag(), begin=time(14), eind=time(15), **velden)
    rij.begonnen_op = cast.om.actor.nu
    rij.save()
    return rij


def test_in_het_verslag_staat_wie_er_was_en_wat_is_besproken(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = geweest(cast, "verslag", dossier)
    rij.punten.create(onderwerp="Rooster", conclusie="Elke week", besproken_op=rij.gehouden_op)
    for tekst in (_lees(cast.politie, rij), _pdf(cast.politie, rij)):
        for woord in (dossier.nummer, "Rooster", "Elke week", cast.gemeente.gebruiker.naam):
            assert woord in tekst
    gelezen = Inzage.objects.filter(gebruiker=cast.politie.gebruiker, nummer=dossier.nummer)
    assert set(gelezen.values_list("soort", flat=True)) == {"pagina", "pdf"}


def test_wie_een_dossier_niet_leest_vindt_het_niet_in_het_verslag(cast: Cast) -> None:
    from beveiliging.decisions import sluit_uit

    dossier = weegploeg.in_weging(cast)
    ander = weegploeg.in_weging(
        cast,
        naw={
            "voornamen": "Sanne",
            "tussenvoegsel": "",
            "achternaam": "Vogel",
            "geboortedatum": date(1977, 1, 2),
        },
    )
    rij = geweest(cast, "verslag", dossier, ander)
    sluit_uit(
        dossier, actor=cast.uitvoerder.actor, gebruiker=cast.politie.gebruiker, reden="familie"
    )
    for tekst in (_lees(cast.politie, rij), _pdf(cast.politie, rij)):
        assert dossier.nummer not in tekst
        assert ander.nummer in tekst
    assert dossier.nummer in _lees(cast.om, rij)


def test_een_opmerking_over_een_dossier_is_voor_wie_het_leest_en_gaat_ermee_weg(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = geweest(cast, "verslag", dossier)
    _zeg(cast.om, rij, "Ik zei iets anders", dossier)
    _zeg(cast.politie, rij, "De tijd klopt niet")
    tekst = _lees(cast.gemeente, rij)
    assert "Ik zei iets anders" in tekst
    assert "De tijd klopt niet" in tekst
    dossier.delete()
    tekst = _lees(cast.gemeente, rij)
    assert "Ik zei iets anders" not in tekst
    assert dossier.nummer not in tekst
    assert "De tijd klopt niet" in tekst
    assert Opmerking.objects.count() == 1


def test_een_later_overleg_stelt_vast_en_dan_verandert_het_niet_meer(cast: Cast) -> None:
    rij, volgend = geweest(cast, "verslag"), _volgend(cast)
    assert "Laat het verslag vaststellen" in cast.uitvoerder.client.get("/").content.decode()
    assert "Lees het conceptverslag" in cast.politie.client.get("/").content.decode()
    _stel_vast(cast.uitvoerder, rij, volgend)
    rij.refresh_from_db()
    assert (rij.vastgesteld_in, rij.vastgesteld_op) == (volgend, volgend.dag)
    assert "vastgesteld in het overleg van" in _pdf(cast.politie, rij)
    assert "verandert niet meer" in _zeg(cast.om, rij, "Te laat").content.decode()
    assert not Opmerking.objects.exists()
    for naam, velden in (
        ("besproken", {}),
        ("aanwezig", {"aanwezig": []}),
        ("algemeen", {"onderwerp": "x"}),
    ):
        sleutels = [rij.pk, rij.pk] if naam == "besproken" else [rij.pk]
        cast.uitvoerder.client.post(reverse(f"overleg:{naam}", args=sleutels), velden)
    assert rij.genodigden.filter(aanwezig=True).count() == 2
    assert not rij.punten.exists()


def test_alleen_de_uitvoerder_stelt_vast_en_alleen_in_een_later_overleg(cast: Cast) -> None:
    rij, volgend = geweest(cast, "verslag"), _volgend(cast)
    assert _stel_vast(cast.politie, rij, volgend).status_code == 404
    assert _stel_vast(cast.uitvoerder_casusoverleg, rij, volgend).status_code == 404
    ander = _volgend(cast, soort="casusoverleg")
    gepland = overleg(cast, cast.om, dag=vandaag() + timedelta(days=1))
    for fout in (rij, ander, gepland):
        _stel_vast(cast.uitvoerder, rij, fout)
        rij.refresh_from_db()
        assert rij.vastgesteld_op is None
    _stel_vast(cast.uitvoerder, rij, volgend)
    rij.refresh_from_db()
    assert rij.vastgesteld_op


@pytest.mark.clausule("CAS-uitvoerder-taken", "verslag")
def test_het_verslag_van_het_casusoverleg_heeft_de_argumenten(cast: Cast) -> None:
    zaak = casussen.met_advies(cast, cast.reclassering.partij, cast.extern.partij)
    rij = geweest(
        cast, "verslag", zaak, soort="casusoverleg", mensen=(cast.reclassering, cast.extern)
    )
    advies = zaak.adviezen.get()
    for tekst in (_lees(cast.uitvoerder_casusoverleg, rij), _lees(cast.reclassering, rij)):
        assert zaak.nummer in tekst
        assert advies.evaluatie in tekst
    # Of another day nothing stands in it; and who reads the plan alone gets no more than that.
    extern = _lees(cast.extern, rij)
    assert zaak.nummer in extern
    assert advies.evaluatie not in extern
    rij.dag -= timedelta(days=1)
    rij.save()
    assert advies.evaluatie not in _lees(cast.uitvoerder_casusoverleg, rij)


def _besluit(cast: Cast, rij: Overleg, dossier: Any) -> Any:
    """Decision 1 in a meeting, read and confirmed."""
    pad = reverse("weegploeg:besluiten", args=[dossier.pk])
    velden = {"argumenten": "Kanarie, daarom", **weegploeg.wie_sprak(cast)}
    client, adres = cast.uitvoerder.client, f"{pad}?uitkomst=geen_casusoverleg&overleg={rij.pk}"
    return client.post(adres, velden, follow=True)


def test_een_besluit_in_een_overleg_staat_in_het_verslag_en_het_scherm_gaat_verder(
    cast: Cast,
) -> None:
    dossier, ander = weegploeg.gewogen(cast), weegploeg.gewogen(cast)
    rij = geweest(cast, "bezig", dossier, ander)
    volgende = reverse("overleg:scherm_punt", args=[rij.pk, rij.punten.get(dossier=ander.pk).pk])
    antwoord = _besluit(cast, rij, dossier)
    assert antwoord.redirect_chain[-1][0] == volgende
    cast.uitvoerder.client.post(reverse("overleg:sluiten", args=[rij.pk]))
    tekst = _lees(cast.gemeente, rij)
    assert dossier.nummer in tekst
    assert "Kanarie, daarom" in tekst
    # Logged later it is in the draft as well, and not once that was approved.
    _besluit(cast, rij, ander)
    assert _lees(cast.gemeente, rij).count("Kanarie, daarom") == 2
    rij.refresh_from_db()
    rij.vastgesteld_op = rij.dag
    rij.save()
    te_laat = weegploeg.gewogen(cast)
    assert (
        "Het verslag van dat overleg is vastgesteld"
        in _besluit(cast, rij, te_laat).content.decode()
    )
    assert not te_laat.besluiten.exists()


def test_na_een_vastgesteld_verslag_wacht_niemand_nog_op_een_bevestiging(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    rij = geweest(cast, "bezig", dossier)
    _besluit(cast, rij, dossier)
    cast.uitvoerder.client.post(reverse("overleg:sluiten", args=[rij.pk]))
    rij.refresh_from_db()
    taak, pagina = "Bevestig het besluit", reverse("weegploeg:dossier", args=[dossier.pk])
    sleutels = [dossier.pk, dossier.vastleggingen.get().pk]
    besluit = reverse("weegploeg:vastlegging", args=sleutels)
    for lid in (cast.politie, cast.om):
        assert taak in lid.client.get("/").content.decode()
        assert lid.client.get(besluit).status_code == 200
        assert lid.client.get(pagina).status_code == 404  # the decision is all that it has to read
    assert _stel_vast(cast.uitvoerder, rij, _volgend(cast)).status_code == 200
    for lid in (cast.politie, cast.om):  # nothing is left that they have to finish
        assert taak not in lid.client.get("/").content.decode()
        assert lid.client.get(besluit).status_code == 404
    assert not list(verschillen(herstel=False))


@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
@pytest.mark.parametrize("maak", [weegploeg.in_weging, casussen.casus])
def test_wat_bij_een_verslag_over_iemand_is_gezegd_staat_in_zijn_overzicht(
    cast: Cast, maak: Any
) -> None:
    dossier = maak(cast)
    soort = "weegploeg" if maak is weegploeg.in_weging else "casusoverleg"
    rij = geweest(cast, "verslag", dossier, soort=soort)
    _zeg(cast.politie, rij, "Hij belde zelf.", dossier)
    _zeg(cast.politie, rij, "Graag een half uur later.")
    bestand = dossier.bestand
    gelezen = bestand.met_inhoud.get(pk=dossier.pk)
    for publiek in (Publiek.BETROKKENE, Publiek.KERNPARTIJ):
        secties = {deel.titel: deel for deel in bestand.afschrift(gelezen, publiek).secties}
        [regel] = secties["Opmerkingen bij verslagen"].regels
        assert (regel.waarde, regel.bron) == ("Hij belde zelf.", cast.politie.partij.naam)
