"""Decision 1 and 2 (MC 7.4, 8.5; PB 3.4). People decide; here it is checked and recorded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.band import fouten_in_band
from casusoverleg.dossier.models import Bijzonderheid
from casusoverleg.overdracht import Overdracht, Partner, WegingOverdracht
from convenant.models import Doel, SoortPartij
from gedeeld.actor import Actor
from gedeeld.velden import naar_casus
from gedeeld.weigering import NietMogelijk
from overleg.models import Overleg
from register import uitsluiten
from register.afleiden import besluit
from register.models import SoortGegeven

from .. import rules
from ..bezwaar import los_op, zeg_de_casus
from ..duiding.vragen import Vraag, sluit, stel
from ..events import gebeurd
from ..informeren.decisions import zeg_de_casus as zeg_of_geinformeerd
from ..models import (
    Besluit,
    Gedeeld,
    GekozenPartner,
    Signaal,
    Verblijf,
    WeegploegDossier,
    Weging,
)
from ..slot import neem
from ..vastleggen import WieSprak, dag_van, leg_vast
from .delen import leg_kopie_vast, te_delen

Stand = WeegploegDossier.Stand
GEEN_DOEL = "Kies welk doel van de samenwerking dit dossier dient."
DOEL = ("doelen", "verblijf", "band", "band_feit")
GEEN_VERBLIJF = "Kies of de persoon in Nederland verblijft of is uitgereisd."


@dataclass(frozen=True)
class Afweging:
    """Why a partner is chosen (PB 3.4, MvT 4.1).

    Args:
        noodzaak: what the plan cannot do without it.
        proportionaliteit: why that outweighs that it hears of the subject.
        subsidiariteit: why less would not do.
        al_betrokken: of the Raad, whether it was involved with this minor before.
    """

    noodzaak: str = ""
    proportionaliteit: str = ""
    subsidiariteit: str = ""
    al_betrokken: bool | None = None


@besluit
def agendeer(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    partners: Sequence[Partner],
    signalen: Collection[Signaal],
    wegingen: Collection[Weging],
    duiding: str,
    doelen: Collection[str],
    verblijf: str,
    band: str,
    band_feit: str,
    afwegingen: Mapping[UUID, Afweging] | None = None,
    bijzonderheid: str = "",
    op: date | None = None,
    overleg: Overleg | None = None,
) -> WeegploegDossier:
    """Put the subject on the agenda of a casusoverleg: a copy opens the casus (MC 7.4 sub 1, 8.5).

    Args:
        sprekers: who spoke for each of the core parties, which agreed; all three must.
        partners: decision 2, each with its role in the plan (PB 3.4).
        afwegingen: why each of them, by the key of its party.
        signalen, wegingen: what goes along; police data of art. 9 and 10 Wpg never do.
        duiding: the reading of the signals as the casusoverleg may see it.
        doelen, verblijf, band, band_feit: as for `leg_doel_vast`; the tie with the municipality goes along.
        bijzonderheid: one of `casusoverleg.dossier.models.Bijzonderheid` (MC 1 j, k).
        op, overleg: as for `vastleggen.dag_van`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, nothing was weighed, a signal stays behind by law, a
            partner can't take part, or it serves no aim.
    """
    dossier, dag = om_te_besluiten(dossier, actor, sprekers, Stand.IN_WEGING, op, overleg)
    _vereis_gewogen(dossier)
    gekozen = te_delen(dossier, signalen)
    _zet_doel(dossier, doelen, verblijf, band, band_feit)
    _vereis_een_verblijf(verblijf, bijzonderheid)
    genomen = leg_besluit_vast(
        dossier, actor, dag, Besluit.Uitkomst.CASUSOVERLEG, argumenten, sprekers, overleg
    )
    for partner in partners:
        _kies(genomen, partner, (afwegingen or {}).get(partner.partij.pk, Afweging()))
    gewogen = list(dossier.wegingen.filter(pk__in=[weging.pk for weging in wegingen]))
    overdracht = Overdracht(
        zaak=dossier.zaak,
        weegploeg_nummer=dossier.nummer,
        gemeente=dossier.gemeente,
        naw=naar_casus(dossier),
        bijzonderheid=bijzonderheid,
        band=band,
        band_feit=band_feit,
        duiding=duiding,
        signalen=[naar_casus(signaal) for signaal in gekozen],
        wegingen=[WegingOverdracht(**naar_casus(w)) for w in gewogen],
    )
    casus = casusoverleg.open_casus(overdracht, partners=partners, actor=actor)
    soorten = [SoortGegeven.NAAM_ADRES, SoortGegeven.SIGNALEN, SoortGegeven.WEGING]
    leg_kopie_vast(dossier, casus, [*gekozen, *gewogen], soorten, actor=actor)
    dossier.signalen.update(gedeeld=Gedeeld.NEE)
    dossier.signalen.filter(pk__in=[signaal.pk for signaal in gekozen]).update(gedeeld=Gedeeld.JA)
    dossier.besloten_op = dag
    dossier.casus_nummer = casus.nummer
    dossier.move_to(Stand.GEAGENDEERD, "besloten_op", "casus_nummer", *DOEL)
    gebeurd(dossier, "geagendeerd", actor=actor, op=dag)
    uitsluiten.deel(dossier.zaak)
    zeg_de_casus(dossier, actor)  # another decision on this file may be objected to
    zeg_of_geinformeerd(dossier, actor)
    return dossier


@besluit
def leg_doel_vast(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    doelen: Collection[str],
    verblijf: str,
    band: str,
    band_feit: str,
) -> WeegploegDossier:
    """Record which aims of the cooperation a file serves, and that the person is one of its people (MC 3).

    Args:
        doelen: one or both of `Doel`.
        verblijf: one of `Verblijf`.
        band, band_feit: how the person is tied to the municipality, one of `Band.Soort`, and by which
            fact (WV 2.1).

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it serves none, nobody says where the person stays, or the tie does not fit.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    _zet_doel(dossier, doelen, verblijf, band, band_feit)
    dossier.save(update_fields=DOEL)
    gebeurd(dossier, "doel_vastgelegd", actor=actor)
    return dossier


def _zet_doel(
    dossier: WeegploegDossier, doelen: Collection[str], verblijf: str, band: str, feit: str
) -> None:
    fouten = fouten_in_band(band, feit, verblijf)
    if not doelen or not set(doelen) <= set(Doel.values):
        fouten["doelen"] = GEEN_DOEL
    if verblijf not in Verblijf.values:
        fouten["verblijf"] = GEEN_VERBLIJF
    if fouten:
        raise NietMogelijk(fouten)
    dossier.doelen, dossier.verblijf = sorted(doelen), verblijf
    dossier.band, dossier.band_feit = band, feit


def _vereis_een_verblijf(verblijf: str, bijzonderheid: str) -> None:
    """Who left is a traveller in the casus too, and who is a traveller left (MC 1 j)."""
    if (verblijf == Verblijf.UITREIZIGER) != (bijzonderheid == Bijzonderheid.UITREIZIGER):
        zin = "Dit past niet bij wat u koos bij uitreiziger of terugkeerder."
        raise NietMogelijk({"verblijf": zin})


@besluit
def agendeer_niet(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    op: date | None = None,
    overleg: Overleg | None = None,
) -> WeegploegDossier:
    """Log that there will be no casusoverleg; the six months begin (MC 7.4 sub 2, 13.3; PB 3.4 ad 2).

    Args:
        op, overleg: as for `vastleggen.dag_van`.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three core parties agreed, or nothing was weighed.
    """
    dossier, dag = om_te_besluiten(dossier, actor, sprekers, Stand.IN_WEGING, op, overleg)
    _vereis_gewogen(dossier)
    leg_besluit_vast(
        dossier, actor, dag, Besluit.Uitkomst.GEEN_CASUSOVERLEG, argumenten, sprekers, overleg
    )
    dossier.besloten_op = dag
    dossier.move_to(Stand.NIET_GEAGENDEERD, "besloten_op")
    gebeurd(dossier, "niet_geagendeerd", actor=actor, op=dag)
    return dossier


@besluit
def vraag_duiding(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    sprekers: Collection[WieSprak],
    vragen: Sequence[Vraag],
    op: date | None = None,
    overleg: Overleg | None = None,
    uiterlijk: date | None = None,
) -> WeegploegDossier:
    """Log that the weegploeg needs more before it can decide (PB 3.4 ad 3).

    Args:
        vragen: what each partner is asked.
        op, overleg: as for `vastleggen.dag_van`.
        uiterlijk: the last day to answer; four weeks after `op` without it.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, nothing is asked, or a question cannot be asked like that
            (`duiding.vragen.stel`).
    """
    dossier, dag = om_te_besluiten(dossier, actor, sprekers, Stand.IN_WEGING, op, overleg)
    uiterlijk = uiterlijk or dag + rules.ANTWOORDEN
    if not dag < uiterlijk <= rules.uiterste(dossier.verkregen_op):
        raise NietMogelijk(
            {"uiterlijk": "Kies een dag na het besluit, binnen een jaar na ontvangst."}
        )
    if uiterlijk < actor.vandaag:
        raise NietMogelijk({"uiterlijk": "Deze dag is voorbij. Kies een dag die nog komt."})
    leg_besluit_vast(
        dossier, actor, dag, Besluit.Uitkomst.NADERE_DUIDING, argumenten, sprekers, overleg
    )
    stel(dossier, vragen, actor=actor, uiterlijk=uiterlijk)
    dossier.move_to(Stand.NADERE_DUIDING)
    gebeurd(dossier, "duiding_gevraagd", actor=actor, op=dag)
    return dossier


def _kies(besluit: Besluit, partner: Partner, afweging: Afweging) -> None:
    """Decision 2: a partner, with why it has to be this one and with no less (PB 3.4, MvT 4.1)."""
    partij = partner.partij
    leeg = {
        f"{naam}_{partij.pk}": "Schrijf dit op voor elke partij die u uitnodigt."
        for naam in ("noodzaak", "proportionaliteit", "subsidiariteit")
        if not getattr(afweging, naam).strip()
    }
    if partij.soort == SoortPartij.RVDK and afweging.al_betrokken is None:
        leeg[f"bekend_{partij.pk}"] = "Kies of de Raad al betrokken was."
    if leeg:
        raise NietMogelijk(leeg)
    GekozenPartner.objects.create(
        dossier=besluit.dossier,
        besluit=besluit,
        partij=partij,
        reden=partner.reden,
        rol=partner.rol,
        noodzaak=afweging.noodzaak,
        proportionaliteit=afweging.proportionaliteit,
        subsidiariteit=afweging.subsidiariteit,
        al_betrokken=afweging.al_betrokken if partij.soort == SoortPartij.RVDK else None,
    )


# How a decision begins, and how it is written ---------------------------------------------------
def om_te_besluiten(
    dossier: WeegploegDossier,
    actor: Actor,
    sprekers: Collection[WieSprak],
    stand: str,
    op: date | None,
    overleg: Overleg | None = None,
) -> tuple[Any, date]:
    """Lock the file and permit a decision of the weegploeg, in the state where it can be taken.

    Returns:
        The file, and the day on which the core parties of that day decided.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if dossier.stand != stand:
        raise NietMogelijk("Dit besluit past niet bij de stand van dit dossier.")
    eerder = [
        besluit.genomen_op
        for besluit in dossier.besluiten.select_related("vastlegging__vervangen_door")
        if not besluit.vastlegging.is_vervangen
    ]
    vanaf = max([dossier.verkregen_op, *eerder])
    return dossier, dag_van(dossier, sprekers, op, actor=actor, vanaf=vanaf, overleg=overleg)


def leg_besluit_vast(
    dossier: WeegploegDossier,
    actor: Actor,
    dag: date,
    uitkomst: Besluit.Uitkomst,
    argumenten: str,
    sprekers: Collection[WieSprak],
    overleg: Overleg | None,
) -> Besluit:
    """Write a decision with its arguments, and who spoke for the core parties (MC 8.2 e, f)."""
    if not argumenten.strip():
        raise NietMogelijk({"argumenten": "Schrijf op waarom de weegploeg dit besluit neemt."})
    sluit(dossier, dag, ook_beantwoord=True)
    rij = Besluit.objects.create(
        dossier=dossier,
        vastlegging=leg_vast(dossier, sprekers, actor=actor, overleg=overleg),
        uitkomst=uitkomst,
        argumenten=argumenten,
        genomen_op=dag,
    )
    los_op(rij.vastlegging, actor=actor)
    dossier.standpunten.filter(besloten_op=None).update(besloten_op=actor.nu)  # fixed from now on
    return rij


def _vereis_gewogen(dossier: WeegploegDossier) -> None:
    """Both outcomes of MC 7.4 come after the analysis by the referentiekader."""
    if not dossier.wegingen.exists():
        raise NietMogelijk("Weeg eerst de signalen met het referentiekader (artikel 7 lid 3).")
