"""Forms on the views of core parties."""

from django import forms

from ..forms import datum, tekst


class VraagForm(forms.Form):
    """By which day."""

    uiterlijk = datum(
        label="Wanneer hebt u de standpunten nodig?",
        help_text="Elke kernpartij krijgt deze vraag op haar werklijst."
        "||De weegploeg beoordeelt de signalen samen (procesbeschrijving 3.2).",
    )


class StandpuntForm(forms.Form):
    """What the party thinks."""

    tekst = tekst(
        6,
        label="Wat vindt uw partij, en waarom?",
        help_text="De drie kernpartijen en de uitvoerder lezen dit. U kunt het wijzigen tot de weegploeg "
        "besluit.||De weegploeg besluit op argumenten van alle drie (procesbeschrijving 3.3).",
    )
