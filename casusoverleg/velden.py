"""What is done with each field of a casus file (MC 10.2, 10.4, 10.5)."""

from dataclasses import replace
from typing import Any

from convenant.velden import bijzonder
from gedeeld.afschrift import Publiek, datum
from gedeeld.velden import IEDEREEN, Soort, Veld, naw, verklaar
from register.brieven.velden import verklaar_brieven
from register.controle.velden import verklaar_controles

from .deelname.models import Deelname, Deelnameverzoek, Vangnet
from .dossier.models import Afsluitadvies, Bijdrage, Brief, Casus, Controle, Derde, Signaal, Weging
from .plan.models import Doel, Maatregel, Plan, Voortgang
from .verstrekking.models import Toestemming, Verstrekking, VerstrektGegeven

SUBJECT, SIGNALEN, WEGING = "Over wie het gaat", "Signalen", "Weging door de weegploeg"
ANALYSE, DEELNAME, GEGEVENS = "Gezamenlijke analyse", "Wie doet mee", "Ingebrachte gegevens"
DERDEN, VERSTREKKINGEN = "Andere personen", "Gegevens voor externe partners"
PLAN, VOORTGANG, AFSLUITEN = "Plan", "Voortgang", "Afsluiten"


def _regels(*delen: str) -> str:
    return "\n".join(filter(None, delen))


def _gegeven(sectie: str, label: str) -> tuple[Veld, ...]:
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
        Veld("partij"),
        Veld("grondslag"),
        Veld("grondslag_om"),
    )


verklaar_brieven(Brief)
verklaar_controles(Controle)

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
    Veld("afgesloten_op", AFSLUITEN, "Afgesloten op"),
    Veld("aangehouden_op"),
    Veld("toegang_tot", AFSLUITEN, "Andere deelnemers lezen dit tot"),
    Veld("toegang_reden", AFSLUITEN, "Waarom zij dit nog lezen"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Signaal,
    *_gegeven(SIGNALEN, "Signaal"),
    Veld("gericht_op"),  # told with its kind
    Veld("partij_contact"),
    bron=lambda rij: ", ".join(filter(None, [rij.partij.naam, rij.partij_contact])),
    grondslag=lambda rij: rij.gronden,
    soort=Soort.GEDRAG,
)

verklaar(
    Bijdrage,
    *_gegeven(GEGEVENS, "Gegeven"),
    Veld("werk", GEGEVENS, "Werk van de reclassering", lambda rij: rij.werk_tekst),
    Veld("gegeven_op", GEGEVENS, "Ingebracht op"),
    bron=lambda rij: rij.partij.naam,
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
    Veld(
        "reden",
        DEELNAME,
        lambda rij: rij.partij.naam,
        lambda rij: _deelname(rij),
        grondslag=lambda rij: rij.get_grond_rvdk_display() if rij.grond_rvdk else "",
    ),
    Veld("grond_rvdk"),
    Veld("vermelding"),
    Veld("van"),
    Veld("tot"),
    Veld("afgesproken_tot"),
    Veld("reden_einde"),
    Veld("gelezen_op"),
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
    Vangnet,
    Veld("aanvraag"),
    # Not under the partner's name: who was not let in got no data (AVG 15 lid 1 onder c).
    Veld("noodzaak", DEELNAME, "Partner die op geen lijst stond", lambda rij: _vangnet(rij)),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Derde,
    Veld("soort"),
    Veld(
        "naam",
        DERDEN,
        lambda rij: rij.get_soort_display(),
        lambda rij: _regels(rij.naam, rij.adres, rij.gegevens, f"Waarom nodig: {rij.noodzaak}"),
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
    Veld("informeren", PLAN, "Wie informeert de betrokkene, en wanneer"),
    Veld("vastgesteld_op"),
    Veld("voorgelegd_aan"),
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
    Veld("van"),
    Veld("tot"),
    Veld("gelezen_op"),
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
    Veld("niet_af", AFSLUITEN, "Waarom dit kan terwijl een maatregel niet af is"),
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
    Veld("gelezen_op"),
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
    Veld("op"),
)


def _deelname(rij: Deelname) -> str:
    tot = f" tot {datum(rij.einde)}" if rij.einde else ""
    einde = f"Waarom gestopt: {rij.reden_einde}" if rij.reden_einde else ""
    return _regels(f"{rij.get_rol_display()}, vanaf {datum(rij.van)}{tot}", rij.reden, einde)


def _deelnameverzoek(rij: Deelnameverzoek) -> str:
    antwoord = f"{rij.get_antwoord_display()} op {datum(rij.beantwoord_op)}" if rij.antwoord else ""
    vraag = f"{rij.partij.naam} vroeg dit op {datum(rij.gevraagd_op)}"
    return _regels(vraag, rij.reden, antwoord, rij.antwoord_reden)


def _vangnet(rij: Vangnet) -> str:
    return _regels(f"{rij.aanvraag.naam}, alleen voor deze casus", rij.noodzaak)


def _maatregel(rij: Any) -> str:
    """A measure (`met_laatste_stand`)."""
    return _regels(
        rij.omschrijving,
        "" if rij.wordt_genomen else "Deze maatregel neemt de partij niet.",
        f"Van {datum(rij.van)} tot en met {datum(rij.tot)}",
        f"Stand: {Voortgang.Stand(rij.stand).label.lower()}" if rij.stand else "",
    )


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
