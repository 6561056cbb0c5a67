"""`manage.py bewijs`: whether the tests of a part of a clause notice that it is broken."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gereedschap import bewijs
from gereedschap.verantwoording import verantwoord


class Command(BaseCommand):
    """Try the proofs, print what came of each and write `docs/bewijs.md`."""

    help = "Breekt delen van clausules in een kopie, en kijkt of hun tests dat merken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "keuze", nargs="*", help="alleen deze, zoals RET, RVB-termijn of RVB-termijn:bericht"
        )
        parser.add_argument(
            "--map", type=Path, default=None, help="map met fixtures/ en tests/ (standaard: deze)"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Exit 1 when a change goes unnoticed, a proof is stale or its tests cannot run."""
        basis = opties["map"] or settings.BASE_DIR
        verantwoording = verantwoord(basis)
        if verantwoording.fouten:
            raise CommandError("\n".join(verantwoording.fouten))
        try:
            alle = bewijs.lees(basis)
            gekozen = bewijs.kies(alle, opties["keuze"])
            bevindingen = bewijs.voer_uit(gekozen, verantwoording, basis, meld=self._meld)
        except bewijs.BewijsFout as fout:
            raise CommandError(str(fout)) from fout
        bewijs.schrijf_verslag(bevindingen, alle, verantwoording, basis, timezone.localdate())
        zonder = bewijs.onbewezen(alle, verantwoording)
        self.stdout.write(f"Delen met een test en zonder bewijs: {len(zonder)}")
        mislukt = [b for b in bevindingen if b.uitkomst is not bewijs.Uitkomst.BEWEZEN]
        if mislukt:
            namen = ", ".join(f"{b.bewijs.naam} ({b.uitkomst})" for b in mislukt)
            raise CommandError(f"Niet bewezen: {namen}")

    def _meld(self, bevinding: bewijs.Bevinding) -> None:
        door = bevinding.gemerkt_door and f" door {bevinding.gemerkt_door}"
        self.stdout.write(f"{bevinding.bewijs.naam}: {bevinding.uitkomst}{door}")
        self.stdout.flush()
