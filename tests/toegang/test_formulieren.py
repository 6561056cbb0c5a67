"""What each form bears, on every page of the access table: also the form of next year."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import transaction
from django.forms import BooleanField, Field
from django.test import Client
from django.utils import timezone

from gedeeld.getoond import KIES
from tests.hulp.formulieren import Formulier, gepost_op, lees, open_formulier, stuur
from tests.toegang import matrix
from tests.toegang.matrix import OPENT, Regel, regels
from tests.toegang.test_matrix import _sleutels
from tests.toegang.toneel import Toneel

# Forms that show something which is no stored value: why.
NIET_OPGESLAGEN = dict.fromkeys(
    (
        "meldingen:nieuw", "meldingen:signaal", "weegploeg:signaal", "casusoverleg:bijdrage",
        "casusoverleg:deelname", "casusoverleg:maatregel_toevoegen", "privacy_rights:nieuw",
        "mensen:rol_toekennen", "overleg:nieuw", "overleg:vaststellen", "weegploeg:informeren",
        "weegploeg:vraag", "meldingen:doorgeven", "weegploeg:doorgeven",
        "casusoverleg:afzien", "beveiliging:incident_melden",
    ),
    "each time a new row, with a choice made that is the only one, or what most choose",
) | {"meldingen:concept": "what one is writing oneself: nobody else can have changed it"}  # fmt: skip


def _opent(regel: Regel) -> tuple[str, str] | None:
    """A state in which a page opens, and somebody for whom it does."""
    wie = ((s, rol) for s in regel.standen for rol in regel.per_rol)
    return next(((s, rol) for s, rol in wie if regel.verwacht(rol, s) == OPENT), None)


def _paginas(toneel: Toneel) -> Iterator[tuple[Regel, Client, str]]:
    """Each page with somebody for whom it opens."""
    for regel in regels():
        opent = _opent(regel)
        if opent is not None and regel.methode == "get":
            stand, rol = opent
            pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
            yield regel, toneel.spelers[rol].client, pad


@pytest.fixture(scope="session")
def gelezen() -> list[Formulier]:
    """What one walk over the pages found, for all the tests of a process."""
    return []


@pytest.fixture
def formulieren(toneel: Toneel, gelezen: list[Formulier]) -> list[Formulier]:
    """Each form of each page."""
    if not gelezen:
        for regel, client, pad in _paginas(toneel):
            gelezen += gepost_op(client, pad, regel.naam)
    return gelezen


@pytest.mark.timeout(300)
def test_elk_formulier_gaat_een_keer_en_zegt_wat_het_toont(formulieren: list[Formulier]) -> None:
    assert len({formulier.waar for formulier in formulieren}) > 80
    assert not [f.waar for f in formulieren if f.namen.count("eenmalig") != 1]
    toont = {f.waar for f in formulieren if _toont(f) and "getoond" not in f.namen}
    assert toont == set(NIET_OPGESLAGEN)


@pytest.mark.timeout(300)
def test_geen_browser_onthoudt_wat_in_een_veld_stond(formulieren: list[Formulier]) -> None:
    """Names of subjects and reporters, and what is told of them; a password manager keeps its own."""
    velden = [
        (formulier.waar, veld)
        for formulier in formulieren
        for veld in formulier.velden
        if veld.tekst or veld.soort in ("date", "number", "email", "tel")
    ]
    assert len(velden) > 100
    assert not [
        (waar, veld.naam)
        for waar, veld in velden
        # A code that works once is nothing to remember; a telephone offers the one that came in.
        if veld.attributen.get("autocomplete") not in ("off", "one-time-code")
    ]


# Of these the label says it all: who somebody is, when something was done, and a password.
VANZELF = {
    *("voornamen", "tussenvoegsel", "achternaam", "straat", "postcode", "woonplaats", "naam"),
    *("op", "van", "tot", "dag", "begin", "eind"),
    *("password", "password1", "password2", "oldpassword"),
}
# Laid by hand, on a page that says at the top why it is asked.
PAGINA_ZEGT_HET = {
    *("weegploeg:wegen fase", "weegploeg:wegen toelichting"),
    *("privacy_rights:zoeken dossiers", "mensen:nakijken rollen"),
}
# Where each field says why it is asked, and by which article; elsewhere a hint is enough.
HOOFDWEG = ("meldingen", "weegploeg", "casusoverleg", "privacy_rights")
NIET_TE_ZIEN = ("hidden", "submit", "button")
SLEUTEL = re.compile(r"^signalen-\d+-|_(\d+|[a-z]|[0-9a-f-]{32,36})$")


@pytest.mark.timeout(300)
def test_elk_veld_zegt_waarom_het_wordt_gevraagd(formulieren: list[Formulier]) -> None:
    gezien = [
        (formulier.waar, SLEUTEL.sub("", veld.naam), veld.uitleg)
        for formulier in formulieren
        for veld in formulier.velden
        if veld.naam and veld.soort not in NIET_TE_ZIEN
    ]
    assert len(gezien) > 500
    zonder = {
        f"{pagina} {veld}"
        for pagina, veld, uitleg in gezien
        if veld not in VANZELF
        and not (uitleg == "waarom" if pagina.startswith(HOOFDWEG) else uitleg)
    }
    assert zonder == PAGINA_ZEGT_HET


def _toont(formulier: Formulier) -> bool:
    """Whether it begins with more than nothing and today; a choice that is made is more."""
    vandaag = timezone.localdate().isoformat()
    return any(
        veld.waarde and veld.waarde != vandaag
        for veld in formulier.velden
        if veld.tekst or veld.soort == "date" or veld.opties
    )


# Two tabs ----------------------------------------------------------------------------------------
MIJN, ANDERS = "Getypt in het tweede tabblad", "Opgeslagen in het eerste"
# What must be filled in besides, for a form that shows not all that it asks.
ERBIJ: dict[str, dict[str, str | list[str]]] = {
    "weegploeg:signaal_verbeteren": {"reden": "Klopte niet"},
    "casusoverleg:bijdrage_verbeteren": {"reden": "Klopte niet"},
    "casusoverleg:persoon": {"reden": "Klopte niet"},
    "weegploeg:subject": {"reden": "Klopte niet"},
    "weegploeg:plaatsen": {"reden": "Hoort daar"},
    "weegploeg:doel": {
        "doelen": ["samenleving"],
        "verblijf": "nederland",
        "band": "verbleef",  # goes with each place where somebody can be
        "band_feit": "Woonde hier",
    },
    "convenant:publicatie": {"gepubliceerd_op": "2020-01-02"},
    "casusoverleg:plan_wijzigen": {
        "informeert_wie": "De wijkagent",
        "informeren_op": timezone.localdate().isoformat(),
    },
    "overleg:uitnodigen": {"voorzitter": ""},  # who is in the chair is invited as well
}
# What goes with another choice, of the first tab alone.
OPENBAAR = "uavg-22-2-d"
GEEN_MELDER = {"melder_naam": "", "melder_contact": ""}
DAN_OOK: dict[str, dict[str, str | list[str]]] = {
    "beveiliging:incident_beoordelen datalek": {"risico": ""},
    "beveiliging:incident_beoordelen betrokkene": {"betrokkene_reden": "Niemand kan het lezen"},
    "meldingen:wijzigen herkomst": {**GEEN_MELDER},
    "meldingen:wijzigen anoniem": {**GEEN_MELDER},
    "meldingen:signaal_wijzigen bijzonder": {"noodzaak": ANDERS, "uitzonderingen": [OPENBAAR]},
    "meldingen:signaal_wijzigen uitzonderingen": {"noodzaak": ANDERS, "bijzonder": ["religie"]},
    "weegploeg:signaal_verbeteren bijzonder": {"uitzonderingen": [OPENBAAR]},
    "weegploeg:signaal_verbeteren uitzonderingen": {"bijzonder": ["religie"]},
    "casusoverleg:bijdrage_verbeteren bijzonder": {"uitzonderingen": [OPENBAAR]},
    "casusoverleg:bijdrage_verbeteren uitzonderingen": {"bijzonder": ["religie"]},
    "privacy_rights:zoeken bevestigd": {"dossiers": []},
}
# What the first tab chooses, where the first other choice does not go with what is stored.
ANDERE: dict[str, list[str]] = {
    "beveiliging:incident_beoordelen betrokkene": ["onleesbaar"],
    "casusoverleg:plan_wijzigen doelen": ["a", "b", "e"],  # an aim that a measure serves stays
}
# So that the walk does not pass because it finds none; a new one comes along by itself.
BEKEND = {
    "meldingen:wijzigen voornamen", "meldingen:signaal_wijzigen omschrijving", "weegploeg:subject voornamen",
    "weegploeg:wegen duiding", "weegploeg:duiding antwoord", "casusoverleg:persoon voornamen",
    "casusoverleg:analyse analyse", "casusoverleg:plan_wijzigen doel",
    "casusoverleg:maatregel_wijzigen wie", "convenant:publicatie staatscourant",
    "convenant:partij_wijzigen contact", "mensen:geheimhoudingstekst_nieuw tekst",
    "mensen:richtlijnen_nieuw tekst",
    # A choice.
    "casusoverleg:regisseur partij", "casusoverleg:plan_wijzigen doelen",
    "casusoverleg:maatregel_wijzigen partij", "casusoverleg:maatregel_wijzigen wordt_genomen",
    "meldingen:wijzigen terrorisme", "privacy_rights:zoeken dossiers", "convenant:werktijd werkdagen",
    *DAN_OOK,
}  # fmt: skip


# Ticks in a table, in which the sentence says what stands there.
KIEST_IN_TABEL = {"privacy_rights:zoeken"}
# Not walked, and why.
NIET_GELOPEN = {
    "weegploeg:doel doelen": "the second tab shows none, and that is no answer",
    "weegploeg:duiding mag_niet": "what goes with it is the field that is walked",
    "weegploeg:corrigeren argumenten": "it asks who agreed, as keys of the scene",
    "overleg:aanwezig aanwezig": "the meeting is on a later day, and is recorded on that day",
}


@pytest.mark.timeout(300)
def test_twee_tabs_overschrijven_elkaar_op_geen_enkel_formulier(toneel: Toneel) -> None:
    """On each form that shows what is stored: the first tab saves, the second is refused and shows both."""
    gezien, fout = set(), []
    for regel, client, pad in _paginas(toneel):
        for formulier in gepost_op(client, pad, regel.naam):
            for veld in _getoonde_velden(formulier):
                gezien.add(waar := f"{regel.naam} {veld}")
                if waar in NIET_GELOPEN:
                    continue
                with transaction.atomic():
                    zinnen = _twee_tabs(client, pad, veld, formulier)
                    fout += [f"{waar}: {zin}" for zin in zinnen]
                    transaction.set_rollback(True)
    assert gezien >= BEKEND
    assert not fout, "\n".join(fout)


def _getoonde_velden(formulier: Formulier) -> list[str]:
    """Of the fields of which a form says that they show what is stored: the first with words, and each choice."""
    if formulier.eigen.get("action"):
        return []
    getoond = " ".join(formulier.gekozen("getoond"))
    namen = [deel.partition("=")[0] for deel in getoond.split()]
    teksten = [veld.naam for veld in formulier.velden if veld.tekst and veld.naam in namen]
    keuzes = [naam for naam in namen if len(_twee_waarden(formulier, naam)) > 1]
    return [*teksten[:1], *keuzes]


def _keuzes(formulier: Formulier, veld: str) -> list[list[str]]:
    """What somebody can choose in a field; a tick can be left away as well."""
    kruisjes = any(v.naam == veld and v.soort == "checkbox" for v in formulier.velden)
    return [*([optie] for optie in formulier.opties(veld)), *([[]] if kruisjes else [])]


def _twee_waarden(formulier: Formulier, veld: str) -> list[list[str]]:
    """What the first tab saves and what the second does: if it can, what it showed."""
    keuzes, toont = _keuzes(formulier, veld), formulier.gekozen(veld)
    andere = [keuze for keuze in keuzes if keuze != toont]
    return [*andere[:1], toont] if toont in keuzes else andere[:2]


def _twee_tabs(client: Client, pad: str, veld: str, tweede: Formulier) -> Iterator[str]:
    eerste, erbij = open_formulier(client, pad, veld), ERBIJ.get(tweede.waar, {})
    anders, mijn = _twee_waarden(eerste, veld) or ([ANDERS], [MIJN])
    waar = f"{tweede.waar} {veld}"
    if waar in ANDERE:
        anders, mijn = ANDERE[waar], eerste.gekozen(veld)
    dan_ook = DAN_OOK.get(waar, {})
    antwoord = stuur(client, pad, eerste, **erbij | dan_ook | {veld: anders})
    if antwoord.status_code != 302:
        yield f"het eerste tabblad slaat niet op: {dict(antwoord.context['form'].errors)}"
        return
    if not any(veld in formulier.namen for formulier in gepost_op(client, pad)):
        return  # a step that is taken once
    antwoord = stuur(client, pad, tweede, **erbij | {veld: mijn})
    if antwoord.status_code != 200:
        yield "het tweede tabblad wordt niet geweigerd"
        return
    nog_een = next(f for f in lees(antwoord.content) if veld in f.namen)
    zin = _nu_staat_er(antwoord.context["form"].fields[veld], anders)
    if nog_een.gekozen(veld) != mijn or zin not in unescape(antwoord.content.decode()):
        yield f"het tweede tabblad toont niet beide: {nog_een.gekozen(veld)}, {zin}"
    staat_er = open_formulier(client, pad, veld).gekozen(veld)
    if staat_er != anders:
        yield f"er staat niet wat het eerste tabblad opsloeg, maar {staat_er}"
    houd = {naam: "" for naam in nog_een.namen if naam.startswith(KIES)}
    if f"{KIES}{veld}" not in houd and tweede.waar not in KIEST_IN_TABEL:
        yield "het tweede tabblad laat niet kiezen"
    if stuur(client, pad, nog_een, **erbij | houd | {veld: mijn}).status_code != 302:
        yield "wie beide zag, slaat daarna niet op"


def _nu_staat_er(veld: Field, waarden: list[str]) -> str:
    """What a refused form says of what the first tab stored."""
    if isinstance(veld, BooleanField):
        return f"Nu staat er: {'aangekruist' if waarden else 'niet aangekruist'}."
    woorden = {str(sleutel): str(woord) for sleutel, woord in getattr(veld, "choices", ())}
    nu = ", ".join(woorden.get(waarde, waarde) for waarde in waarden)
    return f"Nu staat er: {nu.rstrip('.') or 'niets'}."
