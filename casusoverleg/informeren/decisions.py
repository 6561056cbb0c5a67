"""The casusoverleg advises on informing the subject, as long as that was not done (PB 4.4)."""

from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, dag_van_besluit, require, vereis_tekst
from overleg.models import Overleg
from register.afleiden import besluit

from ..dossier.models import Casus
from ..events import gebeurd
from ..rules import mag_vastleggen
from ..slot import te_voeren
from ..vergadering import plaats_in
from .models import Informeeradvies

OPNIEUW = relativedelta(
    months=3
)  # the longest until it looks again; ours: PB 4.4 says "periodically"


@besluit
def adviseer_informeren(
    casus: Casus,
    *,
    actor: Actor,
    nu: bool,
    advies: str,
    volgende: date,
    op: date | None = None,
    overleg: Overleg | None = None,
) -> Informeeradvies:
    """Record what the casusoverleg advises the core parties on informing the subject (PB 4.4).

    Args:
        nu: it advises to inform now.
        volgende: the day on which it looks again.
        op: the day of the meeting; today without it.
        overleg: that meeting, as for `vergadering.plaats_in`.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the subject was informed or need not be, there is no reason, it was said already,
            or the day to look again is past or too far off.
    """
    casus = te_voeren(casus, actor)
    if casus.informeren_af_op:
        raise NietMogelijk("Het informeren van de betrokkene is klaar. Advies is niet meer nodig.")
    vereis_tekst(advies=advies)
    op, waar = plaats_in(casus, overleg, op, actor=actor)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op, veld="op")
    if not actor.vandaag < volgende <= actor.vandaag + OPNIEUW:
        raise NietMogelijk({"volgende": "Kies een dag na vandaag, en binnen drie maanden."})
    vorige = casus.informeeradviezen.first()
    if vorige and (vorige.nu, vorige.advies, vorige.op) == (nu, advies, dag):
        raise NietMogelijk("Dit advies staat al in de casus.")
    rij: Informeeradvies = casus.informeeradviezen.create(
        nu=nu, advies=advies, op=dag, volgende=volgende, overleg=waar
    )
    gebeurd(casus, "informeren_geadviseerd", actor=actor, op=dag)
    return rij


@besluit
def volg_weegploeg(zaak: UUID, *, actor: Actor, af_op: date | None) -> None:
    """The core parties informed the subject, need not, or do have to after all: the casus knows (MC 11).

    Nothing where there is no casus, or it was closed: then the weegploeg's file alone says it.

    Args:
        zaak: the case in which the casus is.
        af_op: the day on which the duty ended; None where it has not.

    Raises:
        Geweigerd: the actor is no secretary of this weegploeg.
    """
    require(mag_vastleggen(actor), "De uitvoerder van de weegploeg legt dit vast.")
    gevonden = Casus.objects.filter(zaak=zaak).exclude(stand=Casus.Stand.AFGESLOTEN).first()
    if gevonden is None or gevonden.informeren_af_op == af_op:
        return
    casus: Casus = Casus.objects.neem(
        gevonden,
        lambda vers: Casus.objects.ziet(actor, vers),
        "De uitvoerder van de weegploeg legt dit vast.",
    )
    casus.informeren_af_op = af_op
    casus.save(update_fields=["informeren_af_op"])
    gebeurd(casus, "informeren_veranderd", actor=actor)
