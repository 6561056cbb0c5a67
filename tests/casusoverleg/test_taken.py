"""What waits in a casus, on whose list, and what takes it off: a deed of who it is for, and no other."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Plan
from register.models import Gebeurtenis, Taak
from tests.cast import Cast, Speler
from tests.hulp import casussen, vandaag, weegploeg
from tests.hulp.formulieren import lees
from weegploeg.besluit.afsluiten import besluit_afsluiten

VRAAG = "Vraag naar een maatregel die te laat is"
DATUM = "Spreek een nieuwe einddatum af voor een maatregel"
HERINNER = "Herinner een partij aan haar maatregel die te laat is"
REGISSEUR = "Wijs een casusregisseur aan"
MELD = "Voortgang van uw maatregel melden"
LEES_CASUS, LEES_PLAN = "Lees de casus waaraan u meedoet", "Lees uw deel van het plan"


def werk(lid: Speler, zaak: Casus) -> list[str]:
    """What somebody's worklist says on one casus, besides what waits until somebody has the lead."""
    return [wat for wat in al_het_werk(lid, zaak) if wat != REGISSEUR]


def al_het_werk(lid: Speler, zaak: Casus) -> list[str]:
    rijen = lid.client.get(reverse("werklijst")).context["lijst"].rijen
    return [rij.wat for rij in rijen if rij.nummer == zaak.nummer]


def te_laat(cast: Cast, *partijen: Any) -> Casus:
    """A casus with a plan whose measures ended three days ago, read by who takes part."""
    laat = {"van": vandaag() - timedelta(days=9), "tot": vandaag() - timedelta(days=3)}
    zaak = casussen.met_plan(cast, *partijen, **laat)
    casussen.gelezen(zaak, cast)
    return zaak


def meld(lid: Speler, zaak: Casus, partij: Any, stand: str = "loopt") -> None:
    pad = reverse("casusoverleg:voortgang", args=[zaak.pk, casussen.keten(zaak, partij)])
    antwoord = lid.client.post(pad, {"stand": stand, "resultaat": "Er is gebeld"})
    assert antwoord.status_code == 302


# Who has the lead ----------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-casusregisseur")
def test_zolang_niemand_de_regie_heeft_staat_dat_bij_de_secretaris(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    assert REGISSEUR in al_het_werk(cast.uitvoerder_casusoverleg, zaak)
    for lid in (cast.uitvoerder_weegploeg, cast.gemeente, cast.reclassering):
        assert REGISSEUR not in al_het_werk(lid, zaak)
    for partij in (cast.gemeente.partij, cast.reclassering.partij):
        pad = reverse("casusoverleg:regisseur", args=[zaak.pk])
        assert cast.uitvoerder.client.post(pad, {"partij": partij.pk}).status_code == 302
        assert REGISSEUR not in al_het_werk(cast.uitvoerder, zaak)
    # It takes part no longer: nobody has the lead.
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    actor = cast.uitvoerder.actor
    deelnemen.beeindig_deelname(zaak, deelname, actor=actor, reden="Klaar")
    assert REGISSEUR in al_het_werk(cast.uitvoerder, zaak)


def test_wie_de_regie_heeft_tot_een_dag_heeft_haar_daarna_niet_meer(cast: Cast) -> None:
    zaak, einde = casussen.casus(cast), vandaag() + timedelta(days=5)
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij, tot=einde)
    actor = cast.uitvoerder.actor
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    taak = Taak.objects.get(dossier=zaak, soort="casusoverleg.regisseur_aanwijzen")
    assert taak.van == einde
    assert REGISSEUR not in al_het_werk(cast.uitvoerder, zaak)


# Measures ------------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-monitoring", "te-laat")
def test_een_maatregel_die_te_laat_is_staat_ook_bij_de_secretaris(cast: Cast) -> None:
    zaak = te_laat(cast, cast.extern.partij)
    assert werk(cast.extern, zaak) == [MELD]
    assert werk(cast.politie, zaak) == [MELD]
    assert werk(cast.uitvoerder_casusoverleg, zaak) == [VRAAG, VRAAG]
    assert werk(cast.uitvoerder_weegploeg, zaak) == []
    meld(cast.uitvoerder_casusoverleg, zaak, cast.extern.partij, "klaar")
    assert werk(cast.uitvoerder_casusoverleg, zaak) == [VRAAG]
    assert werk(cast.extern, zaak) == []


@pytest.mark.clausule("CAS-regisseur-taken", "herinneren")
def test_wat_een_ander_te_laat_doet_staat_ook_bij_de_casusregisseur(cast: Cast) -> None:
    zaak = te_laat(cast, cast.reclassering.partij, cast.extern.partij)
    actor = cast.uitvoerder.actor
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    assert sorted(werk(cast.reclassering, zaak)) == [HERINNER, HERINNER, MELD]  # and its own once
    rijen = cast.reclassering.client.get(reverse("werklijst")).context["lijst"].rijen
    (url,) = {rij.url for rij in rijen if rij.wat == HERINNER}
    assert "Herinneren" in cast.reclassering.client.get(url).content.decode()
    for lid in (cast.politie, cast.gemeente, cast.om):
        assert HERINNER not in werk(lid, zaak)
    meld(cast.extern, zaak, cast.extern.partij, "klaar")
    assert werk(cast.reclassering, zaak).count(HERINNER) == 1
    # Another one has the lead, and the first takes part no longer.
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.om.partij)
    assert werk(cast.om, zaak) == [HERINNER, HERINNER]
    deelnemen.wijs_regisseur_aan(zaak, actor=actor, partij=cast.reclassering.partij)
    deelname = casussen.deelname(zaak, cast.reclassering.partij)
    deelnemen.beeindig_deelname(zaak, deelname, actor=actor, reden="Klaar")
    assert werk(cast.reclassering, zaak) == werk(cast.om, zaak) == []


def test_wie_meldt_is_klaar_tot_de_volgende_einddatum(cast: Cast) -> None:
    zaak = te_laat(cast, cast.reclassering.partij)
    meld(cast.reclassering, zaak, cast.reclassering.partij)
    meld(cast.politie, zaak, cast.politie.partij, "klaar")
    assert werk(cast.reclassering, zaak) == werk(cast.politie, zaak) == []
    # It runs on past its last day: who keeps the plan does something, and the party is through.
    assert werk(cast.uitvoerder, zaak) == [DATUM]
    actor = cast.uitvoerder.actor
    plan = plannen.maak_nieuwe_versie(zaak, actor=actor)
    assert werk(cast.uitvoerder, zaak) == ["Plan afmaken en vaststellen"]  # and once
    rij = plan.maatregelen.get(partij=cast.reclassering.partij)
    velden = {
        naam: getattr(rij, naam)
        for naam in ("wie", "omschrijving", "bevoegdheid", "wordt_genomen", "van", "partij")
    }
    morgen = vandaag() + timedelta(days=1)
    plannen.wijzig_maatregel(rij, actor=actor, **velden, tot=morgen)
    casussen.stel_vast(plan, actor=actor, volgende=vandaag() + timedelta(days=30))
    assert werk(cast.uitvoerder, zaak) == []
    assert werk(cast.reclassering, zaak) == [LEES_PLAN]  # it changed
    assert werk(cast.politie, zaak) == []  # and this one did not
    later = cast.reclassering.op(morgen + timedelta(days=1))
    from register.werk import werk as op_dag

    assert MELD in {rij.wat for rij in op_dag(later)}


# Who was let in, and who got a measure -------------------------------------------------------------
def test_wie_meedoet_of_een_maatregel_kreeg_moet_dat_lezen(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    assert werk(cast.reclassering, zaak) == [LEES_CASUS]
    assert werk(cast.extern, zaak) == []  # there is nothing that it may read yet
    plan = casussen.concept(zaak, cast, cast.om.partij, cast.extern.partij)
    assert werk(cast.om, zaak) == []
    casussen.stel_vast(plan, actor=cast.uitvoerder.actor)
    assert werk(cast.extern, zaak) == werk(cast.om, zaak) == [LEES_PLAN]
    assert werk(cast.reclassering, zaak) == [LEES_CASUS]
    assert werk(cast.politie, zaak) == []
    for lid, naam in ((cast.extern, "plan"), (cast.om, "plan"), (cast.reclassering, "casus")):
        rijen = lid.client.get(reverse("werklijst")).context["lijst"].rijen
        (rij,) = [rij for rij in rijen if rij.nummer == zaak.nummer]
        assert rij.url == reverse(f"casusoverleg:{naam}", args=[zaak.pk])
        pad = reverse("casusoverleg:gelezen", args=[zaak.pk])
        pagina = lid.client.get(rij.url).content
        form = next(f for f in lees(pagina) if f.eigen.get("action") == pad)
        assert lid.client.post(pad, form.gegevens()).status_code == 302
        assert werk(lid, zaak) == []
        assert f'action="{pad}"' not in lid.client.get(rij.url).content.decode()
    soort = "casusoverleg.gelezen"
    assert Gebeurtenis.van(zaak).filter(soort=soort).count() == 3
    cast.om.client.post(pad)
    assert Gebeurtenis.van(zaak).filter(soort=soort).count() == 3


@pytest.mark.clausule("RET-laatste-verwerking", "niet-lezen")
def test_lezen_wat_er_te_doen_is_verlengt_niets(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    Casus.objects.filter(pk=zaak.pk).update(laatste_verwerking_op=vandaag() - timedelta(days=9))
    cast.reclassering.client.post(reverse("casusoverleg:gelezen", args=[zaak.pk]))
    assert werk(cast.reclassering, zaak) == []
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == vandaag() - timedelta(days=9)


# Closing -------------------------------------------------------------------------------------------
def _sluit(lid: Speler, dossier: Any, **anders: str) -> Any:
    pad = reverse("weegploeg:afsluiten", args=[dossier.pk])
    form = lid.client.get(pad).context["form"]
    gegevens = {
        "genomen_op": vandaag().isoformat(),
        "keuze": "plan_afsluiten",
        "argumenten": "De doelen zijn gehaald",
        "partijen": [str(partij.pk) for partij in form.kern],
        **{f"spreker_{p.pk}": form[f"spreker_{p.pk}"].value() for p in form.kern},
        "wijze": "overleg",
        **anders,
    }
    return lid.client.post(pad, gegevens)


def test_sluiten_met_een_maatregel_die_niet_af_is_waarschuwt_eerst(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)  # with a measure on which nobody reported
    zaak = Casus.objects.get(zaak=dossier.zaak)
    pad = reverse("weegploeg:afsluiten", args=[dossier.pk])
    for lid in (cast.uitvoerder, cast.politie):
        pagina = lid.client.get(pad).content.decode()
        assert "Deze maatregel is niet af" in pagina
        assert "Begeleiding" in pagina
    antwoord = _sluit(cast.uitvoerder, dossier)
    assert antwoord.status_code == 200
    assert "niet_af" in antwoord.context["form"].errors
    zaak.refresh_from_db()
    assert zaak.stand == Casus.Stand.ADVIES_AFSLUITEN
    assert (
        _sluit(cast.uitvoerder, dossier, niet_af="De coach gaat vrijwillig door").status_code == 302
    )
    zaak.refresh_from_db()
    assert zaak.stand == Casus.Stand.AFGESLOTEN
    assert (
        "De coach gaat vrijwillig door"
        in cast.uitvoerder.client.get(
            reverse("casusoverleg:casus", args=[zaak.pk])
        ).content.decode()
    )


def test_sluiten_vraagt_niets_als_alle_maatregelen_af_zijn(cast: Cast) -> None:
    dossier = weegploeg.met_advies(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    meld(cast.uitvoerder, zaak, cast.gemeente.partij, "klaar")
    pad = reverse("weegploeg:afsluiten", args=[dossier.pk])
    pagina = cast.uitvoerder.client.get(pad)
    assert "niet af" not in pagina.content.decode()
    assert "niet_af" not in pagina.context["form"].fields
    assert _sluit(cast.uitvoerder, dossier).status_code == 302


def test_ook_het_besluit_zelf_weigert_zonder_reden(cast: Cast) -> None:
    from gedeeld.weigering import NietMogelijk

    dossier = weegploeg.met_advies(cast)
    with pytest.raises(NietMogelijk) as fout:
        besluit_afsluiten(
            dossier,
            actor=cast.uitvoerder.actor,
            argumenten="Klaar",
            sprekers=weegploeg.sprekers(cast),
        )
    assert "niet_af" in fout.value.message_dict
    assert Plan.objects.count() == 1
    assert decisions  # the same door for the casus
