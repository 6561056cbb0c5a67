"""What the worklist posts, and what is looked for."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import Resolver404, resolve, reverse

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bewaard import Bewaard, keuzes
from gedeeld.forms import DATUM, Filter, Tekst, datumveld
from gedeeld.personen import GEEN_PERIODE, WIE, Persoon
from gedeeld.rules import periode
from register.berichten import PAST
from register.models import Inzage
from register.nummers import VORM, klopt
from register.registry import bestanden


class GezienForm(forms.Form):
    """Which files the worklist showed, and the newest moment that stood there."""

    tot = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"])

    def clean(self) -> dict[str, Any]:
        """With the keys of the files, of which a page shows no more than fit."""
        gekozen = self.data.getlist("dossier")[:PAST]  # type: ignore[attr-defined]
        sleutel = forms.UUIDField()
        sleutels: list[UUID] = [sleutel.clean(waarde) for waarde in gekozen]
        return {**self.cleaned_data, "sleutels": sleutels}


class WerkFilter(Filter):
    """Work of one municipality, or in one kind of file."""

    def __init__(self, request: ActorRequest) -> None:
        super().__init__(request)
        if request.actor.werkt_met_dossiers:
            soorten = [(soort.soort, soort.naam.capitalize()) for soort in bestanden()]
            self.fields["soort"] = forms.ChoiceField(
                label="Soort", required=False, choices=[("", "Alle soorten"), *soorten]
            )


class FilterForm(forms.Form):
    """A filter to keep, or to throw away."""

    plek = Tekst(
        max_length=100, error_messages={"required": "Kies eerst een filter bij een lijst."}
    )
    vraag = Tekst(max_length=500, required=False)
    naam = Tekst(
        max_length=40,
        error_messages={
            "required": "Geef het filter een naam.",
            "max_length": "Kies een kortere naam: hoogstens 40 tekens.",
        },
    )
    weg = forms.BooleanField(required=False)

    def clean_plek(self) -> str:
        """A page of this application: nobody is led elsewhere."""
        plek: str = self.cleaned_data["plek"]
        try:
            resolve(plek)
        except Resolver404:
            raise forms.ValidationError("Deze pagina is er niet.") from None
        return plek

    def clean_vraag(self) -> str:
        """The choices in it, and nothing that somebody typed."""
        return keuzes(self.cleaned_data["vraag"])

    @property
    def bewaard(self) -> Bewaard:
        """What is kept."""
        return Bewaard(*(self.cleaned_data[veld] for veld in ("plek", "vraag", "naam")))

    @property
    def terug(self) -> str:
        """The list, as it was filtered; without, where that filter is thrown away."""
        vraag = "" if self.cleaned_data.get("weg") else self.cleaned_data.get("vraag", "")
        plek = self.cleaned_data.get("plek") or reverse("werklijst")
        return f"{plek}?{vraag}" if vraag else plek


TWEE = (
    "||Een naam alleen vindt te veel mensen. U zoekt alleen wat over deze persoon al bekend is (memorie van "
    "toelichting 5.2)."
)


class NummerForm(forms.Form):
    """The number of a file. The field in the head of each page is this one, and takes a name as well."""

    foutkop = "Niet gevonden"

    nummer = Tekst(
        label="Nummer",
        max_length=200,
        help_text="Het staat boven aan elk dossier en op elke brief.||U opent alleen een dossier dat voor u is (artikel"
        " 8 lid 4 en artikel 10 lid 4 van het convenant).",
        error_messages={"required": "Vul het nummer van een dossier in, zoals C-2026-7K4Q94."},
    )

    def clean_nummer(self) -> str:
        """As it stands on the file: nothing else comes into the read log."""
        nummer = str(self.cleaned_data["nummer"]).strip().upper()
        if not VORM.fullmatch(nummer):
            raise forms.ValidationError(
                "Dit is geen nummer van een dossier. Zo ziet een nummer eruit: C-2026-7K4Q94."
            )
        if not klopt(nummer):
            raise forms.ValidationError("Controleer het nummer: er zit een schrijffout in.")
        return nummer

    @property
    def is_naam(self) -> bool:
        """Whether what was typed can be a name: words without a digit."""
        getypt = self.data.get("nummer", "")
        return bool(getypt.strip()) and not any(teken.isdigit() for teken in getypt)

    @property
    def als_naam(self) -> dict[str, str]:
        """The same as a name, for who looks it over: the first word as first name where there are more."""
        voor, _, achter = self.data["nummer"].strip().partition(" ")
        return {"voornamen": voor, "achternaam": achter} if achter else {"achternaam": voor}


class ZoekForm(forms.Form):
    """Look for a person: two of surname, first name and birth date, and why."""

    foutkop = "Zo kan er niet worden gezocht"

    voornamen = Tekst(label="Voornaam", max_length=200, required=False)
    tussenvoegsel = Tekst(label="Tussenvoegsel", max_length=30, required=False)
    achternaam = Tekst(label="Achternaam", max_length=200, required=False)
    geboortedatum = forms.DateField(
        label="Geboortedatum",
        help_text=TWEE,
        required=False,
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    geboren_ongeveer = Tekst(
        label="Geboortejaar",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "co-veld--kort"}),
        help_text=f"Als u de hele geboortedatum niet weet. Bijvoorbeeld 1998 of 04-1998.{TWEE}",
    )
    reden = forms.ChoiceField(
        label="Waarom zoekt u deze persoon?",
        choices=[("", "Kies een reden"), *Inzage.Zoekreden.choices],
        error_messages={"required": "Kies waarom u deze persoon zoekt."},
        help_text="De reden komt in het logboek, de naam niet.||U zoekt alleen iemand als uw taak daarom "
        "vraagt. De toezichthouder leest mee (artikel 15 lid 2 onder e van het convenant).",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.kernpartij:
            # With a name and a guess it would tell the birth date, which is not for a case party (MC 10.4).
            del self.fields["geboortedatum"], self.fields["geboren_ongeveer"]

    def clean_geboren_ongeveer(self) -> str:
        """A year, or a month and year."""
        ongeveer: str = self.cleaned_data["geboren_ongeveer"]
        if ongeveer and periode(ongeveer) is None:
            raise forms.ValidationError(GEEN_PERIODE)
        return ongeveer

    def clean(self) -> dict[str, Any]:
        """One name alone finds too many people, and names are not stored so that it could."""
        gegevens = super().clean() or self.cleaned_data
        geboren = gegevens.get("geboortedatum") or gegevens.get("geboren_ongeveer")
        gevuld = [gegevens.get("voornamen"), gegevens.get("achternaam"), geboren]
        if not self.errors.keys() - {"reden"} and len([w for w in gevuld if w]) < 2:
            self.add_error("achternaam", f"Vul er twee in: {self.te_vragen}.")
        return gegevens

    @property
    def te_vragen(self) -> str:
        """What can be asked of whom he looks for, in words."""
        namen = ["een achternaam", "een voornaam"]
        datum = ["een geboortedatum"] if "geboortedatum" in self.fields else []
        *eerste, laatste = [*namen, *datum]
        return f"{', '.join(eerste)} {'of' if datum else 'en'} {laatste}"

    @property
    def persoon(self) -> Persoon:
        """Whom to look for."""
        return Persoon(**{veld: self.cleaned_data[veld] for veld in WIE if veld in self.fields})
