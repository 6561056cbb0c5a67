"""What libraries say at a field, in our language and our words."""

import gettext
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from django.utils.translation import gettext as vertaal

from gedeeld.forms import Tekst
from tests.cast import Cast

VERTALING = settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES"
NIET_ZO = re.compile(
    r"\b(je|jij|jouw|voer|selecteer|zorg dat|waarde|UUID|null|the|is not|enter|ensure|please|your)\b",
    re.I,
)


def _bron(po: str) -> dict[str, str]:
    """What a `.po` says, by the first English text; a plural by its last Dutch one."""
    per_zin: dict[str, str] = {}
    for soort, tekst in re.findall(r'^(msgid|msgstr(?:\[\d\])?) "(.*)"$', po, flags=re.M):
        if soort == "msgid":
            engels = tekst
        else:
            per_zin[engels] = tekst
    del per_zin[""]
    return per_zin


def test_wat_is_vertaald_staat_in_het_bestand_dat_wordt_gelezen() -> None:
    bron = _bron((VERTALING / "django.po").read_text())
    with (VERTALING / "django.mo").open("rb") as bestand:
        gelezen = gettext.GNUTranslations(bestand)
    assert len(bron) > 20
    for engels, nederlands in bron.items():
        assert nederlands in (gelezen.gettext(engels), gelezen.ngettext(engels, engels, 2)), engels


def test_elke_zin_die_wij_vertalen_bestaat_nog_in_een_bibliotheek() -> None:
    """After an upgrade a sentence may be another, and ours is for nothing."""
    import allauth
    import django

    bron = _bron((VERTALING / "django.po").read_text())
    alle = "".join(
        pad.read_text()
        for pakket in (django, allauth)
        for pad in Path(pakket.__path__[0]).glob("**/locale/en/LC_MESSAGES/django.po")
    )
    zonder_regels = alle.replace('"\n"', "")
    assert {zin for zin in bron if f'"{zin}"' not in zonder_regels} == set()


def test_elk_veld_zegt_in_gewone_woorden_wat_er_mis_is(cast: Cast) -> None:
    assert get_resolver().url_patterns  # every form is imported
    gebruikt = {
        type(veld)
        for form in _afgeleid(forms.BaseForm)
        if form.__module__.split(".")[0] in [*settings.INSTALLED_APPS, "gedeeld"]
        for veld in getattr(form, "base_fields", {}).values()
    }
    assert {Tekst, forms.DateField, forms.ModelChoiceField} <= gebruikt
    fout = {
        vertaal(str(zin))
        for soort in gebruikt
        for klasse in soort.__mro__
        for zin in getattr(klasse, "default_error_messages", {}).values()
    }
    assert {zin for zin in fout if NIET_ZO.search(zin)} == set()


def test_ook_inloggen_zegt_u(cast: Cast) -> None:
    fout = Client().post(reverse("account_login"), {"login": "x\x00", "password": "fout"})
    assert "Hier staat een onzichtbaar teken in." in fout.content.decode()
    fout = Client().post(reverse("account_login"), {"login": "nee", "password": "fout"})
    assert "De gebruikersnaam of het wachtwoord klopt niet." in fout.content.decode()


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_te_veel_pogingen_is_een_pagina_van_ons(cast: Cast) -> None:
    antwoorden = [
        Client().post(reverse("account_login"), {"login": "nee", "password": "fout"})
        for _ in range(3)
    ]
    assert antwoorden[-1].status_code == 429
    assert "Te veel pogingen" in antwoorden[-1].content.decode()


@pytest.mark.parametrize("koekje", ['sessionid="\\000abcdefghijklmnop"', 'sessionid="x"'])
def test_een_onzichtbaar_teken_in_een_koekje_is_geen_fout(cast: Cast, koekje: str) -> None:
    antwoord = Client(headers={"cookie": koekje}).get("/")
    assert antwoord.status_code == 302


@pytest.mark.parametrize("pad", ["/casussen/%00/", "/beveiliging/toegang/%00/", "/%00"])
def test_een_onzichtbaar_teken_in_een_adres_is_niet_gevonden(cast: Cast, pad: str) -> None:
    assert cast.uitvoerder.client.get(pad).status_code == 404


def _afgeleid(klasse: type) -> set[type]:
    return {klasse}.union(*map(_afgeleid, klasse.__subclasses__()))
