"""The letter: what is sent as plain data, and what is kept beside it (MC 12.3, 12.4; AVG 12, 15; UAVG 41)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from convenant.models import Mandaat, Partij, Uitzonderingsgrond
from gedeeld.afschrift import BESPREKEN, Afschrift, Ontvanger, Regel, datum
from gedeeld.termijnen import Grond
from gedeeld.velden import Soort
from register import registry
from register.brieven import vast
from register.models import Termijn

from .afschermen import WEGGELATEN, verzwegen, wat_gaat_mee, zoeker
from .gezamenlijk import andere_gemeenten
from .keuzes import FACTOREN, Keuzes, Weg, Weglating
from .models import Verzoek
from .overzicht import Deel, Rij, Stuk
from .rules import Indiener

Antwoord = dict[str, Any]
Zoeker = Callable[[str], list[str]]
GEEN_INZAGE = "Besluit: wij geven geen inzage"
WAAROM_NIET = "Waarom wij geen inzage geven"
# Of an overview, and of the answer that there are no data.
OVERZICHT = (
    vast.WAAROM,
    vast.Deel("Waar de gegevens vandaan komen", ["Bij elk gegeven staat welke partij het gaf."]),
    vast.BEWAREN,
    vast.RECHTEN,
    vast.GEEN_AUTOMAAT,
)


# The letters -----------------------------------------------------------------------------------
def stel_op(
    verzoek: Verzoek, keuzes: Keuzes, stukken: list[Stuk], *, mandaat: Mandaat, op: date
) -> Antwoord:
    """The answer: an overview, a refusal when nothing goes along, or that there are no data.

    Args:
        stukken: the chosen files, as they are now.
        mandaat: under which it is sent.
        op: date of the letter.
    """
    mee = wat_gaat_mee(stukken, keuzes)
    intern = _intern(stukken, keuzes, mee)
    if stukken and not mee:
        waarom = [_reden(WAAROM_NIET, reden) for reden in keuzes.gebruikt.values()]
        return {
            **_weigering(verzoek, mandaat, op),
            "informatie": [*waarom, _gezocht(verzoek, op), *_slot(mandaat, op)],
            "intern": intern,
        }
    alle_mee, zoek = not verzwegen(stukken, mee), zoeker(stukken, keuzes, mee)
    dossiers = [
        _dossier(stuk, mee, zoek, alle_mee=alle_mee)
        for stuk in stukken
        if any(rij.sleutel in mee for rij in stuk.rijen)
    ]
    return {
        **_briefhoofd(verzoek, "Overzicht van uw gegevens", mandaat, op),
        "inleiding": _inleiding(verzoek, bool(dossiers)),
        "dossiers": dossiers,
        "informatie": [
            *(_reden("Wat wij niet geven", reden) for reden in keuzes.gebruikt.values()),
            *_woorden_weg(keuzes),
            *_vernietigd(keuzes),
            *_soorten(mee.values()),
            _gezocht(verzoek, op),
            *(_vul(deel, mandaat) for deel in OVERZICHT),
            *_slot(mandaat, op),
        ],
        "intern": intern,
    }


def weiger(
    verzoek: Verzoek, *, artikel: str, in_brief: str, volledig: str, mandaat: Mandaat, op: date
) -> Antwoord:
    """The refusal of a request itself: nothing was searched (AVG 12 lid 5).

    Args:
        artikel: the ground in words.
        in_brief: the reason as the person concerned reads it.
        volledig: the full reason, which is kept and not sent.
    """
    return {
        **_weigering(verzoek, mandaat, op),
        "informatie": [_info(WAAROM_NIET, [artikel, in_brief]), *_slot(mandaat, op)],
        "intern": {
            "redenen": {"1": {"grond": artikel, "volledig": volledig}},
            "weg": [],
            "mee": [],
        },
    }


def verstuurd(antwoord: Mapping[str, Any]) -> Antwoord:
    """The part of an answer that was sent."""
    return {sleutel: deel for sleutel, deel in antwoord.items() if sleutel != "intern"}


# What each part of `als_gegevens` is, in the document itself: who gets it need not ask us.
VORM = {
    "nummer": "Het nummer van het verzoek.",
    "datum": "De dag van de brief.",
    "afzender": "De gemeente die antwoordt.",
    "dossiers": "Een deel voor elk dossier waaruit gegevens meegaan.",
    "dossiers.titel": "Wat voor dossier het is.",
    "dossiers.nummer": "Het nummer van het dossier.",
    "dossiers.secties": "De onderdelen van het dossier.",
    "dossiers.secties.titel": "De naam van het onderdeel.",
    "dossiers.secties.regels": "Een regel voor elk gegeven.",
    "dossiers.secties.regels.label": "Wat het gegeven is.",
    "dossiers.secties.regels.waarde": "Het gegeven zelf.",
    "dossiers.secties.regels.bron": "De partij die het gaf. Leeg als dat niet bekend is.",
    "dossiers.secties.regels.grondslag": "De wet waarop het steunt. Leeg als dat niet bekend is.",
    "dossiers.over": "Wie gegevens uit dit dossier kreeg, en hoe lang het wordt bewaard.",
    "dossiers.over.kop": "Waar het over gaat.",
    "dossiers.over.alineas": "De tekst.",
    "dossiers.over.punten": "De punten in een lijst.",
    "informatie": "Wat de brief verder zegt: wat wij weglieten en waarom, waar wij zochten, en uw rechten.",
    "informatie.kop": "Waar het over gaat.",
    "informatie.alineas": "De tekst.",
    "informatie.punten": "De punten in een lijst.",
}


def als_gegevens(antwoord: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with data as a machine reads it: what was sent, and the description of its form (AVG 15.3)."""
    delen = {sleutel for sleutel in VORM if "." not in sleutel}
    return {"vorm": VORM} | {naam: deel for naam, deel in antwoord.items() if naam in delen}


def nummers(antwoord: Mapping[str, Any]) -> list[str]:
    """Of the files in an answer, and of those that it says nothing of."""
    intern = antwoord["intern"]
    rijen = [*antwoord["dossiers"], *intern["weg"], *intern["mee"]]
    return _uniek(rij["nummer"] for rij in rijen)


def als_afschriften(antwoord: Mapping[str, Any]) -> list[Afschrift]:
    """The files in an answer that was sent, as transcripts again."""
    return [Afschrift.uit_dict(dict(dossier)) for dossier in antwoord["dossiers"]]


def _weigering(verzoek: Verzoek, mandaat: Mandaat, op: date) -> Antwoord:
    """Nothing in it says whether there are files, how many or of which kind (UAVG 41)."""
    wie = _wie(verzoek)
    return {
        **_briefhoofd(verzoek, GEEN_INZAGE, mandaat, op),
        "weigering": True,
        "inleiding": [
            f"{_vraag(verzoek)} Wij geven geen inzage.",
            f"Wij zeggen ook niet of wij gegevens over {wie} verwerken. Hieronder staat waarom, en wat"
            " u kunt doen als u het niet eens bent met dit besluit.",
        ],
        "dossiers": [],
    }


# Its head and foot -----------------------------------------------------------------------------
def _briefhoofd(verzoek: Verzoek, titel: str, mandaat: Mandaat, op: date) -> Antwoord:
    return {
        "titel": titel,
        "nummer": verzoek.nummer,
        "datum": datum(op),
        "afzender": verzoek.partij.naam,
        "aan": aan(verzoek),
        "weigering": False,
        "ondertekening": vast.ondertekening(mandaat),
    }


def _slot(mandaat: Mandaat, op: date) -> list[dict[str, Any]]:
    """What every letter ends with: bezwaar, complaint, court, and who answers for the data."""
    samen = not mandaat.partij.convenant.op_de_wet(op)
    delen = (vast.BEZWAAR, vast.ANDERE_WEGEN, vast.REGELING if samen else vast.EIGEN)
    return [*(_vul(deel, mandaat) for deel in delen), _verantwoordelijk(mandaat, op)]


def _verantwoordelijk(mandaat: Mandaat, op: date) -> dict[str, Any]:
    """The core parties answer for the data together, and nobody else (MC 4, AVG 26); under the bill each
    for its own (MvT 6).
    """
    vragen = _vul(vast.VRAGEN, mandaat)
    if mandaat.partij.convenant.op_de_wet(op):
        return vragen
    kern = ", ".join(mandaat.partij.weegploeg.op(op).values_list("naam", flat=True))
    zin = f"Samen verantwoordelijk voor deze verwerking zijn: {kern}. U kunt zich tot elk van hen wenden."
    return vragen | {"alineas": [zin, *vragen["alineas"]]}


def aan(verzoek: Verzoek) -> list[str]:
    """To whom letters about a request go: name and address, as far as they are known."""
    if verzoek.indiener == Indiener.ZELF:
        plaats = " ".join(filter(None, [verzoek.postcode, verzoek.woonplaats]))
        return _uniek([verzoek.persoon.naam, verzoek.straat, plaats])
    namens = f"{Indiener(verzoek.indiener).label} van {verzoek.persoon.naam}"
    return _uniek([verzoek.indiener_naam, namens, verzoek.indiener_contact])


def _wie(verzoek: Verzoek) -> str:
    return "u" if verzoek.indiener == Indiener.ZELF else verzoek.persoon.naam


def _vraag(verzoek: Verzoek) -> str:
    dag = date_format(verzoek.ontvangen_op, "j F Y")
    return f"Op {dag} kregen wij de vraag welke gegevens wij over {_wie(verzoek)} verwerken."


def _inleiding(verzoek: Verzoek, iets: bool) -> list[str]:
    begin = f"{_vraag(verzoek)} Dit is het antwoord. Het is gratis."
    if not iets:
        return [
            begin,
            f"In de bestanden waarin wij zochten, is geen dossier over {_wie(verzoek)}."
            " Alleen dit verzoek zelf bewaren wij.",
        ]
    return [
        begin,
        "Hieronder staat wat wij verwerken. Bij elk gegeven staat van welke partij het komt en op"
        " welke wet dat steunt, als dat bekend is.",
        "Ook dit verzoek en dit antwoord bewaren wij.",
    ]


# Its files -------------------------------------------------------------------------------------
def _dossier(
    stuk: Stuk, mee: Mapping[str, Regel], zoek: Zoeker, *, alle_mee: bool
) -> dict[str, Any]:
    secties = [
        {"titel": deel.titel, "regels": [_kaal(regel) for regel in regels]}
        for deel in stuk.delen
        if (regels := [mee[rij.sleutel] for rij in deel.rijen if rij.sleutel in mee])
    ]
    return {
        "titel": _hoofd(stuk.titel),
        "nummer": stuk.nummer,
        "secties": secties,
        "over": [_ontvangers(stuk, mee, zoek, alle_mee=alle_mee), *_bewaren(stuk)],
    }


def _kaal(regel: Regel) -> dict[str, str]:
    return {
        "label": regel.label,
        "waarde": regel.waarde,
        "bron": regel.bron,
        "grondslag": regel.grondslag,
    }


def _ontvangers(
    stuk: Stuk, mee: Mapping[str, Regel], zoek: Zoeker, *, alle_mee: bool
) -> dict[str, Any]:
    """Who got data of this file, and when; not who is left out: in a row, or as words or a name.

    The core parties stand in every letter, as who answers for the data.

    Args:
        zoek: says of a text what in it is left out.
        alle_mee: no file stays behind as a whole, so a copy into another file can be told.
    """
    weg = [rij.regel for rij in stuk.rijen if rij.sleutel not in mee]
    kern = {partij.naam for partij in stuk.kandidaat.bestand.kernpartijen(stuk.kandidaat.dossier)}

    def te_noemen(rij: Ontvanger) -> bool:
        stil = any(rij.naam in tekst for regel in weg for tekst in (regel.label, regel.waarde))
        weggelaten = stil or bool(zoek(_ontvanger(rij)))
        return (rij.naam in kern or not weggelaten) and (alle_mee or not rij.naar_dossier)

    punten = [_ontvanger(rij) for rij in stuk.ontvangers if te_noemen(rij)]
    return _info("Wie gegevens uit dit dossier kreeg", [], punten)


def _ontvanger(rij: Ontvanger) -> str:
    grond = f" ({rij.grond})" if rij.grond else ""
    return f"{rij.naam}: {rij.wat}, {rij.wanneer}{grond}"


def _bewaren(stuk: Stuk) -> Iterator[dict[str, Any]]:
    """The last days of this very file, as they are stored (MC 13)."""
    rijen = Termijn.objects.filter(dossier=stuk.kandidaat.dossier.pk)
    dagen = {Grond(rij.grond): rij.tot for rij in rijen}
    weg = [dag for grond, dag in dagen.items() if grond.vernietigt]
    zinnen = []
    if archief := dagen.get(Grond.EEN_JAAR):
        zinnen.append(
            f"Dit dossier is in gebruik tot en met {datum(archief)}. Daarna gaat het naar het archief."
        )
    if weg:
        zinnen.append(f"Wij bewaren het tot en met {datum(min(weg))}. Daarna wordt het vernietigd.")
    if zinnen:
        later = "Wordt er nog aan dit dossier gewerkt? Dan kunnen deze dagen later worden."
        yield _info("Hoe lang dit dossier wordt bewaard", [" ".join([*zinnen, later])])


# What it says besides --------------------------------------------------------------------------
def _reden(kop: str, reden: Weglating) -> dict[str, Any]:
    grond = Uitzonderingsgrond.objects.get(code=reden.grond)
    return _info(
        kop,
        [
            f"Wij geven gegevens niet op grond van {grond.artikel} ({grond.omschrijving}).",
            reden.in_brief,
            "Wij hebben daarbij gelet op:",
        ],
        [FACTOREN[letter] for letter in reden.factoren],
    )


def _woorden_weg(keuzes: Keuzes) -> Iterator[dict[str, Any]]:
    if any(weg.delen for weg in keuzes.weg.values()):
        zin = f"Waar {WEGGELATEN} staat, lieten wij woorden weg om deze redenen."
        yield _info("Woorden die wij weglieten", [zin])


def _vernietigd(keuzes: Keuzes) -> Iterator[dict[str, Any]]:
    genoemd = [
        f"U noemde nummer {nummer}. Een dossier met dat nummer is vernietigd op"
        f" {datum(date.fromisoformat(dag))}. Wij kunnen niet meer nagaan over wie het ging."
        for nummer, dag in sorted(keuzes.genoemd.items())
    ]
    if alineas := [*filter(None, [keuzes.vernietigd]), *genoemd]:
        yield _info("Gegevens die al vernietigd zijn", alineas)


def _soorten(regels: Iterable[Regel]) -> Iterator[dict[str, Any]]:
    """Categories of what is sent: ordinary ones in their own order, then the special ones."""
    gevonden = _uniek(soort for regel in regels for soort in regel.soorten)
    gewoon = [soort.value for soort in Soort if soort in gevonden]
    bijzonder = sorted(set(gevonden) - set(gewoon))
    if gevonden:
        punten = [*gewoon, *(f"gevoelige gegevens: {soort}" for soort in bijzonder)]
        yield _info("Soorten gegevens", ["Wij verwerken deze soorten gegevens:"], punten)


def _gezocht(verzoek: Verzoek, op: date) -> dict[str, Any]:
    """Exactly what was searched, by which names, and what was not (AVG 26): whatever was found."""
    partij = verzoek.partij
    waar = [bestand.verzameling for bestand in registry.bestanden()]
    zin = f"Wij zochten in {', '.join(waar[:-1])} en {waar[-1]} van {partij.naam}, onder {partij.convenant.naam}."
    namen = [f"“{persoon.naam}”" for persoon in verzoek.personen]
    op_naam = (
        f"Wij zochten op de naam {' en op '.join(namen)}, ook als die iets anders is geschreven."
    )
    # A file is found by whom it is about: who told something, or stands in it beside him, is not looked for.
    genoemd = (
        f"Wij zochten naar dossiers over {_wie(verzoek)}. In een dossier over een ander zochten wij niet. Denkt u dat"
        " u daarin staat, bijvoorbeeld omdat u iets meldde? Schrijf ons dan over wie het gaat."
    )
    punten = [_adres(gemeente) for gemeente in andere_gemeenten(verzoek, op)]
    eigen = (
        "Wij zochten niet in de eigen systemen van politie en Openbaar Ministerie, en ook niet in"
        " meldingen die zij zelf kregen en niet bij de weegploeg inbrachten. Wilt u die gegevens inzien?"
        " Vraag dat dan aan hen."
    )
    if not punten:
        return _info("Waar wij zochten", [zin, op_naam, genoemd, eigen])
    return _info("Waar wij zochten", [zin, op_naam, genoemd, eigen, _anderen(verzoek, op)], punten)


def _anderen(verzoek: Verzoek, op: date) -> str:
    """Of the other municipalities: who answers, and by when; never whether one of them has anything."""
    if verzoek.partij.convenant.op_de_wet(op):
        return (
            "Wij zochten niet bij andere gemeenten. Denkt u dat een van hen gegevens over u heeft? Stuur uw"
            " verzoek dan ook daarheen:"
        )
    bij = verzoek.ontvangen_bij
    kwam = f"Uw verzoek kwam binnen bij {bij.naam}. " if bij else ""
    return (
        f"{kwam}Wij zochten zelf niet bij de andere gemeenten van dit convenant. Uw verzoek kan ook naar een van hen"
        " gaan, bijvoorbeeld als daar iemand staat met een naam die op de uwe lijkt. Die gemeente antwoordt u zelf,"
        f" uiterlijk op {datum(verzoek.uiterlijk)}, of later als zij u dat vertelt. Een brief van haar zegt dus niet"
        " dat zij gegevens over u heeft. Het gaat om:"
    )


def _adres(partij: Partij) -> str:
    return f"{partij.naam}: {partij.contact}" if partij.contact else partij.naam


def _vul(deel: vast.Deel, mandaat: Mandaat) -> dict[str, Any]:
    """A part with the names of who gives it."""
    vol = vast.gevuld(deel, mandaat.partij.convenant, mandaat)
    return _info(vol.kop, list(vol.alineas), list(vol.punten))


def _info(kop: str, alineas: list[str], punten: list[str] | None = None) -> dict[str, Any]:
    return {"kop": kop, "alineas": alineas, "punten": punten or []}


# What is kept and not sent ---------------------------------------------------------------------
def _intern(stukken: list[Stuk], keuzes: Keuzes, mee: Mapping[str, Regel]) -> dict[str, Any]:
    """The full reasons, for bezwaar and court; of what was left out no word (ADR 8)."""
    gronden = {grond.code: grond.artikel for grond in Uitzonderingsgrond.objects.all()}
    weg, toch = [], []
    for stuk, deel, rij in _rijen(stukken):
        waar = {"nummer": stuk.nummer, "waar": _waar(deel, rij, mee)}
        if rij.sleutel not in mee or rij.sleutel in keuzes.weg:
            geheel = rij.sleutel not in mee
            keuze = keuzes.weg.get(rij.sleutel, Weg(""))
            weg.append(waar | {"reden": keuze.reden, "geheel": geheel})
        if waarom := _waarom_mee(rij, keuzes, mee):
            toch.append(waar | {"waarom": waarom})
    redenen = {
        nr: {"grond": gronden[reden.grond], "volledig": reden.volledig}
        for nr, reden in keuzes.gebruikt.items()
    }
    return {"redenen": redenen, "weg": weg, "mee": toch}


def _rijen(stukken: list[Stuk]) -> Iterator[tuple[Stuk, Deel, Rij]]:
    for stuk in stukken:
        for deel in stuk.delen:
            for rij in deel.rijen:
                yield stuk, deel, rij


def _waar(deel: Deel, rij: Rij, mee: Mapping[str, Regel]) -> str:
    """Where a row stands, without the words that are left out of what it is called."""
    regel = mee.get(rij.sleutel, rij.regel)
    return deel.titel if regel.derden else f"{deel.titel}: {regel.label}"


def _waarom_mee(rij: Rij, keuzes: Keuzes, mee: Mapping[str, Regel]) -> str:
    if rij.sleutel not in mee:
        return ""
    besproken = keuzes.politie if rij.regel.let_op in BESPREKEN else ""
    eigen = [keuzes.mee.get(rij.sleutel), keuzes.blijft.get(rij.sleutel)]
    return "\n".join(filter(None, [*eigen, besproken]))


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _uniek(waarden: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, waarden)))
