"""What happens to a request, and the restriction of any file, in the sentences of its timeline. No event holds personal data."""

from register.events import declareer

from .berichten import HOORT
from .toestaan import TOESTAAN

gebeurd = declareer(
    "privacy_rights",
    hoort=HOORT,
    stil=(
        "beperkt",
        "beperking_bekeken",
        "beperking_opgeheven",
        "eigen_kijk",
        "vastgehouden",
        "losgelaten",
        *TOESTAAN,
    ),
    geregistreerd="Verzoek geregistreerd",
    identiteit_vastgesteld="Identiteit vastgesteld",
    verlengd="Termijn verlengd en dat verteld aan de persoon",
    schrijfwijze_toegevoegd="Ook gezocht op een andere schrijfwijze van de naam",
    dossier_toegevoegd="Een dossier toegevoegd op nummer",
    dossiers_gekozen="Gezocht en gekozen welke dossiers over deze persoon gaan",
    gecontroleerd="Overzicht nagekeken",
    beantwoord="Verzoek beantwoord",
    geweigerd="Besloten geen inzage te geven",
    afgehandeld="Besloten op het verzoek",
    besluit_verteld="De brief met het besluit is verstuurd",
    ingetrokken="Verzoek gestopt",
    andere_wet="Vastgesteld onder welke wet het verzoek valt",
    doorgezonden="Verzoek doorgezonden aan wie erover beslist",
    doorzending_verteld="De persoon weet dat het verzoek is doorgezonden",
    via_ander="Verzoek gekregen dat bij een andere gemeente binnenkwam",
    niemand="Vastgesteld dat het verzoek hier over niemand gaat",
    eigen_kijk="De eigen kijk van de persoon toegevoegd",
    uitgevoerd="Besluit op een verzoek uitgevoerd",
    # Who reads the file need not know of a request or a refusal (MC 12.1).
    vastgehouden="Het dossier wordt voorlopig niet vernietigd",
    losgelaten="De bewaartermijn van het dossier geldt weer",
    beperkt="Gebruik van de gegevens beperkt",
    beperking_bekeken="Beperking opnieuw bekeken: zij blijft",
    beperking_opgeheven="Beperking opgeheven",
    **TOESTAAN,
)

# What a form about the restriction of a file was made from (`register.events.wijzigingen`).
BEPERKING = (
    "privacy_rights.beperkt",
    "privacy_rights.beperking_bekeken",
    "privacy_rights.beperking_opgeheven",
)
