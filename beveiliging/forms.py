"""Filters of the logs, and who may not read a file."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from convenant.models import Convenant
from gedeeld.actor import ActorRequest
from gedeeld.forms import Filter, Tekst
from mensen.models import Gebruiker, Inlog
from register.models import Inzage, Uitsluiting

from .querysets import Uitkomst, buiten_werktijd, hele_blikken

# Of the login trail.
GING_MIS = (Inlog.Soort.MISLUKT, Inlog.Soort.STAP_MISLUKT, Inlog.Soort.OP_SLOT)
# Shown beside others, and not opened.
LIJSTEN = (Inzage.Soort.LIJST, Inzage.Soort.ZOEKEN)


class LogFilter(Filter):
    """A period, a user, a file; the user by key, so that no name stands in an address.

    Args:
        gebruikers: out of whom to choose; None in one's own log, where there is nobody else.
        convenant: whose working hours count.
    """

    GEMEENTE = ""

    van = forms.DateField(label="Vanaf", required=False)
    tot = forms.DateField(label="Tot en met", required=False)
    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Gebruiker", required=False, empty_label="Iedereen"
    )
    nummer = Tekst(
        label="Nummer",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    buiten = forms.BooleanField(label="Alleen buiten werktijd", required=False)

    def __init__(self, request: ActorRequest, *, gebruikers: Any, convenant: Convenant) -> None:
        super().__init__(request)
        self.convenant = convenant
        if gebruikers is None:
            del self.fields["gebruiker"]
        else:
            self.fields["gebruiker"].queryset = gebruikers  # type: ignore[attr-defined]

    def clean(self) -> None:
        """A period ends after it begins."""
        van, tot = self.cleaned_data.get("van"), self.cleaned_data.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "Deze dag ligt vóór de eerste dag van de periode.")

    def filter(self, rijen: Any) -> Any:
        """The rows of a log that fit; none at all when the filter itself is wrong."""
        if not self.is_valid():
            return rijen.none()
        if van := self.cleaned_data["van"]:
            rijen = rijen.filter(tijdstip__gte=_begin(van))
        if tot := self.cleaned_data["tot"]:
            rijen = rijen.filter(tijdstip__date__lte=tot)
        if gebruiker := self.cleaned_data.get("gebruiker"):
            rijen = rijen.filter(gebruiker=gebruiker)
        if nummer := self.cleaned_data.get("nummer"):
            rijen = rijen.filter(nummer=nummer.upper())
        if self.cleaned_data["buiten"]:
            rijen = buiten_werktijd(rijen, self.convenant)
        return rijen


class InzageFilter(LogFilter):
    """The read log also shows what was refused; to who tried, that is what he did not find."""

    hoe = forms.ChoiceField(
        label="Hoe",
        required=False,
        choices=[("", "Alles"), ("geopend", "Geopend"), ("lijst", "In een lijst")],
    )
    geweigerd = forms.BooleanField(label="Alleen geweigerd", required=False)

    def __init__(self, request: ActorRequest, *, gebruikers: Any, convenant: Convenant) -> None:
        super().__init__(request, gebruikers=gebruikers, convenant=convenant)
        if gebruikers is None:
            self.fields["geweigerd"].label = "Alleen niet gevonden"

    def filter(self, rijen: Any) -> Any:
        """As for each log; a look at a list is one row, unless one file of it was asked for."""
        rijen = super().filter(rijen)
        if not self.is_valid():
            return rijen
        if not self.cleaned_data["nummer"]:
            rijen = hele_blikken(rijen)
        if self.cleaned_data["geweigerd"]:
            rijen = rijen.filter(uitkomst=Uitkomst.GEWEIGERD)
        if hoe := self.cleaned_data["hoe"]:
            lijst = Q(soort__in=LIJSTEN)
            rijen = rijen.filter(lijst if hoe == "lijst" else ~lijst)
        return rijen


class InlogFilter(LogFilter):
    """The login trail is about no file, and shows by choice only what went wrong."""

    nummer = None  # type: ignore[assignment]
    mis = forms.BooleanField(label="Alleen wat misging", required=False)

    def filter(self, rijen: Any) -> Any:
        """As for each log."""
        rijen = super().filter(rijen)
        if self.is_valid() and self.cleaned_data["mis"]:
            rijen = rijen.filter(soort__in=GING_MIS)
        return rijen


def _begin(dag: Any) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


class RedenForm(forms.Form):
    """Why somebody may not read a file: a choice, so that nothing of the subject stands in it."""

    reden = forms.ChoiceField(
        label="Waarom",
        choices=[("", "Kies een reden"), *Uitsluiting.Reden.choices],
        help_text="Kies wat het beste past.||Wie de persoon kent, is niet onbevangen, en mag niet weten "
        "dat deze persoon hier staat (artikel 8 lid 4 en 10 lid 4).",
    )


class UitsluitForm(RedenForm):
    """Who may not read it, out of who reads it now."""

    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie",
        empty_label="Kies een gebruiker",
        help_text="U kiest uit wie dit dossier nu leest.||Wie de persoon kent, hoort het dossier niet te lezen (artikel 8 lid 4 en 10 lid 4).",
    )
    field_order = ("gebruiker", "reden")

    def __init__(self, *args: Any, mensen: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gebruiker"]
        veld.queryset = Gebruiker.objects.filter(pk__in=mensen).order_by("username")
        veld.label_from_instance = lambda gebruiker: gebruiker.naam
