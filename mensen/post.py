"""Mail to who asked for it: that his worklist has something new, and not a word more (ADR 20).

No mail goes twice; that is what every step here is for, and its price is that one may get lost. The row
of the address is claimed, and marked as told, in a transaction that ends before the mail goes. Then:

- the server took it: that is recorded;
- the server said no, or was not there: for certain nothing went. The mark is taken back, and it is
  tried again, each time after a longer wait; after a day this mail is given up;
- nobody knows: the connection broke while the mail was on its way, or this process died. It is not
  sent again. The user and the administrator see that it may not have come.

A mail that got lost costs little: what it told of stands on the worklist, and newer news is mailed anew.
Only news that the user could read at that moment is told, asked in his own name, behind both walls.
"""

import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from gedeeld.actor import Actor
from register.berichten import ongelezen
from register.models import Bericht
from register.muur import als

from . import vertegenwoordigen
from .models import Gebruiker, Mailadres, Vertegenwoordiging

TAAK = "mail"
PAUZE = timedelta(minutes=15)  # at most one mail in this time, of all that is new
EERSTE_KEER, LAATSTE_KEER = timedelta(minutes=5), timedelta(hours=4)  # shortest and longest wait
OPGEVEN = timedelta(days=1)
VERLOREN = timedelta(minutes=10)  # much longer than one mail takes: who claimed it died
Uitkomst = Mailadres.Uitkomst
logger = logging.getLogger("casusoverleg.mensen")

NIEUWS = (
    "Nieuw op uw werklijst",
    "Er staat iets nieuws op uw werklijst. Log in om het te lezen:\n\n{link}\n\n"
    "U krijgt deze mail omdat u daarom hebt gevraagd. U zet dit uit op de pagina Mail.\n"
    "Antwoord niet op deze mail: niemand leest dat.\n",
)
CODE = (
    "Uw code",
    "Uw code is {code}\n\nVul de code in op de pagina Mail. Log daarvoor in:\n\n{link}\n\n"
    "Hebt u geen code gevraagd? Doe dan niets. U krijgt hierna geen mail meer.\n",
)


@dataclass(frozen=True)
class Brief:
    """A mail that was claimed.

    Args:
        claim: the moment of claiming, by which its row is known again.
        eerder: what the row said before it was marked as told.
    """

    pk: UUID
    adres: str
    code: str
    claim: datetime
    eerder: datetime | None


@dataclass(frozen=True)
class Uitslag:
    """What came of giving a mail to the server.

    Args:
        altijd: it will be refused each time.
        server: it answered.
    """

    uitkomst: Uitkomst
    altijd: bool = False
    server: bool = True


def verstuur() -> None:
    """Send what is due, one by one. Two processes at once send different mails.

    When the server does not answer, the rest waits for the next time: else each of them would hold
    this process, which has other work, until it is tired of waiting.
    """
    if settings.MAIL is None:
        return
    geef_verloren_op()
    for pk in _aan_de_beurt():
        if brief := claim(pk):
            uitslag = _bezorg(brief, settings.MAIL)
            _leg_vast(brief, uitslag)
            if not uitslag.server:
                return


# Claiming --------------------------------------------------------------------------------------
def _wachtend(nu: datetime) -> QuerySet[Mailadres]:
    """Rows that nobody claimed and for which there may be a mail: a code, or news of anybody."""
    nieuws = Bericht.objects.filter(gemaakt_op__gt=OuterRef("gemeld_tot"))
    code = Q(bevestigd_op=None, gemeld_tot=None)
    return Mailadres.objects.filter(
        code | Q(Exists(nieuws), bevestigd_op__isnull=False),
        gevraagd_op__isnull=False,
        bezig_sinds=None,
        opnieuw_na__lte=nu,
    )


def _aan_de_beurt() -> list[UUID]:
    with als(Actor.systeem(TAAK)):
        return list(_wachtend(timezone.now()).order_by("opnieuw_na").values_list("pk", flat=True))


def claim(pk: UUID) -> Brief | None:
    """Claim the mail of one row and mark it as told, when there still is one; committed on return."""
    nu = timezone.now()
    with als(Actor.systeem(TAAK)):
        rijen = _wachtend(nu).select_for_update(skip_locked=True, of=("self",))
        rij = rijen.select_related("gebruiker").filter(pk=pk).first()
        if rij is None:
            return None
        tot = _nieuwste(rij) if rij.bevestigd_op else nu if rij.gebruiker.is_active else None
        if tot is None:
            return None
        brief = Brief(rij.pk, rij.adres, rij.code, nu, rij.gemeld_tot)
        rij.bezig_sinds, rij.gemeld_tot = nu, tot
        rij.save(update_fields=["bezig_sinds", "gemeld_tot"])
    return brief


def _nieuwste(rij: Mailadres) -> datetime | None:
    """The newest that the user may read and was not told of, in any role that works now; or None."""
    momenten = [
        moment for actor in _actoren(rij.gebruiker) for moment in _nieuw_voor(actor, rij.gemeld_tot)
    ]
    return max(momenten, default=None)


def _actoren(gebruiker: Gebruiker) -> Iterator[Actor]:
    for keuze in vertegenwoordigen.mogelijk(gebruiker):
        teksten = vertegenwoordigen.te_bevestigen(keuze)
        if vertegenwoordigen.mag_werken(keuze, teksten):
            yield vertegenwoordigen.als_actor(keuze)


def _nieuw_voor(actor: Actor, sinds: datetime | None) -> Iterable[datetime]:
    with als(actor):
        return list(
            ongelezen(actor).filter(gemaakt_op__gt=sinds).values_list("gemaakt_op", flat=True)[:1]
        )


# Sending ---------------------------------------------------------------------------------------
def _bezorg(brief: Brief, mailserver: dict[str, Any]) -> Uitslag:
    """Give a mail to the server, once.

    Args:
        mailserver: as `config.mail.lees` gives it.
    """
    server = EmailBackend(**mailserver)
    try:
        return _geef(server, _mail(brief))
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()


def _geef(server: EmailBackend, mail: EmailMessage) -> Uitslag:
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as fout:  # before anything was sent
        return _niet(fout, server=False)
    try:
        server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as fout:
        codes = [code for code, _ in fout.recipients.values()]
        return _niet(fout, altijd=all(code >= 500 for code in codes))
    except smtplib.SMTPResponseException as fout:  # the server answered, and took nothing
        return _niet(fout)
    except Exception as fout:  # noqa: BLE001  whatever it was: the mail may have gone
        logger.error("mail: niet bekend of die aankwam (%s)", type(fout).__name__)  # noqa: TRY400
        return Uitslag(Uitkomst.ONBEKEND, server=False)
    return Uitslag(Uitkomst.VERSTUURD)


def _niet(fout: Exception, *, altijd: bool = False, server: bool = True) -> Uitslag:
    # The text of the error may hold the address; its kind does not.
    logger.warning("mail: niet aangenomen (%s)", type(fout).__name__)
    return Uitslag(Uitkomst.MISLUKT, altijd, server)


def _mail(brief: Brief) -> EmailMessage:
    onderwerp, tekst = CODE if brief.code else NIEUWS
    domein = settings.MAIL_VAN.rpartition("@")[2]
    return EmailMessage(
        onderwerp,
        tekst.format(link=settings.MAIL_LINK, code=brief.code),
        settings.MAIL_VAN,
        [brief.adres],
        # Without one of our own it would bear the name of this machine.
        headers={"Message-ID": f"<{uuid4()}@{domein}>", "Auto-Submitted": "auto-generated"},
    )


# What came of it -------------------------------------------------------------------------------
def _leg_vast(brief: Brief, uitslag: Uitslag) -> None:
    nu = timezone.now()
    with als(Actor.systeem(TAAK)):
        # Not when the user changed the address meanwhile, or it was given up as lost.
        rijen = Mailadres.objects.select_for_update().filter(bezig_sinds=brief.claim)
        rij = rijen.filter(pk=brief.pk).first()
        if rij is None:
            return
        velden = _na(rij, brief, uitslag, nu)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        rij.save(update_fields=list(velden))


def _na(rij: Mailadres, brief: Brief, uitslag: Uitslag, nu: datetime) -> dict[str, Any]:
    """The columns of a row after its mail was tried."""
    begin = rij.mislukt_sinds or nu
    weer = uitslag.uitkomst == Uitkomst.MISLUKT and not uitslag.altijd
    if weer and nu - begin < OPGEVEN:
        # Each wait is as long as all of it took until now.
        wacht = min(max(nu - begin, EERSTE_KEER), LAATSTE_KEER)
        opnieuw = {"gemeld_tot": brief.eerder, "mislukt_sinds": begin, "opnieuw_na": nu + wacht}
        return {"bezig_sinds": None, **opnieuw}
    return {
        "bezig_sinds": None,
        "mislukt_sinds": None,
        "opnieuw_na": nu + PAUZE,
        "uitkomst": uitslag.uitkomst,
        "uitkomst_op": nu,
    }


def geef_verloren_op() -> None:
    """What was claimed long ago: whoever did it died, and whether the mail went nobody knows."""
    nu = timezone.now()
    with als(Actor.systeem(TAAK)):
        Mailadres.objects.filter(bezig_sinds__lte=nu - VERLOREN).update(
            bezig_sinds=None, mislukt_sinds=None, uitkomst=Uitkomst.ONBEKEND, uitkomst_op=nu
        )


def niet_aangekomen(gebruikers: Iterable[Gebruiker]) -> dict[UUID, str]:
    """Of which of these accounts the last mail did not come, or may not have; in words."""
    with als(Actor.systeem(TAAK)):
        rijen = Mailadres.objects.filter(
            gebruiker__in=list(gebruikers), uitkomst__in=[Uitkomst.MISLUKT, Uitkomst.ONBEKEND]
        )
        return {rij.gebruiker_id: rij.get_uitkomst_display() for rij in rijen}


def ruim_op() -> None:
    """Remove the address of who does not work here any more."""
    with als(Actor.systeem(TAAK)):
        werkt = Vertegenwoordiging.objects.niet_voorbij(timezone.localdate()).filter(
            gebruiker=OuterRef("gebruiker"), gebruiker__is_active=True
        )
        Mailadres.objects.exclude(Exists(werkt)).delete()
