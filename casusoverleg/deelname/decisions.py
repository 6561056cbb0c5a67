"""Who takes part in a casus, in which role, from when until when (PB 4.2, 4.3)."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from convenant.decisions import casuspartners
from convenant.models import Bijlage1, Partij, SoortPartij
from convenant.politie import vereis_genoemd
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from gedeeld.personen import Persoon
from gedeeld.rules import MEERDERJARIG
from gedeeld.weigering import NietMogelijk, dag_van_besluit, vereis_dagen, vereis_tekst
from register.afleiden import besluit
from register.nummers import nieuw_nummer
from register.uitwisseling.vastleggen import kwam_buiten

from ..dossier.models import Casus
from ..events import gebeurd
from ..instemming import rond_af
from ..overdracht import Partner
from ..rules import einde_rvdk, weiger_dagen
from ..slot import te_voeren
from .grootboek import begon_niet, leg_deelname_vast
from .models import Afspraak, Deelname, Deelnameverzoek, GrondRvdk
from .querysets import politiegegevens
from .vangnet import eigen_vermeldingen

AANGEHOUDEN = (
    "Een kernpartij maakt bezwaar tegen een besluit van de weegploeg. Laat nu geen partijen toe, en"
    " geef geen gegevens aan anderen. De kernpartijen bespreken eerst het bezwaar."
)
ALLEEN_INFORMATIE = "informatie"
ANTWOORDTIJD = timedelta(weeks=4)  # ours: as long as a party has to look whether it has a role
VOORBIJ = "De afgesproken tijd om mee te doen is voorbij. De uitvoerder kan opnieuw uitnodigen."
GEEN_REDEN = (
    "Alleen informatie hebben is geen reden om mee te doen. Weet u niet of de partij een rol heeft, laat haar"
    " dan één keer verkennen."
)
DOOR_LEEFTIJD = "Het subject is meerderjarig, of de leeftijd is niet zeker."


def vereis_geen_bezwaar(casus: Casus) -> None:
    """Refuse to let somebody in or to give data, as long as a core party objects (PB 3.3).

    Raises:
        NietMogelijk: it does.
    """
    if casus.aangehouden_op:
        raise NietMogelijk(AANGEHOUDEN)


def partijen_in(casus: Casus, op: date) -> QuerySet[Partij]:
    """The parties that can take a measure: the core parties and who takes part on a day (MC 1 e)."""
    deelnemers = casus.deelnames.werkend(op).filter(rol=Deelname.Rol.DEELNEMER)
    rijen: QuerySet[Partij] = Partij.objects.doet_mee_op(op).filter(
        Q(pk__in=deelnemers.values("partij"))
        | Q(pk__in=[partij.pk for partij in casus.kernpartijen])
    )
    return rijen


def uit_te_nodigen(casus: Casus, op: date) -> QuerySet[Partij]:
    """Partners of the covenant that do not take part yet and can (MC 1 c, PB 4.2)."""
    al_binnen = casus.deelnames.ononderbroken(op).values("partij")
    return casuspartners(casus.gemeente.convenant_id, op, eigen=eigen_vermeldingen(casus)).exclude(
        pk__in=al_binnen
    )


def raad_kan_niet(casus: Casus, op: date) -> str:
    """Why the Raad voor de Kinderbescherming has no role on a day; empty when it can have one (PB 3.4)."""
    try:
        einde_rvdk(casus.persoon, op)
    except NietMogelijk as fout:
        return str(fout.message)
    return ""


@besluit
def laat_deelnemen(casus: Casus, *, actor: Actor, partner: Partner) -> Deelname:
    """Let a partner take part in this casus, or advise in it (PB 4.2, 4.3).

    It is invited, and takes part once it accepts under its own account; who asked to take part, or
    looked and said that it has a role, did that already.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: a core party objects to a decision of the weegploeg, the partner would take part
            for its information alone, takes part already, is not in annex 1 with a current statement
            of secrecy, or is the Raad voor de Kinderbescherming while the subject is no minor; or the
            days do not fit.
    """
    casus = te_voeren(casus, actor)
    vereis_geen_bezwaar(casus)
    _weiger_waarvoor(partner.waarvoor)
    verzoek = casus.deelnameverzoeken.open().filter(partij=partner.partij)
    keek = casus.partijvragen.filter(partij=partner.partij, soort="verkennen", afgehandeld_op=None)
    zei_ja = verzoek.exists() or keek.filter(uitkomst="doet_mee").exists()
    deelname = begin_deelname(casus, partner, actor=actor, zei_ja=zei_ja)
    verzoek.update(antwoord=Deelnameverzoek.Antwoord.TOEGELATEN, beantwoord_op=actor.vandaag)
    # Who looked whether it has a role is let in now: what it read to look with is past.
    keek.sluit(actor.vandaag)
    keek.update(afgehandeld_op=actor.vandaag)
    return deelname


def _weiger_waarvoor(waarvoor: str) -> None:
    """Refuse who would take part for what it knows alone (PB 4.2)."""
    if waarvoor == ALLEEN_INFORMATIE:
        raise NietMogelijk({"waarvoor": GEEN_REDEN})
    if waarvoor not in Deelname.Waarvoor.values:
        raise NietMogelijk({"waarvoor": "Kies waarvoor deze partij meedoet."})


def begin_deelname(
    casus: Casus, partner: Partner, *, actor: Actor, zei_ja: bool = False
) -> Deelname:
    """Begin a participation in a casus that is locked; see `laat_deelnemen`, which permits it too.

    Args:
        zei_ja: whether the party said already that it wants to take part, and is not asked again.
    """
    partij, dag = partner.partij, actor.vandaag
    _weiger_partner(casus, partner, dag)
    besloten = _besloten(casus, partner.besloten_op, actor, veld="besloten_op")
    is_raad = partij.soort == SoortPartij.RVDK
    van = partner.van or dag
    if (
        partner.rol == Deelname.Rol.DEELNEMER and not partij.extern
    ):  # who will read all that is in it
        vereis_genoemd(politiegegevens(casus), [partij], dag)
    vermelding = _vermelding(casus, partij, van)
    # What is left of an earlier time does not come back with the party: not a participation that
    # leaving annex 1 broke off, not what was disclosed to it, and not the lead.
    for gebroken in casus.deelnames.niet_voorbij(dag).filter(partij=partij):
        reden = "De partij stond niet meer in bijlage 1."
        _eindig(casus, gebroken, gebroken.einde or dag, reden, actor=actor)
    casus.verstrekkingen.filter(partij=partij).beeindig(dag)
    _ontneem_regie(casus, partij, dag)
    deelname = Deelname.objects.create(
        casus=casus,
        partij=partij,
        rol=partner.rol,
        waarvoor=partner.waarvoor,
        reden=partner.reden,
        grond_rvdk=partner.grond_rvdk if is_raad else "",
        vermelding=vermelding,
        besloten_op=besloten,
        van=van,
        aanvaard_op=dag if zei_ja else None,
        tot=_einde(casus, partner.tot, van) if is_raad else partner.tot,
        afgesproken_tot=partner.tot,
    )
    gebeurd(casus, "deelname_begonnen", actor=actor, over=deelname, op=besloten)
    if zei_ja:
        _begint(casus, deelname, actor=actor)
    else:
        _nodig_uit(casus, deelname, actor=actor)
    return deelname


def _besloten(casus: Casus, op: date | None, actor: Actor, *, veld: str = "op") -> date:
    """The day on which it was decided: what it gives or takes begins today all the same."""
    return dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op, veld=veld)


def _begint(casus: Casus, deelname: Deelname, *, actor: Actor) -> None:
    """The party takes part, and reads its share from its first day."""
    if deelname.rol == Deelname.Rol.DEELNEMER:
        kwam_buiten(casus, deelname.van)
        leg_deelname_vast(casus, deelname, actor=actor)


def _nodig_uit(casus: Casus, deelname: Deelname, *, actor: Actor) -> None:
    """Ask the party whether it takes part. It reads what it is needed for, and not about whom it is."""
    wat = deelname.get_waarvoor_display() or deelname.get_rol_display()
    tot = f" tot {datum(deelname.afgesproken_tot)}" if deelname.afgesproken_tot else ""
    uiterlijk = actor.vandaag + ANTWOORDTIJD
    if deelname.tot:  # who says yes must be able to begin
        uiterlijk = max(actor.vandaag, min(uiterlijk, deelname.tot - timedelta(days=1)))
    rij = casus.partijvragen.create(
        soort="uitnodiging",
        deelname=deelname,
        nummer=nieuw_nummer("V", actor.vandaag.year),
        partij=deelname.partij,
        vraag=f"Doet uw organisatie mee aan een casusoverleg van {casus.gemeente.naam}? Waarom: {wat[0].lower()}{wat[1:]}."
        f" De uitnodiging geldt vanaf {datum(deelname.van)}{tot}.",
        gevraagd_op=actor.vandaag,
        uiterlijk=uiterlijk,
        lezen_tot=uiterlijk + timedelta(days=1),
    )
    gebeurd(casus, "uitgenodigd", actor=actor, over=rij)


def neem_aan(casus: Casus, deelname: Deelname, *, actor: Actor, op: date) -> None:
    """The party takes part: it reads its share from today, or from the later day that was agreed.

    Args:
        casus: locked; who may say so was asked before.
        op: the day on which the party decided it.

    Raises:
        NietMogelijk: it would have ended by then.
    """
    van = max(deelname.van, actor.vandaag)
    if deelname.tot and deelname.tot <= van:
        raise NietMogelijk(VOORBIJ)
    deelname.aanvaard_op, deelname.van = op, van
    deelname.save(update_fields=["aanvaard_op", "van"])
    _begint(casus, deelname, actor=actor)
    gebeurd(casus, "uitnodiging_aangenomen", actor=actor, op=op)


def sla_af(casus: Casus, deelname: Deelname, *, actor: Actor, op: date, reden: str) -> None:
    """The party does not take part: its invitation ends. Arguments as for `neem_aan`."""
    _sluit(casus, deelname, actor.vandaag, reden)
    gebeurd(casus, "uitnodiging_afgeslagen", actor=actor, op=op)


def _vermelding(casus: Casus, partij: Partij, van: date) -> Bijlage1 | None:
    """The entry of annex 1 under which a party is let in; None for who needs none (MC 1 c).

    A general one, else the one that was made for this casus.
    """
    if not partij.extern:
        return None
    hier = Q(een_casus=False) | Q(pk__in=eigen_vermeldingen(casus))
    rijen = partij.bijlage1.op(van).filter(hier)
    vermelding: Bijlage1 | None = rijen.order_by("een_casus", "-van").first()
    if vermelding is None:
        raise NietMogelijk({"van": f"{partij.naam} staat op deze dag niet in bijlage 1."})
    return vermelding


def _einde(casus: Casus, afgesproken: date | None, op: date) -> date:
    """The end of the Raad: what was agreed, and never later than the 18th birthday (PB 3.4)."""
    einde = einde_rvdk(casus.persoon, op)
    return min(einde, afgesproken) if afgesproken else einde


def _weiger_partner(casus: Casus, partner: Partner, dag: date) -> None:
    partij = partner.partij
    if partij.convenant_id != casus.gemeente.convenant_id or partij.kernpartij:
        raise NietMogelijk("Deze partij kan niet als casuspartner worden toegelaten.")
    if not partij.doet_mee(dag):
        raise NietMogelijk(
            f"{partij.naam} kan nu niet meedoen. Een externe partner staat in bijlage 1 en heeft een"
            " geldige geheimhoudingsverklaring."
        )
    if not partner.reden.strip():
        raise NietMogelijk("Schrijf op welke rol deze partij in het plan heeft.")
    if not uit_te_nodigen(casus, dag).filter(pk=partij.pk).exists():
        raise NietMogelijk(f"{partij.naam} doet al mee aan deze casus, of begint later.")
    weiger_dagen(partner.van or dag, partner.tot, dag, wat="deelname")
    is_raad = partij.soort == SoortPartij.RVDK
    if is_raad and partner.grond_rvdk not in GrondRvdk.values:
        raise NietMogelijk("Kies de grond waarop de Raad voor de Kinderbescherming meedoet.")
    if partner.rol == Deelname.Rol.ADVISEUR and not is_raad:
        raise NietMogelijk("Alleen de Raad voor de Kinderbescherming adviseert zonder identiteit.")


@besluit
def beeindig_deelname(
    casus: Casus, deelname: Deelname, *, actor: Actor, reden: str, op: date | None = None
) -> Deelname:
    """End a participation today: access is gone from this moment (PB 4.2, 4.3).

    It can be done while the casus is closed or restricted too: taking access away is always
    possible. One that was to begin later does not begin.

    Args:
        reden: why the party leaves; kept with the participation.
        op: the day on which it was decided; today without it. The party could read until now all the same.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it ended already, it does not say why, or the day does not fit.
    """
    casus = te_voeren(casus, actor, ook_stil=True)
    vereis_tekst(reden=reden)
    besloten = _besloten(casus, op, actor)
    lopend: Deelname | None = (
        casus.deelnames.niet_voorbij(actor.vandaag).filter(pk=deelname.pk).first()
    )
    if lopend is None:
        raise NietMogelijk("Deze deelname is al beëindigd.")
    lopend.einde_besloten_op = besloten
    _eindig(casus, lopend, actor.vandaag, reden, actor=actor)
    if casus.loopt and not casus.beperkt:  # else nothing new goes out
        rond_af(casus, actor=actor)
    return lopend


@besluit
def zet_beroepsgeheim(
    casus: Casus, deelname: Deelname, *, actor: Actor, beroepsgeheim: bool
) -> Deelname:
    """Record whether a partner takes part under professional secrecy: then it is asked for no data (MvT 4.3).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the participation ended, or it is recorded so already.
    """
    casus = te_voeren(casus, actor)
    lopend: Deelname | None = (
        casus.deelnames.niet_voorbij(actor.vandaag).filter(pk=deelname.pk).first()
    )
    if lopend is None:
        raise NietMogelijk("Deze deelname is al beëindigd.")
    if lopend.beroepsgeheim == beroepsgeheim:
        raise NietMogelijk("Dit staat al zo vast.")
    lopend.beroepsgeheim = beroepsgeheim
    lopend.save(update_fields=["beroepsgeheim"])
    gebeurd(casus, "beroepsgeheim_vastgelegd", actor=actor)
    return lopend


@besluit
def leg_afspraak_vast(
    casus: Casus, *, actor: Actor, partij: Partij, onderwerp: str, wat: str, op: date
) -> Afspraak:
    """Record what was agreed with a partner on information, security or access (PB 4.3).

    Args:
        onderwerp: one of `Afspraak.Onderwerp`.
        op: the day on which it was agreed.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the party takes no part, the day lies ahead, or it does not say what was agreed.
    """
    casus = te_voeren(casus, actor)
    vereis_tekst(wat=wat)
    vereis_dagen(actor.vandaag, gedaan={"op": op})
    if onderwerp not in Afspraak.Onderwerp.values:
        raise NietMogelijk({"onderwerp": "Kies waarover de afspraak gaat."})
    if not partners_in(casus, actor.vandaag).filter(pk=partij.pk).exists():
        raise NietMogelijk({"partij": "Deze partij doet niet mee aan deze casus."})
    afspraak: Afspraak = casus.afspraken.create(partij=partij, onderwerp=onderwerp, wat=wat, op=op)
    gebeurd(casus, "afspraak_vastgelegd", actor=actor)
    return afspraak


def partners_in(casus: Casus, op: date) -> QuerySet[Partij]:
    """The partners that take part on a day or will."""
    lopend = casus.deelnames.niet_voorbij(op).values("partij")
    rijen: QuerySet[Partij] = Partij.objects.filter(pk__in=lopend)
    return rijen


def laat_niet_beginnen(casus: Casus, *, actor: Actor) -> None:
    """The casus is closed: who was to take part later, or did not accept yet, does not begin (MC 9.4, 10.4)."""
    nog_niet = Q(van__gt=actor.vandaag) | Q(aanvaard_op=None)
    for deelname in casus.deelnames.niet_voorbij(actor.vandaag).filter(nog_niet):
        _eindig(casus, deelname, actor.vandaag, "De casus is afgesloten.", actor=actor)


def _eindig(casus: Casus, deelname: Deelname, dag: date, reden: str, *, actor: Actor) -> None:
    """End a participation on a day, and with it the lead and what was disclosed under it.

    Args:
        deelname: with `einde_besloten_op` where people decided it.
    """
    for uitnodiging in casus.partijvragen.filter(deelname=deelname, uitkomst=""):
        gebeurd(casus, "partijvraag_gestopt", actor=actor, over=uitnodiging)
    _sluit(casus, deelname, dag, reden)
    _ontneem_regie(casus, deelname.partij, actor.vandaag)
    op = deelname.einde_besloten_op
    gebeurd(casus, "deelname_beeindigd", actor=actor, over=deelname, op=op)


def _sluit(casus: Casus, deelname: Deelname, dag: date, reden: str) -> None:
    begon_niet(casus, deelname, dag)
    deelname.tot, deelname.reden_einde = max(dag, deelname.van), reden
    deelname.save(update_fields=["tot", "reden_einde", "einde_besloten_op"])
    deelname.verstrekkingen.beeindig(dag)
    uitnodigingen = casus.partijvragen.filter(deelname=deelname, uitkomst="")
    uitnodigingen.sluit(dag)
    uitnodigingen.update(afgehandeld_op=dag)


def _ontneem_regie(casus: Casus, partij: Partij, dag: date) -> None:
    if casus.regisseur_id == partij.pk:
        casus.regisseur = None
        casus.save(update_fields=["regisseur"])
        casus.regies.filter(tot=None).update(tot=dag)


def raad_stopt(casus: Casus, persoon: Persoon, op: date) -> bool:
    """Whether the Raad, which takes part now or later, would have no role with this birth (PB 3.4)."""
    lopend = casus.deelnames.niet_voorbij(op).filter(partij__soort=SoortPartij.RVDK)
    return any(
        persoon.jonger_dan(MEERDERJARIG, max(op, van)) is not True
        for van in lopend.values_list("van", flat=True)
    )


def herzie_einde_rvdk(casus: Casus, *, actor: Actor) -> None:
    """After another birth date: the Raad takes part until the 18th birthday, or no longer (PB 3.4).

    What a birth date ended on this very day comes back when it is put right.
    """
    dag = actor.vandaag
    van_raad = casus.deelnames.filter(partij__soort=SoortPartij.RVDK).select_related("partij")
    lopend = list(van_raad.niet_voorbij(dag))
    for deelname in lopend or _vandaag_gestopt(van_raad, dag):
        try:
            deelname.tot = _einde(casus, deelname.afgesproken_tot, max(dag, deelname.van))
        except NietMogelijk:  # an adult, or nobody knows: no role from today
            if deelname in lopend:
                _eindig(casus, deelname, dag, DOOR_LEEFTIJD, actor=actor)
            continue
        hersteld, deelname.reden_einde = bool(deelname.reden_einde), ""
        deelname.save(update_fields=["tot", "reden_einde"])
        if hersteld:
            gebeurd(casus, "deelname_hersteld", actor=actor, over=deelname)
            if deelname.aanvaard_op is None:
                _nodig_uit(casus, deelname, actor=actor)
            else:
                _begint(casus, deelname, actor=actor)


def raad_verkent_niet_meer(casus: Casus, op: date) -> None:
    """After another birth date: the Raad does not look whether it has a role with an adult (PB 3.4)."""
    if raad_kan_niet(casus, op):
        casus.partijvragen.filter(soort="verkennen", partij__soort=SoortPartij.RVDK).sluit(op)


def _vandaag_gestopt(rijen: QuerySet[Deelname], dag: date) -> list[Deelname]:
    """The participations that a birth date ended on this day: encrypted, so they are looked through."""
    gestopt = rijen.filter(Q(tot=dag) | Q(tot=F("van"), van__gt=dag))
    return [deelname for deelname in gestopt if deelname.reden_einde == DOOR_LEEFTIJD]


@besluit
def wijs_regisseur_aan(
    casus: Casus, *, actor: Actor, partij: Partij, op: date | None = None
) -> Casus:
    """Appoint the party that has the lead (PB 4.2, 4.4). Who had it before stays on record.

    Args:
        op: the day on which it was decided, from which the party has the lead; today without it.

    Raises:
        NietMogelijk: the party takes no part, can't see the file it would coordinate, or the day does
            not fit, or lies before that of who has the lead.
    """
    casus = te_voeren(casus, actor)
    eerder = casus.regies.filter(tot=None).first()
    vanaf = max(casus.geopend_op, eerder.van) if eerder and eerder.van else casus.geopend_op
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=vanaf, veld="op")
    vereis_deelnemer(casus, partij, actor.vandaag, veld="partij")
    if partij.extern:
        raise NietMogelijk(
            {"partij": "Een externe partner ziet de casus niet en kan geen regisseur zijn."}
        )
    if eerder is None or eerder.partij_id != partij.pk:
        casus.regies.filter(tot=None).update(tot=dag)
        casus.regies.create(partij=partij, van=dag)
    casus.regisseur = partij
    casus.save(update_fields=["regisseur"])
    gebeurd(casus, "regisseur_aangewezen", actor=actor, op=dag)
    return casus


def vereis_deelnemer(casus: Casus, partij: Partij, dag: date, *, veld: str) -> None:
    """Refuse, at a field, a party that cannot take a measure or the lead on a day.

    Raises:
        NietMogelijk: it takes no part.
    """
    if not partijen_in(casus, dag).filter(pk=partij.pk).exists():
        raise NietMogelijk({veld: "Deze partij doet niet mee aan deze casus."})
