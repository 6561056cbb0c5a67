"""What kind of statement a signal is, what it may point to, and what the OM says of its data (MC 1 h, 6 a)."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.gegevens import TERUGHOUDEND
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.weigering import NietMogelijk
from meldingen import decisions as meldingen
from register.muur import als
from register.registry import bestand_van_rij
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, gegevens, weegploeg
from tests.hulp.meldingen import een_signaal, maak_melding
from weegploeg.duiding.decisions import Antwoord, beantwoord_vraag
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.models import Signaal, WeegploegDossier

HOREN, WIJST = "Van horen zeggen", "Kan wijzen op uitreizen, terugkeer"
LABELS: dict[str, Any] = {"aard": "horen_zeggen", "gericht_op": ["uitreizen", "terugkeer"]}
ONZEKER = {"om_soort": "strafvorderlijk", "onzeker": True}


def _van_om(**anders: Any) -> Any:
    return weegploeg.signaal("wjsg-39f", "Onderzoek Reiger", **anders)


def _pagina(speler: Speler, naam: str, *args: Any, vraag: str = "") -> str:
    return str(speler.client.get(reverse(naam, args=args) + vraag).content.decode())


def _overal(cast: Cast, dossier: WeegploegDossier) -> dict[str, str]:
    """Each page that shows the signals of a weighed file, until they stand in a casus."""
    keuze = "?uitkomst=casusoverleg"
    uit = {
        "dossier": _pagina(cast.om, "weegploeg:dossier", dossier.pk),
        "kiezen": _pagina(cast.uitvoerder, "weegploeg:besluiten", dossier.pk, vraag=keuze),
    }
    weegploeg.agendeer(cast, dossier)
    casus = Casus.objects.get(zaak=dossier.zaak)
    uit["casus"] = _pagina(cast.gemeente, "casusoverleg:casus", casus.pk)
    for rij in (dossier, casus):
        afschrift = bestand_van_rij(rij).afschrift(rij, Publiek.BETROKKENE)
        uit[f"overzicht {rij.nummer}"] = str([r for s in afschrift.secties for r in s.regels])
    return uit


@pytest.mark.clausule("DEF-signaal", "feitelijk")
@pytest.mark.clausule("DEF-signaal", "soorten")
def test_bij_een_signaal_staat_overal_wat_voor_uitspraak_het_is_en_waarop_het_wijst(
    cast: Cast,
) -> None:
    melding = maak_melding(cast, signalen=[een_signaal(cast.gemeente, **LABELS)])
    paginas = {"melding": _pagina(cast.gemeente, "meldingen:melding", melding.pk)}
    dossier = meldingen.breng_in(melding, actor=cast.gemeente.actor)
    paginas |= _overal(cast, weegploeg.weeg(cast, dossier))
    assert len(paginas) == 6
    for waar, tekst in paginas.items():
        assert HOREN in tekst, waar
        assert WIJST in tekst, waar


@pytest.mark.clausule("DEF-signaal", "feitelijk")
@pytest.mark.clausule("DEF-signaal", "soorten")
@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"aard": ""}, "aard"),
        ({"aard": "onbekend"}, "aard"),
        ({"gericht_op": []}, "gericht_op"),
        ({"gericht_op": ["onzin"]}, "gericht_op"),
    ],
)
def test_zonder_aard_of_waarop_het_wijst_komt_er_geen_signaal_bij(
    cast: Cast, fout: dict[str, Any], veld: str
) -> None:
    dossier, melding = weegploeg.in_weging(cast), maak_melding(cast)
    grond = grondslag("avg-6-1-e")
    goed = {**gegevens.SOORT, "omschrijving": "Kocht een kaart"}
    for rij, naam in ((dossier, "weegploeg:signaal"), (melding, "meldingen:signaal")):
        pad = reverse(naam, args=[rij.pk])
        antwoord = cast.gemeente.client.post(pad, goed | {"grondslag": grond.pk} | fout)
        assert set(antwoord.context["form"].errors) == {veld}
        assert 'value="onbekend"' not in antwoord.content.decode()
        assert rij.signalen.count() == 1
    velden = {**goed, "grondslag": grond, **fout}
    with pytest.raises(NietMogelijk) as gevangen:
        inbrengen.voeg_signaal_toe(dossier, actor=cast.gemeente.actor, velden=velden)  # type: ignore[arg-type]
    assert veld in gevangen.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        dossier.signalen.update(aard="")


@pytest.mark.clausule("DEF-signaal", "feitelijk")
def test_ook_een_gegeven_in_de_casus_zegt_wat_voor_uitspraak_het_is(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    grond = grondslag("avg-6-1-e").pk
    velden = {
        "omschrijving": "x",
        "noodzaak": "y",
        "grondslag": grond,
        "gebruik": "wet",
        "voor": "casus",
    }
    client = cast.gemeente.client
    assert set(client.post(pad, velden).context["form"].errors) == {"aard"}
    assert client.post(pad, velden | {"aard": "mening"}).status_code == 302
    assert "Mening" in _pagina(cast.om, "casusoverleg:casus", zaak.pk)


@pytest.mark.clausule("WJSG-soort", "soort")
def test_bij_gegevens_van_het_om_staat_wat_voor_gegevens_het_zijn(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:signaal", args=[dossier.pk])
    velden = {**gegevens.SOORT, "omschrijving": "x", "grondslag": grondslag("wjsg-39f").pk}
    assert set(cast.om.client.post(pad, velden).context["form"].errors) == {"om_soort"}
    assert cast.om.client.post(pad, velden | {"om_soort": "justitieel"}).status_code == 302
    assert "Justitiële gegevens" in _pagina(cast.politie, "weegploeg:dossier", dossier.pk)
    assert 'name="om_soort"' not in _pagina(cast.gemeente, "weegploeg:signaal", dossier.pk)
    for soort in ("", "justitieel"):  # of the OM it is needed, of nobody else it can be
        speler = cast.gemeente if soort else cast.om
        code = gegevens.GROND[speler.partij.soort]
        with pytest.raises(NietMogelijk) as gevangen:
            inbrengen.voeg_signaal_toe(
                dossier, actor=speler.actor, velden=weegploeg.signaal(code, om_soort=soort)
            )
        assert set(gevangen.value.message_dict) == {"om_soort"}
    for fout in ({"onzeker": True}, {"om_soort": "onzin"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            dossier.signalen.filter(om_soort="").update(**fout)


@pytest.mark.clausule("WJSG-soort", "onzeker")
@pytest.mark.clausule("WJSG-soort", "terughoudend")
def test_waar_een_onzeker_onderzoek_wordt_doorgegeven_vraagt_een_zin_om_terughoudendheid(
    cast: Cast,
) -> None:
    zeker = weegploeg.gewogen(cast, speler=cast.om, signalen=[_van_om()])
    onzeker = weegploeg.gewogen(cast, speler=cast.om, signalen=[_van_om(**ONZEKER)])
    for tekst in _overal(cast, zeker).values():
        assert "terughoudend" not in tekst
    paginas = _overal(cast, onzeker)
    for waar, tekst in paginas.items():
        assert TERUGHOUDEND.rstrip(".") in tekst, waar


@pytest.mark.parametrize("app", ["meldingen", "weegploeg", "casusoverleg"])
def test_van_gegevens_van_voor_die_tijd_staat_er_dat_het_niet_is_vastgelegd(
    cast: Cast, app: str
) -> None:
    """What the migration does with rows of an earlier release, and that they move on as they are."""
    melding = maak_melding(cast, cast.om)
    dossier = weegploeg.gewogen(cast, speler=cast.om, signalen=[_van_om()])
    weegploeg.in_weging(cast, dossier=dossier)
    casus = casussen.casus(cast, signalen=[_van_om(partij_id=cast.om.partij.pk)])
    rijen = {"meldingen": melding, "weegploeg": dossier, "casusoverleg": casus}[app].signalen
    rijen.update(aard="onbekend", gericht_op=[], om_soort="")
    nummer = {"meldingen": "0003", "weegploeg": "0013", "casusoverleg": "0007"}[app]
    with als(Actor.systeem("proef")):
        import_module(f"{app}.migrations.{nummer}_soort_gegeven").vul(apps, None)
    per_partij = dict(rijen.values_list("partij__soort", "om_soort"))
    assert per_partij.pop("om") == "onbekend"
    assert set(per_partij.values()) <= {""}
    if app == "meldingen":
        nieuw = meldingen.breng_in(melding, actor=cast.om.actor)
        signaal = Signaal.objects.get(dossier=nieuw)
        assert (signaal.aard, signaal.gericht_op, signaal.om_soort) == ("onbekend", [], "onbekend")
        assert "Niet vastgelegd" in _pagina(cast.om, "weegploeg:dossier", nieuw.pk)


def _vraag_aan_reclassering(cast: Cast) -> WeegploegDossier:
    return weegploeg.gevraagd(cast, cast.reclassering.partij)


@pytest.mark.clausule("REC-werk", "werk")
def test_een_antwoord_van_de_reclassering_zegt_bij_welk_werk_het_hoort(cast: Cast) -> None:
    dossier = _vraag_aan_reclassering(cast)
    vraag, client = dossier.duidingsvragen.get(), cast.reclassering.client
    pad = reverse("weegploeg:vraag", args=[vraag.pk])
    velden = {"antwoord": "Hij komt op tijd.", "grondslag": grondslag("reclassering-8").pk}
    for fout in ({}, {"werk": "onbekend"}):
        assert set(client.post(pad, velden | fout).context["form"].errors) == {"werk"}
    assert client.post(pad, velden | {"werk": "taakstraf"}).status_code == 302
    assert "Taakstraf" in _pagina(cast.om, "weegploeg:dossier", dossier.pk)


@pytest.mark.clausule("REC-werk", "werk")
def test_ook_wat_de_reclassering_in_de_casus_brengt_zegt_dat(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    pad, client = reverse("casusoverleg:bijdrage", args=[zaak.pk]), cast.reclassering.client
    grond = grondslag("reclassering-8")
    velden = {**gegevens.INBRENG, "omschrijving": "x", "noodzaak": "y", "grondslag": grond.pk}
    assert set(client.post(pad, velden).context["form"].errors) == {"werk"}
    assert client.post(pad, velden | {"werk": "voorlichting"}).status_code == 302
    assert "Voorlichting en advies" in _pagina(cast.om, "casusoverleg:casus", zaak.pk)
    assert 'name="werk"' not in _pagina(cast.gemeente, "casusoverleg:bijdrage", zaak.pk)
    for speler, werk in ((cast.reclassering, ""), (cast.gemeente, "toezicht")):
        code = "reclassering-8" if speler is cast.reclassering else "avg-6-1-e"
        with pytest.raises(NietMogelijk) as gevangen:
            casussen.breng_in(
                zaak,
                actor=speler.actor,
                omschrijving="x",
                aard="feit",
                grondslag=grondslag(code),
                noodzaak="y",
                werk=werk,
            )
        assert set(gevangen.value.message_dict) == {"werk"}


def test_van_wat_de_reclassering_eerder_gaf_staat_er_dat_het_niet_is_vastgelegd(cast: Cast) -> None:
    dossier = _vraag_aan_reclassering(cast)
    zaak = casussen.casus(cast, cast.reclassering.partij)
    rij = dossier.duidingsvragen.get()
    antwoord = Antwoord("Ja", grondslag=grondslag("reclassering-8"), werk="toezicht")
    beantwoord_vraag(rij, actor=cast.uitvoerder.actor, antwoord=antwoord)
    casussen.breng_in(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="x",
        aard="feit",
        grondslag=grondslag("reclassering-8"),
        noodzaak="y",
        werk="toezicht",
    )
    for rijen, migratie in (
        (dossier.duidingsvragen, "weegploeg.migrations.0014_werk_reclassering"),
        (zaak.bijdragen, "casusoverleg.migrations.0008_werk_reclassering"),
    ):
        rijen.update(werk="")
        with als(Actor.systeem("proef")):
            import_module(migratie).vul(apps, None)
        assert rijen.get().werk == "onbekend"
    assert "Niet vastgelegd" in _pagina(cast.om, "casusoverleg:casus", zaak.pk)
