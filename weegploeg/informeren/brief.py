"""The letter that tells the person concerned that data on him are processed (AVG 14, MC 11, PB 5.2).

He never logs in: this is what he sees of us. Each part of AVG 14.1 and 14.2 is one block.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant import mandaat
from convenant.models import TAKEN, Partij
from convenant.verwerking import registertekst
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, datum
from gedeeld.termijnen import Grond
from gedeeld.velden import Soort
from register.brieven import vast
from register.brieven.models import BriefVelden
from register.brieven.soorten import Blok, Briefsoort, Ontbreekt, Opzet
from register.models import Uitwisseling

from .. import rules
from ..bezwaar import vereis_geen_bezwaar
from ..models import Brief, Informatiebesluit, WeegploegDossier
from .decisions import leg_informeren_vast
from .facts import geldend

Wie = Informatiebesluit.Wie
SUBJECT, OUDERS = "informeren", "informeren_ouders"
# Who is told -> the kinds of letter that tell them all.
NODIG = {Wie.SUBJECT: {SUBJECT}, Wie.OUDERS: {OUDERS}, Wie.BEIDEN: {SUBJECT, OUDERS}}
ANDERS_BESLOTEN = (
    "De kernpartijen besloten later iets anders over informeren. Verstuur deze brief niet."
)
GEEN_MANDAAT = (
    "Van {} is niet bekend wie namens haar tekent. Vraag de beheerder om dit in te vullen."
)
# The categories of data as a parent reads them.
VAN_UW_KIND = {
    Soort.IDENTITEIT: "wie uw kind is en waar uw kind woont",
    Soort.GEDRAG: "wat er over het gedrag van uw kind is gezien of gehoord (signalen)",
    Soort.CONTACT: "contact met uw kind en met u",
}


# Which can be begun ---------------------------------------------------------------------------------
def _rijen(soort: str) -> Any:
    def rijen(dossier: WeegploegDossier) -> Iterable[Informatiebesluit]:
        """The decision to inform, as long as it was not done."""
        besluit = next(iter(geldend(dossier)), None)
        if besluit is None or not besluit.informeren or dossier.geinformeerd_op:
            return []
        return [besluit] if soort in NODIG[Wie(besluit.wie)] else []

    return rijen


def _besluit(dossier: WeegploegDossier, pk: UUID) -> Informatiebesluit | None:
    rij: Informatiebesluit | None = dossier.informatiebesluiten.filter(pk=pk).first()
    return rij


def _vereis(dossier: WeegploegDossier) -> None:
    vereis_geen_bezwaar(dossier, "een brief versturen")


def _na_versturen(
    dossier: WeegploegDossier, besluit: Informatiebesluit, actor: Actor, brief: BriefVelden
) -> None:
    """When all who are told got their letter, informing is done (MC 11.5)."""
    rijen = Brief.objects.filter(dossier=dossier, rij=besluit.pk).exclude(verstuurd_op=None)
    verstuurd = {rij.soort: rij for rij in rijen}
    staat = next(iter(geldend(dossier)), None)
    if dossier.geinformeerd_op or staat != besluit or not staat.informeren:
        return
    if not NODIG[Wie(besluit.wie)] <= verstuurd.keys():
        return
    nummers = " en ".join(sorted(rij.nummer for rij in verstuurd.values()))
    leg_informeren_vast(
        dossier,
        actor=actor,
        op=max(rij.verstuurd_op for rij in verstuurd.values()),
        hoe=f"Met brief {nummers}, {brief.get_wijze_display().lower()}",
    )


# What it says -----------------------------------------------------------------------------------------
def _brief(
    dossier: WeegploegDossier, besluit: Informatiebesluit, actor: Actor, *, ouders: bool
) -> Opzet:
    vol = WeegploegDossier.objects.met_inhoud().get(pk=dossier.pk)
    gemeente, convenant = dossier.gemeente, dossier.gemeente.convenant
    kern = list(dossier.bestand.kernpartijen(dossier))
    onder = mandaat.geldend(gemeente, actor.vandaag)
    wie = "uw kind" if ouders else "u"
    contact = vast.gevuld(vast.VRAGEN, convenant)
    return Opzet(
        titel=f"Wij verwerken gegevens over {wie}",
        afzender=gemeente.naam,
        aan=_aan(dossier, ouders=ouders),
        blokken=[
            Blok("aanhef", ["Beste ouders," if ouders else "Geachte heer of mevrouw,"]),
            Blok("bericht", list(_bericht(dossier, wie))),
            Blok(
                "zelf",
                [],
                kop="Wat wij u nog willen vertellen",
                vrij=True,
                uitleg="Niet verplicht. Schrijf bijvoorbeeld wie er belt of langskomt, en wanneer. Zet er niets"
                " in over een ander.",
            ),
            Blok("verantwoordelijk", *_verantwoordelijk(kern, convenant.contact)),
            Blok(
                "fg",
                [f"U bereikt de functionaris zo: {convenant.fg_contact}."],
                kop="Functionaris gegevensbescherming",
            ),
            _blok("waarom", vast.WAAROM),
            Blok("grond", *_grond(kern)),
            Blok("gegevens", *_gegevens(vol, ouders=ouders)),
            Blok("bron", *_bron(vol)),
            Blok("ontvangers", *_ontvangers(vol)),
            Blok("doorgifte", [registertekst(convenant).doorgifte], kop="Naar het buitenland"),
            Blok("bewaren", *_bewaren(vol)),
            Blok("rechten", *_rechten(convenant, ouders=ouders)),
            Blok("klacht", [vast.AP.replace("ook een", "een")], kop="Een klacht"),
            _blok("automaat", vast.GEEN_AUTOMAAT),
            Blok("contact", [contact.alineas[0]], kop="Vragen"),
        ],
        ondertekening=vast.ondertekening(onder) if onder else [],
        ontbreekt=list(_ontbreekt(dossier, besluit, gemeente, onder)),
    )


def _ontbreekt(
    dossier: WeegploegDossier, besluit: Informatiebesluit, gemeente: Partij, onder: Any
) -> Iterator[Ontbreekt]:
    """Who signs; and that the core parties still want this, for a letter told too early cannot be taken back."""
    if onder is None:
        yield Ontbreekt(GEEN_MANDAAT.format(gemeente), reverse("convenant:overzicht"))
    staat = next(iter(geldend(dossier)), None)
    if staat != besluit or not staat.informeren:
        yield Ontbreekt(ANDERS_BESLOTEN, reverse("weegploeg:dossier", args=[dossier.pk]))


def _blok(sleutel: str, deel: vast.Deel) -> Blok:
    return Blok(sleutel, list(deel.alineas), deel.kop, list(deel.punten))


def _aan(dossier: WeegploegDossier, *, ouders: bool) -> list[str]:
    naam = dossier.persoon.naam
    plaats = " ".join(filter(None, [dossier.postcode, dossier.woonplaats]))
    return [f"De ouders van {naam}" if ouders else naam, dossier.straat, plaats]


def _bericht(dossier: WeegploegDossier, wie: str) -> Iterator[str]:
    """Why this letter comes: what was decided, and nothing of who said what."""
    yield (
        f"Wij schrijven u omdat wij gegevens over {wie} verwerken. De wet zegt dat wij u dat moeten"
        " vertellen (artikel 14 AVG). In deze brief leest u waarom wij dat doen, om welke gegevens het"
        " gaat en wat uw rechten zijn."
    )
    yield (
        "De gemeente, de politie en het Openbaar Ministerie kregen informatie waardoor zij zich zorgen maken"
        f" over {wie}. Het gaat om zorgen over radicalisering of extremisme. Zij bespraken dat samen."
    )
    if dossier.stand == WeegploegDossier.Stand.NIET_GEAGENDEERD:
        yield "Zij besloten dat er geen gezamenlijk plan komt."
    elif dossier.stand == WeegploegDossier.Stand.GEAGENDEERD:
        yield f"Zij besloten om samen met andere organisaties een plan te maken om {wie} te helpen en om risico's kleiner te maken."


def _verantwoordelijk(kern: Iterable[Partij], contact: str) -> tuple[list[str], str, list[str]]:
    return (
        [
            "Deze organisaties zijn samen verantwoordelijk. U kunt zich tot elk van hen wenden.",
            f"Er is één plek voor uw vragen: {contact}.",
        ],
        "Wie is verantwoordelijk",
        [f"{partij.naam}{f': {partij.contact}' if partij.contact else ''}" for partij in kern],
    )


def _grond(kern: Iterable[Partij]) -> tuple[list[str], str, list[str]]:
    return (
        [
            "Wij doen dit om een taak van algemeen belang uit te voeren (artikel 6 lid 1 onder e AVG). Daarvoor is"
            " geen toestemming nodig. Die taken staan in de wet:"
        ],
        "Op welke grond",
        [f"{partij.naam}: {taak}" for partij in kern if (taak := TAKEN.get(partij.soort))],
    )


def _gegevens(dossier: WeegploegDossier, *, ouders: bool) -> tuple[list[str], str, list[str]]:
    """Categories of what the file holds on the subject himself: ordinary ones, then the special ones."""
    afschrift = dossier.bestand.afschrift(dossier, Publiek.BETROKKENE)
    gevonden = {
        soort
        for deel in afschrift.secties
        for regel in deel.regels
        if not (regel.derden or regel.afwegen)
        for soort in regel.soorten
    }
    gewoon = [soort for soort in Soort if soort.value in gevonden]
    woorden = [VAN_UW_KIND.get(soort, soort.value) if ouders else soort.value for soort in gewoon]
    bijzonder = sorted(gevonden - {soort.value for soort in Soort})
    punten = [*woorden, *(f"gevoelige gegevens: {soort}" for soort in bijzonder)]
    return ["Wij verwerken deze soorten gegevens:"], "Welke gegevens", punten


def _bron(dossier: WeegploegDossier) -> tuple[list[str], str, list[str]]:
    """The parties that brought data in; never who reported something to them (MC 8.5)."""
    partijen = [rij.partij.naam for rij in dossier.inbrengen.all()]
    partijen += [rij.partij.naam for rij in dossier.signalen.all()]
    partijen += [
        rij.partij.naam for rij in dossier.duidingsvragen.all() if rij.partij and rij.beantwoord_op
    ]
    return (
        ["Wij kregen deze gegevens niet van u zelf. Zij komen van:"],
        "Waar de gegevens vandaan komen",
        list(dict.fromkeys(partijen)),
    )


def _ontvangers(dossier: WeegploegDossier) -> tuple[list[str], str, list[str]]:
    """By name the parties and bodies that got data; the others by kind."""
    rijen = Uitwisseling.objects.filter(dossier__zaak=dossier.zaak)
    kern = {partij.pk for partij in dossier.bestand.kernpartijen(dossier)}
    besluiten = [rij for rij in dossier.besluiten.all() if not rij.vastlegging.is_vervangen]
    partners = [partner.partij for besluit in besluiten for partner in besluit.partners.all()]
    kregen = [rij for rij in rijen.select_related("aan") if rij.soort != rij.Soort.BRIEF]
    anderen = [rij.aan for rij in kregen] + partners
    namen = {partij.naam for partij in anderen if partij and partij.pk not in kern}
    namen |= {rij.naar for rij in kregen if rij.naar}
    return (
        [
            "De organisaties die samen verantwoordelijk zijn, lezen de gegevens. Komt er een plan? Dan lezen ook"
            " organisaties die daaraan meewerken gegevens, zoals hulpverleners. Zij krijgen alleen wat zij nodig"
            " hebben, en houden het geheim.",
            *(["Deze organisaties kregen gegevens of doen mee aan het plan:"] if namen else []),
        ],
        "Wie gegevens krijgt",
        sorted(namen),
    )


def _bewaren(dossier: WeegploegDossier) -> tuple[list[str], str, list[str]]:
    """The rule, and the last day of this file where it has one (MC 13)."""
    dagen = [t.tot for t in dossier.termijnen.all() if Grond(t.grond) in Grond.van_lid_3()]
    eigen = [f"Deze gegevens bewaren wij nu tot en met {datum(min(dagen))}."] if dagen else []
    return [*eigen, *vast.BEWAREN.alineas], vast.BEWAREN.kop, list(vast.BEWAREN.punten)


def _rechten(convenant: Any, *, ouders: bool) -> tuple[list[str], str, list[str]]:
    deel = vast.gevuld(vast.RECHTEN, convenant)
    slot = (
        "Is uw kind jonger dan zestien jaar? Dan kunt u dit namens uw kind vragen."
        if ouders
        else ""
    )
    geen = (
        "U kunt deze gegevens niet meenemen naar een andere organisatie. Dat recht geldt alleen bij toestemming"
        " of een overeenkomst (artikel 20 AVG)."
    )
    punten = ["uw gegevens inzien (artikel 15 AVG);", *deel.punten]
    return [*deel.alineas, *filter(None, [slot]), geen], deel.kop, punten


def _soort(naam: str, titel: str) -> Briefsoort:
    return Briefsoort(
        naam,
        titel,
        rijen=_rijen(naam),
        van=_besluit,
        over=lambda besluit: f"Besluit van {datum(besluit.besloten_op)}",
        mag=lambda actor, dossier, besluit: rules.mag_besluiten(actor),
        stel_op=lambda dossier, besluit, actor: _brief(
            dossier, besluit, actor, ouders=naam == OUDERS
        ),
        vereis=_vereis,
        na_versturen=_na_versturen,
    )


INFORMEERBRIEVEN = (
    _soort(SUBJECT, "Brief aan de persoon over wie het gaat"),
    _soort(OUDERS, "Brief aan de ouders"),
)
