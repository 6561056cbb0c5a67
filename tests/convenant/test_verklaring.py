"""The signed statement of an external partner: what is taken, how it is kept, who can get it (PB 2, MC 14.2)."""

from base64 import b64decode
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant import bijlage1, documenten
from convenant.models import Bijlage1, Geheimhoudingsverklaring, Partij, Verklaringsdocument
from gedeeld.actor import Rol
from gedeeld.weigering import NietMogelijk, OntsleutelFout
from register.models import NERGENS, Inzage
from tests.cast import Cast, maak_speler
from tests.hulp.bijlage1 import besluitvelden
from tests.toegang.test_logboek_dicht import sluit_logboek

NIEUW = "/convenant/bijlage-1/nieuw/"
VANDAAG = timezone.localdate()
PDF = b"%PDF-1.7\nGetekend te Venlo door de directeur."
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
VERKLARING = {
    "getekend_op": VANDAAG.isoformat(),
    "getekend_door": "bestuurder",
    "geldig_tot": (VANDAAG + timedelta(days=365)).isoformat(),
}
PARTNER = VERKLARING | {
    "naam": "Jeugdhulp De Sluis",
    "contact": "regie@jeugdhulp-desluis.example",
    "reden": "Hulp in het gezin.",
    "van": VANDAAG.isoformat(),
}
MAG_OPHALEN = {
    "uitvoerder_maastricht",
    "beheerder",
    "uitvoerder",
    "uitvoerder_weegploeg",
    "uitvoerder_casusoverleg",
}


def partner(cast: Cast) -> dict[str, Any]:
    return PARTNER | besluitvelden(cast.beheerder.actor)


def bestand(inhoud: bytes, naam: str = "verklaring.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, content_type="application/pdf")


def stuur(cast: Cast, document: SimpleUploadedFile, **velden: str) -> Any:
    """Record a new statement of the GGZ, as the administrator."""
    url = reverse("convenant:verklaring", args=[cast.extern.partij.pk])
    return cast.beheerder.client.post(url, VERKLARING | velden | {"document": document})


def ophalen(pk: int) -> str:
    return reverse("mensen:verklaring_document", args=[pk])


# What is taken --------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
@pytest.mark.parametrize(
    ("inhoud", "soort", "uitgang"),
    [(PDF, "application/pdf", "pdf"), (JPEG, "image/jpeg", "jpg"), (PNG, "image/png", "png")],
)
def test_een_document_gaat_versleuteld_op_en_komt_gelijk_terug(
    cast: Cast, inhoud: bytes, soort: str, uitgang: str
) -> None:
    """By its content: the name and the kind that the browser says do not count."""
    assert stuur(cast, bestand(inhoud, "Jan Jansen.exe")).status_code == 302
    document = Verklaringsdocument.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM convenant_verklaringsdocument")
        rauw = cursor.fetchone()[0]
    assert rauw.startswith("v1.")
    assert inhoud not in b64decode(rauw.split(".")[2])
    antwoord = cast.beheerder.client.get(ophalen(document.pk))
    assert antwoord.content == inhoud
    assert antwoord["Content-Type"] == soort
    naam = f"{document.naam}.{uitgang}"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"MZ\x90 een programma", "geen PDF, JPEG of PNG"),
        (b"<html><script>alert(1)</script>", "geen PDF, JPEG of PNG"),
        (b" %PDF-1.7 niet aan het begin", "geen PDF, JPEG of PNG"),
        (b"", "leeg"),
        (PDF + b"x" * documenten.GROOTSTE, "groter dan 5 MB"),
        (PDF + b"x" * (7 * 1024 * 1024), "groter dan 5 MB"),
    ],
)
def test_een_ander_bestand_wordt_geweigerd_en_de_rest_blijft_staan(
    cast: Cast, inhoud: bytes, zin: str
) -> None:
    eerst = (Partij.objects.count(), Geheimhoudingsverklaring.objects.count())
    antwoord = cast.beheerder.client.post(NIEUW, partner(cast) | {"document": bestand(inhoud)})
    assert antwoord.status_code == 200
    assert zin in " ".join(antwoord.context["form"].errors["document"])
    for waarde in PARTNER.values():
        assert waarde in antwoord.content.decode()
    assert (Partij.objects.count(), Geheimhoudingsverklaring.objects.count()) == eerst
    goed = partner(cast) | {"document": bestand(PDF)}
    assert cast.beheerder.client.post(NIEUW, goed).status_code == 302
    assert Verklaringsdocument.objects.count() == 1


def test_het_grootste_document_past_en_een_fout_in_een_datum_bewaart_niets(cast: Cast) -> None:
    groot = PDF + b"x" * (documenten.GROOTSTE - len(PDF))
    assert stuur(cast, bestand(groot), geldig_tot=VANDAAG.isoformat()).status_code == 200
    assert not Verklaringsdocument.objects.exists()
    assert stuur(cast, bestand(groot)).status_code == 302
    assert Verklaringsdocument.objects.get().inhoud == groot


def test_ook_het_besluit_weigert_een_ander_bestand(cast: Cast) -> None:
    for inhoud in (b"MZ", PDF + b"x" * documenten.GROOTSTE):
        with pytest.raises(NietMogelijk):
            bijlage1.vernieuw_verklaring(
                cast.extern.partij,
                actor=cast.beheerder.actor,
                getekend_op=VANDAAG,
                getekend_door="bestuurder",
                geldig_tot=VANDAAG + timedelta(days=9),
                document=inhoud,
            )
    assert Geheimhoudingsverklaring.objects.count() == 1


def test_zonder_document_kan_ook_en_dat_staat_in_het_overzicht(cast: Cast) -> None:
    overzicht = "/convenant/"
    assert "Geen document bewaard" in cast.beheerder.client.get(overzicht).content.decode()
    stuur(cast, bestand(PDF), geldig_tot=(VANDAAG + timedelta(days=500)).isoformat())
    pk = Verklaringsdocument.objects.get().pk
    for wie, speler in cast.allen.items():
        if wie == "elders":
            continue
        with CaptureQueriesContext(connection) as vragen:
            blad = speler.client.get(overzicht).content.decode()
        assert "Geen document bewaard" not in blad
        assert (ophalen(pk) in blad) == (wie in MAG_OPHALEN)
        assert ("Document bewaard" in blad) == (wie not in MAG_OPHALEN)
        assert not any('"inhoud"' in vraag["sql"] for vraag in vragen)  # never loaded with a list


# Who gets it ----------------------------------------------------------------------------------
def test_alleen_beheerder_en_uitvoerders_halen_het_op(cast: Cast) -> None:
    stuur(cast, bestand(PDF))
    pk = Verklaringsdocument.objects.get().pk
    for wie, speler in cast.allen.items():
        assert speler.client.get(ophalen(pk)).status_code == (200 if wie in MAG_OPHALEN else 404)
    for rol in (Rol.BEHEERDER, Rol.UITVOERDER):  # of another covenant
        ander = maak_speler(f"ander-{rol}", cast.elders.partij, rol)
        assert ander.client.get(ophalen(pk)).status_code == 404
    zonder = Geheimhoudingsverklaring.objects.exclude(pk=pk).get()
    for sleutel in (zonder.pk, uuid4()):
        assert cast.beheerder.client.get(ophalen(sleutel)).status_code == 404
    assert cast.beheerder.client.post(ophalen(pk)).status_code == 405


@pytest.mark.clausule("BEV-logging", "lezen")
def test_wie_een_verklaring_ophaalt_staat_in_het_logboek(cast: Cast) -> None:
    """It bears the name of who signed. The log names the document, not the party."""
    stuur(cast, bestand(PDF))
    document = Verklaringsdocument.objects.get()
    eerst = Inzage.objects.count()
    assert cast.uitvoerder.client.get(ophalen(document.pk)).status_code == 200
    assert Inzage.objects.count() == eerst + 1
    rij = Inzage.objects.latest("pk")
    assert (rij.gebruiker, rij.convenant_id) == (cast.uitvoerder.gebruiker, cast.convenant.pk)
    assert (rij.bestand, rij.pseudoniem) == ("convenant.partij", NERGENS)  # it is no file
    assert (rij.nummer, rij.soort, rij.toegestaan) == (document.naam, "pdf", True)
    blad = cast.fg.client.get("/beveiliging/").content.decode()
    assert "Geheimhoudingsverklaring" in blad
    assert document.naam in blad
    assert cast.extern.partij.naam not in blad


@pytest.mark.clausule("BEV-logging", "lezen")
def test_zonder_logboek_komt_er_geen_verklaring(cast: Cast) -> None:
    stuur(cast, bestand(PDF))
    pk = Verklaringsdocument.objects.get().pk
    sluit_logboek()
    antwoord = cast.uitvoerder.client.get(ophalen(pk))
    assert antwoord.status_code == 503
    assert PDF not in antwoord.content


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_een_document_opent_niet_met_een_andere_sleutel(cast: Cast) -> None:
    stuur(cast, bestand(PDF))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE convenant_verklaringsdocument SET inhoud = 'v1.00000000.kapot'")
    with pytest.raises(OntsleutelFout):
        _ = Verklaringsdocument.objects.get().inhoud


# Annex 1 with an end --------------------------------------------------------------------------
@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_een_vermelding_kan_vooraf_een_einde_hebben(cast: Cast) -> None:
    client, einde = cast.beheerder.client, VANDAAG + timedelta(days=30)
    for tot, zin in ((VANDAAG.isoformat(), "na de eerste dag"), ("ooit", "hele datum")):
        antwoord = client.post(NIEUW, partner(cast) | {"tot": tot})
        assert zin in " ".join(antwoord.context["form"].errors["tot"])
        assert f'value="{tot}"' in antwoord.content.decode()
    assert client.post(NIEUW, partner(cast) | {"tot": einde.isoformat()}).status_code == 302
    rij = Bijlage1.objects.get(partij__naam=PARTNER["naam"])
    assert rij.tot == einde
    assert rij.partij.doet_mee(einde - timedelta(days=1))
    assert not rij.partij.doet_mee(einde)
    assert "Eindigt op" in client.get("/convenant/").content.decode()
    # Before its end it can be ended earlier; after it, or beside it, the partner can come back.
    tweede = partner(cast) | {"van": einde.isoformat()}
    assert "staat al" in client.post(NIEUW, partner(cast)).content.decode()
    assert client.post(NIEUW, tweede).status_code == 302
    assert Bijlage1.objects.filter(partij=rij.partij).count() == 2
