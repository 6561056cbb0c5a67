"""What a migration changes in rows that are there."""

import pytest
from django.core.management import call_command

from register.models import Dossier, Termijn
from tests.cast import Cast
from tests.hulp import casussen, meldingen
from tests.toegang.muren import als_eigenaar


def _migreer(naam: str) -> None:
    with als_eigenaar():
        call_command("migrate", "register", naam, verbosity=0)


@pytest.mark.django_db
def test_elke_termijn_krijgt_wie_het_dossier_bijhoudt(cast: Cast) -> None:
    meldingen.maak_melding(cast, cast.politie)
    casussen.casus(cast)
    bijgehouden = dict(Termijn.objects.values_list("pk", "dossier__houder"))
    assert len(set(bijgehouden.values())) == len(Dossier.objects.values("houder").distinct()) > 1
    _migreer("0002")
    _migreer("0003")
    assert dict(Termijn.objects.values_list("pk", "houder")) == bijgehouden
