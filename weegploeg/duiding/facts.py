"""What follows from the questions of a file: who reads one until when, and whether the file comes back."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from register.feiten import Feit
from register.grants import VRAAG_LEZEN
from register.kringen import Kring
from register.taken import Wachtend

from ..models import Duidingsvraag, WeegploegDossier

EEN_DAG = timedelta(days=1)
HERINNEREN = timedelta(days=7)  # how long before the last day a party is reminded
REDEN = "Is gevraagd om nadere duiding (procesbeschrijving 3.4)."
Stand = WeegploegDossier.Stand


def toelatingen(dossier: WeegploegDossier) -> list[Feit]:
    """To which parties the reading of their own questions was given, while the weegploeg has not decided.

    Until the last day, and who answered until the weegploeg decides on it: then it can still say what it
    meant, and afterwards its answer is the weegploeg's. Core parties read the file. A party has one
    grant in a file, so while one question is open it reads its others in that file as well.
    """
    return [_feit(rijen) for rijen in _per_partij(dossier)]


def _per_partij(dossier: WeegploegDossier) -> Iterator[list[Duidingsvraag]]:
    kern = {partij.pk for partij in dossier.gemeente.kern}
    rijen = [
        rij
        for rij in dossier.duidingsvragen.all()
        if rij.partij_id
        and rij.partij_id not in kern
        and rij.gesloten_op is None
        and (rij.beantwoord_op or dossier.stand == Stand.NADERE_DUIDING)
    ]
    if not dossier.is_open:
        return
    for _, groep in groupby(
        sorted(rijen, key=lambda r: (r.partij_id, r.pk)), lambda r: r.partij_id
    ):
        yield list(groep)


def _feit(rijen: list[Duidingsvraag]) -> Feit:
    eindes = [einde(rij) for rij in rijen]
    laatste = rijen[-1]
    assert laatste.partij
    return Feit(
        laatste.partij.groep_id,
        VRAAG_LEZEN,
        min(rij.gesteld_op for rij in rijen),
        None if None in eindes else max(dag for dag in eindes if dag),
        REDEN,
        laatste.vermelding,
    )


def einde(rij: Duidingsvraag) -> date | None:
    """The first day on which the asked party does not read it any more; None while nothing ends it."""
    dagen = [rij.lezen_tot, None if rij.beantwoord_op else rij.uiterlijk + EEN_DAG]
    return min((dag for dag in dagen if dag), default=None)


def taken(dossier: WeegploegDossier, secretaris: str) -> Iterator[Wachtend]:
    """An answer to give, for who is asked; and to record, for the secretary."""
    kern = {partij.pk for partij in dossier.gemeente.kern}
    open_ = [rij for rij in dossier.duidingsvragen.all() if rij.open]
    for rij in sorted(open_, key=lambda vraag: (vraag.uiterlijk, vraag.pk)):
        yield Wachtend(
            "weegploeg.antwoord",
            secretaris,
            dossier.geopend_op,
            uiterlijk=rij.uiterlijk,
            rij=rij.pk,
        )
        if rij.partij_id:
            yield Wachtend(
                "weegploeg.vraag",
                Kring.VERTEGENWOORDIGERS.van(rij.partij_id),
                rij.gesteld_op,
                tot=einde(rij),
                uiterlijk=rij.uiterlijk,
                rij=rij.pk,
                nummer="" if rij.partij_id in kern else rij.gesteld.nummer,
            )


def voorbij(dossier: WeegploegDossier, dag: date) -> bool:
    """Whether nobody is waited for any more: all answered, or the last day passed (PB 3.4 ad 3)."""
    return all(rij.uiterlijk < dag for rij in dossier.duidingsvragen.all() if rij.open)


def is_terug(dossier: WeegploegDossier) -> bool:
    """Whether the file is before the weegploeg again, with or without what it asked for."""
    return dossier.stand == Stand.IN_WEGING and bool(dossier.duidingsvragen.all())
