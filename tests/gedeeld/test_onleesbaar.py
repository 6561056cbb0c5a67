"""A value that does not open is shown as that: it hides no other row, and nothing is written over it."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casusoverleg.models import Casus
from gedeeld.actor import Actor
from gedeeld.fields import versleutelde_velden
from gedeeld.termijnen import Grond
from gedeeld.weigering import NIET_TE_LEZEN, OntsleutelFout
from meldingen.models import Melding
from privacy_rights.models import Verzoek
from register.models import Dossier
from retention.decisions import vernietig
from tests.cast import Cast
from tests.hulp import meldingen, oud, verzoeken
from weegploeg.models import WeegploegDossier

ZIN = "Dit dossier is niet te lezen: {}. Meld het aan uw beheerder."


def breek(rij: Any, *kolommen: str) -> None:
    """Give columns of one row a text that no key opens."""
    tabel = connection.ops.quote_name(rij._meta.db_table)
    with connection.cursor() as cursor:
        for kolom in kolommen:
            cursor.execute(
                f'UPDATE {tabel} SET "{kolom}" = %s WHERE {rij._meta.pk.column} = %s',
                ["v1.0badc0de.AAAA", rij.pk],
            )


def opgeslagen(rij: Any, kolom: str) -> str:
    with connection.cursor() as cursor:
        tabel = connection.ops.quote_name(rij._meta.db_table)
        cursor.execute(f"SELECT {kolom} FROM {tabel} WHERE {rij._meta.pk.column} = %s", [rij.pk])
        return str(cursor.fetchone()[0])


def pagina(client: Client, naam: str, *args: Any, status: int = 200) -> str:
    antwoord = client.get(reverse(naam, args=args))
    tekst = " ".join(antwoord.content.decode().split())
    assert antwoord.status_code == status, tekst[:2000]
    return tekst


def test_een_rij_die_niet_opengaat_verbergt_geen_andere_op_een_lijst(
    cast: Cast, caplog: Any
) -> None:
    goed = meldingen.maak_melding(cast, achternaam="Zilvermeeuw")
    stuk = meldingen.maak_melding(cast, achternaam="Kanarie")
    breek(stuk, "achternaam")
    lijst = pagina(cast.gemeente.client, "meldingen:lijst")
    for zin in (goed.nummer, "Zilvermeeuw", stuk.nummer, NIET_TE_LEZEN):
        assert zin in lijst
    assert "kolom meldingen.Melding.achternaam, sleutel 0badc0de" in caplog.text
    assert "AAAA" not in caplog.text


def test_ook_niet_waar_op_een_persoon_wordt_gezocht(cast: Cast) -> None:
    stuk = meldingen.maak_melding(cast, voornamen="Kaya", achternaam="Kanarie")
    ingebracht = meldingen.maak_ingebracht(cast, voornamen="Kaya", achternaam="Kanarie")
    dossier = WeegploegDossier.objects.get(nummer=ingebracht.dossier_nummer)
    nieuw = meldingen.maak_melding(cast, voornamen="Kaya", achternaam="Kanarie")
    breek(stuk, "voornamen")
    breek(dossier, "geboortedatum")
    zoek = {"voornamen": "Kaya", "achternaam": "Kanarie", "reden": "juist"}
    antwoord = cast.gemeente.client.post(reverse("zoeken"), zoek, follow=True)
    assert antwoord.status_code == 200
    gevonden = antwoord.content.decode()
    for zin in (stuk.nummer, dossier.nummer, nieuw.nummer):
        assert zin in gevonden
    # Where a melding is brought in, the file is still one to choose from.
    assert dossier.nummer in pagina(cast.gemeente.client, "meldingen:melding", nieuw.pk)
    keuze = pagina(cast.gemeente.client, "meldingen:inbrengen", nieuw.pk)
    assert f"{dossier.nummer}: {NIET_TE_LEZEN}" in keuze


def test_de_pagina_zegt_welk_deel_niet_te_lezen_is(cast: Cast) -> None:
    ingebracht = meldingen.maak_ingebracht(cast, straat="Vogelpad 1", achternaam="Kanarie")
    dossier = WeegploegDossier.objects.get(nummer=ingebracht.dossier_nummer)
    breek(dossier, "straat")
    tekst = pagina(cast.gemeente.client, "weegploeg:dossier", dossier.pk)
    assert "Kanarie" in tekst
    assert tekst.count(NIET_TE_LEZEN) == 1
    breek(dossier, "achternaam")
    assert NIET_TE_LEZEN in pagina(cast.gemeente.client, "weegploeg:dossier", dossier.pk)


def test_een_formulier_schrijft_niet_over_wat_niet_te_lezen_is(cast: Cast) -> None:
    """Neither the form, nor what somebody sends without it."""
    stuk = meldingen.maak_melding(cast, achternaam="Kanarie")
    form = meldingen.formulier(achternaam="Zilvermeeuw")
    breek(stuk, "achternaam")
    voor = opgeslagen(stuk, "achternaam")
    tekst = pagina(cast.gemeente.client, "meldingen:wijzigen", stuk.pk, status=500)
    assert ZIN.format(stuk.nummer) in tekst
    assert "Het gaat om: melding, achternaam." in tekst
    antwoord = cast.gemeente.client.post(reverse("meldingen:wijzigen", args=[stuk.pk]), form)
    assert antwoord.status_code in (200, 500)
    assert "niet te lezen" in antwoord.content.decode()
    assert opgeslagen(stuk, "achternaam") == voor
    rij = Melding.objects.get(pk=stuk.pk)
    with pytest.raises(OntsleutelFout):
        rij.achternaam = "Zilvermeeuw"


def test_geen_enkele_pagina_breekt_op_een_dossier_dat_niet_opengaat(cast: Cast) -> None:
    """Each page shows it as unreadable, or says that of the whole file; lists go on."""
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(cast)
    ingebracht = meldingen.maak_ingebracht(cast, achternaam="Kanarie")
    melding = meldingen.maak_melding(cast, achternaam="Kanarie")
    weging = WeegploegDossier.objects.get(nummer=ingebracht.dossier_nummer)
    gezien = 0
    for dossier in (melding, weging, zaak, verzoek):
        kolommen = [veld.column for veld in versleutelde_velden(type(dossier))]
        assert len(kolommen) > 5
        breek(dossier, *kolommen)
        for speler in (cast.uitvoerder, cast.gemeente):
            for naam, args in paginas(dossier):
                antwoord = speler.client.get(reverse(naam, args=args))
                tekst = " ".join(antwoord.content.decode(errors="replace").split())
                assert antwoord.status_code in (200, 302, 404, 405, 500), naam
                if antwoord.status_code == 500:
                    assert ZIN.format(dossier.nummer) in tekst, naam
                    assert args, f"{naam}: een lijst gaat door"
                    gezien += 1
    assert gezien > 8


def paginas(dossier: Any) -> list[tuple[str, list[Any]]]:
    """The pages of an app: without a key, or with that of the file."""
    app = dossier._meta.app_label
    patronen = import_module(f"{app}.urls").urlpatterns
    sleutels = {p.name: list(p.pattern.converters) for p in patronen}
    return [
        (f"{app}:{naam}", [dossier.pk] if nodig else [])
        for naam, nodig in sleutels.items()
        if nodig in ([], ["pk"])
    ]


def test_wie_het_dossier_niet_leest_hoort_het_nummer_niet(cast: Cast) -> None:
    stuk = meldingen.maak_melding(cast)
    breek(stuk, "achternaam")
    assert (
        cast.maastricht.client.get(reverse("meldingen:melding", args=[stuk.pk])).status_code == 404
    )
    assert Dossier.nummer_van(stuk, cast.maastricht.actor) == ""
    assert Dossier.nummer_van(stuk, cast.gemeente.actor) == stuk.nummer


def test_een_brief_over_een_onleesbaar_dossier_gaat_niet(cast: Cast) -> None:
    """Nothing is left out in silence: the person concerned would read that it is not there."""
    dossier = verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast)
    assert dossier.nummer in pagina(cast.uitvoerder.client, "privacy_rights:zoeken", verzoek.pk)
    breek(dossier, "achternaam")
    tekst = pagina(cast.uitvoerder.client, "privacy_rights:zoeken", verzoek.pk, status=500)
    assert ZIN.format(dossier.nummer) in tekst


def test_een_afschrift_zwijgt_niet_over_wat_het_niet_kan_lezen(cast: Cast) -> None:
    zaak = oud.casus(cast, timezone.localdate())
    assert zaak.bestand.afschrift(zaak, "betrokkene").secties
    breek(zaak, "straat")
    stuk = Casus.objects.met_inhoud().get(pk=zaak.pk)
    with pytest.raises(OntsleutelFout) as fout:
        stuk.bestand.afschrift(stuk, "betrokkene")
    assert fout.value.nummer == zaak.nummer


@pytest.mark.clausule("RET-automatisch", "hervat")
def test_vernietigen_lukt_ook_als_een_ander_dossier_van_de_zaak_en_een_brief_niet_opengaan(
    cast: Cast,
) -> None:
    weg = verzoeken.een_casus(cast)
    verzoek = verzoeken.beantwoord(cast)
    assert verzoek.nummers == [weg.nummer]
    breek(verzoek.brief, "antwoord", "concept")
    breek(verzoek, "achternaam", "voornamen")
    breek(weg, "achternaam", "analyse")
    over_zes_jaar = timezone.localdate() + timedelta(days=366 * 6)
    taak = Actor.systeem("vernietig_na_vijf_jaar")
    verklaringen = vernietig([weg.pk], grond=Grond.VIJF_JAAR, actor=taak, peildatum=over_zes_jaar)
    assert [verklaring.nummer for verklaring in verklaringen] == [weg.nummer]
    assert not Casus.objects.filter(pk=weg.pk).exists()
    over = Verzoek.objects.get(pk=verzoek.pk)
    assert (over.nummers, over.brief.antwoord, over.brief.concept) == ([], "", "")
