"""Values for decisions and forms, all invented.

Each kind of file is about a person of its own, and words such as KANARIE stand in what only some may
see: a test that finds one knows what leaked, and from where.
"""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import factory
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from casusoverleg.overdracht import Overdracht, Partner, SignaalOverdracht, WegingOverdracht
from tests.cast import grondslag, grondslag_om, om_soort, wpg_artikel
from weegploeg.models import Herkomst

SIGNAAL = "Deelde filmpjes waarin geweld wordt geprezen"
SIGNAAL_POLITIE = "Sprak in juni op straat over vertrekken"
SIGNAAL_WPG_9 = "Komt voor in onderzoek Zilvermeeuw"
MELDER = "Buurvrouw Quirina Blauw"
MELDER_CONTACT = "06-0000 4711"
# The ground on which a kind of party may bring a signal.
GROND = {"gemeente": "avg-6-1-e", "politie": "wpg-20", "om": "wjsg-39f"}


# What kind of statement it is, as each form asks it; of a signal also what it may point to.
AARD = {"aard": "feit"}
# The same of what a party brings into a casus.
INBRENG = {**AARD, "gebruik": "wet", "voor": "casus"}
SOORT: dict[str, Any] = AARD | {"gericht_op": ["radicalisering"]}


# Days ------------------------------------------------------------------------------------------
def vandaag() -> date:
    return timezone.localdate()


def verlopen(termijn: relativedelta) -> date:
    """The last day on which a term began of which the last day is over now."""
    return vandaag() - termijn - timedelta(days=1)


def jaren_geleden(jaren: int) -> date:
    """A birth date of somebody who turned `jaren` a month ago."""
    dag = vandaag() - timedelta(days=31)
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


# People ----------------------------------------------------------------------------------------
class Persoon(factory.DictFactory):
    """Names and birth date of the subject of a request, and of what is found for it."""

    voornamen = "Wouter"
    tussenvoegsel = "van"
    achternaam = "Kanarie"
    geboortedatum = date(1999, 5, 4)


class Naw(Persoon):
    """Name, address, place and birth date of the subject of a casus: a minor."""

    straat = "KANARIE-straat 1"
    postcode = "5911 AA"
    woonplaats = "KANARIE-plaats"
    geboortedatum = factory.LazyFunction(lambda: jaren_geleden(16))


class NawMelding(Naw):
    voornamen = "Mohammed"
    tussenvoegsel = ""
    achternaam = "El Kanarie"
    straat = "Vogelpad 12"
    postcode = "5911 ZZ"
    woonplaats = "Venlo"
    geboortedatum = date(2001, 4, 2)


class NawWeegploeg(Naw):
    voornamen = "Timo"
    tussenvoegsel = "van der"
    achternaam = "Verzonnen"
    straat = "Nergensweg 7"
    postcode = "5900 ZZ"
    woonplaats = "Venlo"
    geboortedatum = date(1990, 5, 17)


class NawVerzoek(Naw):
    """Who asks, at an address that stands in no file."""

    straat = "Merelhof 3"
    postcode = "5911 BB"
    woonplaats = "Venlo"
    geboortedatum = date(1999, 5, 4)


class NawOud(Naw):
    """Of a file that nobody has worked on for long."""

    tussenvoegsel = ""
    achternaam = "Kanariegeel"
    straat = "Kanariepad 7"
    postcode = "5911 KA"
    woonplaats = "Kanariedorp"
    geboortedatum = date(1990, 2, 3)


# Signals ---------------------------------------------------------------------------------------
class Signaal(factory.DictFactory):
    """For the weegploeg, without its party; `wpg_9` is police data with all that they need."""

    class Params:
        code = "avg-6-1-e"
        wpg_9 = factory.Trait(
            code="wpg-18-2",
            omschrijving=SIGNAAL_WPG_9,
            wpg_doel="a",
            wpg_overleg="Met de teamchef en de officier",
            wpg_geen_bezwaar=True,
        )

    omschrijving = SIGNAAL
    aard = "feit"
    gericht_op = factory.LazyFunction(lambda: ["radicalisering"])
    om_soort = factory.LazyAttribute(lambda zelf: om_soort(zelf.code))
    grondslag_id = factory.LazyAttribute(lambda zelf: grondslag(zelf.code).pk)
    wpg_artikel = factory.LazyAttribute(lambda zelf: wpg_artikel(zelf.code))
    grondslag_om_id = factory.LazyAttribute(
        lambda zelf: getattr(grondslag_om(zelf.code), "pk", None)
    )


class SignaalMelding(factory.DictFactory):
    """For a melding, on a ground of this kind of party."""

    class Params:
        soort = "gemeente"

    omschrijving = "Zegt dat hij naar het strijdgebied wil."
    aard = "feit"
    gericht_op = factory.LazyFunction(lambda: ["uitreizen"])
    om_soort = factory.LazyAttribute(lambda zelf: om_soort(zelf.grondslag.code))
    grondslag = factory.LazyAttribute(lambda zelf: grondslag(GROND[zelf.soort]))
    wpg_artikel = factory.LazyAttribute(lambda zelf: wpg_artikel(zelf.grondslag.code))
    grondslag_om = factory.LazyAttribute(lambda zelf: grondslag_om(zelf.grondslag.code))


class SignaalCasus(Signaal):
    """As the weegploeg hands it over, with its party: of the police, unless said otherwise."""

    class Params:
        code = "wpg-20"

    omschrijving = "KANARIE-signaal"
    bijzonder = factory.LazyFunction(lambda: ["religie"])
    noodzaak = "KANARIE-noodzaak"


# What decisions take ---------------------------------------------------------------------------
class Melding(factory.DictFactory):
    """What somebody told, apart from the subject and the signals."""

    ontvangen_op = factory.LazyFunction(vandaag)
    herkomst = Herkomst.NAASTEN.value
    anoniem = False
    melder_naam = factory.Maybe("anoniem", "", "Tante Zeldzaam")
    melder_contact = factory.Maybe("anoniem", "", "06-00000001")
    hulptraject = "Jongerenwerk Reiger"


class Inbreng(factory.DictFactory):
    """How a party brings something in, with a reporter who is known."""

    ontvangen_op = factory.LazyFunction(vandaag)
    melding_nummer = "M-2026-0001"
    herkomst = Herkomst.MELDPUNT
    anoniem = False
    melder_naam = MELDER
    melder_contact = MELDER_CONTACT
    hulptraject = ""


class Weging(factory.Factory):
    class Meta:
        model = WegingOverdracht

    toelichting = "KANARIE-weging"


class Kopie(factory.Factory):
    """A copy as the weegploeg hands it over, with a canary in every field."""

    class Meta:
        model = Overdracht

    class Params:
        cast = None

    zaak = factory.LazyFunction(uuid4)
    weegploeg_nummer = "W-2026-0001"
    gemeente = factory.LazyAttribute(lambda zelf: zelf.cast.gemeente.partij)
    naw = factory.SubFactory(Naw)
    band = "verblijft"
    band_feit = "KANARIE-band"
    bijzonderheid = "terugkeerder"
    duiding = "KANARIE-duiding"
    signalen = factory.LazyAttribute(
        lambda zelf: [SignaalOverdracht(SignaalCasus(partij_id=zelf.cast.politie.partij.pk))]
    )
    wegingen = factory.LazyAttribute(
        lambda zelf: [
            Weging(
                ontwikkelgebied_id=zelf.cast.kader.ontwikkelgebieden.first().pk,
                in_fase_id=zelf.cast.kader.fasen.first().pk,
            )
        ]
    )


class Deelnemer(factory.Factory):
    """A partner, of whatever kind its party is."""

    class Meta:
        model = Partner

    reden = "KANARIE-reden"
    waarvoor = "uitvoering"
    grond_rvdk = factory.LazyAttribute(
        lambda zelf: "ontwikkeling" if zelf.partij.soort == "rvdk" else ""
    )


class Plan(factory.DictFactory):
    doelen = factory.LazyFunction(lambda: ["a", "e"])
    doel = "Werk en rust"
    informeren = "De wijkagent, in mei"


class Maatregel(factory.DictFactory):
    """A measure of a party that runs now."""

    omschrijving = factory.LazyAttribute(lambda zelf: f"Gesprekken door {zelf.partij.naam}")
    bevoegdheid = "Eigen taak"
    doel = "a"
    wie = ""
    van = factory.LazyFunction(vandaag)
    tot = factory.LazyFunction(lambda: vandaag() + timedelta(days=30))


class Verzoek(NawVerzoek):
    """A request that came in today, by the person self; all but one for access says what is asked."""

    class Params:
        zegt = factory.LazyAttribute(lambda zelf: getattr(zelf, "soort", "inzage") != "inzage")

    ontvangen_op = factory.LazyFunction(vandaag)
    gevraagd = factory.LazyAttribute(lambda zelf: "KANARIE-gevraagd" if zelf.zegt else "")
    gevraagd_reden = factory.LazyAttribute(lambda zelf: "KANARIE-waarom" if zelf.zegt else "")


# What a browser sends --------------------------------------------------------------------------
class VerzoekFormulier(Verzoek):
    soort = "inzage"
    regime = "avg"
    kanaal = "brief"
    indiener = "zelf"


class MeldingFormulier(NawMelding, Melding):
    """A new melding, before its signals."""

    anoniem = None
