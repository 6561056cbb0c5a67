"""Files of the weegploeg in each state, made by the decisions that a user would take."""

from datetime import date
from typing import Any

from casusoverleg import decisions as casusoverleg
from casusoverleg import plannen
from casusoverleg.models import Casus, Doel
from casusoverleg.overdracht import Partner
from gedeeld.actor import Actor
from gedeeld.rules import leeftijd
from tests.cast import Cast, Speler, grondslag
from weegploeg import decisions
from weegploeg.models import Herkomst, WeegploegDossier

NAW = {
    "voornamen": "Timo",
    "tussenvoegsel": "van der",
    "achternaam": "Verzonnen",
    "straat": "Nergensweg 7",
    "postcode": "5900 ZZ",
    "woonplaats": "Venlo",
    "geboortedatum": date(1990, 5, 17),
}
SIGNAAL = "Deelde filmpjes waarin geweld wordt geprezen"
SIGNAAL_POLITIE = "Sprak in juni op straat over vertrekken"
SIGNAAL_WPG_9 = "Komt voor in onderzoek Zilvermeeuw"
MELDER = "Buurvrouw Quirina Blauw"
MELDER_CONTACT = "06-0000 4711"


def signaal(code: str = "avg-6-1-e", tekst: str = SIGNAAL, **velden: Any) -> dict[str, Any]:
    """Fields of a signal without its party."""
    return {"omschrijving": tekst, "grondslag_id": grondslag(code).pk, **velden}


def wpg_9(tekst: str = SIGNAAL_WPG_9) -> dict[str, Any]:
    """Police data under art. 9 or 10 with all that they need."""
    return signaal(
        "wpg-18-2",
        tekst,
        wpg_doel="a",
        wpg_overleg="Met de teamchef en de officier",
        wpg_geen_bezwaar=True,
    )


def inbreng(speler: Speler, op: date, **velden: Any) -> dict[str, Any]:
    """How a party brings something in, with a reporter who is known."""
    return {
        "partij": speler.partij,
        "ontvangen_op": op,
        "melding_nummer": "M-2026-0001",
        "herkomst": Herkomst.MELDPUNT,
        "anoniem": False,
        "melder_naam": MELDER,
        "melder_contact": MELDER_CONTACT,
        "hulptraject": "",
        **velden,
    }


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
    return decisions.neem_in(
        actor=actor,
        gemeente=cast.gemeente.partij,
        naw={**NAW, **(naw or {})},
        inbreng=inbreng(speler, actor.vandaag, **velden),
        signalen=[{"partij_id": speler.partij.pk, **rij} for rij in signalen or [signaal()]],
        dossier=dossier,
    )


def gewogen(cast: Cast, *, op: date | None = None, **velden: Any) -> WeegploegDossier:
    """Weighed by the municipality: the first field in the second phase."""
    dossier = in_weging(cast, op=op, **velden)
    return weeg(cast, dossier, cast.gemeente.op(op) if op else None)


def weeg(cast: Cast, dossier: WeegploegDossier, actor: Actor | None = None) -> WeegploegDossier:
    """The same, for a file that is there."""
    gebied = cast.kader.ontwikkelgebieden.get(nummer=1)
    fase = cast.kader.fasen.get(nummer=2)
    return decisions.weeg(
        dossier,
        actor=actor or cast.gemeente.actor,
        wegingen=[(gebied, fase, "Zoekt nieuwe vrienden")],
        duiding="Raakt los van zijn omgeving",
    )


def niet_geagendeerd(cast: Cast, *, op: date | None = None, **velden: Any) -> WeegploegDossier:
    """Decided: no casusoverleg."""
    dossier = gewogen(cast, op=op, **velden)
    return decisions.agendeer_niet(
        dossier, actor=_uitvoerder(cast, op), argumenten="Te weinig feiten", partijen=cast.kern
    )


def nadere_duiding(cast: Cast, **velden: Any) -> WeegploegDossier:
    """Decided: ask the school first."""
    return decisions.vraag_duiding(
        gewogen(cast, **velden),
        actor=cast.uitvoerder.actor,
        argumenten="Er is meer nodig",
        partijen=cast.kern,
        vragen=[("School De Zandberg", "Is de leerling veranderd?")],
    )


def geagendeerd(
    cast: Cast, *, op: date | None = None, partners: list[Partner] | None = None, **velden: Any
) -> WeegploegDossier:
    """On the agenda of a casusoverleg: every signal that may go along does."""
    dossier = gewogen(cast, op=op, **velden)
    return decisions.agendeer(
        dossier,
        actor=_uitvoerder(cast, op),
        argumenten="Een plan is nodig",
        partijen=cast.kern,
        partners=partners or [],
        signalen=dossier.signalen.filter(grondslag__alleen_kernpartijen=False),
        wegingen=dossier.wegingen.all(),
        duiding="",
    )


def met_advies(cast: Cast) -> WeegploegDossier:
    """The casusoverleg advises to close, on an adopted plan."""
    dossier = geagendeerd(cast)
    actor = cast.uitvoerder.actor
    casus = Casus.objects.get(pk=dossier.casus_id)
    plan = plannen.maak_plan(casus, actor=actor, doelen=[Doel.GEDRAG], doel="Weer naar school")
    plannen.voeg_maatregel_toe(
        plan,
        actor=actor,
        partij=cast.gemeente.partij,
        omschrijving="Begeleiding",
        bevoegdheid="Artikel 172 Gemeentewet",
        van=actor.vandaag,
        tot=actor.vandaag,
    )
    plannen.stel_plan_vast(plan, actor=actor)
    casusoverleg.adviseer_afsluiten(
        casus, actor=actor, evaluatie="De doelen zijn gehaald", vervolg="Coach blijft"
    )
    return dossier


def minderjarig(op: date) -> dict[str, Any]:
    """A birth date of somebody of sixteen on a day."""
    geboren = date(op.year - 16, 1, 1)
    assert leeftijd(geboren, op) < 18
    return {"geboortedatum": geboren}


def _uitvoerder(cast: Cast, op: date | None) -> Actor:
    return cast.uitvoerder.op(op) if op else cast.uitvoerder.actor
