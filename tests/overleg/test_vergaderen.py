"""The meeting itself: who is there, one item at a time, and no file while a guest is there (PB 4.3, MvT 2.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from gedeeld.gevolgen import NAAM
from overleg.agenda import werk_bij
from overleg.models import Overleg
from register.models import Inzage
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import geweest, overleg, satelliet

pytestmark = pytest.mark.django_db


def _post(speler: Speler, pagina: str, /, *sleutels: Any, **velden: Any) -> Any:
    return speler.client.post(reverse(f"overleg:{pagina}", args=sleutels), velden, follow=True)


def _scherm(speler: Speler, rij: Overleg, dossier: Any) -> Any:
    punt = rij.punten.get(dossier=dossier.pk)
    return speler.client.get(reverse("overleg:scherm_punt", args=[rij.pk, punt.pk]))


def begonnen(cast: Cast, *gasten: Speler, soort: str = "weegploeg", **velden: Any) -> Overleg:
    """A meeting of today with what is due on its agenda, at which these people are."""
    rij = overleg(cast, *gasten, soort=soort, **{"dag": vandaag()} | velden)
    werk_bij(soort, cast.gemeente.partij.pk)
    wie = list(rij.genodigden.values_list("pk", flat=True))
    _post(cast.uitvoerder, "aanwezig", rij.pk, aanwezig=wie)
    _post(cast.uitvoerder, "begin", rij.pk)
    rij.refresh_from_db()
    return rij


@pytest.mark.clausule("CAS-uitvoerder-taken", "aanwezigheid")
def test_met_naam_staat_vast_wie_er_was(cast: Cast) -> None:
    rij = overleg(cast, cast.politie, cast.reclassering, soort="casusoverleg", dag=vandaag())
    politie = rij.genodigden.get(gebruiker=cast.politie.gebruiker)
    _post(cast.uitvoerder_casusoverleg, "aanwezig", rij.pk, aanwezig=[politie.pk])
    gekomen = {g.gebruiker: g.aanwezig for g in rij.genodigden.all()}
    assert gekomen == {cast.politie.gebruiker: True, cast.reclassering.gebruiker: False}
    # Nobody else records it: the answer is as if it were not there.
    assert _post(cast.politie, "aanwezig", rij.pk, aanwezig=[]).status_code == 404
    assert rij.genodigden.filter(aanwezig=True).count() == 1


def test_een_overleg_begint_op_zijn_dag_met_wie_er_is(cast: Cast) -> None:
    later = overleg(cast, cast.om)
    antwoord = _post(cast.uitvoerder, "aanwezig", later.pk, aanwezig=[later.genodigden.get().pk])
    assert "pas op die dag" in antwoord.content.decode()
    nu = overleg(cast, cast.om, dag=vandaag())
    assert "Leg eerst vast wie er is" in _post(cast.uitvoerder, "begin", nu.pk).content.decode()
    _post(cast.uitvoerder, "aanwezig", nu.pk, aanwezig=[nu.genodigden.get().pk])
    _post(cast.uitvoerder, "begin", nu.pk)
    nu.refresh_from_db()
    assert nu.begonnen_op


def test_het_scherm_toont_een_dossier_tegelijk_en_de_weg_verder(cast: Cast) -> None:
    dossiers = [weegploeg.in_weging(cast), weegploeg.in_weging(cast)]
    een, twee = sorted(dossiers, key=lambda dossier: dossier.nummer)  # of one day
    rij = begonnen(cast, cast.politie, cast.om)
    antwoord = cast.uitvoerder.client.get(reverse("overleg:scherm", args=[rij.pk]), follow=True)
    inhoud = antwoord.content.decode()
    assert een.nummer in inhoud
    assert twee.nummer not in inhoud
    assert "Verzonnen" in inhoud  # the transcript
    volgende = rij.punten.get(dossier=twee.pk)
    assert reverse("overleg:scherm_punt", args=[rij.pk, volgende.pk]) in inhoud
    besluiten = reverse("weegploeg:besluiten", args=[een.pk])
    for uitkomst in ("casusoverleg", "geen_casusoverleg", "nadere_duiding"):
        assert f"{besluiten}?uitkomst={uitkomst}&amp;overleg={rij.pk}" in inhoud
    # A member reads along, and logs nothing.
    lid = _scherm(cast.politie, rij, een).content.decode()
    assert "Verzonnen" in lid
    assert "overleg=" not in lid
    assert reverse("overleg:besproken", args=[rij.pk, rij.punten.get(dossier=een.pk).pk]) not in lid


def test_lezen_op_het_scherm_staat_in_het_logboek(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = begonnen(cast, cast.om)
    _scherm(cast.om, rij, dossier)
    (inzage,) = Inzage.objects.filter(gebruiker=cast.om.gebruiker, soort=Inzage.Soort.PAGINA)
    assert (inzage.nummer, inzage.toegestaan) == (dossier.nummer, True)


def test_op_het_scherm_leest_niemand_wat_hij_elders_niet_leest(cast: Cast) -> None:
    mijn = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    ander = casussen.casus(cast)
    rij = begonnen(cast, cast.reclassering, cast.extern, cast.om, soort="casusoverleg")
    assert "Kanarie" in _scherm(cast.reclassering, rij, mijn).content.decode()
    assert _scherm(cast.reclassering, rij, ander).status_code == 404
    extern = _scherm(cast.extern, rij, mijn)  # of its own casus the way to the plan
    assert extern.status_code == 200
    assert "kanarie" not in extern.content.decode().lower()
    assert _scherm(cast.rvdk, rij, mijn).status_code == 404


@pytest.mark.clausule("WEE-agenda", "verslag")
def test_wat_niet_besproken_is_staat_zo_in_het_verslag_en_komt_op_de_volgende_agenda(
    cast: Cast,
) -> None:
    een, twee = weegploeg.in_weging(cast), weegploeg.in_weging(cast)
    rij = begonnen(cast, cast.om)
    volgende = overleg(cast, cast.om)
    _post(cast.uitvoerder, "besproken", rij.pk, rij.punten.get(dossier=een.pk).pk)
    _post(cast.uitvoerder, "sluiten", rij.pk)
    rij.refresh_from_db()
    assert rij.gehouden_op
    # Both are still to be decided.
    assert {p.nummer for p in volgende.punten.filter(verslag=None)} == {een.nummer, twee.nummer}
    verslag = cast.om.client.get(reverse("overleg:verslag", args=[rij.pk])).content.decode()
    besproken, niet_besproken = verslag.split("Niet besproken")
    assert een.nummer in besproken
    assert een.nummer not in niet_besproken
    assert twee.nummer in niet_besproken
    zin = "Stond op de agenda van een overleg, en is niet besproken"
    for dossier, staat in ((een, False), (twee, True)):
        blad = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
        assert (zin in blad) == staat


def test_wat_met_de_hand_op_de_agenda_staat_schuift_een_keer_door(cast: Cast) -> None:
    rij = begonnen(cast, cast.om)
    tweede = overleg(cast, cast.om)
    _post(cast.uitvoerder, "algemeen", rij.pk, onderwerp="Rooster")
    _post(cast.uitvoerder, "sluiten", rij.pk)
    assert [p.onderwerp for p in rij.punten.all()] == ["Rooster"]
    assert [p.onderwerp for p in tweede.punten.filter(verslag=None)] == ["Rooster"]
    tweede.dag = vandaag()
    tweede.save()
    _post(cast.uitvoerder, "aanwezig", tweede.pk, aanwezig=[tweede.genodigden.get().pk])
    _post(cast.uitvoerder, "begin", tweede.pk)
    punt = tweede.punten.get(verslag=None)
    _post(cast.uitvoerder, "besproken", tweede.pk, punt.pk, conclusie="In juli elke week")
    _post(cast.uitvoerder, "sluiten", tweede.pk)
    derde = overleg(cast, cast.om)
    werk_bij("weegploeg", cast.gemeente.partij.pk)
    assert not derde.punten.filter(verslag=None).exists()


def test_van_een_algemeen_punt_staat_vast_wat_is_afgesproken(cast: Cast) -> None:
    rij = begonnen(cast, cast.om)
    _post(cast.uitvoerder, "algemeen", rij.pk, onderwerp="Rooster")
    punt = rij.punten.get()
    assert "Schrijf op" in _post(cast.uitvoerder, "besproken", rij.pk, punt.pk).content.decode()
    _post(cast.uitvoerder, "besproken", rij.pk, punt.pk, conclusie="In juli elke week")
    punt.refresh_from_db()
    assert (punt.conclusie, bool(punt.besproken_op)) == ("In juli elke week", True)


@pytest.mark.clausule("CON-satelliet", "deskundige")
@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_zolang_een_deskundige_er_is_gaat_geen_dossier_open(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = overleg(cast, cast.om, dag=vandaag())
    werk_bij("weegploeg", cast.gemeente.partij.pk)
    _post(cast.uitvoerder, "gast", rij.pk, naam="Ahmed Kenner", satelliet=satelliet(cast).pk)
    _post(cast.uitvoerder, "algemeen", rij.pk, onderwerp="Trends")
    wie = list(rij.genodigden.values_list("pk", flat=True))
    _post(cast.uitvoerder, "aanwezig", rij.pk, aanwezig=wie)
    _post(cast.uitvoerder, "begin", rij.pk)
    for speler in (cast.uitvoerder, cast.om):
        inhoud = _scherm(speler, rij, dossier).content.decode()
        assert "Ahmed Kenner" in inhoud
        assert "Verzonnen" not in inhoud
    gelezen = Inzage.objects.filter(nummer=dossier.nummer, soort=Inzage.Soort.PAGINA)
    assert not gelezen.exists()
    # General matters he hears.
    algemeen = rij.punten.get(dossier=None)
    adres = reverse("overleg:scherm_punt", args=[rij.pk, algemeen.pk])
    assert "Trends" in cast.uitvoerder.client.get(adres).content.decode()
    assert _post(cast.om, "gast_is_weg", rij.pk).status_code == 404
    punt = rij.punten.get(dossier=dossier.pk)
    antwoord = _post(cast.uitvoerder, "gast_is_weg", rij.pk, punt=punt.pk)
    assert "Verzonnen" in antwoord.content.decode()
    assert "Verzonnen" in _scherm(cast.om, rij, dossier).content.decode()
    # That he was there stays.
    gast = rij.genodigden.get(gebruiker=None)
    assert gast.aanwezig
    assert gast.vertrokken_op


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_komt_een_deskundige_terug_dan_gaat_er_weer_geen_dossier_open(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = overleg(cast, cast.om, dag=vandaag())
    werk_bij("weegploeg", cast.gemeente.partij.pk)
    _post(cast.uitvoerder, "gast", rij.pk, naam="Ahmed Kenner", satelliet=satelliet(cast).pk)
    wie = list(rij.genodigden.values_list("pk", flat=True))
    gast = rij.genodigden.get(gebruiker=None)
    _post(cast.uitvoerder, "aanwezig", rij.pk, aanwezig=wie)
    _post(cast.uitvoerder, "begin", rij.pk)
    pagina, zelf = reverse("overleg:overleg", args=[rij.pk]), f'"{dossier.bestand.url(dossier)}"'
    punt = reverse("overleg:scherm_punt", args=[rij.pk, rij.punten.get().pk])

    def dicht() -> set[bool]:
        """On the screen, and by the link of the agenda, which passes the warning by nobody."""
        uit = set()
        for lid in (cast.uitvoerder, cast.om):
            agenda = lid.client.get(pagina).content.decode()
            assert (zelf in agenda) != (f'"{punt}"' in agenda)
            uit |= {
                zelf not in agenda,
                "Verzonnen" not in _scherm(lid, rij, dossier).content.decode(),
            }
        return uit

    assert dicht() == {True}
    _post(cast.uitvoerder, "gast_is_weg", rij.pk)
    assert dicht() == {False}
    # Who is there is recorded once more, for a latecomer: that the guest left stays as it is shown.
    _post(cast.uitvoerder, "aanwezig", rij.pk, aanwezig=wie, vertrokken=[gast.pk])
    assert dicht() == {False}
    form = cast.uitvoerder.client.get(reverse("overleg:aanwezig", args=[rij.pk])).context["form"]
    assert gast.pk in form["vertrokken"].value()
    _post(cast.uitvoerder, "aanwezig", rij.pk, aanwezig=wie)
    assert dicht() == {True}


def test_naast_het_dossier_staat_het_formulier_van_het_besluit(cast: Cast) -> None:
    dossier, ander = weegploeg.gewogen(cast), weegploeg.gewogen(cast)
    rij = begonnen(cast, cast.om)
    pad = reverse("weegploeg:besluiten", args=[dossier.pk])
    client = cast.uitvoerder.client
    inhoud = client.get(f"{pad}?uitkomst=geen_casusoverleg&overleg={rij.pk}").content.decode()
    assert "Raakt los van zijn omgeving" in inhoud  # the file
    assert 'name="argumenten"' in inhoud  # and the form
    buur = rij.punten.get(dossier=ander.pk)
    assert reverse("overleg:scherm_punt", args=[rij.pk, buur.pk]) in inhoud
    # Not outside the meeting, and not while a guest is there.
    zonder = client.get(f"{pad}?uitkomst=geen_casusoverleg").content.decode()
    assert "Raakt los van zijn omgeving" not in zonder
    rij.genodigden.create(naam="Kenner", organisatie="x", alleen_algemeen=True, aanwezig=True)
    met_gast = client.get(f"{pad}?uitkomst=geen_casusoverleg&overleg={rij.pk}").content.decode()
    assert "Raakt los van zijn omgeving" not in met_gast


# What logging a decision asks of the secretary ------------------------------------------------------
VIJF = 5


class Klikken:
    """What the secretary does from the agenda on, with what each page offers: a link or a button is one."""

    def __init__(self, speler: Speler, rij: Overleg) -> None:
        self.client: Any = speler.client
        self.client.leest = False
        self.aantal = 0
        self.pagina = self.client.get(reverse("overleg:overleg", args=[rij.pk]))
        self.volg(reverse("overleg:scherm", args=[rij.pk]))

    def volg(self, adres: str) -> None:
        assert adres.replace("&", "&amp;") in self.pagina.content.decode(), adres
        self.aantal += 1
        self.adres, self.pagina = adres, self.client.get(adres, follow=True)

    def kies(self, besluit: str) -> None:
        """By a decision that the screen offers; the file stands beside its form."""
        [adres] = [url for label, url in self.pagina.context["te_besluiten"] if label == besluit]
        self.volg(adres)
        assert self.pagina.context["afschrift"].secties

    def leg_vast(self, velden: dict[str, Any]) -> None:
        """Fill in and send; where the page says first what will happen, once more."""
        if self.pagina.context.get("gelezen") is not None:
            velden |= {"gelezen": self.pagina.context["gelezen"]}
        for _ in range(2):
            self.aantal += 1
            self.pagina = self.client.post(self.adres, velden, follow=True)
            if self.pagina.redirect_chain:
                return
            gezien = {NAAM: "afdruk", "gelezen": "gelezen"}
            velden |= {
                naam: self.pagina.context[waarde]
                for naam, waarde in gezien.items()
                if self.pagina.context.get(waarde) is not None
            }
        form = self.pagina.context.get("form")
        raise AssertionError(form.errors if form else self.pagina.content.decode())


def _velden_weegploeg(cast: Cast, dossier: Any, besluit: str) -> dict[str, Any]:
    signalen = [rij.pk for rij in dossier.signalen.all()]
    wie = weegploeg.wie_sprak(cast) | {"argumenten": "Kanarie, daarom"}
    wel = {"informeren": "wel", "wie": "subject", "afspraak": "De wijkagent belt"}
    return wie | {
        "Casusoverleg": wel | weegploeg.DOEL | {"signalen": signalen},
        "Geen casusoverleg": wel,
        "Nadere duiding": {
            "partner_1": "School",
            "vraag_1": "Gaat het?",
            "nodig_1": "Is het nieuw?",
            "uiterlijk": vandaag() + timedelta(days=14),
        },
        "Besluit over afsluiten": {"keuze": "plan_afsluiten", "niet_af": "Niet meer nodig"},
        "Besluit over informeren": {"keuze": "wel"} | wel,
        "Vernietigen of bewaren": {"keuze": "vernietigen"},
    }.get(besluit, {})


def _dossier_voor(cast: Cast, besluit: str) -> Any:
    if besluit == "Besluit over afsluiten":
        return weegploeg.met_advies(cast)
    if besluit == "Besluit over informeren":
        return weegploeg.niet_geagendeerd(cast)
    if besluit == "Vernietigen of bewaren":
        return weegploeg.zonder_taak(cast)
    if besluit == "Het besluit blijft, na bezwaar":
        dossier = weegploeg.niet_geagendeerd(cast)
        pad = reverse("weegploeg:bezwaar", args=[dossier.pk, dossier.vastleggingen.get().pk])
        cast.om.client.post(pad, {"reden": "Nog eens bespreken"})
        return dossier
    return weegploeg.gewogen(cast)


@pytest.mark.parametrize(
    "besluit",
    [
        "Casusoverleg",
        "Geen casusoverleg",
        "Nadere duiding",
        "Besluit over afsluiten",
        "Besluit over informeren",
        "Vernietigen of bewaren",
        "Het besluit blijft, na bezwaar",
    ],
)
def test_elk_besluit_van_de_weegploeg_is_vastgelegd_in_vijf_klikken(
    cast: Cast, besluit: str
) -> None:
    """From the agenda, with what is asked before it is done and with informing."""
    dossier = _dossier_voor(cast, besluit)
    rij = geweest(cast, "bezig", dossier, mensen=(cast.gemeente, cast.politie, cast.om))
    al = dossier.vastleggingen.count()
    klikken = Klikken(cast.uitvoerder, rij)
    klikken.kies(besluit)
    klikken.leg_vast(_velden_weegploeg(cast, dossier, besluit))
    assert klikken.aantal <= VIJF
    assert dossier.vastleggingen.count() == al + 1
    assert dossier.vastleggingen.first().overleg == rij
    assert rij.punten.get(dossier=dossier.pk).besproken_op
    if "informeren" in _velden_weegploeg(cast, dossier, besluit):
        assert dossier.informatiebesluiten.exists()


@pytest.mark.clausule("CAS-uitvoerder-taken", "besluiten")
@pytest.mark.parametrize(
    "besluit",
    [
        "Plan vaststellen",
        "Voortgang bespreken",
        "Advies over informeren",
        "Advies om af te sluiten",
    ],
)
def test_elk_besluit_van_het_casusoverleg_is_vastgelegd_in_vijf_klikken(
    cast: Cast, besluit: str
) -> None:
    """On the screen of the meeting, with the casus beside the form, and with the meeting known."""
    over_een_maand = vandaag() + timedelta(days=30)
    if besluit == "Plan vaststellen":
        zaak = casussen.casus(cast, cast.reclassering.partij)
        casussen.allen_eens(casussen.concept(zaak, cast, cast.reclassering.partij))
    else:
        zaak = casussen.met_plan(cast, cast.reclassering.partij)
    rij = geweest(cast, "bezig", zaak, soort="casusoverleg", mensen=(cast.reclassering,))
    klikken = Klikken(cast.uitvoerder_casusoverleg, rij)
    klikken.kies(besluit)
    inhoud = klikken.pagina.content.decode()
    assert zaak.persoon.naam in inhoud  # the casus itself, beside the form
    assert not {"op", "gegeven_op", "vastgesteld_op"} & set(klikken.pagina.context["form"].fields)
    evaluatie = casussen.evaluatie_velden(zaak) if besluit.startswith("Advies om") else {}
    velden = {
        "Plan vaststellen": {"volgende": over_een_maand},
        "Voortgang bespreken": {"volgende": over_een_maand},
        "Advies over informeren": {"nu": "nee", "advies": "Kanarie", "volgende": over_een_maand},
        "Advies om af te sluiten": evaluatie,
    }[besluit]
    klikken.leg_vast(velden)
    assert klikken.aantal <= VIJF
    punt = rij.punten.get(dossier=zaak.pk)
    assert punt.besproken_op
    gelogd = {
        "Plan vaststellen": zaak.plannen,
        "Advies over informeren": zaak.informeeradviezen,
        "Advies om af te sluiten": zaak.adviezen,
    }.get(besluit)
    if gelogd is None:
        zaak.refresh_from_db()
        assert zaak.bespreken_op == over_een_maand
    else:
        assert gelogd.get().overleg == rij
    # Who takes part reads along on the screen, and logs nothing.
    lid = _scherm(cast.reclassering, rij, zaak)
    assert "te_besluiten" not in lid.context


def test_in_een_vreemd_overleg_legt_niemand_een_besluit_vast(cast: Cast) -> None:
    """Of another municipality, another kind of meeting, or one that is still to come: the day is asked."""
    zaak = casussen.met_plan(cast)
    pad = reverse("casusoverleg:bespreken", args=[zaak.pk])
    weeg = geweest(cast, "bezig")
    for vreemd in (weeg.pk, "geen-sleutel"):
        form = cast.uitvoerder_casusoverleg.client.get(f"{pad}?overleg={vreemd}").context["form"]
        assert "op" in form.fields
    morgen = overleg(cast, soort="casusoverleg", dag=vandaag() + timedelta(days=1))
    velden = {"volgende": vandaag() + timedelta(days=30)}
    antwoord = cast.uitvoerder_casusoverleg.client.post(f"{pad}?overleg={morgen.pk}", velden)
    assert "Kies een overleg van dit casusoverleg" in antwoord.content.decode()
