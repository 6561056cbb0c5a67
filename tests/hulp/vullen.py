"""A file with a row in each of its tables and something in each of its fields, taken from the models."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from convenant.models import Bijlage1Besluit, Partij, Partneraanvraag
from gedeeld.fields import VersleuteldeDatum
from mensen.models import Gebruiker
from privacy_rights.models import Verzoek
from register.beleid import WIJZIGEN, tabellen
from register.models import Dossier
from register.registry import bestanden
from tests.cast import Cast
from tests.hulp import meldingen, overleggen, verzoeken, weegploeg
from tests.hulp.gegevens import vandaag

KANARIE = "kanarievogel"
GEBOREN = date(1987, 6, 5)
# Derived anew when the file is destroyed, so that what a test writes there says nothing.
AFGELEID = {"register.Recht", "register.Termijn", "register.Taak"}
# Fields that follow from others or that hold a form of their own: what they say is made of what is filled.
GEVOLG = {
    "zoeksleutels",
    "privacy_rights.Verzoek.schrijfwijzen",
    "privacy_rights.Brief.concept",
    "privacy_rights.Brief.antwoord",
    *(
        f"{app}.Brief.{veld}"
        for app in ("weegploeg", "casusoverleg")
        for veld in ("soort", "teksten", "inhoud")
    ),
    # Of one that was entered twice alone: its state and this go together.
    "meldingen.Melding.dubbel_van",
    # Of a general matter: an item about a file has none.
    "overleg.Agendapunt.onderwerp",
    "overleg.Agendapunt.conclusie",
}


def tabellen_van(dossier: Dossier) -> dict[type[models.Model], list[str]]:
    """Each table that hangs on a file of this kind -> the ways from its rows to the file."""
    alle = (m for m in apps.get_models() if m._meta.label not in AFGELEID and m is not Dossier)
    return {m: wegen for m in alle if (wegen := list(_wegen(m, type(dossier))))}


def _wegen(model: type[models.Model], soort: type[Dossier]) -> Iterator[str]:
    wortels = {bestand.model for bestand in bestanden()}
    if model is soort:
        yield "pk"
    elif model not in wortels:
        for veld in model._meta.local_fields:
            naar: Any = veld.related_model
            if naar in (soort, Dossier):
                yield veld.name
            elif naar and naar is not model and issubclass(naar, models.Model):
                yield from (f"{veld.name}__{weg}" for weg in _wegen(naar, soort) if weg != "pk")


def vul(dossier: Dossier, cast: Cast) -> dict[str, set[str]]:
    """Give a file a row in each of its tables, and a canary in each field.

    Returns:
        Label of a model -> its fields with text in which there is none.
    """
    leeg = {}
    for model, wegen in tabellen_van(dossier).items():
        van_dit = Q()
        for weg in wegen:
            van_dit |= Q(**{weg: dossier.pk})
        rijen = list(model._base_manager.filter(van_dit)) or [_maak(model, dossier, cast)]
        velden = {
            naam for naam in _teksten(model) if not {naam, f"{model._meta.label}.{naam}"} & GEVOLG
        }
        if over := velden - {naam for rij in rijen for naam in _vul_rij(rij, velden)}:
            leeg[model._meta.label] = over
    return leeg


def _teksten(model: type[models.Model]) -> Iterator[str]:
    soorten = (models.CharField, models.TextField, models.JSONField, ArrayField, VersleuteldeDatum)
    for veld in model._meta.local_concrete_fields:
        keuzes = veld.choices or getattr(getattr(veld, "base_field", None), "choices", None)
        uuids = isinstance(getattr(veld, "base_field", None), models.UUIDField)
        if isinstance(veld, soorten) and not keuzes and not uuids:
            yield veld.name


def _vul_rij(rij: models.Model, velden: set[str]) -> Iterator[str]:
    """The fields that took a canary; a rule of the table can refuse one."""
    for naam in sorted(velden):
        voor = getattr(rij, naam)
        setattr(rij, naam, _kanarie(rij._meta.get_field(naam)))
        try:
            with transaction.atomic():
                _bewaar(rij)
            yield naam
        except IntegrityError:
            setattr(rij, naam, voor)


def _bewaar(rij: models.Model) -> None:
    """A row that nobody may change is made anew."""
    if WIJZIGEN in tabellen()[rij._meta.db_table].mag:
        rij.save()
        return
    sleutel = rij.pk
    rij.delete()
    rij.pk = sleutel
    rij.save(force_insert=True)


def _kanarie(veld: Any) -> Any:
    if isinstance(veld, VersleuteldeDatum):
        return GEBOREN
    if isinstance(veld, ArrayField):
        return [KANARIE]
    return {KANARIE: KANARIE} if isinstance(veld, models.JSONField) else KANARIE


def _maak(model: type[models.Model], dossier: Dossier, cast: Cast) -> Any:
    """A row of a table of which the file has none; what a table asks beside its fields stands in `ZO`."""
    velden: dict[str, Any] = {
        veld.name: waarde
        for veld in model._meta.local_concrete_fields
        if (waarde := _waarde(veld, dossier, cast)) is not None
    }
    velden |= ZO.get(model._meta.label, lambda cast: {})(cast)
    return model._base_manager.create(**velden)


def _waarde(veld: Any, dossier: Dossier, cast: Cast) -> Any:
    if veld.remote_field:
        return _naar(veld, dossier, cast)
    if veld.null or veld.has_default() or veld.primary_key:
        return None
    if veld.choices:
        return veld.choices[0][0]
    if isinstance(veld, ArrayField) and veld.base_field.choices:
        return [veld.base_field.choices[0][0]]
    soorten: tuple[tuple[Any, Callable[[], Any]], ...] = (
        (models.DateTimeField, timezone.now),
        (models.DateField, vandaag),
        (models.BooleanField, lambda: False),
        (models.IntegerField, lambda: 1),
        (models.UUIDField, uuid4),
        (object, lambda: _kanarie(veld)),
    )
    return next(maak() for soort, maak in soorten if isinstance(veld, soort))


def _naar(veld: Any, dossier: Dossier, cast: Cast) -> Any:
    naar = veld.related_model
    if isinstance(dossier, naar):
        return dossier if naar is type(dossier) else Dossier.objects.get(pk=dossier.pk)
    if naar is Partij:
        return cast.gemeente.partij
    if naar is Gebruiker:
        return cast.gemeente.gebruiker
    if naar is Verzoek:
        return verzoeken.klacht(cast)
    if veld.null:
        return None
    wegen = list(_wegen(naar, type(dossier)))
    if wegen:
        return naar._base_manager.filter(**{wegen[0]: dossier.pk}).first() or _maak(
            naar, dossier, cast
        )
    return naar._base_manager.first()


# What the rules of a table ask beside its fields.
def aanvraag(cast: Cast) -> dict[str, Any]:
    """A partner that no list foresaw; nobody has to answer it any more."""
    besluit = Bijlage1Besluit.objects.create(genomen_op=vandaag(), document="2026-1")
    besluit.partijen.set(cast.kern)
    aanvraag = Partneraanvraag.objects.create(
        convenant=cast.convenant,
        naam="Jongerenwerk",
        contact="Postbus 1",
        reden="Kent de jongeren",
        tot=vandaag(),
        besluit=besluit,
        gevraagd_op=vandaag(),
        beantwoord_op=vandaag(),
        afwijzing="Staat er al in",
    )
    return {"aanvraag": aanvraag}


def _erbij(cast: Cast) -> dict[str, Any]:
    rij = overleggen.overleg(cast)
    return {"overleg": rij, "punt": rij.punten.create(onderwerp="Rooster")}


ZO: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "privacy_rights.Verzoekbrief": lambda cast: {
        **dict.fromkeys(("definitief_op", "verstuurd_op"), vandaag()),
        "verstuurd_door": cast.uitvoerder.gebruiker,
        "wijze": "post",
    },
    "casusoverleg.Vangnet": aanvraag,
    # Nobody agreed to erase it.
    "retention.Vervroeging": lambda cast: {"akkoord_op": None, "akkoord_door": None},
    # One that runs would keep the file from being destroyed.
    "register.Beperking": lambda cast: {"opgeheven_op": timezone.now(), "verteld_op": vandaag()},
    # Somebody confirmed it.
    "register.Kennisgeving": lambda cast: {"bevestigd_op": vandaag()},
    "overleg.Agendapunt": lambda cast: {
        "overleg": overleggen.overleg(cast),
        "nummer": "W-2020-0001",
        "reden": "nieuw",
    },
    # Said of a melding or a file of the weegploeg, and this one.
    "meldingen.Vergelijking": lambda cast: {"dossier": meldingen.maak_melding(cast)},
    "weegploeg.Vergelijking": lambda cast: {"dossier": weegploeg.in_weging(cast)},
    "casusoverleg.Zendingantwoord": lambda cast: {"akkoord": True, "op": vandaag()},
    "overleg.Opmerking": lambda cast: {"overleg": overleggen.overleg(cast)},
    "overleg.Erbij": _erbij,
}
