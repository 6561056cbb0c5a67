"""A new key: everything comes under it while people work, and nothing is left under the old one (PB 6.1)."""

import os
import signal
import time
from collections.abc import Iterator
from io import StringIO
from threading import Event, Thread
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from beveiliging import roteren
from beveiliging.incidenten import decisions
from beveiliging.models import Beoordeling, Incident
from casusoverleg.dossier.models import Casus
from config import sleutels
from gedeeld.weigering import OntsleutelFout
from gedeeld.zegel import kenmerk
from mensen.factoren import Factoren
from register.models import Sleutelproef
from register.sleutels import SLEUTELS, Vergelijking, legt_vast, vergelijk, vul_aan
from tests.cast import Cast
from tests.hulp import casussen, incidenten
from tests.toegang.muren import als_eigenaar

VEEL = 2_000


@pytest.fixture
def nieuw(settings: Any) -> Iterator[Any]:
    """A fresh key in front of each list of the settings, once that is called; the old ones still open."""
    vers = sleutels.maak()
    oud = settings.SLEUTELS

    def zet(*, alleen: bool = False) -> None:
        settings.SLEUTELS = {
            kluis: {
                **oud[kluis],
                "velden": deel["velden"] + ([] if alleen else oud[kluis]["velden"]),
            }
            for kluis, deel in vers.items()
        }

    with legt_vast(SLEUTELS):  # as who migrates wrote them down
        yield zet


def tel(sleutel: str) -> int:
    """How many reports are under this key."""
    with connection.cursor() as cursor:
        patroon = f"v1.{kenmerk(sleutel)}.%"
        cursor.execute("SELECT count(*) FROM beveiliging_incident WHERE wat LIKE %s", [patroon])
        return int(cursor.fetchone()[0])


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_na_roteren_opent_alles_met_de_nieuwe_sleutels_alleen(
    cast: Cast, nieuw: Any, settings: Any
) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    incident = incidenten.gemeld(cast, cast.uitvoerder)
    decisions.beoordeel(incident, actor=cast.om.actor, oordeel=incidenten.oordeel())
    geheim = {"secret": Factoren().encrypt("KANARIE")}
    Authenticator.objects.create(user=cast.om.gebruiker, type="totp", data=geheim)
    nieuw()
    assert {
        "beveiliging.Incident",
        "beveiliging.Beoordeling",
        "datasleutels",
        "tweede stappen",
    } <= (roteren.over().keys())
    uit = StringIO()
    call_command("roteer_sleutels", stdout=uit)
    assert "Onder een oude staat niets meer." in uit.getvalue()
    call_command("roteer_sleutels", stdout=uit)
    assert uit.getvalue().splitlines()[-2] == "0 opnieuw versleuteld."
    with als_eigenaar():
        assert set(vul_aan()) == set(settings.SLEUTELS)
    call_command("roteer_sleutels", "--oude-weg", stdout=uit)
    assert uit.getvalue().splitlines()[-1].endswith(", ".join(sorted(settings.SLEUTELS)) + ".")

    nieuw(alleen=True)
    proeven = list(Sleutelproef.objects.values_list("kluis", "soort", "proef"))
    assert vergelijk(proeven) == Vergelijking()
    assert Casus.objects.get(pk=zaak.pk).achternaam
    assert Incident.objects.get().wat
    assert Beoordeling.objects.get().waarom == incidenten.oordeel().waarom
    rij = Authenticator.objects.get(user=cast.om.gebruiker, type="totp")
    assert Factoren().decrypt(rij.data["secret"]) == "KANARIE"
    rijen = [rij for model in roteren.modellen() for rij in model._base_manager.all()]
    assert len({type(rij) for rij in rijen}) > 5
    for rij in rijen:
        assert [getattr(rij, veld.attname) for veld in roteren.versleutelde_velden(type(rij))]


def test_wat_niet_opent_houdt_de_rest_niet_op(cast: Cast, nieuw: Any) -> None:
    eerste, _ = (incidenten.gemeld(cast, cast.uitvoerder) for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE beveiliging_incident SET wat = 'v1.00000000.x' WHERE id = %s", [eerste.pk]
        )
    nieuw()
    uit = StringIO()
    with pytest.raises(CommandError, match="Nog niet alles"):
        call_command("roteer_sleutels", stdout=uit)
    assert "beveiliging.Incident: 1 nog niet" in uit.getvalue()
    assert "beveiliging.Incident.wat: 1 niet te lezen." in uit.getvalue()
    nieuw(alleen=True)
    with pytest.raises(OntsleutelFout):
        _ = Incident.objects.get(pk=eerste.pk).wat
    assert Incident.objects.exclude(pk=eerste.pk).get().wat


@pytest.mark.django_db(transaction=True)
def test_een_rij_die_iemand_vasthoudt_komt_later_met_wat_hij_schreef(
    cast: Cast, nieuw: Any
) -> None:
    incident = incidenten.gemeld(cast, cast.uitvoerder)
    schrijft, klaar = Event(), Event()

    def collega() -> None:
        """Somebody who began before the new key, and saves the row after the first round."""
        try:
            with transaction.atomic():
                rij = Incident.objects.select_for_update().get(pk=incident.pk)
                rij.wat = "Het was een lijst met namen."
                schrijft.set()
                klaar.wait(30)
                rij.save()
        finally:
            connection.close()

    draad = Thread(target=collega)
    draad.start()
    assert schrijft.wait(30)
    nieuw()
    assert roteren.roteer().onleesbaar == []
    assert "beveiliging.Incident" in roteren.over()
    klaar.set()
    draad.join()
    roteren.roteer()
    assert roteren.over() == {}
    nieuw(alleen=True)
    assert Incident.objects.get().wat == "Het was een lijst met namen."


@pytest.mark.django_db(transaction=True)
def test_halverwege_gedood_gaat_het_verder_waar_het_was(
    cast: Cast, nieuw: Any, settings: Any
) -> None:
    een = incidenten.gemeld(cast, cast.uitvoerder)
    Incident.objects.bulk_create(
        Incident(
            **{
                veld.attname: getattr(een, veld.attname)
                for veld in Incident._meta.concrete_fields
                if veld.name not in ("id", "nummer", "wat")
            },
            nummer=f"I-{n}",
            wat=f"Kanarie {n}",
        )
        for n in range(VEEL)
    )
    nieuw()
    sleutel = settings.SLEUTELS["beveiliging"]["velden"][0]
    kind = os.fork()
    if not kind:
        connection.connection = None  # that of the parent
        roteren.roteer()
        os._exit(0)
    einde = time.monotonic() + 60
    while not tel(sleutel) and time.monotonic() < einde:
        time.sleep(0.01)
    os.kill(kind, signal.SIGKILL)
    assert os.waitpid(kind, 0)[1] == signal.SIGKILL
    gedaan = tel(sleutel)
    assert 0 < gedaan < VEEL
    # What is half done reads as before, and the next goes on.
    assert all(rij.wat for rij in Incident.objects.all())
    assert roteren.roteer().gedaan < VEEL + 100 - gedaan
    assert roteren.over() == {}
    nieuw(alleen=True)
    assert {rij.wat for rij in Incident.objects.filter(nummer__startswith="I-")} >= {
        f"Kanarie {n}" for n in range(VEEL)
    }
