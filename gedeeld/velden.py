"""What is done with each field of a file: one list per model, and no other place that knows.

A field that is not in its list is found by a test, so that none is shown, copied or kept by accident.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst

from .afschrift import OnleesbareRegel, Publiek, Regel, Sectie, datum
from .weigering import NIET_TE_LEZEN, OntsleutelFout

IEDEREEN = frozenset(Publiek)


class Vergeten(StrEnum):
    """When the value of a field goes."""

    MET_HET_DOSSIER = "met het dossier"
    # It moves on to the weegploeg's file with the rest of a melding (MC 7.2).
    BIJ_INBRENGEN = "bij het inbrengen"


class Soort(StrEnum):
    """Categories of ordinary data, as a letter names them (AVG 15 lid 1 onder b)."""

    IDENTITEIT = "wie u bent en waar u woont"
    GEDRAG = "wat er over uw gedrag is gezien of gehoord (signalen)"
    WEGING = "hoe de partijen dat beoordelen (weging en analyse)"
    AFSPRAKEN = "besluiten, afspraken en maatregelen"
    CONTACT = "contact met u en uw verzoeken"


def _niets(rij: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Veld:
    """One field.

    Args:
        naam: of the model's field.
        sectie: heading of the transcript under which it is told; empty when it is not told as such.
        label: what it is called there, or what a row calls it; `{n}` is the place of the row.
        zegt: how a row says it, where that is not its value.
        aan: audiences that are told, of those that get the file.
        bron: from whom it is, where that is another one than of the whole row.
        grondslag: on what ground, likewise.
        derden: it is about another person (`Regel.derden`).
        afwegen: nobody marked whether it is (`Regel.afwegen`).
        namen: the names of those persons, as far as a field holds them.
        soort: category of ordinary data, where that is another one than of the whole row.
        bijzonder: special categories that it holds, in words.
        let_op: one of `LetOp`, or what says so of a row.
        verzwegen: the name of somebody of whom the subject is never told, such as a reporter.
        naar_casus: it goes along in the copy that opens a casus (MC 8.5).
        vergeten: when its value goes.
    """

    naam: str
    sectie: str = ""
    label: str | Callable[[Any], str] = ""
    zegt: Callable[[Any], str] | None = None
    aan: frozenset[Publiek] = IEDEREEN
    bron: Callable[[Any], str] | None = None
    grondslag: Callable[[Any], str] | None = None
    derden: bool | Callable[[Any], bool] = False
    afwegen: bool = False
    namen: Callable[[Any], list[str]] = _niets
    soort: Soort | None = None
    bijzonder: Callable[[Any], list[str]] = _niets
    let_op: str | Callable[[Any], str] = ""
    verzwegen: bool = False
    naar_casus: bool = False
    vergeten: Vergeten = Vergeten.MET_HET_DOSSIER

    def waarde(self, rij: Model) -> str:
        """What a row says in this field, as a transcript writes it; empty when it says nothing."""
        if self.zegt:
            return self.zegt(rij)
        waarde = getattr(rij, self.naam)
        if isinstance(waarde, date):
            return datum(waarde)
        keuze = getattr(rij, f"get_{self.naam}_display", lambda: waarde)
        return str(keuze()) if waarde not in (None, "") else ""


@dataclass(frozen=True)
class Velden:
    """The fields of one model.

    Args:
        bron, grondslag: from whom a row is, and on what ground.
        soort: category of ordinary data that a row holds.
        let_op: what who answers the subject has to know of a row.
    """

    velden: tuple[Veld, ...]
    bron: Callable[[Any], str]
    grondslag: Callable[[Any], str]
    soort: Soort | None
    let_op: Callable[[Any], str]


_VELDEN: dict[type[Model], Velden] = {}


def verklaar(
    model: type[Model],
    *velden: Veld,
    bron: Callable[[Any], str] = lambda rij: "",
    grondslag: Callable[[Any], str] = lambda rij: "",
    soort: Soort | None = None,
    let_op: Callable[[Any], str] = lambda rij: "",
) -> None:
    """Say what is done with each field of a model; the arguments are those of `Velden`."""
    _VELDEN[model] = Velden(velden, bron, grondslag, soort, let_op)


def velden_van(model: type[Model]) -> tuple[Veld, ...]:
    """The list of a model.

    Raises:
        KeyError: it has none.
    """
    return _VELDEN[model].velden


def rubrieken(app: str) -> list[str]:
    """Under which headings the files of an app tell what they hold, in the order in which they do."""
    modellen = [velden for model, velden in _VELDEN.items() if model._meta.app_label == app]
    koppen = [veld.sectie for model in modellen for veld in model.velden if veld.sectie]
    return list(dict.fromkeys(koppen))


def verzwegen(rij: Model) -> list[str]:
    """The names in a row that the subject is never told."""
    namen = (getattr(rij, veld.naam) for veld in velden_van(type(rij)) if veld.verzwegen)
    return [naam for naam in namen if naam]


def verzwegen_velden(model: type[Model]) -> list[str]:
    """The fields of a model that hold such a name, for who has a row as plain values.

    None of a model without a list: the register's own say nothing on anybody.
    """
    return [veld.naam for veld in velden_van(model) if veld.verzwegen] if model in _VELDEN else []


def naar_casus(rij: Model) -> Any:  # the TypedDict of what it goes to
    """What of a row goes along into the casus, by field name; of another table its key (MC 8.5)."""
    namen = [veld.naam for veld in velden_van(type(rij)) if veld.naar_casus]
    kolommen = [kolom.attname for kolom in rij._meta.concrete_fields if kolom.name in namen]
    return {kolom: getattr(rij, kolom) for kolom in kolommen}


def leeg_bij_inbrengen(rij: Model) -> None:
    """Take out of a row what moved on to the weegploeg (MC 7.2); it is not saved here."""
    weg = {v.naam for v in velden_van(type(rij)) if v.vergeten == Vergeten.BIJ_INBRENGEN}
    for kolom in rij._meta.concrete_fields:
        if kolom.name in weg:
            setattr(rij, kolom.name, kolom.get_default())


def zegt(rij: Model) -> dict[str, str]:
    """What a row tells the core parties, by the name of each field; what it does not say is not in it."""
    namen = {veld.name: capfirst(str(veld.verbose_name)) for veld in rij._meta.concrete_fields}
    return {
        namen[veld.naam]: waarde
        for veld in velden_van(type(rij))
        if veld.sectie and Publiek.KERNPARTIJ in veld.aan and (waarde := veld.waarde(rij))
    }


def alleen_kern(model: type[Model]) -> set[str]:
    """The fields, by the names that `zegt` gives them, of which the subject is never told."""
    namen = {veld.name: capfirst(str(veld.verbose_name)) for veld in model._meta.concrete_fields}
    velden = velden_van(model)
    return {namen[v.naam] for v in velden if v.sectie and Publiek.BETROKKENE not in v.aan}


# The transcript --------------------------------------------------------------------------------
def sectie(titel: str, rijen: Iterable[Model], publiek: Publiek) -> Sectie:
    """What rows tell one audience under one heading; what does not open, as such (`OnleesbareRegel`)."""
    regels = [regel for n, rij in enumerate(rijen, 1) for regel in _regels(rij, titel, publiek, n)]
    return Sectie(titel, regels)


def _regels(rij: Model, titel: str, publiek: Publiek, n: int) -> Iterator[Regel]:
    model = _VELDEN[type(rij)]
    for veld in model.velden:
        if veld.sectie != titel or publiek not in veld.aan:
            continue
        try:
            if waarde := veld.waarde(rij):
                yield _regel(rij, model, veld, waarde, n)
        except OntsleutelFout as fout:
            label = veld.label.format(n=n) if isinstance(veld.label, str) else capfirst(fout.deel)
            yield OnleesbareRegel(label, NIET_TE_LEZEN, rij=str(rij.pk))


def _regel(rij: Model, model: Velden, veld: Veld, waarde: str, n: int) -> Regel:
    return Regel(
        label=veld.label.format(n=n) if isinstance(veld.label, str) else veld.label(rij),
        waarde=waarde,
        bron=(veld.bron or model.bron)(rij),
        grondslag=(veld.grondslag or model.grondslag)(rij),
        derden=_is_derden(veld, rij),
        afwegen=veld.afwegen,
        rij=str(rij.pk),
        namen=[naam for naam in veld.namen(rij) if naam],
        let_op=(veld.let_op(rij) if callable(veld.let_op) else veld.let_op) or model.let_op(rij),
        soorten=[*filter(None, [veld.soort or model.soort]), *veld.bijzonder(rij)],
    )


def _is_derden(veld: Veld, rij: Model) -> bool:
    return veld.derden if isinstance(veld.derden, bool) else veld.derden(rij)


def naw(titel: str, **vorm: Any) -> tuple[Veld, ...]:
    """The fields of `gedeeld.personen.PersoonVelden`: name and address in one line each.

    Args:
        vorm: what else is said of each of them.
    """
    vorm = {"soort": Soort.IDENTITEIT} | vorm
    return (
        Veld("voornamen", titel, "Naam", lambda rij: rij.persoon.naam, **vorm),
        Veld("tussenvoegsel", **vorm),
        Veld("achternaam", **vorm),
        Veld("straat", titel, "Adres", lambda rij: rij.adres, **vorm),
        Veld("postcode", **vorm),
        Veld("woonplaats", **vorm),
        Veld("geboortedatum", titel, "Geboortedatum", lambda rij: rij.persoon.geboren, **vorm),
        Veld("geboren_ongeveer", **vorm),  # the line above says it
        Veld("rekendatum", titel, "Geboortedatum om de leeftijd mee te berekenen", **vorm),
    )
