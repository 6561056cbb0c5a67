"""What is not given: on its true ground, with its reason in the letter, and nothing given away (MC 12.4, UAVG 41)."""

from typing import Any

import pytest
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from convenant.models import Mandaat
from gedeeld.afschrift import LetOp
from gedeeld.weigering import Geweigerd, NietMogelijk
from privacy_rights import decisions
from privacy_rights.keuzes import FACTOREN, Concept, Keuzes, Weg
from privacy_rights.models import Verzoek
from privacy_rights.overzicht import Rij
from register.afleiden import wijziging
from register.models import Gebeurtenis, Inzage
from register.nummers import nieuw_nummer
from tests.cast import Cast, maak_mandaat
from tests.hulp import gegevens, verzoeken, weegploeg
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst
from weegploeg.inbreng.decisions import leg_achterhouden_vast

WAAROM_NIET = "Waarom wij geen inzage geven"


def brief(cast: Cast, verzoek: Verzoek) -> str:
    """What was sent, as its PDF says it."""
    return " ".join(pdf_tekst(cast.uitvoerder.client.get(pad("pdf", verzoek)).content).split())


def rijen(cast: Cast, verzoek: Verzoek) -> list[Rij]:
    return [rij for stuk in verzoeken.stukken(cast, verzoek) for rij in stuk.rijen]


def alles_weg(cast: Cast, verzoek: Verzoek, **reden: Any) -> Verzoek:
    """Every row of every chosen file is left out, in the browser."""
    velden: dict[str, Any] = {f"weg_{rij.sleutel}": "1" for rij in rijen(cast, verzoek)}
    assert velden
    velden |= {"r1_brief": "BRIEF-reden"}
    client = cast.uitvoerder.client
    nakijken = stuur(client, pad("controleren", verzoek), **velden, **reden)
    assert nakijken.url == pad("beantwoorden", verzoek), nakijken.content.decode()
    assert stuur(client, pad("beantwoorden", verzoek)).url == pad("verzoek", verzoek)
    verzoek.refresh_from_db()
    return verzoek


# On its true ground ------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.clausule("RVB-weigering", "gronden")
def test_politiegegevens_en_de_weging_zijn_van_de_persoon_zelf(cast: Cast) -> None:
    """Nothing is left out by itself on the ground that it is about somebody else (UAVG 41.1 i)."""
    dossier = weegploeg.in_weging(
        cast, speler=cast.politie, naw=gegevens.Persoon(), signalen=[weegploeg.wpg_9()]
    )
    weegploeg.weeg(cast, dossier)
    verzoek = verzoeken.gezocht(cast)
    client = cast.uitvoerder.client
    nakijken = client.get(pad("controleren", verzoek)).content.decode()
    assert nakijken.count(LetOp.POLITIE) > 2  # the signal, the weighing and the interpretation
    assert "Gaat over een andere persoon" not in nakijken

    zonder = stuur(client, pad("controleren", verzoek), politie="")
    assert "Schrijf op met wie van de politie" in zonder.content.decode()
    met = stuur(client, pad("controleren", verzoek), politie="INTERN-teamchef, vandaag")
    assert met.url == pad("beantwoorden", verzoek)
    stuur(client, pad("beantwoorden", verzoek))
    tekst = brief(cast, verzoek)
    assert gegevens.SIGNAAL_WPG_9 in tekst
    assert "Zoekt nieuwe vrienden" in tekst
    for nooit in ("INTERN", "Wat wij niet geven", "onder i UAVG"):
        assert nooit not in tekst
    assert "INTERN-teamchef" in client.get(pad("verzoek", verzoek)).content.decode()


@pytest.mark.parametrize("wie", ["politie", "om"])
def test_dat_iets_wordt_achtergehouden_bespreekt_de_uitvoerder_met_wie_dat_doet(
    cast: Cast, wie: str
) -> None:
    """Of the OM with the OM: the police need not hear of it (MvT 4.4)."""
    dossier = weegploeg.in_weging(cast, naw=gegevens.Persoon())
    leg_achterhouden_vast(dossier, actor=cast.allen[wie].actor)
    verzoek = verzoeken.gezocht(cast)
    client, naam = cast.uitvoerder.client, {"politie": "de politie", "om": "het OM"}[wie]
    blad = client.get(pad("controleren", verzoek)).content.decode()
    assert f"Hierover beslist u samen met {naam}." in blad
    zonder = stuur(client, pad("controleren", verzoek), politie="")
    zin = f"Schrijf op met wie van {naam} u dit besprak, en wanneer."
    assert zonder.context["form"].errors["politie"] == [zin]
    met = stuur(client, pad("controleren", verzoek), politie="INTERN-parket, vandaag")
    assert met.url == pad("beantwoorden", verzoek)


@pytest.mark.clausule("RVB-weigering", "gronden")
@pytest.mark.clausule("RVB-weigering", "redenen")
@pytest.mark.clausule("RVB-weigering", "volledig-bewaard")
def test_een_rij_weglaten_heeft_een_grond_en_een_reden_in_de_brief(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    rij = next(r for r in rijen(cast, verzoek) if r.regel.waarde == "KANARIE-signaal")
    client = cast.uitvoerder.client
    kies = {
        f"weg_{rij.sleutel}": "2",
        "r2_grond": "41-1-d",
        "r2_factoren": ["a", "f"],
        "r2_brief": "BRIEF-onderzoek loopt nog.",
        "r2_volledig": "INTERN-zaak Zilvermeeuw",
    }
    for veld, leeg in (
        ("r2_grond", ""),
        ("r2_factoren", None),
        ("r2_brief", ""),
        ("r2_volledig", ""),
    ):
        fout = stuur(client, pad("controleren", verzoek), **(kies | {veld: leeg}))
        form = fout.context["form"]
        assert set(form.errors) == {veld}
        for ander in set(kies) - {veld}:  # what was filled in stays
            assert form[ander].value() == kies[ander]
    assert not Concept.van(Verzoek.objects.get()).gezien  # type: ignore[union-attr]

    assert stuur(client, pad("controleren", verzoek), **kies).url == pad("beantwoorden", verzoek)
    weer = client.get(pad("controleren", verzoek)).context["form"]
    assert weer["r2_volledig"].value() == kies["r2_volledig"]
    stuur(client, pad("beantwoorden", verzoek))
    tekst = brief(cast, verzoek)
    pagina = client.get(pad("verzoek", verzoek)).content.decode()
    assert "KANARIE-signaal" not in tekst + pagina
    for staat in ("artikel 41 lid 1 onder d UAVG", "BRIEF-onderzoek loopt nog.", FACTOREN["f"]):
        assert staat in tekst
    assert FACTOREN["d"] not in tekst
    assert "INTERN" not in tekst
    assert "INTERN-zaak Zilvermeeuw" in pagina  # kept for bezwaar and court


def test_een_grond_van_het_informeren_is_er_niet(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    keuzes = verzoeken.zonder_anderen(cast, verzoek, redenen={"1": verzoeken.reden("14-5-a")})
    with pytest.raises(NietMogelijk, match="Kies een grond"):
        decisions.controleer(verzoek, actor=cast.uitvoerder.actor, keuzes=keuzes)


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_de_brief_noemt_anderen_alleen_als_er_iets_over_anderen_wegbleef(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    zaak.derden.all().delete()
    tekst = brief(cast, verzoeken.beantwoord(cast))
    assert "KANARIE-signaal" in tekst
    for nooit in ("anderen beschermen", "andere personen", "Wat wij niet geven", "noemen wij niet"):
        assert nooit not in tekst


# Nothing at all ----------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-weigering", "gronden")
@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
@pytest.mark.clausule("RVB-weigering", "volledig-bewaard")
def test_alles_weglaten_is_een_weigering_die_niets_verraadt(cast: Cast) -> None:
    melding = verzoeken.een_melding(cast)
    een = alles_weg(cast, verzoeken.gezocht(cast))
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    meer = alles_weg(cast, verzoek)

    assert len(decisions.zoek(verzoeken.met_identiteit(cast), actor=cast.uitvoerder.actor)) > 2
    tekst = brief(cast, meer)
    for staat in ("Besluit: wij geven geen inzage", WAAROM_NIET, "BRIEF-reden", FACTOREN["b"]):
        assert staat in tekst
    # Whatever there is, and however much: the same letter.
    assert tekst.replace(meer.nummer, "") == brief(cast, een).replace(een.nummer, "")
    verraadt = (melding.nummer, zaak.nummer, "KANARIE", "Reclassering", "archief op", "vernietigd")
    for nooit in (*verraadt, "Wie gegevens", "Soorten gegevens", "INTERN", "Signalen"):
        assert nooit not in tekst, nooit
    soorten = [g.soort.split(".")[1] for g in Gebeurtenis.van(meer).order_by("pk")]
    assert soorten[-1] == "geweigerd"
    pagina = cast.uitvoerder.client.get(pad("verzoek", meer)).content.decode()
    assert "INTERN-reden" in pagina
    assert zaak.nummer in pagina
    # Nor does a later letter say from which files this one kept silent.
    assert meer.bestand.afschrift(meer, "betrokkene").secties[1].titel == "Verzoek"
    assert zaak.nummer not in str(meer.bestand.afschrift(meer, "betrokkene"))


@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
def test_een_dossier_waar_niets_uit_meegaat_staat_niet_in_een_brief_over_een_ander(
    cast: Cast,
) -> None:
    dossier = weegploeg.geagendeerd(cast, naw=gegevens.Persoon())
    zaak = Casus.objects.get()
    verzoek = verzoeken.gezocht(cast)
    weg, open_ = sorted(
        verzoeken.stukken(cast, verzoek), key=lambda stuk: stuk.nummer != dossier.nummer
    )
    assert dossier.nummer in str(open_.rijen)  # "Komt uit"
    keuze = {f"weg_{rij.sleutel}": "1" for rij in weg.rijen}
    mag = {f"blijft_{rij.sleutel}": "Staat vast" for rij in open_.rijen}
    client = cast.uitvoerder.client
    assert stuur(client, pad("controleren", verzoek), **keuze, **mag).status_code == 302
    stuur(client, pad("beantwoorden", verzoek))
    tekst = brief(cast, verzoek)
    assert zaak.nummer in tekst
    assert dossier.nummer not in tekst
    assert "Dossier van de weegploeg" not in tekst
    assert [
        d["nummer"] for d in client.get(pad("verzoek", verzoek)).context["antwoord"]["dossiers"]
    ] == [zaak.nummer]


@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
def test_andersom_verraadt_ook_de_kopie_naar_het_casusoverleg_niets(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast, naw=gegevens.Persoon())
    zaak = Casus.objects.get()
    verzoek = verzoeken.gezocht(cast)
    stukken = {stuk.nummer: stuk for stuk in verzoeken.stukken(cast, verzoek)}
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    keuzes.weg.update({rij.sleutel: Weg("1") for rij in stukken[zaak.nummer].rijen})
    keuzes.blijft.update({rij.sleutel: "Mag" for rij in stukken[dossier.nummer].rijen})
    actor = cast.uitvoerder.actor
    decisions.controleer(verzoek, actor=actor, keuzes=keuzes)
    tekst = brief(cast, decisions.beantwoord(verzoek, actor=actor))
    assert dossier.nummer in tekst
    assert zaak.nummer not in tekst
    assert "kopie naar het casusoverleg" not in tekst
    alle = brief(cast, verzoeken.beantwoord(cast))
    assert "kopie naar het casusoverleg (naam en adres, signalen, weging)" in alle


@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
def test_een_weigering_zegt_ook_niets_over_wat_vernietigd_is(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    velden = {f"weg_{rij.sleutel}": "1" for rij in rijen(cast, verzoek)}
    antwoord = stuur(
        cast.uitvoerder.client,
        pad("controleren", verzoek),
        **velden,
        vernietigd="In 2024 vernietigden wij een melding.",
    )
    assert "haal dit weg" in " ".join(antwoord.context["form"].errors["vernietigd"])


@pytest.mark.clausule("RVB-weigering", "volledig-bewaard")
def test_de_volledige_reden_blijft_zolang_een_dossier_ervan_er_is(cast: Cast) -> None:
    melding, zaak = verzoeken.een_melding(cast), verzoeken.een_casus(cast)
    verzoek = alles_weg(cast, verzoeken.gezocht(cast))
    assert set(verzoek.nummers) == {melding.nummer, zaak.nummer}

    def bewaard() -> str:
        verzoek.refresh_from_db()
        return verzoek.antwoord

    with wijziging():
        verzoek.bestand.vergeet([melding.nummer])
    assert "INTERN-reden" in bewaard()
    assert melding.nummer not in bewaard()
    with wijziging():
        verzoek.bestand.vergeet([zaak.nummer])
    assert "INTERN-reden" not in bewaard()


# Unfounded or excessive --------------------------------------------------------------------------
@pytest.mark.clausule("RVB-weigering", "gronden")
@pytest.mark.clausule("RVB-weigering", "redenen")
@pytest.mark.clausule("RVB-weigering", "volledig-bewaard")
def test_een_kennelijk_ongegrond_verzoek_wordt_geweigerd_zonder_te_zoeken(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast)
    client = cast.uitvoerder.client
    assert pad("weigeren", verzoek) in client.get(pad("verzoek", verzoek)).content.decode()
    vol = {"waarom": "buitensporig", "in_brief": "BRIEF-derde keer", "volledig": "INTERN-lijst"}
    for veld in vol:
        fout = client.post(pad("weigeren", verzoek), vol | {veld: ""})
        assert set(fout.context["form"].errors) == {veld}
    ander = {"in_brief": f"Zie {nieuw_nummer('W', 2026)}, en uw vraag {verzoek.nummer}."}
    fout = client.post(pad("weigeren", verzoek), vol | ander)
    assert "Noem daarin geen ander nummer" in fout.content.decode()
    assert Verzoek.objects.get().loopt

    assert client.post(pad("weigeren", verzoek), vol).url == pad("verzoek", verzoek)
    verzoek.refresh_from_db()
    assert verzoek.stand == Verzoek.Stand.BEANTWOORD
    assert not Inzage.objects.filter(bestand="casusoverleg.casus").exists()
    tekst = brief(cast, verzoek)
    for staat in (
        "Besluit: wij geven geen inzage",
        "buitensporig (artikel 12 lid 5 AVG)",
        "BRIEF-",
    ):
        assert staat in tekst
    assert "INTERN" not in tekst
    assert "Waar wij zochten" not in tekst
    pagina = client.get(pad("verzoek", verzoek)).content.decode()
    assert "INTERN-lijst" in pagina
    assert "Besloten geen inzage te geven" in pagina
    nog_een = client.post(pad("weigeren", verzoek), vol).content.decode()
    assert "weigeren kan nu niet" in nog_een
    assert "INTERN-lijst" in nog_een  # what was typed is shown


@pytest.mark.clausule("RVB-identiteit", "niets-eerder")
@pytest.mark.parametrize(
    ("staat", "soort"),
    [("verzoek", "inzage"), ("met_identiteit", "klacht"), ("beantwoord", "inzage")],
)
def test_weigeren_kan_alleen_bij_een_open_verzoek_van_wie_bekend_is(
    cast: Cast, staat: str, soort: str
) -> None:
    verzoek = getattr(verzoeken, staat)(cast, soort=soort)
    voor = verzoeken.staat_er()
    velden = {"waarom": "ongegrond", "in_brief": "x", "volledig": "x"}
    client = cast.uitvoerder.client
    assert client.get(pad("weigeren", verzoek)).url == pad("verzoek", verzoek)
    assert client.post(pad("weigeren", verzoek), velden).url == pad("verzoek", verzoek)
    with pytest.raises(NietMogelijk):
        decisions.weiger(verzoek, actor=cast.uitvoerder.actor, **velden)
    with pytest.raises(Geweigerd):
        decisions.weiger(verzoek, actor=cast.uitvoerder_casusoverleg.actor, **velden)
    assert verzoeken.staat_er() == voor


# In whose name, and where to go ------------------------------------------------------------------
def overzicht(cast: Cast) -> Verzoek:
    verzoeken.een_casus(cast)
    return verzoeken.beantwoord(cast)


def niets(cast: Cast) -> Verzoek:
    return verzoeken.beantwoord(cast)


def weigering(cast: Cast) -> Verzoek:
    verzoeken.een_casus(cast)
    return alles_weg(cast, verzoeken.gezocht(cast))


def ongegrond(cast: Cast) -> Verzoek:
    return decisions.weiger(
        verzoeken.met_identiteit(cast),
        actor=cast.uitvoerder.actor,
        waarom="ongegrond",
        in_brief="x",
        volledig="x",
    )


@pytest.mark.clausule("RVB-weigering", "namens")
@pytest.mark.clausule("RVB-weigering", "bezwaar")
@pytest.mark.clausule("RVB-weigering", "klacht")
@pytest.mark.clausule("BEV-mandaat", "brieven")
@pytest.mark.parametrize("maak", [overzicht, niets, weigering, ongegrond])
def test_elke_brief_zegt_namens_wie_en_waar_iemand_heen_kan(cast: Cast, maak: Any) -> None:
    verzoek = maak(cast)
    pagina = " ".join(cast.uitvoerder.client.get(pad("verzoek", verzoek)).content.decode().split())
    for tekst in (brief(cast, verzoek), pagina):
        for staat in (
            "Namens het college van burgemeester en wethouders van Venlo",
            "teammanager Veiligheid",
            "Mandaatregister 2019, nummer 4.12",
            "bezwaar maken binnen zes weken na de dag van deze brief",
            "Commissie bezwaarschriften van Gemeente Venlo, Postbus 7",
            "uw naam en adres",
            "Autoriteit Persoonsgegevens",
            "in beroep gaan bij de rechtbank",
        ):
            assert staat in tekst, staat


@pytest.mark.clausule("RVB-weigering", "namens")
@pytest.mark.clausule("BEV-mandaat", "brieven")
def test_zonder_mandaat_gaat_er_geen_brief_uit(cast: Cast) -> None:
    verzoek = verzoeken.nagekeken(cast)
    venlo, client = cast.gemeente.partij, cast.uitvoerder.client
    Mandaat.objects.filter(partij=venlo).update(tot=timezone.localdate())
    zin = "Voor Gemeente Venlo staat geen mandaat vast dat vandaag geldt. Vraag de beheerder"
    for methode in (client.get, client.post):
        antwoord = methode(pad("beantwoorden", verzoek), follow=True)
        assert zin in antwoord.content.decode()
    velden = {"waarom": "ongegrond", "in_brief": "BRIEF-x", "volledig": "x"}
    weigeren = client.post(pad("weigeren", verzoek), velden).content.decode()
    assert zin in weigeren
    assert "BRIEF-x" in weigeren
    assert Verzoek.objects.get().loopt
    maak_mandaat(venlo)
    assert stuur(client, pad("beantwoorden", verzoek)).status_code == 302
    assert not Verzoek.objects.get().loopt


def test_keuzes_komen_heel_terug_uit_het_concept(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    keuzes = verzoeken.zonder_anderen(
        cast, verzoek, vernietigd="x", mee={"a": "b"}, blijft={"c": "d"}
    )
    decisions.controleer(verzoek, actor=cast.uitvoerder.actor, keuzes=keuzes)
    concept = Concept.van(Verzoek.objects.get())
    assert concept is not None
    assert concept.keuzes == keuzes != Keuzes()
