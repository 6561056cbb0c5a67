"""Who hears of what happens to a melding: nobody. Only the party that received it reads it (MC 7.1)."""

from register.berichten import Hoort

EIGEN = "Alleen de partij die de melding kreeg, leest en behandelt haar."

HOORT: dict[str, Hoort | str] = {
    "geregistreerd": "Zij staat als taak bij de partij die haar kreeg.",
    "gewijzigd": EIGEN,
    "politie_ingelicht": "De politie hoorde het al, buiten deze toepassing.",
    "melder_verwezen": EIGEN,
    "melder_onbereikbaar": EIGEN,
    "signaal_toegevoegd": EIGEN,
    "signaal_gewijzigd": EIGEN,
    "ingebracht": "De weegploeg hoort dat er een dossier is, of dat er een melding bij kwam.",
    "doorgegeven": EIGEN,
    "alleen_doorgegeven": EIGEN,
    "dubbel": EIGEN,
    "geen_actie": EIGEN,
}
