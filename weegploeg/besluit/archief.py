"""The answer on the advice to close, of a file that lies in the archive already (MC 8.2 f, 9.4).

It cannot be written in: the decision stands with it as a piece of its own, and in the casus as always.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Regel, Sectie, datum
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.models import Dossier
from register.registry import bestand_van_rij

from .. import rules
from ..models import Besluit, WeegploegDossier
from ..vastleggen import WieSprak, dag_van

NIET_IN_HET_ARCHIEF = (
    "Het dossier van de weegploeg staat niet in het archief. Leg het besluit daar vast."
)
TITEL = "Besluit over afsluiten, na het archiveren"


def in_het_archief(casus: Casus, actor: Actor) -> WeegploegDossier | None:
    """The weegploeg's file from which a casus came, when that is archived: what the register says of it.

    By that it is known whose it is, and so who has to agree; there is no row of its own to read or to save.
    """
    rijen = Dossier.objects.visible_to(actor).filter(
        zaak=casus.zaak,
        dossiersoort=WeegploegDossier._meta.label_lower,
        gearchiveerd_op__isnull=False,
    )
    rij = rijen.filter(nummer=casus.weegploeg_nummer).first()
    if rij is None:
        return None
    velden = {veld.attname: getattr(rij, veld.attname) for veld in Dossier._meta.fields}
    return WeegploegDossier(pk=rij.pk, **velden)


@besluit
def besluit_over_gearchiveerd(
    casus: Casus,
    *,
    actor: Actor,
    keuze: str,
    argumenten: str,
    sprekers: Collection[WieSprak],
    op: date | None = None,
    **sluiten: Any,
) -> None:
    """Log what the core parties decided on the advice to close, in the casus and beside the archived file.

    Args:
        keuze: `Besluit.Uitkomst.PLAN_AFSLUITEN` or `PLAN_VOORTZETTEN`.
        op: as for `vastleggen.dag_van`.
        sluiten: as for `casusoverleg.decisions.sluit_af`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: that file is not archived, not all three agreed, or as for `sluit_af`.
    """
    require(rules.mag_besluiten(actor), "De uitvoerder van de weegploeg legt dit vast.")
    dossier = in_het_archief(casus, actor)
    if dossier is None:
        raise NietMogelijk(NIET_IN_HET_ARCHIEF)
    vereis_tekst(argumenten=argumenten)
    dag = dag_van(dossier, sprekers, op, actor=actor, vanaf=dossier.begonnen_op)
    daad = (
        casusoverleg.sluit_af
        if keuze == Besluit.Uitkomst.PLAN_AFSLUITEN
        else casusoverleg.zet_voort
    )
    daad(casus.zaak, actor=actor, besluit=argumenten, op=dag, **sluiten)
    delen = _delen(Besluit.Uitkomst(keuze), dag, argumenten, sprekers)
    bestand_van_rij(dossier).vul_aan(dossier, delen, actor=actor, op=dag)


def _delen(
    uitkomst: Besluit.Uitkomst, dag: date, argumenten: str, sprekers: Collection[WieSprak]
) -> dict[Publiek, Sectie]:
    """What each audience of the archive reads: the subject not who spoke, as in a live file (PB 3.2)."""
    eens = ", ".join(spreker.partij.naam for spreker in sprekers)
    wat = Regel(f"{uitkomst.label} ({datum(dag)})", argumenten, bron=eens)
    wie = [
        Regel(
            f"Voor {spreker.partij.naam} sprak",
            spreker.gebruiker.naam if spreker.gebruiker else spreker.naam,
        )
        for spreker in sprekers
    ]
    return {
        Publiek.KERNPARTIJ: Sectie(TITEL, [wat, *wie]),
        Publiek.BETROKKENE: Sectie(TITEL, [wat]),
    }
