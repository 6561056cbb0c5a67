"""Forms on advice of experts."""

from django import forms

from gedeeld.forms import besluitdag, datumveld, tekstveld

from .models import Adviesvraag


class AdviesvraagForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """A question to an expert."""

    op = besluitdag("Wanneer is dit gevraagd?")

    class Meta:
        model = Adviesvraag
        fields = ("aan", "wie", "vraag")
        widgets = {"aan": forms.RadioSelect, "vraag": tekstveld(6)}
        help_texts = {
            "aan": "||Het casusoverleg kan advies vragen aan de NCTV, het adviesplatform of een andere "
            "deskundige (artikel 9 lid 5, procesbeschrijving 4.2).",
            "wie": "Alleen bij een andere deskundige. Een functie of organisatie is genoeg."
            "||Zo is te zien van wie het advies kwam (artikel 9 lid 5).",
            "vraag": "Zeg niet om wie het gaat: geen naam, adres of geboortedatum.||Het casusoverleg vraagt "
            "advies zonder de identiteit te noemen (artikel 9 lid 5, procesbeschrijving 4.2).",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        """No empty choice among the radio buttons."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["aan"].choices = Adviesvraag.Aan.choices  # type: ignore[attr-defined]


class AntwoordForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What the expert answered, and what was done with it."""

    class Meta:
        model = Adviesvraag
        fields = ("antwoord", "beantwoord_op", "gebruik")
        widgets = {
            "antwoord": tekstveld(6),
            "beantwoord_op": datumveld(),
            "gebruik": tekstveld(3),
        }
        help_texts = {
            "antwoord": "||Het bestand bevat de informatie die tot een beslissing leidde (procesbeschrijving "
            "4.3).",
            "beantwoord_op": "||Zo is te zien of het advies er was toen het overleg besloot (procesbeschrijving 4.3).",
            "gebruik": "Laat leeg zolang het overleg het advies nog niet besprak."
            "||Een advies is vrijblijvend (procesbeschrijving 4.2). Daarom staat erbij wat het "
            "overleg ermee deed.",
        }
