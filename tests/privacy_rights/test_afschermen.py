"""A name or passage that is left out in one row does not stand in another (PB 5.4 fase 3)."""

from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command

from privacy_rights import afschermen, decisions
from privacy_rights.keuzes import Concept, Keuzes, Weg
from privacy_rights.models import Verzoek
from privacy_rights.overzicht import Rij
from register.nummers import nieuw_nummer
from tests.cast import Cast
from tests.hulp import gegevens, meldingen, vandaag, verzoeken, weegploeg
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst


def melding(cast: Cast, *signalen: str, **anders: Any) -> Verzoek:
    """A request for which one melding with these signals was found."""
    rijen = [meldingen.een_signaal(cast.gemeente, omschrijving=tekst) for tekst in signalen]
    verzoeken.een_melding(cast, signalen=rijen, **anders)
    return verzoeken.gezocht(cast)


def rij(cast: Cast, verzoek: Verzoek, tekst: str) -> Rij:
    """The row that says this."""
    (gevonden,) = [
        r
        for stuk in verzoeken.stukken(cast, verzoek)
        for r in stuk.rijen
        if tekst in r.regel.waarde
    ]
    return gevonden


def brief(cast: Cast, verzoek: Verzoek) -> tuple[str, str, str]:
    """What was sent: its page, its PDF, and what is kept."""
    client = cast.uitvoerder.client
    pdf = pdf_tekst(client.get(pad("pdf", verzoek)).content)
    verzoek.refresh_from_db()
    return (
        client.get(pad("verzoek", verzoek)).content.decode(),
        " ".join(pdf.split()),
        verzoek.antwoord,
    )


def verstuur(cast: Cast, verzoek: Verzoek, **velden: Any) -> tuple[str, str, str]:
    client = cast.uitvoerder.client
    assert stuur(client, pad("controleren", verzoek), **velden).status_code == 302
    assert stuur(client, pad("beantwoorden", verzoek)).status_code == 302
    return brief(cast, verzoek)


# Names -------------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.clausule("RVB-derden", "afschermen")
def test_een_naam_die_wegblijft_wordt_gevonden_in_een_andere_rij(cast: Cast) -> None:
    """A signal about a friend is left out; the friend stands in the ongoing help as well."""
    verzoek = melding(
        cast,
        "Trekt op met Mehmet Yılmaz.",
        "KANARIE-eigen gedrag",
        hulptraject="Gesprek met dhr. YILMAZ elke week",
    )
    signaal, hulp = rij(cast, verzoek, "Mehmet"), rij(cast, verzoek, "Gesprek met")
    client = cast.uitvoerder.client
    kies = {f"weg_{signaal.sleutel}": "1", "r1_namen": "Mehmet Yılmaz"}

    fout = stuur(client, pad("controleren", verzoek), **kies)
    form, pagina = fout.context["form"], fout.content.decode()
    assert list(form.errors) == [f"blijft_{hulp.sleutel}"]
    assert f'href="#rij-{hulp.sleutel}"' in pagina
    assert [r["sleutel"] for _, _, r in fout.context["nog"]] == [hulp.sleutel]
    assert form[f"weg_{signaal.sleutel}"].value() == "1"  # what was chosen stays
    assert not Concept.van(Verzoek.objects.get()).gezien  # type: ignore[union-attr]

    teksten = verstuur(
        cast,
        verzoek,
        **kies,
        **{f"weg_{hulp.sleutel}": "1", f"deel_{hulp.sleutel}": "dhr. YILMAZ"},
    )
    for tekst in teksten:
        assert "KANARIE-eigen gedrag" in tekst
        assert "Gesprek met [weggelaten] elke week" in tekst
        for nooit in ("Mehmet", "YILMAZ", "Yılmaz"):
            assert nooit not in tekst


@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.parametrize(
    ("tekst", "staat_er"),
    [
        ("Zit vaak bij de familie De Vries.", True),
        ("Zit bij de vríés thuis", True),
        ("Gaat naar Vries' huis", True),
        ("Het was koud: vriest het?", False),
        ("Speelt met DeVriesland", False),
        ("Jan kwam langs", False),
    ],
)
def test_een_achternaam_alleen_is_genoeg_en_een_stuk_van_een_woord_niet(
    cast: Cast, tekst: str, staat_er: bool
) -> None:
    verzoek = melding(cast, "KANARIE-jan", tekst)
    keuzes = verzoeken.zonder_anderen(
        cast, verzoek, redenen={"1": verzoeken.reden(namen=["Jan de Vries"])}
    )
    gevonden = afschermen.treffers(verzoeken.stukken(cast, verzoek), keuzes)
    assert (rij(cast, verzoek, tekst).sleutel in gevonden) == staat_er
    assert len(gevonden) == int(staat_er)


@pytest.mark.clausule("RVB-derden", "vinden")
def test_de_melder_wordt_gevonden_waar_zijn_naam_staat(cast: Cast) -> None:
    """He is never sent himself: neither of a melding, nor of what a party brought in."""
    weegploeg.in_weging(
        cast,
        naw=gegevens.Persoon(),
        signalen=[weegploeg.signaal(tekst="Volgens mevrouw Blauw was hij boos")],
    )
    verzoek = melding(
        cast, "Tante zag het.", melder_naam="Fatima Zeldzaam", hulptraject="Via F. Zeldzaam"
    )
    client = cast.uitvoerder.client
    staat = {r["sleutel"] for _, _, r in client.get(pad("controleren", verzoek)).context["nog"]}
    hits = {rij(cast, verzoek, tekst).sleutel for tekst in ("mevrouw Blauw", "Via F. Zeldzaam")}
    assert staat == hits
    fout = stuur(client, pad("controleren", verzoek))
    assert set(fout.context["form"].errors) == {f"blijft_{sleutel}" for sleutel in hits}


@pytest.mark.clausule("RVB-derden", "vinden")
def test_de_melder_wordt_ook_in_het_archief_gevonden(cast: Cast) -> None:
    """The transcript in the archive does not say who it was."""
    signaal = weegploeg.signaal(tekst="Volgens mevrouw Blauw was hij boos")
    dossier = weegploeg.geagendeerd(cast, naw=gegevens.Persoon(), signalen=[signaal])
    over_een_jaar = vandaag() + relativedelta(years=1, days=1)
    call_command("bewaartermijnen", peildatum=over_een_jaar.isoformat())
    assert not type(dossier).objects.exists()
    verzoek = verzoeken.gezocht(cast)
    nog = cast.uitvoerder.client.get(pad("controleren", verzoek)).context["nog"]
    assert dossier.nummer in {nummer for nummer, _, _ in nog}
    assert all(r["nog"] == ["blauw"] for _, _, r in nog)


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_een_naam_blijft_alleen_staan_met_een_reden_voor_die_rij(cast: Cast) -> None:
    verzoek = melding(cast, "KANARIE-x", melder_naam="Piet Berg", hulptraject="Woont op de Berg")
    hulp = rij(cast, verzoek, "Woont op")
    tekst = verstuur(cast, verzoek, **{f"blijft_{hulp.sleutel}": "INTERN-een plaats"})
    assert "Woont op de Berg" in tekst[1]
    assert "INTERN-een plaats" in tekst[0]
    assert "INTERN" not in tekst[1]


@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.clausule("RVB-derden", "afschermen")
def test_dat_een_ander_is_gevraagd_zegt_niets_over_wie_er_nog_in_die_rij_staat(cast: Cast) -> None:
    """A row about the mother, sent because she agreed, holds the reporter's name too."""
    zaak = verzoeken.een_casus(cast)
    zaak.derden.update_or_create(defaults={"gegevens": "DERDE-moeder sprak met mevrouw Zeldzaam"})
    verzoek = melding(cast, "KANARIE-x", melder_naam="Fatima Zeldzaam")
    client, moeder = cast.uitvoerder.client, rij(cast, verzoek, "DERDE-moeder")
    mag = {f"weg_{moeder.sleutel}": "", f"mee_{moeder.sleutel}": "INTERN-moeder vindt het goed"}
    fout = stuur(client, pad("controleren", verzoek), **mag)
    assert list(fout.context["form"].errors) == [f"blijft_{moeder.sleutel}"]
    assert [r["sleutel"] for _, _, r in fout.context["nog"]] == [moeder.sleutel]
    assert fout.content.decode().count("Hier staat nog wat u ergens anders weglaat</") == 1
    met = mag | {f"blijft_{moeder.sleutel}": "INTERN-zij weet het"}
    pagina, pdf, _ = verstuur(cast, verzoek, **met)
    assert "mevrouw Zeldzaam" in pdf
    for waarom in ("INTERN-moeder vindt het goed", "INTERN-zij weet het"):
        assert waarom in pagina
        assert waarom not in pdf


@pytest.mark.clausule("RVB-derden", "vinden")
def test_familie_met_dezelfde_achternaam_wordt_op_de_voornaam_gevonden(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    zaak.derden.update_or_create(defaults={"naam": "Aisha van Kanarie"})
    verzoek = melding(cast, "Woont bij Aisha.", "Kanarie is boos op school.")
    stukken = verzoeken.stukken(cast, verzoek)
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    assert set(afschermen.treffers(stukken, keuzes)) == {
        rij(cast, verzoek, "Woont bij Aisha").sleutel
    }


@pytest.mark.clausule("RVB-derden", "afschermen")
@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
def test_ook_wat_voor_de_brief_is_getypt_noemt_niet_wat_wegblijft(cast: Cast) -> None:
    verzoek = melding(cast, "KANARIE-x", melder_naam="Piet Berg")
    client = cast.uitvoerder.client
    fout = stuur(
        client,
        pad("controleren", verzoek),
        r1_brief="Dan weet u wat Berg zei.",
        vernietigd="De vorige melding van Piet Berg.",
    )
    assert set(fout.context["form"].errors) == {"r1_brief", "vernietigd"}
    (stuk,) = verzoeken.stukken(cast, verzoek)
    alles = {f"weg_{r.sleutel}": "1" for r in stuk.rijen}
    noemt = f"Over {stuk.nummer} zeggen wij niets."
    fout = stuur(client, pad("controleren", verzoek), **alles, r1_brief=noemt)
    assert set(fout.context["form"].errors) == {"r1_brief"}
    nergens = f"Er is ook {nieuw_nummer('C', 2026)}."  # not even among the files found
    fout = stuur(client, pad("controleren", verzoek), r1_brief=nergens)
    assert set(fout.context["form"].errors) == {"r1_brief"}
    assert stuur(client, pad("controleren", verzoek), r1_brief="Een ander.").status_code == 302


# Passages ----------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-derden", "afschermen")
@pytest.mark.clausule("RVB-weigering", "gronden")
def test_een_stuk_tekst_wegblijven_en_de_rest_gaat_mee(cast: Cast) -> None:
    verzoek = melding(cast, "KANARIE-begin, zijn broer GEHEIM-deel was erbij, KANARIE-eind.")
    signaal = rij(cast, verzoek, "KANARIE-begin")
    client = cast.uitvoerder.client
    weg = f"weg_{signaal.sleutel}"
    fout = stuur(
        client, pad("controleren", verzoek), **{weg: "1", f"deel_{signaal.sleutel}": "zijn zus"}
    )
    assert "niet letterlijk" in " ".join(fout.context["form"].errors[f"deel_{signaal.sleutel}"])
    teksten = verstuur(
        cast, verzoek, **{weg: "1", f"deel_{signaal.sleutel}": "GEHEIM-deel\r\n\r\nzijn broer"}
    )
    for tekst in teksten:
        assert "KANARIE-begin, [weggelaten] [weggelaten] was erbij, KANARIE-eind." in tekst
        assert "GEHEIM-deel" not in tekst
        assert "zijn broer" not in tekst
    assert "Waar [weggelaten] staat, lieten wij woorden weg" in teksten[1]
    assert "(een deel)" in teksten[0]


@pytest.mark.clausule("RVB-derden", "afschermen")
@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
def test_een_stuk_wordt_als_woord_weggelaten_en_niet_als_letters(cast: Cast) -> None:
    verzoek = melding(cast, "In Januari zei Jan: KANARIE. Het was Jan's idee.")
    sleutel = rij(cast, verzoek, "KANARIE").sleutel
    kies = {f"weg_{sleutel}": "1", f"deel_{sleutel}": "Janu"}
    fout = stuur(cast.uitvoerder.client, pad("controleren", verzoek), **kies)
    assert "niet letterlijk" in " ".join(fout.context["form"].errors[f"deel_{sleutel}"])
    for tekst in verstuur(cast, verzoek, **kies | {f"deel_{sleutel}": "Jan"})[1:]:
        assert "In Januari zei [weggelaten]: KANARIE. Het was [weggelaten]'s idee." in tekst


@pytest.mark.clausule("RVB-derden", "vinden")
def test_een_kort_stuk_wordt_als_woord_gezocht(cast: Cast) -> None:
    verzoek = melding(cast, "Jan zag het.", "Was er in januari ook.", "Toen kwam jan weer.")
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    keuzes.weg[rij(cast, verzoek, "Jan zag").sleutel] = Weg("1", ["Jan"])
    gevonden = afschermen.treffers(verzoeken.stukken(cast, verzoek), keuzes)
    assert set(gevonden) == {rij(cast, verzoek, "Toen kwam").sleutel}


@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.clausule("RVB-derden", "afschermen")
def test_ook_in_een_opschrift_en_bij_de_ontvangers_wordt_gezocht(cast: Cast) -> None:
    """A row of the casus is called after who takes part, and who takes part got data of it."""
    verzoeken.een_casus(cast)
    verzoek = melding(cast, "KANARIE-x, zei iemand van Reclassering Nederland.")
    rijen = [r for stuk in verzoeken.stukken(cast, verzoek) for r in stuk.rijen]
    signaal, client = rij(cast, verzoek, "KANARIE-x"), cast.uitvoerder.client
    naam = "Reclassering Nederland"
    # What it was invited by, and that it takes part.
    andere = [r for r in rijen if r.sleutel != signaal.sleutel]
    erin = [r for r in andere if naam in f"{r.regel.label} {r.regel.waarde} {r.regel.bron}"]
    assert [r.regel.label for r in erin].count(naam) == 1
    assert len(erin) == 2
    kies = {f"weg_{signaal.sleutel}": "1", f"deel_{signaal.sleutel}": naam}
    fout = stuur(client, pad("controleren", verzoek), **kies)
    assert set(fout.context["form"].errors) == {f"blijft_{r.sleutel}" for r in erin}
    for r in erin:
        kies |= {f"weg_{r.sleutel}": "1", f"deel_{r.sleutel}": naam}
    _, pdf, antwoord = verstuur(cast, verzoek, **kies)
    assert "KANARIE-x, zei iemand van [weggelaten]." in pdf
    assert "Politie Limburg: kan dit dossier lezen" in pdf
    for tekst in (pdf, antwoord):
        assert "Reclassering" not in tekst


@pytest.mark.clausule("RVB-derden", "vinden")
@pytest.mark.parametrize("geheel", [True, False])
def test_dezelfde_tekst_in_een_tweede_dossier_wordt_gevonden(cast: Cast, geheel: bool) -> None:
    """A signal goes from melding to weegploeg to casus: left out in one, it stands in the others."""
    zin = "Kocht samen met de buurman messen"
    weegploeg.in_weging(cast, naw=gegevens.Persoon(), signalen=[weegploeg.signaal(tekst=f"{zin}.")])
    verzoek = melding(cast, f"{zin}.", "KANARIE-ander")
    stukken = verzoeken.stukken(cast, verzoek)
    een, ander = [r for stuk in stukken for r in stuk.rijen if zin in r.regel.waarde]
    keuzes = verzoeken.zonder_anderen(cast, verzoek)
    keuzes.weg[een.sleutel] = Weg("1", [] if geheel else [zin])
    assert list(afschermen.treffers(stukken, keuzes)) == [ander.sleutel]
    with pytest.raises(Exception, match="nog wat u ergens anders weglaat"):
        decisions.controleer(verzoek, actor=cast.uitvoerder.actor, keuzes=keuzes)


def test_een_melder_die_er_na_het_nakijken_bij_komt_houdt_de_brief_tegen(cast: Cast) -> None:
    dossier = weegploeg.in_weging(
        cast, naw=gegevens.Persoon(), signalen=[weegploeg.signaal(tekst="Broer van Karel Zwart")]
    )
    verzoek = verzoeken.nagekeken(cast)
    client = cast.uitvoerder.client
    assert client.get(pad("beantwoorden", verzoek)).status_code == 200
    inbreng = dossier.inbrengen.get()
    inbreng.melder_naam = "Karel Zwart"
    inbreng.save()
    assert client.get(pad("beantwoorden", verzoek)).url == pad("controleren", verzoek)
    assert client.post(pad("beantwoorden", verzoek)).url == pad("controleren", verzoek)
    assert Verzoek.objects.get().loopt


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_zonder_keuze_gaat_wat_over_een_ander_gaat_nooit_mee(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.gezocht(cast)
    derde = rij(cast, verzoek, "DERDE-naam")
    mee = afschermen.wat_gaat_mee(verzoeken.stukken(cast, verzoek), Keuzes())
    assert mee
    assert derde.sleutel not in mee
    with pytest.raises(Exception, match="Dit gaat over een ander"):
        decisions.controleer(verzoek, actor=cast.uitvoerder.actor, keuzes=Keuzes())


def test_keuzes_van_een_vreemde_reden_of_rij_kunnen_niet(cast: Cast) -> None:
    verzoek = melding(cast, "KANARIE-x")
    sleutel = rij(cast, verzoek, "KANARIE-x").sleutel
    antwoord = stuur(cast.uitvoerder.client, pad("controleren", verzoek), **{f"weg_{sleutel}": "9"})
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors[f"weg_{sleutel}"]
