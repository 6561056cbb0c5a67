"""What the pages of the casusoverleg show: from rows to the words and buttons of one actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant.kader import Kader
from convenant.models import Bijlage1
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Regel, Sectie
from gedeeld.lijst import Cel, Knop, Kolom
from gedeeld.velden import sectie
from register.brieven.pagina import deel
from register.controle.pagina import deel as controledeel
from register.correctie.pagina import bij_rijen
from register.muur import als

from . import velden
from .bestand import CasusBestand, afsluiting, plan_sectie, subject
from .deelname.models import Deelname
from .dossier.models import Bijdrage, Casus, Doel
from .dossier.stil import weg_te_zetten
from .informeren.facts import hoe_het_staat
from .partijvraag.querysets import brachten_in
from .plan.models import Maatregel, Plan, Voortgang
from .plan.pagina import maatregelen, te_beoordelen, te_lezen
from .rules import mag_inbrengen, mag_vastleggen, mag_voeren, ziet_geboortedatum
from .velden import partijvraag_tekst, regie_tekst
from .verstrekking.pagina import op_de_casus, verstrekt
from .zenden.pagina import op_de_casus as zendingen

STATUS: dict[str, str] = {
    Casus.Stand.ACTIEF: "actief",
    Casus.Stand.ADVIES_AFSLUITEN: "let_op",
    Casus.Stand.AFGESLOTEN: "klaar",
}
GEBEURTENISSEN = 12  # events on the page of one casus


# List ------------------------------------------------------------------------------------------
@dataclass
class Rij:
    """One casus in the list."""

    casus: Casus
    url: str
    te_laat: int = 0
    termijn: date | None = None
    regisseur: str | None = None

    @property
    def partij_id(self) -> UUID:
        """Key of the municipality whose casus it is."""
        return self.casus.partij_id


def rijen(casussen: Iterable[Any], actor: Actor) -> list[Rij]:
    """Rows of the list (`met_regisseur`), with the measures that are overdue and the next term.

    An external partner is told about its own measures only.
    """
    route = "casusoverleg:plan" if actor.extern else "casusoverleg:casus"
    uit = {
        casus.pk: Rij(
            casus,
            reverse(route, args=[casus.pk]),
            regisseur=getattr(casus, "regisseur_nu", None),
        )
        for casus in casussen
    }
    maatregelen = Maatregel.objects.geldend().filter(casus__in=uit)
    if actor.extern:
        maatregelen = maatregelen.filter(partij__in=actor.partijen)
    lopend = maatregelen.met_stand(actor.vandaag).filter(wordt_genomen=True)
    for casus_id, tot, stand, te_laat in lopend.values_list("casus", "tot", "stand", "te_laat"):
        rij = uit[casus_id]
        rij.te_laat += te_laat
        af = stand in Voortgang.AF or not rij.casus.loopt
        if not af and (rij.termijn is None or tot < rij.termijn):
            rij.termijn = tot
    return list(uit.values())


def _stand(rij: Rij, actor: Actor) -> Cel:
    stand = rij.casus.stand
    return Cel(rij.casus.get_stand_display(), kleur=STATUS[stand], beperkt=rij.casus.beperkt)


def _regisseur(rij: Rij, actor: Actor) -> Cel:
    return Cel(rij.regisseur) if rij.regisseur else Cel("Nog niemand", zacht=True)


def _eerstvolgende(rij: Rij, actor: Actor) -> Cel:
    laat = f"{rij.te_laat} maatregelen te laat" if rij.te_laat > 1 else ""
    if rij.termijn is None:
        return Cel("Geen termijn", zacht=True, onder=laat)
    return Cel(dag=rij.termijn, uiterlijk=True, onder=laat)


NUMMER = Kolom("Nummer", lambda rij, actor: Cel(rij.casus.nummer, url=rij.url))
NAAM = Kolom("Naam", lambda rij, actor: Cel(rij.casus.persoon.naam))
KOLOMMEN = (
    NUMMER,
    NAAM,
    Kolom("Gemeente", lambda rij, actor: Cel(rij.casus.gemeente.naam)),
    Kolom("Stand", _stand),
    Kolom("Casusregisseur", _regisseur),
    Kolom("Eerstvolgende maatregel", _eerstvolgende),
)
KOLOMMEN_EXTERN = (NUMMER, NAAM, Kolom("Uw eerstvolgende maatregel", _eerstvolgende))


# For an external partner -----------------------------------------------------------------------
def ingebracht(casus_id: UUID, actor: Actor) -> Sectie:
    """What the actor's party brought into a casus of which it reads no more than the plan (MC 10.5)."""
    rijen = Bijdrage.objects.filter(casus=casus_id, partij__in=actor.partijen)
    met = rijen.select_related("partij", "grondslag", "grondslag_om")
    return sectie(velden.GEGEVENS, met, Publiek.EXTERN)


def extern(plan: Plan, actor: Actor) -> dict[str, Any]:
    """The page of an external partner: its measures, the plan, and what it brought in (MC 10.5)."""
    casus = kaart(plan)
    secties = CasusBestand().afschrift(casus, Publiek.EXTERN).secties
    return _van_extern(plan, casus, actor) | {
        "secties": secties[1:],  # the name stands above it
        "concept": Plan.objects.visible_to(actor).concept().filter(casus=casus.pk).exists(),
        "eerder": Plan.objects.visible_to(actor).vervangen().filter(casus=casus.pk),
        "eigen": maatregelen(casus, plan, actor, alleen_eigen=True),
        "verstrekt": verstrekt(actor, casus.pk),
        "te_lezen": te_lezen(casus.pk, actor),
        "bespreken_op": casus.bespreken_op if casus.loopt else None,
        "vandaag": actor.vandaag,
    }


def versie_extern(plan: Plan) -> dict[str, Any]:
    """An earlier version, for an external partner that had it: what it said, and no progress."""
    return {
        "pk": plan.casus_id,
        "nummer": plan.nummer,
        "naam": plan.subject,
        "sectie": plan_sectie(plan, Publiek.EXTERN),
    }


def concept_extern(plan: Plan, actor: Actor) -> dict[str, Any]:
    """The same of a concept that was laid before it: there is nothing to report on yet (MC 1 c)."""
    return _van_extern(plan, kaart(plan), actor) | {
        "secties": [plan_sectie(plan, Publiek.EXTERN)],
        "eigen_oordeel": plan.oordelen.filter(partij__in=actor.partijen).last(),
        "oordeel_url": reverse("casusoverleg:oordeel", args=[plan.casus_id])
        if te_beoordelen(kaart(plan), plan, actor)
        else "",
    }


def kaart(plan: Plan) -> Casus:
    """The casus as who reads only the plan knows it, whether it still takes changes, and when it is talked over."""
    casus = plan.kaart
    with als(Actor.systeem("stand")):  # an external partner reads no row of the casus
        rij = Casus.objects.filter(pk=casus.pk).values("stand", "beperkt", "bespreken_op").get()
    for veld, waarde in rij.items():
        setattr(casus, veld, waarde)
    return casus


def _van_extern(plan: Plan, casus: Casus, actor: Actor) -> dict[str, Any]:
    beweegt = not casus.stilstand
    return {
        "pk": plan.casus_id,
        "plan": plan,
        "nummer": plan.nummer,
        "naam": plan.subject,
        "is_concept": plan.status == Plan.Status.CONCEPT,
        "een_casus": not Bijlage1.objects.algemeen().filter(pk__in=actor.vermeldingen).exists(),
        "ingebracht": ingebracht(plan.casus_id, actor),
        "bij_rijen": bij_rijen(casus, actor, te_verbeteren(casus, actor)),
        "afgewogen": reverse("casusoverleg:afgewogen", args=[plan.casus_id]) if beweegt else "",
        "gesloten": not casus.loopt,
        "inbrengen": Knop(
            "Gegeven inbrengen", reverse("casusoverleg:bijdrage", args=[plan.casus_id]), "plus"
        )
        if beweegt and wordt_gevraagd(casus, actor)
        else None,
    }


# Casus -----------------------------------------------------------------------------------------
def casus(casus: Any, actor: Actor) -> dict[str, Any]:
    """Everything on the page of one casus (`met_regisseur`)."""
    plannen = list(casus.plannen.all())
    geldend = next((p for p in plannen if p.status == Plan.Status.VASTGESTELD), None)
    concept = next((p for p in plannen if p.status == Plan.Status.CONCEPT), None)
    voert = mag_voeren(actor) and not casus.stilstand
    deelnames = list(
        casus.deelnames.select_related("partij", "vermelding").prefetch_related("uitnodigingen")
    )
    for rij in deelnames:  # the day on which the subject grew up tells when it was born
        rij.einde_te_lezen = (
            None
            if rij.tot_meerderjarig and not ziet_geboortedatum(casus.persoon, actor)
            else rij.einde
        )
    return {
        "casus": casus,
        "meta": _meta(casus, actor),
        "regisseur": casus.regisseur_nu,
        "regies": [regie_tekst(rij) for rij in casus.regies.select_related("partij") if rij.tot],
        "stappen": _stappen(casus, geldend),
        "actie": _actie(casus, actor, geldend, concept),
        "voert": voert,
        "verbetert": mag_voeren(actor) and casus.te_verbeteren,
        "trekt_in": mag_voeren(actor),
        "wacht_op_besluit": casus.stand == Casus.Stand.ADVIES_AFSLUITEN and not casus.stilstand,
        "legt_besluit_vast": mag_vastleggen(actor),
        "secties": _secties(casus, actor),
        "informeren": hoe_het_staat(casus),
        "acties": _acties(casus, actor, geldend),
        "bord": _bord(casus),
        "gebieden": gebieden(casus) if voert else [],
        "doorgaan": mag_vastleggen(actor)
        and casus.stand == Casus.Stand.ACTIEF
        and not casus.stilstand,
        "stil": weg_te_zetten(casus, actor.vandaag),
        "kernpartijen": casus.kernpartijen,
        "vangnetten": list(casus.vangnetten.select_related("aanvraag")),
        "deelnames": [(rij, _loopt(rij, actor.vandaag), _uitnodiging(rij)) for rij in deelnames],
        "mag_berichten": mag_voeren(actor) and not casus.beperkt and brachten_in(casus).exists(),
        "partijvragen": [
            (rij, partijvraag_tekst(rij))
            for rij in casus.partijvragen.voor_lezer(actor)
            .exclude(soort="uitnodiging")  # stands with who takes part
            .select_related("partij")
        ],
        "plan": geldend,
        "concept": concept,
        "doelen": [Doel(doel).label for doel in geldend.doelen] if geldend else [],
        "maatregelen": maatregelen(casus, geldend, actor) if geldend else [],
        "bij_rijen": bij_rijen(casus, actor, te_verbeteren(casus, actor)),
        "te_lezen": te_lezen(casus.pk, actor),
        "brieven": deel(casus, actor),
        "controle": controledeel(casus, actor, _publiek(actor)),
        **op_de_casus(casus, actor),
        **zendingen(casus, actor),
    }


def _subject(casus: Casus, publiek: Publiek, actor: Actor) -> Sectie:
    """Who it is about; a case party reads the birth date of a minor as well (CAS-toegang-partij)."""
    deel, geboren = subject(casus, publiek), casus.persoon.geboren
    if (
        publiek != Publiek.CASUSPARTIJ
        or not geboren
        or not ziet_geboortedatum(casus.persoon, actor)
    ):
        return deel
    return Sectie(deel.titel, [*deel.regels, Regel("Geboortedatum", geboren)])


def _publiek(actor: Actor) -> Publiek:
    return Publiek.KERNPARTIJ if actor.kernpartij else Publiek.CASUSPARTIJ


def _secties(casus: Casus, actor: Actor) -> dict[str, Sectie]:
    """What the file says, of which the page shows more than its transcript does elsewhere."""
    publiek = _publiek(actor)
    return {
        "subject": _subject(casus, publiek, actor),
        "band": sectie(velden.BAND, casus.banden.all(), publiek),
        "reis": sectie(velden.REIS, casus.reizen.all(), publiek),
        "analyse": sectie(
            velden.ANALYSE,
            [casus, *casus.gebiedsanalyses.select_related("ontwikkelgebied")],
            publiek,
        ),
        "bijdragen": sectie(
            velden.GEGEVENS,
            casus.bijdragen.voor_lezer(actor).select_related("partij", "grondslag", "grondslag_om"),
            publiek,
        ),
        "afgewogen": sectie(velden.AFGEWOGEN, casus.afwegingen.select_related("partij"), publiek),
        "afspraken": sectie(velden.AFSPRAKEN, casus.afspraken.select_related("partij"), publiek),
        "derden": sectie(velden.DERDEN, casus.derden.all(), publiek),
        "signalen": sectie(
            velden.SIGNALEN,
            casus.signalen.select_related("partij", "grondslag", "grondslag_om"),
            publiek,
        ),
        "adviezen": sectie(velden.ADVIEZEN, casus.adviesvragen.all(), publiek),
        "informeren": sectie(velden.INFORMEREN, [*casus.informeeradviezen.all(), casus], publiek),
        "afsluiten": sectie(velden.AFSLUITEN, afsluiting(casus), publiek),
    }


def _acties(casus: Casus, actor: Actor, geldend: Plan | None) -> dict[str, Knop]:
    """What can be done at the head of a part, for this actor in this state."""
    voert = mag_voeren(actor)
    if casus.stilstand:
        corrigeren = reverse("casusoverleg:persoon", args=[casus.pk])
        mag = voert and casus.te_verbeteren
        return {"persoon": Knop("Corrigeren", corrigeren, "pencil")} if mag else {}
    wacht = casus.stand == Casus.Stand.ADVIES_AFSLUITEN
    gevraagd = wordt_gevraagd(casus, actor)
    analyse = ("Wijzigen", "pencil") if casus.analyse else ("Vastleggen", "plus")
    knoppen = {
        "analyse": (voert, *analyse),
        "bijdrage": (gevraagd, "Gegeven inbrengen", "plus"),
        "afspraak": (voert and casus.deelnames.exists(), "Afspraak vastleggen", "plus"),
        "afgewogen": (actor.vertegenwoordigt, "Vastleggen dat u dit afwoog", "scale"),
        "adviesvraag": (voert, "Advies vragen", "mail-question"),
        "informeeradvies": (voert and not casus.informeren_af_op, "Advies geven", "plus"),
        "derde": (voert, "Persoon toevoegen", "plus"),
        "persoon": (voert, "Corrigeren", "pencil"),
        "band": (voert, "Vastleggen", "plus"),
        "reis": (voert, "Vastleggen", "plus"),
        "geboortedatum": (
            gevraagd and not ziet_geboortedatum(casus.persoon, actor),
            "Geboortedatum controleren",
            "search",
        ),
        "advies": (
            voert and geldend is not None and not wacht,
            "Advies geven om af te sluiten",
            "flag",
        ),
    }
    uit = {
        naam: Knop(tekst, reverse(f"casusoverleg:{naam}", args=[casus.pk]), icoon)
        for naam, (mag, tekst, icoon) in knoppen.items()
        if mag
    }
    if controle := uit.pop("geboortedatum", None):  # who corrects the subject sees the date
        uit["persoon"] = controle
    return uit


def wordt_gevraagd(casus: Any, actor: Actor) -> bool:
    """Whether the page asks the actor to bring something in: not who is bound by professional secrecy (MvT 4.3)."""
    with als(Actor.systeem("beroepsgeheim")):  # an external partner does not read who takes part
        geheim = Deelname.objects.filter(
            casus=casus.pk, partij__in=actor.partijen, beroepsgeheim=True
        ).niet_voorbij(actor.vandaag)
        return mag_inbrengen(actor) and not geheim.exists()


def te_verbeteren(casus: Any, actor: Actor) -> dict[str, str]:
    """Where an item is put right that the actor's party brought in, by its key (MC 10.3)."""
    if not casus.te_verbeteren or not mag_inbrengen(actor):
        return {}
    rijen = Bijdrage.objects.filter(casus=casus.pk, partij__in=actor.partijen)
    return {
        str(pk): reverse("casusoverleg:bijdrage_verbeteren", args=[casus.pk, pk])
        for pk in rijen.values_list("pk", flat=True)
    }


def _uitnodiging(deelname: Deelname) -> Any:
    """The invitation that was sent for it; None of who was let in before, or asked for it."""
    return next(iter(deelname.uitnodigingen.all()), None)


def _loopt(deelname: Deelname, op: date) -> bool:
    """Whether there is an end to give it: it runs, or begins later."""
    return deelname.einde is None or deelname.einde > max(op, deelname.van)


def _meta(casus: Any, actor: Actor) -> list[tuple[str, str]]:
    meta = [("Casusregisseur", casus.regisseur_nu or "nog niemand")]
    if actor.kernpartij:  # the weegploeg's file is theirs (MC 8.4)
        meta.append(("Uit weegploegdossier", casus.weegploeg_nummer))
    return meta


def _stappen(casus: Casus, geldend: Plan | None) -> list[dict[str, Any]]:
    dicht = not casus.loopt
    klaar = [True, bool(casus.analyse), bool(geldend), dicht, dicht]
    datums = [casus.geopend_op, None, geldend and geldend.vastgesteld_op, None, casus.afgesloten_op]
    labels = ["Geopend", "Analyse", "Plan", "Uitvoering", "Afgesloten"]
    nu = klaar.index(False) if False in klaar else -1
    return [
        {
            "label": label,
            "datum": datum,
            "staat": "klaar" if af else "nu" if nummer == nu else "straks",
        }
        for nummer, (label, af, datum) in enumerate(zip(labels, klaar, datums, strict=True))
    ]


def _actie(
    casus: Casus, actor: Actor, geldend: Plan | None, concept: Plan | None
) -> dict[str, str] | None:
    """The one thing to do next, for this actor in this state."""

    def naar(naam: str, tekst: str, icoon: str) -> dict[str, str]:
        url = reverse(f"casusoverleg:{naam}", args=[casus.pk])
        return {"url": url, "tekst": tekst, "icoon": icoon}

    if mag_voeren(actor) and not casus.stilstand:
        if not casus.analyse and not geldend:
            return naar("analyse", "Analyse vastleggen", "notebook-pen")
        if concept:
            return naar("plan_wijzigen", "Plan afmaken", "file-pen")
        if not geldend:
            return naar("plan_wijzigen", "Plan maken", "file-plus")
    if geldend:
        return naar("plan", "Plan en voortgang", "list-checks")
    if not casus.stilstand and not actor.kernpartij and wordt_gevraagd(casus, actor):
        return naar("bijdrage", "Gegeven inbrengen", "plus")
    return None


def kader_van(casus: Casus) -> Any:
    """The version of the referentiekader by which it was weighed, or the one that holds now."""
    weging = casus.wegingen.select_related("ontwikkelgebied__kader").first()
    return weging.ontwikkelgebied.kader if weging else casus.gemeente.convenant.referentiekader


def gebieden(casus: Casus) -> Any:
    """The fields of development of that version."""
    return kader_van(casus).ontwikkelgebieden.all()


def _bord(casus: Casus) -> dict[str, Any]:
    """The referentiekader as the weegploeg weighed it, to read (MC 10.2 d)."""
    wegingen = list(casus.wegingen.all())
    kader = (
        wegingen[0].ontwikkelgebied.kader if wegingen else casus.gemeente.convenant.referentiekader
    )
    return Kader(kader).gelezen(wegingen) | {"gewogen": bool(wegingen)}
