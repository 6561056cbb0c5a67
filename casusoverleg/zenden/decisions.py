"""Giving data on the subject to another municipality, in which he stays (WV 4).

The secretary records the facts and chooses the data. The police and the OM say under their own account
whether what they gave may go along. Only then the weegploeg of the other municipality reads a copy, for
two weeks: it takes it into a file of its own, or refuses it. Either way the copy is gone then.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from django.db.models import Q

from convenant.gegevens import Gegeven, SignaalWaarden
from convenant.models import KERN, Grondslag, Partij, SoortPartij
from convenant.politie import vereis_genoemd
from gedeeld.actor import Actor
from gedeeld.personen import GEBOORTE
from gedeeld.weigering import Geweigerd, NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.models import SoortGegeven, Uitwisseling
from register.muur import als
from register.nummers import nieuw_nummer
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from ..deelname.decisions import vereis_geen_bezwaar
from ..dossier.models import Band, Bijdrage, Casus, Signaal
from ..events import gebeurd
from ..slot import te_voeren
from . import keuze
from .models import ANTWOORDEN, Zending, Zendingantwoord, Zendinginhoud, Zendingsignaal

TAAK = "zending"
GEEN_BAND = "Kies of de persoon daar heeft verbleven, verblijft of zal verblijven."
GEEN_GEMEENTE = "Kies een andere gemeente die nu meedoet."
NIET_COMPLEET = "De weegploeg daar is niet compleet: gemeente, politie en OM doen alle drie mee."
GEEN_GROND = "Op deze grond kunt u vandaag niets aan een andere gemeente geven."
GEEN_SIGNAAL = "Kies een of meer signalen die in deze casus staan en mee mogen."
GEEN_BIJDRAGE = "Kies alleen gegevens die in deze casus staan en mee mogen."
VERVALLEN = "De grond van een gegeven is intussen vervallen. Trek dit in, en kies opnieuw."
VOORBIJ = "Hierop is al geantwoord, of de laatste dag is voorbij."


# Giving ----------------------------------------------------------------------------------------
@besluit
def zend(
    casus: Casus,
    *,
    actor: Actor,
    aan: Partij,
    band: str,
    feiten: str,
    grondslag: Grondslag,
    signalen: Collection[Signaal],
    bijdragen: Collection[Bijdrage] = (),
    geboortedatum: bool = True,
    toelichting: str = "",
) -> Zending:
    """Record that data go to another municipality, and ask who gave them (WV 4).

    Nothing is asked of the municipality itself: without data of the police or the OM it is offered at once.

    Args:
        aan: one of `keuze.gemeenten`.
        band, feiten: how the subject is tied to it, one of `Band.Soort`, and what shows that.
        grondslag: in force today.
        signalen, bijdragen: of this casus; at least one of both.
        geboortedatum: whether that goes along with name and address.
        toelichting: what the other municipality has to know besides.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: a core party objects to a decision of the weegploeg, there are no facts, it is no
            other municipality, the ground does not hold, an item can't go along, or it waits for an
            answer already.
    """
    casus, dag = te_voeren(casus, actor), actor.vandaag
    vereis_geen_bezwaar(casus)
    vereis_tekst(feiten=feiten)
    if band not in Band.Soort.values:
        raise NietMogelijk({"band": GEEN_BAND})
    if not keuze.gemeenten(casus, dag).filter(pk=aan.pk).exists():
        raise NietMogelijk({"aan": GEEN_GEMEENTE})
    if {partij.soort for partij in aan.weegploeg.doet_mee_op(dag)} != set(KERN):
        raise NietMogelijk({"aan": NIET_COMPLEET})
    if not keuze.gronden(dag).filter(pk=grondslag.pk).exists():
        raise NietMogelijk({"grondslag": GEEN_GROND})
    gekozen: list[Gegeven] = []
    for veld, mag, wat, zin in (
        ("signalen", keuze.signalen(casus, dag), signalen, GEEN_SIGNAAL),
        ("bijdragen", keuze.bijdragen(casus, dag), bijdragen, GEEN_BIJDRAGE),
    ):
        rijen = list(mag.filter(pk__in=[rij.pk for rij in wat]))
        if len(rijen) != len({rij.pk for rij in wat}):
            raise NietMogelijk({veld: zin})
        _vereis_te_lezen(rijen, aan, dag, veld=veld)
        gekozen += rijen
    if not gekozen:
        raise NietMogelijk({"signalen": GEEN_SIGNAAL})
    if casus.zendingen.lopend().filter(aan=aan).exists():
        raise NietMogelijk({"aan": "Voor deze gemeente wacht al een zending op antwoord."})
    zending: Zending = casus.zendingen.create(
        nummer=nieuw_nummer("Z", dag.year),
        aan=aan,
        band=band,
        feiten=feiten,
        grondslag=grondslag,
        soorten=_soorten(geboortedatum, signalen, bijdragen),
        signalen=[rij.pk for rij in signalen],
        bijdragen=[rij.pk for rij in bijdragen],
        gemaakt_op=dag,
        laatste_dag=dag + ANTWOORDEN,
    )
    _kopieer(zending, casus, gekozen, toelichting)
    gebeurd(casus, "zending_gemaakt", actor=actor, over=zending)
    if not zending.antwoorden.exists():
        _bied_aan(casus, zending, actor)
    return zending


def _vereis_te_lezen(gekozen: Sequence[Gegeven], aan: Partij, dag: date, *, veld: str = "") -> None:
    """Police data on Wpg 20 only for whom a decision of the korpschef names (MC 6 b)."""
    lezers = [partij for partij in aan.kern if partij.soort != SoortPartij.POLITIE]
    vereis_genoemd(gekozen, lezers, dag, veld=veld)


def _soorten(
    geboortedatum: bool, signalen: Collection[Signaal], bijdragen: Collection[Bijdrage]
) -> list[str]:
    mee = {
        SoortGegeven.NAAM_ADRES: True,
        SoortGegeven.GEBOORTEDATUM: geboortedatum,
        SoortGegeven.SIGNALEN: bool(signalen),
        SoortGegeven.PARTIJEN: bool(bijdragen),
    }
    return [soort.value for soort, gaat in mee.items() if gaat]


def _kopieer(
    zending: Zending,
    casus: Casus,
    gekozen: list[Gegeven],
    toelichting: str,
) -> None:
    mee = SoortGegeven.GEBOORTEDATUM in zending.soorten
    naw = {veld: w for veld, w in casus.naw.items() if mee or veld not in GEBOORTE}
    Zendinginhoud.objects.create(casus=casus, zending=zending, toelichting=toelichting, **naw)
    for gegeven in gekozen:
        Zendingsignaal.objects.create(casus=casus, zending=zending, **keuze.kopie(gegeven))
    for partij in sorted({rij.partij_id for rij in gekozen} - {casus.partij_id}):
        Zendingantwoord.objects.create(casus=casus, zending=zending, partij_id=partij)


def _bied_aan(casus: Casus, zending: Zending, actor: Actor) -> None:
    """From here on the other municipality has the data: that is the exchange (MC 12.3)."""
    zending.aangeboden_op = actor.vandaag
    zending.laatste_dag = actor.vandaag + ANTWOORDEN
    zending.save(update_fields=["aangeboden_op", "laatste_dag"])
    leg_uitwisseling_vast(
        casus,
        Uitwisseling.Soort.OVERDRACHT,
        actor=actor,
        grond=str(zending.grondslag),
        aan=zending.aan_id,
        gegevens=zending.soorten,
        stukken=[zending.pk, *zending.signalen, *zending.bijdragen],
        nummer=zending.nummer,
        aangenomen=False,
    )
    gebeurd(casus, "zending_aangeboden", actor=actor, over=zending)


# Consent ---------------------------------------------------------------------------------------
@besluit
def antwoord(zending: Zending, *, actor: Actor, akkoord: bool, reden: str = "") -> Zendingantwoord:
    """Who gave an item says whether it may go to the other municipality; one refusal ends it.

    Args:
        reden: why not; needed for a refusal.

    Raises:
        Geweigerd: nothing that the actor's party gave is among it.
        NietMogelijk: it was answered, waits no longer, a ground lapsed, or a refusal says no reason; or
            it may go along while a core party objects to a decision of the weegploeg.
    """
    casus = Casus.objects.neem(
        zending.casus, lambda vers: actor.vertegenwoordigt and Casus.objects.ziet(actor, vers)
    )
    zending = casus.zendingen.select_related("aan", "grondslag").get(pk=zending.pk)
    rij: Zendingantwoord | None = zending.antwoorden.filter(partij__in=actor.partijen).first()
    require(rij is not None, "Alleen wie een gegeven gaf, zegt of het mee mag.")
    assert rij
    if not zending.loopt or rij.op or zending.laatste_dag < actor.vandaag:
        raise NietMogelijk(VOORBIJ)
    if akkoord:
        vereis_geen_bezwaar(casus)
    else:
        vereis_tekst(reden=reden)
    rij.akkoord, rij.reden, rij.op = akkoord, "" if akkoord else reden, actor.vandaag
    rij.door_id = actor.gebruiker_id
    rij.save(update_fields=["akkoord", "reden", "op", "door"])
    gebeurd(casus, "zending_akkoord" if akkoord else "zending_niet_akkoord", actor=actor)
    if not akkoord:
        _beeindig(zending, Zending.Uitkomst.GEEN_TOESTEMMING, actor.vandaag)
    elif not zending.antwoorden.filter(akkoord=None).exists():
        _vereis_nog_geldig(zending, actor.vandaag)
        _bied_aan(casus, zending, actor)
    return rij


def _vereis_nog_geldig(zending: Zending, dag: date) -> None:
    """What was chosen may still go, on the day on which it does (WPG 3)."""
    kopieen = list(zending.kopieen.select_related("grondslag", "grondslag_om"))
    geldt = zending.grondslag.geldt(SoortPartij.GEMEENTE, dag)
    if not geldt or any(rij.vervallen(dag) for rij in kopieen):
        raise NietMogelijk(VERVALLEN)
    _vereis_te_lezen(kopieen, zending.aan, dag)


# Ending ----------------------------------------------------------------------------------------
@besluit
def trek_in(zending: Zending, *, actor: Actor, reden: str) -> Zending:
    """Take it back while the other municipality did not answer: it does not read it from this moment.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it was answered or ended, or it does not say why.
    """
    casus = te_voeren(zending.casus, actor, ook_stil=True)
    vereis_tekst(reden=reden)
    zending = casus.zendingen.get(pk=zending.pk)
    if not zending.loopt:
        raise NietMogelijk(VOORBIJ)
    _trek_in(casus, zending, actor, reden)
    return zending


def _trek_in(casus: Casus, zending: Zending, actor: Actor, reden: str) -> None:
    _beeindig(zending, Zending.Uitkomst.INGETROKKEN, actor.vandaag, reden)
    gebeurd(casus, "zending_ingetrokken", actor=actor, over=zending)


def trek_lopende_in(casus: Casus, *, actor: Actor, reden: str) -> None:
    """The same of all that wait, where the casus is closed or was corrected; `casus` is locked."""
    for zending in casus.zendingen.lopend():
        _trek_in(casus, zending, actor, reden)


def trek_verbeterde_in(
    casus: Casus, *, actor: Actor, gegeven: Signaal | Bijdrage | None = None
) -> None:
    """Something that waits for an answer was put right: nobody accepts what is wrong (AVG 5.1 d).

    Who accepted it before is told from the ledger, as everybody else who got it (AVG 19).

    Args:
        casus: locked.
        gegeven: which item; None when it is about who the subject is.
    """
    rijen = casus.zendingen.lopend()
    if gegeven is not None:
        rijen = rijen.filter(
            Q(signalen__contains=[gegeven.pk]) | Q(bijdragen__contains=[gegeven.pk])
        )
    for zending in rijen:
        _trek_in(casus, zending, actor, "Een gegeven is verbeterd of vernietigd.")


def _beeindig(zending: Zending, uitkomst: str, dag: date, reden: str = "") -> None:
    """It ends, and with it the copy."""
    zending.kopieen.all().delete()
    Zendinginhoud.objects.filter(zending=zending).delete()
    zending.uitkomst, zending.beeindigd_op, zending.reden = uitkomst, dag, reden
    zending.save(update_fields=["uitkomst", "beeindigd_op", "reden"])


def laat_verlopen(dag: date, *, actor: Actor) -> None:
    """Destroy the copies that nobody answered in time; in the hourly round, as the system."""
    for zending in list(Zending.objects.voorbij(dag).order_by("pk")):
        _laat_verlopen(zending, dag, actor=actor)


@besluit
def _laat_verlopen(zending: Zending, dag: date, *, actor: Actor) -> None:
    with als(actor):
        try:
            casus = Casus.objects.lock(zending.casus)
        except NietMogelijk:  # destroyed since it was read
            return
        rij = casus.zendingen.voorbij(dag).filter(pk=zending.pk).first()
        if rij is not None:
            _beeindig(rij, Zending.Uitkomst.VERLOPEN, actor.vandaag)
            gebeurd(casus, "zending_verlopen", actor=actor)


# For who gets it -------------------------------------------------------------------------------
def houd_vast(zending: Zending, *, actor: Actor) -> Zending:
    """Lock a sending for the secretary to whom it is offered; he does not read the casus.

    Raises:
        Geweigerd: it is not offered to him, or not any more.
        NietMogelijk: the casus takes no changes now.
    """
    with als(Actor.systeem(TAAK)):
        casus = Casus.objects.lock(zending.als_casus)
    rijen = Zending.objects.aangeboden_aan(actor).select_related("aan", "grondslag", "inhoud")
    rij: Zending | None = rijen.filter(pk=zending.pk).first()
    if rij is None:
        raise Geweigerd(VOORBIJ)
    if casus.beperkt:
        raise NietMogelijk("Dit kan nu niet. Bel de gemeente die het stuurde.")
    return rij


@besluit
def rond_af(zending: Zending, *, actor: Actor, aangenomen: bool, reden: str = "") -> None:
    """The other municipality answered: the copy is gone, and the sender reads that and when, no more.

    Args:
        reden: of a refusal, for the sender.

    Raises:
        Geweigerd, NietMogelijk: as for `houd_vast`.
    """
    zending = houd_vast(zending, actor=actor)
    uitkomst = Zending.Uitkomst.AANGENOMEN if aangenomen else Zending.Uitkomst.GEWEIGERD
    with als(Actor.systeem(TAAK)):  # who answers reads the sending, and writes nothing else in it
        casus = Casus.objects.lock(zending.als_casus)
        _beeindig(zending, uitkomst, actor.vandaag, reden)
        if aangenomen:
            casus.uitwisselingen.filter(nummer=zending.nummer).update(aangenomen=True)
        gebeurd(casus, f"zending_{uitkomst}", actor=actor)


def afzender(zending: Zending) -> Partij:
    """The municipality that offers it, for who does not read its casus."""
    with als(Actor.systeem(TAAK)):
        return Partij.objects.get(
            pk=Casus.objects.values("partij").get(pk=zending.casus_id)["partij"]
        )


def staat_stil(zending: Zending) -> bool:
    """Whether the casus may only be kept now (AVG 18): then nobody reads what it offers."""
    with als(Actor.systeem(TAAK)):
        return Casus.objects.filter(pk=zending.casus_id, beperkt=True).exists()


def signalen_voor(zending: Zending) -> list[SignaalWaarden]:
    """The copies as they begin a file there, as signals: each of the same kind of party, under that covenant.

    What the police or the OM gave stays theirs: each is one organisation in the whole country. All else
    the municipality has from the other one, on the ground on which that gave it.
    """
    soorten = {partij.soort: partij for partij in zending.aan.kern}
    uit = []
    for kopie in zending.kopieen.select_related("partij"):
        waarden = cast("SignaalWaarden", keuze.kopie(kopie))
        partij = soorten.get(kopie.partij.soort, zending.aan)
        waarden["partij_id"] = partij.pk
        if partij == zending.aan:
            waarden["grondslag_id"] = zending.grondslag_id
        uit.append(waarden)
    return uit
