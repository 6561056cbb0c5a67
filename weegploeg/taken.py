"""What waits for whom in a weegploeg file, from its facts (PB 3.4, MC 11.5)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from casusoverleg.dossier.models import Casus
from gedeeld.rules import VERGADERT
from register.controle.facts import taken as controles
from register.kringen import Kring
from register.taken import Soort, Url, Wachtend, declareer

from . import rules
from .afronden.facts import afgerond
from .bevestigen.facts import te_bevestigen
from .duiding.facts import taken as vragen
from .informeren.facts import geldend, plicht
from .models import WeegploegDossier

Stand = WeegploegDossier.Stand


def _pagina(dossier: UUID, rij: UUID | None = None) -> str:
    return reverse("weegploeg:dossier", args=[dossier])


def _stap(naam: str) -> Url:
    def url(dossier: UUID, rij: UUID | None) -> str:
        return reverse(f"weegploeg:{naam}", args=[dossier, rij] if rij else [dossier])

    return url


declareer(
    "weegploeg",
    wegen=Soort(
        "Weeg de signalen",
        _stap("wegen"),
        "Leg per ontwikkelgebied vast hoe de weegploeg de signalen ziet.",
    ),
    besluiten=Soort(
        "Leg het besluit vast",
        _stap("besluiten"),
        "De weegploeg kiest: casusoverleg, geen casusoverleg of nadere duiding.",
    ),
    onbesloten=Soort(
        "30 dagen zonder besluit: bespreek wat er nog nodig is",
        _pagina,
        "De weegploeg nam nog geen besluit over dit dossier.",
    ),
    antwoord=Soort(
        "Leg een antwoord vast", _stap("duiding"), "De weegploeg wacht op antwoord van partners."
    ),
    terug_op_agenda=Soort(
        "Zet terug op de agenda",
        _stap("terug_op_agenda"),
        "Er komen geen antwoorden meer. De weegploeg kan opnieuw wegen.",
        direct=True,
        vanaf_lijst=_pagina,
    ),
    # What another municipality offers: it is a file of nobody here yet.
    aanbod=Soort(
        "Neem gegevens van een andere gemeente aan, of weiger ze",
        lambda _, rij: reverse("weegploeg:aanbod", args=[rij]),
    ),
    # Who is asked knows the question alone.
    vraag=Soort(
        "Beantwoord een vraag aan uw organisatie",
        lambda _, rij: reverse("weegploeg:vraag", args=[rij]),
    ),
    delen=Soort(
        "Bekijk het nieuwe signaal",
        lambda dossier, _: _pagina(dossier) + "#signalen",
        "Er loopt een casus. Geef het signaal door, of leg vast dat het plan het niet nodig heeft.",
    ),
    standpunt=Soort(
        "Geef het standpunt van uw partij",
        _stap("standpunt"),
        "De weegploeg besluit hierna. Schrijf op wat uw partij vindt.",
    ),
    bevestigen=Soort(
        "Bevestig het besluit, of maak bezwaar",
        _stap("vastlegging"),
        "De uitvoerder legde een besluit vast. Lees of het klopt.",
    ),
    bezwaar=Soort(
        "Bespreek het bezwaar in de weegploeg",
        _stap("vastlegging"),
        "Een kernpartij maakt bezwaar. Wat nog niet is gedaan, wacht.",
    ),
    afsluiten=Soort(
        "Leg het besluit over afsluiten vast",
        _stap("afsluiten"),
        "Het casusoverleg adviseert om de aanpak af te sluiten. De kernpartijen besluiten.",
    ),
    afsluiten_archief=Soort(
        "Leg het besluit over afsluiten vast",
        lambda casus, _: reverse("weegploeg:afsluiten_archief", args=[casus]),
        "Het casusoverleg adviseert om af te sluiten. Het dossier van de weegploeg staat al in het archief.",
    ),
    geinformeerd=Soort(
        "Leg vast dat het subject is geïnformeerd",
        _stap("geinformeerd"),
        "De kernpartijen besloten om te informeren.",
        wettelijk=True,
        bericht=True,
    ),
    informeren=Soort(
        "Leg vast of het subject wordt geïnformeerd",
        _stap("informeren"),
        "Informeren is het uitgangspunt. Uitstel kan alleen met een grond.",
        wettelijk=True,
        bericht=True,
    ),
    opnieuw_informeren=Soort(
        "Bekijk opnieuw of het subject wordt geïnformeerd",
        _stap("informeren"),
        "De kernpartijen stelden het informeren uit.",
        wettelijk=True,
        bericht=True,
    ),
    bewaren=Soort(
        "Leg vast of het dossier wordt vernietigd",
        _stap("bewaren"),
        "Alles na het besluit is afgerond. De kernpartijen vernietigen het, of bewaren het met een reden.",
    ),
    terugkoppelen=Soort(
        "Koppel het besluit terug aan de melder",
        _stap("terugkoppelen"),
        "Vertel de melder dat er geen casusoverleg komt. Leg daarna vast dat dit is gedaan.",
    ),
)


def taken(dossier: WeegploegDossier) -> list[Wachtend]:
    """What waits, the first thing first.

    Args:
        dossier: from `met_feiten` or `met_inhoud`, so that each table is asked once.
    """
    return [
        *_bezwaren(dossier),
        *_wegen_en_besluiten(dossier),
        *_standpunten(dossier),
        *_onbesloten(dossier),
        *_casus(dossier),
        *_informeren(dossier),
        *_terugkoppelen(dossier),
        *te_bevestigen(dossier),
        *_bewaren(dossier),
        *controles(dossier),
    ]


def _wegen_en_besluiten(dossier: WeegploegDossier) -> Iterator[Wachtend]:
    """Decision 1: in the meeting that follows on opening, or on the last answer of a partner."""
    secretaris, begin = _secretaris(dossier), dossier.geopend_op
    uiterlijk = _werkdag(dossier, dossier.op_agenda_sinds)
    if dossier.stand == Stand.IN_WEGING:
        yield from _wegen(dossier, uiterlijk)
        if dossier.wegingen.all():
            yield Wachtend("weegploeg.besluiten", secretaris, begin, uiterlijk=uiterlijk)
    elif dossier.stand == Stand.NADERE_DUIDING:
        open_ = list(vragen(dossier, secretaris))
        yield from open_
        if not open_:
            yield Wachtend("weegploeg.terug_op_agenda", secretaris, begin, uiterlijk=uiterlijk)


def _wegen(dossier: WeegploegDossier, uiterlijk: date) -> Iterator[Wachtend]:
    """Each core party weighs: that another did so takes nothing off its list (MC 7.3)."""
    gewogen = {partij.pk for partij in dossier.gewogen_door.all()}
    for partij in dossier.gemeente.kern:
        if partij.pk not in gewogen:
            leden = Kring.WEEGPLOEG_VAN_PARTIJ.van(partij.pk)
            begin = max(dossier.geopend_op, partij.vanaf)
            yield Wachtend("weegploeg.wegen", leden, begin, uiterlijk=uiterlijk)


def _onbesloten(dossier: WeegploegDossier) -> Iterator[Wachtend]:
    """Nobody decided since it was opened, also when partners were asked: that stands out."""
    if dossier.is_open:
        dag = dossier.geopend_op + rules.ZONDER_BESLUIT
        yield Wachtend("weegploeg.onbesloten", _secretaris(dossier), dag, uiterlijk=dag)


def _casus(dossier: Any) -> Iterator[Wachtend]:
    """What the casus that came from this file asks of the weegploeg; nothing while it is restricted.

    A signal that came in while it runs must not stay behind unseen (MC 8.5, 9.2).
    """
    if dossier.stand != Stand.GEAGENDEERD or dossier.casus_stand is None:  # `met_lopende_casus`
        return
    secretaris, begin = _secretaris(dossier), dossier.geopend_op
    if any(not signaal.gedeeld for signaal in dossier.signalen.all()):
        yield Wachtend("weegploeg.delen", secretaris, begin)
    if dossier.casus_stand == Casus.Stand.ADVIES_AFSLUITEN:
        yield Wachtend("weegploeg.afsluiten", secretaris, begin)


def _informeren(dossier: WeegploegDossier) -> Iterator[Wachtend]:
    """The duty to inform comes back until it is done or ends (MC 11.5, AVG 14.5 a and c)."""
    uiterlijk = plicht(dossier).uiterlijk
    if uiterlijk is None:
        return
    begin = dossier.geopend_op
    if dossier.besloten_op is None:
        begin = max(begin, uiterlijk - rules.WAARSCHUWEN)
    besluit = next(iter(geldend(dossier)), None)
    if besluit is None:
        soort = "informeren"
    else:
        soort = "geinformeerd" if besluit.informeren else "opnieuw_informeren"
    yield Wachtend(f"weegploeg.{soort}", _secretaris(dossier), begin, uiterlijk=uiterlijk)


def _terugkoppelen(dossier: WeegploegDossier) -> Iterator[Wachtend]:
    """Each party tells its own reporters the outcome (PB 3.4 ad 2)."""
    if dossier.stand != Stand.NIET_GEAGENDEERD:
        return
    for inbreng in dossier.inbrengen.all():
        if inbreng.teruggekoppeld_op or not inbreng.melder_bekend:
            continue
        yield Wachtend(
            "weegploeg.terugkoppelen",
            Kring.WEEGPLOEG_VAN_PARTIJ.van(inbreng.partij_id),
            dossier.geopend_op,
            uiterlijk=_werkdag(dossier, dossier.besloten_op or dossier.geopend_op),
            rij=inbreng.pk,
        )


def _standpunten(dossier: Any) -> Iterator[Wachtend]:
    """Each core party gives its view before the weegploeg decides (PB 3.2)."""
    for rij in dossier.standpunten.all():
        if rij.besloten_op is None and rij.gegeven_op is None:
            leden = Kring.VERTEGENWOORDIGERS.van(rij.partij_id)
            yield Wachtend("weegploeg.standpunt", leden, rij.gevraagd_op, uiterlijk=rij.uiterlijk)


def _bezwaren(dossier: Any) -> Iterator[Wachtend]:
    """Each logged decision to which a core party objects comes back in the weegploeg (PB 3.3)."""
    lopend = [bezwaar for bezwaar in dossier.bezwaren.all() if not bezwaar.beeindigd_op]
    for vastlegging in sorted({bezwaar.vastlegging_id for bezwaar in lopend}):
        begin = dossier.geopend_op
        yield Wachtend("weegploeg.bezwaar", _secretaris(dossier), begin, rij=vastlegging)


def _bewaren(dossier: WeegploegDossier) -> Iterator[Wachtend]:
    """When all is done that follows on "geen casusoverleg", nothing is kept longer by itself (MC 13.3)."""
    if dossier.bewaren_tot is None and afgerond(dossier):
        uiterlijk = _werkdag(dossier, dossier.besloten_op or dossier.geopend_op)
        yield Wachtend(
            "weegploeg.bewaren", _secretaris(dossier), dossier.geopend_op, uiterlijk=uiterlijk
        )


def _werkdag(dossier: WeegploegDossier, vanaf: date) -> date:
    """The last day to act: that of the next meeting, and not after the file is gone (MC 13.3)."""
    dag = vanaf + VERGADERT
    return min(dag, dossier.laatste_dag or dag)


def _secretaris(dossier: WeegploegDossier) -> str:
    return Kring.UITVOERDER_WEEGPLOEG.van(dossier.partij_id)
