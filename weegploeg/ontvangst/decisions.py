"""Accepting or refusing what another municipality offers on somebody who stays here (WV 4)."""

from casusoverleg.zenden import decisions as zenden
from casusoverleg.zenden.models import Zending
from gedeeld.actor import Actor
from gedeeld.weigering import vereis_tekst
from register import uitsluiten
from register.afleiden import besluit

from ..events import gebeurd
from ..inbreng.decisions import neem_in
from ..models import Herkomst, InbrengWaarden, Ontvangst, WeegploegDossier


@besluit
def neem_aan(zending: Zending, *, actor: Actor, reden: str) -> WeegploegDossier:
    """Accept: the municipality begins a file of its own with the copy (WV 4).

    Its six months run from the day on which the data were offered: from then on it had them (MC 13.3).

    Args:
        reden: why the weegploeg takes it up; it stands in the new file, and the sender does not read it.

    Raises:
        Geweigerd: it is not offered to this actor, or not any more.
        NietMogelijk: there is no reason, or a party left the covenant.
    """
    vereis_tekst(reden=reden)
    rij = zenden.houd_vast(zending, actor=actor)
    inhoud, gekregen_op = rij.inhoud, rij.aangeboden_op
    assert gekregen_op  # else it would not be offered
    dossier = neem_in(
        actor=actor,
        gemeente=rij.aan,
        naw=inhoud.naw,
        inbreng=InbrengWaarden(
            partij_id=rij.aan_id,
            ontvangen_op=gekregen_op,
            melding_nummer=rij.nummer,
            herkomst=Herkomst.GEMEENTE,
        ),
        signalen=zenden.signalen_voor(rij),
    )
    dossier.band, dossier.band_feit = rij.band, rij.feiten
    dossier.save(update_fields=["band", "band_feit"])
    Ontvangst.objects.create(
        dossier=dossier,
        nummer=rij.nummer,
        van=zenden.afzender(rij),
        grondslag=rij.grondslag,
        toelichting=inhoud.toelichting,
        reden=reden,
        gegeven_op=gekregen_op,
        op=actor.vandaag,
    )
    gebeurd(dossier, "aangenomen", actor=actor)
    zenden.rond_af(rij, actor=actor, aangenomen=True)
    uitsluiten.deel(dossier.zaak)
    return dossier


@besluit
def weiger(zending: Zending, *, actor: Actor, reden: str) -> None:
    """Refuse: the copy is gone at once, and nothing of it stays here (WV 4).

    Args:
        reden: why; the sender reads it.

    Raises:
        Geweigerd: it is not offered to this actor, or not any more.
        NietMogelijk: there is no reason.
    """
    vereis_tekst(reden=reden)
    zenden.rond_af(zending, actor=actor, aangenomen=False, reden=reden)
