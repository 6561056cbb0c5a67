"""What is done with each field of the weegploeg's file (MC 8.2, 8.5)."""

from casusoverleg.deelname.models import Deelname
from convenant.artikel41 import FACTOREN
from convenant.models import SoortPartij
from convenant.velden import (
    KERN,
    bijzonder,
    doorgifte_velden,
    let_op_politie,
    signaal_velden,
    terrorisme_velden,
    wat_hoort_velden,
)
from gedeeld.afschrift import LetOp, datum
from gedeeld.velden import Soort, Veld, naw, verklaar
from register.brieven.velden import verklaar_brieven
from register.controle.velden import verklaar_controles
from register.correctie.velden import verklaar_correcties
from register.vergelijken.velden import verklaar_vergelijkingen

from .models import (
    Achterhouding,
    Besluit,
    Bezwaar,
    Brief,
    Controle,
    Correctie,
    Doorgifte,
    Duidingsvraag,
    GekozenPartner,
    Heractivering,
    Herkomst,
    Inbreng,
    Informatiebesluit,
    Melderinzage,
    Ontvangst,
    Partnervraag,
    Plaatsing,
    Signaal,
    Spreker,
    Standpunt,
    Vastlegging,
    Vergelijking,
    WeegploegDossier,
    Weging,
)

SUBJECT, SIGNALEN, MELDERS, WEGING = "Over wie het gaat", "Signalen", "Melders", "Weging"
DOEL = "Doel en verblijf"
STANDPUNTEN, ACHTERGEHOUDEN = "Standpunten vooraf", "Achtergehouden"
DOORGEGEVEN, ONTVANGEN = "Doorgegeven door de gemeente", "Ontvangen van een andere gemeente"
TERUGGEHAALD = "Teruggehaald uit het archief"
BESLUITEN, DUIDING, INFORMEREN = "Besluiten", "Nadere duiding", "Informeren"

ONBEKEND = "Nog niet vastgelegd"

verklaar(
    WeegploegDossier,
    *naw(SUBJECT, naar_casus=True),
    Veld("stand", SUBJECT, "Stand"),
    Veld("geopend_op", SUBJECT, "Geopend op"),
    Veld("casus_nummer", SUBJECT, "Nummer van de casus"),
    Veld("besloten_op"),  # told with the decision
    Veld("bewaren_tot", SUBJECT, "Bewaard tot en met"),
    # Article 10.2 does not name them, so the casus gets neither.
    Veld("doelen", DOEL, "Doel van de samenwerking", lambda rij: _doelen(rij)),
    Veld("verblijf", DOEL, "Verblijf", lambda rij: rij.get_verblijf_display() or ONBEKEND),
    Veld("band", DOEL, "Band met de gemeente", lambda rij: rij.get_band_display() or ONBEKEND),
    Veld("band_feit", DOEL, "Uit welk feit dat blijkt"),
    # What of it goes along is written anew for the casus.
    Veld("duiding", WEGING, "Duiding van de signalen", soort=Soort.WEGING),
    Veld("geinformeerd_op", INFORMEREN, "Geïnformeerd op", soort=Soort.CONTACT),
    Veld("geinformeerd_hoe", INFORMEREN, "Door wie en hoe", soort=Soort.CONTACT),
    Veld("contact_op", INFORMEREN, "Eerste contact met de persoon", soort=Soort.CONTACT),
    Veld("contact_wie", INFORMEREN, "Wie met de persoon sprak", soort=Soort.CONTACT),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Inbreng,
    Veld("partij"),
    Veld("ingebracht_op"),
    Veld("ontvangen_op"),  # told with its signals
    Veld("melding_nummer"),
    Veld("herkomst", MELDERS, "Bron", aan=KERN),
    # Not by name: another core party sees the reporter only on the file itself, and logged.
    Veld("anoniem", MELDERS, "Melder", lambda rij: _melder(rij), aan=KERN, derden=True),
    Veld("melder_naam", verzwegen=True),
    Veld("melder_contact"),
    Veld("melder_bekend"),
    Veld(
        "wil_onbekend",
        MELDERS,
        "Wens van de melder",
        lambda rij: "Wil niet bij naam worden genoemd" if rij.wil_onbekend else "",
        aan=KERN,
        derden=True,
    ),
    Veld("hulptraject", MELDERS, "Lopend hulptraject", aan=KERN),
    *terrorisme_velden(MELDERS),
    Veld("teruggekoppeld_op", MELDERS, "Teruggekoppeld op", aan=KERN),
    bron=lambda rij: rij.partij.naam,
)

verklaar(
    Heractivering,
    Veld("nummer", TERUGGEHAALD, "Uit dossier"),
    Veld("besloten_op", TERUGGEHAALD, "Opdracht gegeven op"),
    Veld("besloten_door", TERUGGEHAALD, "Door"),
    Veld("kenmerk", TERUGGEHAALD, "Kenmerk van het besluit", aan=KERN),
    Veld("reden", TERUGGEHAALD, "Waarom opnieuw nodig"),
    Veld("op", TERUGGEHAALD, "Teruggehaald op"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Ontvangst,
    Veld("nummer", ONTVANGEN, "Nummer"),
    Veld("van", ONTVANGEN, "Van", lambda rij: rij.van.naam),
    Veld("gegeven_op", ONTVANGEN, "Aangeboden op"),
    Veld("op", ONTVANGEN, "Aangenomen op"),
    Veld("toelichting", ONTVANGEN, "Toelichting van die gemeente"),
    Veld("reden", ONTVANGEN, "Waarom aangenomen"),
    Veld("grondslag"),
    bron=lambda rij: rij.van.naam,
    grondslag=lambda rij: str(rij.grondslag),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Melderinzage,
    Veld("inbreng"),
    Veld("gebruiker"),
    Veld("reden"),
    Veld("op"),
)

verklaar(
    Signaal,
    *signaal_velden(SIGNALEN),
    Veld(
        "inbreng",
        SIGNALEN,
        "Signaal {n}: ontvangen op",
        lambda rij: datum(rij.inbreng.ontvangen_op),
    ),
    Veld("gedeeld", SIGNALEN, "Signaal {n}: doorgeven", aan=KERN),
    bron=lambda rij: rij.partij.naam,
    grondslag=lambda rij: rij.gronden,
    soort=Soort.GEDRAG,
    let_op=let_op_politie,
)

# For the subject too: that something is held back on him is a datum of his own (AVG 4 onder 1, 15). Article
# 41 UAVG lets it be left out of an answer as far as an inquiry needs that, which has to be weighed each time:
# so it stands among what who answers chooses from, with the sentence that its party decides with him.
verklaar(
    Achterhouding,
    Veld("partij"),
    Veld(
        "op",
        ACHTERGEHOUDEN,
        lambda rij: rij.partij.naam,
        lambda rij: f"Houdt om zwaarwegende redenen iets achter, vastgelegd op {datum(rij.op)}",
    ),
    soort=Soort.AFSPRAKEN,
    let_op=lambda rij: LetOp.OM if rij.partij.soort == SoortPartij.OM else LetOp.POLITIE,
)

verklaar(
    Doorgifte,
    *doorgifte_velden(DOORGEGEVEN, lambda rij: rij.dossier.signalen.all(), eigen=False),
    grondslag=lambda rij: rij.grond,
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Weging,
    Veld("ontwikkelgebied", naar_casus=True),
    Veld("in_fase", naar_casus=True),
    Veld(
        "toelichting",
        WEGING,
        lambda rij: rij.ontwikkelgebied.naam,
        lambda rij: ". ".join(filter(None, [_fase(rij), rij.toelichting])),
        naar_casus=True,
    ),
    soort=Soort.WEGING,
)

verklaar(
    Plaatsing,
    Veld("ontwikkelgebied", WEGING, lambda rij: f"Signaal {_nummer(rij)}", lambda rij: rij.plek),
    Veld("in_fase"),  # told with the field
    Veld("reden", WEGING, lambda rij: f"Signaal {_nummer(rij)}: waarom daar"),
    Veld("partij"),
    *(Veld(naam) for naam in ("signaal", "door", "eerst_op", "op")),
    bron=lambda rij: rij.partij.naam,
    soort=Soort.WEGING,
)

verklaar(
    Standpunt,
    Veld("partij"),
    Veld("gevraagd_op"),
    Veld("uiterlijk"),
    Veld(
        "tekst",
        STANDPUNTEN,
        lambda rij: f"Standpunt van {rij.partij.naam}",
        lambda rij: _standpunt(rij),
    ),
    Veld("gegeven_op"),
    Veld("gegeven_door"),
    Veld("besloten_op"),
    soort=Soort.WEGING,
)

verklaar(
    Vastlegging,
    Veld(
        "wijze",
        BESLUITEN,
        lambda rij: f"{'Ingetrokken' if rij.herroept else 'Besloten'} op {datum(rij.dag)}",
        lambda rij: _hoe(rij),
        aan=KERN,
    ),
    Veld("overleg"),  # told with where
    Veld("vervangt"),
    Veld(
        "correctie",
        BESLUITEN,
        lambda rij: (
            f"Vervangt wat op {datum(rij.vervangt.dag)} was besloten, want"
            if rij.vervangt
            else "Vervangt wat eerder was besloten, want"
        ),
        aan=KERN,
    ),
    Veld("vastgelegd_op"),
    Veld("vastgelegd_door"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Spreker,
    Veld("vastlegging"),
    Veld("partij"),
    Veld("gebruiker"),
    # Who works for a party is of no use to the subject: the party answers (PB 3.2).
    Veld(
        "naam",
        BESLUITEN,
        lambda rij: f"Voor {rij.partij.naam} sprak",
        lambda rij: _wie_sprak(rij),
        aan=KERN,
    ),
    Veld("gemachtigd"),
    Veld("antwoord_op"),
    Veld("bevestigd_op"),  # told with what was logged
    Veld("bevestigd_door"),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Bezwaar,
    Veld("vastlegging"),
    Veld("partij"),
    Veld(
        "reden",
        BESLUITEN,
        lambda rij: f"Bezwaar tegen het besluit van {datum(rij.vastlegging.dag)}",
    ),
    Veld("gemaakt_op"),
    Veld("gemaakt_door"),
    Veld("beeindigd_op", BESLUITEN, "Dit bezwaar", lambda rij: rij.stand),
    Veld("ingetrokken_door"),
    Veld("opgelost_met"),
    bron=lambda rij: rij.partij.naam,
    soort=Soort.AFSPRAKEN,
)

verklaar(
    Besluit,
    Veld("vastlegging"),
    Veld("uitkomst"),
    Veld("genomen_op"),
    Veld(
        "argumenten",
        BESLUITEN,
        lambda rij: f"{rij.get_uitkomst_display()} ({datum(rij.genomen_op)}{_vervangen(rij)})",
    ),
    bron=lambda rij: _eens(rij),
    soort=Soort.AFSPRAKEN,
)

verklaar(
    GekozenPartner,
    Veld("besluit"),
    Veld("partij"),
    Veld("reden", BESLUITEN, lambda rij: f"Uitgenodigd: {rij.partij.naam}"),
    Veld("noodzaak", BESLUITEN, "Waarom nodig"),
    Veld("proportionaliteit", BESLUITEN, "Waarom in verhouding"),
    Veld("subsidiariteit", BESLUITEN, "Waarom niet met minder"),
    Veld("al_betrokken", BESLUITEN, "De Raad", lambda rij: _raad(rij)),
    Veld("rol"),
    bron=lambda rij: _eens(rij.besluit),
    soort=Soort.AFSPRAKEN,
)

verklaar_brieven(Brief, aan_anderen=["terugkoppeling"])
verklaar_controles(Controle)
verklaar_correcties(Correctie)
verklaar_vergelijkingen(Vergelijking)

verklaar(
    Duidingsvraag,
    Veld("partner"),
    Veld("gesteld_op"),
    Veld("uiterlijk"),
    Veld("vraag", DUIDING, lambda rij: f"Gevraagd op {datum(rij.gesteld_op)}"),
    Veld("partij"),
    Veld("vermelding"),
    # Why the weegploeg cannot decide without: that is what it made of the signals.
    Veld("nodig", DUIDING, "Waarvoor dat nodig is", lambda rij: rij.nodig or ""),
    Veld(
        "antwoord",
        DUIDING,
        lambda rij: "Mag geen antwoord geven" if rij.mag_niet else "Antwoord",
        bron=lambda rij: rij.partner,
        grondslag=lambda rij: rij.gronden,
        let_op=lambda rij: LetOp.POLITIE if rij.wpg_artikel else LetOp.PARTNER,
        bijzonder=bijzonder,
    ),
    Veld("beantwoord_op"),
    Veld("mag_niet"),
    *wat_hoort_velden(DUIDING, "Antwoord", bron=lambda rij: rij.partner),
    Veld(
        "werk",
        DUIDING,
        "Werk van de reclassering",
        lambda rij: rij.werk_tekst,
        bron=lambda rij: rij.partner,
    ),
    Veld("zelf"),
    Veld("lezen_tot"),
    Veld("herinnerd_op"),
    Veld("gesloten_op"),
    soort=Soort.WEGING,
)

# What it says was told with the question; who got it stands with the exchanges.
verklaar(
    Partnervraag,
    *(Veld(naam) for naam in ("duidingsvraag", "nummer", "partij", "over", "vraag")),
    *(Veld(naam) for naam in ("gesteld_op", "uiterlijk", "antwoord", "beantwoord_op")),
)

verklaar(
    Informatiebesluit,
    Veld("vastlegging"),
    Veld("wie"),
    Veld("afspraak"),
    Veld("heroverwegen_op"),
    Veld("besloten_op"),
    Veld("grond"),
    Veld(
        "informeren",
        INFORMEREN,
        lambda rij: f"Besluit van {datum(rij.besloten_op)}{_vervangen(rij)}",
        lambda rij: _besloten(rij),
        grondslag=lambda rij: str(rij.grond) if rij.grond else "",
    ),
    # It can be about who would be harmed by it, or about an investigation (PB 5.2, UAVG 41).
    Veld("reden", INFORMEREN, "Waarom niet of nog niet", afwegen=True),
    Veld(
        "factoren",
        INFORMEREN,
        "Gelet op (artikel 41 lid 2 UAVG)",
        lambda rij: ", ".join(
            f"{letter}. {FACTOREN.get(letter, letter)}" for letter in rij.factoren
        ),
    ),
    Veld("afweging", INFORMEREN, "Afweging", afwegen=True),
    Veld(
        "eerder",
        INFORMEREN,
        "Eerder geïnformeerd, in een ander traject",
        lambda rij: rij.get_eerder_display(),
    ),
    Veld("eerder_weging", INFORMEREN, "Hoe dat meeweegt"),
    soort=Soort.CONTACT,
)


def heractivering(dossier: WeegploegDossier) -> list[Heractivering]:
    """By which instruction it began with data from the archive; empty of all other files."""
    return [dossier.heractivering] if hasattr(dossier, "heractivering") else []


def ontvangst(dossier: WeegploegDossier) -> list[Ontvangst]:
    """With what another municipality gave it its beginning; empty of all other files."""
    return [dossier.ontvangst] if hasattr(dossier, "ontvangst") else []


def _melder(rij: Inbreng) -> str:
    if rij.anoniem:
        return "Anoniem"
    if rij.herkomst == Herkomst.GEMEENTE and not rij.melder_bekend:
        return "Geen: van een andere gemeente"
    return "Bekend" if rij.melder_bekend else "Geen: eigen gegevens"


def _nummer(rij: Plaatsing) -> int:
    """As the signals of the file are numbered."""
    return [signaal.pk for signaal in rij.dossier.signalen.all()].index(rij.signaal_id) + 1


def _fase(rij: Weging) -> str:
    return f"Fase {rij.in_fase}" if rij.in_fase else ""


def _eens(besluit: Besluit) -> str:
    return ", ".join(spreker.partij.naam for spreker in besluit.vastlegging.sprekers.all())


def _standpunt(rij: Standpunt) -> str:
    if rij.gegeven_op:
        return str(rij.tekst)
    return "Niet gegeven" if rij.besloten_op else f"Gevraagd, uiterlijk op {datum(rij.uiterlijk)}"


def _vervangen(rij: Besluit | Informatiebesluit) -> str:
    return ", vervangen" if rij.vastlegging.is_vervangen else ""


def _hoe(rij: Vastlegging) -> str:
    """Where it was decided, and which core parties said under their own account that it is so."""
    wel = [
        spreker.partij.naam for spreker in rij.sprekers.all() if rij.was_er(spreker.bevestigd_op)
    ]
    waar = "Dit was zo niet besloten" if rij.herroept else rij.waar
    zinnen = [waar, f"Bevestigd door {', '.join(wel)}" if wel else ""]
    return ". ".join(filter(None, zinnen)) or "Niet vastgelegd waar"


def _doelen(rij: WeegploegDossier) -> str:
    """The aims, as the person concerned reads them as well: "subject" is our word for him."""
    return rij.doelen_tekst.replace("het subject", "de persoon") or ONBEKEND


def _raad(rij: GekozenPartner) -> str:
    """Whether the subject knew the Raad already, and that it tells him itself (PB 3.4)."""
    if rij.al_betrokken is None:
        return ""
    eerder = "was al betrokken" if rij.al_betrokken else "was nog niet betrokken"
    zelf = " De Raad doet mee als partij en licht de persoon zelf in."
    adviseert = " De Raad adviseert zonder te weten om wie het gaat."
    doet_mee = rij.rol == Deelname.Rol.DEELNEMER
    return f"De Raad {eerder} bij deze minderjarige.{zelf if doet_mee else adviseert}"


def _wie_sprak(rij: Spreker) -> str:
    if rij.vastlegging.herroept:
        return ""
    if not rij.wie:
        return "Niet vastgelegd"
    wanneer = f", antwoord op {datum(rij.antwoord_op)}" if rij.antwoord_op else ""
    return f"{rij.wie}, gemachtigd{wanneer}"


def _besloten(rij: Informatiebesluit) -> str:
    if rij.informeren:
        return f"Informeren: {rij.get_wie_display()}. {rij.afspraak}"
    if rij.hoeft_niet:
        return f"Informeren hoeft niet, want {rij.want}."
    if rij.heroverwegen_op is None:
        return "Nog niet informeren."
    return f"Nog niet informeren. Opnieuw bekijken op {datum(rij.heroverwegen_op)}."
