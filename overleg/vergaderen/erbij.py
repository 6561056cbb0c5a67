"""Who was there when a file was discussed, and what each brought in (PB 4.3)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from register.afleiden import besluit
from register.registry import bestand

from ..decisions import WEG, neem
from ..events import gebeurd
from ..models import Agendapunt, Erbij, Genodigde, Overleg, Stand

LEEST_NIET = "Kies alleen wie dit dossier leest. Wie het niet leest, is er niet bij."
WAS_ER_NIET = "Vink ook aan dat deze persoon erbij was, of haal de tekst weg."
BEPERKT = "Dit dossier is beperkt. U kunt er nu niets bij schrijven."


def kunnen_erbij_zijn(punt: Agendapunt) -> list[Genodigde]:
    """Who of those invited can be there when this file is discussed: for a party that reads it on that day.

    Core parties, and who takes part; an external partner of another casus does not (MC 10.4, 10.5).

    Args:
        punt: about a file, with its meeting.
    """
    soort, dossier, overleg = bestand(punt.dossiersoort), punt.dossier, punt.overleg
    assert dossier
    mee = {partij.pk for partij in soort.kernpartijen(dossier)}
    mee |= set(soort.deelnemers(soort.model(pk=dossier.pk), overleg.dag))
    rijen = overleg.genodigden.filter(partij__in=mee, gebruiker__isnull=False)
    return list(rijen.select_related("gebruiker", "partij").order_by("partij__naam", "pk"))


def zet_erbij(punt: Agendapunt) -> None:
    """An item was discussed: there was who is at the meeting and did not leave, unless somebody said otherwise."""
    bekend = set(punt.erbij.values_list("gebruiker", "partij"))
    for rij in kunnen_erbij_zijn(punt):
        if (rij.gebruiker_id, rij.partij_id) not in bekend:
            _erbij(punt, rij, aanwezig=bool(rij.aanwezig) and rij.vertrokken_op is None).save()


def _erbij(punt: Agendapunt, rij: Genodigde, *, aanwezig: bool) -> Erbij:
    assert punt.dossier_id
    assert rij.gebruiker_id
    assert rij.partij_id
    return Erbij(
        overleg_id=punt.overleg_id,
        punt=punt,
        dossier_id=punt.dossier_id,
        gebruiker_id=rij.gebruiker_id,
        partij_id=rij.partij_id,
        aanwezig=aanwezig,
    )


def volg_aanwezig(genodigde: Genodigde) -> None:
    """Who was not at the meeting was at no item of it.

    That somebody was there says nothing of what was discussed before he came: that is said by item.
    """
    if genodigde.gebruiker_id and not genodigde.aanwezig:
        van_hem = Q(gebruiker=genodigde.gebruiker_id, partij=genodigde.partij_id)
        for rij in Erbij.objects.filter(van_hem, overleg=genodigde.overleg_id, aanwezig=True):
            rij.aanwezig, rij.inbreng = False, None
            rij.save()


@besluit
def leg_erbij_vast(
    overleg: Overleg,
    *,
    actor: Actor,
    punt: UUID,
    erbij: Collection[UUID],
    inbreng: Mapping[UUID, str],
) -> None:
    """Record who was there when a file was discussed, and shortly what each brought in.

    Args:
        erbij: keys of those invited.
        inbreng: what each of them brought in, by key; who is left out brought in nothing.

    Raises:
        Geweigerd: the actor does not keep the meeting.
        NietMogelijk: it did not begin yet, its minutes were approved, the item is no longer on its
            agenda, somebody does not read the file, or brought in something while he was not there.
    """
    vers = neem(overleg, actor, Stand.BEZIG, Stand.CONCEPT)
    punten = vers.punten.visible_to(actor).filter(pk=punt, afgevoerd=False, dossier__isnull=False)
    rij: Agendapunt | None = punten.select_related("dossier__partij", "overleg").first()
    if rij is None:
        raise NietMogelijk(WEG)
    assert rij.dossier
    if rij.dossier.beperkt:
        raise NietMogelijk(BEPERKT)
    mee = {wie.pk: wie for wie in kunnen_erbij_zijn(rij)}
    if not set(erbij) <= mee.keys():
        raise NietMogelijk({"erbij": LEEST_NIET})
    teksten = {pk: tekst.strip() for pk, tekst in inbreng.items() if tekst.strip()}
    if niet := [pk for pk in teksten if pk not in erbij]:
        raise NietMogelijk({f"inbreng_{niet[0].hex}": WAS_ER_NIET})
    bekend = {(oud.gebruiker_id, oud.partij_id): oud for oud in rij.erbij.all()}
    for pk, wie in mee.items():
        nieuw = bekend.get((wie.gebruiker_id, wie.partij_id)) or _erbij(rij, wie, aanwezig=False)
        nieuw.aanwezig, nieuw.inbreng = pk in erbij, teksten.get(pk)
        nieuw.save()
    gebeurd(rij.als_dossier, "erbij", actor=actor)
