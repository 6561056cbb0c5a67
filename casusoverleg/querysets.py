"""Who sees a casus, its plan and its measures (MC 10.4, 10.5)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When

from convenant.models import KERN, GeldigQuerySet, Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from register.grants import PLAN_LEZEN
from register.models import DossierQuerySet, toegelaten

from .rules import mag_inbrengen, mag_voeren


class CasusQuerySet(DossierQuerySet):
    """Casus files."""

    def written_by(self, actor: Actor | None) -> Self:
        """Those that the actor keeps as secretary of the casusoverleg (MC 10.1, PB 4.3)."""
        if actor is None or not mag_voeren(actor):
            return self.none()
        return self.visible_to(actor)

    def contributed_by(self, actor: Actor | None) -> Self:
        """Those to which the actor brings what its party knows: the secretary, and parties that take part."""
        if actor is None or not mag_inbrengen(actor):
            return self.none()
        return self.visible_to(actor)

    def met_feiten(self) -> Self:
        """With what grants and tasks follow from; without the texts: nothing is decrypted."""
        from .models import Deelname, Deelnameverzoek, Maatregel, Plan, Toestemming, Verstrekking

        deelnames = Deelname.objects.select_related("partij__convenant", "vermelding")
        geldend = Maatregel.objects.geldend().met_laatste_stand().select_related("partij")
        verstrekkingen = Verstrekking.objects.select_related(
            "deelname__vermelding", "partij__convenant"
        )
        return self.met_kern().prefetch_related(
            Prefetch("deelnames", zonder_inhoud(deelnames)),
            Prefetch("plannen", zonder_inhoud(Plan.objects.all())),
            Prefetch("plannen__maatregelen", zonder_inhoud(geldend)),
            Prefetch("deelnameverzoeken", zonder_inhoud(Deelnameverzoek.objects.all())),
            Prefetch("verstrekkingen", zonder_inhoud(verstrekkingen)),
            Prefetch("verstrekkingen__toestemmingen", zonder_inhoud(Toestemming.objects.all())),
            "verstrekkingen__partij__geheimhouding",
        )

    def met_inhoud(self) -> Self:
        """With all that a transcript says, each table asked once."""
        from .models import (
            Bijdrage,
            Deelname,
            Deelnameverzoek,
            Maatregel,
            Signaal,
            Voortgang,
            Weging,
        )

        return self.met_kern().prefetch_related(
            Prefetch("signalen", Signaal.objects.select_related("partij", "grondslag")),
            Prefetch("bijdragen", Bijdrage.objects.select_related("partij", "grondslag")),
            Prefetch("wegingen", Weging.objects.select_related("ontwikkelgebied", "in_fase")),
            Prefetch("deelnames", Deelname.objects.select_related("partij", "vermelding")),
            Prefetch("deelnameverzoeken", Deelnameverzoek.objects.select_related("partij")),
            Prefetch("voortgang", Voortgang.objects.select_related("partij")),
            Prefetch(
                "plannen__maatregelen",
                Maatregel.objects.met_laatste_stand().select_related("partij"),
            ),
            "derden",
            "adviezen",
        )

    def met_regisseur(self, dag: date) -> Self:
        """With `regisseur_nu`: the name of the casusregisseur while its party takes part on a day.

        Nothing runs on the day on which a party's time ends, so that what was appointed may be past.
        """
        from .models import Deelname

        # A core party was one of this casus when it was appointed, and stays that.
        kern = Partij.objects.doet_mee_op(dag).filter(pk=OuterRef("regisseur"), soort__in=KERN)
        deelnemer = Deelname.objects.werkend(dag).filter(
            rol=Deelname.Rol.DEELNEMER, casus=OuterRef("pk"), partij=OuterRef("regisseur")
        )
        return self.annotate(
            regisseur_nu=Case(
                When(Q(Exists(kern)) | Q(Exists(deelnemer)), then=F("regisseur__naam"))
            )
        )


class DeelnameQuerySet(GeldigQuerySet):
    """Participations."""

    def ononderbroken(self, dag: date) -> Self:
        """Those that run or begin later, and whose party has not left annex 1 since (MC 1 c).

        An external partner that left annex 1 and came back is let in anew: the entry under which it
        was let in must still hold, today or on the day on which the participation begins.
        """
        vermeld = Q(vermelding__isnull=False) & (
            Q(vermelding__tot__isnull=True)
            | (Q(vermelding__tot__gt=dag) & Q(vermelding__tot__gt=F("van")))
        )
        return self.niet_voorbij(dag).filter(~Q(partij__soort=SoortPartij.EXTERN) | vermeld)

    def werkend(self, dag: date) -> Self:
        """Those that give access on a day: begun, uninterrupted, and the party acts (`Partij.doet_mee`)."""
        partijen = Partij.objects.doet_mee_op(dag)
        return self.ononderbroken(dag).filter(van__lte=dag, partij__in=partijen)


class PlanQuerySet(models.QuerySet[Any]):
    """Versions of plans."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Every version for who sees the file; the adopted one for external partners (MC 10.5)."""
        from .models import Casus

        if actor is not None and actor.extern:
            plan = toegelaten(actor, PLAN_LEZEN)
            return self.filter(casus_id__in=plan, status=self.model.Status.VASTGESTELD)
        return self.filter(casus_id__in=Casus.objects.visible_to(actor).values("pk"))

    def geldend(self) -> Self:
        """The adopted version of each casus."""
        return self.filter(status=self.model.Status.VASTGESTELD)


class MaatregelQuerySet(models.QuerySet[Any]):
    """Measures, with what became of them."""

    def geldend(self) -> Self:
        """Those of adopted plans: the ones to carry out."""
        from .models import Plan

        return self.filter(plan__status=Plan.Status.VASTGESTELD)

    def met_laatste_stand(self) -> Self:
        """With `stand`: the last progress that was reported, None before the first."""
        from .models import Voortgang

        laatste = Voortgang.objects.filter(
            casus=OuterRef("casus"), keten=OuterRef("keten")
        ).order_by("-op", "-pk")
        return self.annotate(stand=Subquery(laatste.values("stand")[:1])).order_by("tot", "pk")

    def met_stand(self, dag: date) -> Self:
        """With `stand`, and `te_laat` on a day."""
        from .models import Casus, Voortgang

        af = Q(stand__in=Voortgang.AF)
        # Not by a join: an external partner reads its measures and not the casus (MC 10.5).
        dicht = Casus.objects.filter(pk=OuterRef("casus_id"), fase=Casus.Stand.AFGESLOTEN)
        af |= Q(Exists(dicht))
        return self.met_laatste_stand().annotate(
            te_laat=Case(
                When(af, then=Value(False)),
                When(tot__lt=dag, wordt_genomen=True, then=Value(True)),
                default=Value(False),
            ),
        )
