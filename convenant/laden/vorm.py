"""What may stand in each kind of file.

Each mapping is checked by a form that is made from the fields of a model: what may be long or empty
is said once, there. Adding a field to a file is adding its name here.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models

from ..models import (
    Bijlage1,
    Convenant,
    Fase,
    Geheimhoudingsverklaring,
    Grondslag,
    Mandaat,
    Ontwikkelgebied,
    Partij,
    Referentiekader,
    SoortPartij,
    Uitzonderingsgrond,
)

PERIODES = (
    *(("in_werking_op", "beeindigd_op"), ("van", "tot"), ("getekend_op", "geldig_tot")),
    ("geldig_vanaf", "laatste_dag"),
)
GROOTSTE_GETAL = 32767  # of a small number in PostgreSQL; a form does not ask the database
FOUT_IN_CODE = {"invalid": "Gebruik alleen letters, cijfers, - en _."}


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
    """The field of a form for that of a model, with sentences for who writes a file."""
    if isinstance(veld, models.SlugField):
        return veld.formfield(error_messages=FOUT_IN_CODE, **opties)
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
    if isinstance(veld, models.PositiveSmallIntegerField):
        return veld.formfield(max_value=GROOTSTE_GETAL, **opties)
    if veld.choices:
        zin = f"Kies uit: {', '.join(waarde for waarde, _ in veld.flatchoices)}."
        return veld.formfield(error_messages={"invalid_choice": zin}, **opties)
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
        uniek: the scalars that tell the items of a list apart; a name of a party does so in both
            lists of a covenant, which `tegenspraak` sees.
        mag_leeg: the lists that may be left out.
    """

    vorm: type[Vorm]
    uniek: tuple[str, ...] = ()
    lijsten: dict[str, "Schema"] = field(default_factory=dict)
    blokken: dict[str, "Schema"] = field(default_factory=dict)
    mag_leeg: frozenset[str] = frozenset()

    @property
    def namen(self) -> list[str]:
        """The keys that may stand in it."""
        return [*self.vorm.base_fields, *self.blokken, *self.lijsten]


KADER = Schema(
    _vorm(
        Referentiekader,
        *("code", "naam", "inleiding"),
        versie=forms.IntegerField(min_value=1, required=False),  # the first without it
    ),
    lijsten={
        "fasen": Schema(_vorm(Fase, "nummer", "naam", "toelichting"), ("nummer", "naam")),
        "ontwikkelgebieden": Schema(
            _vorm(Ontwikkelgebied, "nummer", "naam", "gebied", "toelichting"), ("nummer", "naam")
        ),
    },
)
GRONDSLAG = Schema(
    _vorm(
        Grondslag,
        *("code", "wet", "artikel", "omschrijving", "laatste_dag", "ontvanger"),
        soort_partij=_soorten(*SoortPartij),
        geldig_vanaf=_datum(verplicht=True),
    ),
    uniek=("code",),
)
UITZONDERINGSGROND = Schema(
    _vorm(Uitzonderingsgrond, "code", "artikel", "omschrijving", "eindigt_plicht"), uniek=("code",)
)
PARTIJ = Schema(
    _vorm(
        Partij,
        *("naam", "contact", "gemeentecode", "naam_landelijk"),
        soort=_soorten(*(s for s in SoortPartij if s != SoortPartij.EXTERN)),
        vanaf=_datum(verplicht=False),  # else from the first day of the covenant
    )
)
VERKLARING = Schema(_vorm(Geheimhoudingsverklaring, "getekend_op", "getekend_door", "geldig_tot"))
PARTNER = Schema(
    _vorm(
        Bijlage1,
        *("reden", "van", "tot"),
        **forms.fields_for_model(Partij, fields=["naam", "contact"]),
    ),
    blokken={"geheimhouding": VERKLARING},
)
MANDAAT = Schema(
    _vorm(
        Mandaat,
        *("orgaan", "functie", "besluit", "bezwaar", "van", "tot"),
        partij=forms.CharField(),  # by the name that it has in this file
    )
)
CONVENANT = Schema(
    _vorm(
        Convenant,
        *("code", "naam", "regio", "in_werking_op", "beeindigd_op", "staatscourant"),
        *("gepubliceerd_op", "geevalueerd_op", "contact", "fg_contact"),
        referentiekader=forms.SlugField(error_messages=FOUT_IN_CODE),
    ),
    lijsten={"partijen": PARTIJ, "bijlage1": PARTNER, "mandaten": MANDAAT},
    mag_leeg=frozenset({"bijlage1", "mandaten"}),
)
SCHEMAS: dict[str, Schema] = {  # in the order in which they are loaded
    "referentiekader": KADER,
    "grondslagen": Schema(Vorm, lijsten={"grondslagen": GRONDSLAG}),
    "uitzonderingsgronden": Schema(Vorm, lijsten={"uitzonderingsgronden": UITZONDERINGSGROND}),
    "convenant": CONVENANT,
}
