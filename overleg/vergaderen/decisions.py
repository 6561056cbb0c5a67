"""What the secretary records while people meet: who is there, what was discussed, that it is over."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_tekst
from register import slot
from register.afleiden import besluit
from register.models import Dossier, SoortGegeven, Uitwisseling
from register.registry import bestand
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from ..agenda import houd_niet_besproken, werk_bij
from ..decisions import OPEN, WEG, achteraan, neem
from ..events import gebeurd
from ..models import Agendapunt, Overleg, Soort, Stand
from ..verslag.decisions import stel_vast, vereis_open_verslag
from .erbij import volg_aanwezig, zet_erbij

NIET_VOORAF = "Dit overleg is op een andere dag. U kunt het pas op die dag beginnen."
NIEMAND = "Leg eerst vast wie er is."
VASTGESTELD = "Het verslag is vastgesteld."
NIET_VASTGESTELD = "Het verslag is niet vastgesteld. Het komt op de volgende agenda terug."


@transaction.atomic
def leg_aanwezig_vast(
    overleg: Overleg,
    *,
    actor: Actor,
    aanwezig: Collection[UUID],
    vertrokken: Collection[UUID] = (),
) -> None:
    """Record by name who is there; each was invited for a party, or as a guest (PB 4.3).

    Args:
        vertrokken: of them who left before the end: he is not there for what is discussed from now on.
            A guest who is there and not among them came back: no file is opened any more (MvT 2.3).

    Raises:
        Geweigerd: the actor does not keep the meeting.
        NietMogelijk: it did not begin yet on its day, or its minutes were approved.
    """
    vers = neem(overleg, actor, *OPEN, Stand.CONCEPT)
    if vers.dag > actor.vandaag:
        raise NietMogelijk(NIET_VOORAF)
    for rij in vers.genodigden.all():
        eerder, rij.aanwezig = bool(rij.aanwezig), rij.pk in aanwezig
        weg = rij.aanwezig and rij.pk in vertrokken
        rij.vertrokken_op = (rij.vertrokken_op or actor.nu) if weg else None
        rij.save(update_fields=["aanwezig", "vertrokken_op"])
        if rij.aanwezig != eerder:
            volg_aanwezig(rij)


@transaction.atomic
def begin(overleg: Overleg, *, actor: Actor) -> None:
    """Open the meeting, on its day or when it is logged later.

    Raises:
        Geweigerd: as for `leg_aanwezig_vast`.
        NietMogelijk: its day is still to come, it began already, or nobody is there.
    """
    vers = neem(overleg, actor, Stand.GEPLAND)
    if vers.dag > actor.vandaag:
        raise NietMogelijk(NIET_VOORAF)
    if not vers.genodigden.filter(aanwezig=True).exists():
        raise NietMogelijk(NIEMAND)
    vers.begonnen_op, vers.secretaris_id = actor.nu, actor.gebruiker_id
    if vers.soort == Soort.CASUSOVERLEG:  # the uitvoerder is its technical chair (PB 4.3)
        vers.voorzitter_id = actor.gebruiker_id
    vers.save(update_fields=["begonnen_op", "secretaris", "voorzitter"])
    werk_bij(vers.soort, vers.partij_id)


@transaction.atomic
def gast_is_weg(overleg: Overleg, *, actor: Actor) -> None:
    """The guests left: from here files can be opened (MvT 2.3). That they were there stays."""
    vers = neem(overleg, actor, Stand.BEZIG)
    vers.genodigden.filter(alleen_algemeen=True, aanwezig=True).update(vertrokken_op=actor.nu)


@besluit
def besproken(overleg: Overleg, *, actor: Actor, punt: UUID, conclusie: str = "") -> None:
    """An item was discussed; of a general matter what was agreed.

    What is decided on a file is logged in that file, and stands in the minutes from there.

    Raises:
        Geweigerd: the actor does not keep the meeting, or does not read the file.
        NietMogelijk: it is not going on, or the item is not on its agenda.
    """
    vers = neem(overleg, actor, Stand.BEZIG)
    rij: Agendapunt | None = vers.punten.visible_to(actor).filter(pk=punt, afgevoerd=False).first()
    if rij is None:
        raise NietMogelijk(WEG)
    if rij.dossier_id is None:
        vereis_tekst(conclusie=conclusie)
        rij.conclusie = conclusie
    if rij.besproken_op is None:
        rij.besproken_op = actor.nu
        if rij.dossier_id:
            zet_erbij(rij)
            gebeurd(rij.als_dossier, "besproken", actor=actor)
    rij.save(update_fields=["besproken_op", "conclusie"])


@besluit
def bespreek_verslag(
    overleg: Overleg, *, actor: Actor, punt: UUID, vastgesteld: bool, conclusie: str
) -> None:
    """The minutes of an earlier meeting were talked over in this one, and approved, or not yet.

    Args:
        vastgesteld: this meeting approved them as they are.
        conclusie: what was said about them.

    Raises:
        Geweigerd: the actor does not keep the meetings.
        NietMogelijk: as for `besproken`, or there is no draft (any more).
    """
    rij = overleg.punten.filter(pk=punt).select_related("verslag").first()
    if rij is None or rij.verslag is None:
        raise NietMogelijk(WEG)
    slot.houd_vast(rij.pk)  # two tabs: the second one finds what the first one said
    if Agendapunt.objects.filter(pk=rij.pk, besproken_op__isnull=False).exists():
        raise NietMogelijk("Over dit verslag is al gezegd of het is vastgesteld.")
    if vastgesteld:
        stel_vast(rij.verslag, actor=actor, in_overleg=overleg.pk)
    zin = VASTGESTELD if vastgesteld else NIET_VASTGESTELD
    besproken(
        overleg, actor=actor, punt=punt, conclusie=" ".join(filter(None, [zin, conclusie.strip()]))
    )


def leg_besluit_bij(overleg: Overleg, *, actor: Actor, dossier: Dossier) -> None:
    """A decision on a file is logged of this meeting: it was discussed there, so it is in its minutes.

    Called by the decision itself, which holds the case; also when it is logged after the meeting.

    Raises:
        Geweigerd: the actor does not keep the meeting.
        NietMogelijk: its minutes were approved.
    """
    vereis_open_verslag(overleg)
    vers = neem(overleg, actor)
    rij = vers.punten.filter(dossier=dossier.pk).first()
    if rij is None:
        rij = Agendapunt.van(vers, dossier, Agendapunt.Reden.TOEGEVOEGD, achteraan(vers))
    elif rij.besproken_op and not rij.afgevoerd:
        return
    rij.besproken_op, rij.afgevoerd = actor.nu, False
    rij.save()
    zet_erbij(rij)
    gebeurd(dossier, "besproken", actor=actor)


@besluit
def sluit(overleg: Overleg, *, actor: Actor) -> None:
    """The meeting is over, and there are draft minutes: what was not discussed stands there as just that,
    and goes to the next one.

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: it is not going on.
    """
    vers = neem(overleg, actor, Stand.BEZIG)
    vers.gehouden_op = actor.nu
    vers.save(update_fields=["gehouden_op"])
    _leg_in_het_grootboek(vers, actor=actor)
    houd_niet_besproken(vers, actor=actor)
    werk_bij(vers.soort, vers.partij_id)


def _leg_in_het_grootboek(overleg: Overleg, *, actor: Actor) -> None:
    """Each party that was invited gets the minutes: of the files in which it takes part. Core parties read those anyhow."""
    genodigd = set(overleg.genodigden.exclude(partij=None).values_list("partij", flat=True))
    punten = overleg.punten.filter(besproken_op__isnull=False, afgevoerd=False)
    for punt in punten.exclude(dossier=None).select_related("dossier__partij"):
        soort, dossier = bestand(punt.dossiersoort), punt.dossier
        kern = {partij.pk for partij in soort.kernpartijen(dossier)}
        mee = set(soort.deelnemers(soort.model(pk=dossier.pk), overleg.dag)) - kern
        for partij_id in sorted(mee & genodigd):
            leg_uitwisseling_vast(
                dossier,
                Uitwisseling.Soort.VERSLAG,
                actor=actor,
                grond="Procesbeschrijving bij het convenant, 4.3",
                aan=partij_id,
                gegevens=[SoortGegeven.VERSLAG],
                op=overleg.dag,
            )
