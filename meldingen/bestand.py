"""Meldingen, as the processes see them that work on every file; and what is known already of a person."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from convenant.models import Partij
from gedeeld.actor import WEEGPLOEG, Actor
from gedeeld.afschrift import Afschrift, Publiek
from gedeeld.bladeren import PER_PAGINA
from gedeeld.personen import Persoon
from gedeeld.velden import sectie, verzwegen
from register.feiten import Looptijd
from register.grants import LEZEN
from register.kringen import Kring
from register.models import DossierQuerySet
from register.ontvangers import kernpartijen, uitwisselingen
from register.registry import Bestand, Menupunt, zoek
from register.taken import Wachtend
from weegploeg.bestand import WeegploegBestand
from weegploeg.models import WeegploegDossier

from . import rules, velden
from .models import Melding
from .taken import taken


class MeldingBestand(Bestand):
    """The meldingen: short-lived, only the six months end them (MC 13.3)."""

    naam = "melding"
    verzameling = "de meldingen"
    model = Melding
    kring = Kring.WEEGPLOEG_VAN_PARTIJ
    houder = Kring.UITVOERDER_WEEGPLOEG
    waarom = "Ontving deze melding (artikel 7 lid 1)."
    rechten = {LEZEN: WEEGPLOEG}
    handelingen = {
        LEZEN: {"registreren, en behandelen wat de eigen partij ontving": rules.mag_registreren}
    }
    blijvend = False
    bij_vertrek = "Breng de melding in voor die dag, of geef haar door."

    def kringen(self, dossier: Melding) -> tuple[str, str]:
        """The party that received it, and no other before it is brought in (MC 7.1, 7.2).

        Its secretary keeps that of a municipality; at police and OM who works in the weegploeg does.
        """
        kring = self.kring.van(dossier.ontvanger_id)
        van_gemeente = dossier.ontvanger_id == dossier.partij_id
        return kring, self.houder.van(dossier.partij_id) if van_gemeente else kring

    def kernpartijen(self, dossier: Melding) -> list[Partij]:
        """The party that received it."""
        return [dossier.ontvanger]

    @property
    def lopend(self) -> DossierQuerySet:
        """Those about which nobody decided."""
        return Melding.objects.filter(stand=Melding.Stand.NIEUW)

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With the party that received it."""
        return Melding.objects.select_related("ontvanger")

    def begonnen_op(self, dossier: Melding) -> date:
        """The day on which it was received."""
        return dossier.ontvangen_op

    def korte_looptijd(self, dossier: Melding) -> Looptijd:
        """Six months after receipt, whatever became of it."""
        return dossier.looptijd

    def taken(self, dossier: Melding) -> list[Wachtend]:
        """To handle it."""
        return taken(dossier)

    def persoon(self, dossier: Melding) -> Persoon:
        """The subject."""
        return dossier.persoon

    def afschrift(self, dossier: Melding, publiek: Publiek) -> Afschrift:
        """A melding for the party that received it, or for the subject without the reporter's name (PB 5.4 fase 3).

        Nobody else sees a melding: for them it is empty.
        """
        if publiek not in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            return Afschrift("Melding", dossier.nummer)
        signalen = dossier.signalen.select_related("partij", "grondslag", "grondslag_om")
        secties = [
            sectie(velden.PERSOON, [dossier], publiek),
            sectie(velden.MELDING, [dossier], publiek),
            sectie(velden.MELDER, [dossier], publiek),
            sectie(velden.SIGNALEN, signalen, publiek),
            sectie(velden.AFHANDELING, [dossier, *dossier.doorgiften.all()], publiek),
        ]
        uit = Afschrift("Melding", dossier.nummer, [s for s in secties if s.regels])
        return _voor_betrokkene(uit, dossier) if publiek == Publiek.BETROKKENE else uit

    def verzwijgt(self, dossier: Melding) -> list[str]:
        """The reporter."""
        return verzwegen(dossier)

    def url(self, dossier: Melding) -> str:
        """Its page."""
        return reverse("meldingen:melding", args=[dossier.pk])

    def menu(self, actor: Actor) -> Menupunt | None:
        """For who works in a weegploeg."""
        return Menupunt("Meldingen", "meldingen:lijst", "inbox") if actor.in_weegploeg else None


def _voor_betrokkene(uit: Afschrift, melding: Melding) -> Afschrift:
    """With who got it."""
    namen = {str(doorgifte.pk): doorgifte.aan for doorgifte in melding.doorgiften.all()}
    ontvangers = [*kernpartijen(melding), *uitwisselingen(melding, {}, namen)]
    return replace(uit, ontvangers=ontvangers)


@dataclass(frozen=True)
class Eerder:
    """What the actor may see that is known already of a person (MvT 5.2)."""

    meldingen: list[Melding]
    dossiers: list[WeegploegDossier]
    meer: bool = False  # than fit on one page

    def __bool__(self) -> bool:
        return bool(self.meldingen or self.dossiers)

    @property
    def rijen(self) -> list[Melding | WeegploegDossier]:
        """All of it, to log that it was shown."""
        return [*self.dossiers, *self.meldingen]


def eerder(
    persoon: Persoon, *, actor: Actor, behalve: Melding | None = None, bladzij: int = 1
) -> Eerder:
    """Earlier meldingen and weegploeg files on a person, as far as the actor sees them (MEL-eerder).

    Args:
        behalve: the melding for which it is asked.
        bladzij: which page of them, from 1; a page has as many of each.
    """
    meldingen, dossiers = (
        rijen.visible_to(actor) for rijen in zoek([persoon], [MeldingBestand(), WeegploegBestand()])
    )
    if behalve:
        meldingen = meldingen.exclude(pk=behalve.pk)
    van, tot = (bladzij - 1) * PER_PAGINA, bladzij * PER_PAGINA
    eerste = list(meldingen.order_by("-ontvangen_op", "nummer")[van : tot + 1])
    tweede = list(dossiers.order_by("-geopend_op", "nummer")[van : tot + 1])
    meer = max(len(eerste), len(tweede)) > PER_PAGINA
    return Eerder(eerste[:PER_PAGINA], tweede[:PER_PAGINA], meer)


def neemt_in(dossier: WeegploegDossier, melding: Melding) -> bool:
    """Whether a file on this person can take the melding up: says what `dossiers_voor` says."""
    return (
        dossier.partij_id == melding.partij_id
        and dossier.stand in WeegploegDossier.NEEMT_IN
        and not dossier.beperkt
    )


def dossiers_voor(melding: Melding, actor: Actor) -> DossierQuerySet:
    """Files that this melding can join: on this person, of this municipality, in weighing or with a
    casus that runs, and not restricted (MC 7.1).
    """
    rijen = WeegploegBestand().zoek(melding.persoon).visible_to(actor)
    return rijen.filter(
        beperkt=False, partij=melding.partij_id, stand__in=WeegploegDossier.NEEMT_IN
    )
