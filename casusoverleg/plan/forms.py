"""Forms of the plan: they make values, the decisions decide."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from convenant.models import Partij
from gedeeld.forms import DATUM, KOLOMMEN, Suggesties, Tekst, besluitdag, datumveld, tekstveld

from ..dossier.models import Doel
from ..forms import bied_aan
from .bevoegdheden import BEVOEGDHEDEN
from .models import Maatregel, Plan, Voortgang


def volgende_bespreking() -> forms.DateField:
    """When the casusoverleg talks over how the plan goes."""
    return forms.DateField(
        label="Wanneer bespreekt het overleg de voortgang?",
        required=False,
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Vanaf deze dag staat de casus vanzelf op de agenda.||Het casusoverleg volgt de voortgang "
        "van het plan (artikel 9 lid 4).",
    )


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Aims and goal of the concept."""

    doelen = forms.MultipleChoiceField(
        label="Doelen",
        choices=Doel.choices,
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        help_text="Kies een of meer doelen.||De aanpak dient alleen de doelen van artikel 3.",
    )

    class Meta:
        model = Plan
        fields = (
            "doelen",
            "doel",
            "informeert",
            "informeert_wie",
            "informeren_op",
            "informeren",
        )
        widgets = {
            "doel": tekstveld(4),
            "informeren_op": datumveld(),
            "informeren": tekstveld(2),
        }
        help_texts = {
            "informeert_wie": "||Bij het maken van het plan wordt besloten wie de betrokkene informeert, wanneer en hoe "
            "(procesbeschrijving 4.4).",
            "informeren_op": "||Bij het maken van het plan wordt besloten wie de betrokkene informeert, wanneer en hoe "
            "(procesbeschrijving 4.4).",
            "informeren": "||Bij het maken van het plan wordt besloten wie de betrokkene informeert, wanneer en hoe "
            "(procesbeschrijving 4.4).",
            "informeert": "Kies een partij die meedoet, of vul hieronder alleen een persoon in.||Zolang de "
            "betrokkene geen bericht kreeg, zegt het plan wie dat doet en wanneer (procesbeschrijving 4.4).",
        }
        error_messages = {"informeren_op": {"invalid": DATUM}}

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the parties that take part."""
        super().__init__(*args, **kwargs)
        bied_aan(self, "informeert", partijen)
        self.fields["informeert"].empty_label = "Nog niemand"  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes or changes the plan."""


def _sleutel(waarde: object) -> UUID:
    """A key, from what a browser sends and from what is stored: Django compares both."""
    return UUID(str(waarde))


class MaatregelForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What one party will, or will not, do."""

    na = forms.TypedChoiceField(
        label="Begint pas na",
        help_text="||Het plan stemt maatregelen op elkaar af (artikel 3 van het convenant, wetsvoorstel "
        "artikel 2 lid 1). Soms moet de ene eerst klaar zijn.",
        required=False,
        coerce=_sleutel,
        empty_value=None,
    )

    class Meta:
        model = Maatregel
        fields = (
            "doel",
            "partij",
            "wie",
            "omschrijving",
            "wordt_genomen",
            "bevoegdheid",
            "van",
            "tot",
            "prioriteit",
            "blijkt_uit",
            "na",
            "instantie",
        )
        widgets = {
            "omschrijving": tekstveld(3),
            "bevoegdheid": Suggesties(BEVOEGDHEDEN),
            "van": datumveld(),
            "tot": datumveld(),
            "blijkt_uit": tekstveld(2),
        }
        help_texts = {
            "doel": "||Elke maatregel dient een doel van het samenwerkingsverband (artikel 3 van het "
            "convenant).",
            "partij": "||Het plan noemt de maatregelen van elke partij (artikel 1 onder e van het convenant). "
            "Zij blijft er zelf verantwoordelijk voor (procesbeschrijving 4.2).",
            "omschrijving": "||In het bestand staat wat partijen doen (artikel 10 lid 2 onder e).",
            "prioriteit": "||Het plan brengt maatregelen in samenhang (artikel 3 van het convenant): wat gaat voor?",
            "wie": "Liever een functie dan een naam."
            "||Het plan zegt wie wat doet (artikel 10 lid 2 onder e). Een naam is daarvoor zelden "
            "nodig.",
            "blijkt_uit": "Waar kijkt het overleg naar bij de volgende bespreking?"
            "||Het casusoverleg volgt de voortgang van elke maatregel (artikel 9 lid 4).",
            "instantie": "Alleen als niet de partij zelf, maar het Rijk deze maatregel neemt. "
            "Bijvoorbeeld: de minister, die het paspoort laat vervallen.||Zo'n maatregel kan door de "
            "aanpak heen gaan. De casusregisseur hoort het en ziet hem apart.",
        }

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        partijen: QuerySet[Partij],
        zelf: Maatregel | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer the parties that take part, the aims of the plan, and its other measures.

        Args:
            zelf: the measure that is changed.
        """
        super().__init__(*args, **kwargs)
        bied_aan(self, "partij", partijen)
        doelen = [(doel, Doel(doel).label) for doel in plan.doelen]
        self.fields["doel"].choices = [("", "Maak een keuze"), *doelen]  # type: ignore[attr-defined]
        andere = [rij for rij in plan.maatregelen.select_related("partij") if rij != zelf]
        self.fields["na"].choices = [  # type: ignore[attr-defined]
            ("", "Kan meteen beginnen"),
            *(
                (rij.keten, f"{rij.partij.naam}: {Truncator(rij.omschrijving).chars(60)}")
                for rij in andere
            ),
        ]
        if not andere:
            del self.fields["na"]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes or changes the measure."""


class VoortgangForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What became of a measure."""

    class Meta:
        model = Voortgang
        fields = ("stand", "resultaat")
        widgets = {"stand": forms.RadioSelect, "resultaat": tekstveld(4)}
        help_texts = {
            "stand": "||Het casusoverleg volgt de voortgang van elke maatregel (artikel 9 lid 4).",
            "resultaat": "Kort en feitelijk.||Het casusoverleg volgt de voortgang van elke maatregel "
            "(artikel 9 lid 4).",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No empty choice among the radio buttons."""
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = Voortgang.Stand.choices  # type: ignore[attr-defined]


class VoorleggenForm(forms.Form):
    """Which external partners help to draw up the plan, and so read the concept."""

    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke externe partners stellen het plan mee op?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink alleen aan wie nodig is om het plan te maken. Die partner leest het concept met alle"
        " maatregelen.||Een externe partner ziet anders alleen het vastgestelde plan (artikel 1 onder c en "
        "artikel 10 lid 5).",
    )

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the external partners that take part."""
        super().__init__(*args, **kwargs)
        self.fields["partijen"].queryset = partijen  # type: ignore[attr-defined]
        if not partijen:
            del self.fields["partijen"]


class VaststellenForm(forms.Form):
    """On which day the casusoverleg adopted the plan."""

    vastgesteld_op = besluitdag("Wanneer is het plan vastgesteld?")
    waarom_toch = Tekst(
        label="Waarom stelt u toch vast?",
        widget=tekstveld(3),
        help_text="Niet elke partij is het eens met deze tekst. Wat u hier schrijft, staat bij het plan."
        "||Het casusoverleg stelt het plan samen vast (artikel 9 lid 3).",
    )
    volgende = volgende_bespreking()

    def __init__(self, *args: Any, eens: bool, **kwargs: Any) -> None:
        """Ask why, unless all parties agree."""
        super().__init__(*args, **kwargs)
        if eens:
            del self.fields["waarom_toch"]


class BesprekenForm(forms.Form):
    """The casusoverleg followed how the plan goes, and when it does so again."""

    op = besluitdag("Wanneer is de voortgang besproken?")
    volgende = volgende_bespreking()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Who only chooses the next day leaves the first one empty."""
        super().__init__(*args, **kwargs)
        self.fields["op"].required = False
