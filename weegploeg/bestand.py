"""This kind of file, as the processes see it that work on every file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from convenant.bijlage1 import Kernbesluit
from convenant.models import Partij
from convenant.velden import van_politie
from gedeeld.actor import WEEGPLOEG, Actor, Hoedanigheid
from gedeeld.afschrift import Afschrift, LetOp, Publiek, Sectie
from gedeeld.bericht import Bericht
from gedeeld.fields import zonder_inhoud
from gedeeld.personen import Persoon
from gedeeld.rules import VERGADERT
from gedeeld.velden import sectie, verzwegen
from overleg.models import Agendapunt, Overleg, Soort
from overleg.velden import inbreng, opmerkingen
from register.brieven.velden import BRIEVEN
from register.controle.facts import te_bespreken
from register.controle.velden import CONTROLES
from register.correctie.velden import CORRECTIES
from register.feiten import Feit, Looptijd
from register.grants import BESLUIT_LEZEN, BRUIKBAAR, LEZEN, VRAAG_LEZEN
from register.kringen import Kring
from register.models import Dossier, DossierQuerySet
from register.ontvangers import kernpartijen, uitwisselingen
from register.registry import AFRONDEN, Archiefgegeven, Bestand, Menupunt
from register.taken import Wachtend
from register.vergelijken.decisions import vergeet
from register.vergelijken.velden import VERGELEKEN

from . import velden
from .afronden.facts import afgerond
from .besluit.uitkomsten import mogelijk
from .bevestigen import facts as bevestigen
from .duiding.facts import toelatingen
from .heractiveren import decisions as heractiveren
from .informeren.facts import Stand as Informeren
from .informeren.facts import plicht
from .models import Besluit, Informatiebesluit, Signaal, WeegploegDossier
from .rules import mag_antwoorden, mag_besluiten, mag_bevestigen, mag_wegen
from .taken import taken
from .verslag import besluitrijen, verslag

Stand = WeegploegDossier.Stand


class WeegploegBestand(Bestand):
    """The weegploeg's file (MC 8)."""

    naam = "weegploegdossier"
    verzameling = "de dossiers van de weegploeg"
    model = WeegploegDossier
    kring = Kring.WEEGPLOEG
    houder = Kring.UITVOERDER_WEEGPLOEG
    waarom = "Kernpartij van dit dossier (artikel 8 lid 4)."
    vergadert = Soort.WEEGPLOEG
    grootboek = True
    terug_te_halen = True
    bij_vertrek = "Neem het besluit voor die dag, of bespreek wie de zorg overneemt."
    rechten = {
        LEZEN: WEEGPLOEG,
        AFRONDEN: frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG}),
        VRAAG_LEZEN: BRUIKBAAR[VRAAG_LEZEN],
        BESLUIT_LEZEN: BRUIKBAAR[BESLUIT_LEZEN],
    }
    handelingen = {
        LEZEN: {
            "wegen en signalen toevoegen": mag_wegen,
            "besluiten vastleggen": mag_besluiten,
            "besluiten bevestigen of bezwaar maken": mag_bevestigen,
            # A capacity says nothing of the kind of party: the words say that it is for these two alone.
            "politie en OM: vastleggen dat zij iets achterhouden": mag_bevestigen,
        },
        VRAAG_LEZEN: {"een vraag aan de eigen partij beantwoorden": mag_antwoorden},
        BESLUIT_LEZEN: {"een besluit bevestigen of bezwaar maken": mag_bevestigen},
    }

    @property
    def lopend(self) -> DossierQuerySet:
        """Those that are weighed, and those of which the casus runs."""
        return WeegploegDossier.objects.filter(stand__in=WeegploegDossier.NEEMT_IN)

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With the rows that say where the weegploeg stands."""
        return WeegploegDossier.objects.met_feiten()

    @property
    def met_inhoud(self) -> DossierQuerySet:
        """With all that the file says."""
        return WeegploegDossier.objects.met_inhoud()

    def kringen(self, dossier: WeegploegDossier) -> tuple[str, str]:
        """The weegploeg reads it, until it decided that there is no casusoverleg (PB 3.4 ad 2)."""
        kring, houder = super().kringen(dossier)
        return (houder if dossier.is_afgehandeld else kring), houder

    def afmakers(self, dossier: WeegploegDossier) -> list[str]:
        """Then the party that has yet to tell its own reporter; who keeps it does the rest.

        Who has yet to say whether the decision is so reads that alone (`bevestigen.facts.toelatingen`).
        """
        if not dossier.is_afgehandeld:
            return []
        leden = {Kring.WEEGPLOEG_VAN_PARTIJ.van(partij.pk) for partij in dossier.gemeente.kern}
        return sorted(leden & {taak.aan for taak in taken(dossier)})

    def door_rol(self, dossier: Dossier) -> list[Feit]:
        """The core parties; after "geen casusoverleg" who keeps it, and who has something to finish."""
        feiten = super().door_rol(dossier)
        gevonden = self.met_feiten.filter(pk=dossier.pk, stand=Stand.NIET_GEAGENDEERD).first()
        if gevonden is None or not gevonden.is_afgehandeld:
            return feiten
        af, gemeente = self.afmakers(gevonden), gevonden.gemeente
        reden = "Houdt dit dossier bij tot het wordt vernietigd (procesbeschrijving 3.4)."
        houdt = Feit(gemeente.groep_id, AFRONDEN, gevonden.geopend_op, None, reden)
        bezig = {
            partij.groep_id
            for partij in gemeente.kern
            if Kring.WEEGPLOEG_VAN_PARTIJ.van(partij.pk) in af
        }
        return [houdt, *(feit for feit in feiten if feit.groep_id in bezig)]

    def begonnen_op(self, dossier: WeegploegDossier) -> date:
        """The day on which it was opened."""
        return dossier.geopend_op

    def korte_looptijd(self, dossier: WeegploegDossier) -> Looptijd | None:
        """As the file's own page says it."""
        return dossier.looptijd

    def toelatingen(self, dossier: Dossier) -> list[Feit]:
        """Who is asked something reads that question, and nothing else of the file (PB 3.4 ad 3).

        Who has yet to confirm a decision, when the file went out of sight, reads that decision (PB 3.4 ad 2).
        """
        gevonden: Any = dossier
        if "casus_verwerkt" not in vars(dossier):  # it did not come from `met_feiten`
            gevonden = self.met_feiten.get(pk=dossier.pk)
        return [*toelatingen(gevonden), *bevestigen.toelatingen(gevonden)]

    def taken(self, dossier: WeegploegDossier) -> list[Wachtend]:
        """As the file's own page says it."""
        return taken(dossier)

    def bespreken(self, dossier: Any, dag: date) -> str:
        """To weigh, first or after nadere duiding; an objection; to close; to look again whether to inform; to
        check the data (MC 8.3), when nothing else asks for a meeting.
        """
        if dossier.heeft_bezwaar:
            return Agendapunt.Reden.BEZWAAR
        if dossier.stand == WeegploegDossier.Stand.IN_WEGING:
            gevraagd = Besluit.Uitkomst.NADERE_DUIDING
            terug = any(besluit.uitkomst == gevraagd for besluit in dossier.besluiten.all())
            return Agendapunt.Reden.DUIDING if terug else Agendapunt.Reden.NIEUW
        if any(taak.soort == "weegploeg.afsluiten" for taak in taken(dossier)):
            return Agendapunt.Reden.AFSLUITEN
        stand = plicht(dossier)
        uitgesteld = stand.stand == Informeren.UITGESTELD
        # Before the meeting that follows on this one.
        if uitgesteld and stand.uiterlijk and stand.uiterlijk < dag + VERGADERT:
            return Agendapunt.Reden.INFORMEREN
        return Agendapunt.Reden.CONTROLE if te_bespreken(dossier, dag) else ""

    def te_besluiten(self, dossier: WeegploegDossier, overleg_id: UUID) -> list[tuple[str, str]]:
        """Decision 1 with its outcomes, the one on the advice to close, on informing, or on keeping what is done.

        Before these what was objected to: that it stays, or it is decided anew.
        """
        if dossier.stand == WeegploegDossier.Stand.IN_WEGING:
            keuzes = [
                (rij.soort.label, "besluiten", {"uitkomst": naam})
                for naam, rij in mogelijk(dossier.stand).items()
            ]
        elif any(taak.soort == "weegploeg.afsluiten" for taak in taken(dossier)):
            keuzes = [("Besluit over afsluiten", "afsluiten", {})]
        elif afgerond(dossier):
            keuzes = [("Vernietigen of bewaren", "bewaren", {})]
        elif not dossier.is_open and not dossier.geinformeerd_op:
            keuzes = [("Besluit over informeren", "informeren", {})]
        else:
            keuzes = []
        bezwaar = {b.vastlegging_id for b in dossier.bezwaren.all() if not b.beeindigd_op}
        paden: list[tuple[str, str, dict[str, str]]] = [
            (
                "Het besluit blijft, na bezwaar",
                reverse("weegploeg:handhaven", args=[dossier.pk, pk]),
                {},
            )
            for pk in sorted(bezwaar)
        ] + [
            (label, reverse(f"weegploeg:{pagina}", args=[dossier.pk]), waarden)
            for label, pagina, waarden in keuzes
        ]
        return [
            (label, f"{pad}?{urlencode({**waarden, 'overleg': overleg_id})}")
            for label, pad, waarden in paden
        ]

    def berichten(self, sleutels: Collection[UUID]) -> dict[UUID, str]:
        """By what was decided last, each table asked once."""
        rijen = zonder_inhoud(Informatiebesluit.objects.filter(dossier__in=sleutels))
        geldig = rijen.filter(vastlegging__vervangen_door=None).order_by("besloten_op", "pk")
        besluiten = dict(geldig.values_list("dossier", "informeren"))  # the last one wins
        dossiers = WeegploegDossier.objects.filter(pk__in=sleutels)
        uitkomst = {True: Bericht.NIET_GEDAAN, False: Bericht.GROND, None: Bericht.NOOIT}
        return {
            pk: Bericht.GEDAAN if op else uitkomst[besluiten.get(pk)]
            for pk, op in dossiers.values_list("pk", "geinformeerd_op")
        }

    def te_informeren(self, dossier: WeegploegDossier) -> date | None:
        """As list, page and worklist say it."""
        return plicht(dossier).uiterlijk

    def klok(self, dossier: Any) -> date:
        """The later of this file's clock and that of the casus that came from it.

        While the approach runs the data of the subject are in use, so this file is not archived or
        destroyed before the casus is (MC 13.1).
        """
        laatste: date = max(dossier.laatste_verwerking_op, dossier.casus_verwerkt or date.min)
        return laatste

    def persoon(self, dossier: WeegploegDossier) -> Persoon:
        """The subject."""
        return dossier.persoon

    def maak_archiefklaar(self, dossier: WeegploegDossier) -> None:
        """Whether another file is on the same person is asked of files that are worked with."""
        vergeet(dossier)

    def url(self, dossier: WeegploegDossier) -> str:
        """Its page."""
        return reverse("weegploeg:dossier", args=[dossier.pk])

    def verslag(self, dossier: Any, overleg: Overleg) -> list[Sectie]:
        """What was decided in that meeting, with who spoke for whom and who objects (PB 3.3)."""
        return verslag(dossier, overleg)

    def verzwijgt(self, dossier: WeegploegDossier) -> list[str]:
        """The reporters of what was brought in."""
        return [naam for inbreng in dossier.inbrengen.all() for naam in verzwegen(inbreng)]

    def menu(self, actor: Actor) -> Menupunt | None:
        """For who works in a weegploeg; for others of a party what they are asked."""
        if actor.in_weegploeg:
            return Menupunt("Weegploeg", "weegploeg:lijst", "scale")
        return Menupunt("Vragen", "weegploeg:vragen", "scale") if actor.vertegenwoordigt else None

    def afschrift(self, dossier: WeegploegDossier, publiek: Publiek) -> Afschrift:
        """The file for one audience; it is nobody's but the core parties' and the subject's (MC 8.4).

        The subject gets it without the reporter, and what may be about another person is marked.
        """
        titel = "Dossier van de weegploeg"
        if publiek not in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            return Afschrift(titel, dossier.nummer)
        signalen = list(dossier.signalen.all())
        secties = [
            sectie(velden.SUBJECT, [dossier], publiek),
            sectie(velden.DOEL, [dossier], publiek),
            sectie(velden.SIGNALEN, signalen, publiek),
            sectie(velden.ACHTERGEHOUDEN, dossier.achterhoudingen.all(), publiek),
            sectie(velden.MELDERS, dossier.inbrengen.all(), publiek),
            sectie(velden.DOORGEGEVEN, dossier.doorgiften.all(), publiek),
            sectie(velden.ONTVANGEN, velden.ontvangst(dossier), publiek),
            sectie(velden.TERUGGEHAALD, velden.heractivering(dossier), publiek),
            *self._afgeleid(dossier, signalen, publiek),
            sectie(velden.INFORMEREN, [*dossier.informatiebesluiten.all(), dossier], publiek),
            sectie(BRIEVEN, dossier.brieven.all(), publiek),
            sectie(VERGELEKEN, dossier.vergelijkingen.all(), publiek),
        ]
        uit = Afschrift(titel, dossier.nummer, [s for s in secties if s.regels])
        return _voor_betrokkene(uit, dossier) if publiek == Publiek.BETROKKENE else uit

    def archiefgegevens(
        self, rijen: Sequence[Mapping[str, Any]], gemeente: Partij, dag: date
    ) -> list[Archiefgegeven]:
        """Its signals (MC 13.4)."""
        return heractiveren.archiefgegevens(rijen, gemeente, dag)

    def heractiveer(
        self,
        stuk: Dossier,
        rijen: Sequence[Mapping[str, Any]],
        mee: Collection[UUID],
        *,
        actor: Actor,
        besluit: Kernbesluit,
        reden: str,
    ) -> Dossier:
        """With the chosen signals (MC 13.4)."""
        return heractiveren.heractiveer(stuk, rijen, mee, actor=actor, besluit=besluit, reden=reden)

    def stukken(self, dossier: WeegploegDossier) -> dict[UUID, str]:
        """Its signals as its page counts them, its fields of the board, and what was passed on in words."""
        return {
            **{rij.pk: f"Signaal {nr}" for nr, rij in enumerate(dossier.signalen.all(), 1)},
            **{rij.pk: f"Weging: {rij.ontwikkelgebied.naam}" for rij in dossier.wegingen.all()},
            **{rij.pk: rij.gegevens for rij in dossier.doorgiften.all()},
        }

    def _afgeleid(
        self, dossier: WeegploegDossier, signalen: list[Signaal], publiek: Publiek
    ) -> list[Sectie]:
        """What the weegploeg made of the signals.

        With police data of art. 9 and 10 among them it may tell those: who answers the subject
        hears that at each datum, as at the signals themselves.
        """
        secties = [
            sectie(
                velden.WEGING,
                [*dossier.wegingen.all(), *dossier.plaatsingen.all(), dossier],
                publiek,
            ),
            sectie(velden.STANDPUNTEN, dossier.standpunten.all(), publiek),
            sectie(velden.BESLUITEN, besluitrijen(dossier), publiek),
            sectie(velden.DUIDING, dossier.duidingsvragen.all(), publiek),
            sectie(CONTROLES, dossier.controles.all(), publiek),
            sectie(CORRECTIES, dossier.correcties.all(), publiek),
            inbreng(dossier, publiek),
            opmerkingen(dossier, publiek),
        ]
        antwoorden = (vraag.wpg_artikel for vraag in dossier.duidingsvragen.all())
        if not any(map(van_politie, signalen)) and not any(antwoorden):
            return secties
        return [
            replace(deel, regels=[replace(regel, let_op=LetOp.POLITIE) for regel in deel.regels])
            for deel in secties
        ]


def _voor_betrokkene(uit: Afschrift, dossier: WeegploegDossier) -> Afschrift:
    """With who got it."""
    return replace(uit, ontvangers=[*kernpartijen(dossier), *uitwisselingen(dossier)])
