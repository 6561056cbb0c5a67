"""A melding that was entered twice ends as the double of the other; nothing is merged by machine."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gedeeld.termijnen import Grond
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions
from meldingen.models import Melding
from register.models import Gebeurtenis
from register.werk import werk
from tests.cast import Cast
from tests.hulp.meldingen import maak_melding
from weegploeg.models import WeegploegDossier

VANDAAG = timezone.localdate()
TOEN = VANDAAG - timedelta(days=10)


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


def gepost(ander: Melding, **anders: Any) -> dict[str, Any]:
    return {"nummer": ander.nummer, "overgenomen": "on"} | anders


@pytest.mark.clausule("MEL-dubbel", "dubbel")
def test_een_dubbele_melding_eindigt_en_noemt_de_andere(cast: Cast) -> None:
    eerste, tweede = maak_melding(cast, op=TOEN), maak_melding(cast)
    client = cast.gemeente.client
    assert pad("dubbel", tweede) in client.get(pad("melding", tweede)).content.decode()
    assert "staat 1 signaal" in client.get(pad("dubbel", tweede)).content.decode()
    antwoord = client.post(pad("dubbel", tweede), gepost(eerste, nummer=eerste.nummer.lower()))
    assert antwoord.url == pad("melding", tweede)
    tweede.refresh_from_db()
    assert (tweede.stand, tweede.dubbel_van) == (Melding.Stand.DUBBEL, eerste.nummer)
    pagina = client.get(pad("melding", tweede)).content.decode()
    assert "Dubbel van een andere melding" in pagina
    assert eerste.nummer in pagina.split('id="afhandeling"')[1]
    laatste = Gebeurtenis.van(tweede).first()
    assert laatste is not None
    assert laatste.soort == "meldingen.dubbel"
    # Nothing is merged, and the other goes on.
    eerste.refresh_from_db()
    assert eerste.is_nieuw
    assert (eerste.signalen.count(), tweede.signalen.count()) == (1, 1)
    assert [taak.nummer for taak in werk(cast.gemeente.actor)] == [eerste.nummer]


@pytest.mark.clausule("MEL-dubbel", "dubbel")
def test_eerst_overnemen_wat_alleen_hier_staat(cast: Cast) -> None:
    eerste, tweede = maak_melding(cast), maak_melding(cast)
    antwoord = cast.gemeente.client.post(pad("dubbel", tweede), gepost(eerste, overgenomen=""))
    assert list(antwoord.context["form"].errors) == ["overgenomen"]
    tweede.refresh_from_db()
    assert tweede.is_nieuw


@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
def test_een_dubbel_houdt_zijn_eigen_termijn(cast: Cast) -> None:
    eerste, tweede = maak_melding(cast), maak_melding(cast, op=TOEN)
    decisions.sluit_als_dubbel(tweede, actor=cast.gemeente.actor, van=eerste.nummer)
    assert [(t.grond, t.van) for t in tweede.termijnen.all()] == [(Grond.NIET_INGEBRACHT, TOEN)]


@pytest.mark.clausule("MEL-dubbel", "dubbel")
def test_een_dubbel_is_van_een_melding_die_u_behandelt(cast: Cast) -> None:
    melding = maak_melding(cast)
    vreemd = [
        melding,
        maak_melding(cast, cast.politie),
        maak_melding(cast, cast.maastricht, gemeente=cast.maastricht.partij),
    ]
    zin = "Er is geen melding met dit nummer die u behandelt."
    for nummer in (*(rij.nummer for rij in vreemd), "M-2026-BESTAAT"):
        antwoord = cast.gemeente.client.post(
            pad("dubbel", melding), {"nummer": nummer, "overgenomen": "on"}
        )
        assert antwoord.context["form"].errors["nummer"] == [zin]
    for speler in (cast.om, cast.politie, cast.maastricht):
        assert speler.client.get(pad("dubbel", melding)).status_code == 404
        with pytest.raises(Geweigerd):
            decisions.sluit_als_dubbel(melding, actor=speler.actor, van=vreemd[1].nummer)


def test_twee_meldingen_zijn_niet_elkaars_dubbel(cast: Cast) -> None:
    eerste, tweede, derde = (maak_melding(cast) for _ in range(3))
    actor = cast.gemeente.actor
    decisions.sluit_als_dubbel(tweede, actor=actor, van=eerste.nummer)
    for ander in (eerste, derde):
        with pytest.raises(NietMogelijk, match=f"zelf een dubbel van {eerste.nummer}"):
            decisions.sluit_als_dubbel(ander, actor=actor, van=tweede.nummer)


def test_een_dubbel_van_een_melding_die_al_is_ingebracht(cast: Cast) -> None:
    eerste, tweede = maak_melding(cast), maak_melding(cast)
    decisions.breng_in(eerste, actor=cast.gemeente.actor)
    decisions.sluit_als_dubbel(tweede, actor=cast.gemeente.actor, van=eerste.nummer)
    assert WeegploegDossier.objects.get().inbrengen.count() == 1


def test_ook_de_database_weigert_een_dubbel_zonder_andere(cast: Cast) -> None:
    melding = maak_melding(cast)
    with (
        pytest.raises(IntegrityError, match="alleen_een_dubbele_melding_noemt_de_andere"),
        transaction.atomic(),
    ):
        Melding.objects.filter(pk=melding.pk).update(stand="dubbel")
