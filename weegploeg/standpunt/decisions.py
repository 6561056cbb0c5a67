"""Ask the core parties for their view, and give it; fixed as soon as the weegploeg decided (PB 3.2)."""

from datetime import date

from convenant.decisions import kernpartijen_van
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_dagen, vereis_tekst
from register.afleiden import besluit

from .. import rules
from ..events import gebeurd
from ..models import Standpunt, WeegploegDossier
from ..slot import neem

BESLOTEN = "De weegploeg heeft al besloten. Het standpunt verandert niet meer."
NIET_GEVRAAGD = "Uw partij is niet om een standpunt gevraagd."


@besluit
def vraag_standpunten(
    dossier: WeegploegDossier, *, actor: Actor, uiterlijk: date
) -> WeegploegDossier:
    """Ask each core party for its view; who was asked already gets the new last day.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the weegploeg decided, is not complete, or the day lies behind or too far ahead.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if not dossier.is_open:
        raise NietMogelijk(BESLOTEN)
    if uiterlijk < actor.vandaag:
        raise NietMogelijk({"uiterlijk": "Kies vandaag of een dag daarna."})
    vereis_dagen(actor.vandaag, komend={"uiterlijk": uiterlijk})
    for partij in kernpartijen_van(dossier.gemeente_id, actor.vandaag):
        Standpunt.objects.update_or_create(
            dossier=dossier,
            partij=partij,
            besloten_op=None,
            defaults={"uiterlijk": uiterlijk},
            create_defaults={"uiterlijk": uiterlijk, "gevraagd_op": actor.vandaag},
        )
    gebeurd(dossier, "standpunten_gevraagd", actor=actor)
    return dossier


@besluit
def geef_standpunt(dossier: WeegploegDossier, *, actor: Actor, tekst: str) -> Standpunt:
    """A member gives the view of his core party, under his own account; he can change it until the decision.

    Raises:
        Geweigerd: the actor is no member of this weegploeg.
        NietMogelijk: it is empty, nobody asked it, or the weegploeg decided.
    """
    dossier = neem(dossier, actor, rules.mag_bevestigen)
    vereis_tekst(tekst=tekst)
    rij: Standpunt | None = eigen_standpunt(dossier, actor)
    if rij is None:
        raise NietMogelijk(NIET_GEVRAAGD if dossier.is_open else BESLOTEN)
    rij.tekst, rij.gegeven_op, rij.gegeven_door_id = tekst, actor.nu, actor.gebruiker_id
    rij.save(update_fields=["tekst", "gegeven_op", "gegeven_door"])
    gebeurd(dossier, "standpunt_gegeven", actor=actor, velden=["tekst"])
    return rij


def eigen_standpunt(dossier: WeegploegDossier, actor: Actor) -> Standpunt | None:
    """The view that the actor's party was asked for and can still give; None where there is none."""
    rijen = dossier.standpunten.filter(partij=actor.partij_id, besloten_op=None)
    gevraagd: Standpunt | None = rijen.first()
    return gevraagd
