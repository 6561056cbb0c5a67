"""What is written about a meeting itself names nobody: it stays when a file goes (PB 3.3, MC 13)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from gedeeld.actor import Actor
from gedeeld.genoemd import noemt
from gedeeld.weigering import OntsleutelFout
from register.registry import bestanden

from .models import Overleg

NOEMT = (
    "Hier lijkt iemand uit een dossier te staan. Haal dit weg: {}. Wat over een dossier gaat, hoort bij dat"
    " dossier. Is het toevallig hetzelfde woord? Vink dan hieronder aan dat het over niemand gaat."
)
Herkent = Callable[[str], list[str]]


def herkent(actor: Actor, soort: str, partij_id: UUID | None) -> Herkent:
    """What in a text names a subject of the files that such meetings discuss, as far as the actor reads these.

    Args:
        partij_id: the municipality; None as long as nobody said which.
    """

    def woorden(tekst: str) -> list[str]:
        uit: set[str] = set()
        for bestand in bestanden():
            if bestand.vergadert == soort and tekst.strip():
                rijen: Any = bestand.model._default_manager.visible_to(actor)
                for rij in rijen.filter(partij=partij_id):
                    with suppress(OntsleutelFout):  # that one does not open stops no meeting
                        uit.update(noemt(tekst, rij))
        return sorted(uit)

    return woorden


def in_overleg(actor: Actor, overleg: Overleg) -> Herkent:
    """The same, of one meeting."""
    return herkent(actor, overleg.soort, overleg.partij_id)


class NoemtNiemand(forms.Form):
    """A form on a meeting itself, that warns when a text names somebody of a file."""

    TEKSTEN: ClassVar[tuple[str, ...]] = ()

    toch = forms.BooleanField(
        label="Dit gaat niet over iemand uit een dossier",
        required=False,
        help_text="||Wat bij een overleg staat, blijft als een dossier wordt vernietigd (artikel 13 van het convenant).",
    )

    def __init__(self, *args: Any, herkent: Herkent, **kwargs: Any) -> None:
        """Ask nothing more until a text names somebody.

        Args:
            herkent: gives the words of a text that do.
        """
        super().__init__(*args, **kwargs)
        self.herkent = herkent
        self.order_fields([*(naam for naam in self.fields if naam != "toch"), "toch"])
        if not self.is_bound:
            del self.fields["toch"]

    def clean(self) -> dict[str, Any]:
        """Point at what was recognised, unless somebody said that it is nobody."""
        schoon = super().clean() or {}
        toch = schoon.pop("toch", False)
        gevonden = {
            naam: woorden
            for naam in self.te_lezen()
            if (woorden := self.herken(schoon, str(schoon.get(naam) or "")))
        }
        if not gevonden:
            self.fields.pop("toch", None)
        elif not toch:
            for naam, woorden in gevonden.items():
                self.add_error(naam, NOEMT.format(", ".join(woorden)))
        return schoon

    def te_lezen(self) -> tuple[str, ...]:
        """The fields that are about nobody."""
        return self.TEKSTEN

    def herken(self, schoon: dict[str, Any], tekst: str) -> list[str]:
        """The words of a text that name somebody."""
        return self.herkent(tekst)
