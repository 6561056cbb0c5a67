"""Forms for accounts, roles and secrecy. They make values; the decisions decide."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from convenant.models import Partij
from gedeeld.actor import Actor, Rol
from gedeeld.forms import Tekst, tekstveld

from . import factoren
from .models import Gebruiker, Vertegenwoordiging

CODE = "De zes cijfers uit uw app, of een herstelcode."


class RolForm(forms.Form):
    """A role for an account (MC 15.2 c)."""

    gebruiker = Tekst(
        label="Gebruikersnaam",
        help_text="De naam waarmee uw collega inlogt.||U typt de naam zelf. Zo ziet u geen accounts van "
        "andere convenanten.",
    )
    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Voor welke partij?",
        help_text="||De partij bepaalt wat het account leest (artikel 8 lid 4 en artikel 10 lid 4 van het convenant).",
    )
    rol = forms.ChoiceField(
        label="Rol",
        choices=Rol.choices,
        help_text="Een uitvoerder of behandelaar van verzoeken werkt voor één gemeente. Werkt iemand voor "
        "meer gemeenten? Ken de rol dan voor elke gemeente toe.||De kernpartijen wijzen hem aan, ook als "
        "hij bij een veiligheidshuis werkt. Wie beheert of toezicht houdt, mag geen dossiers zien. "
        "Daarvoor is een ander account nodig.",
    )
    van = forms.DateField(label="Vanaf")
    tot = forms.DateField(
        label="Tot", required=False, help_text="Vanaf deze dag heeft het account de rol niet meer."
    )
    reden = Tekst(
        label="Waarom krijgt dit account deze rol?",
        max_length=300,
        help_text="Bijvoorbeeld: nieuw lid van de weegploeg.||Wie toegang heeft en waarom, moet te "
        "controleren zijn (artikel 15 lid 2 onder c van het convenant).",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partijen = Partij.objects.filter(convenant=actor.convenant_id).op(actor.vandaag)
        self.fields["partij"].queryset = partijen  # type: ignore[attr-defined]

    def clean_gebruiker(self) -> Gebruiker:
        """The account with this name, if it can log in."""
        gebruiker = Gebruiker.objects.filter(
            username__iexact=self.cleaned_data["gebruiker"], is_active=True
        ).first()
        if gebruiker is None:
            zin = "Er is geen account met deze gebruikersnaam dat kan inloggen."
            raise forms.ValidationError(zin)
        return gebruiker

    def clean_rol(self) -> Rol:
        """The role as a value of the enumeration."""
        return Rol(self.cleaned_data["rol"])


class RolBevestigForm(forms.Form):
    """The second person of a role asked the colleague (ADR 11)."""

    akkoord = forms.BooleanField(
        label="Ik heb mijn collega zelf gesproken en alles klopt",
        help_text="||Een tweede persoon controleert elke toegang (artikel 15 lid 2 onder f van het "
        "convenant).",
        error_messages={
            "required": "Zet een vinkje als u uw collega zelf hebt gesproken en alles klopt."
        },
    )
    # About which password he asked (`wachtwoord_van`): after another one he asks again.
    gevraagd = Tekst(required=False, widget=forms.HiddenInput)


class IntrekForm(forms.Form):
    """Why a role ends (MC 15.2 c)."""

    reden = Tekst(
        label="Waarom eindigt deze rol?",
        max_length=300,
        help_text="Bijvoorbeeld: andere baan. Noem geen namen.",
    )


class AccountForm(forms.Form):
    """A new account (MC 15.2 c, d)."""

    gebruikersnaam = Tekst(
        label="Gebruikersnaam",
        max_length=150,
        help_text="Hiermee logt uw collega in. Bijvoorbeeld: j.devries.||Iedereen heeft een eigen "
        "account. Zo is te zien wie wat heeft gelezen (artikel 15 lid 2 van het convenant).",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    naam = Tekst(
        label="Naam",
        max_length=150,
        help_text="Zo zien collega's dit account.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WachtwoordForm(ChangePasswordForm):
    """One's own password, by the old one (MC 15.2 d)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        oud, nieuw, nog_eens = (
            self.fields[naam] for naam in ("oldpassword", "password1", "password2")
        )
        oud.label = "Wachtwoord van nu"
        nieuw.label = "Nieuw wachtwoord"
        nieuw.help_text = (
            "Minstens 15 tekens. Een paar woorden achter elkaar is goed te onthouden."
            "||Wij vergelijken uw wachtwoord met lijsten van gelekte wachtwoorden. Dat gebeurt hier: "
            "uw wachtwoord gaat nergens heen (artikel 15 lid 2 van het convenant)."
        )
        nog_eens.label = "Nieuw wachtwoord, nog een keer"
        for veld in (oud, nieuw, nog_eens):
            veld.widget.attrs.pop("placeholder", None)

    def clean_oldpassword(self) -> str:
        """The password of now, if it is right: tries are counted and noted as when logging in."""
        oud: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, oud):
            raise get_adapter().validation_error("enter_current_password")
        return oud

    def clean(self) -> dict[str, Any]:
        """A new password is another than the old one: else a temporary one would stay."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        nieuw = gegevens.get("password1")
        if nieuw and nieuw == gegevens.get("oldpassword"):
            self.add_error("password1", "Kies een ander wachtwoord dan dat van nu.")
        return gegevens


class NogEensForm(ReauthenticateForm):
    """One's password once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["password"]
        veld.label, veld.help_text = "Uw wachtwoord", ""
        veld.widget.attrs.pop("placeholder", None)


def _codeveld(label: str, uitleg: str) -> Tekst:
    """The field for a code: on a telephone it offers the one that just came in."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return Tekst(label=label, help_text=uitleg, widget=forms.TextInput(attrs=attrs))


def _eerste_keer(gebruiker: Gebruiker, code: str) -> str:
    """A code that was right, if it was not used before."""
    if not factoren.eerste_keer(gebruiker, code):
        raise factoren.Factoren().validation_error("incorrect_code")
    return code


class CodeForm(AuthenticateForm):
    """The second step of logging in."""

    code = _codeveld("Code", CODE)

    def clean_code(self) -> str:
        """The code, if it is right."""
        return _eerste_keer(self.user, super().clean_code())


class NogEensCodeForm(ReauthenticateCodeForm):
    """The second step in a session that is open."""

    code = _codeveld("Code", CODE)

    def clean_code(self) -> str:
        """The code, if it is right."""
        return _eerste_keer(self.user, super().clean_code())


class AppForm(ActivateTOTPForm):
    """An app with codes: the code that it shows once it has the secret.

    Until then the secret stands in the session, which is not encrypted: so it is here.
    """

    code = _codeveld("Code uit uw app", "Zes cijfers.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        sessie, slot = context.request.session, factoren.Factoren()
        dicht = sessie.get(SECRET_SESSION_KEY) if self.is_bound else None
        if dicht is None:
            dicht = sessie[SECRET_SESSION_KEY] = slot.encrypt(generate_totp_secret())
        self.secret = slot.decrypt(dicht)

    def clean_code(self) -> str:
        """The code, if the app has the secret."""
        return _eerste_keer(self.user, super().clean_code())


class PasskeyForm(AddWebAuthnForm):
    """A passkey or security key, made by the browser."""

    name = Tekst(
        label="Naam",
        max_length=60,
        required=False,
        help_text="Zo herkent u hem, bijvoorbeeld: laptop van het werk.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": ""}
        super().__init__(*args, **kwargs)


class TekstForm(forms.Form):
    """A new version of a text that everybody confirms (MC 14, 15.4)."""

    tekst = Tekst(
        label="Tekst",
        widget=tekstveld(16),
        help_text="Iedereen leest en bevestigt deze tekst. Een lege regel begint een nieuwe alinea.",
    )
    vanaf = forms.DateField(
        label="Geldt vanaf",
        help_text="Vanaf deze dag werkt niemand verder zonder te bevestigen.",
    )

    def __init__(self, *args: Any, woorden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vanaf = self.fields["vanaf"]
        vanaf.help_text = f"{vanaf.help_text}||{woorden.waarom}"


class BevestigForm(forms.Form):
    """The user does what a text says (MC 14, 15.4, 18.2)."""

    akkoord = forms.BooleanField()
    # The key of what was read: a version number is not enough for who works under two covenants.
    tekst = forms.IntegerField(widget=forms.HiddenInput)
    volgende = Tekst(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, woorden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akkoord = self.fields["akkoord"]
        akkoord.label, akkoord.error_messages["required"] = woorden.akkoord, woorden.zonder


class MailadresForm(forms.Form):
    """Where somebody wants to be mailed."""

    adres = Tekst(
        label="Mailadres van uw werk",
        max_length=254,
        help_text="Alleen u ziet dit adres. Wij sturen er eerst een code heen.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class MailcodeForm(forms.Form):
    """The code that was sent to the address."""

    code = Tekst(
        label="Code uit de mail",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class NakijkForm(forms.Form):
    """Which roles are still needed (MC 15.2 f)."""

    rollen = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "Een van deze rollen is er niet meer. Kijk opnieuw."},
    )

    def __init__(self, *args: Any, rollen: list[Vertegenwoordiging], **kwargs: Any) -> None:
        """Offer the roles that work."""
        super().__init__(*args, **kwargs)
        veld = self.fields["rollen"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(str(rij.pk), str(rij)) for rij in rollen]
