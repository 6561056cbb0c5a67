"""Whole files with a known last processing. Each text and name in them is a canary."""

from datetime import date
from uuid import UUID, uuid4

from casusoverleg.models import (
    Afsluitadvies,
    Bijdrage,
    Casus,
    Deelname,
    Derde,
    Maatregel,
    Plan,
    Voortgang,
)
from casusoverleg.models import Signaal as CasusSignaal
from casusoverleg.models import Weging as CasusWeging
from convenant.models import Ontwikkelgebied
from gedeeld.personen import Persoon
from meldingen.models import Doorgifte, Melding
from meldingen.models import Signaal as MeldingSignaal
from register import registry
from register.models import Dossier
from register.registry import Bestand
from register.toegang import leid_af
from tests.cast import Cast, grondslag
from weegploeg.models import (
    Besluit,
    Duidingsvraag,
    GekozenPartner,
    Inbreng,
    Informatiebesluit,
    Signaal,
    WeegploegDossier,
    Weging,
)

KANARIE = "kanarie"
CASUS_ID = UUID("6f1b1f0e-3f8d-4c55-9a3c-0f4d6f0c0002")
NAW = {
    "voornamen": "Wouter",
    "achternaam": "Kanariegeel",
    "straat": "Kanariepad 7",
    "postcode": "5911 KA",
    "woonplaats": "Kanariedorp",
    "geboortedatum": date(1990, 2, 3),
}
PERSOON = Persoon("Wouter", "", "Kanariegeel", date(1990, 2, 3))
SOORTEN = ("meldingen.melding", "weegploeg.weegploegdossier", "casusoverleg.casus")


def bestand(dossier: Dossier) -> Bestand:
    """The registered kind of a file."""
    return registry.bestand(dossier._meta.label_lower)


def melding(cast: Cast, ontvangen: date, *, nummer: str = "M-2020-0001") -> Melding:
    """A melding that nobody brought in."""
    rij = Melding.objects.create(
        nummer=nummer, laatste_verwerking_op=ontvangen, ontvangen_op=ontvangen,
        partij=cast.politie.partij, gemeente=cast.gemeente.partij, herkomst="naasten",
        melder_naam="Kanarie Melder", melder_contact="kanarie@example.org",
        hulptraject="kanarie in de hulp", gesprek="kanarie in gesprek", **NAW,
    )  # fmt: skip
    MeldingSignaal.objects.create(
        melding=rij, omschrijving="zag een kanarie", partij=cast.politie.partij,
        grondslag=grondslag("wpg-20"), noodzaak="kanarie nodig", bijzonder=["religie"],
    )  # fmt: skip
    Doorgifte.objects.create(
        melding=rij, aan="Veilig Thuis", gegevens="kanarie door", noodzaak="kanarie", op=ontvangen
    )
    leid_af(rij)
    return rij


def dossier(
    cast: Cast, laatst: date, *, fase: str = "plan_afgesloten", nummer: str = "W-2020-0001"
) -> WeegploegDossier:
    """A weegploeg file with a row in each of its tables; all of it happened on one day."""
    partij, gebied = cast.gemeente.partij, Ontwikkelgebied.objects.get(nummer=1)
    rij = WeegploegDossier.objects.create(
        nummer=nummer, laatste_verwerking_op=laatst, gemeente=partij, fase=fase,
        geopend_op=laatst, besloten_op=None if fase == "in_weging" else laatst,
        casus_id=CASUS_ID if fase == "plan_afgesloten" else None,
        casus_nummer="C-2020-0001" if fase == "plan_afgesloten" else "", duiding="kanarie duidt",
        geinformeerd_hoe="kanarie door de wijkagent", **NAW,
    )  # fmt: skip
    inbreng = Inbreng.objects.create(
        dossier=rij, partij=partij, ingebracht_op=laatst, ontvangen_op=laatst, herkomst="eigen",
        melder_naam="Kanarie Melder",
    )  # fmt: skip
    Signaal.objects.create(
        dossier=rij, inbreng=inbreng, omschrijving="zag een kanarie", partij=partij,
        grondslag=grondslag("avg-6-1-e"), waargenomen_op=laatst, wpg_overleg="kanarie",
    )  # fmt: skip
    Weging.objects.create(
        dossier=rij,
        ontwikkelgebied=gebied,
        in_fase=gebied.kader.fasen.first(),
        toelichting="kanarie",
    )
    uitkomst = "geen_casusoverleg" if fase == "niet_geagendeerd" else "plan_afsluiten"
    besluit = Besluit.objects.create(
        dossier=rij, uitkomst=uitkomst, argumenten="kanarie daarom", genomen_op=laatst
    )
    besluit.partijen.set(cast.kern)
    GekozenPartner.objects.create(besluit=besluit, partij=cast.rvdk.partij, reden="kanarie helpt")
    Duidingsvraag.objects.create(
        dossier=rij, partner="school", vraag="kanarie?", gesteld_op=laatst, antwoord="kanarie!"
    )
    Informatiebesluit.objects.create(
        dossier=rij, informeren=True, besloten_op=laatst, afspraak="kanarie belt"
    )
    leid_af(rij)
    return rij


def casus(
    cast: Cast, laatst: date, *, nummer: str = "C-2020-0001", pk: UUID | None = None
) -> Casus:
    """A closed casus with a row in each of its tables; all of it happened on one day."""
    partij, gebied = cast.gemeente.partij, Ontwikkelgebied.objects.get(nummer=1)
    rij = Casus.objects.create(
        pk=pk or uuid4(), nummer=nummer, laatste_verwerking_op=laatst, gemeente=partij, fase="afgesloten",
        geopend_op=laatst, afgesloten_op=laatst, herkomst_nummer="W-2020-0001",
        herkomst_id="6f1b1f0e-3f8d-4c55-9a3c-0f4d6f0c0001", duiding="kanarie duidt",
        analyse="kanarie samen", regisseur=partij, **NAW,
    )  # fmt: skip
    CasusSignaal.objects.create(
        casus=rij, omschrijving="zag een kanarie", partij=partij, grondslag=grondslag("avg-6-1-e")
    )
    CasusWeging.objects.create(casus=rij, ontwikkelgebied=gebied, toelichting="kanarie weegt")
    Deelname.objects.create(casus=rij, partij=cast.rvdk.partij, reden="kanarie", van=laatst)
    Bijdrage.objects.create(
        casus=rij, omschrijving="kanarie brengt", partij=cast.om.partij,
        grondslag=grondslag("wjsg-39f"), gegeven_op=laatst,
    )  # fmt: skip
    Derde.objects.create(
        casus=rij, soort="netwerk", naam="Kanarie Vriend", adres="Kanarieweg", noodzaak="kanarie"
    )
    plan = Plan.objects.create(
        casus=rij, versie=1, status="vastgesteld", doelen=["a", "e"], doel="kanarie vrij",
        vastgesteld_op=laatst,
    )  # fmt: skip
    maatregel = Maatregel.objects.create(
        plan=plan, partij=cast.rvdk.partij, wie="Kanarie Werker", omschrijving="kanarie doet",
        bevoegdheid="kanarie mag", van=laatst, tot=laatst,
    )  # fmt: skip
    Voortgang.objects.create(
        casus=rij, keten=maatregel.keten, partij=cast.rvdk.partij, stand="klaar",
        resultaat="kanarie vloog", op=laatst,
    )  # fmt: skip
    Afsluitadvies.objects.create(casus=rij, evaluatie="kanarie klaar", gegeven_op=laatst)
    leid_af(rij)
    return rij


MAKERS = {"meldingen.melding": melding, "weegploeg.weegploegdossier": dossier,
          "casusoverleg.casus": casus}  # fmt: skip
