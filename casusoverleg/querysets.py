"""Who sees a casus, its plan and its measures (MC 10.4, 10.5)."""

from datetime import date
from typing import Self

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When

from convenant.models import KERN, Partij
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from register.models import DossierQuerySet

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
