"""Forms of the administrator, and parts that others share. They make values; `decisions` decides."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.forms import DATUM, KOLOMMEN, SOMS, SOMS_KOLOMMEN, Tekst, datumveld, tekstveld
from gedeeld.weigering import NietMogelijk

from . import decisions, documenten, rules
from .bijlage1 import Kernbesluit
from .gegevens import (
    GEEN_WERK,
    OM_VELDEN,
    POLITIE_VELDEN,
    VOOR_GEMEENTE,
    VOOR_OM,
    WPG_8_13,
    WPG_VOORWAARDEN,
    Aard,
    Gegeven,
    MetOmSoort,
    MetReclasseringswerk,
    OmSoort,
    Reclasseringswerk,
    Richting,
    SignaalVelden,
    fouten_in_signaal,
    te_kiezen,
)
from .models import (
    ORGANEN,
    Grondslag,
    Mandaat,
    Partij,
    Satelliet,
    SoortPartij,
    Verwerkersovereenkomst,
)
from .politie import beschreven
from .uitzonderingen import Categorie, Uitzondering
from .uitzonderingen import te_kiezen as te_kiezen_uitzonderingen

POLITIE_FOUTEN = {
    "wpg_artikel": {"required": "Kies onder welk artikel de politie dit gegeven verwerkt."},
    "grondslag_om": {"required": "Kies op welke grond het OM dit gegeven krijgt."},
    "grondslag": {
        "required": "Kies de wettelijke grondslag.",
        "invalid_choice": "Op deze grondslag kan uw organisatie vandaag geen gegevens geven.",
    },
}


def bied_gemeente_aan(form: forms.BaseForm, actor: Actor) -> Partij | None:
    """Offer, in the field `gemeente`, the municipalities that the actor can work for today.

    For police and OM these are all of the covenant (PB 3.2). Where there is nothing to choose the form
    has no such field.

    Returns:
        The municipality, where there is one.
    """
    rijen = Partij.objects.op(actor.vandaag).filter(
        convenant=actor.convenant_id, soort=SoortPartij.GEMEENTE
    )
    if actor.partij_soort == SoortPartij.GEMEENTE:
        rijen = rijen.filter(pk__in=actor.partijen)
    form.fields["gemeente"].queryset = rijen  # type: ignore[attr-defined]
    if len(rijen) != 1:
        return None
    del form.fields["gemeente"]
    enige: Partij = rijen[0]
    return enige


class VerklaringForm(forms.Form):
    """A signed statement of secrecy (PB 2, MC 14.2)."""

    getekend_op = forms.DateField(
        label="Verklaring getekend op",
        help_text="||Een externe partner doet alleen mee met een getekende en geldige verklaring (artikel "
        "14 van het convenant).",
    )
    getekend_door = Tekst(
        label="Functie van wie tekende",
        max_length=200,
        help_text="De functie, geen naam. Bijvoorbeeld: bestuurder.||"
        "Zonder naam staan hier geen persoonsgegevens.",
    )
    geldig_tot = forms.DateField(
        label="Verklaring geldig tot",
        help_text="Vanaf deze dag is zij niet meer geldig.||Een externe partner doet alleen mee met een "
        "getekende en geldige verklaring (artikel 14 van het convenant).",
    )
    document = forms.FileField(
        label="Getekende verklaring",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text="Een PDF, JPEG of PNG van hoogstens 5 MB.||Zo is later te zien wat er is getekend. "
        "Het bestand is versleuteld. Alleen beheerder en uitvoerders kunnen het ophalen.",
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )

    field_order = ["getekend_op", "geldig_tot", "getekend_door", "document"]

    def clean_document(self) -> bytes | None:
        """The content of the file, if it can be kept; not read when it is too large."""
        bestand = self.cleaned_data["document"]
        if not bestand:
            return None
        if bestand.size > documenten.GROOTSTE:
            raise forms.ValidationError(documenten.TE_GROOT)
        inhoud: bytes = bestand.read()
        try:
            documenten.soort_van(inhoud)
        except NietMogelijk as fout:  # said at this field already
            raise forms.ValidationError(fout.messages) from None
        return inhoud


class KernbesluitForm(forms.Form):
    """What the core parties decided on annex 1 (MC 1 c): `besluit` in what it made."""

    besloten_door = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke kernpartijen hebben dit besloten?",
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        error_messages={"required": "Vink aan wie heeft besloten."},
        help_text="Kruis alle kernpartijen aan. Ontbreekt er een, dan is het nog geen besluit.||De "
        "kernpartijen bepalen samen wie in bijlage 1 staat (artikel 1 onder c van het convenant).",
    )
    besloten_op = forms.DateField(
        label="Wanneer hebben zij dit besloten?",
        help_text="||De kernpartijen bepalen samen wie in bijlage 1 staat (artikel 1 onder c van het "
        "convenant). Zo is na te gaan vanaf wanneer.",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    kenmerk = Tekst(
        label="Kenmerk van het besluit",
        max_length=200,
        help_text="Waar staat het besluit in het documentsysteem van de gemeente? Bijvoorbeeld: "
        "Z-2026-04417. Noem geen personen."
        "||Zo is na te gaan dat de kernpartijen dit besloten (artikel 1 onder c van het "
        "convenant).",
    )

    DELEN = ("besloten_door", "besloten_op", "kenmerk")

    def __init__(self, *args: Any, kern: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer who can decide.

        Args:
            kern: all core parties that decide, also those that left.
        """
        super().__init__(*args, **kwargs)
        self.fields["besloten_door"].queryset = kern  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One decision in the place of its three parts."""
        schoon = super().clean() or {}
        wie, dag, waar = (schoon.pop(naam, None) for naam in self.DELEN)
        if wie is not None and dag and waar:
            schoon["besluit"] = Kernbesluit(list(wie), dag, waar)
        return schoon


class PartnerForm(KernbesluitForm, VerklaringForm):
    """An external partner for annex 1, with the decision and its statement (MC 1 c)."""

    naam = Tekst(
        label="Naam van de organisatie",
        max_length=200,
        help_text="De naam van de organisatie, niet van een medewerker.",
    )
    contact = Tekst(
        label="Contact",
        max_length=300,
        help_text="Een algemeen adres of postbus van de organisatie.",
    )
    reden = Tekst(
        label="Waarom kan deze partner nodig zijn?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wat kan deze organisatie doen voor een plan van aanpak? Noem geen personen.||"
        "In bijlage 1 staan alleen partners die nodig kunnen zijn om een plan te maken, uit te voeren "
        "of te volgen (artikel 1 onder c van het convenant).",
    )
    van = forms.DateField(
        label="Uit te nodigen vanaf", help_text="De eerste dag waarop de partner mee kan doen."
    )
    tot = forms.DateField(
        label="Uit te nodigen tot",
        required=False,
        help_text="Vanaf deze dag doet de partner niet meer mee. Laat leeg als er geen einde is afgesproken.",
    )

    field_order = [
        *("naam", "contact", "reden", "van", "tot"),
        *KernbesluitForm.DELEN,
        *("getekend_door", "getekend_op", "geldig_tot", "document"),
    ]


class SatellietForm(forms.ModelForm):  # type: ignore[type-arg]
    """A body that is a general expert (MvT 2.3)."""

    class Meta:
        model = Satelliet
        fields = ("naam", "deskundigheid", "contact", "van", "tot")
        field_classes = dict.fromkeys(("naam", "deskundigheid", "contact"), Tekst)
        widgets = {"van": datumveld(), "tot": datumveld(soms=True)}
        labels = {
            "naam": "Naam van de organisatie",
            "deskundigheid": "Waarin is zij deskundig?",
            "van": "Deskundige vanaf",
            "tot": "Deskundige tot",
        }
        help_texts = {
            "naam": "De naam van de organisatie, niet van een medewerker.",
            "deskundigheid": "In het algemeen. Bijvoorbeeld: rechts-extremisme onder jongeren.||Een "
            "satellietpartner praat mee over algemene zaken en krijgt nooit persoonsgegevens (memorie van "
            "toelichting, paragraaf 2.3).",
            "contact": "Een algemeen adres of postbus van de organisatie.",
            "tot": "Vanaf deze dag is zij het niet meer. Laat leeg als er geen einde is afgesproken.",
        }
        error_messages = {"van": {"invalid": DATUM}, "tot": {"invalid": DATUM}}

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes it."""


class WaarborgForm(forms.Form):
    """That a college took its measures on purpose and retention (WPG 2 b)."""

    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Welke gemeente?",
        help_text="||Elk college neemt zelf maatregelen (artikel 2 onder b van het Wpg-machtigingsbesluit).",
        empty_label="Kies een gemeente",
        error_messages={"required": "Kies een gemeente."},
    )
    van = forms.DateField(
        label="Wanneer nam het college de maatregelen?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    document = Tekst(
        label="Kenmerk",
        max_length=200,
        help_text="Waar staan de maatregelen in het documentsysteem van de gemeente? Noem geen personen.||Het "
        "college waarborgt dat het politiegegevens alleen voor hun doel gebruikt en niet langer bewaart dan "
        "nodig (artikel 2 onder b van het Wpg-machtigingsbesluit).",
    )

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = partijen  # type: ignore[attr-defined]


class BesluitArtikel20Form(forms.Form):
    """To whom the korpschef decided to give which data (Wpg 20, MC 6 b)."""

    document = Tekst(
        label="Kenmerk van het besluit",
        max_length=200,
        help_text="Waar staat het besluit? Noem geen personen.||De politie geeft gegevens op een besluit van de korpschef (artikel 6 onder b van het convenant).",
    )
    genomen_op = forms.DateField(
        label="Wanneer is het besluit genomen?",
        help_text="||De politie geeft gegevens op een besluit van de korpschef (artikel 6 onder b van het "
        "convenant).",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    instanties = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke instanties noemt het besluit?",
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        error_messages={"required": "Vink aan wie het besluit noemt."},
        help_text="Wie er niet bij staat, krijgt niets op artikel 20.",
    )
    artikelen = forms.MultipleChoiceField(
        label="Welke politiegegevens beschrijft het besluit?",
        help_text="||De politie geeft specifiek omschreven gegevens, en niet meer (artikel 6 onder b van "
        "het convenant).",
        choices=[(artikel.value, artikel.label) for artikel in WPG_8_13],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies artikel 8, artikel 13 of beide."},
    )
    gegevens = Tekst(
        label="Hoe beschrijft het besluit deze gegevens?",
        widget=tekstveld(3),
        help_text="Neem de woorden van het besluit over. De politie leest ze als zij iets inbrengt.",
    )
    van = forms.DateField(
        label="Geldt vanaf", widget=datumveld(), error_messages={"invalid": DATUM}
    )
    tot = forms.DateField(
        label="Geldt tot",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
        help_text="Vanaf deze dag geldt het niet meer. Laat leeg als er geen einde is.",
    )

    def __init__(self, *args: Any, instanties: QuerySet[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instanties"].queryset = instanties  # type: ignore[attr-defined]


class VerwerkerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who runs the system as processor, and by which agreement (AVG 28)."""

    class Meta:
        model = Verwerkersovereenkomst
        fields = ("naam", "document", "dekt", "subverwerkers", "van", "tot")
        field_classes = dict.fromkeys(("naam", "document", "dekt", "subverwerkers"), Tekst)
        widgets = {
            "dekt": tekstveld(3),
            "subverwerkers": tekstveld(2),
            "van": datumveld(),
            "tot": datumveld(soms=True),
        }
        labels = {
            "naam": "Welke organisatie draait het systeem?",
            "dekt": "Wat doet zij?",
            "van": "Geldt vanaf",
            "tot": "Geldt tot",
        }
        help_texts = {
            "document": "Waar staat de overeenkomst in het documentsysteem? Noem geen personen.",
            "dekt": "Bijvoorbeeld: de servers beheren en reservekopieën maken.||Wie voor een ander "
            "persoonsgegevens verwerkt, doet dat op een overeenkomst (artikel 28 AVG).",
            "subverwerkers": "Welke organisaties schakelt zij zelf in, en waarvoor? Laat leeg als er geen zijn.",
            "tot": "Vanaf deze dag geldt de overeenkomst niet meer. Laat leeg als er geen einde is.",
        }
        error_messages = {"van": {"invalid": DATUM}, "tot": {"invalid": DATUM}}

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes it."""


class RegisterForm(forms.Form):
    """What people write in the register of processing activities (AVG 30)."""

    beveiliging = Tekst(
        label="Hoe zijn de gegevens beveiligd?",
        widget=tekstveld(6),
        help_text="Beschrijf het in het algemeen. Schrijf geen wachtwoorden of adressen van servers op.",
    )
    doorgifte = Tekst(
        label="Gaan er gegevens naar een land buiten de EER?",
        widget=tekstveld(2),
        help_text="Nee, of naar welk land.||Het register van verwerkingen noemt dat (artikel 30 lid 1 AVG).",
    )
    dpia_document = Tekst(
        label="Waar staat de DPIA in het documentsysteem?",
        required=False,
        max_length=200,
        help_text="De DPIA beschrijft wat de verwerking voor mensen betekent.||Bij een groot risico is zij "
        "verplicht (artikel 35 AVG, memorie van toelichting 4).",
    )
    dpia_op = forms.DateField(
        label="Wanneer is zij vastgesteld?",
        help_text="||Bij een groot risico is een DPIA verplicht (artikel 35 AVG).",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
    )
    dpia_volgende_op = forms.DateField(
        label="Wanneer is de volgende uiterlijk?",
        required=False,
        widget=datumveld(soms=True),
        error_messages={"invalid": DATUM},
        help_text="Drie maanden van tevoren komt dit op de werklijst.",
    )


class PartnerAfwijzenForm(forms.Form):
    """Why annex 1 does not get a partner for one casus."""

    afwijzing = Tekst(
        label="Waarom neemt u deze partner niet op?",
        max_length=300,
        help_text="De uitvoerder leest dit. Bijvoorbeeld: er is geen getekende verklaring.",
    )


class OpForm(forms.Form):
    """The day of which annex 1 is shown."""

    op = forms.DateField(
        label="Bijlage 1 zoals zij geldt op",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )


class PartijForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a party is reached, and by what the country knows a municipality."""

    class Meta:
        model = Partij
        fields: tuple[str, ...] = ("contact", "gemeentecode", "naam_landelijk")
        field_classes = dict.fromkeys(fields, Tekst)
        labels = {"naam_landelijk": "Landelijke naam"}
        widgets: dict[str, Any] = {  # a widget, or its class
            "gemeentecode": forms.TextInput(attrs=SOMS),
            "naam_landelijk": forms.TextInput(attrs=SOMS),
        }
        help_texts = {
            "contact": "Een algemeen adres of postbus, niet van een medewerker.",
            "gemeentecode": "Alleen bij een gemeente. Vier cijfers, zoals 0983.",
            "naam_landelijk": "Alleen bij een gemeente: haar naam in de landelijke lijst, zoals Bergen (L.).",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].required = True
        if self.instance.soort and not self.instance.is_gemeente:
            del self.fields["gemeentecode"], self.fields["naam_landelijk"]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes the party."""


class PartijNieuwForm(PartijForm):
    """A party that joins the covenant (MC Partijen)."""

    class Meta(PartijForm.Meta):
        fields = ("soort", "naam", *PartijForm.Meta.fields, "vanaf")
        field_classes = dict.fromkeys(("naam", *PartijForm.Meta.fields), Tekst)
        labels = {**PartijForm.Meta.labels, "soort": "Wat voor partij?", "vanaf": "Partij vanaf"}
        widgets = {**PartijForm.Meta.widgets, "soort": forms.RadioSelect, "vanaf": datumveld()}
        help_texts = {
            **PartijForm.Meta.help_texts,
            "soort": "||De soort bepaalt wat een partij mag lezen en doen (artikel 2 van het convenant).",
            "naam": "Zoals in het convenant, bijvoorbeeld: Gemeente Venlo.",
            "vanaf": "De dag waarop de partij toetrad.||Niemand werkt voor haar voor een tweede persoon "
            "een rol heeft bevestigd.",
        }
        error_messages = {
            "vanaf": {"invalid": DATUM},
            "soort": {"required": "Kies wat voor partij het is."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = self.fields["soort"]
        assert isinstance(soort, forms.ChoiceField)
        soort.choices = [(s.value, s.label) for s in decisions.TOE_TE_VOEGEN]


class OpzeggingForm(forms.Form):
    """The day on which a party gave notice (MC 18.2)."""

    op = forms.DateField(
        label="Opzegging ontvangen op",
        help_text="Drie maanden na deze dag doet de partij niet meer mee, en op zijn vroegst de dag "
        "nadat de opzegging is bevestigd.||"
        "De opzegtermijn staat in artikel 18 lid 2 van het convenant.",
    )


class MandaatForm(forms.ModelForm):  # type: ignore[type-arg]
    """For whom a function decides and signs, and where bezwaar goes (Awb 10:3, 10:10, 3:45)."""

    class Meta:
        model = Mandaat
        fields = ("orgaan", "functie", "besluit", "bezwaar", "van", "tot")
        field_classes = dict.fromkeys(("functie", "besluit", "bezwaar"), Tekst)
        widgets = {"orgaan": forms.RadioSelect, "van": datumveld(), "tot": datumveld(soms=True)}
        labels = {
            "orgaan": "Namens welk bestuursorgaan?",
            "functie": "Welke functie beslist en tekent?",
            "besluit": "Welk besluit geeft dit mandaat?",
            "bezwaar": "Waar gaat bezwaar naartoe?",
            "van": "Geldt vanaf",
            "tot": "Geldt tot",
        }
        help_texts = {
            "orgaan": "Het bestuursorgaan staat in elke brief aan een betrokkene.||"
            "Een besluit in mandaat zegt namens wie het is genomen (artikel 10:10 Awb).",
            "functie": "De functie, geen naam. Bijvoorbeeld: teammanager Veiligheid.",
            "besluit": "Bijvoorbeeld: Mandaatregister 2026, nummer 4.12.",
            "bezwaar": "Een postadres of een pagina op internet. Dit staat in de brief.||"
            "Een besluit zegt waar iemand bezwaar kan maken (artikel 3:45 Awb).",
            "tot": "Vanaf deze dag geldt het niet meer. Laat leeg als er geen einde is afgesproken.",
        }
        error_messages = {"van": {"invalid": DATUM}, "tot": {"invalid": DATUM}}

    def __init__(self, *args: Any, partij: Partij, **kwargs: Any) -> None:
        """Offer the bodies that decide for this party."""
        super().__init__(*args, **kwargs)
        orgaan = self.fields["orgaan"]
        assert isinstance(orgaan, forms.ChoiceField)
        orgaan.choices = [(naam.value, naam.label) for naam in ORGANEN[partij.soort]]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes the mandate."""


class WerktijdForm(forms.Form):
    """When people work under this covenant."""

    werkdagen = forms.TypedMultipleChoiceField(
        label="Op welke dagen wordt er gewerkt?",
        help_text="||Wie op een ander moment een dossier leest, valt op in het logboek (artikel 15 lid 2 "
        "onder e van het convenant).",
        coerce=int,
        choices=rules.WEEKDAGEN,
        widget=forms.CheckboxSelectMultiple,
    )
    werk_van = forms.TimeField(
        label="Vanaf",
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text="||Wie op een ander moment een dossier leest, valt op in het logboek (artikel 15 lid 2 onder e van het convenant).",
    )
    werk_tot = forms.TimeField(
        label="Tot",
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text="Wie op een ander moment een dossier leest, valt op in het logboek. Het mag wel.||"
        "Zo ziet de toezichthouder eerder wat hij moet navragen (artikel 15 van het convenant).",
    )


class ControletijdForm(forms.Form):
    """How often the data of each file are checked under this covenant."""

    controle_maanden = forms.IntegerField(
        label="Hoeveel maanden zitten er tussen twee controles?",
        min_value=rules.CONTROLE_MIN,
        max_value=rules.CONTROLE_MAX,
        help_text="De uitvoerder kijkt elk dossier op vaste tijden na.||De gegevens worden periodiek"
        " gecontroleerd op juistheid en volledigheid (artikel 8 lid 3 en artikel 10 lid 3 van het"
        " convenant).",
    )


class SelectielijstForm(forms.Form):
    """By which category of the selection list files are destroyed under this covenant."""

    selectielijst = Tekst(
        label="Categorie van de selectielijst",
        max_length=200,
        help_text="Neem over wat de archivaris van uw gemeente opgeeft: welke lijst, welk resultaat en welk "
        "nummer.||In elke verklaring van vernietiging staat op welke grond er is vernietigd.",
    )


class PublicatieForm(forms.Form):
    """Where the covenant was published and when it was evaluated (MC 11.1, 18.4)."""

    staatscourant = Tekst(
        label="Vindplaats in de Staatscourant",
        max_length=100,
        required=False,
        help_text="Bijvoorbeeld: Stcrt. 2020, 1234.||Het convenant en de bijlagen worden openbaar "
        "gemaakt in de Staatscourant (artikel 11 lid 1 van het convenant).",
    )
    gepubliceerd_op = forms.DateField(
        label="Gepubliceerd op",
        required=False,
        help_text="||Het convenant en de bijlagen worden openbaar gemaakt in de Staatscourant (artikel 11 lid 1 van het convenant).",
    )
    geevalueerd_op = forms.DateField(
        label="Geëvalueerd op",
        required=False,
        help_text="Laat leeg zolang de evaluatie niet klaar is.||De evaluatie is twee jaar na de "
        "inwerkingtreding (artikel 18 lid 4 van het convenant).",
    )


class Grondkeuze(forms.Select):
    """Grounds, each with its recipient: the style sheet shows what only one of them asks."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option, with the recipient of its ground."""
        optie = super().create_option(name, value, *args, **kwargs)
        if ontvanger := getattr(getattr(value, "instance", None), "ontvanger", ""):
            optie["attrs"]["data-ontvanger"] = ontvanger
        return optie


def bied_gronden_aan(
    form: forms.BaseForm,
    actor: Actor,
    ontvangers: Collection[str],
    voor_om: Collection[str] = VOOR_OM,
    had: Any = None,
) -> None:
    """Offer the grounds of the actor's kind of party; of the police each recipient's (MC 6).

    Args:
        ontvangers, voor_om: by whose ground the file may hold police data, and the OM may read them.
        had: the item that is corrected, which can stay on its own ground (`fouten_in_grond`).
    """
    al, al_om = (had.grondslag_id, had.grondslag_om_id) if had else (None, None)
    gronden = Grondslag.objects.voor(actor.partij_soort, actor.vandaag)
    if actor.partij_soort == SoortPartij.POLITIE:
        form.fields["wpg_artikel"].required = True
        _zeg_artikel_20(form.fields["grondslag"], actor)
        _bied_aan(form.fields["grondslag_om"], gronden.filter(ontvanger__in=voor_om), al_om)
        _bied_aan(form.fields["grondslag"], gronden.filter(ontvanger__in=ontvangers), al)
        return
    for naam in POLITIE_VELDEN:
        del form.fields[naam]
    _bied_aan(form.fields["grondslag"], gronden, al)


def _zeg_artikel_20(veld: Any, actor: Actor) -> None:
    """What the police can give on Wpg 20, in the words of the korpschef (MC 6 b)."""
    wat = " ".join(beschreven(actor.convenant_id, actor.vandaag))
    zin = f"Op artikel 20 alleen: {wat}" if wat else "Op artikel 20 ligt geen besluit vast."
    kort, streep, waarom = str(veld.help_text).partition("||")
    veld.help_text = f"{kort} {zin}{streep}{waarom}"


def _bied_aan(veld: Any, gronden: QuerySet[Grondslag], al: int | None) -> None:
    if al is not None:
        gronden |= Grondslag.objects.filter(pk=al)
    veld.queryset, veld.empty_label, veld.required = gronden, "Kies een grond", True
    if len(gronden) == 1:
        veld.initial = gronden[0].pk


WAT_HOORT_VELDEN: dict[str, Any] = {
    "onzeker": forms.CheckboxInput(attrs=SOMS),
    "noodzaak": tekstveld(2, soms=True),
    "grondslag": Grondkeuze,
    "wpg_doel": forms.Select(attrs=SOMS),
    "wpg_overleg": tekstveld(2, soms=True),
}
WAT_HOORT_UITLEG = {
    "noodzaak": "Vul dit in als u hierboven iets aanvinkt."
    "||Bijzondere en strafrechtelijke gegevens mogen er alleen in als het niet zonder kan "
    "(artikel 9 lid 2 en 10 AVG, wetsvoorstel artikel 3).",
    "wpg_doel": "Alleen bij artikel 18 lid 2 Wpg.||Op die grond mogen gegevens er "
    "alleen in onder de voorwaarden van het Wpg-machtigingsbesluit: een doel, overleg, en "
    "geen bezwaar voor de opsporing.",
    "waargenomen_op": "||Een signaal is gedrag dat iemand zag of hoorde (artikel 1 onder h). Zonder dag is niet "
    "te wegen hoe lang geleden het was.",
    "wpg_geen_bezwaar": "||De politie geeft niets wat de opsporing schaadt (artikel 2 van het Wpg-machtigingsbesluit).",
    "wpg_overleg": "Met wie is overlegd, en wanneer?"
    "||Voor de politie iets geeft op artikel 18 lid 2 Wpg, overlegt zij met de bevoegd "
    "functionaris en het OM (artikel 2 van het Wpg-machtigingsbesluit).",
}


def gevoeligveld() -> forms.MultipleChoiceField:
    """Which sensitive kinds of data a text holds (MEL-bijzonder)."""
    return forms.MultipleChoiceField(
        label="Staat er iets gevoeligs in?",
        choices=Categorie.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS_KOLOMMEN),
        required=False,
        help_text="Vink aan wat in de tekst hierboven staat.||Voor bijzondere en strafrechtelijke "
        "gegevens gelden strengere regels. Daarom staat erbij welke het zijn en waarom ze nodig zijn. Andere "
        "soorten van artikel 9 AVG kunnen er niet in.",
    )


def uitzonderingveld() -> forms.MultipleChoiceField:
    """On which exception sensitive data rest (AVG 9.2, 10)."""
    return forms.MultipleChoiceField(
        label="Op welke uitzondering rust dat?",
        choices=Uitzondering.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS),
        required=False,
        help_text="Kies er een voor elk soort dat u hierboven aanvinkte.||Bijzondere en strafrechtelijke "
        "gegevens mag u alleen gebruiken op een uitzondering die de wet noemt (artikel 9 lid 2 en 10 AVG, "
        "artikelen 22 tot en met 33 UAVG). Geldt er geen, dan kan het gegeven er niet in.",
    )


class WatHoortForm(forms.ModelForm):  # type: ignore[type-arg]
    """What each form asks on which a party gives data: of the OM their kind, and of sensitive data the exception."""

    om_soort = forms.ChoiceField(
        label="Wat voor gegevens van het OM zijn dit?",
        choices=te_kiezen(OmSoort),
        widget=forms.RadioSelect,
        help_text=MetOmSoort._meta.get_field("om_soort").help_text,
        error_messages={"required": "Kies of dit strafvorderlijke of justitiële gegevens zijn."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if actor.partij_soort != SoortPartij.OM:
            for naam in OM_VELDEN:
                del self.fields[naam]
        gronden = Grondslag.objects.voor(actor.partij_soort, actor.vandaag)
        wet = any(grond.van_de_wet for grond in gronden)
        keuzes = te_kiezen_uitzonderingen(actor.partij_soort, wet=wet)
        self.fields["uitzonderingen"].choices = keuzes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What holds sensitive data says on which exception, also where nobody was asked before."""
        gegevens = super().clean() or self.cleaned_data
        leeg = gegevens.get("bijzonder") and not gegevens.get("uitzonderingen")
        if leeg and "uitzonderingen" not in self.errors:
            self.add_error("uitzonderingen", "Kies op welke uitzondering dit rust.")
        return gegevens


class GegevenForm(WatHoortForm):
    """What each form on an item of data asks of its kind as well (MC 1 h)."""

    aard = forms.ChoiceField(
        label="Wat voor uitspraak is dit?",
        choices=te_kiezen(Aard),
        widget=forms.RadioSelect,
        help_text=Gegeven._meta.get_field("aard").help_text,
        error_messages={"required": "Kies of dit een feit is, een mening, of van horen zeggen."},
    )


def werkveld() -> forms.ChoiceField:
    """Which work of a reclassering party its data serve (MC 6 e)."""
    return forms.ChoiceField(
        label="Bij welk werk van de reclassering hoort dit?",
        choices=te_kiezen(Reclasseringswerk),
        widget=forms.RadioSelect,
        help_text=MetReclasseringswerk._meta.get_field("werk").help_text,
        error_messages={"required": GEEN_WERK},
    )


class SignaalForm(GegevenForm):
    """One factual behaviour, with the ground on which the actor's party gives it (MC 1 h, 6).

    Each file has a table of its own: the form of a file names it in a `Meta(SignaalForm.Velden)`.
    """

    gericht_op = forms.MultipleChoiceField(
        label="Waarop kan dit gedrag wijzen?",
        choices=Richting.choices,
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        help_text=SignaalVelden._meta.get_field("gericht_op").help_text,
        error_messages={"required": "Kies waarop dit gedrag kan wijzen."},
    )
    bijzonder = gevoeligveld()
    uitzonderingen = uitzonderingveld()

    class Velden:
        """What every signal form shows."""

        fields = (
            "omschrijving",
            "aard",
            "gericht_op",
            "waargenomen_op",
            "wpg_artikel",
            "grondslag",
            "grondslag_om",
            *OM_VELDEN,
            "bijzonder",
            "uitzonderingen",
            "noodzaak",
            *WPG_VOORWAARDEN,
        )
        widgets = {
            **WAT_HOORT_VELDEN,
            "omschrijving": tekstveld(4),
            "waargenomen_op": datumveld(),
        }
        help_texts = WAT_HOORT_UITLEG
        error_messages = {
            **POLITIE_FOUTEN,
            "omschrijving": {"required": "Beschrijf wat er is gezien of gehoord."},
            "waargenomen_op": {"invalid": DATUM},
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        bied_gronden_aan(self, actor, VOOR_GEMEENTE, had=self.instance)
        if actor.partij_soort != SoortPartij.POLITIE:  # police data only (MC 6 b)
            for naam in WPG_VOORWAARDEN:
                del self.fields[naam]

    def clean(self) -> dict[str, Any]:
        """What must hold for a signal."""
        gegevens = super().clean() or self.cleaned_data
        fouten = fouten_in_signaal(
            gegevens,
            soort_partij=self.actor.partij_soort,
            vandaag=self.actor.vandaag,
            had=self.instance,
        )
        for veld, zin in fouten.items():
            if veld not in self.errors:
                self.add_error(veld, zin)
        return gegevens

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes or changes the signal."""
