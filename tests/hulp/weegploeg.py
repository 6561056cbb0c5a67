"""Files of the weegploeg in each state."""

from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.overdracht import Partner
from casusoverleg.plan import decisions as plannen
from convenant.forms import SignaalForm
from convenant.gegevens import BLIJFT_ACHTER, SignaalWaarden
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from tests.beginstand import beginstand
from tests.cast import Cast, Speler
from tests.hulp import casussen, gegevens
from weegploeg.afronden.decisions import besluit_bewaren
from weegploeg.besluit import decisions as besluiten
from weegploeg.besluit.afsluiten import besluit_afsluiten
from weegploeg.bevestigen.decisions import bevestig
from weegploeg.duiding.decisions import Antwoord, beantwoord_vraag
from weegploeg.duiding.vragen import Vraag
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.informeren import decisions as informeren
from weegploeg.models import Signaal, WeegploegDossier
from weegploeg.vastleggen import WieSprak
from weegploeg.weging import decisions as wegen

DOEL: Any = {  # of a decision, or of its form
    "doelen": ["samenleving"],
    "verblijf": "nederland",
    "band": "verblijft",
    "band_feit": "Staat hier ingeschreven",
}


def sprekers(cast: Cast) -> list[WieSprak]:
    """Who spoke for each of the core parties: the one who represents it."""
    return [
        WieSprak(speler.partij, speler.gebruiker)
        for speler in (cast.gemeente, cast.politie, cast.om)
    ]


def afwegingen(*partijen: Partij) -> dict[UUID, besluiten.Afweging]:
    """Why each of these partners is chosen."""
    return {
        partij.pk: besluiten.Afweging(
            noodzaak="Zonder deze partij is er geen begeleiding",
            proportionaliteit="De zorgen zijn ernstig",
            subsidiariteit="Zonder namen was niet genoeg",
            al_betrokken=False if partij.soort == SoortPartij.RVDK else None,
        )
        for partij in partijen
    }


def wie_sprak(cast: Cast) -> dict[str, Any]:
    """The same as a form asks it, in a meeting of today."""
    namen = {f"spreker_{s.partij.pk}": str(s.gebruiker and s.gebruiker.pk) for s in sprekers(cast)}
    partijen = [partij.pk for partij in cast.kern]
    return {"wijze": "overleg", "genomen_op": gegevens.vandaag(), "partijen": partijen, **namen}


def signaal(code: str = "avg-6-1-e", tekst: str = gegevens.SIGNAAL, **velden: Any) -> Any:
    """Fields of a signal without its party."""
    return gegevens.Signaal(code=code, omschrijving=tekst, **velden)


def wpg_9(tekst: str = gegevens.SIGNAAL_WPG_9) -> Any:
    """Police data under art. 9 or 10 with all that they need."""
    return gegevens.Signaal(wpg_9=True, omschrijving=tekst)


def verbeter(
    signaal: Signaal, speler: Speler, reden: str = "Verkeerde dag", **anders: Any
) -> Signaal:
    """The party that brought a signal says it otherwise."""
    velden = {naam: getattr(signaal, naam) for naam in SignaalForm.Velden.fields}
    return inbrengen.verbeter_signaal(
        signaal, actor=speler.actor, velden=SignaalWaarden(**(velden | anders)), reden=reden
    )


@beginstand
def in_weging(
    cast: Cast,
    *,
    speler: Speler | None = None,
    op: date | None = None,
    signalen: list[dict[str, Any]] | None = None,
    dossier: WeegploegDossier | None = None,
    naw: dict[str, Any] | None = None,
    **velden: Any,
) -> WeegploegDossier:
    """A melding, brought in by a core party (the municipality)."""
    speler = speler or cast.gemeente
    actor = speler.op(op) if op else speler.actor
    inbreng = {"partij_id": speler.partij.pk, "ontvangen_op": actor.vandaag, **velden}
    return inbrengen.neem_in(
        actor=actor,
        gemeente=cast.gemeente.partij,
        naw=gegevens.NawWeegploeg(**(naw or {})),
        inbreng=gegevens.Inbreng(**inbreng),
        signalen=[{"partij_id": speler.partij.pk, **rij} for rij in signalen or [signaal()]],
        dossier=dossier,
    )


@beginstand
def gewogen(cast: Cast, *, op: date | None = None, **velden: Any) -> WeegploegDossier:
    """Weighed by the municipality: the first field in the second phase."""
    dossier = in_weging(cast, op=op, **velden)
    return weeg(cast, dossier, cast.gemeente.op(op) if op else None)


def weeg(cast: Cast, dossier: WeegploegDossier, actor: Actor | None = None) -> WeegploegDossier:
    """The same, for a file that is there."""
    gebied = cast.kader.ontwikkelgebieden.get(nummer=1)
    fase = cast.kader.fasen.get(nummer=2)
    return wegen.weeg(
        dossier,
        actor=actor or cast.gemeente.actor,
        wegingen=[(gebied, fase, "Zoekt nieuwe vrienden")],
        duiding="Raakt los van zijn omgeving",
    )


@beginstand
def niet_geagendeerd(cast: Cast, *, op: date | None = None, **velden: Any) -> WeegploegDossier:
    """Decided: no casusoverleg."""
    dossier = gewogen(cast, op=op, **velden)
    return besluiten.agendeer_niet(
        dossier, actor=_uitvoerder(cast, op), argumenten="Te weinig feiten", sprekers=sprekers(cast)
    )


@beginstand
def nadere_duiding(
    cast: Cast,
    *,
    op: date | None = None,
    uiterlijk: date | None = None,
    vragen: list[Vraag] | None = None,
    **velden: Any,
) -> WeegploegDossier:
    """Decided: ask the school first, that stands outside the covenant, or others."""
    return besluiten.vraag_duiding(
        gewogen(cast, op=op, **velden),
        actor=_uitvoerder(cast, op),
        uiterlijk=uiterlijk,
        argumenten="Er is meer nodig",
        sprekers=sprekers(cast),
        vragen=vragen
        or [
            Vraag(
                partner="School De Zandberg",
                vraag="Is de leerling veranderd?",
                nodig="Zegt of dit nieuw is",
            )
        ],
    )


@beginstand
def gevraagd(cast: Cast, *partijen: Partij, **velden: Any) -> WeegploegDossier:
    """Decided: ask these parties of the covenant or of annex 1."""
    vragen = [
        Vraag(partij=partij, vraag="KANARIE-vraag", nodig="KANARIE-nodig") for partij in partijen
    ]
    return nadere_duiding(cast, vragen=vragen, **velden)


def antwoord(cast: Cast, dossier: WeegploegDossier, tekst: str = "Ja") -> WeegploegDossier:
    """The secretary records what the only partner said."""
    vraag = dossier.duidingsvragen.get()
    beantwoord_vraag(vraag, actor=cast.uitvoerder.actor, antwoord=Antwoord(tekst))
    return dossier


@beginstand
def geagendeerd(cast: Cast, *, op: date | None = None, **velden: Any) -> WeegploegDossier:
    """On the agenda of a casusoverleg: every signal that may go along does."""
    partners = velden.pop("partners", ())
    return agendeer(cast, gewogen(cast, op=op, **velden), op=op, partners=partners)


def agendeer(
    cast: Cast,
    dossier: WeegploegDossier,
    *,
    op: date | None = None,
    partners: tuple[Partner, ...] | list[Partner] = (),
) -> WeegploegDossier:
    """The same, for a file that was weighed."""
    return besluiten.agendeer(
        dossier,
        actor=_uitvoerder(cast, op),
        argumenten="Een plan is nodig",
        sprekers=sprekers(cast),
        partners=list(partners),
        afwegingen=afwegingen(*(partner.partij for partner in partners)),
        signalen=dossier.signalen.exclude(BLIJFT_ACHTER),
        wegingen=dossier.wegingen.all(),
        duiding="",
        **DOEL,
    )


@beginstand
def met_advies(cast: Cast, *, op: date | None = None) -> WeegploegDossier:
    """The casusoverleg advises to close, on an adopted plan."""
    dossier = geagendeerd(cast, op=op)
    actor = _uitvoerder(cast, op)
    casus = Casus.objects.get(zaak=dossier.zaak)
    plan = plannen.maak_plan(casus, actor=actor, **gegevens.Plan(doel="Weer naar school"))
    maatregel = gegevens.Maatregel(
        partij=cast.gemeente.partij,
        omschrijving="Begeleiding",
        bevoegdheid="Artikel 172 Gemeentewet",
        van=actor.vandaag,
        tot=actor.vandaag,
    )
    plannen.voeg_maatregel_toe(plan, actor=actor, **maatregel)
    casussen.stel_vast(plan, actor=actor)
    velden = casussen.evaluatie(casus, vervolg="Coach blijft")
    casusoverleg.adviseer_afsluiten(casus, actor=actor, **velden)
    return dossier


@beginstand
def afgesloten(cast: Cast, *, op: date | None = None) -> WeegploegDossier:
    """The core parties closed the plan, in the casus as well."""
    return besluit_afsluiten(
        met_advies(cast, op=op),
        actor=_uitvoerder(cast, op),
        argumenten="De doelen zijn gehaald",
        sprekers=sprekers(cast),
        niet_af="De coach gaat vrijwillig door",
    )


def _uitvoerder(cast: Cast, op: date | None) -> Actor:
    return cast.uitvoerder.op(op) if op else cast.uitvoerder.actor


# With a ground of UAVG 41: what was weighed (MC 11.3).
AFGEWOGEN = {"factoren": ["c", "g"], "afweging": "Het onderzoek weegt nu zwaarder"}


def geinformeerd(
    cast: Cast, dossier: WeegploegDossier, *, op: date | None = None
) -> WeegploegDossier:
    """The subject was told, after the core parties decided so."""
    actor = _uitvoerder(cast, op)
    informeren.besluit_informeren(
        dossier, actor=actor, informeren=True, sprekers=sprekers(cast), afspraak="Ik bel"
    )
    return informeren.leg_informeren_vast(dossier, actor=actor, op=actor.vandaag, hoe="Gebeld")


def bevestigd(cast: Cast, dossier: WeegploegDossier, *leden: Speler) -> WeegploegDossier:
    """Of what was logged last each of these members says that it is so; without them those of all parties."""
    laatste = dossier.vastleggingen.latest("vastgelegd_op")
    for lid in leden or (cast.gemeente, cast.politie, cast.om):
        bevestig(laatste, actor=lid.actor)
    return dossier


def zonder_taak(cast: Cast) -> WeegploegDossier:
    """A file in which nothing waits any more, and that is destroyed within four weeks."""
    lang = gegevens.vandaag() - relativedelta(months=5, days=20)
    dossier = niet_geagendeerd(cast, op=lang, anoniem=True, melder_naam="", melder_contact="")
    geinformeerd(cast, dossier)
    dossier = besluit_bewaren(
        dossier,
        actor=cast.uitvoerder.actor,
        argumenten="Er kan nog een klacht komen",
        sprekers=sprekers(cast),
        bewaren_tot=dossier.laatste_dag,
    )
    return bevestigd(cast, dossier)  # of what went before it nothing waits (PB 3.4 ad 2)
