"""What is put right: who does it, where the earlier value stays, and what else changes (MC 8.3, 10.3, 12.5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from casusoverleg.models import Correctie as CasusCorrectie
from casusoverleg.models import Signaal as CasusSignaal
from casusoverleg.verstrekking.models import Verstrekking
from gedeeld.afschrift import LetOp, Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.models import Bericht, Inzage
from register.registry import bestand_van_rij
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, vandaag, weegploeg
from tests.hulp.formulieren import open_formulier, stuur
from weegploeg.duiding.decisions import Antwoord, verbeter_antwoord
from weegploeg.models import Correctie, Signaal, WeegploegDossier
from weegploeg.weging.decisions import weeg

OUD, NIEUW, REDEN = "Droeg een vlag op school", "Droeg een vlag op straat", "De plaats klopte niet"


def _dossier(cast: Cast) -> WeegploegDossier:
    return weegploeg.in_weging(cast, signalen=[weegploeg.signaal(tekst=OUD)])


def _pagina(speler: Speler, dossier: Any) -> str:
    url = bestand_van_rij(dossier).url(dossier)
    return " ".join(speler.client.get(url).content.decode().split())


def _verbeter_url(signaal: Signaal) -> str:
    return reverse("weegploeg:signaal_verbeteren", args=[signaal.dossier_id, signaal.pk])


def _eerder(rij: Any, dossier: Any) -> str:
    return reverse("correctie:eerder", args=[dossier._meta.app_label, dossier.pk, rij.pk])


def _in(zaak: Casus, tekst: str) -> Any:
    [rij] = [rij for rij in zaak.signalen.all() if rij.omschrijving == tekst]
    return rij


def _zaak(dossier: WeegploegDossier) -> Casus:
    return Casus.objects.get(zaak=dossier.zaak)


# A signal ----------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-controle", "verbeteren")
@pytest.mark.clausule("WEE-controle", "eerder-apart")
def test_de_partij_die_een_signaal_inbracht_verbetert_het_en_het_oude_blijft_apart(
    cast: Cast,
) -> None:
    dossier = weegploeg.weeg(cast, _dossier(cast))
    signaal = dossier.signalen.get()
    url = _verbeter_url(signaal)
    assert url in _pagina(cast.gemeente, dossier)
    assert url not in _pagina(cast.politie, dossier)
    formulier = open_formulier(cast.gemeente.client, url, "reden")
    zonder = stuur(cast.gemeente.client, url, formulier, omschrijving=NIEUW)
    assert "Schrijf op waarom u dit aanpast." in zonder.content.decode()
    assert NIEUW in zonder.content.decode()
    formulier = open_formulier(cast.gemeente.client, url, "reden")
    assert stuur(cast.gemeente.client, url, formulier, omschrijving=NIEUW, reden=REDEN).status_code == 302  # fmt: skip
    dossier.refresh_from_db()
    assert not dossier.gewogen_door.exists()  # what was weighed said something else
    blad = _pagina(cast.politie, dossier)
    assert NIEUW in blad
    assert OUD not in blad
    assert "Een signaal verbeterd" in blad
    assert Bericht.objects.filter(wat="weegploeg.signaal_verbeterd").exists()
    pad = _eerder(signaal, dossier)
    assert pad in blad
    gelezen = Inzage.objects.count()
    eerder = cast.politie.client.get(pad).content.decode()
    assert OUD in eerder
    assert REDEN in eerder
    assert cast.gemeente.gebruiker.naam in eerder
    assert Inzage.objects.count() > gelezen


def test_wie_het_niet_inbracht_verbetert_het_niet(cast: Cast) -> None:
    dossier = _dossier(cast)
    signaal = dossier.signalen.get()
    for naam, speler in cast.allen.items():
        verwacht = 200 if naam in ("gemeente", "uitvoerder", "uitvoerder_weegploeg") else 404
        assert speler.client.get(_verbeter_url(signaal)).status_code == verwacht, naam
    with pytest.raises(Geweigerd):
        weegploeg.verbeter(signaal, cast.politie, omschrijving=NIEUW)
    assert dossier.signalen.get().omschrijving == OUD
    assert not Correctie.objects.exists()


def test_zonder_verandering_en_met_een_fout_gebeurt_er_niets(cast: Cast) -> None:
    dossier = _dossier(cast)
    signaal = dossier.signalen.get()
    with pytest.raises(NietMogelijk, match="niets veranderd"):
        weegploeg.verbeter(signaal, cast.gemeente)
    with pytest.raises(NietMogelijk):
        weegploeg.verbeter(signaal, cast.gemeente, reden=" ", omschrijving=NIEUW)
    with pytest.raises(NietMogelijk):
        weegploeg.verbeter(signaal, cast.gemeente, bijzonder=["politiek"])
    assert dossier.signalen.get().omschrijving == OUD
    assert not Correctie.objects.exists()


@pytest.mark.clausule("WEE-controle", "eerder-apart")
def test_het_oude_hoort_het_subject_en_alleen_als_iemand_keek(cast: Cast) -> None:
    dossier = _dossier(cast)
    weegploeg.verbeter(dossier.signalen.get(), cast.gemeente, REDEN, omschrijving=NIEUW)
    vers = bestand_van_rij(dossier).met_inhoud.get(pk=dossier.pk)
    afschrift = bestand_van_rij(dossier).afschrift(vers, Publiek.BETROKKENE)
    [regel] = [r for s in afschrift.secties for r in s.regels if OUD in r.waarde]
    assert regel.afwegen


def test_wie_het_dossier_niet_leest_vindt_het_oude_niet(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.reclassering.partij)])
    signaal = dossier.signalen.first()
    weegploeg.verbeter(signaal, cast.gemeente, REDEN, omschrijving=NIEUW)
    zaak = _zaak(dossier)
    casussen.allen_doen_mee(zaak, cast)
    kopie = _in(zaak, NIEUW)
    leest_dossier = {"gemeente", "politie", "om", "uitvoerder", "uitvoerder_weegploeg"}
    leest_casus = {*leest_dossier, "uitvoerder_casusoverleg"}
    for naam, speler in cast.allen.items():
        for pad, wie in ((_eerder(signaal, dossier), leest_dossier), (_eerder(kopie, zaak), leest_casus)):  # fmt: skip
            assert speler.client.get(pad).status_code == (200 if naam in wie else 404), naam
    assert _eerder(kopie, zaak) not in _pagina(cast.reclassering, zaak)
    assert NIEUW in _pagina(cast.reclassering, zaak)


# What hangs on it ------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-controle", "verbeteren")
def test_de_kopie_in_de_casus_zegt_daarna_hetzelfde(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    signaal, zaak = dossier.signalen.first(), _zaak(dossier)
    oud = signaal.omschrijving
    aantal = zaak.signalen.count()
    weegploeg.verbeter(signaal, cast.gemeente, REDEN, omschrijving=NIEUW)
    blad = _pagina(cast.om, zaak)
    assert NIEUW in blad
    assert _in(zaak, NIEUW)
    assert zaak.signalen.count() == aantal
    rij = CasusCorrectie.objects.get()
    assert oud in rij.oud
    assert Bericht.objects.filter(wat="casusoverleg.signaal_verbeterd").exists()


@pytest.mark.clausule("CAS-controle", "verbeteren")
def test_wat_aan_een_externe_partner_was_gegeven_wordt_ingetrokken(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.extern.partij)])
    zaak, signaal = _zaak(dossier), dossier.signalen.first()
    casussen.allen_doen_mee(zaak, cast)
    kopie = _in(zaak, signaal.omschrijving)
    gegeven = casussen.verstrekt(zaak, cast, f"signaal:{kopie.pk}")
    blijft = casussen.verstrekt(zaak, cast, "naam")
    weegploeg.verbeter(signaal, cast.gemeente, REDEN, omschrijving=NIEUW)
    assert Verstrekking.objects.get(pk=gegeven.pk).ingetrokken_op
    assert Verstrekking.objects.get(pk=blijft.pk).ingetrokken_op is None


@pytest.mark.clausule("WPG-soort", "9-10-casuspartij")
def test_blijkt_het_van_artikel_9_dan_gaat_het_uit_de_casus(cast: Cast) -> None:
    politie = weegploeg.signaal("wpg-20", tekst=OUD)
    dossier = weegploeg.geagendeerd(cast, speler=cast.politie, signalen=[politie])
    zaak, signaal = _zaak(dossier), dossier.signalen.get()
    assert zaak.signalen.count() == 1
    weegploeg.verbeter(
        signaal,
        cast.politie,
        "Het blijkt een ander artikel",
        wpg_artikel="9",
        grondslag=grondslag("wpg-18-2"),
        wpg_doel="a",
        wpg_overleg="Met de teamchef en de officier",
        wpg_geen_bezwaar=True,
    )
    assert not zaak.signalen.exists()
    assert not CasusCorrectie.objects.exists()
    assert dossier.signalen.get().gedeeld == "nee"


def test_oude_politiegegevens_van_artikel_9_blijven_gemerkt(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.wpg_9(OUD)])
    weegploeg.verbeter(dossier.signalen.get(), cast.politie, REDEN, omschrijving=NIEUW)
    vers = bestand_van_rij(dossier).met_inhoud.get(pk=dossier.pk)
    afschrift = bestand_van_rij(dossier).afschrift(vers, Publiek.BETROKKENE)
    [regel] = [r for s in afschrift.secties for r in s.regels if OUD in r.waarde]
    assert regel.let_op == LetOp.POLITIE


# An answer -----------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-controle", "verbeteren")
def test_de_uitvoerder_verbetert_een_antwoord_en_het_oude_blijft_apart(cast: Cast) -> None:
    dossier = weegploeg.antwoord(cast, weegploeg.nadere_duiding(cast), OUD)
    vraag = dossier.duidingsvragen.get()
    gegeven = vraag.beantwoord_op
    url = reverse("weegploeg:antwoord_verbeteren", args=[dossier.pk, vraag.pk])
    assert url in _pagina(cast.uitvoerder, dossier)
    assert url not in _pagina(cast.gemeente, dossier)
    formulier = open_formulier(cast.uitvoerder.client, url, "reden")
    assert stuur(cast.uitvoerder.client, url, formulier, antwoord=NIEUW, reden=REDEN).status_code == 302  # fmt: skip
    vraag.refresh_from_db()
    assert (vraag.antwoord, vraag.beantwoord_op) == (NIEUW, gegeven)
    blad = _pagina(cast.om, dossier)
    assert NIEUW in blad
    assert OUD not in blad
    assert OUD in cast.om.client.get(_eerder(vraag, dossier)).content.decode()
    with pytest.raises(Geweigerd):
        verbeter_antwoord(vraag, actor=cast.gemeente.actor, antwoord=Antwoord("x"), reden="x")


# What hangs on it without being a field of the copy ---------------------------------------------------
def test_een_dag_verbetert_men_ook_als_het_signaal_in_een_casus_staat(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    signaal, gezien = dossier.signalen.first(), vandaag() - timedelta(days=3)
    weegploeg.verbeter(signaal, cast.gemeente, REDEN, waargenomen_op=gezien)
    assert dossier.signalen.get(pk=signaal.pk).waargenomen_op == gezien
    kopie = CasusSignaal.objects.get(casus__zaak=dossier.zaak)
    assert kopie.waargenomen_op == gezien
    assert CasusCorrectie.objects.get().van == kopie.pk


def test_een_weging_die_was_gegeven_wordt_ingetrokken(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.extern.partij)])
    zaak, weging = _zaak(dossier), dossier.wegingen.get()
    casussen.allen_doen_mee(zaak, cast)
    gegeven = casussen.verstrekt(zaak, cast, f"weging:{zaak.wegingen.get().pk}")
    weeg(
        dossier,
        actor=cast.gemeente.actor,
        wegingen=[(weging.ontwikkelgebied, weging.in_fase, "Bij nader inzien anders")],
        duiding=dossier.duiding,
        reden=REDEN,
    )
    assert Verstrekking.objects.get(pk=gegeven.pk).ingetrokken_op


def test_na_sluiten_van_de_casus_verbetert_men_het_signaal_nog(cast: Cast) -> None:
    dossier = weegploeg.afgesloten(cast)
    weegploeg.verbeter(dossier.signalen.first(), cast.gemeente, REDEN, omschrijving=NIEUW)
    assert _in(_zaak(dossier), NIEUW)


def test_wat_alleen_kernpartijen_lezen_hoort_het_subject_ook_van_vroeger_niet(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, speler=cast.politie, signalen=[weegploeg.wpg_9(OUD)])
    signaal = dossier.signalen.get()
    overleg = signaal.wpg_overleg
    weegploeg.verbeter(
        signaal, cast.politie, REDEN, wpg_overleg="Met een ander", omschrijving=NIEUW
    )
    vers = bestand_van_rij(dossier).met_inhoud.get(pk=dossier.pk)
    voor = {p: str(bestand_van_rij(dossier).afschrift(vers, p).als_dict()) for p in Publiek}
    assert overleg in voor[Publiek.KERNPARTIJ]
    assert overleg not in voor[Publiek.BETROKKENE]
    assert OUD in voor[Publiek.BETROKKENE]
    eerder = cast.om.client.get(_eerder(signaal, dossier)).content.decode()
    assert overleg in eerder
