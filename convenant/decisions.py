"""Acts on the covenant: parties and publication. The administrator does them (MC 15.2 c)."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet

from gedeeld.actor import Actor, Rol
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from . import rules
from .models import CASUS, Bijlage1, Convenant, Grondslag, Ontvanger, Partij, SoortPartij

IS_SATELLIET = (
    "{naam} is satellietpartner en krijgt nooit persoonsgegevens. Beëindig dat eerst, of kies een andere "
    "organisatie."
)
GEEN_MODEL = (
    "Op artikel 18 lid 2 Wpg kan dit nu niet: het convenant is niet compleet. Gemeente, politie en OM doen "
    "alle drie mee."
)
# What can join besides: one police and one OM are there from the start, annex 1 has its own way, and
# the Minister comes with the file of a covenant on the bill.
TOE_TE_VOEGEN = (SoortPartij.GEMEENTE, SoortPartij.RVDK, SoortPartij.RECLASSERING)


def mag_beheren(actor: Actor | None) -> bool:
    """Whether the actor configures the covenant; it opens no file (BEV-beheerder)."""
    return actor is not None and actor.rol == Rol.BEHEERDER


def mag_toegang_lezen(actor: Actor | None) -> bool:
    """Whether the actor sees who may act for whom: core parties, administrator, supervisor."""
    return mag_bevestigen(actor) or mag_wijzigingen_lezen(actor)


def mag_bevestigen(actor: Actor | None) -> bool:
    """Whether the actor can be the second person of what takes two: who works under the covenant (ADR 11).

    Whether of this role or this notice as well, says its own `bezwaar`.
    """
    return actor is not None and (
        mag_beheren(actor) or actor.in_weegploeg or actor.voert_casusoverleg_uit
    )


def mag_documenten_lezen(actor: Actor | None) -> bool:
    """Whether the actor reads signed statements: the administrator, and who lets partners in."""
    return actor is not None and (
        mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit
    )


def mag_wijzigingen_lezen(actor: Actor | None) -> bool:
    """Whether the actor sees what was changed in covenant and accounts (MC 15.2 f)."""
    return actor is not None and actor.rol in rules.ZONDER_DOSSIERS


@transaction.atomic
def maak_partij(
    convenant: Convenant, *, naam: str, soort: SoortPartij, vanaf: date, **gegevens: str
) -> Partij:
    """A party in a covenant, with the group that will hold its object permissions (MC Partijen).

    Args:
        gegevens: `contact`, and of a municipality `gemeentecode` and `naam_landelijk`.
    """
    partij = Partij(convenant=convenant, naam=naam, soort=soort, vanaf=vanaf, **gegevens)
    # Group names are unique over all covenants, and party names may be longer than they.
    partij.groep = Group.objects.create(name=str(partij.pk))
    partij.save()
    return partij


@transaction.atomic
def voeg_partij_toe(
    *,
    actor: Actor,
    soort: SoortPartij,
    naam: str,
    contact: str,
    vanaf: date,
    gemeentecode: str = "",
    naam_landelijk: str = "",
) -> Partij:
    """Record that a party joined the covenant (MC Partijen).

    One person can: nobody acts for it before a second person confirmed a role (ADR 11).

    Args:
        soort: a municipality or a casuspartij; there is one police and one OM, and an external
            partner comes by annex 1.
        vanaf: first day on which it is a party.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the kind, the day, the name or the code does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder voegt een partij toe.")
    convenant = eigen_convenant(actor)
    if soort not in TOE_TE_VOEGEN:
        raise NietMogelijk({"soort": "Een partij van deze soort kan er niet bij."})
    if vanaf < convenant.in_werking_op:
        raise NietMogelijk({"vanaf": "Toen was het convenant nog niet in werking."})
    vereis_dagen(actor.vandaag, komend={"vanaf": vanaf})
    if convenant.partijen.filter(naam__iexact=naam).exists():
        raise NietMogelijk({"naam": f"{naam} staat al in dit convenant."})
    weiger_satelliet(convenant, naam, vanaf, None)
    _weiger_gemeente(convenant, soort, gemeentecode, naam_landelijk)
    return maak_partij(
        convenant,
        naam=naam,
        soort=soort,
        vanaf=vanaf,
        contact=contact,
        gemeentecode=gemeentecode,
        naam_landelijk=naam_landelijk,
    )


@transaction.atomic
def wijzig_partij(
    partij: Partij,
    *,
    actor: Actor,
    contact: str,
    gemeentecode: str = "",
    naam_landelijk: str = "",
) -> Partij:
    """Change how a party is reached, and by what the country knows a municipality.

    Its name, its kind and its days stay: they say who signed, and what follows from that.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the code does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder past een partij aan.")
    convenant = eigen_convenant(actor)
    partij = Partij.objects.select_for_update().get(pk=partij.pk, convenant=convenant)
    _weiger_gemeente(convenant, partij.soort, gemeentecode, naam_landelijk, behalve=partij)
    partij.contact, partij.gemeentecode = contact, gemeentecode
    partij.naam_landelijk = naam_landelijk
    partij.save(update_fields=["contact", "gemeentecode", "naam_landelijk"])
    return partij


def _weiger_gemeente(
    convenant: Convenant, soort: str, code: str, naam: str, behalve: Partij | None = None
) -> None:
    if soort != SoortPartij.GEMEENTE and (code or naam):
        zin = "Vul dit alleen in bij een gemeente."
        raise NietMogelijk({"gemeentecode" if code else "naam_landelijk": zin})
    if soort == SoortPartij.GEMEENTE and not rules.is_gemeentecode(code):
        raise NietMogelijk({"gemeentecode": rules.GEMEENTECODE})
    anderen = [p for p in convenant.partijen.filter(gemeentecode=code) if p != behalve]
    if code and anderen:
        raise NietMogelijk({"gemeentecode": "Deze code is al van een andere gemeente."})


def eigen_convenant(actor: Actor) -> Convenant:
    """The actor's covenant, locked, and his own role looked at again after the lock.

    Raises:
        Geweigerd: it just ended, or waits for a second person again.
    """
    assert actor.convenant_id is not None
    convenant = Convenant.objects.select_for_update().get(pk=actor.convenant_id)
    require(actor.heeft_rol_nog(), "U hebt deze rol niet meer.")
    return convenant


@transaction.atomic
def leg_publicatie_vast(
    *,
    actor: Actor,
    staatscourant: str,
    gepubliceerd_op: date | None,
    geevalueerd_op: date | None,
) -> Convenant:
    """Record where the covenant was published (MC 11.1) and when it was evaluated (MC 18.4).

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: a day does not fit.
    """
    require(mag_beheren(actor), "Alleen de beheerder werkt het convenant bij.")
    convenant = eigen_convenant(actor)
    if bool(staatscourant) != bool(gepubliceerd_op):
        raise NietMogelijk(
            {"staatscourant": "Vul de vindplaats en de dag van publicatie samen in."}
        )
    vereis_dagen(actor.vandaag, gedaan={"gepubliceerd_op": gepubliceerd_op})
    if geevalueerd_op and not convenant.in_werking_op < geevalueerd_op <= actor.vandaag:
        zin = "Kies een dag na de inwerkingtreding en niet later dan vandaag."
        raise NietMogelijk({"geevalueerd_op": zin})
    convenant.staatscourant, convenant.gepubliceerd_op = staatscourant, gepubliceerd_op
    convenant.geevalueerd_op = geevalueerd_op
    convenant.save(update_fields=["staatscourant", "gepubliceerd_op", "geevalueerd_op"])
    return convenant


@transaction.atomic
def zet_werktijd(
    *, actor: Actor, werkdagen: list[int], werk_van: time, werk_tot: time
) -> Convenant:
    """Say when people work under this covenant, for who looks through its logs (MC 15.2 f).

    Args:
        werkdagen: numbers of the days of the week; Monday is 1.
        werk_tot: the first moment that is no working time any more.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it ends before it begins.
    """
    require(mag_beheren(actor), "Alleen de beheerder stelt de werktijd in.")
    convenant = eigen_convenant(actor)
    if werk_tot <= werk_van:
        raise NietMogelijk({"werk_tot": "Dit moet later zijn dan het begin."})
    convenant.werkdagen, convenant.werk_van = sorted(werkdagen), werk_van
    convenant.werk_tot = werk_tot
    convenant.save(update_fields=["werkdagen", "werk_van", "werk_tot"])
    return convenant


@transaction.atomic
def zet_controle(*, actor: Actor, controle_maanden: int) -> Convenant:
    """Say how often the data of each file are checked under this covenant (MC 8.3, 10.3).

    What waits in the files follows by a job (`register.tasks.vraag_voor_gemeenten`).

    Args:
        controle_maanden: months between two checks.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it is less than a month, or more than a year.
    """
    require(mag_beheren(actor), "Alleen de beheerder stelt in hoe vaak er wordt gecontroleerd.")
    if not rules.CONTROLE_MIN <= controle_maanden <= rules.CONTROLE_MAX:
        zin = f"Kies {rules.CONTROLE_MIN} tot en met {rules.CONTROLE_MAX} maanden."
        raise NietMogelijk({"controle_maanden": zin})
    convenant = eigen_convenant(actor)
    convenant.controle_maanden = controle_maanden
    convenant.save(update_fields=["controle_maanden"])
    return convenant


@transaction.atomic
def zet_selectielijst(*, actor: Actor, selectielijst: str) -> Convenant:
    """Say by which category of the selection list files are destroyed under this covenant (MC 13.1).

    What was destroyed before keeps what was said then.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: it is empty.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt de selectielijst vast.")
    vereis_tekst(selectielijst=selectielijst)
    convenant = eigen_convenant(actor)
    convenant.selectielijst = selectielijst
    convenant.save(update_fields=["selectielijst"])
    return convenant


def weiger_satelliet(
    convenant: Convenant, naam: str, van: date, tot: date | None, *, veld: str = "naam"
) -> None:
    """Refuse to give a role in files to a body that is a satelliet in that time: it never gets data.

    Raises:
        NietMogelijk: at this field.
    """
    er_al = convenant.satellieten.filter(naam__iexact=naam.strip()).values_list("van", "tot")
    if any(rules.overlappen((van, tot), ander) for ander in er_al):
        raise NietMogelijk({veld: IS_SATELLIET.format(naam=naam.strip())})


def kernpartijen_van(gemeente_id: UUID, op: date) -> list[Partij]:
    """The weegploeg of a file: the municipality concerned, police and OM (PB 3.2, MC 1 m).

    Raises:
        NietMogelijk: one of the three takes no part on this day.
    """
    gemeente = Partij.objects.get(pk=gemeente_id)
    partijen = list(gemeente.weegploeg.doet_mee_op(op).order_by("soort"))
    if len({partij.soort for partij in partijen}) < 3:
        raise NietMogelijk(
            "De weegploeg is niet compleet: gemeente, politie en OM doen alle drie mee."
        )
    return partijen


def vereis_model(grondslag: Grondslag | None, gemeente_id: UUID, op: date) -> None:
    """Refuse data on Wpg 18.2 where no covenant after the model holds between the three (WPG 2, MC 18.3).

    Args:
        grondslag: on which something new is given.

    Raises:
        NietMogelijk: one of the core parties takes no part on this day.
    """
    if grondslag is None or grondslag.ontvanger != Ontvanger.COLLEGE:
        return
    try:
        kernpartijen_van(gemeente_id, op)
    except NietMogelijk:
        raise NietMogelijk({"grondslag": GEEN_MODEL}) from None


def casuspartners(
    convenant_id: UUID, op: date, *, eigen: "QuerySet[Any] | None" = None
) -> QuerySet[Partij]:
    """Partners that can be let into a casus on a day: casuspartijen, and who annex 1 names (MC 1 c).

    Args:
        eigen: keys of the entries that were made for this casus alone; those of others name nobody.
    """
    hier = Q(een_casus=False) if eigen is None else Q(een_casus=False) | Q(pk__in=eigen)
    vermeld = Bijlage1.objects.op(op).filter(hier)
    rijen: QuerySet[Partij] = Partij.objects.doet_mee_op(op).filter(
        Q(soort__in=CASUS) | Q(soort=SoortPartij.EXTERN, pk__in=vermeld.values("partij")),
        convenant=convenant_id,
    )
    return rijen
