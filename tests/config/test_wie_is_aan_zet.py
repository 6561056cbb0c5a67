"""The walk: every state of every kind of file, and on whose list it stands; on no other, and no longer.

The table is written from the process description and not from the code. Who is not named has nothing.
"""

from collections.abc import Callable
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command

from casusoverleg import decisions as zaken
from casusoverleg.deelname.decisions import wijs_regisseur_aan
from casusoverleg.dossier.models import Casus
from casusoverleg.plan import decisions as plannen
from meldingen import decisions as meldingbesluiten
from privacy_rights import beperken
from privacy_rights import decisions as verzoekbesluiten
from register.models import Dossier, Taak
from tests.cast import Cast
from tests.hulp import casussen, meldingen, vandaag, verzoeken, weegploeg
from weegploeg.besluit.afsluiten import besluit_voortzetten
from weegploeg.bevestigen import decisions as bevestigen
from weegploeg.duiding.decisions import zet_terug_op_agenda
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.standpunt import decisions as standpunt

Maak = Callable[[Cast], Any]
BEIDE, W, C = (
    ("uitvoerder", "uitvoerder_weegploeg"),
    "uitvoerder_weegploeg",
    "uitvoerder_casusoverleg",
)
CASUS = ("uitvoerder", C)
REGIE = "regisseur_aanwijzen"


def _melding_weg(cast: Cast) -> Any:
    melding = meldingen.maak_melding(cast)
    meldingbesluiten.handel_af_zonder_actie(melding, actor=cast.gemeente.actor, gesprek="Nee")
    return melding


def _beantwoord(cast: Cast) -> Any:
    return weegploeg.antwoord(cast, weegploeg.nadere_duiding(cast))


def _terug(cast: Cast) -> Any:
    return zet_terug_op_agenda(_beantwoord(cast), actor=cast.uitvoerder.actor)


def _allen_wogen(cast: Cast) -> Any:
    dossier = weegploeg.gewogen(cast)
    for lid in (cast.politie, cast.om):
        weegploeg.weeg(cast, dossier, lid.actor)
    return dossier


def _klaar(cast: Cast) -> Any:
    """Not on the agenda, and all of the tasks that follow are done."""
    dossier = weegploeg.niet_geagendeerd(cast)
    weegploeg.geinformeerd(cast, dossier)
    inbreng = dossier.inbrengen.get()
    inbrengen.koppel_terug(inbreng, actor=cast.gemeente.actor)
    return dossier


def _met_standpunten(cast: Cast) -> Any:
    dossier = weegploeg.in_weging(cast)
    standpunt.vraag_standpunten(dossier, actor=cast.uitvoerder.actor, uiterlijk=vandaag())
    standpunt.geef_standpunt(dossier, actor=cast.om.actor, tekst="Er is genoeg bekend")
    return dossier


def _met_bezwaar(cast: Cast) -> Any:
    dossier = weegploeg.niet_geagendeerd(cast)
    vastlegging = dossier.vastleggingen.get()
    bevestigen.bevestig(vastlegging, actor=cast.politie.actor)
    bevestigen.maak_bezwaar(vastlegging, actor=cast.om.actor, reden="Zo is het niet besloten")
    return dossier


def _met_signaal(cast: Cast) -> Any:
    dossier = weegploeg.geinformeerd(cast, weegploeg.geagendeerd(cast))
    return weegploeg.in_weging(cast, dossier=dossier)


def _met_advies(cast: Cast) -> Any:
    return weegploeg.geinformeerd(cast, weegploeg.met_advies(cast))


def _zaak(dossier: Any) -> Casus:
    return Casus.objects.get(zaak=dossier.zaak)


def _afgesloten(cast: Cast) -> Any:
    return weegploeg.geinformeerd(cast, weegploeg.afgesloten(cast))


def _voortgezet(cast: Cast) -> Any:
    dossier = _met_advies(cast)
    besluit_voortzetten(
        dossier,
        actor=cast.uitvoerder.actor,
        argumenten="Nog niet",
        sprekers=weegploeg.sprekers(cast),
    )
    return dossier


def _archief(cast: Cast) -> Any:
    dossier = weegploeg.afgesloten(cast, op=vandaag() - relativedelta(years=1, days=2))
    call_command("bewaartermijnen")
    return dossier


def _beperkt(dossier: Any, cast: Cast) -> Any:
    herzien_op = vandaag() + relativedelta(days=30)
    actor = cast.uitvoerder.actor
    beperken.beperk(dossier, actor=actor, grond="juistheid", herzien_op=herzien_op)
    return dossier


def _met_partijen(cast: Cast) -> Casus:
    return casussen.casus(cast, cast.rvdk.partij, cast.reclassering.partij, cast.extern.partij)


def _concept(cast: Cast) -> Casus:
    zaak = casussen.casus(cast)
    casussen.concept(zaak, cast, cast.om.partij)
    return zaak


def _vastgesteld(cast: Cast) -> Casus:
    """Adopted: the police, the reclassering and the partner have a measure."""
    return casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)


def _gelezen(cast: Cast) -> Casus:
    zaak = _vastgesteld(cast)
    casussen.gelezen(zaak, cast)
    return zaak


def _te_laat(cast: Cast) -> Casus:
    laat = {"van": vandaag() - relativedelta(days=9), "tot": vandaag() - relativedelta(days=3)}
    zaak = casussen.met_plan(cast, cast.extern.partij, **laat)
    casussen.gelezen(zaak, cast)
    return zaak


def _te_laat_met_regisseur(cast: Cast) -> Casus:
    zaak = _te_laat(cast)
    return wijs_regisseur_aan(zaak, actor=cast.uitvoerder.actor, partij=cast.om.partij)


def _gemeld(cast: Cast, stand: str) -> Casus:
    zaak = _te_laat(cast)
    for lid in (cast.politie, cast.extern):
        keten = casussen.keten(zaak, lid.partij)
        plannen.meld_voortgang(zaak, keten, actor=lid.actor, stand=stand, resultaat="Zo staat het")
    return zaak


def _vangnet(cast: Cast) -> Casus:
    zaak = casussen.casus(cast)
    casussen.vangnet(zaak, cast)
    return zaak


def _gevraagd(cast: Cast) -> Casus:
    zaak = casussen.casus(cast)
    casussen.vraag_deelname(zaak, cast.reclassering)
    return zaak


def _zending(cast: Cast, *, akkoord: bool) -> Casus:
    zaak = casussen.casus(cast)
    casussen.gezonden(zaak, cast, akkoord=akkoord)
    return zaak


def _verstrekking(cast: Cast) -> Casus:
    zaak = _gelezen(cast)
    rij = casussen.verstrekking(zaak, cast, "naam")
    casussen.stem_in(rij, cast.politie)
    return zaak


def _sluit(cast: Cast) -> Casus:
    zaak = _te_laat(cast)
    zaken.adviseer_afsluiten(zaak, actor=cast.uitvoerder.actor, **casussen.evaluatie(zaak))
    zaken.sluit_af(zaak.zaak, actor=cast.uitvoerder.actor, besluit="Ja", niet_af="Loopt door")
    return zaak


def _beantwoord_verzoek(cast: Cast) -> Any:
    rij = verzoeken.klacht(cast)
    actor = cast.uitvoerder.actor
    wat = {"uitkomst": "nee", "reden": "Omdat", "kenmerk": "B-1"}
    return verzoekbesluiten.handel_af(rij, actor=actor, op=vandaag(), **wat)


def _besloten(cast: Cast) -> Any:
    rij = verzoeken.met_identiteit(cast, soort="wissen")
    actor = cast.uitvoerder.actor
    return verzoekbesluiten.handel_af(rij, actor=actor, op=vandaag(), uitkomst="nee", reden="Omdat")


def _door_te_zenden(cast: Cast) -> Any:
    return verzoeken.verzoek(cast, regime="wpg")


def _doorgezonden(cast: Cast) -> Any:
    actor = cast.uitvoerder.actor
    return verzoekbesluiten.zend_door(_door_te_zenden(cast), actor=actor, op=vandaag())


def _uit_te_voeren(cast: Cast) -> Any:
    verzoeken.een_casus(cast)
    rij, actor = verzoeken.met_identiteit(cast, soort="correctie"), cast.uitvoerder.actor
    gedaan = {k.dossier.pk: "Verbeter" for k in verzoekbesluiten.om_te_noemen(rij, actor=actor)[:1]}
    return verzoekbesluiten.handel_af(
        rij,
        actor=actor,
        op=vandaag(),
        uitkomst="ja",
        kenmerk="B-2",
        gedaan=gedaan,
        waarom=dict.fromkeys(gedaan, "onjuist"),
    )


KERN = ("gemeente", "politie", "om")
ALLE_BEHANDELAARS = (*BEIDE, C, "behandelaar")
# State -> capacity -> kinds of task, without the app where it is the file's own.
WANDELING: dict[str, tuple[Maak, dict[tuple[str, ...], set[str]]]] = {
    "melding nieuw": (
        meldingen.maak_melding,
        {("gemeente", *BEIDE): {"behandelen"}},
    ),
    "melding van de politie": (
        lambda cast: meldingen.maak_melding(cast, cast.politie),
        {("politie",): {"behandelen"}},
    ),
    "melding over terrorisme": (
        lambda cast: meldingen.maak_melding(cast, terrorisme=True),
        {("gemeente", *BEIDE): {"politie", "behandelen_terrorisme"}},
    ),
    "melding over terrorisme, melder niet verwezen": (
        lambda cast: meldingen.politie_weet_het(
            meldingen.maak_melding(cast, terrorisme=True), cast.gemeente, verwezen_op=None
        ),
        {("gemeente", *BEIDE): {"verwijzen", "behandelen_terrorisme"}},
    ),
    "melding over terrorisme die de politie kreeg": (
        lambda cast: meldingen.maak_melding(cast, cast.politie, terrorisme=True),
        {("politie",): {"behandelen_terrorisme"}},
    ),
    "melding zonder actie": (_melding_weg, {}),
    "melding ingebracht": (meldingen.maak_ingebracht, {}),
    "in weging": (weegploeg.in_weging, {(*KERN, *BEIDE): {"wegen"}}),
    "standpunten gevraagd": (
        _met_standpunten,
        {("gemeente", "politie"): {"wegen", "standpunt"}, ("om",): {"wegen"}, BEIDE: {"wegen"}},
    ),
    "gewogen door een": (
        weegploeg.gewogen,
        {("politie", "om"): {"wegen"}, BEIDE: {"besluiten"}},
    ),
    "gewogen door allen": (_allen_wogen, {BEIDE: {"besluiten"}}),
    # Whoever represents a core party confirms what was logged, also while others are at work.
    "nadere duiding": (weegploeg.nadere_duiding, {BEIDE: {"antwoord"}, KERN: {"bevestigen"}}),
    "vraag aan partijen": (
        lambda cast: weegploeg.gevraagd(cast, cast.extern.partij, cast.maastricht.partij),
        {
            BEIDE: {"antwoord", "informeren"},
            ("extern", "maastricht"): {"vraag"},
            KERN: {"bevestigen"},
        },
    ),
    "vraag aan een kernpartij": (
        lambda cast: weegploeg.gevraagd(cast, cast.politie.partij),
        {
            BEIDE: {"antwoord"},
            ("politie",): {"vraag", "bevestigen"},
            ("gemeente", "om"): {"bevestigen"},
        },
    ),
    "alle antwoorden": (_beantwoord, {BEIDE: {"terug_op_agenda"}, KERN: {"bevestigen"}}),
    "terug op de agenda": (_terug, {KERN: {"wegen", "bevestigen"}, BEIDE: {"wegen", "besluiten"}}),
    "niet geagendeerd": (
        weegploeg.niet_geagendeerd,
        {
            ("gemeente",): {"terugkoppelen", "bevestigen"},
            ("politie", "om"): {"bevestigen"},
            BEIDE: {"terugkoppelen", "informeren"},
        },
    ),
    "niet geagendeerd en klaar": (_klaar, {BEIDE: {"bewaren"}}),
    "niet geagendeerd en nog bewaard": (weegploeg.zonder_taak, {}),
    "bevestigd door een, bezwaar van een": (
        _met_bezwaar,
        {
            ("gemeente",): {"terugkoppelen", "bevestigen"},
            BEIDE: {"terugkoppelen", "informeren", "bezwaar"},
        },
    ),
    "geagendeerd": (weegploeg.geagendeerd, {BEIDE: {"informeren"}, KERN: {"bevestigen"}}),
    "nieuw signaal bij een casus": (_met_signaal, {BEIDE: {"delen"}, KERN: {"bevestigen"}}),
    "advies om af te sluiten": (_met_advies, {BEIDE: {"afsluiten"}, KERN: {"bevestigen"}}),
    "toch voortgezet": (_voortgezet, {KERN: {"bevestigen"}}),
    "plan afgesloten": (_afgesloten, {KERN: {"bevestigen"}}),
    "plan afgesloten zonder informeren": (
        weegploeg.afgesloten,
        {BEIDE: {"informeren"}, KERN: {"bevestigen"}},
    ),
    "archief zonder informeren": (_archief, {BEIDE: {"retention.informeren"}}),
    "weegploeg beperkt": (
        lambda cast: _beperkt(weegploeg.in_weging(cast), cast),
        {BEIDE: {"register.beperking"}},
    ),
    "casus zonder plan": (
        _met_partijen,
        {CASUS: {REGIE, "plan_maken"}, ("rvdk", "reclassering"): {"casus_lezen"}},
    ),
    "concept": (_concept, {CASUS: {REGIE, "plan_afmaken"}}),
    "plan vastgesteld": (
        _vastgesteld,
        {
            ("politie", "extern"): {"deel_lezen"},
            ("reclassering",): {"casus_lezen"},
            CASUS: {REGIE},
        },
    ),
    "plan gelezen": (_gelezen, {CASUS: {REGIE}}),
    "maatregel te laat": (
        _te_laat,
        {("politie", "extern"): {"voortgang"}, CASUS: {REGIE, "maatregel_te_laat"}},
    ),
    "maatregel te laat, met een casusregisseur": (
        _te_laat_met_regisseur,
        {
            ("politie", "extern"): {"voortgang"},
            ("om",): {"regie_te_laat"},
            CASUS: {"maatregel_te_laat"},
        },
    ),
    "maatregel loopt door": (
        lambda cast: _gemeld(cast, "loopt"),
        {CASUS: {REGIE, "maatregel_loopt_door"}},
    ),
    "maatregel klaar": (lambda cast: _gemeld(cast, "klaar"), {CASUS: {REGIE}}),
    "partner voor deze casus in bijlage 1": (_vangnet, {CASUS: {REGIE, "plan_maken", "vangnet"}}),
    "vraag om mee te doen": (_gevraagd, {CASUS: {REGIE, "plan_maken", "verzoek"}}),
    "verstrekking wacht": (
        _verstrekking,
        {("gemeente", "om", "reclassering"): {"toestemming"}, CASUS: {REGIE}},
    ),
    "zending wacht op toestemming": (
        lambda cast: _zending(cast, akkoord=False),
        {CASUS: {REGIE, "plan_maken"}, ("politie",): {"zending"}},
    ),
    "zending aangeboden": (
        lambda cast: _zending(cast, akkoord=True),
        {CASUS: {REGIE, "plan_maken"}, ("uitvoerder_maastricht",): {"weegploeg.aanbod"}},
    ),
    "casus afgesloten": (_sluit, {}),
    "casus beperkt": (
        lambda cast: _beperkt(_te_laat(cast), cast),
        {CASUS: {"register.beperking"}},
    ),
    "verzoek ontvangen": (verzoeken.verzoek, {ALLE_BEHANDELAARS: {"ontvangen"}}),
    "identiteit vastgesteld": (
        verzoeken.met_identiteit,
        {ALLE_BEHANDELAARS: {"identiteit_vastgesteld"}},
    ),
    "verzoek beantwoord": (_beantwoord_verzoek, {}),
    "verzoek voor de politie": (_door_te_zenden, {ALLE_BEHANDELAARS: {"doorzenden"}}),
    "verzoek besloten": (_besloten, {ALLE_BEHANDELAARS: {"besluit_vertellen"}}),
    "verzoek doorgezonden": (_doorgezonden, {ALLE_BEHANDELAARS: {"vertellen"}}),
    "verzoek uit te voeren": (_uit_te_voeren, {("uitvoerder", C): {"uitvoeren"}}),
}


def _wacht(cast: Cast, dossier: Dossier) -> dict[str, set[str]]:
    eigen = dossier._meta.app_label
    return {
        naam: soorten
        for naam, lid in cast.allen.items()
        if (
            soorten := {
                taak.soort.removeprefix(f"{eigen}.")
                for taak in Taak.objects.voor(lid.actor).filter(dossier=dossier.pk)
            }
        )
    }


@pytest.mark.clausule("CAS-monitoring", "te-laat")
@pytest.mark.clausule("INF-alsnog", "herinnering")
def test_in_elke_stand_staat_het_bij_wie_aan_zet_is_en_bij_niemand_anders(cast: Cast) -> None:
    anders = {}
    for naam, (maak, verwacht) in WANDELING.items():
        gevonden = _wacht(cast, maak(cast))
        tabel = {rol: soorten for rollen, soorten in verwacht.items() for rol in rollen}
        if gevonden != tabel:
            anders[naam] = {
                rol: (tabel.get(rol), gevonden.get(rol))
                for rol in {*tabel, *gevonden}
                if tabel.get(rol) != gevonden.get(rol)
            }
    assert not anders


def test_elke_soort_taak_komt_in_de_wandeling_voor() -> None:
    """A new kind of task is walked as well; what needs another day has a test of its own."""
    from register.taken import SOORTEN

    gelopen = {
        soort for _, verwacht in WANDELING.values() for s in verwacht.values() for soort in s
    }
    elders = {
        "weegploeg.geinformeerd", "weegploeg.opnieuw_informeren", "weegploeg.afsluiten_archief",
        "casusoverleg.afronden",
        "weegploeg.controle", "casusoverleg.controle", "weegploeg.onbesloten",
        "casusoverleg.stil", "casusoverleg.stil_maand", "casusoverleg.stil_week", "casusoverleg.stil_kern",
        "casusoverleg.informeeradvies", "casusoverleg.plan_bespreken", "casusoverleg.plan_dag",
        # And what parties say to each other: `test_plan`, `test_advies`, `test_partijvraag`, `test_uitnodiging`, `test_vangnet`.
        "casusoverleg.oordeel", "casusoverleg.advies_antwoord", "casusoverleg.adviseren",
        "casusoverleg.uitnodiging", "casusoverleg.geen_antwoord",
        "casusoverleg.eigen_gegevens", "casusoverleg.verkennen", "casusoverleg.wil_meedoen",
        "casusoverleg.vangnet_afgewezen",
    }  # fmt: skip
    over = {s for s in SOORTEN if s.partition(".")[2] not in gelopen and s not in gelopen}
    assert over == elders
