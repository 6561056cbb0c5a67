"""The standing cast: one person for each column of the access table, of two municipalities and two covenants."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from ipaddress import IPv4Address
from itertools import count
from time import time as klok
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from convenant import decisions, geheimhouding, politie
from convenant.models import (
    BesluitArtikel20,
    Bijlage1,
    Convenant,
    Fase,
    Geheimhoudingsverklaring,
    Grondslag,
    Mandaat,
    Ontwikkelgebied,
    Partij,
    Referentiekader,
    SoortPartij,
    Uitzonderingsgrond,
    Waarborg,
)
from gedeeld import getoond
from gedeeld.actor import Actor, Rol
from gedeeld.gevolgen import NAAM
from mensen import geheimhouding as bevestigen
from mensen import rollen, vertegenwoordigen
from mensen.middleware import SESSIE
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.sessie import FACTOR, VERS
from mensen.sessieopslag import BEGONNEN, SessionStore
from mensen.vertegenwoordigen import Keuze

BEGIN = date(2019, 3, 1)
NOEN = time(12)
WACHTWOORD = "een-lang-test-wachtwoord"
_BUREAUS = count(1)

FASEN = (
    "Voorfase",
    "Sociale vervreemding",
    "Acceptatie van geweld als middel",
    "Bereidheid om zelf geweld toe te passen",
)
GEBIEDEN = (
    ("Opvallende contacten", "sociale_context"),
    ("Gedrag", "sociale_context"),
    ("Ideologie en overtuiging", "ideologie"),
    ("Geweld en criminaliteit", "sociale_context"),
    ("Onvrede", "ideologie"),
    ("Propaganda", "ideologie"),
    ("Internationale contacten en bewegingen", "sociale_context"),
    ("Sociale zorgen", "sociale_context"),
    ("Training", "sociale_context"),
)


# What is said to who did not see what stands there.
VEROUDERD = ("Nu staat er:", "Iemand anders heeft")


class Browser(Client):
    """Says what the form showed, where a test names only what somebody fills in.

    A form that was changed since, or never opened, is refused (`gedeeld.getoond`): here it is opened then.
    """

    leest = True  # whether it confirms what will happen, as soon as that is shown

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        antwoord = super().post(path, data, *args, **kwargs)
        gevolgen = antwoord.context and "afdruk" in antwoord.context
        if self.leest and isinstance(data, (dict, str)) and gevolgen:
            # What will happen, read and confirmed (`gedeeld.gevolgen`).
            gelezen = {NAAM: antwoord.context["afdruk"]}
            bij = data | gelezen if isinstance(data, dict) else f"{data}&{urlencode(gelezen)}"
            return super().post(path, bij, *args, **kwargs)
        if not isinstance(data, dict) or not antwoord.context or "form" not in antwoord.context:
            return antwoord
        form = antwoord.context["form"]
        gezien = {
            getoond.NAAM: getoond.in_een_regel(form) if isinstance(form, BaseForm) else None,
            "gelezen": antwoord.context.get("gelezen"),
        }
        erbij = {naam: w for naam, w in gezien.items() if w is not None and naam not in data}
        if not erbij or not any(zin in antwoord.content.decode() for zin in VEROUDERD):
            return antwoord
        return self.post(path, data | erbij, *args, **kwargs)


@dataclass
class Speler:
    """One member of the cast: an account that acts for one party."""

    gebruiker: Gebruiker
    vertegenwoordiging: Vertegenwoordiging

    @property
    def partij(self) -> Partij:
        return self.vertegenwoordiging.partij

    @property
    def keuze(self) -> Keuze:
        """What he chose to act as."""
        return Keuze((self.vertegenwoordiging,))

    @property
    def actor(self) -> Actor:
        """Acting now."""
        return vertegenwoordigen.als_actor(self.keuze)

    def op(self, dag: date) -> Actor:
        """Acting at noon on another day."""
        moment = datetime.combine(dag, NOEN, timezone.get_current_timezone())
        return vertegenwoordigen.als_actor(self.keuze, moment)

    @property
    def client(self) -> Client:
        """A browser in which this person is logged in and has chosen the representation.

        With the session that logging in leaves, written at once: the tests ask for thousands of them.
        """
        sessie = SessionStore()
        sessie[SESSION_KEY] = str(self.gebruiker.pk)
        sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        sessie[HASH_SESSION_KEY] = self.gebruiker.get_session_auth_hash()
        sessie[SESSIE] = str(self.vertegenwoordiging.pk)
        sessie[FACTOR], sessie[VERS], sessie[BEGONNEN] = True, klok(), klok()
        sessie.create()
        client = Browser()
        client.cookies[settings.SESSION_COOKIE_NAME] = sessie.session_key
        return client


@dataclass
class Cast:
    """Everybody, by their column in the access table."""

    convenant: Convenant
    kader: Referentiekader
    uitvoerder: Speler  # secretary of weegploeg and casusoverleg of Venlo
    uitvoerder_weegploeg: Speler
    uitvoerder_casusoverleg: Speler
    gemeente: Speler
    politie: Speler
    om: Speler
    rvdk: Speler
    reclassering: Speler
    extern: Speler
    maastricht: Speler  # another municipality of the same covenant
    beheerder: Speler
    fg: Speler
    behandelaar: Speler  # of the requests that Venlo received
    uitvoerder_maastricht: Speler  # secretary of weegploeg and casusoverleg of Maastricht alone
    elders: Speler  # a municipality of another covenant

    @property
    def allen(self) -> dict[str, Speler]:
        """Everybody by name."""
        return {naam: lid for naam, lid in vars(self).items() if isinstance(lid, Speler)}

    @property
    def kern(self) -> list[Partij]:
        """The three core parties of Venlo's weegploeg."""
        return [self.gemeente.partij, self.politie.partij, self.om.partij]


def maak_kader() -> Referentiekader:
    """The referentiekader of the process description, as reference data."""
    kader = Referentiekader.objects.create(code="test", naam="Referentiekader")
    for nummer, naam in enumerate(FASEN, 1):
        Fase.objects.create(kader=kader, nummer=nummer, naam=naam)
    for nummer, (naam, gebied) in enumerate(GEBIEDEN, 1):
        Ontwikkelgebied.objects.create(kader=kader, nummer=nummer, naam=naam, gebied=gebied)
    for code, soort, wet, artikel, ontvanger in (
        ("avg-6-1-e", "gemeente", "AVG", "artikel 6 lid 1 onder e", ""),
        ("wpg-20", "politie", "Wpg", "artikel 20", "samenwerkingsverband"),
        ("wpg-18-2", "politie", "Wpg", "artikel 18 lid 2", "college"),
        ("wpg-16-1-burgemeester", "politie", "Wpg", "artikel 16 lid 1", "burgemeester"),
        ("wpg-16-1-om", "politie", "Wpg", "artikel 16 lid 1", "om"),
        ("wjsg-39f", "om", "Wjsg", "artikel 39f lid 1", ""),
        ("avg-6-1-e-rvdk", "rvdk", "AVG", "artikel 6 lid 1 onder e", ""),
        ("reclassering-8", "reclassering", "Reclasseringsregeling 1995", "artikel 8", ""),
        ("avg-6-1-e-extern", "extern", "AVG", "artikel 6 lid 1", ""),
    ):
        Grondslag.objects.create(
            code=code,
            soort_partij=soort,
            wet=wet,
            artikel=artikel,
            omschrijving=f"{wet} {artikel}",
            ontvanger=ontvanger,
        )
    for code, tekst in (
        ("41-1-d", "opsporing van strafbare feiten"),
        ("41-1-i", "rechten van anderen"),
    ):
        Uitzonderingsgrond.objects.create(
            code=code, artikel=f"artikel 41 lid 1 onder {code[-1]} UAVG", omschrijving=tekst
        )
    for code, tekst, eindigt in (
        ("14-5-a", "de betrokkene weet dit al", True),
        ("14-5-b", "informeren kan niet", False),
        ("14-5-c", "een wet schrijft deze verstrekking voor", True),
        ("14-5-d", "een beroepsgeheim verzet zich ertegen", False),
    ):
        Uitzonderingsgrond.objects.create(
            code=code,
            artikel=f"artikel 14 lid 5 onder {code[-1]} AVG",
            omschrijving=tekst,
            eindigt_plicht=eindigt,
        )
    return kader


def maak_convenant(code: str, kader: Referentiekader) -> Convenant:
    """A covenant without parties, with the standard text of secrecy."""
    convenant = Convenant.objects.create(
        code=code,
        naam=f"Convenant {code}",
        regio=code,
        in_werking_op=BEGIN,
        contact="Postbus 1, 5900 AA Venlo",
        fg_contact="fg@venlo.example",
        referentiekader=kader,
    )
    geheimhouding.geef_standaardtekst(convenant)
    return convenant


def maak_speler(naam: str, partij: Partij, rol: Rol = Rol.VERTEGENWOORDIGER) -> Speler:
    """An account that acts for a party in a role, and has confirmed secrecy."""
    gebruiker = Gebruiker.objects.create_user(
        naam, password=WACHTWOORD, first_name=naam.title(), tweede_stap_sinds=timezone.now()
    )
    speler = Speler(gebruiker, rollen.vertegenwoordig(gebruiker, partij, rol, van=BEGIN))
    return bevestigd(speler)


def bevestigd(speler: Speler) -> Speler:
    """The same player, who has confirmed the text of secrecy that holds now."""
    for tekst in vertegenwoordigen.te_bevestigen(speler.keuze):
        bevestigen.bevestig(actor=speler.actor, tekst_id=tekst.pk)
    return speler


def log_in(naam: str, wachtwoord: str) -> Client:
    """Somebody at a desk of his own: the limit of a minute is of one address, and tests are faster."""
    client = Browser(REMOTE_ADDR=str(IPv4Address("10.0.0.0") + next(_BUREAUS)))
    client.post(reverse("account_login"), {"login": naam, "password": wachtwoord})
    return met_tweede_stap(client)


def met_tweede_stap(client: Client) -> Client:
    """The same browser, if somebody logged in: as if he took the second step, or had just set one up."""
    if pk := client.session.get(SESSION_KEY):
        Gebruiker.objects.filter(pk=pk).update(tweede_stap_sinds=timezone.now())
        sessie = client.session
        sessie[FACTOR] = True
        sessie.save()
    return client


def bevestig_teksten(client: Client) -> None:
    """Read the texts of secrecy and safe working in a browser, tick and send what stands there."""
    for pad in ("/geheimhouding/", "/richtlijnen/"):
        form = client.get(pad).context["form"]
        client.post(pad, {"akkoord": "on", "tekst": form["tekst"].value()})


def bevestig_rol(client: Client, rij: Vertegenwoordiging) -> HttpResponse:
    """Open the page of a role that waits, tick and send what stands there, as the second person."""
    pad = reverse("mensen:rol_bevestigen", args=[rij.pk])
    form = client.get(pad).context["form"]
    return client.post(pad, {"akkoord": "on", "gevraagd": form["gevraagd"].value()})


def maak_externe_partij(convenant: Convenant, naam: str, *, reden: str) -> Partij:
    """A partner in annex 1 that is bound to secrecy for a year."""
    partij = decisions.maak_partij(
        convenant, naam=naam, soort=SoortPartij.EXTERN, vanaf=BEGIN, contact=f"{naam}, postbus 1"
    )
    Bijlage1.objects.create(partij=partij, reden=reden, van=BEGIN)
    Geheimhoudingsverklaring.objects.create(
        partij=partij,
        getekend_op=BEGIN,
        getekend_door="directeur",
        geldig_tot=timezone.localdate() + timedelta(days=365),
    )
    for besluit in convenant.besluiten_artikel20.all():
        besluit.instanties.add(partij)
    return partij


def maak_artikel20(convenant: Convenant) -> BesluitArtikel20:
    """A decision of the korpschef that names everybody who is there now, for all that this ground can hold."""
    besluit = BesluitArtikel20.objects.create(
        convenant=convenant,
        document="KC-2019-20",
        genomen_op=BEGIN,
        artikelen=["8", "13"],
        gegevens="Gegevens over radicalisering uit de dagelijkse politietaak.",
        van=BEGIN,
    )
    besluit.instanties.set(politie.te_noemen(convenant.pk))
    return besluit


def maak_mandaat(partij: Partij) -> Mandaat:
    """Under which a municipality's letters are sent."""
    return Mandaat.objects.create(
        partij=partij,
        orgaan=Mandaat.Orgaan.COLLEGE,
        functie="teammanager Veiligheid",
        besluit="Mandaatregister 2019, nummer 4.12",
        bezwaar=f"Commissie bezwaarschriften van {partij.naam}, Postbus 7",
        van=BEGIN,
    )


def maak_cast() -> Cast:
    """Everybody, in two covenants."""
    kader = maak_kader()
    limburg, elders = maak_convenant("limburg", kader), maak_convenant("elders", kader)

    def partij(naam: str, soort: SoortPartij, convenant: Convenant = limburg) -> Partij:
        nieuw = decisions.maak_partij(
            convenant, naam=naam, soort=soort, vanaf=BEGIN, contact=f"{naam}, postbus 1"
        )
        if nieuw.is_gemeente:
            maak_mandaat(nieuw)
            Waarborg.objects.create(partij=nieuw, van=BEGIN, document="B&W-2019-7")
        return nieuw

    venlo = partij("Gemeente Venlo", SoortPartij.GEMEENTE)
    maastricht = partij("Gemeente Maastricht", SoortPartij.GEMEENTE)
    ggz = maak_externe_partij(limburg, "GGZ Maasoever", reden="Behandeling")
    partij("Politie elders", SoortPartij.POLITIE, elders)
    partij("OM elders", SoortPartij.OM, elders)
    cast = Cast(
        convenant=limburg,
        kader=kader,
        uitvoerder=maak_speler("uitvoerder", venlo, Rol.UITVOERDER),
        uitvoerder_weegploeg=maak_speler("uitvoerderw", venlo, Rol.UITVOERDER_WEEGPLOEG),
        uitvoerder_casusoverleg=maak_speler("uitvoerderc", venlo, Rol.UITVOERDER_CASUSOVERLEG),
        gemeente=maak_speler("gemeente", venlo),
        politie=maak_speler("politie", partij("Politie Limburg", SoortPartij.POLITIE)),
        om=maak_speler("om", partij("OM Limburg", SoortPartij.OM)),
        rvdk=maak_speler("rvdk", partij("Raad voor de Kinderbescherming", SoortPartij.RVDK)),
        reclassering=maak_speler(
            "reclassering", partij("Reclassering Nederland", SoortPartij.RECLASSERING)
        ),
        extern=maak_speler("extern", ggz),
        maastricht=maak_speler("maastricht", maastricht),
        uitvoerder_maastricht=maak_speler("uitvoerderm", maastricht, Rol.UITVOERDER),
        behandelaar=maak_speler("behandelaar", venlo, Rol.BEHANDELAAR),
        beheerder=maak_speler("beheerder", venlo, Rol.BEHEERDER),
        fg=maak_speler("fg", venlo, Rol.FG),
        elders=maak_speler("elders", partij("Gemeente Elders", SoortPartij.GEMEENTE, elders)),
    )
    for convenant in (limburg, elders):
        maak_artikel20(convenant)
    return cast


def grondslag(code: str) -> Grondslag:
    """A legal ground by its code, such as `wpg-20`."""
    return Grondslag.objects.get(code=code)


def om_soort(code: str) -> str:
    """What kind of data of the OM a ground of it gives; none on another ground."""
    return "strafvorderlijk" if code.startswith("wjsg") else ""


def wpg_artikel(code: str) -> str:
    """Under which article an item on a ground is processed; empty for what is not of the police."""
    if not code.startswith("wpg-"):
        return ""
    return "8" if code.startswith("wpg-20") else "9"


def grondslag_om(code: str) -> Grondslag | None:
    """On what ground the OM gets an item of the police; of others there is none."""
    return grondslag("wpg-16-1-om") if wpg_artikel(code) else None
