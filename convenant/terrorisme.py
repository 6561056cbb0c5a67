"""A melding about terrorism: the police hear of it at once, and the reporter is sent to them (MvT 5.1)."""

from datetime import date
from enum import StrEnum
from typing import TypedDict

from django.db import models

from gedeeld.afschrift import datum
from gedeeld.fields import VersleuteldeRegel

from .models import Partij, SoortPartij


class Open(StrEnum):
    """What must still be done about it, as a sentence for who handles it."""

    POLITIE = "De politie is nog niet ingelicht."
    VERWIJZEN = "De melder is nog niet naar de politie verwezen."


class TerrorismeWaarden(TypedDict, total=False):
    """The same by field, from a melding to the weegploeg's file."""

    terrorisme: bool
    politie_ingelicht: bool
    politie_ingelicht_op: date | None
    politie_ingelicht_door: str | None
    politie_functie: str | None
    melder_verwezen_op: date | None
    melder_onbereikbaar: bool


class TerrorismeVelden(models.Model):
    """What was done about it, in whichever file the melding now stands."""

    terrorisme = models.BooleanField(
        "het gaat om terroristische activiteiten",
        default=False,
        help_text="Licht dan meteen de politie in en verwijs de melder naar de politie. Bij de melding "
        "legt u vast wanneer."
        "||Een melding over terroristische activiteiten hoort bij de politie (memorie van "
        "toelichting 5.1).",
    )
    # Before the day was asked, one tick said that the police knew and that the reporter was referred:
    # there it is true without a day.
    politie_ingelicht = models.BooleanField(default=False, editable=False)
    politie_ingelicht_op = models.DateField("politie ingelicht op", null=True)
    politie_ingelicht_door = VersleuteldeRegel(
        "wie van uw organisatie lichtte de politie in", null=True
    )
    politie_functie = VersleuteldeRegel(
        "functie van wie u bij de politie sprak",
        null=True,
        blank=True,
        help_text="Bijvoorbeeld: wijkagent of meldkamer. Een naam is niet nodig."
        "||Zo is later na te gaan dat de melding de politie bereikte (memorie van toelichting "
        "5.1).",
    )
    melder_verwezen_op = models.DateField(
        "melder naar de politie verwezen op", null=True, blank=True
    )
    melder_onbereikbaar = models.BooleanField(
        "de anonieme melder was niet te bereiken", default=False
    )

    # What the file says of the reporter and of who got it.
    anoniem: bool
    heeft_melder: bool

    class Meta:
        abstract = True

    @property
    def kreeg_het(self) -> Partij:
        """The core party to which it was told."""
        raise NotImplementedError

    @property
    def terrorisme_waarden(self) -> TerrorismeWaarden:
        """What moves on with a melding."""
        return TerrorismeWaarden(
            terrorisme=self.terrorisme,
            politie_ingelicht=self.politie_ingelicht,
            politie_ingelicht_op=self.politie_ingelicht_op,
            politie_ingelicht_door=self.politie_ingelicht_door,
            politie_functie=self.politie_functie,
            melder_verwezen_op=self.melder_verwezen_op,
            melder_onbereikbaar=self.melder_onbereikbaar,
        )

    @property
    def bij_politie(self) -> bool:
        """Whether the police itself was told, so that nobody need inform it."""
        return self.kreeg_het.soort == SoortPartij.POLITIE

    @property
    def vraagt_verwijzing(self) -> bool:
        """Whether there is a reporter who can be sent to the police."""
        return self.heeft_melder and not (self.anoniem and self.melder_onbereikbaar)

    @property
    def terrorisme_open(self) -> Open | None:
        """What must still be done; None when all was, or when it is not about terrorism."""
        if not self.terrorisme or self.bij_politie:
            return None
        if not self.politie_ingelicht:
            return Open.POLITIE
        zonder_dag = self.politie_ingelicht_op is None
        if zonder_dag or self.melder_verwezen_op or not self.vraagt_verwijzing:
            return None
        return Open.VERWIJZEN

    @property
    def terrorisme_kort(self) -> str:
        """That it is about terrorism, with what must still be done; empty when it is not."""
        if not self.terrorisme:
            return ""
        return f"Terrorisme. {self.terrorisme_open}" if self.terrorisme_open else "Terrorisme"

    @property
    def terrorisme_zin(self) -> str:
        """Whether the police know; empty when it is not about terrorism."""
        if not self.terrorisme:
            return ""
        if self.bij_politie:
            return "Ja. De politie ontving deze melding zelf."
        if not self.politie_ingelicht:
            return f"Ja. {Open.POLITIE}"
        op = self.politie_ingelicht_op
        return f"Ja. De politie is ingelicht{f' op {datum(op)}' if op else ', de dag is niet vastgelegd'}."

    @property
    def ingelicht_zin(self) -> str:
        """Who told the police, and whom there."""
        bij = f" (bij de politie: {self.politie_functie})" if self.politie_functie else ""
        return f"{self.politie_ingelicht_door}{bij}" if self.politie_ingelicht_door else ""

    @property
    def verwezen_zin(self) -> str:
        """Whether the reporter was sent to the police."""
        if not self.terrorisme or self.bij_politie:
            return ""
        if not self.heeft_melder:
            return "Er is geen melder."
        if self.melder_verwezen_op:
            return f"Op {datum(self.melder_verwezen_op)}"
        if not self.vraagt_verwijzing:
            return "De anonieme melder was niet te bereiken."
        if self.politie_ingelicht and self.politie_ingelicht_op is None:
            return "Ja, de dag is niet vastgelegd."
        return Open.VERWIJZEN
