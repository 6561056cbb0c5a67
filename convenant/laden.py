"""Loads covenants and reference data from YAML files: checked as a whole first, then all or nothing.

Nothing but scalars, lists and mappings is read, and no value is turned into an object: a file is
composed into nodes, which know their line, and each mapping is checked by a form.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from . import decisions
from .geheimhouding import geef_standaardtekst
from .models import (
    Bijlage1,
    Convenant,
    Fase,
    Geheimhoudingsverklaring,
    Grondslag,
    Ontwikkelgebied,
    Partij,
    Referentiekader,
    SoortPartij,
    Uitzonderingsgrond,
)

GROOTSTE = 256 * 1024  # bytes; the Limburg covenant takes 6 kB
DIEPSTE = 8  # levels; a covenant has four
GEWOON = {f"tag:yaml.org,2002:{t}" for t in ("str", "int", "float", "bool", "null", "timestamp")}
NIETS = "tag:yaml.org,2002:null"
PERIODES = (("in_werking_op", "beeindigd_op"), ("van", "tot"), ("getekend_op", "geldig_tot"))


@dataclass(frozen=True)
class Fout:
    """What is wrong in a file, and where."""

    bestand: str
    regel: int
    veld: str
    zin: str

    def __str__(self) -> str:
        return f"{self.bestand}, regel {self.regel}, {self.veld or 'bestand'}: {self.zin}"


class LaadFout(Exception):
    """Nothing was loaded. `fouten` names everything that is wrong, in the order of the files."""

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


# Shape ----------------------------------------------------------------------------------------
class Vorm(forms.Form):
    """The scalars of one mapping."""

    def clean(self) -> None:
        """A period ends after it begins."""
        for van, tot in PERIODES:
            begin, einde = self.cleaned_data.get(van), self.cleaned_data.get(tot)
            if begin and einde and einde <= begin:
                self.add_error(tot, f"Deze dag moet na {van} liggen.")


def _datum(*, verplicht: bool) -> forms.DateField:
    fouten = {"invalid": "Schrijf een bestaande datum als 2019-03-01."}
    return forms.DateField(input_formats=["%Y-%m-%d"], required=verplicht, error_messages=fouten)


def _veld(veld: "models.Field[Any, Any]", **opties: Any) -> forms.Field | None:
    if isinstance(veld, models.DateField):
        return _datum(verplicht=not veld.blank)
    if isinstance(veld, models.BooleanField):
        keuzes = {"ja": True, "true": True, "nee": False, "false": False}
        fouten = {"invalid_choice": "Schrijf ja of nee."}
        return forms.TypedChoiceField(
            choices=[(naam, naam) for naam in keuzes],
            coerce=keuzes.__getitem__,
            empty_value=False,  # type: ignore[arg-type]  # what coerce gives
            required=False,
            error_messages=fouten,
        )
    return veld.formfield(**opties)


def _vorm(model: type[models.Model], *velden: str, **extra: forms.Field) -> type[Vorm]:
    """A form with the fields of a model: what may be long or empty is said once, in the model."""
    van_model = forms.fields_for_model(model, fields=velden, formfield_callback=_veld)
    return type(f"{model.__name__}Vorm", (Vorm,), {**van_model, **extra})


def _soorten(*soorten: SoortPartij) -> forms.ChoiceField:
    """Kinds of party."""
    zin = f"Onbekende soort partij. Kies uit: {', '.join(soorten)}."
    return forms.ChoiceField(
        choices=[(s.value, s.label) for s in soorten], error_messages={"invalid_choice": zin}
    )


@dataclass(frozen=True)
class Schema:
    """A mapping: its scalars, and the lists and mappings below it.

    Args:
        uniek: the scalars that tell the items of a list apart.
    """

    vorm: type[Vorm]
    uniek: tuple[str, ...] = ()
    lijsten: dict[str, "Schema"] = field(default_factory=dict)
    blokken: dict[str, "Schema"] = field(default_factory=dict)
    mag_leeg: frozenset[str] = frozenset()


PARTIJ = Schema(
    _vorm(
        Partij,
        "naam",
        "contact",
        soort=_soorten(*(s for s in SoortPartij if s != SoortPartij.EXTERN)),
        vanaf=_datum(verplicht=False),  # else from the first day of the covenant
    ),
    uniek=("naam",),
)
PARTNER = Schema(
    _vorm(
        Bijlage1,
        "reden",
        "van",
        "tot",
        **forms.fields_for_model(Partij, fields=["naam", "contact"]),
    ),
    uniek=("naam",),
    blokken={
        "geheimhouding": Schema(
            _vorm(Geheimhoudingsverklaring, "getekend_op", "getekend_door", "geldig_tot")
        )
    },
)
SCHEMAS: dict[str, Schema] = {  # in the order in which they are loaded
    "referentiekader": Schema(
        _vorm(Referentiekader, "code", "naam"),
        lijsten={
            "fasen": Schema(_vorm(Fase, "nummer", "naam", "toelichting"), ("nummer", "naam")),
            "ontwikkelgebieden": Schema(
                _vorm(Ontwikkelgebied, "nummer", "naam", "gebied", "toelichting"),
                ("nummer", "naam"),
            ),
        },
    ),
    "grondslagen": Schema(
        _vorm(Grondslag),
        lijsten={
            "grondslagen": Schema(
                _vorm(
                    Grondslag,
                    *("code", "wet", "artikel", "omschrijving", "alleen_kernpartijen"),
                    soort_partij=_soorten(*SoortPartij),
                    geldig_vanaf=_datum(verplicht=True),
                ),
                ("code",),
            )
        },
    ),
    "uitzonderingsgronden": Schema(
        _vorm(Uitzonderingsgrond),
        lijsten={
            "uitzonderingsgronden": Schema(
                _vorm(Uitzonderingsgrond, "code", "artikel", "omschrijving"), ("code",)
            )
        },
    ),
    "convenant": Schema(
        _vorm(
            Convenant,
            *("code", "naam", "regio", "in_werking_op", "beeindigd_op", "staatscourant"),
            *("gepubliceerd_op", "geevalueerd_op", "contact", "fg_contact"),
            referentiekader=forms.SlugField(),
        ),
        lijsten={"partijen": PARTIJ, "bijlage1": PARTNER},
        mag_leeg=frozenset({"bijlage1"}),
    ),
}


# Reading --------------------------------------------------------------------------------------
@dataclass
class Blok:
    """One checked mapping: its values, and the line of each of its keys (`""` is its own)."""

    bestand: str
    veld: str
    regels: dict[str, int]
    waarden: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, naam: str) -> Any:
        return self.waarden.get(naam)

    def fout(self, naam: str, zin: str) -> Fout:
        """An error at one of its keys."""
        pad = f"{self.veld}.{naam}" if self.veld and naam else self.veld or naam
        return Fout(self.bestand, self.regels.get(naam, self.regels[""]), pad, zin)

    def gevuld(self, *namen: str) -> dict[str, Any]:
        """The values that the file gives: what it leaves empty is left as it is."""
        return {naam: self[naam] for naam in namen if self[naam] not in ("", None)}


class _Lezer:
    """Reads one file into a `Blok`, and notes all that is wrong in `fouten`."""

    def __init__(self, bestand: str, fouten: list[Fout]) -> None:
        self.bestand, self.fouten = bestand, fouten

    def fout(self, regel: int, veld: str, zin: str) -> None:
        self.fouten.append(Fout(self.bestand, regel, veld, zin))

    def lees(self) -> tuple[str, Blok] | None:
        """The kind of the file and its content; None when it is no such file."""
        knoop = self._knoop()
        if knoop is None:
            return None
        if not isinstance(knoop, yaml.MappingNode):
            self.fout(_regel(knoop), "", "Begin met regels als 'soort: convenant'.")
            return None
        soort = next((w for s, w in knoop.value if s.value == "soort"), None)
        if soort is None or soort.value not in SCHEMAS:
            regel = _regel(soort or knoop)
            self.fout(regel, "soort", f"Kies een soort bestand: {', '.join(SCHEMAS)}.")
            return None
        knoop.value = [(s, w) for s, w in knoop.value if s.value != "soort"]
        return soort.value, self.blok(knoop, SCHEMAS[soort.value], "")

    def _knoop(self) -> yaml.Node | None:
        """The file as nodes. Aliases are refused: a few lines of them unfold into gigabytes."""
        try:
            with Path(self.bestand).open("rb") as stroom:
                ruw = stroom.read(GROOTSTE + 1)
            if len(ruw) > GROOTSTE:
                self.fout(1, "", f"Dit bestand is te groot: meer dan {GROOTSTE // 1024} kB.")
                return None
            tekst = ruw.decode("utf-8-sig")
            if not self._eenvoudig(tekst):
                return None
            knoop = yaml.compose(tekst, Loader=yaml.SafeLoader)
        except OSError:
            self.fout(1, "", "Dit bestand is er niet of mag niet gelezen worden.")
        except UnicodeDecodeError:
            self.fout(1, "", "Dit is geen tekstbestand in UTF-8.")
        except yaml.MarkedYAMLError as fout:
            merk = fout.problem_mark or fout.context_mark
            self.fout(getattr(merk, "line", 0) + 1, "", "Hier klopt de YAML-opmaak niet.")
        except yaml.YAMLError:
            self.fout(1, "", "Hier staat een teken dat niet in YAML mag.")
        else:
            if knoop is None:
                self.fout(1, "", "Dit bestand is leeg.")
            return knoop
        return None

    def _eenvoudig(self, tekst: str) -> bool:
        diepte = 0
        for deel in yaml.parse(tekst, Loader=yaml.SafeLoader):
            diepte += isinstance(deel, yaml.CollectionStartEvent)
            diepte -= isinstance(deel, yaml.CollectionEndEvent)
            if isinstance(deel, yaml.AliasEvent) or diepte > DIEPSTE:
                zin = "Verwijzingen (* en &) zijn hier niet toegestaan. Schrijf de waarde uit."
                if diepte > DIEPSTE:
                    zin = "Dit bestand heeft te veel niveaus."
                self.fout(getattr(deel.start_mark, "line", 0) + 1, "", zin)
                return False
        return True

    def blok(self, knoop: yaml.Node, schema: Schema, veld: str) -> Blok:
        """Check a mapping against its schema."""
        blok = Blok(self.bestand, veld, {"": _regel(knoop)})
        if not isinstance(knoop, yaml.MappingNode):
            self.fouten.append(blok.fout("", "Hier horen regels als 'naam: waarde'."))
            return blok
        begin = len(self.fouten)
        gegeven = self._sleutels(knoop, schema, blok)
        kaal = {n: w for n, w in gegeven.items() if n in schema.vorm.base_fields}
        tekst = {n: t for n, w in kaal.items() if (t := self._tekst(w, blok, n)) is not None}
        al_fout = {fout.veld for fout in self.fouten[begin:]}
        vorm = schema.vorm(tekst)
        for naam, zinnen in vorm.errors.items():
            if blok.fout(naam, "").veld not in al_fout:
                self.fouten.extend(blok.fout(naam, str(zin)) for zin in zinnen)
        blok.waarden = vorm.cleaned_data
        for naam, onder in schema.blokken.items():
            if naam in gegeven:
                blok.waarden[naam] = self.blok(gegeven[naam], onder, blok.fout(naam, "").veld)
            else:
                self.fouten.append(blok.fout(naam, "Dit onderdeel ontbreekt."))
        for naam, onder in schema.lijsten.items():
            leeg = naam in schema.mag_leeg
            blok.waarden[naam] = self._lijst(gegeven.get(naam), onder, blok, naam, leeg)
        return blok

    def _sleutels(
        self, knoop: yaml.MappingNode, schema: Schema, blok: Blok
    ) -> dict[str, yaml.Node]:
        bekend = [*schema.vorm.base_fields, *schema.blokken, *schema.lijsten]
        gegeven: dict[str, yaml.Node] = {}
        for sleutel, waarde in knoop.value:
            naam = sleutel.value if isinstance(sleutel, yaml.ScalarNode) else ""
            if naam in gegeven or naam not in bekend:
                wat = "staat er twee keer" if naam in gegeven else "ken ik niet"
                zin = f"Dit veld {wat}. Hier kan staan: {', '.join(bekend)}."
                self.fout(_regel(sleutel), blok.fout(naam[:60], "").veld, zin)
                continue
            blok.regels[naam] = _regel(sleutel)
            gegeven[naam] = waarde
        return gegeven

    def _tekst(self, waarde: yaml.Node, blok: Blok, naam: str) -> str | None:
        """A scalar as it was written, so that `nee` stays text; None where there is none."""
        if not isinstance(waarde, yaml.ScalarNode) or waarde.tag not in GEWOON:
            self.fouten.append(blok.fout(naam, "Hier hoort één waarde, geen lijst of groep."))
            return None
        return None if waarde.tag == NIETS else waarde.value

    def _lijst(
        self, knoop: yaml.Node | None, schema: Schema, blok: Blok, naam: str, leeg: bool
    ) -> list[Blok]:
        if knoop is None and leeg:
            return []
        if not isinstance(knoop, yaml.SequenceNode) or not (knoop.value or leeg):
            self.fouten.append(blok.fout(naam, "Hier hoort een lijst, met een streepje per regel."))
            return []
        rijen = [self.blok(w, schema, f"{naam}[{n}]") for n, w in enumerate(knoop.value, 1)]
        for sleutel in schema.uniek:
            self.fouten += dubbel(rijen, sleutel)
        return rijen


def _regel(knoop: yaml.Node) -> int:
    return int(knoop.start_mark.line) + 1


def dubbel(rijen: Iterable[Blok], sleutel: str) -> Iterator[Fout]:
    """Items that bear the same name as one before them, capitals aside."""
    gezien: dict[str, int] = {}
    for rij in rijen:
        waarde = str(rij[sleutel] or "").casefold()
        if waarde and waarde in gezien:
            yield rij.fout(sleutel, f"Dit staat ook al op regel {gezien[waarde]}.")
        elif waarde:
            gezien[waarde] = rij.regels.get(sleutel, rij.regels[""])


# Loading --------------------------------------------------------------------------------------
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
    fouten: list[Fout] = []
    gelezen = [g for naam in bestanden if (g := _Lezer(str(naam), fouten).lees())]
    volgorde = list(SCHEMAS)
    gelezen.sort(key=lambda g: volgorde.index(g[0]))
    fouten += _tegenstrijdig(gelezen)
    if fouten:
        raise LaadFout(sorted(fouten, key=lambda f: (f.bestand, f.regel)))
    try:
        with transaction.atomic():
            return [_LADERS[soort](blok, Telling(blok.bestand)) for soort, blok in gelezen]
    except IntegrityError:  # its text shows whole rows
        zin = "Dit past niet bij wat er al staat, bijvoorbeeld bij een opzegging of een einddatum."
        namen = sorted({blok.bestand for _, blok in gelezen})
        raise LaadFout([Fout(naam, 1, "", zin) for naam in namen]) from None


def _tegenstrijdig(gelezen: list[tuple[str, Blok]]) -> Iterator[Fout]:
    """What each file alone does not show: against each other, and against what is there."""
    for soort in ("referentiekader", "convenant"):
        yield from dubbel([blok for s, blok in gelezen if s == soort], "code")
    kaders = {blok["code"] for soort, blok in gelezen if soort == "referentiekader"}
    kaders |= set(Referentiekader.objects.values_list("code", flat=True))
    for soort, blok in gelezen:
        if soort == "referentiekader":
            yield from _kader_fouten(blok)
        elif soort == "grondslagen":
            yield from _grondslag_fouten(blok)
        elif soort == "convenant":
            if blok["referentiekader"] and blok["referentiekader"] not in kaders:
                yield blok.fout("referentiekader", "Dit referentiekader is er niet. Laad het ook.")
            yield from _partij_fouten(blok)
            yield from _bijlage1_fouten(blok)


def _kader_fouten(blok: Blok) -> Iterator[Fout]:
    """Files are weighed by numbers of phase and field: none of them can go."""
    for lijst, model in (("fasen", Fase), ("ontwikkelgebieden", Ontwikkelgebied)):
        nummers = {rij["nummer"] for rij in blok[lijst]}
        er_al = model._default_manager.filter(kader__code=blok["code"])
        for nummer in er_al.exclude(nummer__in=nummers - {None}).values_list("nummer", flat=True):
            yield blok.fout(
                lijst, f"Nummer {nummer} ontbreekt. Er is al mee gewogen; laat het staan."
            )


def _grondslag_fouten(blok: Blok) -> Iterator[Fout]:
    """What stands in the table is offered, so a ground goes in on the day it may be used."""
    for rij in blok["grondslagen"]:
        if rij["geldig_vanaf"] and rij["geldig_vanaf"] > timezone.localdate():
            yield rij.fout("geldig_vanaf", "Deze grond geldt nog niet. Laad hem op die dag.")


def _partij_fouten(blok: Blok) -> Iterator[Fout]:
    partijen: list[Blok] = blok["partijen"]
    yield from dubbel([*partijen, *blok["bijlage1"]], "naam")
    aantal = Counter(rij["soort"] for rij in partijen)
    if partijen and not aantal[SoortPartij.GEMEENTE]:
        yield blok.fout("partijen", "Er is geen gemeente. Een convenant heeft er minstens één.")
    for soort in (SoortPartij.POLITIE, SoortPartij.OM):
        if partijen and aantal[soort] != 1:
            zin = f"Een convenant heeft precies één partij van de soort {soort.value}."
            yield blok.fout("partijen", zin)
    begin = blok["in_werking_op"]
    for rij in partijen:
        if begin and rij["vanaf"] and rij["vanaf"] < begin:
            yield rij.fout("vanaf", "Dit is vóór de dag waarop het convenant in werking trad.")
    yield from _verdwenen(blok, partijen)


def _verdwenen(blok: Blok, partijen: list[Blok]) -> Iterator[Fout]:
    per_naam = {rij["naam"].casefold(): rij for rij in partijen if rij["naam"]}
    for partij in Partij.objects.filter(convenant__code=blok["code"]):
        rij = per_naam.get(partij.naam.casefold())
        if rij and rij["soort"] and rij["soort"] != partij.soort:
            yield rij.fout("soort", f"{partij.naam} staat al in de toepassing als {partij.soort}.")
        if rij is None and not partij.extern and partij.tot is None:
            yield blok.fout(
                "partijen",
                f"{partij.naam} staat in de toepassing, maar niet meer in dit bestand. Een partij "
                "verlaat het convenant door opzegging. Leg die vast op de pagina Convenant.",
            )


def _bijlage1_fouten(blok: Blok) -> Iterator[Fout]:
    for rij in blok["bijlage1"]:
        partij = Partij.objects.filter(
            convenant__code=blok["code"], naam__iexact=rij["naam"] or ""
        ).first()
        if partij and not partij.extern:
            yield rij.fout("naam", "Deze naam is al van een partij bij het convenant.")
        er_al = Bijlage1.objects.filter(partij=partij)
        if not rij["van"] or er_al.filter(van=rij["van"]).exists():
            continue
        if er_al.niet_voorbij(rij["van"]).exists():
            yield rij.fout("van", "Deze partner staat in die periode al in bijlage 1.")


def _laad_kader(blok: Blok, telling: Telling) -> Telling:
    kader = _zet(Referentiekader.objects, {"code": blok["code"]}, blok.gevuld("naam"), telling)
    for rij in blok["fasen"]:
        _zet(kader.fasen, {"nummer": rij["nummer"]}, rij.gevuld("naam", "toelichting"), telling)
    for rij in blok["ontwikkelgebieden"]:
        waarden = rij.gevuld("naam", "gebied", "toelichting")
        _zet(kader.ontwikkelgebieden, {"nummer": rij["nummer"]}, waarden, telling)
    return telling


def _laad_grondslagen(blok: Blok, telling: Telling) -> Telling:
    velden = (
        "soort_partij",
        "wet",
        "artikel",
        "omschrijving",
        "geldig_vanaf",
        "alleen_kernpartijen",
    )
    for rij in blok["grondslagen"]:
        _zet(Grondslag.objects, {"code": rij["code"]}, rij.gevuld(*velden), telling)
    return telling


def _laad_uitzonderingsgronden(blok: Blok, telling: Telling) -> Telling:
    for rij in blok["uitzonderingsgronden"]:
        waarden = rij.gevuld("artikel", "omschrijving")
        _zet(Uitzonderingsgrond.objects, {"code": rij["code"]}, waarden, telling)
    return telling


def _laad_convenant(blok: Blok, telling: Telling) -> Telling:
    waarden = blok.gevuld(
        *("naam", "regio", "in_werking_op", "beeindigd_op", "staatscourant", "gepubliceerd_op"),
        *("geevalueerd_op", "contact", "fg_contact"),
    )
    waarden["referentiekader"] = Referentiekader.objects.get(code=blok["referentiekader"])
    convenant = _zet(Convenant.objects, {"code": blok["code"]}, waarden, telling)
    for rij in blok["partijen"]:
        vanaf = rij["vanaf"] or convenant.in_werking_op
        _zet_partij(convenant, rij, SoortPartij(rij["soort"]), telling, vanaf=vanaf)
    for rij in blok["bijlage1"]:
        _laad_partner(convenant, rij, telling)
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


def _zet_partij(
    convenant: Convenant, rij: Blok, soort: SoortPartij, telling: Telling, **waarden: Any
) -> Partij:
    partij: Partij | None = convenant.partijen.filter(naam__iexact=rij["naam"]).first()
    waarden |= rij.gevuld("contact")
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
