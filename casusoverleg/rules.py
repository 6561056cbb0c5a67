"""Predicates and dates of the casusoverleg, as pure functions."""

from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from convenant.gegevens import Gegeven
from gedeeld.actor import Actor
from gedeeld.personen import Persoon
from gedeeld.rules import MEERDERJARIG, fout_in_komend, meerderjarig_op
from gedeeld.weigering import NietMogelijk, vereis_dagen

# Tasks that end when the party says that it read what it takes part in.
TE_LEZEN = ("casusoverleg.casus_lezen", "casusoverleg.deel_lezen")
NA_SLUITEN = relativedelta(months=3)  # for how long others may go on reading (CAS-toegang-partij)


def mag_voeren(actor: Actor) -> bool:
    """Whether the actor is secretary of the casusoverleg, for the files it reads (PB 4.3)."""
    return actor.voert_casusoverleg_uit


def mag_vastleggen(actor: Actor) -> bool:
    """Whether the actor writes into a casus what comes from the weegploeg.

    A signal that it hands over (MC 8.5), and what the core parties decide on closing (MC 9.4).
    """
    return actor.voert_weegploeg_uit


def mag_inbrengen(actor: Actor) -> bool:
    """Whether the actor adds what its party knows: the secretary, and who represents a party in this
    casus, an external partner too, under the own account (MC 1 c, 9.2; PB 4.2).
    """
    return mag_voeren(actor) or actor.vertegenwoordigt


def mag_antwoorden(actor: Actor) -> bool:
    """Whether the actor answers what his party is asked: who represents one that is no core party (MvT 2.3,
    PB 3.4, 4.2).
    """
    return actor.vertegenwoordigt and not actor.kernpartij


def mag_voortgang_melden(actor: Actor) -> bool:
    """Whether the actor reports on measures: its own party's, and the secretary on all (MC 9.4)."""
    return mag_voeren(actor) or actor.vertegenwoordigt


def mag_herinneren(actor: Actor, regisseur_id: UUID | None) -> bool:
    """Whether the actor reminds parties of their measures: the casusregisseur, and the secretary (PB 4.2)."""
    return mag_voeren(actor) or (actor.vertegenwoordigt and regisseur_id in actor.partijen)


def mag_toetsen(actor: Actor) -> bool:
    """Whether the actor compares a birth date with that of the file: who does not read it there."""
    return not actor.kernpartij and not actor.extern


def ziet_eerdere_waarde(actor: Actor) -> bool:
    """Whether the actor reads what the casus said before it was put right: the core parties."""
    return actor.kernpartij


def ziet_geboortedatum(persoon: Persoon, actor: Actor) -> bool:
    """Whether the actor reads the birth date: of a minor who reads the file, of an adult the core parties."""
    if not mag_toetsen(actor):
        return True
    return persoon.jonger_dan(MEERDERJARIG, actor.vandaag) is True


def weiger_toegang(tot: date | None, reden: str, *, vandaag: date, gesloten_op: date) -> None:
    """Refuse, at the field, a day until which the others go on reading a closed casus.

    Args:
        tot: first day without; None where they stop at once.
        gesloten_op: the day on which it was decided to close.

    Raises:
        NietMogelijk: the day has begun or is too far off, or a day comes without a reason or the
            other way round.
    """
    laatste = gesloten_op + NA_SLUITEN
    if tot and not vandaag < tot <= laatste:
        zin = f"Kies een dag na vandaag, en niet later dan {date_format(laatste, 'j F Y')}."
        raise NietMogelijk({"toegang_tot": zin})
    if tot and not reden.strip():
        raise NietMogelijk({"toegang_reden": "Schrijf op waarom zij de casus nog moeten lezen."})
    if reden.strip() and not tot:
        raise NietMogelijk({"toegang_tot": "Vul in tot welke dag zij de casus nog lezen."})


def weiger_wat_achterblijft(gegeven: Gegeven) -> None:
    """Refuse what a casuspartij or external partner may never read (WPG 1).

    Raises:
        NietMogelijk: it stays with the core parties.
    """
    if gegeven.blijft_achter:
        raise NietMogelijk(
            "Politiegegevens van artikel 9 of 10 Wpg, of op een grond voor een ander dan de partijen, "
            "gaan niet naar het casusoverleg.",
            code="blijft_achter",
        )


def weiger_dagen(van: date, tot: date | None, op: date, *, wat: str) -> None:
    """Refuse, at the field, days that do not fit.

    Args:
        tot: first day without, or None.
        op: the day of the decision.
        wat: what begins, with "De" before it.

    Raises:
        NietMogelijk: it begins before that day, or does not end after it began.
    """
    if van < op:
        raise NietMogelijk({"van": f"De {wat} begint vandaag of later."})
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag ligt niet na de begindag."})
    vereis_dagen(op, komend={"van": van, "tot": tot})


def fouten_in_maatregel(van: date, tot: date, *, geopend_op: date, vandaag: date) -> dict[str, str]:
    """What is wrong with the first and last day of a measure, as field name -> Dutch sentence.

    Args:
        geopend_op: the day on which the casus began.
    """
    if van < geopend_op:
        return {"van": "Deze dag ligt voor het begin van de casus."}
    if tot < van:
        return {"tot": "De einddatum ligt voor de begindatum."}
    return {"tot": zin} if (zin := fout_in_komend(tot, vandaag)) else {}


def einde_rvdk(persoon: Persoon, op: date) -> date:
    """The first day on which the Raad voor de Kinderbescherming has no role (PB 3.4).

    Of a birth date that is known in part the earliest day counts, unless people chose one.

    Args:
        op: the day on which it would begin.

    Raises:
        NietMogelijk: the subject is an adult, or may be one.
    """
    minderjarig, vanaf = persoon.jonger_dan(MEERDERJARIG, op), persoon.leeftijd_vanaf
    if minderjarig is None or vanaf is None:
        raise NietMogelijk(
            "De leeftijd van het subject is niet zeker. Vul eerst de geboortedatum in, of een datum om"
            " de leeftijd mee te berekenen. De Raad voor de Kinderbescherming doet alleen mee als het"
            " subject minderjarig is."
        )
    if not minderjarig:
        raise NietMogelijk(
            "Het subject is meerderjarig. De Raad voor de Kinderbescherming heeft dan geen rol."
        )
    return meerderjarig_op(vanaf)
