"""The letter to who got data and has no account here: they were put right, restricted or freed (MC 12.6, AVG 19)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.afschrift import datum

from ..models import Kennisgeving
from ..ontvangers import naam, soorten
from .soorten import Blok, Briefsoort, Ontbreekt, Opzet

Wat = Kennisgeving.Wat
GEEN_CONTACT = (
    "Van {} is niet bekend hoe zij te bereiken is. Vraag de beheerder om dit in te vullen."
)
WAT_ER_IS = {
    Wat.VERBETERD: "Deze gegevens klopten niet. Wij hebben ze verbeterd. Gebruik niet meer wat u eerder kreeg.",
    Wat.BEPERKT: "Deze gegevens mag u nu niet gebruiken, en ook niet veranderen of vernietigen. U hoort van ons"
    " wanneer dat weer mag.",
    Wat.ONBEPERKT: "Deze gegevens mag u weer gebruiken waarvoor u ze kreeg.",
}


def _rijen(dossier: Any) -> Iterable[Kennisgeving]:
    """Those that nobody confirmed, of receivers without an account."""
    rijen: Iterable[Kennisgeving] = Kennisgeving.objects.open().filter(dossier=dossier.pk, aan="")
    return rijen


def _rij(dossier: Any, pk: UUID) -> Kennisgeving | None:
    rij: Kennisgeving | None = Kennisgeving.objects.filter(dossier=dossier.pk, pk=pk).first()
    return rij


def _brief(dossier: Any, rij: Kennisgeving, actor: Actor) -> Opzet:
    """About which data it is the receiver knows by the number, the day and their kind: no name is in it."""
    gemeente, partij = dossier.partij, rij.ontvanger
    welke = f" Het gaat om: {soorten(rij.gegevens)}." if rij.gegevens else ""
    nummer = f" Ons nummer daarvan is {rij.nummer}."
    vrij = Blok(
        "zelf",
        [],
        kop="Wat er is veranderd",
        vrij=True,
        uitleg="Schrijf op wat er stond en wat het nu is, alleen van wat deze ontvanger kreeg. Zet er geen naam in.",
    )
    return Opzet(
        titel="Bericht over gegevens die u kreeg",
        afzender=gemeente.naam,
        aan=[naam(partij, rij.naar), partij.contact if partij else ""],
        blokken=[
            Blok("aanhef", ["Geachte heer of mevrouw,"]),
            Blok(
                "welke", [f"Op {datum(rij.gekregen_op)} kreeg u van ons gegevens.{nummer}{welke}"]
            ),
            Blok("wat", [WAT_ER_IS[Wat(rij.wat)]]),
            *([vrij] if rij.wat == Wat.VERBETERD else []),
            Blok(
                "antwoord",
                [
                    "Gaf u de gegevens aan een ander? Vertel dit dan ook aan die ander.",
                    f"Laat ons uiterlijk op {datum(rij.uiterlijk)} weten dat u dit hebt gedaan. U bereikt ons zo:"
                    f" {gemeente.contact}. Stuur geen gegevens met gewone mail.",
                ],
                kop="Wat wij van u vragen",
            ),
            Blok(
                "waarom",
                [
                    "De wet zegt dat wij dit moeten vertellen aan ieder die de gegevens kreeg (artikel 19 AVG)."
                ],
            ),
        ],
        ondertekening=[f"Namens {gemeente.naam},", "de uitvoerder"],
        ontbreekt=[]
        if gemeente.contact
        else [Ontbreekt(GEEN_CONTACT.format(gemeente), reverse("convenant:overzicht"))],
        aan_partij=rij.ontvanger_id,
    )


KENNISGEVINGSBRIEF = Briefsoort(
    "kennisgeving",
    "Brief aan wie gegevens kreeg",
    rijen=_rijen,
    van=_rij,
    over=lambda rij: f"Aan {naam(rij.ontvanger, rij.naar)}",
    mag=lambda actor, dossier, rij: rij.houder in actor.kringen,
    stel_op=_brief,
    ook_stil=True,  # that data may not be used is told while they may not
)
