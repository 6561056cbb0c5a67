"""Minutes: made of what was logged, for each reader what he reads, and gone with the file (PB 3.3, 4.3)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from gedeeld.afschrift import Publiek
from overleg import agenda
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


# What is approved does not change -----------------------------------------------------------------
def _gesloten(cast: Cast, rij: Overleg) -> Overleg:
    cast.uitvoerder.client.post(reverse("overleg:sluiten", args=[rij.pk]))
    rij.refresh_from_db()
    assert rij.gehouden_op
    return rij


def _punten(verslag: Any) -> list[Any]:
    """What the minutes tell of files, section by section."""
    return [
        [(deel.titel, [(r.label, r.waarde) for r in deel.regels]) for deel in punt.secties]
        for punt in verslag.context["verslag"].punten
    ]


def _inhoud(speler: Speler, rij: Overleg) -> list[Any]:
    return _punten(speler.client.get(reverse("overleg:verslag", args=[rij.pk])))


@pytest.mark.clausule("WEE-agenda", "vast")
def test_een_verbetering_na_het_vaststellen_staat_apart(cast: Cast) -> None:
    """The approved minutes say what they said; what was put right, objected or confirmed later stands elsewhere."""
    dossier = weegploeg.gewogen(cast)
    rij = geweest(cast, "bezig", dossier)
    _besluit(cast, rij, dossier)
    _gesloten(cast, rij)
    [oud] = dossier.vastleggingen.all()
    bezwaar = reverse("weegploeg:bezwaar", args=[dossier.pk, oud.pk])
    cast.politie.client.post(bezwaar, {"reden": "Kanarie van de politie"})
    volgend = _volgend(cast)
    _stel_vast(cast.uitvoerder, rij, volgend)
    vast = _inhoud(cast.uitvoerder, rij)
    assert "Kanarie van de politie" in str(vast)
    assert "Kanarie, daarom" in str(vast)
    # Now all that can happen afterwards: another party objects, the first withdraws, the entry is put right.
    cast.om.client.post(bezwaar, {"reden": "Kanarie van het OM"})
    cast.politie.client.post(reverse("weegploeg:bezwaar_intrekken", args=[dossier.pk, oud.pk]))
    cast.gemeente.client.post(reverse("weegploeg:bevestigen", args=[dossier.pk, oud.pk]))
    velden = {"correctie": "Verkeerde tekst", "argumenten": "Kanarie na de correctie"}
    velden |= weegploeg.wie_sprak(cast)
    pad = reverse("weegploeg:corrigeren", args=[dossier.pk, oud.pk])
    assert cast.uitvoerder.client.post(pad, velden).status_code == 302
    [nu] = _inhoud(cast.uitvoerder, rij)
    assert nu[:-1] == vast[0]
    titel, regels = nu[-1]
    assert titel == "Later verbeterd"
    assert [label.split(" van ")[0] for label, _ in regels] == [
        "Het besluit",
        "Het bezwaar",
        "Bezwaar",
    ]
    for tekst in (_lees(cast.uitvoerder, rij), _pdf(cast.uitvoerder, rij)):
        assert "Later verbeterd" in tekst
        assert "Kanarie na de correctie" not in tekst
        assert "Kanarie van het OM" not in tekst
    # A draft tells how it is now.
    Overleg.objects.filter(pk=rij.pk).update(vastgesteld_op=None, vast_sinds=None)
    assert "Kanarie van het OM" in str(_inhoud(cast.uitvoerder, rij))


@pytest.mark.clausule("CAS-uitvoerder-taken", "verslag")
def test_wat_het_casusoverleg_besloot_hoort_bij_het_overleg_waarin_dat_was(cast: Cast) -> None:
    """Also when it is logged a day later; and what follows on it does not change the approved minutes."""
    zaak = casussen.met_plan(cast, cast.reclassering.partij)
    secretaris = cast.uitvoerder_casusoverleg
    rij = geweest(cast, "bezig", zaak, soort="casusoverleg", mensen=(cast.reclassering,))
    gisteren = vandaag() - timedelta(days=1)
    Overleg.objects.filter(pk=rij.pk).update(dag=gisteren)
    zelfde_dag = overleg(
        cast, cast.reclassering, soort="casusoverleg", dag=gisteren, begin=time(13), eind=time(14)
    )
    Overleg.objects.filter(pk=zelfde_dag.pk).update(
        begonnen_op=secretaris.actor.nu, gehouden_op=secretaris.actor.nu
    )
    type(zaak).objects.filter(pk=zaak.pk).update(geopend_op=gisteren)
    pad = reverse("casusoverleg:informeeradvies", args=[zaak.pk]) + f"?overleg={rij.pk}"
    velden = {"nu": "nee", "advies": "KANARIE-advies", "volgende": vandaag() + timedelta(days=30)}
    assert secretaris.client.post(pad, velden).status_code == 302
    advies = zaak.informeeradviezen.get()
    assert (advies.overleg, advies.op) == (rij, gisteren)
    secretaris.client.post(reverse("overleg:sluiten", args=[rij.pk]))
    assert "KANARIE-advies" in _lees(secretaris, rij)
    zelfde_dag.punten.create(onderwerp="Rooster", besproken_op=secretaris.actor.nu)
    assert "KANARIE-advies" not in _lees(secretaris, zelfde_dag)
    volgend = _volgend(cast, soort="casusoverleg")
    rij.refresh_from_db()
    _stel_vast(secretaris, rij, volgend)
    vast = _inhoud(secretaris, rij)
    velden |= {"op": gisteren, "advies": "KANARIE-later"}
    pad = reverse("casusoverleg:informeeradvies", args=[zaak.pk])
    assert secretaris.client.post(pad, velden).status_code == 302
    assert zaak.informeeradviezen.count() == 2
    assert _inhoud(secretaris, rij) == vast
    # In a meeting whose minutes were approved nothing is logged any more.
    velden |= {"advies": "KANARIE-te-laat"}
    fout = secretaris.client.post(f"{pad}?overleg={rij.pk}", velden)
    assert "is vastgesteld" in fout.content.decode()
    assert zaak.informeeradviezen.count() == 2


@pytest.mark.clausule("WEE-agenda", "verslag")
def test_het_verslag_staat_vanzelf_op_de_volgende_agenda_en_wordt_daar_vastgesteld(
    cast: Cast,
) -> None:
    client, wie = cast.uitvoerder.client, (cast.gemeente, cast.politie)
    rij = _gesloten(cast, geweest(cast, "bezig"))
    eerst = overleg(cast, *wie, dag=vandaag(), begin=time(14), eind=time(15))
    daarna = overleg(cast, *wie, dag=vandaag() + timedelta(days=30))
    agenda.werk_bij("weegploeg", cast.gemeente.partij.pk)

    def staat_op(welk: Overleg) -> bool:
        blad = client.get(reverse("overleg:overleg", args=[welk.pk])).content.decode()
        return titel in blad

    titel = f"Verslag van {date_format(vandaag(), 'j F Y')}"
    assert (staat_op(eerst), staat_op(daarna)) == (True, False)
    assert staat_op(eerst)  # once, however often it is looked at again
    agenda.werk_bij("weegploeg", cast.gemeente.partij.pk)
    [punt] = eerst.punten.all()
    eerst.genodigden.update(aanwezig=True)
    client.post(reverse("overleg:begin", args=[eerst.pk]))
    scherm = reverse("overleg:scherm_punt", args=[eerst.pk, punt.pk])
    assert reverse("overleg:verslag", args=[rij.pk]) in client.get(scherm).content.decode()
    besproken = reverse("overleg:besproken", args=[eerst.pk, punt.pk])
    client.post(besproken)  # who says nothing approves nothing
    rij.refresh_from_db()
    assert rij.vastgesteld_op is None
    client.post(besproken, {"vastgesteld": "nee", "conclusie": "De tijd klopt niet."})
    rij.refresh_from_db()
    assert rij.vastgesteld_op is None
    agenda.werk_bij("weegploeg", cast.gemeente.partij.pk)
    assert staat_op(daarna)  # it comes back, and its own minutes come with it
    client.post(reverse("overleg:sluiten", args=[eerst.pk]))
    assert "De tijd klopt niet." in _lees(cast.politie, eerst)
    assert {p.verslag_id for p in daarna.punten.all()} == {rij.pk, eerst.pk}
    Overleg.objects.filter(pk=daarna.pk).update(dag=vandaag())
    daarna.genodigden.update(aanwezig=True)
    client.post(reverse("overleg:begin", args=[daarna.pk]))
    terug = daarna.punten.get(verslag=rij)
    pad = reverse("overleg:besproken", args=[daarna.pk, terug.pk])
    assert cast.politie.client.post(pad, {"vastgesteld": "ja"}).status_code == 404
    client.post(pad, {"vastgesteld": "ja"})
    rij.refresh_from_db()
    assert (rij.vastgesteld_in, rij.vastgesteld_op) == (daarna, vandaag())


@pytest.mark.clausule("CAS-uitvoerder-taken", "technisch-voorzitter")
@pytest.mark.parametrize("soort", ["weegploeg", "casusoverleg"])
def test_in_het_verslag_staat_wie_voorzat_en_wie_het_bijhield(cast: Cast, soort: str) -> None:
    """Of the casusoverleg the uitvoerder is in the chair himself; nobody else can be chosen."""
    secretaris = cast.uitvoerder if soort == "weegploeg" else cast.uitvoerder_casusoverleg
    rij = overleg(cast, cast.gemeente, cast.politie, dag=vandaag(), soort=soort)
    adres = reverse("overleg:uitnodigen", args=[rij.pk])
    kiezen = "voorzitter" in secretaris.client.get(adres).context["form"].fields
    assert kiezen == (soort == "weegploeg")
    rij.genodigden.update(aanwezig=True)
    secretaris.client.post(reverse("overleg:begin", args=[rij.pk]))
    secretaris.client.post(reverse("overleg:sluiten", args=[rij.pk]))
    voor = {
        "weegploeg": f"Voorzitter: {cast.gemeente.gebruiker.naam}",
        "casusoverleg": f"Technisch voorzitter: {secretaris.gebruiker.naam}",
    }
    zinnen = [voor[soort], f"Secretaris: {secretaris.gebruiker.naam}"]
    blad, papier = _lees(cast.politie, rij), _pdf(cast.politie, rij)
    for zin in zinnen:
        assert zin in blad
        rol, naam = zin.split(": ")
        assert rol in papier
        assert naam in papier
