"""What the municipality passed on of a melding, in whichever file that now stands (WV 5.1, MvT 5.2)."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gedeeld.fields import VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij

from .models import Grondslag

if TYPE_CHECKING:
    from collections.abc import Iterable


class DoorgifteWaarden(TypedDict):
    """A passing on by field of `DoorgifteVelden`, on its way to the weegploeg's file."""

    aan: str
    taak: str | None
    gegevens: str
    noodzaak: str
    op: date
    grondslag_id: int | None
    samen_met: list[str]
    ander_doel: str | None
    vooraf_op: date | None


class DoorgifteVelden(Rij):
    """One body got data of a melding, because its task needs them. Each file has a table of its own.

    Of what was recorded before task and ground were asked, they are None; the exchange has the ground.
    """

    aan = VersleuteldeRegel(
        "aan welke instantie",
        help_text="De naam van de organisatie, niet van een persoon. Dat kan ook een afdeling van uw "
        "gemeente zijn."
        "||Een melding gaat alleen naar een instantie die haar voor haar taak nodig heeft "
        "(memorie van toelichting 5.2).",
    )
    taak = VersleuteldeTekst(
        "welke taak van die instantie heeft dit nodig",
        null=True,
        help_text="Bijvoorbeeld: toezicht op schoolbezoek.||Doorgeven mag voor zover het nodig is voor "
        "de taak van de ander (wetsvoorstel artikel 5).",
    )
    gegevens = VersleuteldeTekst(
        "welke gegevens",
        help_text="Wat geeft u door? Noem ook wat niet in een signaal staat, zoals naam of adres."
        "||Het college mag doorgeven wat nodig is voor de taak van de ander, en niet meer "
        "(wetsvoorstel artikel 5 lid 1).",
    )
    noodzaak = VersleuteldeTekst(
        "waarom heeft die instantie dit nodig",
        help_text="Geef alleen door wat die instantie voor die taak nodig heeft."
        "||Zonder noodzaak mag het niet (wetsvoorstel artikel 5 lid 1).",
    )
    op = models.DateField("doorgegeven op")
    grondslag = models.ForeignKey(
        Grondslag,
        models.PROTECT,
        verbose_name="wettelijke grondslag",
        null=True,
        related_name="+",
        help_text="De grond moet gelden op de dag waarop u het doorgaf."
        "||Elk gegeven draagt de grond waarop het is verstrekt (artikel 6 van het convenant).",
    )
    ander_doel = VersleuteldeTekst(
        "gebruikt die instantie dit voor een ander doel? Schrijf op welk",
        null=True,
        blank=True,
        help_text="Laat dit leeg als zij het gebruikt waarvoor u het kreeg.||Gegevens zijn er voor de aanpak. "
        "Staat een wet een ander doel toe, dan hoort de persoon dat eerst (artikel 14 lid 4 AVG).",
    )
    vooraf_op = models.DateField(
        "wanneer is dat aan de persoon verteld",
        null=True,
        blank=True,
        help_text="Alleen bij een ander doel. Dat is voordat u de gegevens doorgeeft."
        "||De persoon hoort het voordat zijn gegevens voor een ander doel worden gebruikt "
        "(artikel 14 lid 4 AVG).",
    )
    # Keys of the signals of its own file that went along.
    signalen = ArrayField(models.UUIDField(), default=list)
    # Numbers of the other meldingen that went to the same body with it (MvT 5.2).
    samen_met = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        abstract = True

    def wat(self, alle: "Iterable[Rij]") -> str:
        """Which data went to whom; with the signals as the transcript counts them.

        Args:
            alle: the signals of the file, in its order.
        """
        nummers = [str(n) for n, signaal in enumerate(alle, 1) if signaal.pk in self.signalen]
        *eerste, laatste = nummers or [""]
        welke = " en ".join(filter(None, [", ".join(eerste), laatste]))
        woord = "signalen" if eerste else "signaal"
        mee = f" Met {woord} {welke}." if welke else ""
        punt = "" if not mee or self.gegevens.endswith((".", "!", "?")) else "."
        return f"{self.aan}: {self.gegevens}{punt}{mee}"

    @property
    def grond(self) -> str:
        """On what ground it was; empty where that was not asked yet."""
        return str(self.grondslag) if self.grondslag else ""

    @property
    def waarden(self) -> DoorgifteWaarden:
        """What of it moves to the next file; its signals get new keys there."""
        return DoorgifteWaarden(
            aan=self.aan,
            taak=self.taak,
            gegevens=self.gegevens,
            noodzaak=self.noodzaak,
            op=self.op,
            grondslag_id=self.grondslag_id,
            samen_met=self.samen_met,
            ander_doel=self.ander_doel,
            vooraf_op=self.vooraf_op,
        )


# What of `signalen` went along, by its place among the signals that move with it.
Doorgegeven = tuple[DoorgifteWaarden, list[int]]
