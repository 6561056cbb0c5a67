"""The letter with the statement of secrecy to sign, to who has no valid one: before it gets anything (PB 2, MC 14.2).

An external partner takes part, or is asked, once it signed. So this letter goes first, and says nothing of a
person or a file. Each kind of file says which bodies can get it (`Briefsoort.rijen`).
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from convenant.geheimhouding import modelverklaring
from convenant.models import Bijlage1, Partij, SoortPartij
from gedeeld.actor import Actor

from .soorten import Bijlage, Blok, Ontbreekt, Opzet

SOORT = "verklaring"
TITEL = "Brief met de geheimhoudingsverklaring"
VAKKEN = ["Organisatie", "Naam", "Functie", "Plaats en datum", "Handtekening"]


def zonder_verklaring(gemeente: Partij) -> Any:
    """External partners in annex 1 that cannot act today, as they have no valid statement."""
    dag = timezone.localdate()
    rijen = Partij.objects.filter(soort=SoortPartij.EXTERN, convenant=gemeente.convenant_id)
    vermeld = Bijlage1.objects.niet_voorbij(dag).filter(een_casus=False)
    handelt = Partij.objects.doet_mee_op(dag)
    return rijen.filter(pk__in=vermeld.values("partij")).exclude(pk__in=handelt.values("pk"))


def bijlage(gemeente: Partij) -> Bijlage:
    """The page to sign."""
    return Bijlage("Geheimhoudingsverklaring", modelverklaring(gemeente.convenant.naam), VAKKEN)


def opzet(dossier: Any, wie: Any, actor: Actor) -> Opzet:
    """What it says.

    Args:
        wie: with the name of the body and how to reach it.
    """
    gemeente: Partij = dossier.gemeente
    ontbreekt = []
    if not gemeente.contact:
        zin = f"Van {gemeente.naam} is niet bekend hoe zij te bereiken is. Vraag de beheerder om dit in te vullen."
        ontbreekt.append(Ontbreekt(zin, reverse("convenant:overzicht")))
    return Opzet(
        titel="Een geheimhoudingsverklaring om te tekenen",
        afzender=gemeente.naam,
        aan=[wie.naam, wie.contact],
        blokken=[
            Blok("aanhef", ["Geachte heer of mevrouw,"]),
            Blok(
                "waarom",
                [
                    "Gemeente, politie en Openbaar Ministerie werken samen rond mensen over wie zorgen zijn. Zij"
                    " willen uw organisatie daarbij misschien iets vragen, of u uitnodigen voor een overleg.",
                    "In deze brief staat niet of dat over iemand gaat, en over wie. Dat hoort u pas als u de"
                    " verklaring hebt getekend.",
                ],
            ),
            Blok(
                "tekenen",
                [
                    "Achter deze brief zit een geheimhoudingsverklaring (artikel 14 lid 2 van het convenant). Laat"
                    " die tekenen door wie uw organisatie mag vertegenwoordigen, en stuur haar terug:"
                    f" {gemeente.contact}. Zonder geldige verklaring krijgt u geen gegevens en kunt u niet"
                    " meedoen.",
                ],
                kop="Wat wij u vragen",
            ),
            Blok(
                "zelf",
                [],
                kop="Uitleg",
                vrij=True,
                uitleg="Niet verplicht. Zet er niets in over een persoon of een dossier.",
            ),
        ],
        ondertekening=[f"Namens {gemeente.naam},", "de uitvoerder"],
        ontbreekt=ontbreekt,
        bijlagen=[bijlage(gemeente)],
    )
