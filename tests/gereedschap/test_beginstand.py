"""What a test starts from comes back as it was made (`tests.beginstand`)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casusoverleg.models import Casus
from register.afleiden import verschillen
from register.models import Gebeurtenis, Recht, Taak, Termijn
from tests import beginstand
from tests.cast import Cast
from tests.hulp import casussen

GETELD = (Casus, Gebeurtenis, Recht, Taak, Termijn)


def _drie_keer(cast: Cast, *wat: Any, **anders: Any) -> list[tuple[Casus, list[int], str]]:
    """The casus, how many rows there are, and its page: made, made and kept, and put back."""
    uit = []
    for _ in range(3):
        with transaction.atomic():
            beginstand.begin("proef")
            zaak = casussen.met_plan(cast, *wat, **anders)
            aantallen = [model.objects.count() for model in GETELD]
            pagina = cast.uitvoerder.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
            assert not list(verschillen(herstel=False))
            uit.append((zaak, aantallen, pagina.content.decode()))
            transaction.set_rollback(True)
    return uit


def test_wat_terugkomt_is_wat_er_was(cast: Cast) -> None:
    eerste, tweede, derde = _drie_keer(cast, cast.rvdk.partij)
    assert eerste[1] == tweede[1] == derde[1]
    assert eerste[0].pk != tweede[0].pk == derde[0].pk
    assert tweede[0].achternaam == derde[0].achternaam == "Kanarie"
    assert all(zaak.nummer in pagina and "Kanarie" in pagina for zaak, _, pagina in (tweede, derde))


def test_iets_anders_wordt_anders_gemaakt(cast: Cast) -> None:
    *_, (eerder, _, _) = _drie_keer(cast, cast.rvdk.partij)
    *_, (zaak, _, pagina) = _drie_keer(cast, cast.reclassering.partij)
    assert zaak.pk != eerder.pk
    assert cast.reclassering.partij.naam in pagina


def test_wie_al_iets_schreef_maakt_zelf(cast: Cast) -> None:
    zaak = _drie_keer(cast)[-1][0]
    beginstand.begin("proef")
    cast.convenant.naam = "Ander convenant"
    cast.convenant.save()
    assert casussen.met_plan(cast).pk != zaak.pk


def test_met_een_andere_klok_wordt_het_opnieuw_gemaakt(cast: Cast, monkeypatch: Any) -> None:
    zaak = _drie_keer(cast)[-1][0]
    beginstand.begin("proef")
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert casussen.met_plan(cast).pk != zaak.pk
