"""What is told reaches somebody: in a scene with every file in every state each sentence has a hearer."""

from register.berichten import BERICHTEN, Hoort
from register.models import Bericht
from tests.toegang.toneel import Toneel

# Nothing in the scene does these; `tests/config/test_nieuws.py` does what tells something by its row.
NIET_GESPEELD = {
    "beveiliging.opgeheven",
    "beveiliging.uitgesloten",
    "casusoverleg.deelname_beeindigd",
    "casusoverleg.deelname_hersteld",
    "casusoverleg.intrekking_gelezen",
    "casusoverleg.persoon_gecorrigeerd",
    "casusoverleg.regisseur_aangewezen",
    "casusoverleg.signaal_ontvangen",
    "casusoverleg.toestemming_geweigerd",
    "casusoverleg.voortgezet",
    "privacy_rights.beperking_opgeheven",
    "privacy_rights.geweigerd",
    "privacy_rights.verlengd",
    "weegploeg.besluit_gecorrigeerd",
    "weegploeg.besluit_gehandhaafd",
    "weegploeg.besluit_herroepen",
    "weegploeg.duiding_ontvangen",
    "weegploeg.geinformeerd",
    "weegploeg.ingebracht",
    "weegploeg.niet_informeren",
    "weegploeg.signaal_toegevoegd",
    "weegploeg.nog_niet_informeren",
    "weegploeg.subject_gewijzigd",
    "weegploeg.terug_op_agenda",
    "weegploeg.bewaren",
    "weegploeg.vernietigen",
    "weegploeg.vraag_herinnerd",
}


def test_wat_wordt_verteld_bereikt_iemand(toneel: Toneel) -> None:
    adressen = set().union(*(lid.actor.adressen for lid in toneel.spelers.values()))
    verteld = set(Bericht.objects.values_list("wat", "aan"))
    assert {aan for _, aan in verteld} <= adressen
    kunnen = {soort for soort, hoort in BERICHTEN.items() if isinstance(hoort, Hoort)}
    assert kunnen - {wat for wat, _ in verteld} == NIET_GESPEELD
