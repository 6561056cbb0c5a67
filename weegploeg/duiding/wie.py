"""About whom a question is: what an asked party is told, and what a question in general may not say."""

from datetime import date

from django.db import models

from gedeeld.afschrift import datum
from gedeeld.rules import MEERDERJARIG
from gedeeld.weigering import NietMogelijk

from ..models import WeegploegDossier


class Onderscheid(models.TextChoices):
    """How much an asked party needs to know whom it is asked about; the first is the least.

    Not the birth date of an adult: that is for core parties only.
    """

    PLAATS = "plaats", "Naam en woonplaats"
    ADRES = "adres", "Naam en adres"
    GEBOORTEDATUM = "geboortedatum", "Naam, adres en geboortedatum (alleen bij een minderjarige)"


def over_wie(dossier: WeegploegDossier, onderscheid: str, *, vandaag: date) -> str:
    """What the asked party reads, in lines.

    Args:
        onderscheid: one of `Onderscheid`.
        vandaag: the day of asking.

    Raises:
        NietMogelijk: a birth date that is not for others.
    """
    regels = [dossier.persoon.naam]
    plaats = dossier.woonplaats if onderscheid == Onderscheid.PLAATS else dossier.adres
    regels.append(plaats)
    if onderscheid == Onderscheid.GEBOORTEDATUM:
        if dossier.persoon.jonger_dan(MEERDERJARIG, vandaag) is not True:
            raise NietMogelijk(
                "De geboortedatum van een volwassene is alleen voor de kernpartijen. Kies naam en adres."
            )
        regels.append(f"Geboren op {datum(dossier.geboortedatum)}" if dossier.geboortedatum else "")
    return "\n".join(filter(None, regels))
