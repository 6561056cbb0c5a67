"""Forms on incidents. Days and times apart, as a browser asks for them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from convenant.models import Partij
from gedeeld.forms import DATUM, KOLOMMEN, SOMS, Tekst, datumveld, tekstveld
from mensen.models import Gebruiker
from register.nummers import klopt

from .models import Beoordeling, Incident, Meldafspraak
from .rules import Oordeel

TIJD = "Vul een tijd in: uren en minuten."
JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
GEEN_NAMEN = "Noem geen namen van mensen om wie het gaat. Het nummer van een dossier mag wel."


def tijdveld(*, soms: bool = False) -> forms.TimeInput:
    """A time of the day as the browser asks for it."""
    return forms.TimeInput(attrs={"type": "time", **(SOMS if soms else {})}, format="%H:%M")


def moment(dag: date, tijd: time) -> datetime:
    """This moment in the Netherlands."""
    return timezone.make_aware(datetime.combine(dag, tijd))


class IncidentForm(forms.Form):
    """What went wrong, when it was noticed, and which kinds of data it is about."""

    foutkop = "Uw melding is nog niet verstuurd"

    gemeente = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Over dossiers van welke gemeente gaat het?",
        empty_label="Kies een gemeente",
        help_text="Gaat het over meer gemeenten? Meld het dan voor elke gemeente apart.",
    )
    soort = forms.ChoiceField(
        label="Wat voor incident is het?",
        help_text="||Incidenten worden gemeld, vastgelegd en afgehandeld (artikel 15 lid 2 onder g).",
        choices=[("", "Kies wat het beste past"), *Incident.Soort.choices],
    )
    gemerkt_op = forms.DateField(
        label="Op welke dag merkte u het?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Merkte een ander het eerder? Vul dan die dag en tijd in.||Vanaf dit moment lopen de "
        "72 uur om een datalek te melden bij de Autoriteit Persoonsgegevens (artikel 33 AVG).",
    )
    gemerkt_om = forms.TimeField(
        label="Hoe laat ongeveer?",
        help_text="||De 72 uur van artikel 33 AVG lopen vanaf dat moment.",
        widget=tijdveld(),
        error_messages={"invalid": TIJD},
    )
    gegevens = forms.MultipleChoiceField(
        label="Om welke gegevens gaat het?",
        help_text="||Daaruit volgt hoe groot het risico is (artikel 33 lid 3 AVG).",
        choices=Incident.Gegevens.choices,
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
    )
    wat = Tekst(
        label="Wat is er gebeurd?", widget=tekstveld(5), max_length=4000, help_text=GEEN_NAMEN
    )

    def __init__(self, *args: Any, gemeenten: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gemeente"]
        veld.queryset = gemeenten
        if len(gemeenten) == 1:
            veld.initial, veld.empty_label = gemeenten[0].pk, None
        self.fields["gemerkt_op"].initial = vandaag

    @property
    def velden(self) -> dict[str, Any]:
        """What the decision takes."""
        velden = dict(self.cleaned_data)
        gemerkt = moment(velden.pop("gemerkt_op"), velden.pop("gemerkt_om"))
        return velden | {"gemerkt_op": gemerkt}


class BeoordelingForm(forms.Form):
    """What the core parties say of it; it begins with what they said before."""

    datalek = forms.ChoiceField(
        label="Is het een datalek?",
        choices=JA_NEE,
        widget=forms.RadioSelect(attrs=KOLOMMEN),
        help_text="Een datalek: persoonsgegevens zijn kwijt, veranderd of gezien door iemand voor wie zij "
        "niet zijn, of dat kan zo zijn (artikel 4 lid 12 AVG).",
    )
    risico = forms.ChoiceField(
        label="Hoe groot is het risico voor de betrokkenen?",
        required=False,
        choices=[("", "Het is geen datalek"), *Beoordeling.Risico.choices],
        widget=forms.Select(attrs=SOMS),
        help_text="Kies dit bij een datalek. Bij een risico gaat het naar de Autoriteit Persoonsgegevens (AP).||Alleen "
        "bekend zijn in dit systeem kan iemand al schaden. Bij een hoog risico hoort ook de betrokkene het "
        "(artikel 33 en 34 AVG).",
    )
    waarom = Tekst(
        label="Waarom oordeelt u zo?",
        help_text="||Van elk datalek worden de feiten, de gevolgen en de maatregelen vastgelegd (artikel 33 lid 5 AVG).",
        widget=tekstveld(),
        max_length=4000,
    )
    ap_op = forms.DateField(
        label="Op welke dag is het bij de AP gemeld?",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
        help_text="Vul dag en tijd in als het is gemeld.",
    )
    ap_om = forms.TimeField(
        label="Hoe laat?",
        help_text="||Melden kan tot 72 uur nadat iemand het merkte (artikel 33 lid 1 AVG).",
        required=False,
        widget=tijdveld(soms=True),
        error_messages={"invalid": TIJD},
    )
    ap_kenmerk = Tekst(
        label="Onder welk kenmerk?",
        help_text="||Zo is de melding bij de Autoriteit Persoonsgegevens terug te vinden (artikel 33 lid 5 "
        "AVG).",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=SOMS),
    )
    ap_reden = Tekst(
        label="Waarom niet bij de AP gemeld, of later dan 72 uur?",
        required=False,
        max_length=4000,
        widget=tekstveld(2, soms=True),
        help_text="Vul dit in als het niet of te laat is gemeld (artikel 33 lid 1 AVG).",
    )
    betrokkene = forms.ChoiceField(
        label="Hoort de betrokkene het?",
        help_text="||Bij een hoog risico hoort de betrokkene het, tenzij de wet anders zegt (artikel 34 "
        "AVG).",
        required=False,
        choices=[("", "Nog niet besloten"), *Beoordeling.Betrokkene.choices],
        widget=forms.Select(attrs=SOMS),
    )
    betrokkene_op = forms.DateField(
        label="Op welke dag hoorde de betrokkene het?",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
        help_text="Vul dit in als de betrokkene het heeft gehoord.",
    )
    betrokkene_reden = Tekst(
        label="Waarom hoort de betrokkene het niet?",
        required=False,
        max_length=4000,
        widget=tekstveld(2, soms=True),
        help_text="Vul dit in bij elke keuze die begint met ‘Niet’.",
    )
    maatregelen = Tekst(
        label="Welke maatregelen zijn genomen?",
        required=False,
        max_length=4000,
        widget=tekstveld(soms=True),
        help_text="Tegen de gevolgen, en om te zorgen dat het niet weer gebeurt. Nodig om af te sluiten.",
    )

    def __init__(self, *args: Any, laatste: Beoordeling | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _begin(laatste) if laatste else {})
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        """Day and time of the notification come together."""
        op, om = self.cleaned_data.get("ap_op"), self.cleaned_data.get("ap_om")
        if op and not om and "ap_om" not in self.errors:
            self.add_error("ap_om", "Vul ook de tijd in.")
        if om and not op and "ap_op" not in self.errors:
            self.add_error("ap_op", "Vul ook de dag in.")

    @property
    def oordeel(self) -> Oordeel:
        """What was filled in."""
        velden = dict(self.cleaned_data)
        op, om = velden.pop("ap_op"), velden.pop("ap_om")
        velden["datalek"] = velden["datalek"] == "ja"
        return Oordeel(ap_gemeld_op=moment(op, om) if op and om else None, **velden)


def _begin(rij: Beoordeling) -> dict[str, Any]:
    namen = ("risico", "waarom", "ap_kenmerk", "ap_reden", "betrokkene", "betrokkene_op",
             "betrokkene_reden", "maatregelen")  # fmt: skip
    uit = {naam: getattr(rij, naam) for naam in namen}
    uit["datalek"] = "ja" if rij.datalek else "nee"
    if rij.ap_gemeld_op:
        hier = timezone.localtime(rij.ap_gemeld_op)
        uit |= {"ap_op": hier.date(), "ap_om": hier.time()}
    return uit


class NagaanForm(forms.Form):
    """In whose readings, or of which file, and on which days."""

    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wat deze gebruiker zag",
        required=False,
        empty_label="Iedereen",
        widget=forms.Select(attrs=SOMS),
        help_text="Kies een gebruiker, of vul hieronder een dossier in. Allebei mag ook.",
    )
    nummer = Tekst(
        label="Wie dit dossier zag",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=SOMS | {"autocomplete": "off"}),
        help_text="Het nummer van het dossier, zoals W-2026-7K4Q9P.",
    )
    van = forms.DateField(label="Vanaf", widget=datumveld(), error_messages={"invalid": DATUM})
    tot = forms.DateField(label="Tot en met", widget=datumveld(), error_messages={"invalid": DATUM})

    def __init__(self, *args: Any, gebruikers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gebruiker"]
        veld.queryset = gebruikers
        veld.label_from_instance = lambda gebruiker: gebruiker.username

    def clean_nummer(self) -> str:
        """As it is written in the log, without a slip of the pen."""
        nummer = str(self.cleaned_data["nummer"]).upper()
        if nummer and not klopt(nummer):
            raise forms.ValidationError("Dit nummer klopt niet. Kijk het na.")
        return nummer


class MeldafspraakForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who reports to whom, how and within which time (PB 6.2)."""

    class Meta:
        model = Meldafspraak
        fields = ("wie", "aan", "hoe", "uren", "van", "herzien_op")
        field_classes = dict.fromkeys(("wie", "aan", "hoe"), Tekst)
        widgets = {"van": datumveld(), "herzien_op": datumveld()}
        labels = {
            "wie": "Wie meldt een incident?",
            "aan": "Aan wie?",
            "hoe": "Hoe?",
            "uren": "Binnen hoeveel uur?",
            "herzien_op": "Op welke dag bekijkt u deze afspraak opnieuw?",
        }
        help_texts = {
            "herzien_op": "||Het beveiligingsbeleid wordt elk jaar bekeken (artikel 15 lid 3).",
            "wie": "Een functie of een partij. Noem geen personen.",
            "aan": "Een functie of een partij, met telefoonnummer of algemeen mailadres.",
            "hoe": "Bijvoorbeeld: eerst bellen, daarna melden in dit systeem.",
            "uren": "Reken vanaf het moment dat iemand het merkt. De AP hoort het binnen 72 uur.",
        }
        error_messages = {"van": {"invalid": DATUM}, "herzien_op": {"invalid": DATUM}}

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes it."""
