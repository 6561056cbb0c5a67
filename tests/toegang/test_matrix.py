"""The access table is whole, and absence leaves no trace (design, section 3). See `test_tabel` for its answers."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beveiliging.models import Incident, Meldafspraak, Steekproef
from convenant import opzegging, vangnet
from convenant.models import (
    Bijlage1,
    Opzegging,
    Partij,
    Partneraanvraag,
    Satelliet,
    Verklaringsdocument,
    Verwerkersovereenkomst,
)
from gedeeld.actor import Actor, Rol
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.rollen import ken_toe
from register.models import Toezichtvraag
from retention import klok
from tests.cast import Cast
from tests.hulp import incidenten
from tests.hulp.bijlage1 import kernbesluit
from tests.toegang import matrix
from tests.toegang.matrix import ALTIJD, INLOGGEN, WEG, Regel, plekken, regels, van
from tests.toegang.toneel import Toneel, maak_toneel, meespelers, sleutels

# A file of this kind that was archived or destroyed: its pages are there for nobody.
VOORBIJ = {"casusoverleg": ("retention", "casus"), "weegploeg": ("retention", "weegploeg"),
           "privacy_rights": ("retention", "verzoek"), "meldingen": ("vernietigd", "melding"),
           "retention": ("vernietigd", "melding")}  # fmt: skip


def _clients(toneel: Toneel) -> dict[str, Client]:
    return {naam: lid.client for naam, lid in toneel.spelers.items()} | {"niemand": Client()}


def _sleutels(toneel: Toneel, regel: Regel, stand: str) -> dict[str, Any]:
    app = regel.naam.rpartition(":")[0]
    if stand != ALTIJD:
        return toneel.sleutels(app, toneel.dossiers[app][stand])
    cast = toneel.cast
    per_naam = {
        "convenant:bijlage1_einde": Bijlage1.objects.get(partij=cast.extern.partij).pk,
        "convenant:bijlage1_besluit": Bijlage1.objects.get(partij=cast.extern.partij).pk,
        "convenant:verklaring": cast.extern.partij.pk,
        "convenant:partij_wijzigen": cast.rvdk.partij.pk,
        "convenant:mandaat_nieuw": cast.maastricht.partij.pk,
        "convenant:waarborg_einde": cast.maastricht.partij.waarborgen.get().pk,
        "convenant:artikel20_einde": cast.convenant.besluiten_artikel20.get().pk,
        "convenant:verwerker_einde": _verwerker(cast).pk,
        "convenant:satelliet_einde": _satelliet(cast).pk,
        "convenant:partner_opnemen": _aanvraag(cast).pk,
        "convenant:partner_afwijzen": _aanvraag(cast).pk,
        "convenant:mandaat_einde": cast.maastricht.partij.mandaten.get().pk,
        "convenant:opzegging_nieuw": cast.rvdk.partij.pk,
        **dict.fromkeys(INCIDENT, _incident(cast)),
        "beveiliging:afspraak_einde": _afspraak(cast),
        **dict.fromkeys(STEEKPROEF, _steekproef(cast)),
        "beveiliging:toezichtvraag": _toezichtvraag(toneel),
        "mensen:rol_intrekken": cast.politie.vertegenwoordiging.pk,
        "stap_verwijderen": _stap(toneel).pk,
    }
    if regel.naam == "mensen:verklaring_document":
        per_naam[regel.naam] = _document(cast.extern.partij).pk
    pk = per_naam.get(regel.naam, cast.politie.gebruiker.pk)
    return {
        "pk": pk,
        "pk_wachtend": _wachtend(toneel).pk,
        "pk_opgezegd": _opgezegd(cast).pk,
        "versie": 1,
        "code": "procesbeschrijving",
        "rol": "uitvoerder",
        "bron": "convenant",
        "plicht": "plan",
        "vorm": "csv",
        "onderdeel": "a",
        "anker": "artikel-1",
    }


INCIDENT = [f"beveiliging:incident{deel}" for deel in ("", "_beoordelen", "_nagaan", "_afsluiten")]


def _incident(cast: Cast) -> UUID:
    """An incident of Venlo, that the RvdK reported."""
    bestaand = Incident.objects.filter(melder=cast.rvdk.gebruiker).first()
    return (bestaand or incidenten.gemeld(cast, cast.rvdk)).pk


STEEKPROEF = ("beveiliging:steekproef", "beveiliging:steekproef_afronden")


def _steekproef(cast: Cast) -> UUID:
    """A sample of the log that nobody closed yet."""
    dag, wie = timezone.localdate(), cast.fg.gebruiker
    velden = {"van": dag, "tot": dag, "rijen": [], "getrokken_op": timezone.now(), "door": wie}
    rij = Steekproef.objects.filter(convenant=cast.convenant).first()
    return (rij or Steekproef.objects.create(convenant=cast.convenant, **velden)).pk


def _toezichtvraag(toneel: Toneel) -> UUID:
    """By which the data protection officer reads one file now."""
    casus, nu = toneel.casussen["actief"], timezone.now()
    velden = {"reden": "klacht", "van": nu, "tot": nu + timedelta(hours=1)}
    fg = toneel.cast.fg
    wie = {"dossier_id": casus.pk, "door": fg.gebruiker, "partij": fg.partij}
    rij = Toezichtvraag.objects.filter(tot__gt=nu, **wie).first()
    return (rij or Toezichtvraag.objects.create(**wie, **velden)).pk


def _afspraak(cast: Cast) -> UUID:
    """An agreement on reporting."""
    return (Meldafspraak.objects.first() or incidenten.afspraak(cast)).pk


def _aanvraag(cast: Cast) -> Partneraanvraag:
    """A partner for one casus, that the administrator has not answered."""
    bestaand = Partneraanvraag.objects.filter(beantwoord_op=None).first()
    return bestaand or vangnet.vraag(
        cast.gemeente.partij,
        actor=cast.uitvoerder.actor,
        naam="Sportclub Ver",
        contact="Postbus 3",
        reden="Sport",
        tot=timezone.localdate() + timedelta(days=90),
        besluit=kernbesluit(cast.uitvoerder.actor, kern=cast.gemeente.partij.weegploeg),
    )


def _satelliet(cast: Cast) -> Satelliet:
    """A general expert."""
    velden = {"naam": "Steunpunt Ver", "deskundigheid": "Sekten", "contact": "Postbus 2"}
    bestaand = cast.convenant.satellieten.first()
    return bestaand or cast.convenant.satellieten.create(van=timezone.localdate(), **velden)


def _verwerker(cast: Cast) -> Verwerkersovereenkomst:
    """Who runs the system."""
    velden = {"naam": "Rekencentrum Ver", "document": "V-1", "dekt": "Beheert de servers"}
    bestaand = cast.convenant.verwerkers.first()
    return bestaand or cast.convenant.verwerkers.create(van=timezone.localdate(), **velden)


def _opgezegd(cast: Cast) -> Opzegging:
    """A notice that waits for a second person."""
    partij = cast.reclassering.partij
    bestaand = partij.opzeggingen.first()
    return bestaand or opzegging.zeg_op(partij, actor=cast.beheerder.actor, op=timezone.localdate())


def _wachtend(toneel: Toneel) -> Vertegenwoordiging:
    """A role that waits for a second person."""
    cast = toneel.cast
    bestaand = Vertegenwoordiging.objects.filter(gebruiker__username="nieuweling").first()
    return bestaand or ken_toe(
        actor=cast.beheerder.actor,
        gebruiker=Gebruiker.objects.create_user("nieuweling", convenant=cast.convenant),
        partij=cast.om.partij,
        rol=Rol.VERTEGENWOORDIGER,
        van=timezone.localdate(),
        tot=None,
        reden="Nieuw",
    )


def _stap(toneel: Toneel) -> Authenticator:
    """A second step of somebody who is in no column."""
    wie = _wachtend(toneel).gebruiker
    bestaand = Authenticator.objects.filter(user=wie).first()
    return bestaand or Authenticator.objects.create(user=wie, type="webauthn", data={"name": "x"})


def _document(partij: Partij) -> Verklaringsdocument:
    """The signed statement of a partner."""
    rij, _ = Verklaringsdocument.objects.get_or_create(
        verklaring=partij.geheimhouding.get(), defaults={"soort": "image/png", "inhoud": b"x"}
    )
    return rij


# Pages about a row that has a number for a key.
NUMMERS = ("convenant:bijlage1_einde", "convenant:bijlage1_besluit", "convenant:mandaat_einde",
           "stap_verwijderen")  # fmt: skip


def _nooit(regel: Regel) -> dict[str, Any]:
    leeg = sleutels(None, "", uuid4())  # type: ignore[arg-type]
    if regel.naam in NUMMERS:
        leeg["pk"] = 0
    return leeg | {
        "vorm": "xls",
        "plicht": "niets",
        "onderdeel": "z",
        "versie": 99,
        "pk_wachtend": uuid4(),
        "pk_opgezegd": 0,
    }


def _vraag(client: Client, regel: Regel, pad: str) -> tuple[str, bytes, int, int]:
    """The kind of answer, the page, how many refusals stand in the log, and how many questions the
    database got for it; nothing stays.
    """
    kost = count()
    with transaction.atomic():
        with connection.execute_wrapper(lambda doe, *vraag: (next(kost), doe(*vraag))[1]):
            antwoord = matrix.vraag(client, regel, pad)
        soort = matrix.soort(antwoord)
        pogingen = _pogingen() if soort == WEG else 0
        transaction.set_rollback(True)
    return soort, antwoord.content, pogingen, next(kost)


def _pogingen() -> int:
    with connection.cursor() as cursor:  # thousands of times: without the work of building a query
        cursor.execute("select count(*) from register_inzage where not toegestaan")
        return int(cursor.fetchone()[0])


# The table is whole ----------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_elke_pagina_staat_in_de_tabel_en_elke_regel_is_een_pagina() -> None:
    in_tabel = {regel.naam for regel in regels()}
    assert matrix.paginas() - in_tabel == set(), "pagina's zonder regel"
    assert in_tabel - matrix.paginas() == set(), "regels zonder pagina"


def test_elke_regel_zegt_wat_de_pagina_is() -> None:
    assert all(regel.wat.endswith(".") for regel in regels())


@pytest.mark.clausule("RET-archief", "een-jaar")
@pytest.mark.parametrize("app", sorted(VOORBIJ))
def test_wat_gearchiveerd_of_vernietigd_is_heeft_geen_pagina_meer(toneel: Toneel, app: str) -> None:
    groep, welk = VOORBIJ[app]
    weg = toneel.dossiers[groep][welk]
    pk = getattr(weg, "pk", weg)
    for rol, client in _clients(toneel).items():
        for regel in van(app):
            if regel.standen != (ALTIJD,):
                soort, *_ = _vraag(client, regel, matrix.adres(regel, _nooit(regel) | {"pk": pk}))
                assert soort == (INLOGGEN if rol == "niemand" else WEG), (regel.naam, rol)


# Absence ---------------------------------------------------------------------------------------
# Who reads none of these files. The supervisor sees how many there are, in three lists; who is in the
# weegploeg sees that there is a meeting, and of its agenda no file.
BUITENSTAANDERS = (
    *("maastricht", "uitvoerder_maastricht", "elders", "beheerder", "fg"),
    *("geen_deelnemer", "uitgesloten"),
)
TELT = {("fg", "overzicht:overzicht"), ("fg", "overzicht:csv"), ("fg", "retention:overzicht"), ("fg", "retention:cijfers"), ("fg", "beveiliging:logboek"),
        ("fg", "beveiliging:wijzigingen"), ("fg", "beveiliging:inloggen"), ("fg", "retention:vernietigd"),
        ("uitgesloten", "overleg:lijst"),
        # The one file for which he gave a reason.
        ("fg", "beveiliging:toezichtvragen"), ("fg", "beveiliging:toezichtvraag"),
        # An incident is no file: it says what went wrong, to its core parties and the supervisor.
        ("fg", "beveiliging:incidenten"), ("uitgesloten", "beveiliging:incidenten"),
        # What a casus offers to his municipality he reads before he accepts it (WV 4).
        ("uitvoerder_maastricht", "werklijst"),
        ("uitvoerder_maastricht", "weegploeg:aanbod")}  # fmt: skip
PROBEERDERS = ("elders", "geen_deelnemer", "uitgesloten")
LOGBOEKEN = ("beveiliging:logboek", "beveiliging:wijzigingen")
ZOEK = {"voornamen": "Wouter", "tussenvoegsel": "van", "achternaam": "Kanarie",
        "geboortedatum": "1999-05-04", "reden": "juist"}  # fmt: skip


# What it shows stands in the log of who opened it; that it holds no file is proved elsewhere.
NIET_BEKEKEN = ("account_", "mfa_", "sessies", "beveiliging:incidenten_pdf")


def _zonder_dossier() -> list[str]:
    return [r.naam for r in regels() if not plekken(r.naam) and not r.naam.startswith(NIET_BEKEKEN)]


def _gezien(clients: dict[str, Client]) -> dict[tuple[str, str], str]:
    """Every page without a key, and the answer to a search for the subject; nothing stays."""
    uit = {}
    with transaction.atomic():
        for rol, client in clients.items():
            for naam in _zonder_dossier():
                uit[rol, naam] = _zonder_moment(client.get(reverse(naam)).content)
            pad = reverse("casusoverleg:lijst")
            uit[rol, f"{pad}?na"] = matrix.zonder_token(client.get(pad, {"na": "x"}).content)
            antwoord = client.post(reverse("zoeken"), ZOEK, follow=True)
            uit[rol, "zoek"] = matrix.zonder_token(antwoord.content)
            for naam in LOGBOEKEN:  # now that something was refused
                uit[rol, f"daarna {naam}"] = _zonder_moment(client.get(reverse(naam)).content)
        transaction.set_rollback(True)
    return uit


def _zonder_moment(inhoud: bytes) -> str:
    """A page of a log: the moments differ each time, and so does the way to the next page."""
    zonder = re.sub(rb"<time.*?</time>", b"", inhoud)
    return matrix.zonder_token(re.sub(rb'href="\?[^"]*(na|voor)=[^"]*"', b"", zonder))


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_wie_er_niet_bij_hoort_ziet_dezelfde_paginas_als_wanneer_er_niets_is(cast: Cast) -> None:
    spelers = meespelers(cast)
    # To Maastricht a casus offers data, so that its menu counts a task on each page (WV 4).
    buiten = [rol for rol in BUITENSTAANDERS if "maastricht" not in rol]
    assert len(buiten) > 4
    clients = {rol: spelers[rol].client for rol in buiten}
    # That the jobs worked is said of the installation, whether there are files or not.
    klok.begin_ronde(actor=Actor.systeem("toneel"), dag=timezone.localdate())
    leeg = _gezien(clients)
    maak_toneel(cast, spelers)
    for (rol, naam), inhoud in _gezien(clients).items():
        if (rol, naam.removeprefix("daarna ")) not in TELT:
            assert inhoud == leeg[rol, naam], (rol, naam)


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.clausule("BEV-logging", "geweigerd")
@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("rol", PROBEERDERS)
def test_wie_alles_probeert_ziet_in_zijn_logboek_niet_wat_er_bestaat(
    toneel: Toneel, methode: str, rol: str
) -> None:
    """Every page of a file of each kind, against the same pages of a file that never was."""
    client = toneel.spelers[rol].client
    echt, nooit = (_na_proberen(toneel, client, rol, methode, echt=echt) for echt in (True, False))
    assert echt == nooit
    assert "Bestaat niet, of is niet voor u" in echt["beveiliging:logboek0"]


def _bladen(client: Client, pad: str) -> Iterator[bytes]:
    """Every page of a list."""
    vraag = "?"
    while vraag:
        antwoord = client.get(pad + vraag)
        yield antwoord.content
        vraag = antwoord.context["pagina"].volgende


def _na_proberen(
    toneel: Toneel, client: Client, lid: str, methode: str, *, echt: bool
) -> dict[str, str]:
    """The log pages of somebody who tried every page of every file; nothing stays."""
    with transaction.atomic():
        for regel in regels():
            # A role, an annex, a duty or a text of law is no file: who works under the covenant reads who may act
            # for whom. A meeting is none either: who is in that weegploeg sees it.
            geen = (
                "bronnen:",
                "hulp:",
                "beveiliging:plicht",
                "convenant:",
                "mensen:",
                *(("overleg:", "beveiliging:incident") if lid == "uitgesloten" else ()),
            )
            dossier = plekken(regel.naam) and not regel.naam.startswith(geen)
            for stand in regel.standen[:1] if dossier else ():
                vul = _sleutels(toneel, regel, stand) if echt else _nooit(regel)
                getattr(client, methode)(matrix.adres(regel, vul))
        uit = {
            f"{naam}{pagina}": _zonder_moment(inhoud)
            for naam in LOGBOEKEN
            for pagina, inhoud in enumerate(_bladen(client, reverse(naam)))
        }
        transaction.set_rollback(True)
    return uit
