"""The oracle: who reads what on a day, written from the tables of the covenant and the participations.

It asks nothing of the application but its rows, so it can disagree with it.
"""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta

from casusoverleg.models import Casus, Deelname, Plan
from convenant.models import Partij
from gedeeld.actor import Actor, Rol
from meldingen.models import Melding
from register.models import Beperking, Uitsluiting

KERNROLLEN = (Rol.VERTEGENWOORDIGER, Rol.UITVOERDER, Rol.UITVOERDER_WEEGPLOEG)


def werkt(partij: Partij, dag: date) -> bool:
    """A party acts: member of the covenant; an external partner in annex 1 and bound to secrecy."""
    if partij.vanaf > dag or (partij.tot and partij.tot <= dag):
        return False
    if partij.soort != "extern":
        return True
    vermeld = any(r.van <= dag and (not r.tot or dag < r.tot) for r in partij.bijlage1.all())
    verklaringen = partij.geheimhouding.all()
    return vermeld and any(r.getekend_op <= dag < r.geldig_tot for r in verklaringen)


class Feiten:
    """The facts as they stand now, and who reads what by them.

    Args:
        afgebroken: participations of external partners that left annex 1 since. One that came back is
            let in anew (MC 1 c), and the rows do not say what came first on a day.
    """

    def __init__(self, afgebroken: set[UUID]) -> None:
        self.partijen = {partij.pk: partij for partij in Partij.objects.all()}
        lopend = Uitsluiting.objects.filter(opgeheven_op=None)
        self.uitgesloten = set(lopend.values_list("gebruiker", "dossier_id"))
        beperkt = Beperking.objects.filter(opgeheven_op=None)
        self.beperkt = set(beperkt.values_list("dossier_id", flat=True))
        self.deelnames = defaultdict(list)
        doen_mee = Deelname.objects.filter(rol="deelnemer", aanvaard_op__isnull=False)
        for rij in doen_mee.exclude(pk__in=afgebroken):
            self.deelnames[rij.casus_id, rij.partij_id].append(rij)
        self.casussen = {casus.pk: casus for casus in Casus.objects.all()}

    def mag(self, actor: Actor | None, rij: Any) -> bool:
        """Whether somebody reads a file or a plan."""
        if actor is None:
            return False
        zaak = self.casussen[rij.casus_id] if isinstance(rij, Plan) else rij
        if (actor.gebruiker_id, zaak.pk) in self.uitgesloten:
            return False
        if isinstance(rij, Plan):
            return self._casus(actor, zaak) or self._plan(actor, rij, zaak)
        return self._casus(actor, zaak) if isinstance(rij, Casus) else self._weegploeg(actor, rij)

    def _weegploeg(self, actor: Actor, dossier: Any) -> bool:
        """A weegploeg file: members and secretary of its weegploeg (MC 8.4). A melding: of those who
        work for the party that received it (MC 7.1, 7.2).
        """
        if isinstance(dossier, Melding):
            eigen = self._eigen_partij(actor, dossier) == dossier.ontvanger_id
            return actor.rol in KERNROLLEN and eigen and dossier.ontvangen_op <= actor.vandaag
        return actor.rol in KERNROLLEN and self._kern(actor, dossier, dossier.geopend_op)

    def _casus(self, actor: Actor, zaak: Casus) -> bool:
        """A casus: its core parties, and parties of the covenant while they take part (MC 10.4)."""
        kern = actor.rol in (*KERNROLLEN, Rol.UITVOERDER_CASUSOVERLEG)
        if kern and self._kern(actor, zaak, zaak.geopend_op):
            return True
        return actor.partij_soort != "extern" and self._doet_mee(actor, zaak)

    def _plan(self, actor: Actor, plan: Plan, zaak: Casus) -> bool:
        """A plan, once it is adopted, also for external partners while the casus runs (MC 10.5); one that
        was replaced for who had it then.
        """
        had_het = plan.status == "vervangen" and actor.partij_id in plan.gold_voor
        extern = actor.partij_soort == "extern" and (plan.status == "vastgesteld" or had_het)
        return extern and self._doet_mee(actor, zaak)

    def _kern(self, actor: Actor, dossier: Any, sinds: date) -> bool:
        """Of the municipality concerned, or of police or OM of its covenant, since the file is there."""
        eigen = self._eigen_partij(actor, dossier)
        if eigen is None:
            return False
        partij, gemeente = self.partijen[eigen], self.partijen[dossier.gemeente_id]
        zelfde = partij.convenant_id == gemeente.convenant_id
        landelijk = partij.soort in ("politie", "om") and zelfde
        return (partij.pk == gemeente.pk or landelijk) and sinds <= actor.vandaag

    @staticmethod
    def _eigen_partij(actor: Actor, dossier: Any) -> UUID | None:
        """For which party somebody acts here: a secretary for the municipality of the file, if it is his."""
        if actor.rol == Rol.VERTEGENWOORDIGER:
            return actor.partij_id
        return dossier.gemeente_id if dossier.gemeente_id in actor.gemeenten else None

    def _doet_mee(self, actor: Actor, zaak: Casus) -> bool:
        """Takes part in this casus on this day, not after it was closed unless the decision says so;
        the RvdK only in that of a minor (PB 3.4).
        """
        dag, einde = actor.vandaag, zaak.toegang_tot or zaak.afgesloten_op
        if einde and dag >= einde:
            return False
        if actor.rol != Rol.VERTEGENWOORDIGER:
            return False
        if zaak.pk in self.beperkt:
            return False  # nobody works with what is restricted (AVG 18)
        volwassen = zaak.geboortedatum + relativedelta(years=18) <= dag
        if actor.partij_soort == "rvdk" and volwassen:
            return False
        rijen = self.deelnames[zaak.pk, actor.partij_id]
        return any(rij.van <= dag and (not rij.tot or dag < rij.tot) for rij in rijen)
