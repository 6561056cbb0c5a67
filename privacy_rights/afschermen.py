"""What of the chosen rows goes along, and where what is left out still stands (PB 5.4 fase 3).

A name that is left out in one row can stand in another, and so can a passage. Nothing is sent while
it does, unless somebody says for that very row why it may.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from gedeeld.afschrift import BESPREKEN, Regel
from gedeeld.genoemd import heel, naamwoorden, patronen
from gedeeld.namen import naamdelen, plat
from register.nummers import genoemde_nummers

from .keuzes import FACTOREN, Keuzes, Weg, Weglating
from .overzicht import Rij, Stuk

WEGGELATEN = "[weggelaten]"
# A text of fewer words ("Niet te beoordelen") says nothing when it stands elsewhere as well.
KORTSTE_TEKST = 5


# What goes along -------------------------------------------------------------------------------
def wat_gaat_mee(stukken: Iterable[Stuk], keuzes: Keuzes) -> dict[str, Regel]:
    """Row -> what of it is sent; a row that is not in it stays behind.

    Of a file of which nothing goes along nothing else says that it is there: a row that bears its
    number stays behind with it.
    """
    stukken = list(stukken)
    mee = {
        rij.sleutel: _rest(rij, keuzes)
        for stuk in stukken
        for rij in stuk.rijen
        if _gaat_mee(rij, keuzes)
    }
    while noemt := _noemt_verzwegen(stukken, mee):
        mee = {sleutel: regel for sleutel, regel in mee.items() if sleutel not in noemt}
    return mee


def verzwegen(stukken: Iterable[Stuk], mee: Collection[str]) -> list[Stuk]:
    """The files of which nothing goes along."""
    return [stuk for stuk in stukken if not any(rij.sleutel in mee for rij in stuk.rijen)]


def _gaat_mee(rij: Rij, keuzes: Keuzes) -> bool:
    weg = keuzes.weg.get(rij.sleutel)
    if weg and not weg.delen:
        return False
    if rij.sleutel in keuzes.mee:
        return True
    return not rij.regel.derden and (weg is not None or not rij.regel.afwegen)


def _rest(rij: Rij, keuzes: Keuzes) -> Regel:
    weg = keuzes.weg.get(rij.sleutel, Weg(""))
    regel = rij.regel
    # The longest first: one passage can stand inside another.
    for deel in sorted(weg.delen, key=len, reverse=True):
        woorden = re.compile(heel(deel))
        label, waarde, bron = (woorden.sub(WEGGELATEN, tekst) for tekst in _teksten_van(regel))
        regel = replace(regel, label=label, waarde=waarde, bron=bron)
    return regel


def _teksten_van(regel: Regel) -> tuple[str, str, str]:
    """Of a row all in which words can stand that are left out."""
    return regel.label, regel.waarde, regel.bron


def _noemt_verzwegen(stukken: list[Stuk], mee: dict[str, Regel]) -> set[str]:
    nummers = [stuk.nummer for stuk in verzwegen(stukken, mee)]
    return {
        sleutel
        for sleutel, regel in mee.items()
        if any(nummer in tekst for nummer in nummers for tekst in (regel.label, regel.waarde))
    }


# Where what is left out still stands -----------------------------------------------------------
def treffers(stukken: Iterable[Stuk], keuzes: Keuzes) -> dict[str, list[str]]:
    """Row that goes along -> the names and passages in it that are left out elsewhere."""
    stukken = list(stukken)
    mee = wat_gaat_mee(stukken, keuzes)
    zoek = zoeker(stukken, keuzes, mee)
    gevonden = {rij: zoek("\n".join(_teksten_van(regel))) for rij, regel in mee.items()}
    return {rij: woorden for rij, woorden in gevonden.items() if woorden}


def zoeker(
    stukken: list[Stuk], keuzes: Keuzes, mee: Mapping[str, Regel]
) -> Callable[[str], list[str]]:
    """What says of a text which names and passages that are left out stand in it."""
    woorden = {plat(deel) for weg in keuzes.weg.values() for deel in weg.delen}
    woorden |= _naamwoorden(_namen(stukken, keuzes, mee), stukken)
    vormen = patronen(woorden)
    teksten = {plat(tekst) for tekst in _teksten(stukken, mee)}

    def zoek(tekst: str) -> list[str]:
        tekst = plat(tekst)
        gevonden = [hit[0] for patroon in vormen if (hit := patroon.search(tekst))]
        gevonden += [lang for lang in teksten if lang in tekst]
        return sorted(set(gevonden))

    return zoek


def _namen(stukken: list[Stuk], keuzes: Keuzes, mee: Mapping[str, Regel]) -> Iterator[str]:
    """Names of who is never named, of who is in a row that stays behind, and that somebody typed."""
    for stuk in stukken:
        yield from stuk.verzwijgt
        for rij in stuk.rijen:
            if rij.sleutel not in mee or rij.sleutel in keuzes.weg:
                yield from rij.regel.namen
    for reden in keuzes.gebruikt.values():
        yield from reden.namen
    for weg in keuzes.weg.values():
        yield from filter(_lijkt_naam, weg.delen)


def _teksten(stukken: list[Stuk], mee: Mapping[str, Regel]) -> Iterator[str]:
    """Whole texts that stay behind: the same signal can stand in a second file."""
    for stuk in stukken:
        for rij in stuk.rijen:
            if rij.sleutel not in mee and len(rij.regel.waarde.split()) >= KORTSTE_TEKST:
                yield rij.regel.waarde


def _naamwoorden(namen: Iterable[str], stukken: list[Stuk]) -> set[str]:
    """The whole name, and each word of it but the first; not what the subject is called as well."""
    eigen = {deel for stuk in stukken for deel in naamdelen(stuk.kandidaat.persoon.naam)}
    return naamwoorden(namen, behalve=eigen)


def _lijkt_naam(deel: str) -> bool:
    """Whether a passage is a name: a few words with capitals, prefixes aside."""
    woorden = deel.split()
    groot = [woord for woord in woorden if naamdelen(woord)]
    return 0 < len(woorden) <= 5 and all(woord[:1].isupper() for woord in groot)


# What is still wrong ---------------------------------------------------------------------------
def bezwaren(stukken: Iterable[Stuk], keuzes: Keuzes, gronden: Collection[str]) -> dict[str, str]:
    """Why a letter with these choices cannot be sent: field of the form -> sentence; empty when it can.

    Args:
        gronden: codes on which something can be left out.
    """
    stukken = list(stukken)
    mee = wat_gaat_mee(stukken, keuzes)
    uit = dict(_in_redenen(keuzes, gronden))
    for stuk in stukken:
        for rij in stuk.rijen:
            uit |= _in_rij(rij, keuzes)
    uit |= dict(_in_getypt(stukken, keuzes, mee))
    for sleutel, woorden in treffers(stukken, keuzes).items():
        if sleutel not in keuzes.blijft:
            uit.setdefault(
                f"blijft_{sleutel}",
                f"Hier staat nog wat u ergens anders weglaat: {', '.join(woorden)}. Laat het ook hier"
                " weg, of schrijf op waarom het mag.",
            )
    if not keuzes.politie and (met := _te_bespreken(stukken, mee)):
        uit["politie"] = " ".join(zin for let_op, zin in BESPREKEN.items() if let_op in met)
    if stukken and not mee and keuzes.vernietigd:
        zin = "U geeft niets. Zeg dan ook niets over gegevens die er waren: haal dit weg."
        uit["vernietigd"] = zin
    return uit


def _in_redenen(keuzes: Keuzes, gronden: Collection[str]) -> Iterator[tuple[str, str]]:
    for nr in sorted({weg.reden for weg in keuzes.weg.values()}):
        reden = keuzes.redenen.get(nr, Weglating("", [], "", ""))
        if reden.grond not in gronden:
            yield f"r{nr}_grond", "Kies een grond van artikel 41 UAVG."
        if not reden.factoren or not set(reden.factoren) <= set(FACTOREN):
            yield f"r{nr}_factoren", "Vink aan waar u op lette."
        if not reden.in_brief:
            yield f"r{nr}_brief", "Schrijf op wat de persoon hierover leest."
        if not reden.volledig:
            yield f"r{nr}_volledig", "Schrijf de volledige reden op."


def _in_getypt(
    stukken: list[Stuk], keuzes: Keuzes, mee: dict[str, Regel]
) -> Iterator[tuple[str, str]]:
    """What somebody wrote for the letter itself says no more than the rows do."""
    zoek = zoeker(stukken, keuzes, mee)
    verteld = {stuk.nummer for stuk in stukken}
    verteld -= {stuk.nummer for stuk in verzwegen(stukken, mee)}
    getypt = {f"r{nr}_brief": reden.in_brief for nr, reden in keuzes.gebruikt.items()}
    for veld, tekst in (getypt | {"vernietigd": keuzes.vernietigd}).items():
        woorden = [*zoek(tekst), *sorted(genoemde_nummers(tekst) - verteld)]
        if woorden:
            yield (
                veld,
                f"Dit staat in de brief, en hierin staat wat u weglaat: {', '.join(woorden)}.",
            )


def _in_rij(rij: Rij, keuzes: Keuzes) -> dict[str, str]:
    weg = keuzes.weg.get(rij.sleutel)
    hele_rij = weg is not None and not weg.delen
    if rij.regel.derden and not hele_rij and rij.sleutel not in keuzes.mee:
        zin = "Dit gaat over een ander. Vraag eerst die ander en schrijf het antwoord op."
        return {f"mee_{rij.sleutel}": zin}
    if rij.regel.afwegen and weg is None and rij.sleutel not in keuzes.mee:
        return {f"weg_{rij.sleutel}": "Lees deze tekst, en kies of hij meegaat."}
    teksten = "\n".join(_teksten_van(rij.regel))
    vreemd = [d for d in (weg.delen if weg else []) if not re.search(heel(d), teksten)]
    if vreemd:
        zin = f"Dit staat er niet letterlijk: {vreemd[0]}. Neem de woorden precies over."
        return {f"deel_{rij.sleutel}": zin}
    return {}


def _te_bespreken(stukken: Iterable[Stuk], mee: Collection[str]) -> set[str]:
    """With which of the police and the OM what goes along was discussed, by `BESPREKEN`."""
    rijen = (rij for stuk in stukken for rij in stuk.rijen if rij.sleutel in mee)
    return {rij.regel.let_op for rij in rijen} & set(BESPREKEN)
