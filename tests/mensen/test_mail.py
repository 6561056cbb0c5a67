"""Mail to who asked for it, by a real mail server: one for all that is new, never two, and not a word too many."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from socket import socket
from threading import Barrier, Event
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from beveiliging import decisions as beveiligen
from config.mail import MailFout, lees
from convenant.models import Bevestigtekst
from mensen import accounts, post
from mensen.models import Mailadres
from mensen.rollen import trek_in
from mensen.tasks import ruim_adressen_op
from register.models import Bericht
from register.muur import als
from tests.cast import Cast, Speler, bevestigd
from tests.conftest import ALS_TOEPASSING, BASIS, DATABASE, adres
from tests.hulp import vandaag, weegploeg

MAIL, UIT = reverse("mail"), reverse("mail_uit")
ADRES, LINK, VAN = (
    "o.officier@om.example",
    "https://casus.example/",
    "niet-antwoorden@casus.example",
)
Uitkomst = Mailadres.Uitkomst


class Server:
    """A mail server that keeps what it took.

    Args:
        antwoord: of the recipient; nothing to take it.
        na_data: what it answers on a whole mail; it breaks off where this is empty.
        traag: seconds that it needs for a recipient.
    """

    def __init__(self) -> None:
        self.brieven: list[Message] = []
        self.antwoord, self.na_data, self.traag = "", "250 goed", 0.0
        self.bezig = Event()

    async def handle_RCPT(self, server: Any, sessie: Any, brief: Any, aan: str, *_: Any) -> str:
        self.bezig.set()
        await asyncio.sleep(self.traag)
        if self.antwoord:
            return self.antwoord
        brief.rcpt_tos.append(aan)
        return "250 goed"

    async def handle_DATA(self, server: Any, sessie: Any, brief: Any) -> str:
        self.brieven.append(message_from_bytes(brief.content))
        if not self.na_data:
            server.transport.abort()
        return self.na_data

    @contextmanager
    def aan(self, settings: Any, **anders: Any) -> Iterator[None]:
        """It listens, and the application knows where."""
        with socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort = vrij.getsockname()[1]
        deur = Controller(self, hostname="127.0.0.1", port=poort)
        deur.start()
        settings.MAIL = lees(f"smtp+onbeveiligd://127.0.0.1:{poort}", beveiligd=False) | anders
        try:
            yield
        finally:
            deur.stop()


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.MAIL_VAN, settings.MAIL_LINK = VAN, LINK
    server = Server()
    with server.aan(settings):
        yield server


def rij(lid: Speler) -> Mailadres:
    return Mailadres.objects.get(gebruiker=lid.gebruiker)


def tekst(brief: Message) -> str:
    inhoud = brief.get_payload(decode=True)
    assert isinstance(inhoud, bytes)
    return inhoud.decode()


def wil_mail(lid: Speler, mailadres: str = ADRES) -> Mailadres:
    """Somebody who confirmed his address a day ago."""
    gisteren = timezone.now() - timedelta(days=1)
    return Mailadres.objects.create(
        gebruiker=lid.gebruiker,
        adres=mailadres,
        gevraagd_op=gisteren,
        bevestigd_op=gisteren,
        gemeld_tot=gisteren,
        opnieuw_na=gisteren,
    )


def later(lid: Speler, **terug: Any) -> None:
    """Time goes by for the row of somebody."""
    mail = rij(lid)
    for naam in ("opnieuw_na", "bezig_sinds", "mislukt_sinds"):
        if moment := getattr(mail, naam):
            setattr(mail, naam, moment - timedelta(**terug))
    mail.save()


def nieuws(cast: Cast) -> None:
    """Something that the members of the weegploeg of Venlo hear."""
    weegploeg.in_weging(cast)


# Asking ----------------------------------------------------------------------------------------
def test_wie_mail_vraagt_bevestigt_zijn_adres_met_een_code(
    cast: Cast, server: Server, django_capture_on_commit_callbacks: Any
) -> None:
    client = cast.om.client
    with django_capture_on_commit_callbacks(execute=True) as bel:
        assert client.post(MAIL, {"adres": ADRES}).status_code == 302
    assert len(bel) == 1  # the worker is rung for; here it is called
    post.verstuur()
    post.verstuur()
    [brief] = server.brieven
    assert (brief["To"], brief["From"], brief["Subject"]) == (ADRES, VAN, "Uw code")
    code = rij(cast.om).code
    assert code in tekst(brief)
    fout = client.post(MAIL, {"code": "nee"})
    assert "Dit is niet de code." in fout.content.decode()
    assert rij(cast.om).pogingen == 1
    assert not rij(cast.om).bevestigd_op
    assert client.post(MAIL, {"code": code}).status_code == 302
    assert ADRES in client.get(MAIL).content.decode()
    assert rij(cast.om).code == ""
    client.post(UIT)
    assert rij(cast.om).adres == ""
    assert ADRES not in client.get(MAIL).content.decode()


def test_een_code_is_niet_te_raden_en_geldt_een_dag(cast: Cast, server: Server) -> None:
    client, op = cast.om.client, "Deze code geldt niet meer."
    client.post(MAIL, {"adres": ADRES})
    post.verstuur()
    code = rij(cast.om).code
    for _ in range(5):
        client.post(MAIL, {"code": "000000" if code != "000000" else "1"})
    assert op in client.post(MAIL, {"code": code}).content.decode()
    client.post(UIT)
    client.post(MAIL, {"adres": ADRES})
    oud = rij(cast.om)
    # Asking anew gives no tries before its mail went, and those go a quarter of an hour apart.
    assert "nog niet verstuurd" in client.post(MAIL, {"code": oud.code}).content.decode()
    assert not rij(cast.om).bevestigd_op
    oud.gevraagd_op = timezone.now() - timedelta(days=1)
    oud.save()
    assert op in client.post(MAIL, {"code": oud.code}).content.decode()
    assert not rij(cast.om).bevestigd_op


def test_wie_steeds_opnieuw_vraagt_stuurt_niet_meer_dan_een_mail_in_een_kwartier(
    cast: Cast, server: Server
) -> None:
    client = cast.om.client
    for _ in range(3):
        client.post(MAIL, {"adres": "ander@elders.example"})
        post.verstuur()
        client.post(UIT)
    assert len(server.brieven) == 1


@pytest.mark.parametrize(
    "fout", ["", "geen adres", "a@b.example\nBcc: c@d.example", "ë@om.example"]
)
def test_wat_geen_adres_is_wordt_geweigerd(cast: Cast, server: Server, fout: str) -> None:
    antwoord = cast.om.client.post(MAIL, {"adres": fout})
    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors["adres"]
    assert not Mailadres.objects.exists()


def test_een_adres_ziet_en_wijzigt_alleen_wie_het_is(cast: Cast, server: Server) -> None:
    wil_mail(cast.om)
    for lid in cast.allen.values():
        with als(lid.actor):
            eigen = lid is cast.om
            assert Mailadres.objects.exists() == eigen
            assert Mailadres.objects.update(pogingen=1) == int(eigen)
    assert ADRES not in cast.beheerder.client.get(reverse("mensen:accounts")).content.decode()
    with connection.cursor() as cursor:  # and who reads the table reads nothing
        cursor.execute("select adres from mensen_mailadres")
        assert ADRES not in cursor.fetchone()[0]


def test_zonder_mailserver_wordt_geen_mail_aangeboden(cast: Cast, settings: Any) -> None:
    zinnen = {False: "Deze toepassing verstuurt geen mail.", True: "In de demo gaat geen mail weg."}
    for settings.DEMO, zin in zinnen.items():
        pagina = cast.om.client.get(MAIL)
        assert zin in pagina.content.decode()
        assert 'name="adres"' not in pagina.content.decode()
        assert cast.om.client.post(MAIL, {"adres": ADRES}).status_code == 200
        assert not Mailadres.objects.exists()
    post.verstuur()


# What is sent ----------------------------------------------------------------------------------
def test_een_mail_zegt_dat_er_iets_is_en_verder_niets(cast: Cast, server: Server) -> None:
    wil_mail(cast.om)
    post.verstuur()
    assert server.brieven == []  # nothing happened yet
    for _ in range(3):
        nieuws(cast)
    post.verstuur()
    post.verstuur()
    [brief] = server.brieven  # of all that is new
    assert (brief["To"], brief["Subject"]) == (ADRES, "Nieuw op uw werklijst")
    assert LINK in tekst(brief)
    heel = brief.as_string() + tekst(brief)
    for rijtje in Bericht.objects.all():
        assert rijtje.nummer not in heel
        assert str(rijtje.dossier_id) not in heel
    for woord in ("weegploeg", "melding", "dossier", cast.om.partij.naam, "kanarie"):
        assert woord.lower() not in heel.lower(), woord
    assert rij(cast.om).uitkomst == Uitkomst.VERSTUURD
    nieuws(cast)
    post.verstuur()
    assert len(server.brieven) == 1  # not before a quarter of an hour is over
    later(cast.om, minutes=16)
    post.verstuur()
    assert len(server.brieven) == 2


def test_wie_het_al_las_krijgt_geen_mail(cast: Cast, server: Server) -> None:
    wil_mail(cast.om)
    dossier = weegploeg.in_weging(cast)
    cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    post.verstuur()
    assert server.brieven == []


def _uit(cast: Cast) -> None:
    accounts.zet_account(cast.om.gebruiker, actor=cast.beheerder.actor, aan=False)


def _zonder_rol(cast: Cast) -> None:
    pk = cast.om.vertegenwoordiging.pk
    trek_in(pk, actor=cast.beheerder.actor, reden="Andere baan")


def _uitgesloten(cast: Cast) -> None:
    dossier = Bericht.objects.get(aan__startswith="weegploeg").dossier
    actor, gebruiker = cast.uitvoerder.actor, cast.om.gebruiker
    beveiligen.sluit_uit(dossier, actor=actor, gebruiker=gebruiker, reden="familie")


def _nieuwe_tekst(cast: Cast) -> None:
    """Of secrecy: one of the two has confirmed it."""
    Bevestigtekst.objects.create(convenant=cast.convenant, versie=2, tekst="Nieuw", vanaf=vandaag())
    bevestigd(cast.politie)


@pytest.mark.parametrize("gevolg", [_uit, _zonder_rol, _uitgesloten, _nieuwe_tekst])
def test_wie_niet_mag_lezen_wat_er_is_krijgt_geen_mail(
    cast: Cast, server: Server, gevolg: Callable[[Cast], None]
) -> None:
    wil_mail(cast.om)
    wil_mail(cast.politie, "p@politie.example")
    nieuws(cast)
    gevolg(cast)
    post.verstuur()
    assert [brief["To"] for brief in server.brieven] == ["p@politie.example"]


def test_het_adres_gaat_weg_als_iemand_hier_niet_meer_werkt(cast: Cast, server: Server) -> None:
    for lid in (cast.om, cast.politie, cast.gemeente):
        wil_mail(lid)
    _uit(cast)
    trek_in(cast.politie.vertegenwoordiging.pk, actor=cast.beheerder.actor, reden="Andere baan")
    ruim_adressen_op()
    assert [mail.gebruiker for mail in Mailadres.objects.all()] == [cast.gemeente.gebruiker]


# What goes wrong -------------------------------------------------------------------------------
def test_een_server_die_weg_is_wordt_later_opnieuw_geprobeerd(
    cast: Cast, settings: Any, server: Server
) -> None:
    wil_mail(cast.om)
    nieuws(cast)
    goed, settings.MAIL = settings.MAIL, settings.MAIL | {"port": 1}
    wachten = []
    for _ in range(4):
        post.verstuur()
        mail = rij(cast.om)
        wachten.append(round((mail.opnieuw_na - timezone.now()).total_seconds() / 60))
        later(cast.om, seconds=(mail.opnieuw_na - timezone.now()).total_seconds() + 1)
    assert wachten == [5, 5, 10, 20]
    assert not rij(cast.om).uitkomst
    settings.MAIL = goed
    post.verstuur()
    post.verstuur()
    assert len(server.brieven) == 1
    assert rij(cast.om).uitkomst == Uitkomst.VERSTUURD
    assert not rij(cast.om).mislukt_sinds


def test_een_server_die_niet_antwoordt_houdt_de_werker_niet_op(
    cast: Cast, settings: Any, server: Server
) -> None:
    leden = (cast.om, cast.politie, cast.gemeente)
    for lid in leden:
        wil_mail(lid, f"{lid.gebruiker.username}@casus.example")
    weegploeg.in_weging(cast, speler=cast.uitvoerder)
    goed, settings.MAIL = settings.MAIL, settings.MAIL | {"port": 1}
    post.verstuur()
    assert [bool(rij(lid).mislukt_sinds) for lid in leden].count(True) == 1
    settings.MAIL = goed
    post.verstuur()
    assert len(server.brieven) == 2  # those that it did not come to
    later(next(lid for lid in leden if rij(lid).mislukt_sinds), minutes=6)
    post.verstuur()
    assert len(server.brieven) == 3


def test_na_een_dag_wordt_het_opgegeven_en_ziet_de_beheerder_het(
    cast: Cast, server: Server
) -> None:
    server.antwoord = "451 nu niet"
    wil_mail(cast.om)
    nieuws(cast)
    post.verstuur()
    assert not rij(cast.om).uitkomst
    later(cast.om, hours=25)
    post.verstuur()
    assert rij(cast.om).uitkomst == Uitkomst.MISLUKT
    accounts_pagina = cast.beheerder.client.get(reverse("mensen:accounts")).content.decode()
    assert "Mail: niet aangenomen" in accounts_pagina
    assert "kwam niet aan" in cast.om.client.get(MAIL).content.decode()
    server.antwoord = ""
    later(cast.om, hours=1)
    post.verstuur()
    assert server.brieven == []  # that one was given up
    nieuws(cast)
    post.verstuur()
    assert len(server.brieven) == 1
    assert "Mail:" not in cast.beheerder.client.get(reverse("mensen:accounts")).content.decode()


def test_een_adres_dat_niet_bestaat_wordt_een_keer_geprobeerd(
    cast: Cast, server: Server, caplog: Any
) -> None:
    server.antwoord = f"550 {ADRES} bestaat niet"
    wil_mail(cast.om)
    wil_mail(cast.politie, "p@politie.example")
    nieuws(cast)
    post.verstuur()
    assert rij(cast.om).uitkomst == Uitkomst.MISLUKT
    assert rij(cast.politie).uitkomst == Uitkomst.MISLUKT  # the next one was tried as well
    assert ADRES not in caplog.text
    server.antwoord = ""
    later(cast.om, hours=1)
    post.verstuur()
    assert server.brieven == []


def test_zonder_beveiliging_gaat_er_niets_weg(cast: Cast, settings: Any, server: Server) -> None:
    """The server does not change to TLS, and the settings ask for it."""
    wil_mail(cast.om)
    nieuws(cast)
    settings.MAIL = settings.MAIL | {"use_tls": True}
    post.verstuur()
    assert server.brieven == []
    assert rij(cast.om).mislukt_sinds


def test_wat_onderweg_afbreekt_gaat_niet_nog_eens(cast: Cast, server: Server) -> None:
    server.na_data = ""  # it has the mail, and the connection breaks before it says so
    wil_mail(cast.om)
    nieuws(cast)
    post.verstuur()
    assert rij(cast.om).uitkomst == Uitkomst.ONBEKEND
    server.na_data = "250 goed"
    later(cast.om, hours=1)
    post.verstuur()
    assert len(server.brieven) == 1
    beheer = cast.beheerder.client.get(reverse("mensen:accounts")).content.decode()
    assert "Mail: niet bekend of de mail aankwam" in beheer


@pytest.mark.django_db(transaction=True)
def test_een_werker_die_sterft_stuurt_niets_dubbel(
    cast: Cast, server: Server, settings: Any
) -> None:
    wil_mail(cast.om)
    nieuws(cast)
    server.traag = 30
    werker = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-c", "from mensen import post; post.verstuur()"],
        cwd=BASIS,
        env=os.environ
        | {
            "DATABASE_URL": adres(DATABASE, ALS_TOEPASSING),
            "CASUSOVERLEG_MAIL": f"smtp+onbeveiligd://127.0.0.1:{settings.MAIL['port']}",
            "CASUSOVERLEG_MAIL_VAN": VAN,
        },
        stdout=subprocess.DEVNULL,
    )
    assert server.bezig.wait(30), "de werker kwam niet bij de mailserver"
    os.kill(werker.pid, signal.SIGKILL)
    werker.wait()
    server.traag = 0
    assert rij(cast.om).bezig_sinds
    post.verstuur()
    assert rij(cast.om).bezig_sinds  # perhaps somebody is still sending
    later(cast.om, minutes=11)
    post.verstuur()
    assert rij(cast.om).uitkomst == Uitkomst.ONBEKEND
    assert server.brieven == []
    nieuws(cast)  # what happens later is told
    post.verstuur()
    post.verstuur()
    assert len(server.brieven) == 1


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_sturen_elk_iets_anders(cast: Cast, server: Server) -> None:
    leden = (cast.om, cast.politie, cast.gemeente)
    for lid in leden:
        wil_mail(lid, f"{lid.gebruiker.username}@casus.example")
    weegploeg.in_weging(cast, speler=cast.uitvoerder)
    server.traag = 0.2
    samen = Barrier(2)

    def werk(_: int) -> None:
        try:
            samen.wait(5)
            post.verstuur()
        finally:
            connection.close()

    begin = time.monotonic()
    with ThreadPoolExecutor(2) as draden:
        list(draden.map(werk, range(2)))
    assert time.monotonic() - begin < 15
    assert sorted(brief["To"] for brief in server.brieven) == sorted(
        f"{lid.gebruiker.username}@casus.example" for lid in leden
    )


# The settings ----------------------------------------------------------------------------------
def test_het_adres_van_de_mailserver_wordt_gelezen() -> None:
    mail = lees("smtps://web:g%40heim@mail.example", beveiligd=True)
    assert (mail["host"], mail["port"]) == ("mail.example", 465)
    assert (mail["username"], mail["password"]) == ("web", "g@heim")
    assert (mail["use_ssl"], mail["use_tls"]) == (True, False)
    assert lees("smtp://mail.example", beveiligd=True)["use_tls"]


@pytest.mark.parametrize(
    "fout",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:x",
        "smtp+onbeveiligd://m",
    ],
)
def test_een_verkeerd_adres_van_de_mailserver_stopt_de_start(fout: str) -> None:
    with pytest.raises(MailFout, match=r"^CASUSOVERLEG_MAIL [^@]*$"):
        lees(fout, beveiligd=True)
