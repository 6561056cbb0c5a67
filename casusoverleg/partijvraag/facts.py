"""What follows from the questions to parties: who reads one until when, and what waits (MvT 2.3; PB 3.4)."""

from collections.abc import Iterator
from itertools import groupby

from register.feiten import Feit
from register.grants import VRAAG_LEZEN
from register.kringen import Kring
from register.taken import Wachtend

from ..dossier.models import Casus

REDEN = "Is iets gevraagd zonder de casus te lezen (memorie van toelichting 2.3, procesbeschrijving 3.4)."


def toelatingen(casus: Casus) -> list[Feit]:
    """To which parties the reading of their own questions was given.

    A party has one grant in a casus; each question itself says until when it is read.
    """
    rijen = sorted(casus.partijvragen.all(), key=lambda rij: rij.partij_id)
    return [
        Feit(
            groep_id,
            VRAAG_LEZEN,
            min(rij.gevraagd_op for rij in van_een),
            max(rij.lezen_tot for rij in van_een),
            REDEN,
        )
        for groep_id, van_een in (
            (groep, list(deel)) for groep, deel in groupby(rijen, lambda rij: rij.partij.groep_id)
        )
    ]


SOORT = {
    "verkennen": "verkennen",
    "advies": "adviseren",
    "eigen": "eigen_gegevens",
    "uitnodiging": "uitnodiging",
}


def taken(casus: Casus, secretaris: str) -> Iterator[Wachtend]:
    """An answer to give, for who is asked; for the secretary who wants to take part, and who was
    invited and does not answer.

    In a closed casus only what is asked of a party on its own data.
    """
    einden = {deelname.pk: deelname.tot for deelname in casus.deelnames.all()}
    for rij in casus.partijvragen.all():
        if not (casus.loopt or rij.over_eigen):
            continue
        if rij.open:
            yield Wachtend(
                f"casusoverleg.{SOORT[rij.soort]}",
                Kring.VERTEGENWOORDIGERS.van(rij.partij_id),
                rij.gevraagd_op,
                tot=rij.lezen_tot,
                uiterlijk=rij.uiterlijk,
                rij=rij.pk,
                nummer=rij.nummer,
            )
            if rij.nodigt_uit:
                yield Wachtend(
                    "casusoverleg.geen_antwoord",
                    secretaris,
                    rij.lezen_tot,
                    tot=einden.get(rij.deelname_id),  # then there is nothing to accept any more
                    rij=rij.pk,
                )
        elif rij.wil_meedoen:
            yield Wachtend("casusoverleg.wil_meedoen", secretaris, rij.beantwoord_op, rij=rij.pk)
