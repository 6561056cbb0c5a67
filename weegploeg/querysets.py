"""Who sees a weegploeg file: the core parties of that file and nobody else (MC 8.4)."""

from typing import Self

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from register.access import met_recht
from register.models import DossierQuerySet

LEZEN = "lezen"


class WeegploegQuerySet(DossierQuerySet):
    """Weegploeg files."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Files of which the actor's party is a core party, for members and secretary (CON-gemeente-eigen)."""
        return met_recht(self, actor, LEZEN)

    def met_voortgang(self) -> Self:
        """With what the next step depends on: a fixed number of queries for any number of files.

        Adds `gewogen` (bool), `nieuw_signaal` (bool: nobody decided whether to hand it over),
        `open_vraag` (key of the first question that waits, or None), `verkregen_op` (date of the
        earliest data) and `casus_stand` (state of the casus that came from it; None also while that
        is restricted: it asks nothing then).
        """
        from casusoverleg.models import Casus

        from .models import Besluit, Duidingsvraag, Inbreng, Informatiebesluit, Signaal, Weging

        eigen = {"dossier": OuterRef("pk")}
        eerste = Inbreng.objects.filter(**eigen).order_by("ontvangen_op")
        vraag = Duidingsvraag.objects.filter(**eigen, beantwoord_op__isnull=True).order_by("pk")
        casus = Casus.objects.filter(beperkt=False, pk=OuterRef("casus_id"))
        rijen = self.annotate(
            nieuw_signaal=Exists(Signaal.objects.filter(**eigen, gedeeld="")),
            gewogen=Exists(Weging.objects.filter(**eigen)),
            open_vraag=Subquery(vraag.values("pk")[:1]),
            verkregen_op=Subquery(eerste.values("ontvangen_op")[:1]),
            casus_stand=Subquery(casus.values("fase")[:1]),
        )
        return rijen.prefetch_related(  # days and choices: no text is decrypted to know what comes next
            Prefetch("inbrengen", zonder_inhoud(Inbreng.objects.all())),
            Prefetch("besluiten", zonder_inhoud(Besluit.objects.all())),
            Prefetch("informatiebesluiten", zonder_inhoud(Informatiebesluit.objects.all())),
        )
