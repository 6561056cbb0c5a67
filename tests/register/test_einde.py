"""Each model ends: with its file, or as is said here by name; and free text is encrypted, or said why not.

Taken from the models, so that a new one is found before it outlives somebody: a note without a key to a
file, an attachment that stays behind, a text that anybody with the database can read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test.utils import isolate_apps

from gedeeld.fields import VERSLEUTELD, VersleuteldeTekst
from gedeeld.rij import Rij
from meldingen.models import Melding
from register.models import Dossier
from tests.hulp.modellen import hangt_aan_een_dossier


class Einde(NamedTuple):
    """Why a model is no part of a file, and who removes its rows and when."""

    reden: str
    einde: str


MIGRATIE = "een migratie, als de tabel of het recht verdwijnt"
BLIJFT = "niemand: zolang het convenant loopt en daarna, als verantwoording"
ACCOUNT = "niemand: een account gaat uit en blijft, omdat de logboeken ernaar wijzen"
LOG = "retention.tasks.houd_termijnen, na vijf jaar (register.houdbaar)"
VERKLARING = "niemand: retention.tasks.houd_termijnen haalt na vijf jaar het nummer eruit"
OVERLEG = "retention.tasks.vernietig_overleggen, vijf jaar na de dag van het overleg"
STEEKPROEF = "beveiliging.tasks.ruim_steekproeven_op, vijf jaar na het afronden"
INCIDENT = "beveiliging.tasks.ruim_incidenten_op, vijf jaar na het afsluiten"
VAN_DE_BIBLIOTHEEK = "niemand: zij blijft leeg, de toepassing mag er niet in schrijven"
GEEN_DEEL = {
    # Libraries.
    "auth.Group": Einde("De groep van een partij.", BLIJFT),
    "auth.Group_permissions": Einde("Soorten rechten van een groep.", MIGRATIE),
    "auth.Permission": Einde("Namen van rechten.", MIGRATIE),
    "contenttypes.ContentType": Einde("Namen van tabellen.", MIGRATIE),
    "sessions.Session": Einde("Van de bibliotheek.", VAN_DE_BIBLIOTHEEK),
    "mensen.Sessie": Einde("Wie is ingelogd.", "beveiliging.tasks.ruim_sessies_op, elke nacht"),
    "guardian.UserObjectPermission": Einde("Van de bibliotheek.", VAN_DE_BIBLIOTHEEK),
    "guardian.GroupObjectPermission": Einde("Van de bibliotheek.", VAN_DE_BIBLIOTHEEK),
    "auditlog.LogEntry": Einde("Wijzigingen in convenant en accounts.", LOG),
    "account.EmailAddress": Einde("Het adres van een account.", ACCOUNT),
    "mfa.Authenticator": Einde(
        "De tweede stap van een account.", "mensen.factoren.verwijder, of met een nieuwe stap"
    ),
    "account.EmailConfirmation": Einde("Van de bibliotheek.", "als het adres is bevestigd"),
    # What is agreed, and who works with it.
    "convenant.Convenant": Einde("De afspraak zelf.", BLIJFT),
    "convenant.Partij": Einde("Wie meedoet.", BLIJFT),
    "convenant.Opzegging": Einde("Een partij stopt.", BLIJFT),
    "convenant.Mandaat": Einde("Wie beslist en tekent.", BLIJFT),
    "convenant.Bijlage1": Einde("Welke partners mogelijk zijn.", BLIJFT),
    "convenant.Bijlage1Besluit": Einde("Dat de kernpartijen daarover besloten.", BLIJFT),
    "convenant.Bijlage1Besluit_partijen": Einde("Welke kernpartijen dat waren.", BLIJFT),
    "convenant.Partneraanvraag": Einde("Dat een partner voor een casus werd gevraagd.", BLIJFT),
    "convenant.Verwerkersovereenkomst": Einde("Wie het systeem draait.", BLIJFT),
    "convenant.Registertekst": Einde("Wat het register van verwerkingen zegt.", BLIJFT),
    "convenant.Waarborg": Einde("Dat een college maatregelen nam.", BLIJFT),
    "convenant.BesluitArtikel20": Einde("Wat de korpschef besloot over artikel 20.", BLIJFT),
    "convenant.BesluitArtikel20_instanties": Einde("Wie dat besluit noemt.", BLIJFT),
    "convenant.Satelliet": Einde("Wie deskundige is.", BLIJFT),
    "convenant.Geheimhoudingsverklaring": Einde("Wat een partner tekende.", BLIJFT),
    "convenant.Verklaringsdocument": Einde("Het getekende papier daarvan.", BLIJFT),
    "convenant.Bevestigtekst": Einde("Wat ieder bevestigt.", BLIJFT),
    "convenant.Referentiekader": Einde("Bijlage 3.", BLIJFT),
    "convenant.Fase": Einde("Bijlage 3.", BLIJFT),
    "convenant.Ontwikkelgebied": Einde("Bijlage 3.", BLIJFT),
    "convenant.Grondslag": Einde("Gronden uit de wet.", BLIJFT),
    "convenant.Uitzonderingsgrond": Einde("Gronden uit de wet.", BLIJFT),
    "beveiliging.Incident": Einde("Wat er misging met gegevens.", INCIDENT),
    "beveiliging.Beoordeling": Einde("Wat de kernpartijen daarvan zeiden.", INCIDENT),
    "beveiliging.Getroffen": Einde("Wie daarbij welk dossier zag.", INCIDENT),
    "beveiliging.Meldafspraak": Einde("Wie een incident aan wie meldt.", BLIJFT),
    "beveiliging.Uitvoering": Einde("Wanneer een plicht is gedaan.", BLIJFT),
    "beveiliging.Planonderdeel": Einde("Wat het beveiligingsplan zegt.", BLIJFT),
    "beveiliging.Steekproef": Einde("Welke regels van het logboek zijn nagekeken.", STEEKPROEF),
    "beveiliging.Bevinding": Einde("Wat de toezichthouder daarvan vond.", STEEKPROEF),
    "mensen.Gebruiker": Einde("Een account.", ACCOUNT),
    "mensen.Gebruiker_groups": Einde("Van de bibliotheek.", VAN_DE_BIBLIOTHEEK),
    "mensen.Gebruiker_user_permissions": Einde("Van de bibliotheek.", VAN_DE_BIBLIOTHEEK),
    "mensen.Vertegenwoordiging": Einde("Wie voor wie handelt.", ACCOUNT),
    "mensen.Bevestiging": Einde("Wie de geheimhouding bevestigde.", ACCOUNT),
    "mensen.Mailadres": Einde(
        "Waar iemand mail wil krijgen.",
        "mensen.tasks.ruim_adressen_op, als hij hier niet meer werkt",
    ),
    "register.Sleutelproef": Einde(
        "Wat elke sleutel van een bekende waarde maakt.",
        "nog niemand: bij het wisselen van sleutels",
    ),
    # Of files, without what they say.
    "register.Taak": Einde(
        "Wat wacht; ook een plicht van een convenant. Van een dossier gaat zij met dat dossier.",
        "register.afleiden, als het niet meer wacht",
    ),
    "register.Kennisgeving": Einde(
        "Wie moet horen dat gegevens zijn veranderd. Van een dossier gaat het met dat dossier.",
        "register.tasks.ruim_berichten_op, een jaar nadat is bevestigd dat een dossier weg is",
    ),
    "register.Herleiding": Einde("Hoe ver een taak is.", "de volgende taak van die partij"),
    "register.Inzage": Einde("Wie welk dossier las, met een pseudoniem.", LOG),
    "mensen.Inlog": Einde(
        "Wie inlogde of dat probeerde, zonder wat er is getypt.",
        "retention.tasks.houd_termijnen, na een jaar",
    ),
    "register.Gebeurtenis": Einde("Wat er is gedaan, met een pseudoniem.", LOG),
    "register.Schakel": Einde("Dat de logboeken heel zijn: sleutels en merken.", BLIJFT),
    "register.Opruiming": Einde("Welke regels van een log zijn vernietigd.", BLIJFT),
    "invoer.Klad": Einde(
        "Wat iemand typt en nog niet bewaarde. Van een dossier gaat het met dat dossier.",
        "invoer.tasks.ruim_invoer_op, na een dag",
    ),
    "invoer.Verzonden": Einde(
        "Dat een formulier is verstuurd. Van een dossier gaat het met dat dossier.",
        "invoer.tasks.ruim_invoer_op, na een dag",
    ),
    "meldingen.Concept": Einde(
        "Dat iemand een melding schrijft.",
        "retention.tasks.vernietig_wat_geen_dossier_is, na 30 dagen",
    ),
    "meldingen.Conceptinhoud": Einde(
        "Wat hij tot nu toe invulde: versleuteld, voor hem alleen.",
        "met het concept",
    ),
    # Of meetings: they name no subject, and what is about a file goes with that file.
    "overleg.Overleg": Einde("Een overleg, zonder namen van subjecten.", OVERLEG),
    "overleg.Genodigde": Einde("Wie was uitgenodigd en wie er was.", OVERLEG),
    "overleg.Agendapunt": Einde(
        "Iets algemeens op een agenda. Van een dossier gaat het met dat dossier.", OVERLEG
    ),
    "overleg.Opmerking": Einde(
        "Een opmerking bij een verslag. Over een dossier gaat zij met dat dossier.", OVERLEG
    ),
    "retention.Raadpleging": Einde("Wie het archief las, en waarom: een keuze.", LOG),
    "retention.Cijfer": Einde("Aantallen per jaar, van niemand.", BLIJFT),
    "retention.Ronde": Einde("Op welke dagen de taken liepen.", LOG),
    "retention.Vernietiging": Einde("Dat een dossier is vernietigd.", VERKLARING),
}

# Free text that is not encrypted, and why that does no harm.
WOORDEN_VAN_HET_SYSTEEM = "een woord uit de code, nooit getypt"
NUMMER = "een getrokken nummer van een dossier"
NAAM_VAN_EEN_PARTIJ = "de naam van een organisatie"
SLEUTEL = "een afgeleide sleutel: zonder de geheime sleutel zegt hij niets"
OPENBAAR = "staat in het convenant of in de wet, en die zijn openbaar"
VAN_EEN_ACCOUNT = "over wie hier werkt, niet over een subject"
LEESBAAR = {
    "auth.Permission": {"name": WOORDEN_VAN_HET_SYSTEEM, "codename": WOORDEN_VAN_HET_SYSTEEM},
    "auth.Group": {"name": NAAM_VAN_EEN_PARTIJ},
    "contenttypes.ContentType": {
        "app_label": WOORDEN_VAN_HET_SYSTEEM,
        "model": WOORDEN_VAN_HET_SYSTEEM,
    },
    "sessions.Session": dict.fromkeys(("session_key", "session_data"), "blijft leeg"),
    "mensen.Sessie": {
        "session_key": "een hash van een willekeurige sleutel",
        "session_data": "wie is ingelogd en als wat, en zinnen voor de volgende pagina: zonder inhoud",
    },
    "guardian.UserObjectPermission": {"object_pk": "blijft leeg"},
    "guardian.GroupObjectPermission": {"object_pk": "blijft leeg"},
    "auditlog.LogEntry": {
        "object_pk": "sleutel van een rij van convenant of account",
        "object_repr": "hoe zo'n rij heet",
        "serialized_data": "blijft leeg",
        "changes_text": "blijft leeg",
        "changes": "alleen van de velden die `convenant.wijzigingen` noemt",
        "cid": "blijft leeg",
        "additional_data": "blijft leeg",
        "actor_email": "blijft leeg",
    },
    "account.EmailAddress": {"email": VAN_EEN_ACCOUNT},
    "account.EmailConfirmation": {"key": "een willekeurige sleutel"},
    "convenant.Convenant": dict.fromkeys(
        ("code", "naam", "regio", "staatscourant", "contact", "fg_contact", "selectielijst"),
        OPENBAAR,
    ),
    "convenant.Partij": dict.fromkeys(
        ("naam", "contact", "gemeentecode", "naam_landelijk"), OPENBAAR
    ),
    "convenant.Mandaat": dict.fromkeys(("functie", "besluit", "bezwaar"), OPENBAAR),
    "convenant.Bijlage1": {"reden": OPENBAAR},
    "convenant.Partneraanvraag": dict.fromkeys(("naam", "contact", "reden", "afwijzing"), OPENBAAR),
    "convenant.Satelliet": dict.fromkeys(("naam", "deskundigheid", "contact"), OPENBAAR),
    "convenant.Verwerkersovereenkomst": dict.fromkeys(
        ("naam", "document", "dekt", "subverwerkers"), OPENBAAR
    ),
    "convenant.Registertekst": dict.fromkeys(
        ("beveiliging", "doorgifte", "dpia_document"), OPENBAAR
    ),
    "convenant.Waarborg": {"document": "waar de maatregelen in een zaaksysteem staan"},
    "convenant.BesluitArtikel20": {
        "document": "waar het besluit in een zaaksysteem staat",
        "artikelen": OPENBAAR,
        "gegevens": OPENBAAR,
    },
    "convenant.Bijlage1Besluit": {"document": "waar het besluit in een zaaksysteem staat"},
    "convenant.Geheimhoudingsverklaring": {"getekend_door": "een functie bij een partner"},
    "convenant.Bevestigtekst": {"tekst": OPENBAAR},
    "convenant.Referentiekader": dict.fromkeys(("code", "naam", "inleiding"), OPENBAAR),
    "convenant.Fase": dict.fromkeys(("naam", "toelichting"), OPENBAAR),
    "convenant.Ontwikkelgebied": dict.fromkeys(("naam", "toelichting"), OPENBAAR),
    "convenant.Grondslag": dict.fromkeys(("code", "wet", "artikel", "omschrijving"), OPENBAAR),
    "convenant.Uitzonderingsgrond": dict.fromkeys(("code", "artikel", "omschrijving"), OPENBAAR),
    "mensen.Gebruiker": dict.fromkeys(
        ("password", "username", "first_name", "last_name", "email"), VAN_EEN_ACCOUNT
    ),
    "mfa.Authenticator": {"data": "wat geheim is, is erin versleuteld (mensen.factoren)"},
    "mensen.Vertegenwoordiging": dict.fromkeys(("reden", "reden_einde"), VAN_EEN_ACCOUNT),
    "register.Dossier": {
        "opgeschort_besluit": "waar het besluit in een zaaksysteem staat",
        "dossiersoort": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "kring": WOORDEN_VAN_HET_SYSTEEM,
        "houder": WOORDEN_VAN_HET_SYSTEEM,
        "afmakers": WOORDEN_VAN_HET_SYSTEEM,
    },
    "register.Sleutelproef": {
        "kluis": WOORDEN_VAN_HET_SYSTEEM,
        "proef": "een bekende waarde, versleuteld of tot sleutel gemaakt",
    },
    "register.Recht": {"reden": WOORDEN_VAN_HET_SYSTEEM},
    "register.Termijn": {"houder": WOORDEN_VAN_HET_SYSTEEM},
    "register.Taak": {
        "dossiersoort": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "soort": WOORDEN_VAN_HET_SYSTEEM,
        "aan": WOORDEN_VAN_HET_SYSTEEM,
    },
    "register.Uitwisseling": {
        "gegevens": WOORDEN_VAN_HET_SYSTEEM,
        "grond": "een artikel uit de lijst van gronden",
        "nummer": NUMMER,
    },
    "register.Kennisgeving": {
        "dossiersoort": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "houder": WOORDEN_VAN_HET_SYSTEEM,
        "aan": WOORDEN_VAN_HET_SYSTEEM,
        "gegevens": WOORDEN_VAN_HET_SYSTEEM,
    },
    "invoer.Klad": {"plek": "een adres: daar staat niets in over een persoon"},
    "register.Bericht": {
        "wat": WOORDEN_VAN_HET_SYSTEEM,
        "dossiersoort": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "aan": WOORDEN_VAN_HET_SYSTEEM,
    },
    "invoer.Verzonden": {
        "naar": "een adres: daar staat niets in over een persoon",
        "zinnen": "wat de pagina daarna zei: zinnen uit de code, met een nummer",
    },
    "register.Inzage": {
        "partij": NAAM_VAN_EEN_PARTIJ,
        "bestand": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
    },
    "register.Schakel": {
        **dict.fromkeys(("tabel", "kolommen"), WOORDEN_VAN_HET_SYSTEEM),
        **dict.fromkeys(("merken", "merk", "vorige", "handtekening"), "een hash, met een sleutel"),
    },
    "register.Opruiming": {"tabel": WOORDEN_VAN_HET_SYSTEEM},
    "register.Gebeurtenis": {
        "soort": WOORDEN_VAN_HET_SYSTEEM,
        "bestand": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "namens": NAAM_VAN_EEN_PARTIJ,
        "velden": WOORDEN_VAN_HET_SYSTEEM,
    },
    "overleg.Overleg": {
        "kring": WOORDEN_VAN_HET_SYSTEEM,
        "houder": WOORDEN_VAN_HET_SYSTEEM,
        "lezers": "sleutels van accounts en van partijen",
    },
    "overleg.Agendapunt": {"dossiersoort": WOORDEN_VAN_HET_SYSTEEM, "nummer": NUMMER},
    "meldingen.Concept": {"nummer": NUMMER},
    "meldingen.Conceptinhoud": {"zoeksleutels": SLEUTEL},
    "meldingen.Melding": {
        "zoeksleutels": SLEUTEL,
        "dossier_nummer": NUMMER,
        "dubbel_van": NUMMER,
    },
    "meldingen.Doorgifte": {"samen_met": NUMMER},
    "weegploeg.WeegploegDossier": {"zoeksleutels": SLEUTEL, "casus_nummer": NUMMER},
    "weegploeg.Inbreng": {"melding_nummer": NUMMER},
    "weegploeg.Doorgifte": {"samen_met": NUMMER},
    "weegploeg.Ontvangst": {"nummer": NUMMER},
    "weegploeg.Heractivering": {"nummer": NUMMER, "besloten_door": NAAM_VAN_EEN_PARTIJ},
    "weegploeg.Partnervraag": {"nummer": NUMMER},
    "weegploeg.Informatiebesluit": {"factoren": WOORDEN_VAN_HET_SYSTEEM},
    "weegploeg.Brief": {"nummer": NUMMER, "soort": WOORDEN_VAN_HET_SYSTEEM},
    "casusoverleg.Brief": {"nummer": NUMMER, "soort": WOORDEN_VAN_HET_SYSTEEM},
    "privacy_rights.Verzoekbrief": {"nummer": NUMMER, "soort": WOORDEN_VAN_HET_SYSTEEM},
    "casusoverleg.Casus": {"zoeksleutels": SLEUTEL, "weegploeg_nummer": NUMMER},
    "casusoverleg.Signaal": {"partij_contact": OPENBAAR},
    "casusoverleg.Partijvraag": {"nummer": NUMMER},
    "casusoverleg.Plan": {"nummer": NUMMER},
    "casusoverleg.Verstrekking": {"nummer": NUMMER},
    "casusoverleg.VerstrektGegeven": {
        "label": WOORDEN_VAN_HET_SYSTEEM,
        "bron": NAAM_VAN_EEN_PARTIJ,
        "grondslag": "een artikel uit de lijst van gronden",
    },
    "casusoverleg.Zending": {"nummer": NUMMER},
    "casusoverleg.Zendinginhoud": {"zoeksleutels": SLEUTEL},
    "privacy_rights.Verzoek": {"zoeksleutels": SLEUTEL, "nummers": NUMMER},
    "retention.Archiefstuk": {
        "zoeksleutels": SLEUTEL,
        "aantallen": "namen van tabellen en getallen",
    },
    "beveiliging.Incident": {
        "nummer": "een getrokken nummer van een incident",
        "namens": NAAM_VAN_EEN_PARTIJ,
    },
    "beveiliging.Beoordeling": {
        "namens": NAAM_VAN_EEN_PARTIJ,
        "ap_kenmerk": "het nummer dat de AP geeft",
    },
    "beveiliging.Getroffen": {"nummer": NUMMER, "namens": NAAM_VAN_EEN_PARTIJ},
    "beveiliging.Uitvoering": dict.fromkeys(
        ("document", "uitkomst"), "over het werk, zonder namen"
    ),
    "beveiliging.Planonderdeel": dict.fromkeys(
        ("tekst", "document"), "hoe de beveiliging is geregeld"
    ),
    "beveiliging.Meldafspraak": dict.fromkeys(
        ("wie", "aan", "hoe"), "functies en nummers om te bellen"
    ),
    "retention.Ronde": {"door": "de naam van een taak of opdracht, of van een account"},
    "retention.Cijfer": dict.fromkeys(("soort", "uitkomst"), WOORDEN_VAN_HET_SYSTEEM),
    "retention.Vervroeging": {"kenmerk": OPENBAAR},
    "retention.Raadpleging": {"nummer": NUMMER, "namens": NAAM_VAN_EEN_PARTIJ},
    "retention.Vernietiging": {
        "selectielijst": OPENBAAR,
        "gemeente": OPENBAAR,
        "soort": WOORDEN_VAN_HET_SYSTEEM,
        "nummer": NUMMER,
        "aantallen": "namen van tabellen en getallen",
        "door": "de naam van een taak",
    },
}


# The checks -----------------------------------------------------------------------------------------
def blijft_achter(model: type[models.Model], lijst: Mapping[str, Einde]) -> bool:
    """Whether rows of a model may outlive the file that they are about, and nobody said so."""
    return not hangt_aan_een_dossier(model) and model._meta.label not in lijst


def open_tekst(model: type[models.Model], lijst: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The fields of a model in which somebody could type something that is not encrypted."""
    bekend = lijst.get(model._meta.label, {})
    return {
        veld.name
        for veld in model._meta.local_concrete_fields
        if _is_tekst(veld) and not isinstance(veld, VERSLEUTELD) and veld.name not in bekend
    }


def _is_tekst(veld: Any) -> bool:
    if isinstance(veld, ArrayField):
        return _is_tekst(veld.base_field)
    soorten = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    bestand = isinstance(veld, models.FileField)  # its content lies outside the database
    return bestand or (isinstance(veld, soorten) and not veld.choices)


ALLE = apps.get_models(include_auto_created=True)


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_elk_model_gaat_met_zijn_dossier_of_heeft_een_einde() -> None:
    assert [model._meta.label for model in ALLE if blijft_achter(model, GEEN_DEEL)] == []
    _zonder_oude_namen(GEEN_DEEL)
    mee = {model._meta.label for model in ALLE if hangt_aan_een_dossier(model)}
    assert not mee & GEEN_DEEL.keys(), "hangt aan een dossier: hoort niet in de lijst"
    assert all(len(waarom.reden) > 8 and len(waarom.einde) > 8 for waarom in GEEN_DEEL.values())


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_vrije_tekst_is_versleuteld_of_heeft_een_reden() -> None:
    assert {m._meta.label: velden for m in ALLE if (velden := open_tekst(m, LEESBAAR))} == {}
    _zonder_oude_namen(LEESBAAR)
    for naam, velden in LEESBAAR.items():
        assert set(velden) <= open_tekst(apps.get_model(naam), {}), naam


def _zonder_oude_namen(lijst: Iterable[str]) -> None:
    """Each name in a list is that of a model, written in full: nothing is excused by a beginning."""
    assert set(lijst) <= {model._meta.label for model in ALLE}


# Whether they would be seen -------------------------------------------------------------------------
@isolate_apps("meldingen")
def test_een_notitie_zonder_sleutel_valt_op() -> None:
    class Notitie(Rij):
        nummer = models.UUIDField()  # of the file, without a key
        tekst = VersleuteldeTekst()

        class Meta:
            app_label = "meldingen"

    assert blijft_achter(Notitie, GEEN_DEEL)


@isolate_apps("meldingen")
def test_een_bijlage_die_achterblijft_valt_op() -> None:
    class Bijlage(Rij):
        melding = models.ForeignKey(Melding, models.SET_NULL, null=True, related_name="+")
        inhoud = VersleuteldeTekst()

        class Meta:
            app_label = "meldingen"

    class Misschien(Rij):  # without its file nothing removes it
        dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="+")

        class Meta:
            app_label = "meldingen"

    assert blijft_achter(Bijlage, GEEN_DEEL)
    assert blijft_achter(Misschien, GEEN_DEEL)


@isolate_apps("meldingen")
def test_een_leesbare_tekst_valt_op() -> None:
    class Kind(Rij):
        melding = models.ForeignKey(Melding, models.CASCADE, related_name="+")
        tekst = models.TextField()
        woorden = ArrayField(models.CharField(max_length=20), default=list)
        extra = models.JSONField(default=dict)
        scan = models.FileField()
        keuze = models.CharField(max_length=1, choices=[("a", "A")])

        class Meta:
            app_label = "meldingen"

    assert not blijft_achter(Kind, GEEN_DEEL)
    assert open_tekst(Kind, LEESBAAR) == {"tekst", "woorden", "extra", "scan"}
