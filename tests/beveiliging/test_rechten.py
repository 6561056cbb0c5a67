"""The page "Wie mag wat": the access table by hand, and the rules that it shows are those that decide."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beveiliging.rechten import CONTROLE, in_hoedanigheid, tabel
from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.partijvraag import decisions as partijvraag
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Maatregel
from gedeeld.actor import Actor, Hoedanigheid, Rol
from gedeeld.weigering import Geweigerd, NietMogelijk, require
from meldingen import decisions as meldingen
from privacy_rights import decisions as verzoeken
from register.controle.decisions import leg_controle_vast
from register.kringen import hoedanigheden_in
from register.registry import bestand
from tests.cast import Cast, grondslag, maak_speler
from tests.hulp import casussen, gegevens
from tests.hulp import verzoeken as verzoekhulp
from tests.hulp import weegploeg as weegploeghulp
from weegploeg.besluit.decisions import agendeer_niet
from weegploeg.bevestigen.decisions import bevestig
from weegploeg.duiding.decisions import Antwoord, beantwoord
from weegploeg.inbreng.decisions import leg_achterhouden_vast
from weegploeg.models import Partnervraag
from weegploeg.weging.decisions import weeg

RECHTEN = reverse("beveiliging:rechten")
NIET, LEEST, SCHRIJFT = "–", "leest", "leest en schrijft"
PLAN = "leest alleen het vastgestelde plan en schrijft"
VRAAG = "leest de vraag aan de eigen partij en schrijft"
REDEN = "leest met een reden"
# Secretary weegploeg, member weegploeg, secretary casusoverleg, casuspartij, external, who handles
# requests, administrator, supervisor, data protection officer.
MET_DE_HAND = {
    "melding": [SCHRIJFT, SCHRIJFT, NIET, NIET, NIET, NIET, NIET, NIET, NIET],
    "weegploegdossier": [SCHRIJFT, SCHRIJFT, NIET, NIET, NIET, NIET, NIET, NIET, NIET],
    "dossier na geen casusoverleg, zonder eigen taak daarin": ["leest en rondt af", *[NIET] * 8],
    "besluit na geen casusoverleg": [*(LEEST, SCHRIJFT, NIET, NIET, NIET, NIET, NIET, NIET, NIET)],
    "vraag aan een partij over een weegploegdossier": [
        *(LEEST, SCHRIJFT, NIET, VRAAG, VRAAG, NIET, NIET, NIET, NIET)
    ],
    "casus": [SCHRIJFT, SCHRIJFT, SCHRIJFT, SCHRIJFT, NIET, NIET, NIET, NIET, NIET],
    "vraag aan een partij over een casus": [
        *(LEEST, LEEST, LEEST, SCHRIJFT, VRAAG, NIET, NIET, NIET, NIET)
    ],
    "plan": [LEEST, SCHRIJFT, SCHRIJFT, SCHRIJFT, PLAN, NIET, NIET, NIET, NIET],
    "verzoek": [SCHRIJFT, NIET, SCHRIJFT, NIET, NIET, SCHRIJFT, NIET, NIET, NIET],
    "archief": [REDEN, REDEN, NIET, NIET, NIET, NIET, NIET, NIET, NIET],
    "archief van verzoeken": [REDEN, NIET, REDEN, NIET, NIET, NIET, NIET, NIET, NIET],
    "één dossier, voor een vraag van toezicht": [*[NIET] * 8, "leest een dag lang, met een reden"],
}


@pytest.mark.clausule("BEV-rechten", "tabel")
def test_de_tabel_is_die_van_het_ontwerp() -> None:
    gemaakt = {
        rij.naam: [rij.cellen[h].tekst for h in Hoedanigheid] for rij in tabel(timezone.now())
    }
    assert gemaakt == MET_DE_HAND


@pytest.mark.clausule("BEV-rechten", "tabel")
def test_de_pagina_is_voor_beheerder_en_toezichthouder(cast: Cast) -> None:
    for naam, speler in cast.allen.items():
        mag = naam in ("beheerder", "fg")
        assert speler.client.get(RECHTEN).status_code == (200 if mag else 404), naam
        tabs = speler.client.get(reverse("convenant:overzicht")).content.decode()
        assert (RECHTEN in tabs) == mag, naam


@pytest.mark.clausule("BEV-rechten", "tabel")
def test_per_partij_staan_de_mensen_met_hun_hoedanigheid(cast: Cast) -> None:
    antwoord = cast.fg.client.get(RECHTEN)
    gevonden = {partij.naam: dict(mensen) for partij, mensen in antwoord.context["partijen"]}
    assert gevonden["Gemeente Venlo"] == {
        "Uitvoerder": ["Uitvoerder weegploeg", "Uitvoerder casusoverleg"],
        "Uitvoerderw": ["Uitvoerder weegploeg"],
        "Uitvoerderc": ["Uitvoerder casusoverleg"],
        "Gemeente": ["Lid van de weegploeg"],
        "Behandelaar": ["Behandelaar van verzoeken"],
        "Beheerder": ["Beheerder"],
        "Fg": ["Functionaris gegevensbescherming"],
    }
    assert gevonden["GGZ Maasoever"] == {"Extern": ["Externe casuspartner"]}
    assert "Gemeente Elders" not in gevonden  # another covenant
    blad = antwoord.content.decode()
    for tekst in ("Uitvoerderw", "Besluiten vastleggen", "Leest alleen".lower(), "Archief"):
        assert tekst in blad


def test_even_veel_vragen_met_dertig_mensen_meer(cast: Cast) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert cast.fg.client.get(RECHTEN).status_code == 200
        return len(gevangen)

    eerst = vragen()
    for nummer in range(30):
        maak_speler(f"extra{nummer}", cast.politie.partij)
    assert vragen() == eerst


def test_bij_elke_hoedanigheid_hoort_een_handelende(cast: Cast) -> None:
    for hoedanigheid in Hoedanigheid:
        actor = in_hoedanigheid(hoedanigheid, timezone.now())
        assert actor.hoedanigheden == {hoedanigheid}


# The rules that the page shows are those by which the decisions refuse --------------------------------
Daad = Callable[[Actor], Any]


def daden(cast: Cast) -> dict[tuple[str, str], Daad]:
    """Each act on the page, done for real by whoever wants."""
    dossier = weegploeghulp.in_weging(cast)
    gewogen = weegploeghulp.gewogen(cast)
    besloten = weegploeghulp.niet_geagendeerd(cast)
    geagendeerd = weegploeghulp.geagendeerd(cast)
    zaak = casussen.met_plan(cast, cast.rvdk.partij, cast.extern.partij)
    met_advies = casussen.met_advies(cast)
    verzoek = verzoekhulp.met_identiteit(cast)
    partijen = (cast.politie.partij, cast.rvdk.partij, cast.extern.partij)
    weegploeghulp.gevraagd(cast, *partijen, naw={"geboortedatum": gegevens.jaren_geleden(16)})
    gevraagd = Partnervraag.objects.all()
    ander = casussen.casus(cast, naw={"geboortedatum": gegevens.jaren_geleden(16)})
    verkent = casussen.laat_verkennen(ander, cast, cast.rvdk.partij)
    casussen.nodig_uit(ander, cast, cast.extern.partij)
    uitgenodigd = ander.partijvragen.get(partij=cast.extern.partij)

    def bijdrage(actor: Actor) -> Any:
        codes = {"rvdk": "avg-6-1-e-rvdk", "gemeente": "avg-6-1-e", "extern": "avg-6-1-e-extern"}
        grond = grondslag(codes.get(actor.partij_soort, "wpg-20"))
        politie = {"wpg_artikel": "8", "grondslag_om": grondslag("wpg-16-1-om")}
        extra = politie if actor.partij_soort == "politie" else {}
        return casussen.breng_in(
            zaak,
            actor=actor,
            omschrijving="x",
            aard="feit",
            grondslag=grond,
            noodzaak="x",
            **extra,
        )

    def voortgang(actor: Actor) -> Any:
        eigen = Maatregel.objects.geldend().filter(plan__casus=zaak, partij=actor.partij_id)
        keten = (eigen.first() or Maatregel.objects.geldend().filter(plan__casus=zaak)[0]).keten
        return plannen.meld_voortgang(zaak, keten, actor=actor, stand="loopt", resultaat="Gesprek")

    def registreer(actor: Actor) -> Any:
        return meldingen.registreer(
            actor=actor, naw=gegevens.NawMelding(), gemeente=cast.gemeente.partij,
            ontvangen_op=actor.vandaag, herkomst="naasten", melder_naam="A", melder_contact="B",
            signalen=[],
        )  # fmt: skip

    def wegen(actor: Actor) -> Any:
        return weeg(dossier, actor=actor, wegingen=[], duiding="")

    def besluiten(actor: Actor) -> Any:
        return agendeer_niet(gewogen, actor=actor, argumenten="", sprekers=[])

    def beantwoorden(actor: Actor) -> Any:
        rij = gevraagd.filter(partij=actor.partij_id).first() or gevraagd[0]
        return beantwoord(rij, actor=actor, antwoord=Antwoord(""))

    def controle(wat: Any, actor: Actor) -> Any:
        return leg_controle_vast(wat, actor=actor, op=actor.vandaag, aangepast=False, wat="")

    def antwoorden(actor: Actor) -> Any:
        rij = uitgenodigd if actor.extern else verkent
        return partijvraag.beantwoord(rij, actor=actor, uitkomst="doet_mee", antwoord="")

    def bijhouden(actor: Actor) -> Any:
        return casusoverleg.leg_analyse_vast(zaak, actor=actor, analyse="x")

    return {
        ("melding", "registreren, en behandelen wat de eigen partij ontving"): registreer,
        ("weegploegdossier", "wegen en signalen toevoegen"): wegen,
        ("weegploegdossier", "besluiten vastleggen"): besluiten,
        ("weegploegdossier", "besluiten bevestigen of bezwaar maken"): lambda actor: bevestig(
            geagendeerd.vastleggingen.get(), actor=actor
        ),
        (
            "besluit na geen casusoverleg",
            "een besluit bevestigen of bezwaar maken",
        ): lambda actor: bevestig(besloten.vastleggingen.get(), actor=actor),
        ("weegploegdossier", "politie en OM: vastleggen dat zij iets achterhouden"): lambda actor: (
            leg_achterhouden_vast(dossier, actor=actor)
        ),
        ("weegploegdossier", CONTROLE): lambda actor: controle(dossier, actor),
        ("casus", CONTROLE): lambda actor: controle(zaak, actor),
        (
            "vraag aan een partij over een weegploegdossier",
            "een vraag aan de eigen partij beantwoorden",
        ): beantwoorden,
        ("casus", "casus en plan bijhouden"): bijhouden,
        # Of the casus: by who reads it. Who reads no more than the plan does so too, a row lower.
        ("casus", "gegevens inbrengen"): lambda actor: (
            require(Casus.objects.ziet(actor, zaak)),
            bijdrage(actor),
        ),
        ("casus", "besluiten van de kernpartijen vastleggen"): lambda actor: casusoverleg.zet_voort(
            met_advies.zaak, actor=actor, besluit=""
        ),
        ("plan", "voortgang van eigen maatregelen melden"): voortgang,
        ("plan", "eigen gegevens inbrengen"): bijdrage,
        (
            "vraag aan een partij over een casus",
            "zeggen of de eigen partij meedoet, of adviseren",
        ): antwoorden,
        ("verzoek", "behandelen"): lambda actor: verzoeken.trek_in(verzoek, actor=actor, reden=""),
        ("verzoek", "zoeken in dossiers en beantwoorden"): lambda actor: verzoeken.zoek(
            verzoek, actor=actor
        ),
    }


def lukt(daad: Daad, actor: Actor) -> bool:
    """Whether a decision permits; what it asks further of the facts is another matter."""
    try:
        daad(actor)
    except Geweigerd:
        return False
    except NietMogelijk:
        return True
    return True


@pytest.mark.clausule("BEV-rechten", "klopt")
def test_wat_de_pagina_zegt_is_wat_de_beslissingen_doen(cast: Cast) -> None:
    in_deze_zaak = {
        Hoedanigheid.UITVOERDER_WEEGPLOEG: cast.uitvoerder_weegploeg,
        Hoedanigheid.WEEGPLOEGLID: cast.politie,
        Hoedanigheid.UITVOERDER_CASUSOVERLEG: cast.uitvoerder_casusoverleg,
        Hoedanigheid.CASUSPARTIJ: cast.rvdk,
        Hoedanigheid.EXTERN: cast.extern,
        Hoedanigheid.BEHANDELAAR: cast.behandelaar,
        Hoedanigheid.BEHEERDER: cast.beheerder,
        Hoedanigheid.TOEZICHTHOUDER: maak_speler(
            "accountant", cast.gemeente.partij, Rol.TOEZICHTHOUDER
        ),
        Hoedanigheid.FG: cast.fg,
    }
    gedaan = daden(cast)
    rijen = {rij.naam: rij for rij in tabel(timezone.now())}
    genoemd = {
        (rij.naam, daad)
        for rij in rijen.values()
        for cel in rij.cellen.values()
        for daad in cel.daden
    }
    assert genoemd == set(gedaan)  # every act on the page is tried here
    for (naam, daad), doe in gedaan.items():
        for hoedanigheid, speler in in_deze_zaak.items():
            op_de_pagina = daad in rijen[naam].cellen[hoedanigheid].daden
            assert lukt(doe, speler.actor) == op_de_pagina, (naam, daad, hoedanigheid)


def test_elke_daad_staat_bij_een_recht_dat_bestaat() -> None:
    for soort in ("meldingen.melding", "weegploeg.weegploegdossier", "casusoverleg.casus"):
        assert bestand(soort).handelingen.keys() <= bestand(soort).rechten.keys()
        assert hoedanigheden_in(bestand(soort).houder.van(uuid4())) <= frozenset(Hoedanigheid)
