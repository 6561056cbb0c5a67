"""Forms on duties and on the security plan."""

from django import forms

from gedeeld.forms import DATUM, SOMS, Tekst, datumveld, tekstveld


class UitvoeringForm(forms.Form):
    """When it was done, and when again."""

    gedaan_op = forms.DateField(
        label="Wanneer is het gedaan?",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
        help_text="Nog niet gedaan? Laat dit leeg, en vul alleen in wanneer het moet.",
    )
    document = Tekst(
        label="Waar staat het verslag?",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=SOMS),
        help_text="Het kenmerk in het documentsysteem. Nodig als het is gedaan.",
    )
    uitkomst = Tekst(
        label="Wat kwam eruit?",
        required=False,
        max_length=1000,
        widget=tekstveld(3, soms=True),
        help_text="In een paar zinnen, zonder namen.",
    )
    volgende_op = forms.DateField(
        label="Wanneer moet het de volgende keer uiterlijk?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Binnen een jaar. Dan staat het op de werklijst van wie het moet doen.",
    )


class OnderdeelForm(forms.Form):
    """What the plan says under one heading."""

    tekst = Tekst(
        label="Hoe is dit geregeld?",
        widget=tekstveld(6),
        max_length=4000,
        help_text="Noem geen wachtwoorden en geen namen van mensen.",
    )
    document = Tekst(
        label="Waar is dit uitgewerkt?",
        required=False,
        max_length=200,
        help_text="Het kenmerk in het documentsysteem.",
    )
    vastgesteld_op = forms.DateField(
        label="Wanneer is dit vastgesteld?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="De dag waarop de kernpartijen dit vaststelden.",
    )
