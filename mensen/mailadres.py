"""Whether somebody is mailed that his worklist has something new, and where: he alone decides (ADR 20)."""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require

from .models import Mailadres
from .tasks import verstuur_mail

CODE_GELDT = timedelta(days=1)
POGINGEN = 5  # at a code of six digits
ADRES = re.compile(r"[\x21-\x7e]+")  # as every mail server takes it
GEEN_MAIL = "Deze toepassing verstuurt geen mail."


def mag_mailen(actor: Actor) -> bool:
    """Whether there can be news for this actor: he works with files."""
    return actor.werkt_met_dossiers


def eigen(actor: Actor) -> Mailadres | None:
    """What the actor asked for; None for who never asked, or does not want it any more."""
    rij: Mailadres | None = _rijen(actor).exclude(gevraagd_op=None).first()
    return rij


@transaction.atomic
def vraag_aan(*, actor: Actor, adres: str) -> None:
    """Ask for mail at an address; a code goes there first, so that a mistake mails nobody else.

    Raises:
        Geweigerd: the actor does not work with files.
        NietMogelijk: no mail is sent here, or this is no address.
    """
    require(mag_mailen(actor))
    if settings.MAIL is None:
        raise NietMogelijk(GEEN_MAIL)
    try:
        EmailValidator()(adres if ADRES.fullmatch(adres) else "")
    except ValidationError:
        zin = "Vul een mailadres in, zoals naam@gemeente.nl."
        raise NietMogelijk({"adres": zin}) from None
    assert actor.gebruiker_id
    rij = _rijen(actor).select_for_update().first()
    # What stays is `opnieuw_na`: nobody floods an address by asking again.
    rij = rij or Mailadres(gebruiker_id=actor.gebruiker_id, opnieuw_na=actor.nu)
    rij.begin_opnieuw()
    rij.adres, rij.gevraagd_op = adres, actor.nu
    rij.code = f"{secrets.randbelow(10**6):06}"
    rij.save()
    transaction.on_commit(verstuur_mail.delay, robust=True)


@transaction.atomic
def bevestig(*, actor: Actor, code: str) -> bool:
    """Confirm an address by the code that was sent there: from now on mail goes.

    Returns:
        Whether it was the code. Not an exception: the try is counted.

    Raises:
        NietMogelijk: there is nothing to confirm, or no try is left.
    """
    rij = _rijen(actor).select_for_update().first()
    if rij is None or rij.gevraagd_op is None or rij.bevestigd_op:
        raise NietMogelijk("Er is geen adres om te bevestigen.")
    if rij.pogingen >= POGINGEN or rij.gevraagd_op + CODE_GELDT <= actor.nu:
        raise NietMogelijk("Deze code geldt niet meer. Vul uw adres opnieuw in.")
    if rij.gemeld_tot is None:  # else who asks anew had new tries each time
        raise NietMogelijk("De code is nog niet verstuurd.")
    goed = secrets.compare_digest(rij.code.encode(), code.strip().encode())
    if goed:
        rij.bevestigd_op = rij.gemeld_tot = actor.nu  # what is there already he has just seen
        rij.code, rij.uitkomst, rij.uitkomst_op = "", "", None
    else:
        rij.pogingen += 1
    rij.save()
    return goed


@transaction.atomic
def zet_uit(*, actor: Actor) -> None:
    """No mail any more, and the address is gone."""
    for rij in _rijen(actor).select_for_update():
        rij.begin_opnieuw()
        rij.save()


def _rijen(actor: Actor) -> QuerySet[Mailadres]:
    return Mailadres.objects.filter(gebruiker=actor.gebruiker_id)
