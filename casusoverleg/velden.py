"""What is done with each field of a casus file (MC 10.2, 10.4, 10.5)."""

from dataclasses import replace
from typing import Any

from convenant.velden import KERN, bijzonder
from gedeeld.afschrift import Publiek, datum
from gedeeld.velden import IEDEREEN, Soort, Veld, naw, verklaar
from register.brieven.velden import verklaar_brieven
from register.controle.velden import verklaar_controles
from register.correctie.velden import verklaar_correcties

from .advies.models import Adviesvraag
from .deelname.models import Afspraak, Deelname, Deelnameverzoek, Regie, Vangnet
from .dossier.models import (
    Afloop,
    Afsluitadvies,
    Afweging,
    Band,
    Bijdrage,
    Brief,
    Casus,
    Controle,
    Correctie,
    Derde,
    Doel,
    Doelevaluatie,
    Gebiedsanalyse,
    Reis,
    Signaal,
    Voortzetting,
    Weging,
)
from .informeren.models import Informeeradvies
from .partijvraag.models import Partijvraag
from .plan.models import Afzien, Maatregel, Oordeel, Plan, Voortgang
from .verstrekking.models import Toestemming, Verstrekking, VerstrektGegeven

SUBJECT, SIGNALEN, WEGING = "Over wie het gaat", "Signalen", "Weging door de weegploeg"
REIS, BAND = "Uitreis en terugkeer", "Band met de gemeente"
ANALYSE, DEELNAME, GEGEVENS = "Gezamenlijke analyse", "Wie doet mee", "Ingebrachte gegevens"
AFGEWOGEN, AFSPRAKEN = "Wie afwoog wat hij deelt", "Afspraken met deelnemers"
DERDEN, VERSTREKKINGEN = "Andere personen", "Gegevens voor externe partners"
PLAN, VOORTGANG, AFSLUITEN = "Plan", "Voortgang", "Afsluiten"
ADVIEZEN, INFORMEREN = "Advies van deskundigen", "Informeren van de betrokkene"


def _regels(*delen: str) -> str:
    return "\n".join(filter(None, delen))


def _grond_rvdk(rij: Deelname) -> str:
    return rij.get_grond_rvdk_display() if rij.grond_rvdk else ""


def reis_tekst(rij: Reis) -> str:
    """What the subject is, and since when."""
    wat = (
        rij.get_bijzonderheid_display() if rij.bijzonderheid else "Geen uitreiziger of terugkeerder"
    )
    return f"{wat}, sinds {datum(rij.sinds)}"


def gegeven_velden(sectie: str, label: str) -> tuple[Veld, ...]:
    """The fields of `convenant.gegevens.Gegeven`."""
    return (
        Veld(
            "omschrijving",
            sectie,
            lambda rij: label + (f" ({', '.join(rij.bijzonder_labels)})" if rij.bijzonder else ""),
            bijzonder=bijzonder,
        ),
        Veld("aard", sectie, f"Aard van het {label.lower()}", lambda rij: rij.aard_tekst),
        Veld("wpg_artikel", sectie, "Politiegegevens van", lambda rij: rij.politie_tekst),
        Veld("om_soort", sectie, "Gegevens van het OM", lambda rij: rij.om_tekst),
        Veld("onzeker"),  # told with their kind
        Veld("noodzaak", sectie, "Waarom nodig", bijzonder=bijzonder),
        Veld("bijzonder"),
        Veld(
            "uitzonderingen",
            sectie,
            "Uitzondering",
            lambda rij: rij.uitzondering_tekst,
            bijzonder=bijzonder,
        ),
        Veld("partij"),
        Veld("grondslag"),
        Veld("grondslag_om"),
    )


verklaar_brieven(Brief)
verklaar_controles(Controle)
verklaar_correcties(Correctie)

verklaar(
    Casus,
    *(
        # Of an adult for the core parties alone; of a minor the page tells it (`pagina`).
        replace(veld, aan=IEDEREEN - {Publiek.CASUSPARTIJ})
        if veld.naam in ("geboortedatum", "rekendatum")
        else veld
        for veld in naw(SUBJECT)
    ),
    Veld("bijzonderheid", SUBJECT, "Bijzonderheid"),
    Veld("stand"),
    Veld("geopend_op", SUBJECT, "Casus geopend op"),
    # A casuspartij is not told that, and where, the weegploeg keeps a file (MC 8.4).
    Veld(
        "weegploeg_nummer",
        SUBJECT,
        "Komt uit",
        lambda rij: f"weegploeg, {rij.weegploeg_nummer}",
        aan=IEDEREEN - {Publiek.CASUSPARTIJ},
    ),
    Veld("regisseur"),  # who it was then is told with who takes part
    Veld("duiding", WEGING, "Duiding", soort=Soort.WEGING),
    Veld("analyse", ANALYSE, "Analyse", soort=Soort.WEGING),
    Veld("beschermend", ANALYSE, "Beschermende factoren", soort=Soort.WEGING),
    Veld("eerder", ANALYSE, "Eerdere hulp en maatregelen", soort=Soort.WEGING),
    Veld("bespreken_op"),
    Veld(
        "informeren_af_op",
        INFORMEREN,
        "Informeren van de betrokkene",
        lambda rij: f"Klaar sinds {datum(rij.informeren_af_op)}" if rij.informeren_af_op else "",
    ),
    Veld("afgesloten_op", AFSLUITEN, "Afgesloten op"),
    Veld("aangehouden_op"),
    Veld("stil_gezien_op"),
    Veld("toegang_tot", AFSLUITEN, "Andere deelnemers lezen dit tot"),
    Veld("toegang_reden", AFSLUITEN, "Waarom zij dit nog lezen"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Band,
    Veld("soort", BAND, lambda rij: f"Vastgelegd op {datum(rij.op)}"),
    Veld("feit", BAND, "Uit welk feit dat blijkt"),
    Veld("op"),  # told with it
    soort=Soort.IDENTITEIT,
)

verklaar(
    Reis,
    Veld("bijzonderheid", REIS, "De persoon is", lambda rij: reis_tekst(rij)),
    Veld("sinds"),  # told with it
    Veld("reden", REIS, "Waaruit dat blijkt"),
    soort=Soort.GEDRAG,
)

verklaar(
    Signaal,
    *gegeven_velden(SIGNALEN, "Signaal"),
    Veld("waargenomen_op", SIGNALEN, "Gezien of gehoord op"),
    Veld("gericht_op"),  # told with its kind
    Veld("partij_contact"),
    bron=lambda rij: ", ".join(filter(None, [rij.partij.naam, rij.partij_contact])),
    grondslag=lambda rij: rij.gronden,
    soort=Soort.GEDRAG,
)

verklaar(
    Bijdrage,
    *gegeven_velden(GEGEVENS, "Gegeven"),
    Veld("werk", GEGEVENS, "Werk van de reclassering", lambda rij: rij.werk_tekst),
    Veld("gebruik", GEGEVENS, "Waarom dit mag worden gebruikt"),
    Veld("over_ander", GEGEVENS, "Waarom ook over een ander", derden=True),
    Veld(
        "voor",
        GEGEVENS,
        "Wie dit leest",
        lambda rij: rij.get_voor_display() if rij.voor == Bijdrage.Voor.KERN else "",
        aan=KERN,
    ),
    Veld("namens"),  # told with the source
    Veld("gegeven_op", GEGEVENS, "Ingebracht op"),
    bron=lambda rij: f"{rij.partij.naam}, van {rij.namens}" if rij.namens else rij.partij.naam,
    grondslag=lambda rij: rij.gronden,
    soort=Soort.GEDRAG,
)

verklaar(
    Weging,
    Veld("ontwikkelgebied"),
    Veld("in_fase"),
    Veld(
        "toelichting",
        WEGING,
        lambda rij: rij.ontwikkelgebied.naam,
        lambda rij: _regels(
            str(rij.in_fase) if rij.in_fase else "Niet te beoordelen", rij.toelichting
        ),
    ),
    soort=Soort.WEGING,
)

verklaar(
    Deelname,
    Veld("partij"),
    Veld("rol"),
    Veld("waarvoor"),  # told with the reason
    Veld(
        "reden",
        DEELNAME,
        lambda rij: rij.partij.naam,
        lambda rij: _deelname(rij),
        aan=IEDEREEN - {Publiek.CASUSPARTIJ},
        grondslag=_grond_rvdk,
    ),
    # The same, without a day that tells the birth date of who is an adult, or will be (CAS-toegang-partij).
    Veld(
        "tot",
        DEELNAME,
        lambda rij: rij.partij.naam,
        lambda rij: _deelname(rij, met_einde=not rij.tot_meerderjarig),
        aan=frozenset({Publiek.CASUSPARTIJ}),
        grondslag=_grond_rvdk,
    ),
    Veld("grond_rvdk"),
    Veld("vermelding"),
    Veld("van"),
    Veld("besloten_op"),
    Veld("einde_besloten_op"),
    Veld("aanvaard_op"),
    Veld("afgesproken_tot"),
    Veld("reden_einde"),
    Veld("gelezen_op"),
    Veld("beroepsgeheim"),  # told with the participation
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Regie,
    # Who has it now is told with who takes part.
    Veld("partij", DEELNAME, "Was casusregisseur", lambda rij: regie_tekst(rij) if rij.tot else ""),
    Veld("van"),
    Veld("tot"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Deelnameverzoek,
    Veld("partij"),
    Veld("gebruiker"),
    # Not under the party's name: who only asked got no data (AVG 15 lid 1 onder c).
    Veld("reden", DEELNAME, "Vraag om mee te doen", lambda rij: _deelnameverzoek(rij)),
    Veld("gevraagd_op"),
    Veld("antwoord"),
    Veld("antwoord_reden"),
    Veld("beantwoord_op"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Partijvraag,
    Veld("soort"),
    Veld("nummer"),
    Veld("partij"),
    # Not under the party's name: what it got stands with the exchanges (AVG 15 lid 1 onder c).
    Veld(
        "vraag", DEELNAME, lambda rij: rij.get_soort_display(), lambda rij: partijvraag_tekst(rij)
    ),
    Veld("taak"),
    Veld("over"),
    Veld("gevraagd_op"),
    Veld("uiterlijk"),
    Veld("lezen_tot"),
    Veld("uitkomst"),
    Veld("antwoord"),
    Veld("beantwoord_op"),
    Veld("deelname"),
    Veld("wie"),
    Veld("hoe"),
    Veld("afgehandeld_op"),
    Veld("reden"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Afspraak,
    Veld("partij"),
    Veld("onderwerp"),
    Veld(
        "wat",
        AFSPRAKEN,
        lambda rij: f"{rij.partij.naam}: {rij.get_onderwerp_display().lower()}",
        lambda rij: _regels(rij.wat, f"Afgesproken op {datum(rij.op)}"),
    ),
    Veld("op"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Vangnet,
    Veld("aanvraag"),
    # Not under the partner's name: who was not let in got no data (AVG 15 lid 1 onder c).
    Veld("noodzaak", DEELNAME, "Partner die op geen lijst stond", lambda rij: _vangnet(rij)),
    Veld("afwijzing_gezien_op"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Afweging,
    Veld("partij"),
    Veld(
        "op",
        AFGEWOGEN,
        lambda rij: rij.partij.naam,
        lambda rij: f"Woog op {datum(rij.op)} af wat zij wel en niet deelt",
    ),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Derde,
    Veld("soort"),
    Veld("doel"),  # told with the person
    Veld(
        "naam",
        DERDEN,
        lambda rij: rij.get_soort_display(),
        lambda rij: _derde(rij),
        derden=True,
        namen=lambda rij: [rij.naam],
    ),
    Veld("adres"),
    Veld("gegevens"),
    Veld("noodzaak"),
)

verklaar(
    Plan,
    Veld("nummer"),
    Veld("subject"),
    Veld("versie"),
    Veld("status"),
    Veld(
        "doelen",
        PLAN,
        "Doelen",
        lambda rij: _regels(*(Doel(doel).label for doel in rij.doelen)),
    ),
    Veld("doel", PLAN, "Wat wil het casusoverleg bereiken"),
    Veld(
        "informeren",
        PLAN,
        "Wie informeert de betrokkene, en wanneer",
        lambda rij: rij.wie_informeert,
    ),
    *(Veld(naam) for naam in ("informeert", "informeert_wie", "informeren_op")),  # told with it
    Veld("vastgesteld_op"),
    Veld("overleg"),
    Veld("vastgelegd_op"),
    Veld("voorgelegd_aan"),
    Veld("gold_voor"),
    Veld("voorgelegd"),
    # An external partner does not read what the others said of the plan either (MC 10.5).
    Veld("waarom_toch", PLAN, "Waarom toch vastgesteld", aan=IEDEREEN - {Publiek.EXTERN}),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Maatregel,
    Veld("plan"),
    Veld("keten"),
    Veld("partij"),
    Veld(
        "omschrijving",
        PLAN,
        lambda rij: f"Maatregel van {rij.partij.naam}",
        lambda rij: _maatregel(rij),
        grondslag=lambda rij: rij.bevoegdheid,
    ),
    Veld("bevoegdheid"),
    Veld("wordt_genomen"),
    Veld("doel"),  # told with the measure, as the next ones
    Veld("prioriteit"),
    Veld("blijkt_uit"),
    Veld("instantie"),
    Veld("na"),
    Veld("van"),
    Veld("tot"),
    Veld("gelezen_op"),
    Veld("herinnerd_op"),
    # A person or a function; a function has no capitals, and stands in many texts.
    Veld(
        "wie",
        PLAN,
        "Uitvoering door",
        derden=True,
        namen=lambda rij: [] if rij.wie.islower() else [rij.wie],
    ),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Oordeel,
    Veld("plan"),
    Veld("partij"),
    Veld("eens", PLAN, lambda rij: f"{rij.partij.naam} over het plan", lambda rij: _oordeel(rij)),
    Veld("opmerking"),  # told with it
    Veld("op"),
    Veld("over"),
    bron=lambda rij: rij.partij.naam,
    soort=Soort.AFSPRAKEN,
)

# For who asked and who was asked, and nobody else: no transcript tells it (MvT 2.1).
verklaar(
    Afzien,
    Veld("keten"),
    Veld("partij"),
    Veld("gevraagd"),
    Veld("reden"),
    Veld("op"),
    Veld("tot"),
)

verklaar(
    Voortgang,
    Veld("keten"),
    Veld("partij"),
    Veld("stand"),
    # With the words of the measure, as the plan of this audience has them (`bestand`).
    Veld(
        "resultaat",
        VOORTGANG,
        lambda rij: f"{datum(rij.op)}: {rij.get_stand_display().lower()}",
        lambda rij: "\nBij de maatregel: ".join(filter(None, [rij.resultaat, rij.maatregel])),
    ),
    Veld("op"),
    bron=lambda rij: rij.partij.naam,
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Adviesvraag,
    Veld("aan"),
    Veld("wie"),  # told with who was asked
    Veld("vraag", ADVIEZEN, "Vraag om advies", lambda rij: _adviesvraag(rij)),
    Veld("gevraagd_op"),
    Veld("antwoord", ADVIEZEN, lambda rij: f"Antwoord van {rij.van_wie}"),
    Veld("beantwoord_op"),
    Veld("gebruik", ADVIEZEN, "Wat ermee is gedaan"),
    soort=Soort.WEGING,
)

verklaar(
    Informeeradvies,
    Veld("nu"),
    Veld(
        "advies",
        INFORMEREN,
        lambda rij: f"Advies van {datum(rij.op)}",
        lambda rij: _regels(
            "Nu informeren" if rij.nu else "Nog niet informeren",
            rij.advies,
            f"Het casusoverleg bekijkt dit opnieuw op {datum(rij.volgende)}",
        ),
    ),
    Veld("op"),  # told with it, as the next one
    Veld("overleg"),
    Veld("volgende"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Afsluitadvies,
    Veld("gegeven_op", GEGEVENS, "Ingebracht op"),
    Veld("evaluatie", AFSLUITEN, lambda rij: f"Advies van {datum(rij.gegeven_op)}"),
    Veld("vervolg", AFSLUITEN, "Zorg die doorloopt"),
    Veld(
        "besluit",
        AFSLUITEN,
        lambda rij: f"Besluit van de kernpartijen, {datum(rij.besloten_op)}",
    ),
    Veld("besloten_op"),
    Veld("overleg"),
    Veld("niet_af", AFSLUITEN, "Waarom dit kan terwijl een maatregel niet af is"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Gebiedsanalyse,
    Veld("ontwikkelgebied"),
    Veld("eens", ANALYSE, lambda rij: f"{rij.ontwikkelgebied.naam}: eens"),
    Veld("verschil", ANALYSE, lambda rij: f"{rij.ontwikkelgebied.naam}: verschil"),
    soort=Soort.WEGING,
)

verklaar(
    Doelevaluatie,
    Veld("advies"),
    Veld("doel"),
    Veld(
        "uitkomst",
        AFSLUITEN,
        lambda rij: rij.get_doel_display(),
        lambda rij: _regels(rij.get_uitkomst_display(), rij.toelichting),
    ),
    Veld("toelichting"),  # told with it
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Afloop,
    Veld("advies"),
    Veld("keten"),
    Veld("partij"),
    Veld(
        "wat",
        AFSLUITEN,
        lambda rij: f"Maatregel van {rij.partij.naam} die niet af is",
        lambda rij: _regels(rij.get_wat_display(), rij.toelichting),
    ),
    Veld("toelichting"),  # told with it
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Voortzetting,
    Veld(
        "besluit",
        AFSLUITEN,
        lambda rij: f"Besluit van de kernpartijen om door te gaan, {datum(rij.op)}",
    ),
    Veld("op"),
    soort=Soort.AFSPRAKEN,
)

# What was asked to give to external partners: need, kinds, days, answers; not the text again.
verklaar(
    Verstrekking,
    Veld("nummer"),
    Veld("partij"),
    Veld("deelname"),
    Veld("soorten"),
    Veld("noodzaak", VERSTREKKINGEN, lambda rij: rij.partij.naam, lambda rij: _verstrekking(rij)),
    Veld("van"),
    Veld("tot"),
    Veld("gevraagd_op"),
    Veld("volledig_op"),
    Veld("ingetrokken_op"),
    Veld("ingetrokken_reden"),
    Veld("beeindigd_op"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    VerstrektGegeven,
    Veld("verstrekking"),
    Veld("soort"),
    Veld("label"),
    Veld("inhoud"),
    Veld("bron"),
    Veld("grondslag"),
    Veld("grond"),
    Veld("grond_om"),
)

verklaar(
    Toestemming,
    Veld("verstrekking"),
    Veld("partij"),
    Veld("akkoord"),
    Veld("reden"),
    Veld("gegeven_door"),
    Veld("vastgelegd_namens_overleg"),
    Veld("wie"),
    Veld("hoe"),
    Veld("op"),
)


def _derde(rij: Derde) -> str:
    return _regels(
        rij.naam,
        rij.adres,
        rij.gegevens,
        rij.get_doel_display(),
        f"Waarom nodig: {rij.noodzaak}",
    )


def _deelname(rij: Deelname, *, met_einde: bool = True) -> str:
    tot = f" tot {datum(rij.einde)}" if rij.einde and met_einde else ""
    waarom = "Waarom gestopt" if rij.aanvaard_op else "Waarom niet"
    einde = f"{waarom}: {rij.reden_einde}" if rij.reden_einde else ""
    besloten = f"Toegelaten bij besluit van {datum(rij.besloten_op)}" if rij.besloten_op else ""
    stopt = (
        f"Beëindigd bij besluit van {datum(rij.einde_besloten_op)}" if rij.einde_besloten_op else ""
    )
    geheim = (
        "Heeft een beroepsgeheim: adviseert zonder persoonsgegevens" if rij.beroepsgeheim else ""
    )
    wel = "uitgenodigd, kan vanaf" if rij.aanvaard_op is None else "vanaf"
    rol = f"{rij.get_rol_display()}, {wel} {datum(rij.van)}{tot}"
    waarvoor = rij.get_waarvoor_display()
    return _regels(rol, waarvoor, rij.reden, rij.licht_in, geheim, besloten, einde, stopt)


def regie_tekst(rij: Regie) -> str:
    """Who had the lead, from when until when; of one that ended."""
    van = f" vanaf {datum(rij.van)}" if rij.van else ""
    return f"{rij.partij.naam}{van} tot {datum(rij.tot)}"


def _deelnameverzoek(rij: Deelnameverzoek) -> str:
    antwoord = f"{rij.get_antwoord_display()} op {datum(rij.beantwoord_op)}" if rij.antwoord else ""
    vraag = f"{rij.partij.naam} vroeg dit op {datum(rij.gevraagd_op)}"
    return _regels(vraag, rij.reden, antwoord, rij.antwoord_reden)


def partijvraag_tekst(rij: Partijvraag) -> str:
    """What a party was asked, on which task, and what it said."""
    antwoord = (
        f"{rij.uitkomst_tekst}, op {datum(rij.beantwoord_op)}"
        if rij.uitkomst
        else f"Antwoord kan tot en met {datum(rij.uiterlijk)}"
    )
    stop = f"Gestopt op {datum(rij.afgehandeld_op)}: {rij.reden}" if rij.reden else ""
    return _regels(
        f"{rij.partij.naam}, gevraagd op {datum(rij.gevraagd_op)}",
        f"Wettelijke taak: {rij.taak}" if rij.taak else "",
        f"Vraag: {rij.vraag}",
        "" if stop and not rij.uitkomst else antwoord,
        rij.antwoord,
        f"Vastgelegd door de uitvoerder: {rij.wie}, {rij.get_hoe_display().lower()}"
        if rij.hoe
        else "",
        stop,
    )


def _vangnet(rij: Vangnet) -> str:
    return _regels(f"{rij.aanvraag.naam}, alleen voor deze casus", rij.noodzaak)


def _maatregel(rij: Any) -> str:
    """A measure, with its state and what must be done first (`bestand.plan_sectie`)."""
    return _regels(
        rij.omschrijving,
        "" if rij.wordt_genomen else "Deze maatregel neemt de partij niet.",
        f"Doel: {rij.get_doel_display()}" if rij.doel else "",
        f"Een maatregel van het Rijk: {rij.instantie}" if rij.instantie else "",
        f"Dat het werkt, blijkt uit: {rij.blijkt_uit}" if rij.blijkt_uit else "",
        "" if rij.prioriteit == rij.Prioriteit.GEWOON else f"Prioriteit: {rij.prioriteit}",
        f"Begint pas na: {rij.eerst.omschrijving}" if rij.eerst else "",
        f"Van {datum(rij.van)} tot en met {datum(rij.tot)}",
        f"Stand: {Voortgang.Stand(rij.stand).label.lower()}" if rij.stand else "",
    )


def _adviesvraag(rij: Adviesvraag) -> str:
    kwam = f"Beantwoord op {datum(rij.beantwoord_op)}" if rij.beantwoord_op else "Nog geen antwoord"
    return _regels(rij.vraag, f"Gevraagd aan: {rij.van_wie}, op {datum(rij.gevraagd_op)}. {kwam}")


def _oordeel(rij: Oordeel) -> str:
    wat = "Eens met het plan" if rij.eens else "Niet eens, of met een opmerking"
    return _regels(f"{wat}, {datum(rij.op)}", rij.opmerking)


def _verstrekking(rij: Any) -> str:
    """One disclosure (`met_stand`)."""
    antwoorden = rij.toestemmingen.all()
    eens = ", ".join(antwoord.partij.naam for antwoord in antwoorden if antwoord.akkoord)
    tot = f" tot {datum(rij.tot)}" if rij.tot else ""
    klaar = f"Te lezen vanaf {datum(max(rij.van, rij.volledig_op))}{tot}" if rij.volledig_op else ""
    geweigerd = rij.stand == Verstrekking.Stand.GEWEIGERD
    return _regels(
        f"Soort gegevens: {', '.join(rij.soort_labels).lower()}",
        f"Waarom nodig: {rij.noodzaak}",
        f"Gevraagd op {datum(rij.gevraagd_op)}",
        f"Stand: {Verstrekking.Stand(rij.stand).label.lower()}",
        klaar,
        f"Toestemming van: {eens}" if eens else "",
        *(
            f"Geweigerd door {antwoord.partij.naam} op {datum(antwoord.op)}: {antwoord.reden}"
            for antwoord in antwoorden
            if not antwoord.akkoord
        ),
        f"Beëindigd op {datum(rij.beeindigd_op)}" if rij.beeindigd_op and not geweigerd else "",
        f"Ingetrokken op {datum(rij.ingetrokken_op)}: {rij.ingetrokken_reden}"
        if rij.ingetrokken_op
        else "",
    )
