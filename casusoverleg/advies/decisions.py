"""Asking advice without saying who it is about, and what came of it (MC 9.5, PB 4.2)."""

from datetime import date

from gedeeld.actor import Actor
from gedeeld.genoemd import genoemd, kenmerken, naamwoorden
from gedeeld.weigering import NietMogelijk, dag_van_besluit, vereis_dagen, vereis_tekst
from register.afleiden import besluit

from ..dossier.models import Casus
from ..events import gebeurd
from ..slot import te_voeren
from .models import Adviesvraag


@besluit
def vraag_advies(
    casus: Casus, *, actor: Actor, aan: str, wie: str, vraag: str, op: date | None = None
) -> Adviesvraag:
    """Record what was asked of an expert, without saying who it is about (MC 9.5).

    Args:
        aan: one of `Adviesvraag.Aan`.
        wie: which expert, where it is another one than those.
        op: the day of asking; today without it.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it is not said of whom, the question is empty or says who it is about, the day
            can't be, or it was asked already.
    """
    casus = te_voeren(casus, actor)
    if aan not in Adviesvraag.Aan.values:
        raise NietMogelijk({"aan": "Kies aan wie u advies vraagt."})
    if aan == Adviesvraag.Aan.DESKUNDIGE:
        vereis_tekst(wie=wie)
    vereis_tekst(vraag=vraag)
    vereis_zonder_naam(casus, wie=wie, vraag=vraag)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op, veld="op")
    if any((rij.aan, rij.vraag) == (aan, vraag) for rij in casus.adviesvragen.all()):
        raise NietMogelijk("Deze vraag staat al in de casus.")
    rij: Adviesvraag = casus.adviesvragen.create(aan=aan, wie=wie, vraag=vraag, gevraagd_op=dag)
    gebeurd(casus, "advies_gevraagd", actor=actor, op=dag)
    return rij


@besluit
def leg_advies_vast(
    rij: Adviesvraag,
    *,
    actor: Actor,
    antwoord: str,
    beantwoord_op: date | None,
    gebruik: str = "",
) -> Adviesvraag:
    """Record what an expert answered, and what was done with it (MC 9.5).

    Args:
        beantwoord_op: the day of the answer.
        gebruik: what was done with it; empty until it is known.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: there is no answer, or its day lies before the question or is yet to come.
    """
    casus = te_voeren(rij.casus, actor)
    rij = casus.adviesvragen.get(pk=rij.pk)
    vereis_tekst(antwoord=antwoord)
    if beantwoord_op is None:
        raise NietMogelijk({"beantwoord_op": "Vul in op welke dag het antwoord kwam."})
    if beantwoord_op < rij.gevraagd_op:
        raise NietMogelijk({"beantwoord_op": "Deze dag ligt voor de dag van de vraag."})
    vereis_dagen(actor.vandaag, gedaan={"beantwoord_op": beantwoord_op})
    nieuw = {"antwoord": antwoord, "beantwoord_op": beantwoord_op, "gebruik": gebruik}
    gewijzigd = [veld for veld, waarde in nieuw.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, nieuw[veld])
    if gewijzigd:
        rij.save(update_fields=gewijzigd)
        gebeurd(casus, "advies_ontvangen", actor=actor, velden=gewijzigd)
    return rij


def vereis_zonder_naam(casus: Casus, **velden: str) -> None:
    """Refuse, at its field, a text that says who the subject is, or another person of the casus.

    Raises:
        NietMogelijk: with the words to take out.
    """
    kent = [*kenmerken(casus), *naamwoorden(derde.naam for derde in casus.derden.all())]
    for veld, tekst in velden.items():
        if woorden := genoemd(tekst, kent):
            raise NietMogelijk(
                {
                    veld: "Advies vraagt u zonder te zeggen om wie het gaat. Haal dit uit de tekst: "
                    f"{', '.join(woorden)}."
                }
            )
