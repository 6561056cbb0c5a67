"""What is told reaches somebody: in a scene with every file in every state each sentence has a hearer."""

from register.berichten import BERICHTEN, Hoort
from register.models import Bericht
from tests.toegang.toneel import Toneel

# Nothing in the scene does these; `tests/config/test_nieuws.py` does what tells something by its row.
NIET_GESPEELD = {
    "beveiliging.onderzocht",
    "beveiliging.opgeheven",
    "beveiliging.uitgesloten",
    "casusoverleg.bijdrage_verbeterd",
    "casusoverleg.deelname_beeindigd",
    "casusoverleg.deelname_hersteld",
    "casusoverleg.informeren_veranderd",
    "casusoverleg.kern_bijdrage",
    "casusoverleg.kern_verbeterd",
    "casusoverleg.eigen_gegevens_bericht",
    "casusoverleg.deelname_begonnen",
    "casusoverleg.partijvraag_beantwoord",
    "casusoverleg.uitnodiging_afgeslagen",
    "casusoverleg.partijvraag_gestopt",
    "casusoverleg.adviseur_gevraagd",
    "casusoverleg.persoon_gecorrigeerd",
    "casusoverleg.rijk_aangekondigd",
    "casusoverleg.signaal_ontvangen",
    "casusoverleg.signaal_verbeterd",
    "casusoverleg.toestemming_geweigerd",
    "casusoverleg.voortgezet",
    "casusoverleg.weging_verbeterd",
    "casusoverleg.zending_aangenomen",
    "casusoverleg.zending_geweigerd",
    "casusoverleg.zending_niet_akkoord",
    "casusoverleg.zending_verlopen",
    "privacy_rights.andere_wet",
    "privacy_rights.beperking_opgeheven",
    "privacy_rights.doorgezonden",
    "privacy_rights.eigen_kijk",
    "privacy_rights.geweigerd",
    "privacy_rights.uitgevoerd",
    "privacy_rights.verlengd",
    "retention.archief_vervroegd",
    "retention.opgeschort",
    "retention.wissen_akkoord",
    "retention.wissen_ingetrokken",
    "retention.wissen_voorgesteld",
    "retention.uitstel_opgeheven",
    "weegploeg.antwoord_verbeterd",
    "weegploeg.besluit_gecorrigeerd",
    "weegploeg.besluit_gehandhaafd",
    "weegploeg.besluit_herroepen",
    "weegploeg.doel_vastgelegd",
    "weegploeg.doorgegeven",
    "weegploeg.duiding_ontvangen",
    "weegploeg.geinformeerd",
    "weegploeg.heractiveerd",
    "weegploeg.ingebracht",
    "weegploeg.niet_informeren",
    "weegploeg.signaal_toegevoegd",
    "weegploeg.nog_niet_informeren",
    "weegploeg.subject_gewijzigd",
    "weegploeg.terug_op_agenda",
    "weegploeg.bewaren",
    "weegploeg.vernietigen",
    "weegploeg.vraag_herinnerd",
    "weegploeg.vragen_erbij",
    "weegploeg.dag_verzet",
    "weegploeg.andere_dag",
    "weegploeg.weging_verbeterd",
}


def test_wat_wordt_verteld_bereikt_iemand(toneel: Toneel) -> None:
    adressen = set().union(*(lid.actor.adressen for lid in toneel.spelers.values()))
    verteld = set(Bericht.objects.values_list("wat", "aan"))
    assert {aan for _, aan in verteld} <= adressen
    kunnen = {soort for soort, hoort in BERICHTEN.items() if isinstance(hoort, Hoort)}
    assert kunnen - {wat for wat, _ in verteld} == NIET_GESPEELD
