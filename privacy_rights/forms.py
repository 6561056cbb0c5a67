"""Forms for requests: they make values, the decisions decide."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms

from convenant.forms import bied_gemeente_aan
from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.forms import DATUM, SOMS, Tekst, datumveld, tekstveld
from register.filters import DossierFilter
from register.models import Beperking

from .keuzes import FACTOREN, REDENEN, Keuzes, Weg, Weglating
from .models import Verzoek
from .overzicht import Kandidaat, Rij
from .rules import Waarom, Weigering
from .toestaan import GRONDEN

MEE = "mee"  # of a text that first has to be read: it goes along


class VerzoekFilter(DossierFilter):
    """Requests, open or done: on which tab says the state."""

    TAB = "stand"


class VerzoekForm(forms.ModelForm):  # type: ignore[type-arg]
    """Register a request that came in."""

    gemeente = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Welke gemeente kreeg het verzoek?",
        help_text="||De uitvoerder van die gemeente zoekt en antwoordt (artikel 12 lid 1 van het "
        "convenant).",
        error_messages={"required": "Kies de gemeente die het verzoek kreeg."},
    )

    class Meta:
        model = Verzoek
        fields = (
            "regime",
            "besluit_van",
            "soort",
            "kanaal",
            "ontvangen_op",
            "gevraagd",
            "gevraagd_reden",
            "voornamen",
            "tussenvoegsel",
            "achternaam",
            "geboortedatum",
            "geboren_ongeveer",
            "rekendatum",
            "straat",
            "postcode",
            "woonplaats",
            "indiener",
            "indiener_naam",
            "indiener_contact",
            "machtiging_gezien_op",
        )
        widgets = {
            "ontvangen_op": datumveld(),
            "besluit_van": datumveld(soms=True),
            "gevraagd": tekstveld(3, soms=True),
            "gevraagd_reden": tekstveld(2, soms=True),
            "geboortedatum": datumveld(),
            "rekendatum": datumveld(soms=True),
            "machtiging_gezien_op": datumveld(soms=True),
            "indiener": forms.RadioSelect,
            "indiener_naam": forms.TextInput(attrs=SOMS),
            "indiener_contact": forms.TextInput(attrs=SOMS),
        }
        error_messages = {
            "ontvangen_op": {"required": "Vul in wanneer het verzoek binnenkwam."},
            "besluit_van": {"invalid": DATUM},
            "geboortedatum": {"invalid": DATUM},
            "rekendatum": {"invalid": DATUM},
        }
        help_texts = {
            "soort": "||Inzage, verbeteren en bezwaar hebben elk eigen regels (artikel 12 lid 2 en 5 van het "
            "convenant).",
            "kanaal": "||Zo is na te gaan hoe en wanneer het verzoek binnenkwam (procesbeschrijving 5.4).",
            "indiener_contact": "||Het antwoord gaat naar wie het verzoek mag doen (artikel 12 lid 1 en 3 van het "
            "convenant).",
            "geboortedatum": "Van de persoon om wie het gaat, als die bekend is.||"
            "De datum is nodig om de juiste persoon te vinden, en voor de regels over wie mag vragen"
            " (procesbeschrijving 5.4).",
            "straat": "Hier gaat het antwoord naartoe."
            "||Het antwoord gaat naar de persoon zelf, of naar wie namens hem mag vragen (artikel 12 "
            "lid 1 van het convenant).",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gemeente = bied_gemeente_aan(self, actor)

    @property
    def gegevens(self) -> dict[str, Any]:
        """What was filled in, by field name, with the municipality."""
        return {"gemeente": self._gemeente} | self.cleaned_data


class WetForm(forms.ModelForm):  # type: ignore[type-arg]
    """Under which law a request is."""

    class Meta:
        model = Verzoek
        fields = ("regime", "besluit_van")
        widgets = {"regime": forms.RadioSelect, "besluit_van": datumveld(soms=True)}
        error_messages = {"besluit_van": {"invalid": DATUM}}


class DagForm(forms.Form):
    """The day on which something was done."""

    op = forms.DateField(
        label="Doorgezonden op",
        widget=datumveld(),
        error_messages={"required": DATUM, "invalid": DATUM},
    )


class BezwaarDoorForm(DagForm):
    """The day on which a bezwaarschrift went on, to who did not take the decision (Awb 7:5)."""

    niet_zelf = forms.BooleanField(
        label="Wie het bezwaarschrift behandelt, nam het besluit niet zelf",
        required=False,
        help_text="Wie bezwaar maakt, heeft recht op iemand die er opnieuw naar kijkt (artikel 7:5 Awb).",
    )


class IdentiteitForm(forms.ModelForm):  # type: ignore[type-arg]
    """How it was made sure who asks."""

    class Meta:
        model = Verzoek
        fields = ("identiteit_hoe", "identiteit_toelichting", "identiteit_op")
        help_texts = {
            "identiteit_op": "||Wij geven niets voordat zeker is wie erom vraagt (artikel 12 lid 3 van het convenant).",
        }
        widgets = {
            "identiteit_hoe": forms.RadioSelect,
            "identiteit_toelichting": forms.TextInput(attrs=SOMS),
            "identiteit_op": datumveld(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Both are asked here, though the columns are empty until this step."""
        super().__init__(*args, **kwargs)
        self.fields["identiteit_op"].required = True
        hoe = self.fields["identiteit_hoe"]
        assert isinstance(hoe, forms.ChoiceField)
        hoe.required = True
        hoe.choices = Verzoek.Identificatie.choices


class VerlengForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why more time is needed, and when the person was told."""

    class Meta:
        model = Verzoek
        fields = ("verlenging_reden", "verlenging_meegedeeld_op")
        widgets = {"verlenging_reden": tekstveld(3), "verlenging_meegedeeld_op": datumveld()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Both are needed for an extension."""
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.required = True


class IntrekForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why a request stops."""

    class Meta:
        model = Verzoek
        fields = ("ingetrokken_reden",)
        widgets = {"ingetrokken_reden": tekstveld(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing stops without a reason."""
        super().__init__(*args, **kwargs)
        self.fields["ingetrokken_reden"].required = True


class AfhandelForm(forms.ModelForm):  # type: ignore[type-arg]
    """When, with what outcome and why it was decided on a request of another kind than access.

    What was changed is asked for each file by itself: it goes when that file goes.
    """

    beantwoord_op = forms.DateField(
        label="Besloten op",
        widget=datumveld(),
        help_text="De dag van het besluit."
        "||Een verzoek wordt binnen vier weken beantwoord (artikel 12 lid 3 van het convenant).",
        error_messages={"required": DATUM, "invalid": DATUM},
    )

    class Meta:
        model = Verzoek
        fields = ("uitkomst", "besluit_reden", "kenmerk")
        widgets = {"uitkomst": forms.RadioSelect, "besluit_reden": tekstveld(4, soms=True)}

    field_order = ("beantwoord_op", "uitkomst", "besluit_reden", "kenmerk")

    def __init__(
        self, *args: Any, dossiers: list[Kandidaat], verbeteren: bool, **kwargs: Any
    ) -> None:
        """Nothing ends without an outcome.

        Args:
            verbeteren: whether it was asked to correct something: then it is said why, file by file.
        """
        super().__init__(*args, **kwargs)
        uitkomst = self.fields["uitkomst"]
        assert isinstance(uitkomst, forms.ChoiceField)
        uitkomst.required = True
        uitkomst.choices = Verzoek.Uitkomst.choices
        uitkomst.error_messages["required"] = "Kies de uitkomst."
        self._klaar: dict[str, UUID] = {}
        self._bij = {f"bij_{k.dossier.pk}": k.dossier.pk for k in dossiers}
        for (naam, _), kandidaat in zip(self._bij.items(), dossiers, strict=True):
            self._klaar[f"klaar_{kandidaat.dossier.pk}"] = kandidaat.dossier.pk
            self.fields[naam] = Tekst(
                label=f"Wat is besloten voor {kandidaat.bestand.naam} {kandidaat.dossier.nummer}?",
                required=False,
                widget=tekstveld(3),
                help_text="Deze tekst hoort bij dat dossier en wordt ermee vernietigd. Leeg laten kan."
                "||Een besluit is binnen vier weken uitgevoerd (artikel 12 lid 6 van het convenant).",
            )
            self.fields[f"klaar_{kandidaat.dossier.pk}"] = forms.BooleanField(
                label="Dit is al uitgevoerd",
                help_text="||Een besluit is binnen vier weken uitgevoerd (artikel 12 lid 6 van het convenant).",
                required=False,
                widget=forms.CheckboxInput(attrs=SOMS),
            )
            if verbeteren:
                self.fields |= _verbetervelden(kandidaat.dossier.pk)

    @property
    def gegevens(self) -> dict[str, Any]:
        """What was filled in, for the decision."""
        velden = self.cleaned_data
        return {
            "op": velden["beantwoord_op"],
            "uitkomst": velden["uitkomst"],
            "reden": velden["besluit_reden"] or "",
            "kenmerk": velden["kenmerk"],
            "gedaan": {pk: velden[naam] for naam, pk in self._bij.items()},
            "klaar": [pk for naam, pk in self._klaar.items() if velden[naam]],
            "waarom": {pk: velden.get(f"waarom_{pk}", "") for pk in self._bij.values()},
            "kijk": {pk: velden.get(f"kijk_{pk}", "") for pk in self._bij.values()},
        }


def _verbetervelden(pk: UUID) -> dict[str, forms.Field]:
    """Why something in one file is corrected, or how the person sees an opinion in it (MC 12.5)."""
    return {
        f"waarom_{pk}": forms.ChoiceField(
            label="Waarom",
            choices=[("", "Kies als u hier iets besluit"), *Waarom.choices],
            required=False,
            widget=forms.Select(attrs=SOMS),
            help_text="Een mening van een beroepskracht wordt niet veranderd.||Verbeteren kan als feiten onjuist,"
            " onvolledig of niet ter zake zijn, of als zij er niet mochten staan (artikel 12 lid 5 van het"
            " convenant).",
        ),
        f"kijk_{pk}": Tekst(
            label="Eigen kijk van de persoon",
            required=False,
            widget=tekstveld(3),
            help_text="Alleen bij een mening. Deze tekst komt in het dossier, zoals de persoon het zegt. Iedereen"
            " die dat dossier leest, leest hem.||Een mening wordt niet veranderd. De kijk van de persoon komt ernaast (artikel 12 lid 5"
            " van het convenant).",
        ),
    }


class BeperkForm(forms.Form):
    """Why the data of a file may only be kept, and when somebody looks again (AVG 18)."""

    grond = forms.ChoiceField(
        label="Waarom",
        choices=Beperking.Grond.choices,
        widget=forms.RadioSelect,
        help_text="Op welke grond van artikel 18 AVG?||De betrokkene kan vragen dat gegevens tijdelijk"
        " niet worden gebruikt (artikel 18 lid 1 AVG).",
        error_messages={"required": "Kies een van de gronden."},
    )
    herzien_op = forms.DateField(
        label="Opnieuw bekijken op",
        widget=datumveld(),
        help_text="Een dag binnen zes maanden. U vindt het dan op uw werklijst."
        "||Een beperking duurt zolang haar grond geldt (artikel 18 lid 1 AVG).",
        error_messages={"required": DATUM, "invalid": DATUM},
    )


class ToestaanForm(forms.Form):
    """On what ground one act is allowed while a file is restricted (AVG 18.2)."""

    grond = forms.ChoiceField(
        label="Waarom mag dit",
        choices=[(naam, grond[0].upper() + grond[1:]) for naam, grond in GRONDEN.items()],
        widget=forms.RadioSelect,
        help_text="De tijdlijn van het dossier bewaart deze keuze.||Beperkte gegevens mogen alleen op een van"
        " deze gronden worden gebruikt (artikel 18 lid 2 AVG, artikel 41 UAVG).",
        error_messages={"required": "Kies een van de gronden."},
    )


class OpheffenForm(forms.Form):
    """When the person was told that the restriction ends (AVG 18.3)."""

    verteld_op = forms.DateField(
        label="Aan de persoon verteld op",
        widget=datumveld(),
        help_text="Vertel het eerst.||De persoon hoort van tevoren dat de beperking stopt (artikel 18"
        " lid 3 AVG).",
        error_messages={"required": DATUM, "invalid": DATUM},
    )


class KiesForm(forms.Form):
    """Which of the files found are about this person. None is an answer as well."""

    dossiers = forms.MultipleChoiceField(required=False)
    bevestigd = forms.BooleanField(
        label="Er is niets over deze persoon. Ik probeerde alle schrijfwijzen van de naam.",
        required=False,
        widget=forms.CheckboxInput(attrs=SOMS),
        help_text="Nodig als u geen dossier kiest. De brief noemt de namen waarop u zocht."
        "||De persoon krijgt een volledig overzicht (artikel 12 lid 3 van het convenant). Ook "
        "niets gevonden is een antwoord.",
    )

    def __init__(self, *args: Any, nummers: dict[str, str], **kwargs: Any) -> None:
        """Offer the files found.

        Args:
            nummers: key of `overzicht.Kandidaat` -> number of its file.
        """
        super().__init__(*args, **kwargs)
        veld = self.fields["dossiers"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = list(nummers.items())
        veld.error_messages["invalid_choice"] = "Een dossier is er niet meer. Kies opnieuw."

    @property
    def gevonden(self) -> list[str]:
        """Keys of the files that were shown."""
        return list(self.data.getlist("gevonden"))  # type: ignore[attr-defined]


class SchrijfwijzeForm(forms.Form):
    """Another way in which the name may be written."""

    voornamen = Tekst(label="Voornamen", max_length=200, required=False)
    tussenvoegsel = Tekst(label="Tussenvoegsel", max_length=30, required=False)
    achternaam = Tekst(label="Achternaam", max_length=200, required=False)


class NummerForm(forms.Form):
    """A file by its number."""

    nummer = Tekst(
        label="Nummer van het dossier",
        max_length=20,
        help_text="Van een dossier van uw gemeente, zoals W-2026-7K4Q9P."
        "||De persoon krijgt een volledig overzicht van zijn gegevens (artikel 12 lid 3 van het "
        "convenant).",
        error_messages={"required": "Vul een nummer in."},
    )


class ControleForm(forms.Form):
    """Why something is left out, once for the letter; and per row what of it, or why it may go.

    It makes values; `decisions.controleer` says what is still wrong, at the field.
    """

    politie = Tekst(
        label="Met wie van de politie of het OM heeft u dit besproken, en wanneer?",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=SOMS),
        help_text="Nodig als politiegegevens meegaan, of dat het OM iets achterhoudt. Dit staat niet in de brief."
        "||De politie en het OM weten of een onderzoek gevaar loopt. U beslist, op een grond van artikel 41 UAVG.",
    )
    vernietigd = Tekst(
        label="Gegevens die al vernietigd zijn",
        required=False,
        widget=tekstveld(2),
        help_text="Weet u dat wij eerder gegevens over deze persoon hadden? Schrijf op wat het was"
        " en wanneer het is vernietigd. Dit komt in de brief.||"
        "Ook dat hoort bij het antwoord (procesbeschrijving 5.4).",
    )

    def __init__(
        self, *args: Any, rijen: list[Rij], keuzes: Keuzes, gronden: dict[str, str], **kwargs: Any
    ) -> None:
        """Five fields for each reason, three for each row of the chosen files, four where it is about another.

        Args:
            keuzes: earlier choices, to start from.
            gronden: code -> words.
        """
        super().__init__(*args, **kwargs)
        self.rijen = rijen
        self.fields["vernietigd"].initial = keuzes.vernietigd
        self.fields["politie"].initial = keuzes.politie
        for nr in REDENEN:
            self.fields.update(_redenvelden(nr, keuzes.redenen.get(nr), gronden))
        for rij in rijen:
            self.fields.update(_rijvelden(rij, keuzes))
        self.initial = {naam: veld.initial for naam, veld in self.fields.items()}

    def clean(self) -> dict[str, Any]:
        """Words that are left out have a reason; without one they would go along after all."""
        velden: dict[str, Any] = super().clean() or {}
        for rij in self.rijen:
            if velden.get(f"deel_{rij.sleutel}") and velden.get(f"weg_{rij.sleutel}") in ("", MEE):
                zin = "Kies een reden voor de woorden die u weglaat, of haal die woorden hieronder weg."
                self.add_error(f"weg_{rij.sleutel}", zin)
        return velden

    @property
    def keuzes(self) -> Keuzes:
        """What was chosen."""
        velden = self.cleaned_data
        weg = {
            rij.sleutel: Weg(reden, _regels(velden[f"deel_{rij.sleutel}"]))
            for rij in self.rijen
            if (reden := velden[f"weg_{rij.sleutel}"]) not in ("", MEE)
        }
        gelezen = {rij.sleutel: "" for rij in self.rijen if velden[f"weg_{rij.sleutel}"] == MEE}
        return Keuzes(
            redenen={nr: reden for nr in REDENEN if (reden := self._reden(nr))},
            weg=weg,
            mee=self._waarom("mee", weg) | gelezen,
            blijft=self._waarom("blijft", weg),
            politie=velden["politie"],
            vernietigd=velden["vernietigd"],
        )

    def _waarom(self, veld: str, weg: dict[str, Weg]) -> dict[str, str]:
        """Row -> what was typed for it; of one that stays behind as a whole nothing is kept."""
        geheel = {sleutel for sleutel, keuze in weg.items() if not keuze.delen}
        return {
            rij.sleutel: tekst
            for rij in self.rijen
            if rij.sleutel not in geheel
            and (tekst := self.cleaned_data.get(f"{veld}_{rij.sleutel}"))
        }

    def _reden(self, nr: str) -> Weglating | None:
        velden = self.cleaned_data
        reden = Weglating(
            grond=velden[f"r{nr}_grond"],
            factoren=velden[f"r{nr}_factoren"],
            in_brief=velden[f"r{nr}_brief"],
            volledig=velden[f"r{nr}_volledig"],
            namen=_regels(velden[f"r{nr}_namen"]),
        )
        return reden if any(asdict(reden).values()) else None


def _redenvelden(
    nr: str, reden: Weglating | None, gronden: dict[str, str]
) -> dict[str, forms.Field]:
    begin = reden or Weglating("", [], "", "")
    return {
        f"r{nr}_grond": forms.ChoiceField(
            label="Op welke grond?",
            help_text="||Iets weglaten kan alleen op een grond uit de wet (artikel 12 lid 4 van het convenant, artikel 41 UAVG).",
            required=False,
            choices=[("", "Kies een grond"), *gronden.items()],
            widget=forms.Select(attrs=SOMS),
            initial=begin.grond,
        ),
        f"r{nr}_factoren": forms.MultipleChoiceField(
            label="Waar lette u op?",
            required=False,
            choices=list(FACTOREN.items()),
            widget=forms.CheckboxSelectMultiple(attrs=SOMS),
            initial=begin.factoren,
            help_text="Dit staat in de brief.||Wie iets niet geeft, weegt deze punten af, zover ze hier"
            " gelden (artikel 41 lid 2 UAVG).",
        ),
        f"r{nr}_brief": Tekst(
            label="Wat leest de persoon hierover in de brief?",
            required=False,
            max_length=1000,
            widget=tekstveld(3, soms=True),
            initial=begin.in_brief,
            help_text="Leg uit waarom, zonder te verraden wat u weglaat of welke dossiers er zijn."
            "||Wie iets niet krijgt, hoort waarom (artikel 12 lid 4 van het convenant).",
        ),
        f"r{nr}_volledig": Tekst(
            label="Wat is de volledige reden?",
            required=False,
            max_length=2000,
            widget=tekstveld(3, soms=True),
            initial=begin.volledig,
            help_text="Blijft bewaard voor bezwaar en rechter. Dit staat niet in de brief.||Een weigering is gemotiveerd (artikel "
            "12 lid 4 van het convenant).",
        ),
        f"r{nr}_namen": Tekst(
            label="Over wie gaat het?",
            required=False,
            max_length=500,
            widget=tekstveld(2, soms=True),
            initial="\n".join(begin.namen),
            help_text="Zet elke naam op een eigen regel. Wij zoeken waar die naam nog meer staat."
            "||De rechten van anderen worden beschermd (artikel 41 lid 1 onder i UAVG).",
        ),
    }


def _rijvelden(rij: Rij, keuzes: Keuzes) -> dict[str, forms.Field]:
    weg = keuzes.weg.get(rij.sleutel, Weg(""))
    begin = weg.reden
    zonder = [("", "Gaat mee: de ander is gevraagd" if rij.regel.derden else "Gaat mee")]
    if rij.regel.afwegen:
        zonder = [("", "Kies"), (MEE, "Gaat mee: ik heb de tekst gelezen")]
        begin = MEE if rij.sleutel in keuzes.mee and not begin else begin
    gevraagd = Tekst(
        label="Wanneer is de ander gevraagd, en wat was het antwoord?",
        help_text="||De rechten van anderen worden beschermd (artikel 41 lid 1 onder i UAVG).",
        required=False,
        max_length=1000,
        initial=keuzes.mee.get(rij.sleutel, ""),
    )
    return {
        f"weg_{rij.sleutel}": forms.ChoiceField(
            label="Gaat dit mee in de brief?",
            help_text="||De persoon krijgt alles, tenzij een grond uit de wet zich daartegen verzet (artikel 12 "
            "lid 4 van het convenant).",
            required=False,
            choices=[*zonder, *((nr, f"Weglaten om reden {nr}") for nr in REDENEN)],
            initial=begin,
        ),
        f"deel_{rij.sleutel}": Tekst(
            label="Laat alleen deze woorden weg",
            help_text="||Er blijft niet meer weg dan nodig is (artikel 41 lid 1 UAVG).",
            required=False,
            max_length=2000,
            widget=tekstveld(2),
            initial="\n".join(weg.delen),
        ),
        **({f"mee_{rij.sleutel}": gevraagd} if rij.regel.derden else {}),
        f"blijft_{rij.sleutel}": Tekst(
            label="Waarom mag deze naam of tekst blijven staan?",
            help_text="||De rechten van anderen worden beschermd (artikel 41 lid 1 onder i UAVG).",
            required=False,
            max_length=1000,
            initial=keuzes.blijft.get(rij.sleutel, ""),
        ),
    }


def _regels(tekst: str) -> list[str]:
    return [regel for deel in tekst.splitlines() if (regel := deel.strip())]


class WeigerForm(forms.Form):
    """Why a request itself is refused (AVG 12 lid 5)."""

    waarom = forms.ChoiceField(
        label="Waarom weigert u dit verzoek?",
        choices=Weigering.choices,
        widget=forms.RadioSelect,
        help_text="Ongegrond: iemand vraagt iets waar hij duidelijk geen recht op heeft. Buitensporig:"
        " iemand vraagt bijvoorbeeld steeds hetzelfde. Een ouder die deel is van het gevaar, krijgt niets."
        "||U moet dat kunnen aantonen (artikel 12 lid 5 AVG, artikel 41 lid 1 onder i UAVG).",
        error_messages={"required": "Kies waarom u het verzoek weigert."},
    )
    in_brief = Tekst(
        label="Wat leest de persoon hierover in de brief?",
        max_length=1000,
        widget=tekstveld(4),
        help_text="||Wie een afwijzing krijgt, hoort waarom (artikel 12 lid 4 van het convenant).",
    )
    volledig = Tekst(
        label="Wat is de volledige reden?",
        max_length=2000,
        widget=tekstveld(4),
        help_text="Blijft bewaard voor bezwaar en rechter. Dit staat niet in de brief.||Een weigering is gemotiveerd (artikel "
        "12 lid 4 van het convenant).",
    )
