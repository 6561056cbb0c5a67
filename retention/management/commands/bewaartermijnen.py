"""`manage.py bewaartermijnen`: the three jobs of article 13 by hand, or what they would do."""

from argparse import ArgumentParser
from datetime import date, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk
from register.muur import als
from retention import klok
from retention.decisions import verwerk
from retention.querysets import Komend, komend

# Whether a ground destroys -> what is going to happen, and what happened.
WAT = {
    True: ("Vernietigen", "vernietigd"),
    False: ("Naar het archief", "gearchiveerd"),
}
# A day in the future destroys files whose term still runs: only where all data are invented.
OEFENEN = ("demo", "test")


class Command(BaseCommand):
    help = "Archiveert en vernietigt wat op de peildatum aan de beurt is (artikel 13)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day to look at, and whether to act."""
        parser.add_argument("--peildatum", help="JJJJ-MM-DD; zonder deze keuze vandaag")
        parser.add_argument(
            "--proefdraai", action="store_true", help="toon wat er zou gebeuren en verander niets"
        )
        parser.add_argument(
            "--bevestig",
            type=int,
            metavar="AANTAL",
            help="het is echt deze dag, en dan worden AANTAL dossiers vernietigd: nodig als de klok "
            "versprong of het systeem meer dan een week stilstond",
        )

    def handle(
        self, *, peildatum: str | None, proefdraai: bool, bevestig: int | None, **_opties: object
    ) -> None:
        """Run all grounds in order and print file numbers, no names.

        Raises:
            CommandError: code 2 for a date that cannot be used or that is to be confirmed first, 1 when
                a file failed.
        """
        dag = _dag(peildatum)
        if dag > timezone.localdate() and not proefdraai and settings.OMGEVING not in OEFENEN:
            raise CommandError(
                "De peildatum ligt in de toekomst. Dan worden dossiers vernietigd waarvan de "
                "termijn nog loopt. Gebruik --proefdraai om te zien wat er dan aan de beurt is.",
                returncode=2,
            )
        self.stdout.write(f"Bewaartermijnen op {dag:%d-%m-%Y}")
        if not proefdraai and not (peildatum and settings.OMGEVING in OEFENEN):
            _begin(bevestig)
        mislukt = sum(self._grond(grond, dag, proefdraai=proefdraai) for grond in Grond)
        if proefdraai:
            self.stdout.write("\nDit is een proefdraai: er is niets veranderd.")
        if mislukt:
            raise CommandError(f"{mislukt} dossiers zijn niet gelukt. Zij zijn heel gebleven.")

    def _grond(self, grond: Grond, dag: date, *, proefdraai: bool) -> int:
        kop, gedaan = WAT[grond.vernietigt]
        self.stdout.write(f"\n{kop}: {grond.label}")
        if proefdraai:
            with als(Actor.systeem("bewaartermijnen")):
                rijen = list(komend(grond, dag))
            self._tabel(rijen)
            self.stdout.write(f"  {_dossiers(len(rijen))} aan de beurt")
            return 0
        uitkomst = verwerk(grond, actor=Actor.systeem("bewaartermijnen"), peildatum=dag)
        self._tabel(uitkomst.gedaan)
        self.stdout.write(f"  {_dossiers(len(uitkomst.gedaan))} {gedaan}")
        if uitkomst.mislukt:
            self.stdout.write(f"  niet gelukt: {', '.join(r.nummer for r in uitkomst.mislukt)}")
        return len(uitkomst.mislukt)

    def _tabel(self, rijen: list[Komend]) -> None:
        for rij in rijen:
            self.stdout.write(f"  {rij.nummer:<14} {rij.bestand.naam:<18} {rij.uiterlijk:%d-%m-%Y}")


def _begin(aantal: int | None) -> None:
    """Ask whether today is the day that the clock says; a chosen day in the past does not go around it.

    Raises:
        CommandError: it is not to be trusted, or `aantal` does not confirm it.
    """
    actor = Actor.systeem("bewaartermijnen")
    try:
        with als(actor):
            if aantal is not None:
                klok.bevestig(actor=actor, dag=actor.vandaag, aantal=aantal)
            klok.begin_ronde(actor=actor, dag=actor.vandaag)
    except NietMogelijk as fout:
        raise CommandError(" ".join(fout.messages), returncode=2) from None
    except klok.KlokOnzeker as fout:
        raise CommandError(
            f"{fout} Klopt de dag? Kijk met --proefdraai wat er aan de beurt is, en geef dan --bevestig met "
            "het aantal dossiers dat wordt vernietigd.",
            returncode=2,
        ) from None


def _dag(tekst: str | None) -> date:
    if tekst is None:
        return timezone.localdate()
    try:
        # One way to write it: a typing error must not be another day.
        return datetime.strptime(tekst, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise CommandError(
            "De peildatum is geen datum. Schrijf jaar, maand en dag, zoals 2026-03-31.",
            returncode=2,
        ) from None


def _dossiers(aantal: int) -> str:
    return "1 dossier" if aantal == 1 else f"{aantal} dossiers"
