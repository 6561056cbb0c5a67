"""Who sees a casus, its plan and its measures (MC 10.4, 10.5)."""

from datetime import date
from typing import Any, Self

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When

from convenant.models import KERN, Partij
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from gedeeld.relaties import overkant
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
        plannen, verstrekkingen = self._rijen("plannen"), self._rijen("verstrekkingen")
        geldend = self._maatregelen().geldend().met_laatste_stand().select_related("partij")
        oordelen = overkant(plannen.model, "oordelen").objects.all()
        toestemmingen = overkant(verstrekkingen.model, "toestemmingen").objects.all()
        return (
            self.met_kern()
            .select_related("regisseur")
            .prefetch_related(
                Prefetch(
                    "deelnames",
                    zonder_inhoud(
                        self._rijen("deelnames").select_related("partij__convenant", "vermelding")
                    ),
                ),
                Prefetch(
                    "vangnetten",
                    zonder_inhoud(self._rijen("vangnetten").select_related("aanvraag__vermelding")),
                ),
                Prefetch("controles", zonder_inhoud(self._rijen("controles"))),
                Prefetch("adviesvragen", zonder_inhoud(self._rijen("adviesvragen"))),
                Prefetch("informeeradviezen", zonder_inhoud(self._rijen("informeeradviezen"))),
                Prefetch("plannen", zonder_inhoud(plannen)),
                Prefetch("plannen__maatregelen", zonder_inhoud(geldend)),
                Prefetch("plannen__oordelen", zonder_inhoud(oordelen)),
                Prefetch("deelnameverzoeken", zonder_inhoud(self._rijen("deelnameverzoeken"))),
                Prefetch(
                    "partijvragen",
                    zonder_inhoud(self._rijen("partijvragen").select_related("partij")),
                ),
                Prefetch(
                    "verstrekkingen",
                    zonder_inhoud(
                        verstrekkingen.select_related("deelname__vermelding", "partij__convenant")
                    ),
                ),
                Prefetch("verstrekkingen__toestemmingen", zonder_inhoud(toestemmingen)),
                "verstrekkingen__partij__geheimhouding",
                Prefetch("zendingen", zonder_inhoud(self._rijen("zendingen"))),
                Prefetch(
                    "zendingen__antwoorden",
                    zonder_inhoud(
                        overkant(self._rijen("zendingen").model, "antwoorden").objects.all()
                    ),
                ),
            )
        )

    def met_inhoud(self) -> Self:
        """With all that a transcript says, each table asked once."""
        met = {
            "signalen": ("partij", "grondslag", "grondslag_om"),
            "bijdragen": ("partij", "grondslag", "grondslag_om"),
            "afwegingen": ("partij",),
            "wegingen": ("ontwikkelgebied__kader", "in_fase"),
            "deelnames": ("partij", "vermelding"),
            "deelnameverzoeken": ("partij",),
            "regies": ("partij",),
            "partijvragen": ("partij",),
            "vangnetten": ("aanvraag",),
            "afspraken": ("partij",),
            "voortgang": ("partij",),
            "controles": ("door",),
            "correcties": ("partij",),
        }
        return self.met_kern().prefetch_related(
            *(Prefetch(naam, self._rijen(naam).select_related(*bij)) for naam, bij in met.items()),
            Prefetch(
                "plannen__maatregelen",
                self._maatregelen().met_laatste_stand().select_related("partij"),
            ),
            "plannen__oordelen__partij",
            Prefetch("zendingen", self._rijen("zendingen").select_related("aan", "grondslag")),
            "zendingen__antwoorden__partij",
            "derden",
            "banden",
            "reizen",
            "adviezen__doelen",
            "adviezen__aflopen__partij",
            "gebiedsanalyses__ontwikkelgebied",
            "voortzettingen",
            "adviesvragen",
            "informeeradviezen",
            "brieven",
        )

    def met_regisseur(self, dag: date) -> Self:
        """With `regisseur_nu`: the name of the casusregisseur while its party takes part on a day.

        Nothing runs on the day on which a party's time ends, so that what was appointed may be past.
        """
        # A core party was one of this casus when it was appointed, and stays that.
        kern = Partij.objects.doet_mee_op(dag).filter(pk=OuterRef("regisseur"), soort__in=KERN)
        deelnames = self._rijen("deelnames")
        deelnemer = deelnames.werkend(dag).filter(
            rol=deelnames.model.Rol.DEELNEMER, casus=OuterRef("pk"), partij=OuterRef("regisseur")
        )
        return self.annotate(
            regisseur_nu=Case(
                When(Q(Exists(kern)) | Q(Exists(deelnemer)), then=F("regisseur__naam"))
            )
        )

    def _maatregelen(self) -> Any:
        return overkant(overkant(self.model, "plannen"), "maatregelen").objects.all()
