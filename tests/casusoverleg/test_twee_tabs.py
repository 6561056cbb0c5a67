"""What somebody else changed since a page was read is neither overwritten nor decided on."""

import re

import pytest
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.dossier.models import Casus
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Plan
from tests.cast import Cast
from tests.hulp import casussen
from tests.hulp.formulieren import Formulier, lees, open_formulier, stuur
from tests.hulp.gegevens import vandaag


def _gelezen(inhoud: bytes) -> str:
    gevonden = re.search(r'name="gelezen" value="(\d+)"', inhoud.decode())
    assert gevonden
    return gevonden[1]


def velden_bij(inhoud: bytes, adres: str) -> dict[str, list[str]]:
    """What a browser sends to an address, from the form for it on a page."""
    return next(f for f in lees(inhoud) if f.eigen.get("action") == adres).gegevens()


@pytest.mark.clausule("CAS-plan-vaststellen", "vaststellen")
def test_een_plan_dat_niemand_las_wordt_niet_vastgesteld(cast: Cast) -> None:
    casus = casussen.casus(cast)
    plan = casussen.concept(casus, cast, cast.gemeente.partij)
    client, actor = cast.uitvoerder.client, cast.uitvoerder.actor
    url = reverse("casusoverleg:vaststellen", args=[casus.pk])
    gelezen = _gelezen(client.get(url).content)
    plannen.wijzig_plan(plan, actor=actor, doelen=["a", "b"], doel="Onbesproken")
    antwoord = client.post(url, {"gelezen": gelezen, "vastgesteld_op": vandaag()}, follow=True)
    assert "Iemand anders heeft dit net gewijzigd" in antwoord.content.decode()
    assert Plan.objects.get().status == Plan.Status.CONCEPT
    nieuw = _gelezen(client.get(url).content)
    casussen.allen_eens(plan)
    client.post(url, {"gelezen": nieuw, "vastgesteld_op": vandaag()})
    assert Plan.objects.get().status == Plan.Status.VASTGESTELD


def test_een_oud_tabblad_overschrijft_de_analyse_niet(cast: Cast) -> None:
    casus = casussen.casus(cast)
    client = cast.uitvoerder.client
    url = reverse("casusoverleg:analyse", args=[casus.pk])
    gelezen = _gelezen(client.get(url).content)
    decisions.leg_analyse_vast(casus, actor=cast.uitvoerder.actor, analyse="De nieuwe tekst")
    antwoord = client.post(url, {"analyse": "Mijn oude tekst", "gelezen": gelezen})
    casus.refresh_from_db()
    assert casus.analyse == "De nieuwe tekst"
    assert "Mijn oude tekst" in antwoord.content.decode()  # what was typed is kept
    assert "Iemand anders" in antwoord.content.decode()
    client.post(url, {"analyse": "Samen", "gelezen": _gelezen(antwoord.content)})
    casus.refresh_from_db()
    assert casus.analyse == "Samen"


@pytest.mark.parametrize("naam", ["casus", "plan"])
def test_wie_een_ouder_plan_voor_zich_had_las_het_nieuwe_niet(cast: Cast, naam: str) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    client, url = cast.reclassering.client, reverse("casusoverleg:gelezen", args=[zaak.pk])
    oud = velden_bij(client.get(reverse(f"casusoverleg:{naam}", args=[zaak.pk])).content, url)
    plan = casussen.concept(zaak, cast, cast.reclassering.partij)
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    antwoord = client.post(url, oud, follow=True)
    assert "intussen een ander plan" in antwoord.content.decode()
    assert plan.maatregelen.get().gelezen_op is None
    pagina = client.get(reverse(f"casusoverleg:{naam}", args=[zaak.pk]))
    client.post(url, velden_bij(pagina.content, url))
    assert plan.maatregelen.get().gelezen_op == vandaag()


# Two people in one plan --------------------------------------------------------------------------
VAN_EEN, VAN_TWEE = "Van de eerste", "Van de tweede"


def _botst(cast: Cast, url: str, veld: str, **eerste: str) -> tuple[str, Formulier]:
    """The answer to the second of two people who change one field, and the form in it."""
    een, twee = cast.uitvoerder.client, cast.uitvoerder_casusoverleg.client
    oud = open_formulier(twee, url, veld)
    nieuw = open_formulier(een, url, veld)
    assert stuur(een, url, nieuw, **{veld: VAN_EEN} | eerste).status_code == 302
    antwoord = stuur(twee, url, oud, **{veld: VAN_TWEE})
    assert antwoord.status_code == 200
    formulier = next(f for f in lees(antwoord.content) if veld in f.namen)
    return antwoord.content.decode(), formulier


def _pad_van(casus: Casus, wat: str) -> tuple[str, str]:
    """Address of a form of the plan, and a field with words in it."""
    plan = Plan.objects.get(casus=casus)
    if wat == "plan":
        return reverse("casusoverleg:plan_wijzigen", args=[casus.pk]), "doel"
    if wat == "nieuw":
        return reverse("casusoverleg:maatregel_toevoegen", args=[casus.pk]), "omschrijving"
    args = [casus.pk, plan.maatregelen.get().pk]
    return reverse("casusoverleg:maatregel_wijzigen", args=args), "omschrijving"


def _staat_er(wat: str, veld: str) -> str:
    rij = Plan.objects.get() if wat == "plan" else Plan.objects.get().maatregelen.get()
    return str(getattr(rij, veld))


@pytest.fixture
def in_concept(cast: Cast) -> Casus:
    casus = casussen.casus(cast)
    casussen.concept(casus, cast, cast.gemeente.partij)
    return casus


@pytest.mark.clausule("CAS-plan-vaststellen", "samen-wijzigen")
@pytest.mark.parametrize("wat", ["plan", "maatregel"])
def test_de_tweede_ziet_beide_teksten_en_wie_de_andere_opsloeg(
    cast: Cast, in_concept: Casus, wat: str
) -> None:
    url, veld = _pad_van(in_concept, wat)
    pagina, formulier = _botst(cast, url, veld)
    assert f'<p class="co-botsing__inhoud" dir="auto">{VAN_EEN}</p>' in pagina
    assert f'<p class="co-botsing__inhoud" dir="auto">{VAN_TWEE}</p>' in pagina
    assert "Gemeente Venlo wijzigde het plan het laatst" in pagina
    assert formulier.gekozen(veld) == [VAN_TWEE]
    assert _staat_er(wat, veld) == VAN_EEN


@pytest.mark.clausule("CAS-plan-vaststellen", "samen-wijzigen")
@pytest.mark.parametrize("wat", ["plan", "maatregel"])
@pytest.mark.parametrize("keuze", ["houd", "neem", "samen"])
def test_de_tweede_kiest_een_van_beide_of_schrijft_een_tekst_van_beide(
    cast: Cast, in_concept: Casus, wat: str, keuze: str
) -> None:
    url, veld = _pad_van(in_concept, wat)
    _, formulier = _botst(cast, url, veld)
    neem = next(w for w in formulier.opties(f"kies-{veld}") if w)
    anders, wordt = {
        "houd": ({}, VAN_TWEE),
        "neem": ({f"kies-{veld}": neem}, VAN_EEN),
        "samen": ({veld: "Van beide"}, "Van beide"),
    }[keuze]
    twee = cast.uitvoerder_casusoverleg.client
    assert stuur(twee, url, formulier, **anders).status_code == 302
    assert _staat_er(wat, veld) == wordt


@pytest.mark.clausule("CAS-plan-vaststellen", "samen-wijzigen")
def test_wie_koos_en_toch_ook_schreef_verliest_niets(cast: Cast, in_concept: Casus) -> None:
    url, veld = _pad_van(in_concept, "plan")
    _, formulier = _botst(cast, url, veld)
    neem = next(w for w in formulier.opties(f"kies-{veld}") if w)
    twee = cast.uitvoerder_casusoverleg.client
    antwoord = stuur(twee, url, formulier, **{f"kies-{veld}": neem, veld: "Lang over gedaan"})
    assert antwoord.status_code == 200
    nog_een = next(f for f in lees(antwoord.content) if veld in f.namen)
    assert nog_een.gekozen(veld) == ["Lang over gedaan"]
    assert "u veranderde ook het veld" in antwoord.content.decode()
    assert _staat_er("plan", veld) == VAN_EEN


def test_wat_intussen_weer_veranderde_wordt_niet_ongezien_overgenomen(
    cast: Cast, in_concept: Casus
) -> None:
    url, veld = _pad_van(in_concept, "plan")
    _, formulier = _botst(cast, url, veld)
    neem = next(w for w in formulier.opties(f"kies-{veld}") if w)
    een, twee = cast.uitvoerder.client, cast.uitvoerder_casusoverleg.client
    stuur(een, url, open_formulier(een, url, veld), **{veld: "Nog een keer"})
    antwoord = stuur(twee, url, formulier, **{f"kies-{veld}": neem})
    assert "Nu staat er: Nog een keer" in antwoord.content.decode()
    assert _staat_er("plan", veld) == "Nog een keer"


def test_een_veld_dat_de_tweede_niet_wijzigde_houdt_wat_de_eerste_opsloeg(
    cast: Cast, in_concept: Casus
) -> None:
    """Each field by itself: he keeps his own text, and what he never touched stays as the first left it."""
    url, veld = _pad_van(in_concept, "maatregel")
    pagina, formulier = _botst(cast, url, veld, wie="Wijkagent", prioriteit="hoog")
    assert "Wat er stond, u wijzigde dit niet" in pagina
    twee = cast.uitvoerder_casusoverleg.client
    assert stuur(twee, url, formulier).status_code == 302
    maatregel = Plan.objects.get().maatregelen.get()
    assert (maatregel.omschrijving, maatregel.wie) == (VAN_TWEE, "Wijkagent")
    assert maatregel.prioriteit == "hoog"


@pytest.mark.clausule("CAS-plan-vaststellen", "samen-wijzigen")
@pytest.mark.parametrize(
    ("wat", "verder"),
    [("plan", False), ("maatregel", False), ("nieuw", False), ("maatregel", True)],
)
def test_wie_typt_terwijl_een_ander_vaststelt_houdt_zijn_tekst(
    cast: Cast, in_concept: Casus, wat: str, verder: bool
) -> None:
    """The version is closed, also when the next one was begun: nothing is stored, and nothing lost."""
    url, veld = _pad_van(in_concept, wat)
    twee, actor = cast.uitvoerder_casusoverleg.client, cast.uitvoerder.actor
    oud = open_formulier(twee, url, veld)
    plan = casussen.stel_vast(Plan.objects.get(), actor=actor)
    if verder:
        plannen.maak_nieuwe_versie(in_concept, actor=actor)
    antwoord = stuur(twee, url, oud, **{veld: VAN_TWEE})
    assert antwoord.status_code == 200
    formulier = next(f for f in lees(antwoord.content) if veld in f.namen)
    assert formulier.gekozen(veld) == [VAN_TWEE]
    assert "net vastgesteld" in antwoord.content.decode()
    plan.refresh_from_db()
    assert VAN_TWEE not in (plan.doel, plan.maatregelen.get().omschrijving)
    # Who may not, is told nothing of it.
    om = cast.om.client.post(url, oud.gegevens(**{veld: VAN_TWEE}))
    assert om.status_code == 404


@pytest.mark.clausule("CAS-plan-vaststellen", "samen-wijzigen")
def test_wie_typt_terwijl_een_ander_de_maatregel_schrapt_houdt_zijn_tekst(
    cast: Cast, in_concept: Casus
) -> None:
    url, veld = _pad_van(in_concept, "maatregel")
    twee = cast.uitvoerder_casusoverleg.client
    oud = open_formulier(twee, url, veld)
    maatregel = Plan.objects.get().maatregelen.get()
    plannen.schrap_maatregel(maatregel, actor=cast.uitvoerder.actor)
    antwoord = stuur(twee, url, oud, **{veld: VAN_TWEE})
    assert antwoord.status_code == 200
    assert "Deze maatregel is net geschrapt." in antwoord.content.decode()
    formulier = next(f for f in lees(antwoord.content) if veld in f.namen)
    assert formulier.gekozen(veld) == [VAN_TWEE]
    assert not Plan.objects.get().maatregelen.exists()
    assert twee.get(url).status_code == 404  # there is nothing to open
    assert cast.om.client.post(url, oud.gegevens(**{veld: VAN_TWEE})).status_code == 404
