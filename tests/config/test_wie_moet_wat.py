"""What stands on whose worklist, and until when: the day to act, what is due by law, and each thing once."""

from collections import Counter
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.urls import reverse

from config.templatetags.kader import termijn_tekst
from convenant.models import Convenant
from gedeeld.afschrift import Publiek
from gedeeld.rules import VERGADERT
from register.models import Gebeurtenis, Taak
from register.werk import PAST, Werk
from retention.bestand import ArchiefBestand
from retention.models import Archiefstuk
from tests.cast import Cast, Speler
from tests.config.test_werklijst import WERKLIJST, elke_stand, lijst
from tests.hulp import bijlage1, oud, vandaag, weegploeg
from tests.hulp.meldingen import maak_melding
from weegploeg.rules import informeren_uiterlijk

NAKIJKEN = "Wordt vernietigd: kijk of dat klopt"


def rijen(lid: Speler, wat: str = "") -> list[Werk]:
    """What somebody's page shows, of one act."""
    return [rij for rij in lijst(lid).rijen if rij.wat.startswith(wat)]


# The day to act is not the day of destruction ------------------------------------------------------
def test_een_taak_heeft_een_eigen_werkdag_en_het_einde_van_het_dossier_staat_erbij(
    cast: Cast,
) -> None:
    begin = vandaag() - timedelta(days=20)
    nieuw = weegploeg.in_weging(cast, op=begin)
    gewogen = weegploeg.gewogen(cast, op=begin)
    vraagt = weegploeg.nadere_duiding(cast, op=begin)
    nee = weegploeg.niet_geagendeerd(cast, op=begin)
    melding = maak_melding(cast)
    wegen, _ = rijen(cast.om, "Weeg de signalen")  # its own, also where another party weighed
    assert {wegen.nummer, _.nummer} == {nieuw.nummer, gewogen.nummer}
    (besluit,) = rijen(cast.uitvoerder, "Leg het besluit vast")
    (antwoord,) = rijen(cast.uitvoerder, "Leg een antwoord vast")
    (terug,) = rijen(cast.gemeente, "Koppel het besluit terug")
    (behandelen,) = [r for r in rijen(cast.gemeente, "Melding") if r.nummer == melding.nummer]
    assert wegen.uiterlijk == besluit.uiterlijk == terug.uiterlijk == begin + VERGADERT
    assert antwoord.uiterlijk == vraagt.duidingsvragen.get().uiterlijk
    assert behandelen.uiterlijk == vandaag() + timedelta(days=14)
    assert besluit.einde == gewogen.laatste_dag
    assert terug.einde == nee.laatste_dag
    assert behandelen.einde == melding.vergeten_op
    tekst = " ".join(cast.uitvoerder.client.get(WERKLIJST).content.decode().split())
    assert "nog 10 dagen" in tekst
    assert "Wordt vernietigd na" in tekst


def test_de_werkdag_ligt_nooit_na_het_einde_van_het_dossier(cast: Cast) -> None:
    lang = vandaag() - relativedelta(months=5, days=20)
    dossier = weegploeg.niet_geagendeerd(cast, ontvangen_op=lang)
    assert dossier.laatste_dag
    taken = list(Taak.objects.filter(einde__isnull=False, uiterlijk__isnull=False))
    assert taken
    assert [taak for taak in taken if taak.uiterlijk > taak.einde] == []


def test_wat_wettelijk_binnen_twee_weken_moet_staat_er_altijd(cast: Cast) -> None:
    for n in range(PAST + 5):  # all of it late, and none of it by law
        oud.melding(cast, vandaag() - timedelta(days=60), nummer=f"M-2020-{n:04d}")
    ontvangen = vandaag() + timedelta(days=12) - relativedelta(months=1)
    dossier = weegploeg.gewogen(cast, op=ontvangen)
    laat = weegploeg.gewogen(cast, op=vandaag() - timedelta(days=50))
    lijst_ = lijst(cast.uitvoerder)
    informeren = [rij for rij in lijst_.rijen if rij.wat.startswith("Leg vast of het subject")]
    assert [rij.nummer for rij in informeren] == [laat.nummer, dossier.nummer]
    assert informeren[1].uiterlijk == informeren_uiterlijk(ontvangen).dag
    assert lijst_.meer
    te_laat, binnenkort = lijst_.groepen[:2]
    assert te_laat.rijen[0].nummer == laat.nummer  # before a hundred that no law asks for
    assert binnenkort.rijen[0].nummer == dossier.nummer
    tekst = cast.uitvoerder.client.get(WERKLIJST).content.decode()
    assert tekst.count("Wettelijke termijn") == 2


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (12, "nog 12 dagen"),
        (-1, "1 dag te laat"),
        (-3, "3 dagen te laat"),
        (-90, "2 maanden te laat"),
        (-2098, "5 jaar te laat"),
        (166, "nog 5 maanden"),
        (1826, "nog 5 jaar"),
    ],
)
def test_hoe_lang_nog_staat_er_in_woorden_die_iemand_uitspreekt(dagen: int, zin: str) -> None:
    assert termijn_tekst(dagen) == zin


# One thing stands once ---------------------------------------------------------------------------
def test_een_ding_staat_er_een_keer(cast: Cast) -> None:
    elke_stand(cast)
    lang = vandaag() - relativedelta(months=5, days=20)
    dossier = weegploeg.gewogen(cast, op=lang)  # destroyed soon, and there is something to do
    for naam, lid in cast.allen.items():
        if lid.vertegenwoordiging.rol in ("toezichthouder", "fg", "beheerder"):
            continue
        dubbel = [
            w for w, n in Counter((r.wat, r.nummer, r.url) for r in rijen(lid)).items() if n > 1
        ]
        assert not dubbel, naam
    van_dit = [rij for rij in rijen(cast.uitvoerder) if rij.nummer == dossier.nummer]
    assert van_dit
    assert NAKIJKEN not in {rij.wat for rij in van_dit}
    assert {rij.einde for rij in van_dit} == {dossier.laatste_dag}


# Whether it is rightly destroyed -------------------------------------------------------------------
@pytest.mark.clausule("RET-laatste-verwerking", "niet-controle")
def test_kijk_of_dat_klopt_kan_worden_afgevinkt(cast: Cast) -> None:
    dossier = weegploeg.zonder_taak(cast)
    (rij,) = rijen(cast.uitvoerder, NAKIJKEN)
    assert not rijen(cast.politie, NAKIJKEN)  # who keeps the file looks
    assert cast.politie.client.get(rij.url).status_code == 404
    pagina = cast.uitvoerder.client.get(rij.url).content.decode()
    assert dossier.nummer in pagina
    assert reverse("weegploeg:dossier", args=[dossier.pk]) in pagina
    dossier.refresh_from_db()
    klok = dossier.laatste_verwerking_op
    assert cast.uitvoerder.client.post(rij.url).status_code == 302
    assert not rijen(cast.uitvoerder, NAKIJKEN)
    assert not rijen(cast.uitvoerder_weegploeg, NAKIJKEN)
    gebeurd = Gebeurtenis.van(dossier).get(soort="retention.nagekeken")
    assert gebeurd.gebruiker_id == cast.uitvoerder.gebruiker.pk
    dossier.refresh_from_db()
    assert dossier.laatste_verwerking_op == klok
    again = cast.uitvoerder.client.post(rij.url, follow=True).content.decode()
    assert "al nagekeken" in again
    assert Gebeurtenis.van(dossier).filter(soort="retention.nagekeken").count() == 1


def test_na_iets_nieuws_moet_er_opnieuw_worden_gekeken(cast: Cast) -> None:
    dossier = oud.dossier(cast, vandaag() - relativedelta(months=5, days=10), stand="in_weging")
    Taak.objects.filter(dossier=dossier).delete()  # whatever else waits
    (rij,) = rijen(cast.uitvoerder, NAKIJKEN)
    cast.uitvoerder.client.post(rij.url)
    assert not rijen(cast.uitvoerder, NAKIJKEN)
    dossier.inbrengen.update(ontvangen_op=vandaag() - relativedelta(months=5, days=12))
    oud._afgeleid(dossier)
    Taak.objects.filter(dossier=dossier).delete()
    assert rijen(cast.uitvoerder, NAKIJKEN)


# What has no file, and what lies in the archive ---------------------------------------------------------
EVALUEER = "Evalueer het convenant"


@pytest.mark.clausule("CON-evaluatie", "twee-jaar")
def test_de_evaluatie_van_het_convenant_staat_bij_de_beheerder_tot_zij_is_gedaan(
    cast: Cast,
) -> None:
    Convenant.objects.filter(pk=cast.convenant.pk).update(
        in_werking_op=vandaag() - relativedelta(years=2) + timedelta(days=1)
    )
    assert not rijen(cast.beheerder, EVALUEER)
    sinds = vandaag() - relativedelta(years=7, days=3)
    Convenant.objects.filter(pk=cast.convenant.pk).update(in_werking_op=sinds)
    (rij,) = rijen(cast.beheerder, EVALUEER)
    assert rij.uiterlijk == sinds + relativedelta(years=2)
    assert "5 jaar te laat" in cast.beheerder.client.get(WERKLIJST).content.decode()
    for naam, lid in cast.allen.items():
        assert naam in ("beheerder", "fg") or not rijen(lid, EVALUEER), naam
    velden = {"staatscourant": "", "gepubliceerd_op": "", "geevalueerd_op": vandaag().isoformat()}
    assert cast.beheerder.client.post(rij.url, velden).status_code == 302
    assert not rijen(cast.beheerder, EVALUEER)


ALSNOG = "Informeer het subject van een dossier in het archief"


@pytest.mark.clausule("INF-alsnog", "herinnering")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-bericht")
def test_in_het_archief_blijft_wie_niet_is_geinformeerd_op_de_lijst(cast: Cast) -> None:
    lang = vandaag() - relativedelta(years=1, days=5)
    niet, wel = weegploeg.afgesloten(cast, op=lang), weegploeg.afgesloten(cast, op=lang)
    weegploeg.geinformeerd(cast, wel, op=lang)
    call_command("bewaartermijnen")
    (rij,) = rijen(cast.uitvoerder_weegploeg, ALSNOG)
    assert (rij.nummer, rij.wettelijk) == (niet.nummer, True)
    assert rij.uiterlijk == informeren_uiterlijk(lang).dag
    assert not rijen(cast.politie, ALSNOG)
    assert cast.politie.client.get(rij.url).status_code == 404
    client = cast.uitvoerder_weegploeg.client
    assert niet.nummer in client.get(rij.url).content.decode()
    fout = client.post(rij.url, {"op": (vandaag() + timedelta(days=1)).isoformat(), "hoe": "Brief"})
    assert "tussen het openen van het dossier en vandaag" in fout.content.decode()
    velden = {"op": vandaag().isoformat(), "hoe": "Brief van de burgemeester"}
    assert client.post(rij.url, velden).status_code == 302
    assert not rijen(cast.uitvoerder_weegploeg, ALSNOG)
    stuk = Archiefstuk.objects.get(pk=niet.pk)
    assert stuk.laatste_verwerking_op == lang
    for publiek in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
        afschrift = ArchiefBestand().afschrift(stuk, publiek)
        assert "Brief van de burgemeester" in {
            regel.waarde for regel in afschrift.secties[-1].regels
        }
    assert "al geïnformeerd" not in client.get(rij.url, follow=True).content.decode()
    assert "hoeft niemand meer" in client.get(rij.url, follow=True).content.decode()


VERKLARING = "Vraag een nieuwe verklaring van geheimhouding"


def test_een_verklaring_die_afloopt_staat_op_tijd_bij_de_beheerder(cast: Cast) -> None:
    partij = cast.extern.partij
    assert not rijen(cast.beheerder, VERKLARING)
    laatste = vandaag() + timedelta(days=20)
    partij.geheimhouding.update(geldig_tot=laatste + timedelta(days=1))
    (rij,) = rijen(cast.beheerder, VERKLARING)
    assert (rij.wat, rij.uiterlijk) == (f"{VERKLARING}: {partij.naam}", laatste)
    velden = {"getekend_op": vandaag().isoformat(), "getekend_door": "directeur"}
    velden["geldig_tot"] = (vandaag() + timedelta(days=365)).isoformat()
    assert cast.beheerder.client.post(rij.url, velden).status_code == 302
    assert not rijen(cast.beheerder, VERKLARING)
    partij.geheimhouding.update(geldig_tot=vandaag() + timedelta(days=1))
    bijlage1.beeindig(cast.beheerder.actor, partij)
    assert not rijen(cast.beheerder, VERKLARING)  # nobody waits for a partner that is out
