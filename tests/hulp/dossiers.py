"""Files of every kind, and one case that runs through all of them."""

from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from meldingen.decisions import breng_in
from meldingen.models import Melding
from register.models import Dossier, Uitsluiting
from register.nummers import nieuw_nummer
from retention.models import Archiefstuk
from tests.beginstand import beginstand
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, oud, verzoeken, weegploeg
from tests.hulp.gegevens import verlopen
from weegploeg.models import WeegploegDossier


@dataclass
class Keten:
    """One case from melding to casus, each a file of its own."""

    melding: Melding
    dossier: WeegploegDossier
    casus: Casus


@beginstand
def keten(cast: Cast) -> Keten:
    """A melding that became a weegploeg file that became a casus."""
    melding = meldingen.maak_melding(cast)
    dossier = ingebracht(cast, melding)
    return Keten(melding, *geagendeerd(cast, dossier))


@beginstand
def ingebracht(cast: Cast, melding: Melding, **anders: Any) -> WeegploegDossier:
    return ingebracht_door(cast.gemeente, melding, **anders)


def ingebracht_door(speler: Speler, melding: Melding, **anders: Any) -> WeegploegDossier:
    return breng_in(melding, actor=speler.actor, **anders)


@beginstand
def geagendeerd(cast: Cast, dossier: WeegploegDossier) -> tuple[WeegploegDossier, Casus]:
    dossier = weegploeg.agendeer(cast, weegploeg.weeg(cast, dossier))
    return dossier, Casus.objects.get(zaak=dossier.zaak)


def gearchiveerd(cast: Cast, soort: str, **anders: Any) -> Archiefstuk:
    """A file that went to the archive today."""
    dossier = oud.MAKERS[soort](cast, verlopen(relativedelta(years=1)), **anders)
    call_command("bewaartermijnen")
    return Archiefstuk.objects.get(pk=dossier.pk)


@beginstand
def van_elke_soort(cast: Cast) -> dict[str, Dossier]:
    """A file of every kind, live and in the archive."""
    return {
        "melding": meldingen.maak_melding(cast),
        "weegploegdossier": weegploeg.in_weging(cast),
        "casus": casussen.met_plan(cast, cast.rvdk.partij, cast.extern.partij),
        "verzoek": verzoeken.verzoek(cast),
        "archief van een casus": gearchiveerd(
            cast, "casusoverleg.casus", nummer=nieuw_nummer("C", 2020)
        ),
        "archief van een weegploegdossier": gearchiveerd(
            cast, "weegploeg.weegploegdossier", nummer=nieuw_nummer("W", 2020)
        ),
    }


def adres(naam: str, dossier: Dossier, *meer: Any) -> str:
    """A page on who reads a file."""
    args = [dossier._meta.app_label, dossier.pk, *meer]
    return reverse(f"beveiliging:{naam}", args=args)


def uitsluiting(dossier: Dossier) -> Uitsluiting:
    return Uitsluiting.objects.get(dossier_id=dossier.pk, opgeheven_op=None)


def systeem() -> Actor:
    return Actor.systeem("test")
