"""What a form showed of what is stored, so that nobody overwrites what he did not see.

A form that shows stored values bears a keyed fingerprint of each (`{% csrf_token %}`). When it is sent,
a value that was changed since is not overwritten: the field shows both texts beside each other, and keeps
what was typed. The next time the form knows that both were seen: who sends it keeps what the field says,
or takes over what was stored (`Botsing`).

Stored is what a form begins with: its `initial`, or the row that it changes. A date of today is a
suggestion, and never told from one that is stored today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import Truncator

NAAM = "getoond"
KIES = "kies-"  # before the name of a field: the choice between two texts
KORT = 16  # characters of a fingerprint: enough to notice a change, and no way back to the value
LENGTE = 100  # characters of what stands there, in the sentence at the field
GEWIJZIGD = (
    "Dit is gewijzigd nadat u het formulier opende. Nu staat er: {nu}. Wat u invulde, staat er nog."
    " Kies wat goed is en sla het nog een keer op."
)
BEIDE = (
    "U koos om over te nemen wat er nu staat, en u veranderde ook het veld. Nu staat er: {nu}."
    " Kies een van de twee."
)


@dataclass(frozen=True)
class Botsing:
    """Two answers to one field: what somebody filled in, and what was stored since he opened the form.

    Args:
        naam: of the choice in the form.
        ingevuld, nu: both in words.
        afdruk: of what was filled in; sent along with the choice to take over what is stored.
        gewijzigd: whether he changed the field himself; else it holds what his form began with.
        wie: who stored the other, in a sentence; empty when nobody may know.
    """

    naam: str
    ingevuld: str
    nu: str
    afdruk: str
    gewijzigd: bool
    wie: str


def afdrukken(form: forms.BaseForm) -> dict[str, str]:
    """Field -> fingerprint of the stored value with which it begins."""
    return {
        naam: _afdruk(form, naam, waarde)
        for naam, waarde in form.initial.items()
        if naam in form.fields and not form.fields[naam].widget.is_hidden and not _vandaag(waarde)
    }


def in_een_regel(form: forms.BaseForm) -> str:
    """The same, for a hidden field."""
    return " ".join(f"{naam}={afdruk}" for naam, afdruk in afdrukken(form).items())


def zet_gewijzigd(form: forms.BaseForm, wie: Callable[[], str] = str) -> bool:
    """Say at each field that it was changed since it was shown; whether there is one.

    Where somebody saw both, and chose what is stored, the field gets that.

    Args:
        form: bound, begun with what stands there now.
        wie: says in a sentence who changed it last.
    """
    toonde = dict(deel.split("=", 1) for deel in form.data.get(NAAM, "").split() if "=" in deel)
    nu = afdrukken(form)
    anders = {naam for naam in {*nu, *toonde} if nu.get(naam) != toonde.get(naam)}
    beide = _neem_over(form, nu.keys() - anders)
    gewijzigd = [naam for naam in form.changed_data if naam in anders | beide]
    form.full_clean()  # so that what was filled in can be told in words
    zin = wie() if gewijzigd else ""
    for naam in gewijzigd:
        botsing = _botsing(form, naam, toonde.get(naam), zin)
        form.fields[naam].botsing = botsing  # type: ignore[attr-defined]  # for its template
        fout = BEIDE if naam in beide else GEWIJZIGD
        form.add_error(naam, fout.format(nu=Truncator(botsing.nu.rstrip(".")).chars(LENGTE)))
    return bool(gewijzigd)


def _neem_over(form: forms.BaseForm, gezien: Iterable[str]) -> set[str]:
    """Put what is stored in the fields for which that was chosen; the names of those that were changed too.

    Args:
        gezien: fields of which the form showed what stands there now.
    """
    beide = set()
    for naam in gezien:
        keuze = form.data.get(KIES + form.add_prefix(naam))
        if keuze and keuze == _afdruk(form, naam, form[naam].data):
            data: Any = form.data  # what a browser sent cannot be changed
            data = data.copy()
            data.setlist(form.add_prefix(naam), _verstuurd(form, naam))
            form.data = data
        elif keuze:
            beide.add(naam)
    return beide


def _verstuurd(form: forms.BaseForm, naam: str) -> list[str]:
    """What a browser sends of a field in which nobody changed what is stored."""
    veld = form.fields[naam]
    waarde = veld.prepare_value(form.get_initial_for_field(veld, naam))
    if isinstance(veld.widget, forms.CheckboxInput):
        return ["on"] if waarde else []
    uit = veld.widget.format_value(waarde)
    return [uit] if isinstance(uit, str) else [str(deel) for deel in uit or ()]


def _botsing(form: forms.BaseForm, naam: str, toonde: str | None, wie: str) -> Botsing:
    ruw = form[naam].data
    ingevuld = form.cleaned_data.get(naam, ruw)
    return Botsing(
        naam=KIES + form.add_prefix(naam),
        ingevuld=_in_woorden(form, naam, ingevuld),
        nu=_in_woorden(form, naam, form.get_initial_for_field(form.fields[naam], naam)),
        afdruk=_afdruk(form, naam, ruw),
        # What was not stored yet was shown as empty.
        gewijzigd=_afdruk(form, naam, ingevuld) != (toonde or _afdruk(form, naam, "")),
        wie=wie,
    )


def _vandaag(waarde: Any) -> bool:
    return isinstance(waarde, date) and waarde == timezone.localdate()


def _afdruk(form: forms.BaseForm, naam: str, waarde: Any) -> str:
    soort = f"{type(form).__module__}.{type(form).__qualname__}.{naam}"
    afdruk = salted_hmac(f"getoond.{soort}", "\n".join(_delen(waarde)), algorithm="sha256")
    return str(afdruk.hexdigest()[:KORT])


def _delen(waarde: Any) -> list[str]:
    """A value as text: of several the one after the other, in an order of their own."""
    if waarde is None:
        return []
    if isinstance(waarde, str):  # a browser sends other line ends than it was given
        return [waarde.replace("\r\n", "\n")]
    if isinstance(waarde, Iterable):
        return sorted(deel for een in waarde for deel in _delen(een))
    return [str(waarde.pk if isinstance(waarde, Model) else waarde)]


def _in_woorden(form: forms.BaseForm, naam: str, waarde: Any) -> str:
    veld = form.fields[naam]
    if isinstance(waarde, bool):
        return "aangekruist" if waarde else "niet aangekruist"
    if isinstance(waarde, date):
        return date_format(waarde, "j F Y")
    delen = _delen(waarde)
    if isinstance(veld, forms.ChoiceField):  # a choice of rows is one as well
        keuzes: Any = veld.choices
        woorden = {str(sleutel): str(woord) for sleutel, woord in keuzes}
        delen = [woorden.get(deel, deel) for deel in delen]
    return ", ".join(filter(None, delen)) or "niets"
