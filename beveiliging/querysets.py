"""Who sees which row of the two logs (MC 15.2 e, BEV-logging); PostgreSQL says it a second time.

The supervisor sees every row of the covenant; who works with files sees what he did himself under it;
the administrator sees none. To look at these pages is no reading of a file, so it is not logged
again: they show numbers and no content, and 25 rows for each look would bury what the supervisor
looks for.

What somebody sees of his own acts says only what he was shown at the time. It asks nothing of today:
whether he was excluded, or the file was archived or destroyed, changes no row and adds none, so the
log does not tell of it. The number he knew; nothing on these pages leads to the file.
"""

from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When

from convenant.models import Convenant
from gedeeld.actor import Actor
from mensen.models import Gebruiker, Inlog
from register.models import Gebeurtenis, Inzage

# Its actor must not learn whether there was anything to ask; the question stands among his readings.
VRAAG = "casusoverleg.deelname_gevraagd"


class Uitkomst(TextChoices):
    """How a try ended, as far as the reader of the log may know; the only outcome that is shown."""

    GEZIEN = "gezien", "Gezien"
    GEVRAAGD = "gevraagd", "Gevraagd"
    GEWEIGERD = "geweigerd", "Geweigerd"


def mag_logboek_lezen(actor: Actor | None) -> bool:
    """Whether there is a log for this actor: the supervisor, and who works with files."""
    return actor is not None and (actor.houdt_toezicht or actor.werkt_met_dossiers)


def inzage(actor: Actor) -> QuerySet[Any]:
    """The rows of the read log for this actor, each with its `uitkomst`.

    A question to take part is no more than that for who asked it, whether the number exists or not.
    """
    rijen = Inzage.objects.filter(convenant_id=actor.convenant_id)
    # A search for a name is a question as well; what it showed stands in the rows after it.
    gevraagd = Q(soort=Inzage.Soort.VRAAG) | Q(soort=Inzage.Soort.ZOEKEN, nummer="")
    if actor.houdt_toezicht:
        gevraagd &= Q(toegestaan=True)
    elif mag_logboek_lezen(actor):
        rijen = rijen.filter(gebruiker=actor.gebruiker_id)
    else:
        rijen = rijen.none()
    return rijen.annotate(
        uitkomst=Case(
            When(gevraagd, then=Value(Uitkomst.GEVRAAGD)),
            When(toegestaan=True, then=Value(Uitkomst.GEZIEN)),
            default=Value(Uitkomst.GEWEIGERD),
        )
    )


def hele_blikken(rijen: QuerySet[Any]) -> QuerySet[Any]:
    """One row for each look: a page of a list shows 25 files, and would bury what lies between."""
    return rijen.filter(aantal__isnull=False)


def in_een_blik(actor: Actor, rijen: list[Any]) -> dict[Any, list[str]]:
    """The numbers that were shown together, by the look, of the rows that are more than one."""
    blikken = [rij.blik for rij in rijen if rij.aantal != 1]
    gezien: dict[Any, list[str]] = {}
    if blikken:
        samen = inzage(actor).filter(blik__in=blikken).order_by("pk")
        for blik, nummer in samen.values_list("blik", "nummer"):
            gezien.setdefault(blik, []).append(nummer)
    return gezien


def buiten_werktijd(rijen: QuerySet[Any], convenant: Convenant) -> QuerySet[Any]:
    """Rows of a moment at which nobody works under this covenant (`Convenant.in_werktijd`)."""
    return rijen.filter(
        ~Q(tijdstip__iso_week_day__in=convenant.werkdagen)
        | Q(tijdstip__time__lt=convenant.werk_van)
        | Q(tijdstip__time__gte=convenant.werk_tot)
    )


def inlog(actor: Actor) -> QuerySet[Inlog]:
    """The rows of the login trail for this actor.

    For the supervisor those of the accounts that work, or have their home, under his covenant, and the
    tries with a name that there is not; for everybody else his own.
    """
    rijen: QuerySet[Inlog] = Inlog.objects.select_related("door")
    if actor.houdt_toezicht:
        hier = Q(vertegenwoordigingen__partij__convenant=actor.convenant_id)
        accounts = Gebruiker.objects.filter(hier | Q(convenant=actor.convenant_id))
        return rijen.filter(Q(gebruiker=None) | Q(gebruiker__in=accounts.values("pk")))
    if mag_logboek_lezen(actor):
        return rijen.filter(gebruiker=actor.gebruiker_id)
    return rijen.none()


def gebeurtenissen(actor: Actor) -> QuerySet[Gebeurtenis]:
    """The rows of the change log for this actor.

    That he did it is not enough: an act may touch a file that its actor does not see. Who excludes
    himself from a casus is excluded from its weegploeg file as well. So of the files whose number he
    was shown.
    """
    rijen = Gebeurtenis.objects.filter(convenant_id=actor.convenant_id)
    if actor.houdt_toezicht:
        # A job of the system acts under no covenant; its files do, by what people did to them.
        van_taken = Q(convenant_id=None, pseudoniem__in=rijen.values("pseudoniem"))
        return Gebeurtenis.objects.filter(Q(convenant_id=actor.convenant_id) | van_taken)
    if mag_logboek_lezen(actor):
        gezien = inzage(actor).filter(uitkomst=Uitkomst.GEZIEN, nummer=OuterRef("nummer"))
        # Looked up row by row, as the policy does: of `in` PostgreSQL makes a hash of all he ever read.
        getoond = Subquery(gezien.order_by().values(getoond=Value(True))[:1])
        eigen = rijen.filter(gebruiker=actor.gebruiker_id).exclude(soort=VRAAG)
        return eigen.alias(getoond=getoond).filter(getoond__isnull=False)
    return rijen.none()


def gebruikers_van(actor: Actor) -> QuerySet[Gebruiker]:
    """Who acts or acted under this covenant."""
    return (
        Gebruiker.objects.filter(vertegenwoordigingen__partij__convenant=actor.convenant_id)
        .order_by("username")
        .distinct()
    )
