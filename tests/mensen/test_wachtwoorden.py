"""What a password may not be, at the page on which somebody chooses his own (ASVS 6.2.1, 6.2.4, 6.2.11, 6.2.12)."""

import pytest
from django.contrib.auth.password_validation import password_changed, validate_password
from django.core.exceptions import ValidationError

from gereedschap import demo
from mensen.models import Gebruiker
from tests.cast import WACHTWOORD, Cast, Speler, maak_speler

GOED = "kraanvogel-sneeuwschuiver-anijs"


def kies(speler: Speler, nieuw: str) -> str:
    velden = {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw}
    return str(speler.client.post("/wachtwoord/", velden, follow=True).content.decode())


@pytest.mark.parametrize(
    ("nieuw", "zin"),
    [
        ("Kx9vQ2!mT7$wZ!", "minstens 15 tekens"),  # fourteen
        ("1q2w3e4r5t6y7u8i9o0p", "gelekte wachtwoorden"),
        ("PASSWORD123456789", "gelekte wachtwoorden"),  # in the list in small letters
        ("gemeentevenlo2026", "woorden van uw werk"),
        ("Politie-Limburg-2026!", "woorden van uw werk"),  # his own party
        ("welkom-casusoverleg", "woorden van uw werk"),
        ("aaaaaaaaaaaaaaaaa", "gelekte wachtwoorden"),
        ("abcabcabcabcabcabc", "makkelijk te raden"),
    ],
)
def test_een_wachtwoord_dat_een_ander_raadt_wordt_niet_bewaard(
    cast: Cast, nieuw: str, zin: str
) -> None:
    lid = maak_speler(
        "kiest", cast.politie.partij
    )  # a new one: so many tries a minute have a limit
    assert zin in kies(lid, nieuw)
    assert Gebruiker.objects.get(pk=lid.gebruiker.pk).check_password(WACHTWOORD)
    assert "Uw wachtwoord is gewijzigd." in kies(lid, GOED)


def test_de_woorden_van_een_ander_zijn_geen_bezwaar(cast: Cast) -> None:
    """Only what belongs to this account counts, also when it waits for its role."""
    with pytest.raises(ValidationError, match="woorden van uw werk"):
        validate_password("dr-kraanvogel-kraanvogel", Gebruiker.objects.create_user("kraanvogel"))
    validate_password(GOED, cast.gemeente.gebruiker)


def test_het_wachtwoord_van_de_demo_mag() -> None:
    validate_password(demo.WACHTWOORD)
    password_changed(demo.WACHTWOORD)


def test_een_heel_lang_wachtwoord_wordt_in_korte_tijd_beoordeeld() -> None:
    validate_password(GOED * 40)


def test_een_wachtwoord_telt_precies_zoals_het_is_getypt(cast: Cast) -> None:
    """ASVS 6.2.5 and 6.2.8: any sign, spaces at its ends as well, and nothing of it is changed."""
    lid, nieuw = (
        maak_speler("precies", cast.politie.partij),
        " Kraanvogel\U0001f426 sneeuwschuiver anijs ",
    )
    assert "Uw wachtwoord is gewijzigd." in kies(lid, nieuw)
    account = Gebruiker.objects.get(pk=lid.gebruiker.pk)
    assert account.check_password(nieuw)
    for ander in (nieuw.strip(), nieuw.lower(), nieuw[:-2]):
        assert not account.check_password(ander)


def test_een_nieuwe_installatie_heeft_geen_accounts(db: None) -> None:
    """ASVS 6.3.2: the migrations make none."""
    assert not Gebruiker.objects.exists()
