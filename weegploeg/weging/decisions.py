"""Weighing: people weigh, nothing is added up (MC 7.3, 8.2 d)."""

from collections.abc import Collection
from typing import Any

from casusoverleg import decisions as casusoverleg
from convenant.models import Fase, Ontwikkelgebied, Partij
from gedeeld.actor import Actor
from gedeeld.velden import naar_casus, zegt
from gedeeld.weigering import NietMogelijk, vereis_tekst
from register.afleiden import besluit
from register.correctie.bewaren import bewaar_oud
from register.models import Gebeurtenis, Kennisgeving, SoortGegeven
from register.uitwisseling.melden import geef_kennis

from .. import rules
from ..events import gebeurd
from ..models import Correctie, Plaatsing, Signaal, WeegploegDossier, Weging
from ..slot import neem
from .pagina import referentiekader

GEWOGEN = ("weegploeg.gewogen", "weegploeg.weging_verbeterd")
ANDERE_VERSIE = (
    "Dit bord hoort bij een andere versie van het referentiekader. Open het dossier opnieuw."
)


@besluit
def weeg(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    wegingen: Collection[tuple[Ontwikkelgebied, Fase | None, str]],
    duiding: str,
    gelezen: int | None = None,
    reden: str = "",
) -> WeegploegDossier:
    """Record how the weegploeg weighs the signals by the referentiekader (MC 7.3, 8.2 d).

    A party that saves what stands there weighs it so, once; that changes no data and moves no clock. What
    people wrote is kept as they wrote it; nothing is added up (WEE-geval-tot-geval). What stood there
    before is kept apart. Once there is a decision this puts right what was weighed (MC 8.3): the copy in the
    casus says the same from then on.

    Args:
        wegingen: for each field its phase, or None when it can't be judged, and the explanation.
        duiding: the joint reading of the signals.
        gelezen: how often it had been weighed when the actor began, for who saw an older board.
        reden: why it is put right; asked once there is a decision.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: nothing was weighed, a field is of another version of the referentiekader than
            the file was weighed by, it is put right without a reason, or somebody else weighed in the meantime.
    """
    dossier = neem(dossier, actor, rules.mag_wegen)
    if not dossier.is_open:
        vereis_tekst(reden=reden)
    kader = referentiekader(dossier)
    if any(gebied.kader_id != kader.pk for gebied, _, _ in wegingen):
        raise NietMogelijk(ANDERE_VERSIE)
    if gelezen is not None and gelezen != aantal_wegingen(dossier):
        raise NietMogelijk(
            "Iemand anders heeft intussen ook gewogen. Open het dossier in een ander venster en"
            " vergelijk. Slaat u nu opnieuw op, dan geldt uw weging."
        )
    staat = {w.ontwikkelgebied_id: (w.in_fase_id, w.toelichting) for w in dossier.wegingen.all()}
    anders = [
        (gebied, fase, toelichting)
        for gebied, fase, toelichting in wegingen
        if staat.get(gebied.pk) != (fase and fase.pk, toelichting)
    ]
    partij = Partij.objects.get(pk=actor.partij_in(dossier.partij_id))
    if not anders and dossier.duiding == duiding:
        if dossier.is_open and staat and not dossier.gewogen_door.filter(pk=partij.pk).exists():
            dossier.gewogen_door.add(partij)
            gebeurd(dossier, "meegewogen", actor=actor)
        return dossier
    leeg = not duiding.strip() and not any(fase or uitleg.strip() for _, fase, uitleg in wegingen)
    if leeg and not staat:  # who weighed the wrong file may wipe it
        raise NietMogelijk("Weeg minstens één gebied, of schrijf de duiding op.")
    gezet = [
        _zet(dossier, gebied, fase, toelichting, actor=actor, reden=reden)
        for gebied, fase, toelichting in anders
    ]
    if (kopieen := [kopie for kopie in gezet if kopie]) and not dossier.is_open:
        casusoverleg.verbeter_weging(dossier.zaak, actor=actor, anders=kopieen)
    if dossier.duiding and dossier.duiding != duiding:
        was, nu = {"Duiding": str(dossier.duiding)}, {"Duiding": duiding}
        bewaar_oud(Correctie, dossier, dossier, actor=actor, was=was, nu=nu, reden=reden)
    dossier.duiding = duiding
    dossier.save(update_fields=["duiding"])
    if not dossier.is_open:
        gebeurd(dossier, "weging_verbeterd", actor=actor, velden=["wegingen", "duiding"])
        geef_kennis(
            dossier, Kennisgeving.Wat.VERBETERD, actor=actor, gegevens=[SoortGegeven.WEGING]
        )
        return dossier
    dossier.gewogen_door.add(partij)
    gebeurd(dossier, "gewogen", actor=actor, velden=["wegingen", "duiding"])
    return dossier


def aantal_wegingen(dossier: WeegploegDossier) -> int:
    """How often the signals were weighed."""
    return Gebeurtenis.van(dossier).filter(soort__in=GEWOGEN).count()


def _zet(
    dossier: WeegploegDossier,
    gebied: Ontwikkelgebied,
    fase: Fase | None,
    toelichting: str,
    *,
    actor: Actor,
    reden: str,
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """One field, with what it said before kept apart.

    Returns:
        What the casus holds of it and what it has to say; None where nothing was weighed yet.
    """
    weging = dossier.wegingen.filter(ontwikkelgebied=gebied).first()
    if weging is None:
        weging = Weging(dossier=dossier, ontwikkelgebied=gebied)
    was = {} if weging._state.adding else zegt(weging)
    kopie = None if weging._state.adding else naar_casus(weging)  # before it changes
    weging.in_fase, weging.toelichting = fase, toelichting
    weging.save()
    if was:
        bewaar_oud(Correctie, weging, dossier, actor=actor, was=was, nu=zegt(weging), reden=reden)
    return (kopie, naar_casus(weging)) if kopie else None


# Placing a signal ----------------------------------------------------------------------------------
@besluit
def plaats(
    signaal: Signaal,
    *,
    actor: Actor,
    gebied: Ontwikkelgebied | None,
    fase: Fase | None,
    reden: str,
) -> Plaatsing:
    """A member says where in the referentiekader a signal belongs, and why (MC 7.3, PB 7).

    Another member can move it, with a reason of his own; where it stood is kept.

    Args:
        gebied: None when it fits in none of the fields.
        fase: None when that can't be judged.

    Raises:
        Geweigerd: the actor is no member of this weegploeg.
        NietMogelijk: the weegploeg decided, there is no reason, nothing changes, or the field is of
            another version of the referentiekader than the file is weighed by.
    """
    dossier = neem(signaal.dossier, actor, rules.mag_plaatsen)
    signaal = dossier.signalen.get(pk=signaal.pk)
    if not dossier.is_open:
        raise NietMogelijk("De weegploeg heeft al besloten. Het bord verandert niet meer.")
    vereis_tekst(reden=reden)
    kader = referentiekader(dossier)
    if {rij.kader_id for rij in (gebied, fase) if rij} - {kader.pk}:
        raise NietMogelijk(ANDERE_VERSIE)
    if fase and gebied is None:
        raise NietMogelijk({"fase": "Kies eerst een gebied, of kies geen fase."})
    rij = Plaatsing.objects.filter(signaal=signaal).first()
    was = zegt(rij) if rij else {}
    if rij is None:
        rij = Plaatsing(dossier=dossier, signaal=signaal, eerst_op=actor.nu)
    rij.ontwikkelgebied, rij.in_fase, rij.reden = gebied, fase, reden
    if was:
        bewaar_oud(Correctie, rij, dossier, actor=actor, was=was, nu=zegt(rij), reden=reden)
    assert actor.gebruiker_id  # nobody is a member without an account
    rij.partij = Partij.objects.get(pk=actor.partij_in(dossier.partij_id))
    rij.door_id, rij.op = actor.gebruiker_id, actor.nu
    rij.save()
    gebeurd(dossier, "signaal_geplaatst", actor=actor)
    return rij
