"""Who sees what of access that was asked for, or given piece by piece (PB 4.2; MC 10.5)."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from convenant.models import POLITIE_EN_OM, GeldigQuerySet, Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.relaties import overkant
from register.grants import PLAN_LEZEN
from register.models import toegelaten

from ..deelname.models import Deelname
from ..dossier.models import Casus


def toestemmers(casus: UUID | OuterRef, dag: date) -> QuerySet[Partij]:
    """The parties that must consent to a disclosure on a day (MC 10.5).

    Core parties of the casus, and parties of the covenant that take part in it.

    Args:
        casus: its key; or, inside an `Exists` on a row with a casus, an `OuterRef` to that column
            from one query deeper.
    """
    zaak = Casus.objects.filter(pk=casus)
    kern = Q(pk__in=zaak.values("partij")) | Q(
        soort__in=POLITIE_EN_OM,
        convenant__in=zaak.values("partij__convenant"),
    )
    deelnemers = Deelname.objects.werkend(dag).filter(
        casus=casus, partij=OuterRef("pk"), rol=Deelname.Rol.DEELNEMER
    )
    rijen: QuerySet[Partij] = (
        Partij.objects.doet_mee_op(dag)
        .exclude(soort=SoortPartij.EXTERN)
        .filter(kern | Q(Exists(deelnemers)))
    )
    return rijen


class VerstrekkingQuerySet(GeldigQuerySet):
    """Disclosures to external partners."""

    def visible_to(self, actor: Actor | None) -> Self:
        """All of a casus for who reads it; for an external partner what was disclosed to it.

        The partner's part looks at nothing but the disclosure and the partner's right on the plan,
        which ends with its participation: it reads no other row of the casus.
        """
        if actor is None or not actor.extern:
            return self.filter(casus_id__in=Casus.objects.visible_to(actor).values("pk"))
        return (
            self._van(actor)
            .op(actor.vandaag)
            .filter(
                casus_id__in=toegelaten(actor, PLAN_LEZEN),
                volledig_op__isnull=False,
                ingetrokken_op__isnull=True,
                beeindigd_op__isnull=True,
            )
        )

    def wachtend(self, dag: date) -> Self:
        """Those that wait for consent on a day."""
        return self.alias(stand=self._stand(dag)).filter(stand=self.model.Stand.WACHT)

    def instemming_rond(self, dag: date) -> Self:
        """Those that wait, and to which every party that must consent on a day did.

        Not one with an item whose ground lapsed meanwhile (WPG 3).
        """
        gegeven = self._toestemmingen(OuterRef(OuterRef("pk"))).filter(partij=OuterRef("pk"))
        ontbreekt = toestemmers(OuterRef(OuterRef("casus")), dag).exclude(Exists(gegeven))
        rijen = self.wachtend(dag).exclude(pk__in=self.vervallen(dag).values("pk"))
        return rijen.exclude(Exists(ontbreekt)).filter(Exists(self._toestemmingen()))

    def vervallen(self, dag: date) -> Self:
        """Those with an item on whose ground nothing new may be given on a day (WPG 3)."""
        gegeven = overkant(self.model, "gegevens").objects.filter(verstrekking=OuterRef("pk"))
        voorbij = Q(grond__laatste_dag__lt=dag) | Q(grond_om__laatste_dag__lt=dag)
        return self.filter(Exists(gegeven.filter(voorbij)))

    def met_stand(self, dag: date) -> Self:
        """With `stand` on a day: it follows from the answers, the dates and the participation."""
        return self.annotate(stand=self._stand(dag))

    def _stand(self, dag: date) -> Case:
        stand = self.model.Stand
        doet_mee = Deelname.objects.werkend(dag).filter(
            pk=OuterRef("deelname"), rol=Deelname.Rol.DEELNEMER
        )
        voorbij = Q(beeindigd_op__isnull=False) | Q(tot__lte=dag) | ~Q(Exists(doet_mee))
        geweigerd = Exists(self._toestemmingen().filter(akkoord=False))
        return Case(
            When(ingetrokken_op__isnull=False, then=Value(stand.INGETROKKEN)),
            When(geweigerd, then=Value(stand.GEWEIGERD)),
            When(voorbij, then=Value(stand.BEEINDIGD)),
            When(volledig_op__isnull=True, then=Value(stand.WACHT)),
            When(van__gt=dag, then=Value(stand.STRAKS)),
            default=Value(stand.VERSTREKT),
        )

    def te_lezen_geweest(self, dag: date) -> Self:
        """Those that the partner reads on a day or could read before, and that were not recalled.

        They were complete, and their first day came before they, or the participation, ended.
        """
        eindes = ("beeindigd_op", "deelname__tot", "deelname__vermelding__tot")
        begonnen = [Q(**{f"{e}__isnull": True}) | Q(**{f"{e}__gte": F("van")}) for e in eindes]
        return self.filter(
            *begonnen, volledig_op__isnull=False, van__lte=dag, ingetrokken_op__isnull=True
        )

    def in_te_trekken(self, dag: date) -> Self:
        """Those that the partner has read or may come to read.

        What it has read also after it ended: the partner is told to destroy it (MC 12.6). What it
        may come to read also while its statement of secrecy has lapsed: it comes back with a new one.
        """
        geweigerd = self._toestemmingen().filter(akkoord=False)
        komt = self.filter(
            Q(tot__isnull=True) | Q(tot__gt=dag),
            ~Q(Exists(geweigerd)),
            deelname__in=Deelname.objects.ononderbroken(dag),
            ingetrokken_op__isnull=True,
            beeindigd_op__isnull=True,
        )
        gelezen = self.te_lezen_geweest(dag)
        return self.filter(Q(pk__in=komt.values("pk")) | Q(pk__in=gelezen.values("pk")))

    def beeindig(self, dag: date) -> None:
        """End what was not recalled: the casus was closed, or the participation ended."""
        rijen = self.filter(beeindigd_op__isnull=True, ingetrokken_op__isnull=True)
        rijen.update(beeindigd_op=dag)

    def _van(self, actor: Actor) -> Self:
        return self.filter(partij__in=actor.partijen) if actor.extern else self.none()

    def _toestemmingen(self, verstrekking: OuterRef | None = None) -> Any:
        toestemming = overkant(self.model, "toestemmingen")
        return toestemming.objects.filter(verstrekking=verstrekking or OuterRef("pk"))
