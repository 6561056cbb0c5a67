"""What each form bears, on every page of the access table: also the form of next year."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.hulp.formulieren import Formulier, gepost_op, lees, open_formulier, stuur
from tests.toegang import matrix
from tests.toegang.matrix import OPENT, Regel, regels
from tests.toegang.test_matrix import _sleutels
from tests.toegang.toneel import Toneel

# Fields that show something which is no stored value: why.
NIET_OPGESLAGEN = {
    "mensen:rol_bevestigen": "what is confirmed has a check of its own",
    "geheimhouding": "the text that is confirmed stands in the form",
}


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


@pytest.mark.timeout(300)
def test_elk_formulier_gaat_een_keer_en_zegt_wat_het_toont(toneel: Toneel) -> None:
    formulieren = [
        formulier
        for regel, client, pad in _paginas(toneel)
        for formulier in gepost_op(client, pad, regel.naam)
    ]
    assert len({formulier.waar for formulier in formulieren}) > 80
    assert not [f.waar for f in formulieren if f.namen.count("eenmalig") != 1]
    toont = {f.waar for f in formulieren if _toont(f) and "getoond" not in f.namen}
    assert toont <= set(NIET_OPGESLAGEN)


@pytest.mark.timeout(300)
def test_geen_browser_onthoudt_wat_in_een_veld_stond(toneel: Toneel) -> None:
    """Names of subjects and reporters, and what is told of them; a password manager keeps its own."""
    velden = [
        (formulier.waar, veld)
        for regel, client, pad in _paginas(toneel)
        for formulier in gepost_op(client, pad, regel.naam)
        for veld in formulier.velden
        if veld.tekst or veld.soort in ("date", "number", "email", "tel")
    ]
    assert len(velden) > 100
    assert not [
        (waar, veld.naam) for waar, veld in velden if veld.attributen.get("autocomplete") != "off"
    ]


def _toont(formulier: Formulier) -> bool:
    """Whether it begins with more than nothing and today."""
    vandaag = timezone.localdate().isoformat()
    return any(
        veld.waarde and veld.waarde != vandaag
        for veld in formulier.velden
        if veld.tekst or veld.soort == "date"
    )


# Two tabs ----------------------------------------------------------------------------------------
# What must be filled in besides, for a form that shows not all that it asks.
ERBIJ = {"convenant:publicatie": {"gepubliceerd_op": "2020-01-02"}}
# So that the walk does not pass because it finds none; a new one comes along by itself.
BEKEND = {
    "meldingen:wijzigen", "meldingen:signaal_wijzigen", "weegploeg:subject", "weegploeg:wegen",
    "weegploeg:duiding", "casusoverleg:persoon", "casusoverleg:analyse", "casusoverleg:plan_wijzigen",
    "casusoverleg:maatregel_wijzigen", "convenant:publicatie",
    "mensen:geheimhoudingstekst_nieuw",
}  # fmt: skip
MIJN, ANDERS = "Getypt in het tweede tabblad", "Opgeslagen in het eerste"


@pytest.mark.timeout(300)
def test_twee_tabs_overschrijven_elkaar_op_geen_enkel_formulier(toneel: Toneel) -> None:
    """On each form that shows what is stored: the first tab saves, the second is refused and shows both."""
    gezien, fout = set(), []
    for regel, client, pad in _paginas(toneel):
        for formulier in gepost_op(client, pad, regel.naam):
            veld = _getoonde_tekst(formulier)
            if veld and not formulier.eigen.get("action"):
                gezien.add(regel.naam)
                with transaction.atomic():
                    zinnen = _twee_tabs(client, pad, veld, erbij=ERBIJ.get(regel.naam, {}))
                    fout += [f"{regel.naam}: {zin}" for zin in zinnen]
                    transaction.set_rollback(True)
    assert gezien >= BEKEND
    assert not fout, "\n".join(fout)


def _getoonde_tekst(formulier: Formulier) -> str:
    """The first field with words of which the form says that it shows what is stored."""
    getoond = [v.waarde or "" for v in formulier.velden if v.naam == "getoond"]
    namen = {deel.partition("=")[0] for regel in getoond for deel in regel.split()}
    return next((v.naam for v in formulier.velden if v.tekst and v.naam in namen), "")


def _twee_tabs(client: Client, pad: str, veld: str, erbij: dict[str, str]) -> Iterator[str]:
    eerste, tweede = (open_formulier(client, pad, veld) for _ in range(2))
    antwoord = stuur(client, pad, eerste, **erbij, **{veld: ANDERS})
    if antwoord.status_code != 302:
        fouten = antwoord.context["form"].errors
        yield f"het eerste tabblad slaat niet op ({veld}): {dict(fouten)}"
        return
    if not any(veld in formulier.namen for formulier in gepost_op(client, pad)):
        return  # a step that is taken once
    antwoord = stuur(client, pad, tweede, **erbij, **{veld: MIJN})
    tekst = antwoord.content.decode()
    if antwoord.status_code != 200 or MIJN not in tekst or f"Nu staat er: {ANDERS}" not in tekst:
        yield f"het tweede tabblad wordt niet geweigerd, of toont niet beide ({veld})"
    staat_er = [v.waarde for v in open_formulier(client, pad, veld).velden if v.naam == veld]
    if staat_er != [ANDERS]:
        yield f"er staat niet wat het eerste tabblad opsloeg, maar {staat_er}"
    nog_een = next(f for f in lees(antwoord.content) if veld in f.namen)
    if stuur(client, pad, nog_een).status_code != 302:
        yield "wie beide zag, slaat daarna niet op"
