"""Each of the two walls is enough: with the other one gone nobody reads what is not for them (ADR 9)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import DateField, Q, QuerySet, Value
from django.urls import reverse

import beveiliging.querysets
import retention.querysets
from beveiliging.querysets import Uitkomst
from casusoverleg.deelname.querysets import DeelnameverzoekQuerySet
from casusoverleg.models import Casus, Plan
from casusoverleg.partijvraag.querysets import PartijvraagQuerySet
from casusoverleg.plan.querysets import PlanQuerySet
from casusoverleg.querysets import CasusQuerySet
from casusoverleg.verstrekking.querysets import VerstrekkingQuerySet
from meldingen.querysets import MeldingQuerySet
from mensen.models import Inlog
from overleg.querysets import (
    AgendapuntQuerySet,
    GenodigdeQuerySet,
    OpmerkingQuerySet,
    OverlegQuerySet,
)
from privacy_rights.querysets import VerzoekQuerySet
from register import berichten
from register.models import Bericht, Dossier, DossierQuerySet, Gebeurtenis, Inzage, Taak
from register.models.aan_het_dossier import TaakQuerySet, ToezichtvraagQuerySet
from register.muur import als
from retention.querysets import VernietigingQuerySet
from tests.privacy_rights.pdf_tekst import pdf_tekst
from tests.toegang import matrix
from tests.toegang.matrix import ALTIJD, APPS, WEG, Regel, regels, van
from tests.toegang.muren import breek_tweede_muur
from tests.toegang.test_matrix import BUITENSTAANDERS, TELT, ZOEK, _sleutels
from tests.toegang.toneel import Toneel
from weegploeg.querysets import WeegploegQuerySet

# They read something, but not everything: with the outsiders the roles for which a wall matters.
DEELS = ("uitvoerder_casusoverleg", "extern", "reclassering", "om")
ROLLEN = (*BUITENSTAANDERS, *DEELS)
DELEN = 4
KIEZERS = {
    DossierQuerySet: ["visible_to"],
    MeldingQuerySet: ["visible_to", "door_te_geven_door"],
    WeegploegQuerySet: ["visible_to"],
    CasusQuerySet: ["visible_to", "written_by", "contributed_by"],
    PlanQuerySet: ["visible_to"],
    DeelnameverzoekQuerySet: ["visible_to"],
    PartijvraagQuerySet: ["visible_to", "eigen"],
    VerstrekkingQuerySet: ["visible_to"],
    VerzoekQuerySet: ["visible_to"],
    TaakQuerySet: ["voor"],
    ToezichtvraagQuerySet: ["van"],
    VernietigingQuerySet: ["visible_to"],
    OverlegQuerySet: ["visible_to", "van"],
    AgendapuntQuerySet: ["visible_to"],
    GenodigdeQuerySet: ["visible_to"],
    OpmerkingQuerySet: ["visible_to"],
}  # fmt: skip


def breek_eerste_muur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every queryset that says who sees or keeps a file says "everybody"."""

    def alles(qs: QuerySet[Any], *_: object) -> QuerySet[Any]:
        return qs.all()

    for soort, namen in KIEZERS.items():
        for naam in namen:
            monkeypatch.setattr(soort, naam, alles)
    alle_berichten = Bericht.objects.annotate(
        leest=Value(value=True), gearchiveerd_op=Value(None, DateField())
    )
    monkeypatch.setattr(berichten, "ongelezen", lambda _: alle_berichten.all())
    monkeypatch.setattr(retention.querysets, "leesbaar", lambda *_: Q())
    alle_inzage = Inzage.objects.annotate(uitkomst=Value(Uitkomst.GEZIEN))
    monkeypatch.setattr(beveiliging.querysets, "inzage", lambda _: alle_inzage.all())
    monkeypatch.setattr(
        beveiliging.querysets, "gebeurtenissen", lambda _: Gebeurtenis.objects.all()
    )
    monkeypatch.setattr(beveiliging.querysets, "inlog", lambda _: Inlog.objects.all())


def _leest_niet(rol: str, app: str, stand: str) -> bool:
    """Whether the table gives this role no page at all of this file."""
    eigen = [r for r in regels() if r.naam.startswith(f"{app}:") and stand in r.standen]
    return all(regel.verwacht(rol, stand) == WEG for regel in eigen)


def _bezoeken(app: str) -> Iterator[tuple[Regel, str, list[str]]]:
    """Each page in each state, with who asks for it: a quarter of the roles, in each state another quarter.

    So every role asks for every page, and in every state for a quarter of the pages. That each role finds
    what it should in each state of each page is proved with both walls (test_tabel).
    """
    for begin, regel in enumerate(van(app)):
        delen = min(DELEN, len(regel.standen))
        for nr, stand in enumerate(regel.standen, begin):
            yield regel, stand, [rol for plek, rol in enumerate(ROLLEN) if (plek + nr) % delen == 0]


def _buiten(regel: Regel, app: str, stand: str, rollen: list[str]) -> list[str]:
    """Who of them reads nothing of this file."""
    if stand == ALTIJD:
        return [r for r in rollen if r in BUITENSTAANDERS and (r, regel.naam) not in TELT]
    return [rol for rol in rollen if _leest_niet(rol, app, stand)]


def _gelekt(toneel: Toneel, antwoord: Any) -> set[str]:
    inhoud = antwoord.content
    return toneel.gelekt(pdf_tekst(inhoud) if inhoud.startswith(b"%PDF") else inhoud.decode())


def _geen_kanarie_bij_zoeken(toneel: Toneel) -> None:
    for rol in ("maastricht", "elders", "uitgesloten"):
        antwoord = toneel.spelers[rol].client.post(reverse("zoeken"), ZOEK, follow=True)
        assert antwoord.status_code == 200
        assert not toneel.gelekt(antwoord.content.decode().replace('value="Kanarie"', "")), rol


def _extern_leest_alleen_het_plan(toneel: Toneel) -> None:
    """An external partner reads the name in an adopted plan, and no canary in capitals."""
    client = toneel.cast.extern.client
    for regel in regels():
        if regel.naam.startswith("casusoverleg:"):
            for stand in regel.standen:
                pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
                inhoud = matrix.vraag(client, regel, pad).content.decode()
                assert "KANARIE" not in inhoud, (regel.naam, stand)


# Without the first wall ------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.parametrize("app", APPS)
def test_zonder_de_eerste_muur_lekt_geen_pagina(
    toneel: Toneel, app: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    breek_eerste_muur(monkeypatch)
    clients = {rol: toneel.spelers[rol].client for rol in ROLLEN}
    for regel, stand, rollen in _bezoeken(app):
        pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
        for rol in _buiten(regel, app, stand, rollen):
            antwoord = matrix.vraag(clients[rol], regel, pad)
            assert not _gelekt(toneel, antwoord), (rol, regel.naam, stand)


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_zonder_de_eerste_muur_leest_een_externe_partner_alleen_het_plan(
    toneel: Toneel, monkeypatch: pytest.MonkeyPatch
) -> None:
    breek_eerste_muur(monkeypatch)
    _geen_kanarie_bij_zoeken(toneel)
    _extern_leest_alleen_het_plan(toneel)


def test_de_eerste_muur_is_dan_echt_weg(toneel: Toneel, monkeypatch: pytest.MonkeyPatch) -> None:
    breek_eerste_muur(monkeypatch)
    assert Casus.objects.visible_to(None).count() == Casus.objects.count() > 0
    assert Plan.objects.visible_to(None).count() == Plan.objects.count() > 0
    assert Dossier.objects.visible_to(None).count() == Dossier.objects.count() > 0
    assert Taak.objects.voor(None).count() == Taak.objects.count() > 0


# Without the second wall -----------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.parametrize("app", APPS)
def test_zonder_de_tweede_muur_zegt_de_tabel_hetzelfde_en_lekt_geen_pagina(
    toneel: Toneel, app: str
) -> None:
    breek_tweede_muur()
    # Two sessions each: what a reader is told of one file waits in his for the next page.
    lezers = {rol: toneel.spelers[rol].client for rol in DEELS}
    buitenstaanders = {rol: toneel.spelers[rol].client for rol in ROLLEN}
    for regel, stand, rollen in _bezoeken(app):
        deels = [rol for rol in rollen if rol in DEELS] if regel.methode == "get" else []
        pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
        buiten = _buiten(regel, app, stand, rollen)
        for rol in dict.fromkeys((*deels, *buiten)):
            client = (buitenstaanders if rol in buiten else lezers)[rol]
            antwoord = matrix.vraag(client, regel, pad)
            if rol in deels:
                soort = matrix.soort(antwoord)
                assert soort == regel.verwacht(rol, stand), (regel.naam, stand, rol)
            if rol in buiten:
                assert not _gelekt(toneel, antwoord), (rol, regel.naam, stand)


@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
def test_zonder_de_tweede_muur_leest_een_externe_partner_alleen_het_plan(toneel: Toneel) -> None:
    breek_tweede_muur()
    _geen_kanarie_bij_zoeken(toneel)
    _extern_leest_alleen_het_plan(toneel)


def test_de_tweede_muur_is_dan_echt_weg(toneel: Toneel) -> None:
    with als(None):
        assert not Casus.objects.exists()
    breek_tweede_muur()
    with als(None):
        assert Casus.objects.exists()
