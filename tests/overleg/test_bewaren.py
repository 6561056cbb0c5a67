"""What is left of a meeting goes five years after its day; an item goes with its file."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from overleg.models import Agendapunt, Opmerking, Overleg
from retention.tasks import vernietig_overleggen
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import overleg

pytestmark = pytest.mark.django_db


def test_een_overleg_is_vijf_jaar_na_zijn_dag_weg(cast: Cast) -> None:
    vijf_jaar = vandaag() - relativedelta(years=5)
    oud, net_niet = overleg(cast, dag=vijf_jaar - timedelta(days=1)), overleg(cast, dag=vijf_jaar)
    Agendapunt.objects.create(overleg=oud, onderwerp="Rooster")
    oud.genodigden.create(gebruiker=cast.om.gebruiker, partij=cast.om.partij)
    vernietig_overleggen()
    assert list(Overleg.objects.all()) == [net_niet]
    assert not Agendapunt.objects.exists()


def test_een_overleg_blijft_zolang_een_besproken_dossier_er_is(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    oud = overleg(cast, dag=vandaag() - relativedelta(years=6))
    Agendapunt.van(oud, dossier, "nieuw", 0).save()
    Opmerking.objects.create(
        overleg=oud, dossier_id=dossier.pk, gebruiker=cast.om.gebruiker, partij=cast.om.partij,
        tekst="Iets over het subject", op=cast.om.actor.nu,
    )  # fmt: skip
    vernietig_overleggen()
    assert Overleg.objects.exists()
    dossier.delete()
    assert not Agendapunt.objects.exists()
    assert not Opmerking.objects.exists()
    assert Overleg.objects.exists()
    vernietig_overleggen()
    assert not Overleg.objects.exists()
