"""Small helpers for the page frame and the form templates: nothing here knows about a file or a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.core.exceptions import ValidationError
from django.forms import BoundField, DateField
from django.utils import timezone
from django.utils.safestring import SafeString

from convenant.bronnen.verwijzen import met_links

register = template.Library()

SCHEIDING = "||"
DICHTBIJ = 7  # days before a term at which its badge asks for attention
MAAND, JAAR = 30, 365  # days; the day itself stands beside it


def _deel(tekst: object, index: int) -> str:
    delen = str(tekst or "").split(SCHEIDING, 1)
    return delen[index].strip() if index < len(delen) else ""


@register.filter
def hint(tekst: object) -> str:
    """Return the part of a help text before ``||``: the hint that is always visible."""
    return _deel(tekst, 0)


@register.filter
def waarom(tekst: object) -> str:
    """Return the part of a help text after ``||``: the answer to "Waarom vragen we dit?"."""
    return _deel(tekst, 1)


@register.filter
def bronlinks(zin: str) -> SafeString:
    """Make each article and paragraph that a sentence names a link to its text."""
    return met_links(zin)


@register.filter
def iso_datum(waarde: str | date | None) -> str:
    """Write a date widget's value as ``2026-01-31``, or ``""`` when it is no date."""
    try:
        gelezen = DateField().to_python(waarde)
    except ValidationError:
        return ""
    return gelezen.isoformat() if isinstance(gelezen, date) else ""


@register.filter
def dagen_tot(datum: date | datetime, vandaag: object = None) -> int:
    """Count the days from ``vandaag`` (default: today here) to ``datum``; negative when it has passed."""
    dag = timezone.localtime(datum).date() if isinstance(datum, datetime) else datum
    begin = vandaag if isinstance(vandaag, date) else timezone.localdate()
    return (dag - begin).days


@register.filter
def termijn_soort(dagen: int) -> str:
    """Name the look of a term that ends in ``dagen`` days: te_laat, dichtbij or ruim."""
    if dagen < 0:
        return "te_laat"
    return "dichtbij" if dagen <= DICHTBIJ else "ruim"


@register.filter
def termijn_tekst(dagen: int) -> str:
    """Say in words how far off a term is, for a term that ends in ``dagen`` days."""
    if dagen == 0:
        return "vandaag"
    if dagen == 1:
        return "morgen"
    duur = _duur(abs(dagen))
    return f"nog {duur}" if dagen > 0 else f"{duur} te laat"


def _duur(dagen: int) -> str:
    """A number of days as somebody says it: 2,098 of them tell nobody anything."""
    if dagen >= 2 * JAAR:
        return f"{dagen // JAAR} jaar"
    if dagen >= 2 * MAAND:
        return f"{int(dagen / JAAR * 12)} maanden"
    return f"{dagen} {'dag' if dagen == 1 else 'dagen'}"


@register.filter
def veldfouten(formulier: object) -> list[BoundField]:
    """List the visible fields of a form that have errors, in the order of the form."""
    zichtbaar: Sequence[BoundField] = getattr(formulier, "visible_fields", list)()
    return [veld for veld in zichtbaar if veld.errors]


@register.filter
def aantal_fouten(formulier: object, los: Sequence[str] = ()) -> int:
    """Count what an error summary names: what belongs to the form as a whole, and to its fields.

    Args:
        los: errors of the form as a whole, where they are not the form's own.
    """
    eigen: Sequence[str] = getattr(formulier, "non_field_errors", list)()
    return len(los or eigen) + sum(len(veld.errors) for veld in veldfouten(formulier))


@register.filter
def eerste_id(veld: BoundField) -> str:
    """Return the id to which an error summary links: of the field, or of its first option or part."""
    if veld.use_fieldset and veld.widget_type in ("radioselect", "checkboxselectmultiple"):
        return f"{veld.auto_id}_0"
    return veld.id_for_label or str(veld.auto_id)


@register.filter
def kolom(rij: Sequence[object], index: int) -> object:
    """Return the item of ``rij`` at ``index``, or an empty string."""
    return rij[index] if 0 <= index < len(rij) else ""
