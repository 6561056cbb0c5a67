"""Who was there when which file was discussed, and what each brought in (PB 4.3)."""

from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from overleg.bewaren import vergeet_opmerkingen
from overleg.models import Erbij, Overleg
from overleg.vergaderen import decisions
from overleg.vergaderen.erbij import leg_erbij_vast
from register.muur import als
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.formulieren import open_formulier, stuur
from tests.hulp.overleggen import geweest
from tests.privacy_rights.pdf_tekst import pdf_tekst

pytestmark = pytest.mark.django_db
INBRENG = "De wijkagent sprak hem vorige week"


@pytest.fixture
def zaak(cast: Cast) -> Casus:
    """A casus in which reclassering takes part; in another one an external partner does."""
    return casussen.met_plan(cast, cast.reclassering.partij)


@pytest.fixture
def overleg(cast: Cast, zaak: Casus) -> Overleg:
    """A meeting that is going on, about both."""
    ander = casussen.met_plan(cast, cast.extern.partij)
    mensen = (cast.gemeente, cast.politie, cast.reclassering, cast.extern)
    return geweest(cast, "bezig", zaak, ander, soort="casusoverleg", mensen=mensen)


def _pad(naam: str, rij: Overleg, zaak: Casus) -> str:
    return reverse(f"overleg:{naam}", args=[rij.pk, rij.punten.get(dossier=zaak.pk).pk])


def _bespreek(cast: Cast, rij: Overleg, zaak: Casus) -> None:
    cast.uitvoerder_casusoverleg.client.post(_pad("besproken", rij, zaak))


def _erbij(rij: Overleg, zaak: Casus) -> set[Any]:
    rijen = Erbij.objects.filter(overleg=rij, dossier=zaak.pk, aanwezig=True)
    return set(rijen.values_list("gebruiker", flat=True))


def _wie(*spelers: Speler) -> set[Any]:
    return {speler.gebruiker.pk for speler in spelers}


def _naam(speler: Speler) -> str:
    return f"{speler.gebruiker.naam}, {speler.partij.naam}"


def _leg_vast(cast: Cast, rij: Overleg, zaak: Casus, *wie: Speler, **inbreng: str) -> Any:
    """By the form: who is ticked, and what somebody brought in by the name of his role."""
    client, pad = cast.uitvoerder_casusoverleg.client, _pad("erbij", rij, zaak)
    form = open_formulier(client, pad, "erbij")
    sleutel = {g.gebruiker_id: g.pk for g in rij.genodigden.all()}
    teksten = {
        f"inbreng_{sleutel[getattr(cast, rol).gebruiker.pk].hex}": tekst
        for rol, tekst in inbreng.items()
    }
    erbij = [str(sleutel[speler.gebruiker.pk]) for speler in wie]
    return stuur(client, pad, form, erbij=erbij, **teksten)


def _verslag(speler: Speler, rij: Overleg) -> str:
    antwoord = speler.client.get(reverse("overleg:verslag", args=[rij.pk]))
    return antwoord.content.decode()  # type: ignore[no-any-return]


def _wie_weet_wat(speler: Speler, zaak: Any) -> str:
    adres = reverse("uitwisseling:wie_weet_wat", args=[zaak._meta.app_label, zaak.pk])
    return speler.client.get(adres).content.decode()  # type: ignore[no-any-return]


@pytest.mark.clausule("CAS-uitvoerder-taken", "per-punt")
def test_bij_een_punt_is_wie_er_is_en_mee_doet_en_niet_wie_al_weg_is(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    ander = Casus.objects.exclude(pk=zaak.pk).get()
    _bespreek(cast, overleg, zaak)
    assert _erbij(overleg, zaak) == _wie(cast.gemeente, cast.politie, cast.reclassering)
    lid = cast.uitvoerder_casusoverleg
    pad = reverse("overleg:aanwezig", args=[overleg.pk])
    weg = overleg.genodigden.get(gebruiker=cast.politie.gebruiker)
    form = open_formulier(lid.client, pad, "vertrokken")
    assert stuur(lid.client, pad, form, vertrokken=[str(weg.pk)]).status_code == 302
    _bespreek(cast, overleg, ander)
    assert _erbij(overleg, ander) == _wie(cast.gemeente, cast.extern)
    # What was discussed before he left, he was there for.
    assert _erbij(overleg, zaak) == _wie(cast.gemeente, cast.politie, cast.reclassering)


@pytest.mark.clausule("CAS-uitvoerder-taken", "per-punt")
def test_wie_een_casus_niet_leest_wordt_er_niet_bij_gezet(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    lid = cast.uitvoerder_casusoverleg
    form = open_formulier(lid.client, _pad("erbij", overleg, zaak), "erbij")
    sleutels = {str(g.pk): g.gebruiker_id for g in overleg.genodigden.all()}
    gekozen = {sleutels[pk] for pk in form.opties("erbij")}
    assert gekozen == _wie(cast.gemeente, cast.politie, cast.reclassering)
    antwoord = _leg_vast(cast, overleg, zaak, cast.gemeente, cast.extern)
    assert "erbij" in antwoord.context["form"].errors
    extern = overleg.genodigden.get(gebruiker=cast.extern.gebruiker)
    punt = overleg.punten.get(dossier=zaak.pk)
    with pytest.raises(NietMogelijk, match="Wie het niet leest"):
        leg_erbij_vast(overleg, actor=lid.actor, punt=punt.pk, erbij=[extern.pk], inbreng={})
    assert not Erbij.objects.exists()


@pytest.mark.clausule("CAS-uitvoerder-taken", "inbreng-per-punt")
def test_wat_ieder_inbracht_leest_wie_de_casus_leest_en_niemand_anders(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    ander = Casus.objects.exclude(pk=zaak.pk).get()
    assert _leg_vast(cast, overleg, zaak, cast.politie, politie=INBRENG).status_code == 302
    for casus in (zaak, ander):
        _bespreek(cast, overleg, casus)
    assert _erbij(overleg, zaak) == _wie(cast.politie)  # somebody said so: it stays
    decisions.sluit(overleg, actor=cast.uitvoerder_casusoverleg.actor)
    lezers = (cast.uitvoerder_casusoverleg, cast.politie, cast.reclassering)
    for speler in lezers:
        assert INBRENG in _verslag(speler, overleg)
        assert cast.politie.gebruiker.naam in _verslag(speler, overleg)
    pdf = cast.reclassering.client.get(reverse("overleg:verslag_pdf", args=[overleg.pk]))
    assert INBRENG in pdf_tekst(pdf.content)
    assert INBRENG not in _verslag(cast.extern, overleg)
    assert "Wie was erbij" not in _verslag(cast.extern, overleg)
    with als(cast.extern.actor):
        assert not Erbij.objects.exists()
    # And it stands in the file, for the subject as well.
    bestand = zaak.bestand
    for publiek in (Publiek.CASUSPARTIJ, Publiek.BETROKKENE):
        delen = bestand.afschrift(bestand.met_inhoud.get(pk=zaak.pk), publiek).secties  # type: ignore[attr-defined]
        assert any(regel.waarde == INBRENG for deel in delen for regel in deel.regels)


@pytest.mark.clausule("CAS-uitvoerder-taken", "inbreng-per-punt")
def test_wie_er_niet_was_bracht_niets_in_en_alleen_wie_het_overleg_houdt_legt_het_vast(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    antwoord = _leg_vast(cast, overleg, zaak, cast.gemeente, politie=INBRENG)
    assert "Vink ook aan" in antwoord.content.decode()
    assert INBRENG in antwoord.content.decode()
    punt = overleg.punten.get(dossier=zaak.pk)
    for speler in (cast.politie, cast.reclassering, cast.extern, cast.uitvoerder_weegploeg):
        assert speler.client.get(_pad("erbij", overleg, zaak)).status_code == 404
        with pytest.raises(Geweigerd):
            leg_erbij_vast(overleg, actor=speler.actor, punt=punt.pk, erbij=[], inbreng={})


@pytest.mark.clausule("CAS-uitvoerder-taken", "per-punt")
def test_wie_weet_wat_zegt_wie_erbij_was_toen_deze_casus_werd_besproken(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    lid = cast.uitvoerder_casusoverleg
    _bespreek(cast, overleg, zaak)
    tekst = _wie_weet_wat(lid, zaak)
    assert _naam(cast.reclassering) in tekst
    assert _naam(cast.extern) not in tekst
    _leg_vast(cast, overleg, zaak, cast.politie, politie=INBRENG)
    tekst = _wie_weet_wat(cast.politie, zaak)
    assert f"Bracht in: {INBRENG}" in tekst
    assert _naam(cast.politie) in tekst
    assert _naam(cast.reclassering) not in tekst


def test_wie_er_toch_niet_was_was_er_bij_geen_punt(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    _bespreek(cast, overleg, zaak)
    gekomen = overleg.genodigden.exclude(gebruiker=cast.politie.gebruiker)
    decisions.leg_aanwezig_vast(
        overleg,
        actor=cast.uitvoerder_casusoverleg.actor,
        aanwezig=gekomen.values_list("pk", flat=True),
    )
    assert _erbij(overleg, zaak) == _wie(cast.gemeente, cast.reclassering)


def test_wat_iemand_inbracht_gaat_met_het_dossier_weg(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    _leg_vast(cast, overleg, zaak, cast.politie, politie=INBRENG)
    zaak.delete()
    assert not Erbij.objects.exists()


def test_in_een_overleg_van_de_weegploeg_ook(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    rij = geweest(cast, "bezig", dossier, mensen=(cast.gemeente, cast.politie))
    punt = rij.punten.get(dossier=dossier.pk)
    cast.uitvoerder.client.post(reverse("overleg:besproken", args=[rij.pk, punt.pk]))
    assert _erbij(rij, dossier) == _wie(cast.gemeente, cast.politie)  # type: ignore[arg-type]


def test_in_het_archief_staat_wat_iemand_inbracht_alleen_in_het_stuk_zelf(
    cast: Cast, zaak: Casus, overleg: Overleg
) -> None:
    """That he was there stays, as that it was on an agenda does: keys and a day."""
    _leg_vast(cast, overleg, zaak, cast.politie, politie=INBRENG)
    vergeet_opmerkingen([zaak.pk])
    assert _erbij(overleg, zaak) == _wie(cast.politie)
    assert not Erbij.objects.filter(inbreng__isnull=False).exists()
