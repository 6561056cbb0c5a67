"""Whole files on which the last work was done on a day; each text and name in them is a canary.

These rows are written, not decided. That each term runs and ends as it must is tested on files that
people's decisions made. These are for what a decision does not give: a row in each table and one day in
all of it, a weegploeg file with an adopted plan without its casus, and thirty files in seconds.
"""

import json
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from casusoverleg import models as casusoverleg
from convenant.models import Ontwikkelgebied
from gedeeld.personen import Persoon
from meldingen import models as meldingen
from mensen.models import Gebruiker
from register import registry
from register.afleiden import leid_af
from register.models import Dossier
from register.registry import Bestand
from tests.cast import Cast, grondslag, grondslag_om, wpg_artikel
from tests.hulp import gegevens
from weegploeg import models as weegploeg

if TYPE_CHECKING:
    from datetime import date

KANARIE = "kanarie"
_NAW = gegevens.NawOud()
PERSOON = Persoon(**{veld: _NAW[veld] for veld in gegevens.Persoon()})
SOORTEN = ("meldingen.melding", "weegploeg.weegploegdossier", "casusoverleg.casus")


def bestand(dossier: Dossier) -> Bestand:
    """The registered kind of a file."""
    return registry.bestand(dossier._meta.label_lower)


def melding(cast: Cast, ontvangen: "date", **anders: Any) -> meldingen.Melding:
    """A melding that nobody brought in."""
    return _afgeleid(OudeMelding(cast=cast, laatst=ontvangen, **anders))


def dossier(
    cast: Cast, laatst: "date", *, stand: str = "plan_afgesloten", **anders: Any
) -> weegploeg.WeegploegDossier:
    """A weegploeg file with a row in each of its tables."""
    return _afgeleid(OudDossier(cast=cast, laatst=laatst, stand=stand, **anders))


def casus(
    cast: Cast, laatst: "date", *, pk: UUID | None = None, **anders: Any
) -> casusoverleg.Casus:
    """A closed casus with a row in each of its tables."""
    return _afgeleid(OudeCasus(cast=cast, laatst=laatst, id=pk or uuid4(), **anders))


MAKERS = dict(zip(SOORTEN, (melding, dossier, casus), strict=True))


def _afgeleid(rij: Any) -> Any:
    leid_af(rij)
    return rij


# Rows ------------------------------------------------------------------------------------------
def _van(lid: str) -> factory.SelfAttribute:
    """The party of a member of the cast."""
    return factory.SelfAttribute(f"cast.{lid}.partij")


def _onder(maker: Any, sleutel: str, **velden: Any) -> factory.RelatedFactory:
    """A row below the file, that knows the cast and the day."""
    return factory.RelatedFactory(
        maker,
        sleutel,
        cast=factory.SelfAttribute("..cast"),
        laatst=factory.SelfAttribute("..laatst"),
        **velden,
    )


class _Rij(DjangoModelFactory):
    """A row of a file on one day."""

    class Meta:
        abstract = True

    class Params:
        cast = None
        laatst = None


class _Wortel(_Rij):
    """The file itself, on a person of its own."""

    class Meta:
        abstract = True

    laatste_verwerking_op = factory.SelfAttribute("laatst")
    partij = _van("gemeente")
    voornamen = _NAW["voornamen"]
    achternaam = _NAW["achternaam"]
    straat = _NAW["straat"]
    postcode = _NAW["postcode"]
    woonplaats = _NAW["woonplaats"]
    geboortedatum = _NAW["geboortedatum"]


class _Signaal(_Rij):
    class Meta:
        abstract = True

    class Params:
        grond = "avg-6-1-e"

    omschrijving = "zag een kanarie"
    aard = "feit"
    partij = _van("gemeente")
    grondslag = factory.LazyAttribute(lambda zelf: grondslag(zelf.grond))
    wpg_artikel = factory.LazyAttribute(lambda zelf: wpg_artikel(zelf.grond))
    grondslag_om = factory.LazyAttribute(lambda zelf: grondslag_om(zelf.grond))


class _SignaalMelding(_Signaal):
    class Meta:
        model = meldingen.Signaal

    partij = _van("politie")
    noodzaak = "kanarie nodig"
    bijzonder = factory.LazyFunction(lambda: ["religie"])


class _Doorgifte(_Rij):
    class Meta:
        abstract = True

    aan = "Veilig Thuis"
    taak = "kanarie beschermen"
    gegevens = "kanarie door"
    noodzaak = "kanarie"
    ander_doel = "kanarie doel"
    op = factory.SelfAttribute("laatst")


class _DoorgifteMelding(_Doorgifte):
    class Meta:
        model = meldingen.Doorgifte


class _DoorgifteDossier(_Doorgifte):
    class Meta:
        model = weegploeg.Doorgifte


class OudeMelding(_Wortel):
    class Meta:
        model = meldingen.Melding
        skip_postgeneration_save = True

    nummer = "M-2020-0001"
    ontvangen_op = factory.SelfAttribute("laatst")
    ontvanger = _van("gemeente")
    herkomst = "naasten"
    melder_naam = "Kanarie Melder"
    melder_contact = "kanarie@example.org"
    hulptraject = "kanarie in de hulp"
    gesprek = "kanarie in gesprek"
    signaal = _onder(_SignaalMelding, "melding", grond="wpg-20")
    doorgifte = _onder(_DoorgifteMelding, "melding")


class _Inbreng(_Rij):
    class Meta:
        model = weegploeg.Inbreng
        skip_postgeneration_save = True

    partij = _van("gemeente")
    ingebracht_op = factory.SelfAttribute("laatst")
    ontvangen_op = factory.SelfAttribute("laatst")
    herkomst = "naasten"
    melder_naam = "Kanarie Melder"
    signaal = _onder(
        "tests.hulp.oud._SignaalDossier", "inbreng", dossier=factory.SelfAttribute("..dossier")
    )


class _SignaalDossier(_Signaal):
    class Meta:
        model = weegploeg.Signaal

    waargenomen_op = factory.SelfAttribute("laatst")
    wpg_overleg = "kanarie"


class _WegingDossier(_Rij):
    class Meta:
        model = weegploeg.Weging

    ontwikkelgebied = factory.LazyFunction(lambda: Ontwikkelgebied.objects.get(nummer=1))
    in_fase = factory.LazyAttribute(lambda zelf: zelf.ontwikkelgebied.kader.fasen.first())
    toelichting = "kanarie"


class _Vastlegging(_Rij):
    class Meta:
        model = weegploeg.Vastlegging
        skip_postgeneration_save = True

    vastgelegd_op = factory.LazyAttribute(
        lambda zelf: timezone.make_aware(datetime.combine(zelf.laatst, time(12)))
    )

    @factory.post_generation
    def sprekers(self, create: bool, extracted: Any, **_: Any) -> None:
        for partij in self.dossier.gemeente.weegploeg:  # its three core parties
            rij = {"dossier": self.dossier, "vastlegging": self, "partij": partij}
            weegploeg.Spreker.objects.create(**rij, naam="kanarie sprak", gemachtigd=True)
        weegploeg.Bezwaar.objects.create(
            dossier=self.dossier,
            vastlegging=self,
            partij=self.dossier.gemeente,
            reden="kanarie maakt bezwaar",
            gemaakt_op=self.vastgelegd_op,
            gemaakt_door=Gebruiker.objects.get(username="gemeente"),
        )


class _Besluit(_Rij):
    class Meta:
        model = weegploeg.Besluit
        skip_postgeneration_save = True

    vastlegging = factory.SubFactory(
        _Vastlegging,
        dossier=factory.SelfAttribute("..dossier"),
        laatst=factory.SelfAttribute("..laatst"),
    )
    uitkomst = factory.LazyAttribute(
        lambda zelf: (
            "geen_casusoverleg" if zelf.dossier.stand == "niet_geagendeerd" else "plan_afsluiten"
        )
    )
    argumenten = "kanarie daarom"
    genomen_op = factory.SelfAttribute("laatst")
    partner = _onder("tests.hulp.oud._GekozenPartner", "besluit")


class _GekozenPartner(_Rij):
    class Meta:
        model = weegploeg.GekozenPartner

    dossier = factory.SelfAttribute("besluit.dossier")
    partij = _van("rvdk")
    reden = "kanarie helpt"
    noodzaak = "kanarie is nodig"
    proportionaliteit = "kanarie weegt op"
    subsidiariteit = "kanarie kan niet zonder"


class _Achterhouding(_Rij):
    class Meta:
        model = weegploeg.Achterhouding

    partij = _van("om")
    op = factory.SelfAttribute("laatst")


class _Standpunt(_Rij):
    class Meta:
        model = weegploeg.Standpunt

    partij = _van("gemeente")
    gevraagd_op = factory.SelfAttribute("laatst")
    uiterlijk = factory.SelfAttribute("laatst")
    tekst = "kanarie vindt"


class _Duidingsvraag(_Rij):
    class Meta:
        model = weegploeg.Duidingsvraag

    partner = "school"
    vraag = "kanarie?"
    gesteld_op = factory.SelfAttribute("laatst")
    uiterlijk = factory.SelfAttribute("laatst")
    antwoord = "kanarie!"


class _Informatiebesluit(_Rij):
    class Meta:
        model = weegploeg.Informatiebesluit

    vastlegging = factory.SubFactory(
        _Vastlegging,
        dossier=factory.SelfAttribute("..dossier"),
        laatst=factory.SelfAttribute("..laatst"),
    )
    informeren = True
    besloten_op = factory.SelfAttribute("laatst")
    afspraak = "kanarie belt"
    eerder_weging = "kanarie wist het"
    afweging = "kanarie weegt"


class _Brief(_Rij):
    """A letter that was sent."""

    class Meta:
        abstract = True

    nummer = "B-2020-0001"
    rij = factory.LazyFunction(uuid4)
    adres = "kanarie straat"
    inhoud = json.dumps(
        {
            "aan": ["kanarie"],
            "blokken": [{"kop": "", "alineas": ["kanarie schrijft"], "punten": []}],
            "bijlagen": [],
        }
    )
    gemaakt_op = factory.SelfAttribute("laatst")
    gemaakt_door = factory.SelfAttribute("cast.uitvoerder.gebruiker")
    definitief_op = factory.SelfAttribute("laatst")
    verstuurd_op = factory.SelfAttribute("laatst")
    verstuurd_door = factory.SelfAttribute("cast.uitvoerder.gebruiker")
    wijze = "post"


class _BriefWeegploeg(_Brief):
    class Meta:
        model = weegploeg.Brief

    soort = "terugkoppeling"


class _BriefCasus(_Brief):
    class Meta:
        model = casusoverleg.Brief

    soort = "uitnodiging"


class _Controle(_Rij):
    class Meta:
        abstract = True

    op = factory.SelfAttribute("laatst")
    door = factory.SelfAttribute("cast.uitvoerder.gebruiker")
    aangepast = True
    wat = "kanarie past aan"


class _ControleWeegploeg(_Controle):
    class Meta:
        model = weegploeg.Controle


class _ControleCasus(_Controle):
    class Meta:
        model = casusoverleg.Controle


class _Correctie(_Rij):
    class Meta:
        abstract = True

    van = factory.LazyFunction(uuid4)
    oud = "kanarie stond er"
    reden = "kanarie klopte niet"
    partij = _van("gemeente")
    door = factory.SelfAttribute("cast.gemeente.gebruiker")
    op = factory.LazyFunction(timezone.now)


class _CorrectieWeegploeg(_Correctie):
    class Meta:
        model = weegploeg.Correctie


class _CorrectieCasus(_Correctie):
    class Meta:
        model = casusoverleg.Correctie


class _Plaatsing(_Rij):
    class Meta:
        model = weegploeg.Plaatsing

    signaal = factory.LazyAttribute(lambda zelf: zelf.dossier.signalen.first())
    reden = "kanarie hoort daar"
    partij = _van("gemeente")
    door = factory.SelfAttribute("cast.gemeente.gebruiker")
    eerst_op = op = factory.LazyFunction(timezone.now)


class _Ontvangst(_Rij):
    class Meta:
        model = weegploeg.Ontvangst

    nummer = "Z-2020-0001"
    van = _van("maastricht")
    grondslag = factory.LazyFunction(lambda: grondslag("avg-6-1-e"))
    toelichting = "kanarie vloog over"
    reden = "kanarie landde"
    gegeven_op = factory.SelfAttribute("laatst")
    op = factory.SelfAttribute("laatst")


class _Heractivering(_Rij):
    class Meta:
        model = weegploeg.Heractivering

    nummer = "W-2019-0001"
    besloten_op = factory.SelfAttribute("laatst")
    besloten_door = "Gemeente Venlo"
    kenmerk = "kanarie-1"
    reden = "kanarie keerde terug"
    op = factory.SelfAttribute("laatst")


class OudDossier(_Wortel):
    class Meta:
        model = weegploeg.WeegploegDossier
        skip_postgeneration_save = True

    class Params:
        met_casus = factory.LazyAttribute(lambda zelf: zelf.stand == "plan_afgesloten")

    nummer = "W-2020-0001"
    stand = "plan_afgesloten"
    geopend_op = factory.SelfAttribute("laatst")
    besloten_op = factory.LazyAttribute(
        lambda zelf: None if zelf.stand == "in_weging" else zelf.laatst
    )
    casus_nummer = factory.Maybe("met_casus", "C-2020-0001", "")
    duiding = "kanarie duidt"
    geinformeerd_hoe = "kanarie door de wijkagent"
    contact_wie = "kanarie met de wijkagent"
    inbreng = _onder(_Inbreng, "dossier")
    weging = _onder(_WegingDossier, "dossier")
    plaatsing = _onder(_Plaatsing, "dossier")
    besluit = _onder(_Besluit, "dossier")
    standpunt = _onder(_Standpunt, "dossier")
    achterhouding = _onder(_Achterhouding, "dossier")
    doorgifte = _onder(_DoorgifteDossier, "dossier")
    ontvangst = _onder(_Ontvangst, "dossier")
    heractivering = _onder(_Heractivering, "dossier")
    vraag = _onder(_Duidingsvraag, "dossier")
    brief = _onder(_BriefWeegploeg, "dossier")
    controle = _onder(_ControleWeegploeg, "dossier")
    correctie = _onder(_CorrectieWeegploeg, "dossier")
    informatiebesluit = _onder(_Informatiebesluit, "dossier")


class _SignaalCasus(_Signaal):
    class Meta:
        model = casusoverleg.Signaal


class _WegingCasus(_Rij):
    class Meta:
        model = casusoverleg.Weging

    ontwikkelgebied = factory.LazyFunction(lambda: Ontwikkelgebied.objects.get(nummer=1))
    toelichting = "kanarie weegt"


class _Deelname(_Rij):
    class Meta:
        model = casusoverleg.Deelname

    partij = _van("rvdk")
    reden = "kanarie"
    van = factory.SelfAttribute("laatst")
    aanvaard_op = factory.SelfAttribute("laatst")


class _Bijdrage(_Signaal):
    class Meta:
        model = casusoverleg.Bijdrage

    omschrijving = "kanarie brengt"
    partij = _van("om")
    gegeven_op = factory.SelfAttribute("laatst")


class _Afweging(_Rij):
    class Meta:
        model = casusoverleg.Afweging

    partij = _van("om")
    op = factory.SelfAttribute("laatst")


class _Regie(_Rij):
    class Meta:
        model = casusoverleg.Regie

    partij = _van("gemeente")
    van = factory.SelfAttribute("laatst")


class _Afspraak(_Rij):
    class Meta:
        model = casusoverleg.Afspraak

    partij = _van("rvdk")
    onderwerp = "informatie"
    wat = "kanarie sprak af"
    op = factory.SelfAttribute("laatst")


class _Partijvraag(_Rij):
    class Meta:
        model = casusoverleg.Partijvraag

    soort = "verkennen"
    nummer = "V-2020-0001"
    partij = _van("reclassering")
    taak = "kanarie taak"
    over = "kanarie wie"
    vraag = "kanarie rol?"
    gevraagd_op = factory.SelfAttribute("laatst")
    uiterlijk = factory.SelfAttribute("laatst")
    lezen_tot = factory.SelfAttribute("laatst")


class _Derde(_Rij):
    class Meta:
        model = casusoverleg.Derde

    soort = "netwerk"
    naam = "Kanarie Vriend"
    adres = "Kanarieweg"
    noodzaak = "kanarie"


class _Band(_Rij):
    class Meta:
        model = casusoverleg.Band

    soort = "verblijft"
    feit = "kanarie woont hier"
    op = factory.SelfAttribute("laatst")


class _Reis(_Rij):
    class Meta:
        model = casusoverleg.Reis

    bijzonderheid = "uitreiziger"
    sinds = factory.SelfAttribute("laatst")
    reden = "kanarie reist"


class _Zending(_Rij):
    class Meta:
        model = casusoverleg.Zending

    nummer = factory.LazyFunction(lambda: f"Z-{uuid4()}"[:20])
    aan = _van("maastricht")
    band = "gaat"
    feiten = "kanarie verhuist"
    grondslag = factory.LazyFunction(lambda: grondslag("avg-6-1-e"))
    soorten = factory.LazyFunction(lambda: ["naam_adres", "signalen"])
    gemaakt_op = factory.SelfAttribute("laatst")
    aangeboden_op = factory.SelfAttribute("laatst")
    laatste_dag = factory.SelfAttribute("laatst")
    uitkomst = "aangenomen"
    beeindigd_op = factory.SelfAttribute("laatst")


class _Maatregel(_Rij):
    class Meta:
        model = casusoverleg.Maatregel

    casus = factory.SelfAttribute("plan.casus")
    partij = _van("rvdk")
    wie = "Kanarie Werker"
    omschrijving = "kanarie doet"
    bevoegdheid = "kanarie mag"
    doel = "a"
    blijkt_uit = "kanarie blijkt"
    instantie = "kanarie rijk"
    van = factory.SelfAttribute("laatst")
    tot = factory.SelfAttribute("laatst")


class _Oordeel(_Rij):
    class Meta:
        model = casusoverleg.Oordeel

    casus = factory.SelfAttribute("plan.casus")
    partij = _van("rvdk")
    eens = False
    opmerking = "kanarie vindt"
    op = factory.SelfAttribute("laatst")
    over = 1


class _Plan(_Rij):
    class Meta:
        model = casusoverleg.Plan
        skip_postgeneration_save = True

    versie = 1
    status = "vastgesteld"
    doelen = factory.LazyFunction(lambda: ["a", "e"])
    doel = "kanarie vrij"
    waarom_toch = "kanarie toch"
    vastgesteld_op = factory.SelfAttribute("laatst")
    maatregel = _onder(_Maatregel, "plan")
    oordeel = _onder(_Oordeel, "plan")


class _Adviesvraag(_Rij):
    class Meta:
        model = casusoverleg.Adviesvraag

    aan = "deskundige"
    wie = "kanarie deskundige"
    vraag = "kanarie vraagt"
    gevraagd_op = factory.SelfAttribute("laatst")
    antwoord = "kanarie antwoordt"
    beantwoord_op = factory.SelfAttribute("laatst")
    gebruik = "kanarie gebruikt"


class _Gebiedsanalyse(_Rij):
    class Meta:
        model = casusoverleg.Gebiedsanalyse

    ontwikkelgebied = factory.LazyFunction(Ontwikkelgebied.objects.first)
    eens = "kanarie eens"
    verschil = "kanarie verschil"


class _Voortzetting(_Rij):
    class Meta:
        model = casusoverleg.Voortzetting

    besluit = "kanarie gaat door"
    op = factory.SelfAttribute("laatst")


class _Informeeradvies(_Rij):
    class Meta:
        model = casusoverleg.Informeeradvies

    nu = True
    advies = "kanarie adviseert"
    op = factory.SelfAttribute("laatst")
    volgende = factory.SelfAttribute("laatst")


class _Afzien(_Rij):
    class Meta:
        model = casusoverleg.Afzien

    keten = factory.LazyFunction(uuid4)
    partij = _van("rvdk")
    gevraagd = factory.LazyFunction(lambda: [uuid4()])
    reden = "kanarie vraagt af te zien"
    op = factory.SelfAttribute("laatst")
    tot = factory.SelfAttribute("laatst")


class _Voortgang(_Rij):
    class Meta:
        model = casusoverleg.Voortgang

    keten = factory.LazyAttribute(
        lambda zelf: casusoverleg.Maatregel.objects.get(casus=zelf.casus).keten
    )
    partij = _van("rvdk")
    stand = "klaar"
    resultaat = "kanarie vloog"
    op = factory.SelfAttribute("laatst")


class _Doelevaluatie(_Rij):
    class Meta:
        model = casusoverleg.Doelevaluatie

    casus = factory.SelfAttribute("advies.casus")
    doel = "a"
    uitkomst = "deels"
    toelichting = "kanarie blijkt"


class _Afloop(_Rij):
    class Meta:
        model = casusoverleg.Afloop

    casus = factory.SelfAttribute("advies.casus")
    keten = factory.LazyFunction(uuid4)
    partij = _van("rvdk")
    wat = "stopt"
    toelichting = "kanarie stopt"


class _Afsluitadvies(_Rij):
    class Meta:
        model = casusoverleg.Afsluitadvies
        skip_postgeneration_save = True

    evaluatie = "kanarie klaar"
    gegeven_op = factory.SelfAttribute("laatst")
    doel = _onder(_Doelevaluatie, "advies")
    afloop = _onder(_Afloop, "advies")


class OudeCasus(_Wortel):
    class Meta:
        model = casusoverleg.Casus
        skip_postgeneration_save = True

    nummer = "C-2020-0001"
    stand = "afgesloten"
    geopend_op = factory.SelfAttribute("laatst")
    afgesloten_op = factory.SelfAttribute("laatst")
    weegploeg_nummer = "W-2020-0001"
    duiding = "kanarie duidt"
    analyse = "kanarie samen"
    beschermend = "kanarie beschermt"
    eerder = "kanarie eerder"
    regisseur = _van("gemeente")
    signaal = _onder(_SignaalCasus, "casus")
    weging = _onder(_WegingCasus, "casus")
    deelname = _onder(_Deelname, "casus")
    bijdrage = _onder(_Bijdrage, "casus", grond="wjsg-39f")
    afweging = _onder(_Afweging, "casus")
    afspraak = _onder(_Afspraak, "casus")
    regie = _onder(_Regie, "casus")
    partijvraag = _onder(_Partijvraag, "casus")
    derde = _onder(_Derde, "casus")
    band = _onder(_Band, "casus")
    reis = _onder(_Reis, "casus")
    zending = _onder(_Zending, "casus")
    plan = _onder(_Plan, "casus")
    voortgang = _onder(_Voortgang, "casus")
    adviesvraag = _onder(_Adviesvraag, "casus")
    gebiedsanalyse = _onder(_Gebiedsanalyse, "casus")
    voortzetting = _onder(_Voortzetting, "casus")
    informeeradvies = _onder(_Informeeradvies, "casus")
    afzien = _onder(_Afzien, "casus")
    advies = _onder(_Afsluitadvies, "casus")
    brief = _onder(_BriefCasus, "dossier")
    controle = _onder(_ControleCasus, "dossier")
    correctie = _onder(_CorrectieCasus, "dossier")
