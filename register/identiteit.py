"""Which file a page is about, for the bar that stays in view on it (`componenten/identiteit.html`)."""

from dataclasses import dataclass
from datetime import date

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond

from .models import Dossier, Taak, Termijn


@dataclass(frozen=True)
class Klok:
    """A term that runs: what happens after its last day."""

    wat: str
    dag: date


@dataclass(frozen=True)
class Identiteit:
    """One file, as far as an actor who reads it as a whole must always see it; no name of a person."""

    dossier: Dossier
    actor: Actor

    @property
    def nummer(self) -> str:
        """Its number."""
        return self.dossier.nummer

    @property
    def beperkt(self) -> bool:
        """Whether its data may only be kept (AVG 18)."""
        return self.dossier.beperkt

    @property
    def stand(self) -> str:
        """Its state, in words."""
        return self.dossier.bestand.standen([self.dossier.pk]).get(self.dossier.pk, "")

    @property
    def gemeente(self) -> str:
        """The municipality whose file it is."""
        sleutel = self.dossier.partij_id
        return self.actor.werkgebied.get(sleutel) or self.dossier.partij.naam

    @property
    def klokken(self) -> list[Klok]:
        """What waits for the actor first, and when the file goes; no term runs while it is restricted."""
        taken = Taak.objects.voor(self.actor).filter(dossier=self.dossier.pk)
        eigen = taken.order_by("uiterlijk").exclude(uiterlijk=None).first()
        einde = None if self.beperkt else Termijn.objects.filter(dossier=self.dossier.pk).first()
        uit = [Klok("Voor u", eigen.uiterlijk)] if eigen and eigen.uiterlijk else []
        if einde:
            wat = "Vernietigd na" if Grond(einde.grond).vernietigt else "Naar het archief na"
            uit.append(Klok(wat, einde.tot))
        return uit


def van(dossier: object, actor: Actor | None) -> Identiteit | None:
    """That of the file that a page was opened with; None for who knows no more than a part of it."""
    if actor is None or not isinstance(dossier, Dossier) or dossier._state.adding:
        return None
    return Identiteit(dossier, actor)
