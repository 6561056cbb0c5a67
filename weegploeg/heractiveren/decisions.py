"""A new file of the weegploeg with chosen data of an archived one (MC 13.4).

The archived file is read and not changed: it goes at the end of its own term. What goes along are its
signals, each as a row of its own: what the weegploeg made of them then it makes anew.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from convenant.bijlage1 import Kernbesluit
from convenant.decisions import kernpartijen_van
from convenant.gegevens import SignaalWaarden, fouten_in_signaal
from convenant.models import Partij
from convenant.politie import vereis_voorwaarden
from gedeeld.actor import Actor
from gedeeld.personen import Naw
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit as derive
from register.kringen import Kring
from register.models import Dossier
from register.registry import Archiefgegeven

from .. import rules
from ..inbreng.decisions import leg_inbreng_vast, open_dossier
from ..models import Heractivering, Herkomst, InbrengWaarden, Signaal, WeegploegDossier

Rijen = Sequence[Mapping[str, Any]]
VERVALLEN = "De grond waarop dit is gegeven geldt niet meer. De partij die het gaf, kan het opnieuw inbrengen."
ANDERS = "Het voldoet niet aan wat nu voor een signaal geldt. De partij die het gaf, kan het opnieuw inbrengen."
GEEN_PARTIJ = "Wie dit inbracht, is geen kernpartij meer van deze weegploeg."
AL_TERUG = "Gegevens uit dit dossier zijn al terug bij de weegploeg, in dossier {}."


def archiefgegevens(rijen: Rijen, gemeente: Partij, dag: date) -> list[Archiefgegeven]:
    """The signals of an archived file, each with why it cannot go back on a day."""
    return [
        Archiefgegeven(
            pk=UUID(pk),
            wat=signaal.omschrijving,
            kenmerken=f"{signaal.kenmerken}. {signaal.partij.naam}, {signaal.gronden}",
            niet=_waarom_niet(signaal, gemeente, dag),
        )
        for pk, signaal in _signalen(rijen).items()
    ]


@derive
def heractiveer(
    stuk: Dossier,
    rijen: Rijen,
    mee: Collection[UUID],
    *,
    actor: Actor,
    besluit: Kernbesluit,
    reden: str,
) -> WeegploegDossier:
    """Begin a file with what the core parties chose of an archived one (MC 13.4).

    Its six months run from the day of their instruction: from then on the weegploeg has the data again.

    Args:
        stuk: the archived file, as the register has it.
        rijen: its rows, as they lie there.
        mee: keys of the signals that go along.
        besluit: of all core parties, and judged by the caller.
        reden: why they are needed once more.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: nothing was chosen, a signal may not go along, or a file from this one is open.
    """
    require(
        rules.mag_besluiten(actor)
        and Kring.UITVOERDER_WEEGPLOEG.van(stuk.partij_id) in actor.kringen,
        "De uitvoerder van de weegploeg legt dit vast.",
    )
    vereis_tekst(reden=reden)
    _vereis_niet_terug(stuk, actor)
    signalen = {UUID(pk): rij for pk, rij in _signalen(rijen).items() if UUID(pk) in mee}
    if not signalen or len(signalen) != len(set(mee)):
        raise NietMogelijk({"mee": "Kies wat er terug naar de weegploeg gaat."})
    for signaal in signalen.values():
        if zin := _waarom_niet(signaal, stuk.partij, actor.vandaag):
            raise NietMogelijk({"mee": zin})
    dossier = open_dossier(actor, stuk.partij, _naw(rijen), wat="heractiveerd")
    Heractivering.objects.create(
        dossier=dossier,
        nummer=stuk.nummer,
        besloten_op=besluit.genomen_op,
        besloten_door=", ".join(sorted(partij.naam for partij in besluit.partijen)),
        kenmerk=besluit.document,
        reden=reden,
        op=actor.vandaag,
    )
    per_partij: dict[UUID, list[SignaalWaarden]] = defaultdict(list)
    for signaal in signalen.values():
        per_partij[signaal.partij_id].append(signaal.waarden)
    for partij, waarden in per_partij.items():
        # The reporter stays behind: he told it once, and what he told has ended.
        inbreng = InbrengWaarden(
            partij_id=partij, ontvangen_op=besluit.genomen_op, herkomst=Herkomst.EIGEN
        )
        leg_inbreng_vast(dossier, actor, inbreng, waarden, verhuist=True)
    return dossier


def _vereis_niet_terug(stuk: Dossier, actor: Actor) -> None:
    rijen = WeegploegDossier.objects.visible_to(actor).filter(
        heractivering__nummer=stuk.nummer, stand__in=WeegploegDossier.NEEMT_IN
    )
    if nummer := rijen.values_list("nummer", flat=True).first():
        raise NietMogelijk(AL_TERUG.format(nummer))


def _waarom_niet(signaal: Signaal, gemeente: Partij, dag: date) -> str:
    """Why nothing new may be recorded of a signal today, as a sentence; empty when it may (WPG 2, 3)."""
    if signaal.vervallen(dag):
        return VERVALLEN
    if signaal.partij not in kernpartijen_van(gemeente.pk, dag):
        return GEEN_PARTIJ
    waarden: Mapping[str, Any] = signaal.waarden | {
        "grondslag": signaal.grondslag,
        "grondslag_om": signaal.grondslag_om,
    }
    try:
        vereis_voorwaarden(waarden, gemeente, dag)
    except NietMogelijk as fout:
        return " ".join(fout.messages)
    fouten = fouten_in_signaal(waarden, soort_partij=signaal.partij.soort, vandaag=dag, had=signaal)
    return " ".join([ANDERS, *fouten.values()]) if fouten else ""


def _signalen(rijen: Rijen) -> dict[str, Signaal]:
    """Key -> each signal among archived rows, that is not stored.

    A row may be older than a field: then it has what the field begins with.
    """
    gezocht = Signaal._meta.label_lower
    namen = SignaalWaarden.__annotations__.keys()
    velden = [v for v in Signaal._meta.concrete_fields if {v.name, v.attname} & namen]
    return {
        rij["pk"]: Signaal(
            **{
                veld.attname: veld.to_python(rij["fields"][veld.name])
                for veld in velden
                if veld.name in rij["fields"]
            }
        )
        for rij in rijen
        if rij["model"] == gezocht
    }


def _naw(rijen: Rijen) -> Naw:
    """Who the subject is, as it lies there."""
    (wortel,) = (rij for rij in rijen if rij["model"] == WeegploegDossier._meta.label_lower)
    naw = {
        veld.name: veld.to_python(wortel["fields"][veld.name])
        for veld in WeegploegDossier._meta.concrete_fields
        if veld.name in WeegploegDossier.NAW and veld.name in wortel["fields"]
    }
    return cast("Naw", naw)
