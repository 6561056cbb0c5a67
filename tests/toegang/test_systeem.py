"""Who acts as a job of the system, which no wall stops; and that no answer tells what it saw.

Each place is named here with why nothing that a user sees follows from rows he may not see. A new
place turns this test red until somebody has thought about it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

KAMERS = (
    "beveiliging", "casusoverleg", "config", "convenant", "gedeeld", "meldingen", "mensen",
    "invoer", "overleg", "privacy_rights", "register", "retention", "weegploeg",
)  # fmt: skip

# What a job of the night does, or what is derived at the end of a decision: it answers nobody.
TAKEN = {
    "beveiliging.incidenten.decisions.ruim_op",
    "beveiliging.kopie.maak_van_datasleutels",
    "beveiliging.kopie.zet_datasleutels_terug",
    "beveiliging.roteren._begin_datasleutels",
    "beveiliging.roteren._dossiers",
    "beveiliging.roteren._open_rijen",
    "beveiliging.roteren._roteer_rijen",
    "beveiliging.roteren.over",
    "beveiliging.roteren.roteer",
    "beveiliging.steekproef.decisions.ruim_op",
    "casusoverleg.bestand.CasusBestand.ruim_op",
    "casusoverleg.tasks.leid_aanvraag_af",
    "invoer.tasks.ruim_invoer_op",
    "mensen.management.commands.eerste_mens.Command.handle",
    "mensen.post._aan_de_beurt",
    "mensen.post._leg_vast",
    "mensen.post.claim",
    "mensen.post.geef_verloren_op",
    "mensen.post.ruim_op",
    "overleg.agenda.houd_niet_besproken",
    "overleg.agenda.laat_los",
    "overleg.agenda.werk_alles_bij",
    "overleg.agenda.werk_bij",
    "overleg.verslag.decisions._neem_zaken",
    "register.afleiden._kijk_na",
    "register.afleiden.leid_af",
    "register.afleiden.verschillen",
    "register.afleiden.wijziging",
    "register.berichten.ruim_op",
    "register.herleiden._werk_bij",
    "register.herleiden.herleid",
    "register.herleiden.herleid_dossier",
    "register.ketting._schakel_deel_aan",
    "register.ketting.bewaar_kop",
    "register.ketting.controleer",
    "register.sleutels._gaat_niet_open",
    "register.uitsluiten.deel",
    "register.uitwisseling.melden.ruim_op",
    "register.uitsluiten.draag_over",
    "retention.management.commands.bewaartermijnen.Command._grond",
    "retention.management.commands.bewaartermijnen._begin",
    "retention.management.commands.speel_vernietigingen_na.Command.handle",
    "retention.boek.terug",
    "retention.boek.werk_bij",
    "privacy_rights.tasks.geef_verzoeken_door",
    "retention.tasks._verwerk",
    "retention.tasks.houd_termijnen",
    "retention.tasks.vernietig_overleggen",
    "retention.tasks.vernietig_wat_geen_dossier_is",
    "weegploeg.tasks.werk_vragen_bij",
}
# A user waits for these; why what they give back tells him nothing.
VOOR_EEN_GEBRUIKER = {
    "beveiliging.decisions.hef_op": "permits first: who keeps the file",
    "beveiliging.decisions.sluit_uit": "permits first: who reads or keeps the file",
    "beveiliging.incidenten.decisions._van_gemeente": "the supervisor: which files of his own log are of one municipality",
    "beveiliging.steekproef.decisions.laatste_controle": "on which day the log was checked, and nothing of what was found",
    "beveiliging.steekproef.patronen._zonder_aanleiding": "the supervisor: how many files of his own log nothing asked for",
    "retention.decisions.noteer_onderzoek": "in the log of the archive, of a file that the officer reads only to read it",
    "beveiliging.toezichtvraag.decisions.met_nummer": "numbers of files that the officer was given to read",
    "beveiliging.toezichtvraag.decisions.open_dossier": "permits first: the officer of a party that answers for the file",
    "beveiliging.toezichtvraag.decisions.vragen_over": "who of supervision opened a file, for who reads it",
    "beveiliging.toezichtvraag.decisions.zoek": "the same answer and the same work for a file that is not his and for none",
    "beveiliging.toegang._leesbaar": "the actor was asked in his own name whether he reads it",
    "casusoverleg.afstemming.decisions.geef_oordeel": "how often a plan changed that the actor reads",
    "casusoverleg.afstemming.decisions.herinner": "permits first: marks a measure of a plan that the actor reads",
    "casusoverleg.afstemming.views.oordeel": "how often a plan changed that the actor reads",
    "casusoverleg.deelname.grootboek.lezen_ook": "writes what others come to read in the ledger, and gives nothing back",
    "casusoverleg.deelname.vragen.vraag_deelname": "gives nothing back, and does the same for no casus",
    "casusoverleg.inbreng.decisions.verbeter_bijdrage": "the row of the actor's own party, in a casus that he takes part in",
    "casusoverleg.pagina.kaart": "whether a casus whose plan the actor reads was closed",
    "casusoverleg.pagina.wordt_gevraagd": "whether the actor's own party is bound by professional secrecy",
    "casusoverleg.partijvraag.decisions._zet": "writes the answer to a question that the actor reads or keeps",
    "casusoverleg.partijvraag.decisions.beantwoord": "locks the casus of a question that the actor reads, writes his answer",
    "casusoverleg.plan.decisions.lees": "marks rows of the actor's own party, in a casus that he takes part in",
    "casusoverleg.plan.decisions.meld_voortgang": "locks the casus of a plan that the actor reads",
    "casusoverleg.plan.slot.neem_mee": "locks a casus, and refuses who reads neither it nor its plan",
    "casusoverleg.bestand.CasusBestand.buiten_dossiers": "who answers the person's request: that something is offered, and its number",
    "casusoverleg.zenden.decisions.afzender": "which municipality offers what the actor reads",
    "casusoverleg.zenden.decisions.houd_vast": "locks the casus of what is offered to the actor",
    "casusoverleg.zenden.decisions.rond_af": "writes the answer of whom it is offered to",
    "casusoverleg.zenden.decisions.staat_stil": "hides what is offered to the actor while its casus is restricted",
    "config.overzicht.tellen._ogen": "the supervisor: sums of five and more, and of which field nobody fills in",
    "meldingen.bestand.MeldingBestand.buiten_dossiers": "who answers the person's request: that there is one, and whose",
    "meldingen.decisions._bewaar": "writes the melding that the actor handles",
    "meldingen.decisions._maak_leeg": "takes away what moved on with the melding that the actor handles",
    "mensen.lezers.lezers_van": "of a file that the caller reads: who else does",
    "mensen.lezers.mag_lezen": "whether the actor himself reads it",
    "mensen.post.niet_aangekomen": "the administrator: whether mail to an account comes, and no address",
    "mensen.lezers.zonder_houder": "the administrator, who must appoint: whose, and not which file",
    "mensen.lezers.uitsluitingen_van": "without what comes from a file that the actor does not read",
    "privacy_rights.beperken.beperk": "permits first: who keeps the file",
    "privacy_rights.beperken.sta_toe": "permits first: who keeps the file",
    "privacy_rights.vasthouden.houd_vast": "gives nothing back: keeps files that the actor read to answer",
    "privacy_rights.gezamenlijk.te_laat": "the supervisor: number, municipality and day, and nothing else",
    "privacy_rights.beperken.hef_op": "permits first: who keeps the file",
    "retention.views._komende_dagen": "the supervisor: how many, and of which no file is shown",
    "retention.eerder.archiveer_eerder": "permits first: who keeps the file",
    "retention.eerder.stel_wissen_voor": "permits first: who keeps the file",
    "retention.eerder.stem_in_met_wissen": "permits first: who reads the file, asked in his own name",
    "retention.eerder.trek_wissen_in": "permits first: who reads the file, asked in his own name",
    "retention.opschorten.hef_op": "permits first: who keeps the file",
    "retention.opschorten.schort_op": "permits first: who keeps the file",
    "privacy_rights.decisions.trek_in": "permits first; drops the choices of this request and tells nothing of them",
    "register.herleiden.is_nodig": "the administrator: whether a job begins, and how many files it has",
    "register.models.logs._pseudoniemen": "for the log; the same work whether there is a file or not",
    "register.nummers.nieuw_nummer": "a drawn number; nobody sees which ones were drawn in vain",
    "register.vergelijken.decisions.verhuis": "moves what was said along with what the actor brings in, and gives nothing back",
    "register.datasleutels.maak": "the key of a file that begins in this very transaction, and gives nothing back",
    "register.models.logs.Inzage.niet_gevonden": "for the log; the same work whether there is a file or not",
    "register.registry.vind": "keys, of which the caller asks in the actor's name which he reads",
    "register.uitsluiten.is_uitgesloten_van": "of files that the actor was shown",
    "register.uitwisseling.decisions.bevestig": "a notice to the actor himself",
    "register.uitwisseling.decisions.leg_bevestiging_vast": "permits first: who keeps the file",
    "register.uitwisseling.melden._vertel": "tells who got what the actor changed, and gives nothing back",
    "retention.klok.te_veel": "that it is an unusual share of all there is, and no number",
    "retention.klok.te_doen": "the administrator: how many there are, and nothing else",
    "retention.decisions.kijk_na": "permits first: who keeps the file",
    "retention.decisions.leg_informeren_vast": "permits first: who keeps the file",
    "retention.decisions.vul_aan": "permits first: who keeps the file",
    "weegploeg.duiding.afzender.met_afzender": "whose weegploeg asks a question that the actor reads, no more",
    "weegploeg.duiding.decisions.beantwoord": "locks the file of a question that the actor reads, writes his answer",
    "weegploeg.bevestigen.decisions._neem": "locks the file of a decision that the actor reads, writes what he says of it",
    "retention.views._aantallen": "the supervisor: how many there are, and nothing else",
    "weegploeg.weging.pagina.vorig_overleg": "the day of a meeting of the actor's own weegploeg, no more",
}


def plekken() -> Iterator[str]:
    """Each function of production that makes a job of the system."""
    for kamer in KAMERS:
        for pad in sorted((Path(settings.BASE_DIR) / kamer).rglob("*.py")):
            naam = ".".join(pad.relative_to(settings.BASE_DIR).with_suffix("").parts)
            yield from _in(ast.parse(pad.read_text()), naam)


def _in(knoop: ast.AST, waar: str) -> Iterator[str]:
    for kind in ast.iter_child_nodes(knoop):
        if isinstance(kind, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            yield from _in(kind, f"{waar}.{kind.name}")
        elif _maakt_systeem(kind):
            yield waar
        else:
            yield from _in(kind, waar)


def _maakt_systeem(knoop: ast.AST) -> bool:
    return (
        isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Attribute)
        and knoop.func.attr == "systeem"
    )


def test_alleen_wie_hier_staat_handelt_als_het_systeem() -> None:
    gevonden = set(plekken())
    bekend = TAKEN | set(VOOR_EEN_GEBRUIKER)
    assert gevonden - bekend == set(), "Nieuw: zeg hier waarom niemand er iets uit leert."
    assert bekend - gevonden == set(), "Weg: haal het hier ook weg."
