"""What narrows a list of files, and in which order it stands: choices alone, so that an address tells nothing."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django import forms
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import Filter

from .berichten import ongelezen
from .models import Taak
from .registry import bestanden
from .werk import BINNENKORT

MAAND, HALF_JAAR = relativedelta(months=1), relativedelta(months=6)


class Wat(models.TextChoices):
    """What the files of a list have to do with who looks."""

    MIJN = "mijn", "Wacht op mij"
    LAAT = "laat", "Te laat"
    BINNENKORT = "binnenkort", "Binnen twee weken"
    NIEUW = "nieuw", "Nieuw voor mij"


class Begonnen(models.TextChoices):
    """How old a file is."""

    MAAND = "maand", "Laatste maand"
    HALF_JAAR = "halfjaar", "1 tot 6 maanden terug"
    OUDER = "ouder", "Langer terug"


class Volgorde(models.TextChoices):
    """Orders besides the one that a list has of itself."""

    TERMIJN = "termijn", "Eerste termijn eerst"
    NIEUW = "nieuw", "Nieuwste eerst"
    OUD = "oud", "Oudste eerst"


class DossierFilter(Filter):
    """Files by state, by what waits for the actor, and by age; in an order that he chooses.

    The terms are those of what waits for him. In their order a list has the files with such a term alone:
    for the rest PostgreSQL would look at all that somebody reads.
    """

    # Of a row of the list: the key of its file, the file's number, and the day on which it began.
    DOSSIER: ClassVar[str] = "pk"
    NUMMER: ClassVar[str] = "nummer"
    BEGONNEN: ClassVar[str] = "begonnen_op"
    STANDEN: ClassVar[Sequence[tuple[str, str]]] = ()
    SOORT: ClassVar[str] = ""  # the kind of its file, in a list of several kinds

    def __init__(self, request: ActorRequest) -> None:
        super().__init__(request)
        self.actor: Actor = request.actor
        self._bied_aan("stand", "Stand", "Alle standen", self.STANDEN)
        if self.SOORT:
            soorten = [(soort.soort, soort.naam.capitalize()) for soort in bestanden()]
            self._bied_aan("soort", "Soort", "Alle soorten", soorten)
        self._bied_aan("wat", "Voor mij", "Alles", Wat.choices)
        if self.BEGONNEN:
            self._bied_aan("begonnen", "Begonnen", "Altijd", Begonnen.choices)
        orden = (
            Volgorde.choices
            if self.BEGONNEN
            else [(Volgorde.TERMIJN.value, Volgorde.TERMIJN.label)]
        )
        self._bied_aan("volgorde", "Volgorde", "Gewoon", orden)

    def _bied_aan(
        self, naam: str, label: str, alles: str, keuzes: Sequence[tuple[Any, Any]]
    ) -> None:
        if keuzes:
            self.fields[naam] = forms.ChoiceField(
                label=label, required=False, choices=[("", alles), *keuzes]
            )

    def gemeenten(self, actor: Actor) -> Mapping[UUID, str]:
        """All those whose files he reads by role: the police have those of a region."""
        return actor.werkgebied

    def filter(self, rijen: Any) -> Any:
        """The rows that fit, in the chosen order."""
        gekozen, rijen = self.gekozen, super().filter(rijen)
        if stand := gekozen.get("stand"):
            rijen = rijen.filter(stand=stand)
        if soort := gekozen.get("soort"):
            rijen = rijen.filter(**{self.SOORT: soort})
        if wat := gekozen.get("wat"):
            rijen = rijen.filter(self._wat(Wat(wat)))
        if begonnen := gekozen.get("begonnen"):
            rijen = rijen.filter(self._begonnen(Begonnen(begonnen)))
        return self._orden(rijen, gekozen["volgorde"]) if "volgorde" in gekozen else rijen

    def _wat(self, wat: Wat) -> Q:
        vandaag = self.actor.vandaag
        if wat == Wat.NIEUW:
            return self._een_van(ongelezen(self.actor))
        return {
            Wat.MIJN: self._met_taak(),
            Wat.LAAT: self._met_taak(uiterlijk__lt=vandaag),
            Wat.BINNENKORT: self._met_taak(
                uiterlijk__gte=vandaag, uiterlijk__lte=vandaag + BINNENKORT
            ),
        }[wat]

    def _begonnen(self, begonnen: Begonnen) -> Q:
        maand, half_jaar = (self.actor.vandaag - duur for duur in (MAAND, HALF_JAAR))
        na, voor = f"{self.BEGONNEN}__gt", f"{self.BEGONNEN}__lte"
        return {
            Begonnen.MAAND: Q(**{na: maand}),
            Begonnen.HALF_JAAR: Q(**{na: half_jaar, voor: maand}),
            Begonnen.OUDER: Q(**{voor: half_jaar}),
        }[begonnen]

    def _orden(self, rijen: Any, volgorde: str) -> Any:
        if volgorde == Volgorde.TERMIJN:
            eerst = self._taken(dossier=OuterRef(self.DOSSIER), uiterlijk__isnull=False)
            eerst = eerst.order_by("uiterlijk").values("uiterlijk")[:1]
            met = rijen.filter(self._met_taak(uiterlijk__isnull=False))
            return met.annotate(eerste_termijn=Subquery(eerst)).order_by(
                "eerste_termijn", self.NUMMER
            )
        teken = "-" if volgorde == Volgorde.NIEUW else ""
        return rijen.order_by(f"{teken}{self.BEGONNEN}", self.NUMMER)

    def _met_taak(self, **welke: Any) -> Q:
        return self._een_van(self._taken(**welke))

    def _taken(self, **welke: Any) -> Any:
        return Taak.objects.voor(self.actor).filter(**welke)

    def _een_van(self, rijen: Any) -> Q:
        return Q(**{f"{self.DOSSIER}__in": rijen.order_by().values("dossier")})
