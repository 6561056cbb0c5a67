"""What a form showed of what is stored, so that nobody overwrites what he did not see.

A form that shows stored values bears a keyed fingerprint of each (`{% csrf_token %}`). When it is sent,
a value that was changed since is not overwritten: the field says what stands there now, and keeps what
was typed. The next time the form knows that both were seen.

Stored is what a form begins with: its `initial`, or the row that it changes. A date of today is a
suggestion, and never told from one that is stored today.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

NAAM = "getoond"
KORT = 16  # characters of a fingerprint: enough to notice a change, and no way back to the value
GEWIJZIGD = (
    "Dit is gewijzigd nadat u het formulier opende. Nu staat er: {nu}. Wat u invulde, staat er nog."
    " Kies wat goed is en sla het nog een keer op."
)


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


def zet_gewijzigd(form: forms.BaseForm) -> bool:
    """Say at each field that it was changed since it was shown; whether there is one.

    Args:
        form: bound, begun with what stands there now.
    """
    toonde = dict(deel.split("=", 1) for deel in form.data.get(NAAM, "").split() if "=" in deel)
    nu = afdrukken(form)
    anders = {naam for naam in {*nu, *toonde} if nu.get(naam) != toonde.get(naam)}
    gewijzigd = [naam for naam in form.changed_data if naam in anders]
    for naam in gewijzigd:
        form.add_error(naam, GEWIJZIGD.format(nu=_in_woorden(form, naam)))
    return bool(gewijzigd)


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
    if isinstance(waarde, Iterable) and not isinstance(waarde, str):
        return sorted(deel for een in waarde for deel in _delen(een))
    return [str(waarde.pk if isinstance(waarde, Model) else waarde)]


def _in_woorden(form: forms.BaseForm, naam: str) -> str:
    veld, waarde = form.fields[naam], form.get_initial_for_field(form.fields[naam], naam)
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
