"""Stores files that are good: makes what is new, and brings up to date what changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

from .. import decisions
from ..geheimhouding import geef_standaardtekst
from ..models import Convenant, Grondslag, Partij, Referentiekader, SoortPartij, Uitzonderingsgrond
from .blok import Blok, lees_blok
from .lezen import Fout, LaadFout
from .tegenspraak import tegenspraken
from .vorm import SCHEMAS


@dataclass
class Telling:
    """What one file changed."""

    bestand: str
    nieuw: int = 0
    gewijzigd: int = 0


@transaction.atomic
def laad(bestanden: Iterable[str]) -> list[Telling]:
    """Load files of any kind; a second time changes nothing, a changed file updates (MC Partijen).

    Who may see what follows at once and needs no projection: the object permissions of a file name
    the groups of its own participants, and whether a party acts at all is asked at each request
    (`Partij.doet_mee`). A file never ends anything: not a party (a notice does that, MC 18.2), nor
    an entry of annex 1, nor does it open again what was ended in the application.

    Raises:
        LaadFout: something is wrong in one of the files; nothing was loaded.
    """
    gelezen: list[tuple[str, Blok]] = []
    fouten: list[Fout] = []
    for naam in bestanden:
        try:
            soort, blok, mis = lees_blok(str(naam))
        except LaadFout as fout:
            fouten += fout.fouten
        else:
            gelezen.append((soort, blok))
            fouten += mis
    gelezen.sort(key=lambda g: list(SCHEMAS).index(g[0]))
    fouten += tegenspraken(gelezen)
    if fouten:
        raise LaadFout(sorted(fouten, key=lambda f: (f.bestand, f.regel)))
    try:
        with transaction.atomic():
            return [_LADERS[soort](blok, Telling(blok.bestand)) for soort, blok in gelezen]
    except IntegrityError:  # its text shows whole rows
        zin = "Dit past niet bij wat er al staat, bijvoorbeeld bij een opzegging of een einddatum."
        namen = sorted({blok.bestand for _, blok in gelezen})
        raise LaadFout([Fout(naam, 1, "", zin) for naam in namen]) from None


def _laad_kader(blok: Blok, telling: Telling) -> Telling:
    waarden = blok.gevuld_behalve("code", "versie")
    sleutel = {"code": blok["code"], "versie": blok["versie"] or 1}
    kader = _zet(Referentiekader.objects, sleutel, waarden, telling)
    for rij in blok["fasen"]:
        _zet(kader.fasen, {"nummer": rij["nummer"]}, rij.gevuld_behalve("nummer"), telling)
    for rij in blok["ontwikkelgebieden"]:
        waarden = rij.gevuld_behalve("nummer")
        _zet(kader.ontwikkelgebieden, {"nummer": rij["nummer"]}, waarden, telling)
    return telling


def _laad_grondslagen(blok: Blok, telling: Telling) -> Telling:
    for rij in blok["grondslagen"]:
        _zet(Grondslag.objects, {"code": rij["code"]}, rij.gevuld_behalve("code"), telling)
    return telling


def _laad_uitzonderingsgronden(blok: Blok, telling: Telling) -> Telling:
    for rij in blok["uitzonderingsgronden"]:
        waarden = rij.gevuld_behalve("code")
        _zet(Uitzonderingsgrond.objects, {"code": rij["code"]}, waarden, telling)
    return telling


def _laad_convenant(blok: Blok, telling: Telling) -> Telling:
    waarden = blok.gevuld_behalve("code")
    versies = Referentiekader.objects.filter(code=blok["referentiekader"])
    waarden["referentiekader"] = versies.latest("versie")
    convenant = _zet(Convenant.objects, {"code": blok["code"]}, waarden, telling)
    for rij in blok["partijen"]:
        vanaf = rij["vanaf"] or convenant.in_werking_op
        _zet_partij(convenant, rij, SoortPartij(rij["soort"]), telling, vanaf=vanaf)
    for rij in blok["bijlage1"]:
        _laad_partner(convenant, rij, telling)
    for rij in blok["mandaten"]:
        _laad_mandaat(convenant, rij, telling)
    telling.nieuw += geef_standaardtekst(convenant)
    return telling


def _laad_partner(convenant: Convenant, rij: Blok, telling: Telling) -> None:
    partij = convenant.partijen.filter(naam__iexact=rij["naam"]).first()
    vanaf = min(rij["van"], partij.vanaf) if partij else rij["van"]
    partij = _zet_partij(convenant, rij, SoortPartij.EXTERN, telling, vanaf=vanaf)
    # Of an entry that is there only the reason follows the file; its end is the administrator's.
    vermelding = partij.bijlage1.filter(van=rij["van"])
    waarden = rij.gevuld("reden") if vermelding.exists() else rij.gevuld("reden", "tot")
    _zet(partij.bijlage1, {"van": rij["van"]}, waarden, telling)
    verklaring = rij["geheimhouding"].waarden
    if not partij.geheimhouding.filter(getekend_op=verklaring["getekend_op"]).exists():
        partij.geheimhouding.create(**verklaring)
        telling.nieuw += 1


def _laad_mandaat(convenant: Convenant, rij: Blok, telling: Telling) -> None:
    """Once there only its words follow the file; its end is the administrator's."""
    partij = convenant.partijen.get(naam__iexact=rij["partij"])
    sleutel = {"orgaan": rij["orgaan"], "van": rij["van"]}
    er_al = partij.mandaten.filter(**sleutel).exists()
    woorden = ("functie", "besluit", "bezwaar")
    waarden = rij.gevuld(*woorden) if er_al else rij.gevuld(*woorden, "tot")
    _zet(partij.mandaten, sleutel, waarden, telling)


def _zet_partij(
    convenant: Convenant, rij: Blok, soort: SoortPartij, telling: Telling, **waarden: Any
) -> Partij:
    partij: Partij | None = convenant.partijen.filter(naam__iexact=rij["naam"]).first()
    waarden |= rij.gevuld("contact", "gemeentecode", "naam_landelijk")
    if partij is None:
        telling.nieuw += 1
        return decisions.maak_partij(convenant, naam=rij["naam"], soort=soort, **waarden)
    telling.gewijzigd += _wijzig(partij, waarden)
    return partij


def _zet(rijen: Any, sleutel: dict[str, Any], waarden: dict[str, Any], telling: Telling) -> Any:
    """The row with this key, made or brought up to date."""
    rij = rijen.filter(**sleutel).first()
    if rij is None:
        telling.nieuw += 1
        return rijen.create(**sleutel, **waarden)
    telling.gewijzigd += _wijzig(rij, waarden)
    return rij


def _wijzig(rij: models.Model, waarden: dict[str, Any]) -> bool:
    anders = [naam for naam, waarde in waarden.items() if getattr(rij, naam) != waarde]
    for naam in anders:
        setattr(rij, naam, waarden[naam])
    if anders:
        rij.save(update_fields=anders)
    return bool(anders)


_LADERS: dict[str, Callable[[Blok, Telling], Telling]] = {
    "referentiekader": _laad_kader,
    "grondslagen": _laad_grondslagen,
    "uitzonderingsgronden": _laad_uitzonderingsgronden,
    "convenant": _laad_convenant,
}
