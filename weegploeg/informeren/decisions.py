"""Inform, or not (yet) on a ground (MC 11.3, 11.4). Until it is done or ended the duty stays."""

from collections.abc import Collection
from datetime import date

from casusoverleg.informeren import decisions as casusoverleg
from convenant.artikel41 import FACTOREN
from convenant.models import Uitzonderingsgrond
from gedeeld.actor import Actor
from gedeeld.rules import MEERDERJARIG
from gedeeld.weigering import NietMogelijk, vereis_tekst
from overleg.models import Overleg
from register.afleiden import besluit
from register.events import vereis_ongewijzigd

from .. import rules
from ..bezwaar import los_op, vereis_geen_bezwaar
from ..events import INFORMEREN, gebeurd
from ..models import Informatiebesluit, Vastlegging, WeegploegDossier
from ..slot import neem
from ..vastleggen import WieSprak, dag_van, leg_vast
from .facts import geldend


@besluit
def besluit_informeren(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    sprekers: Collection[WieSprak],
    informeren: bool,
    wie: str = Informatiebesluit.Wie.SUBJECT,
    afspraak: str = "",
    eerder: str = Informatiebesluit.Eerder.ONBEKEND,
    eerder_weging: str = "",
    grond: Uitzonderingsgrond | None = None,
    reden: str = "",
    factoren: Collection[str] = (),
    afweging: str = "",
    heroverwegen_op: date | None = None,
    op: date | None = None,
    overleg: Overleg | None = None,
    gelezen: int | None = None,
    vastlegging: Vastlegging | None = None,
) -> Informatiebesluit:
    """Log what the core parties agreed: inform the subject, or not on a ground (MC 11.3, 11.4).

    Args:
        sprekers: who spoke for each of the core parties, which consulted each other; all three must.
        wie: one of `Informatiebesluit.Wie`.
        afspraak: who informs, how and when.
        eerder, eerder_weging: whether the subject or the parents were told before, such as in another
            track, one of `Informatiebesluit.Eerder`; and how that weighs here, which must be said when so.
        grond, reden, heroverwegen_op: for "not (yet)": the ground of art. 41 UAVG or 14.5 AVG, why
            it applies, and the day to look again; no day where the ground ends the duty.
        factoren, afweging: letters of UAVG 41 lid 2 that were weighed, and how; with a ground of that
            article at least one.
        op, overleg: as for `vastleggen.dag_van`.
        vastlegging: what it is logged with, when another decision of the same meeting was.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.INFORMEREN`).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: somebody recorded another decision meanwhile, the subject was informed,
            parents would be who may not, the day to look again is too far off, or something is
            missing.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    vereis_ongewijzigd(dossier, gelezen, *INFORMEREN)
    dag = dag_van(dossier, sprekers, op, actor=actor, vanaf=dossier.verkregen_op, overleg=overleg)
    if dossier.geinformeerd_op:
        raise NietMogelijk("Het subject is al geïnformeerd.")
    if eerder == Informatiebesluit.Eerder.JA and not eerder_weging.strip():
        raise NietMogelijk({"eerder_weging": "Schrijf op hoe dat meeweegt."})
    if informeren:
        _keur_informeren(dossier, wie, afspraak, actor.vandaag)
    else:
        _keur_niet(dossier, grond, reden, heroverwegen_op, actor.vandaag)
        _keur_afweging(grond, factoren, afweging)
    rij = Informatiebesluit.objects.create(
        dossier=dossier,
        vastlegging=vastlegging or leg_vast(dossier, sprekers, actor=actor, overleg=overleg),
        informeren=informeren,
        wie=wie,
        afspraak=afspraak,
        eerder=eerder,
        eerder_weging=eerder_weging,
        grond=grond,
        reden=reden,
        factoren=sorted(factoren),
        afweging=afweging,
        heroverwegen_op=heroverwegen_op,
        besloten_op=dag,
    )
    los_op(rij.vastlegging, actor=actor)
    zeg_de_casus(dossier, actor)
    niet = "niet_informeren" if rij.hoeft_niet else "nog_niet_informeren"
    gebeurd(dossier, "informeren" if informeren else niet, actor=actor, op=dag)
    return rij


def _keur_informeren(dossier: WeegploegDossier, wie: str, afspraak: str, dag: date) -> None:
    minderjarig = dossier.persoon.jonger_dan(MEERDERJARIG, dag)
    if minderjarig is False and wie != Informatiebesluit.Wie.SUBJECT:
        raise NietMogelijk(
            {"wie": "Het subject is meerderjarig. Informeer alleen het subject zelf."}
        )
    if minderjarig is None and wie == Informatiebesluit.Wie.OUDERS:
        raise NietMogelijk(
            {"wie": "De leeftijd is niet zeker. Alleen de ouders informeren kan dan niet."}
        )
    if not afspraak.strip():
        raise NietMogelijk({"afspraak": "Schrijf op wie het vertelt, hoe en wanneer."})


def _keur_niet(
    dossier: WeegploegDossier,
    grond: Uitzonderingsgrond | None,
    reden: str,
    heroverwegen_op: date | None,
    dag: date,
) -> None:
    if grond is None or not reden.strip():
        veld = "grond" if grond is None else "reden"
        raise NietMogelijk({veld: "Niet informeren kan alleen met een grond en een reden."})
    if grond.eindigt_plicht and heroverwegen_op:  # AVG 14.5 a and c
        raise NietMogelijk(
            {"heroverwegen_op": "Laat dit leeg. Op deze grond hoeft informeren ook later niet."}
        )
    if not grond.eindigt_plicht:
        _keur_heroverwegen(dossier, heroverwegen_op, dag)


def _keur_afweging(
    grond: Uitzonderingsgrond | None, factoren: Collection[str], afweging: str
) -> None:
    """A ground of art. 41 is weighed against the factors of its second paragraph (UAVG 41.2, MC 11.3)."""
    if grond is None or not grond.vraagt_afweging:
        if factoren or afweging.strip():
            raise NietMogelijk({"factoren": "Laat dit leeg. Dit hoort bij artikel 41 UAVG."})
        return
    if not factoren or not set(factoren) <= set(FACTOREN):
        raise NietMogelijk({"factoren": "Kies waarop u hebt gelet (artikel 41 lid 2 UAVG)."})
    vereis_tekst(afweging=afweging)


def _keur_heroverwegen(dossier: WeegploegDossier, heroverwegen_op: date | None, dag: date) -> None:
    """The day to look again lies ahead, in time, and before the data are gone (MC 11.4)."""
    if heroverwegen_op is None or heroverwegen_op <= dag:
        raise NietMogelijk({"heroverwegen_op": "Kies een dag in de toekomst."})
    if dossier.laatste_dag and heroverwegen_op > dossier.laatste_dag:
        raise NietMogelijk(
            {
                "heroverwegen_op": "Kies een eerdere dag. Na "
                f"{dossier.laatste_dag:%d-%m-%Y} worden deze gegevens vernietigd."
            }
        )
    if heroverwegen_op > dag + rules.HEROVERWEGEN:
        raise NietMogelijk(
            {
                "heroverwegen_op": "Kies een dag binnen zes maanden. Daarna kunt u opnieuw uitstellen."
            }
        )


@besluit
def leg_informeren_vast(
    dossier: WeegploegDossier, *, actor: Actor, op: date, hoe: str
) -> WeegploegDossier:
    """Record that the subject was informed; only now the duty ends (MC 11.2, 11.5).

    Args:
        op: the day on which it was done.
        hoe: by whom and how.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the core parties have not decided to inform, the day can't be right, or it is
            not said by whom and how.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    laatste = next(iter(geldend(dossier)), None)
    if laatste is None or not laatste.informeren:
        raise NietMogelijk("Leg eerst vast dat de kernpartijen besloten om te informeren.")
    if dossier.geinformeerd_op:
        raise NietMogelijk("Het subject is al geïnformeerd.")
    vereis_geen_bezwaar(dossier, "vastleggen dat het subject is geïnformeerd")
    if not dossier.geopend_op <= op <= actor.vandaag:
        raise NietMogelijk({"op": "Kies een dag tussen het openen van het dossier en vandaag."})
    vereis_tekst(hoe=hoe)
    dossier.geinformeerd_op, dossier.geinformeerd_hoe = op, hoe
    dossier.save(update_fields=["geinformeerd_op", "geinformeerd_hoe"])
    zeg_de_casus(dossier, actor)
    gebeurd(dossier, "geinformeerd", actor=actor)
    return dossier


@besluit
def leg_contact_vast(
    dossier: WeegploegDossier, *, actor: Actor, op: date, wie: str
) -> WeegploegDossier:
    """Record the first contact with the subject: by then he has to know (AVG 14.3 b, MC 11.2).

    Args:
        op: the day of it.
        wie: who spoke to the subject, and how.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the day can't be right, or it is not said who spoke.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if not dossier.verkregen_op <= op <= actor.vandaag:
        raise NietMogelijk(
            {"op": f"Kies een dag van {dossier.verkregen_op:%d-%m-%Y} tot en met vandaag."}
        )
    vereis_tekst(wie=wie)
    if dossier.geinformeerd_op:
        raise NietMogelijk("Het subject is al geïnformeerd.")
    if dossier.contact_op and op > dossier.contact_op:
        zin = f"Er staat al een eerder contact, op {dossier.contact_op:%d-%m-%Y}. Dat telt."
        raise NietMogelijk({"op": zin})
    dossier.contact_op, dossier.contact_wie = op, wie
    dossier.save(update_fields=["contact_op", "contact_wie"])
    gebeurd(dossier, "contact", actor=actor, velden=["contact_op", "contact_wie"], op=op)
    return dossier


def zeg_de_casus(dossier: WeegploegDossier, actor: Actor) -> None:
    """Tell the casus since when informing is done or need not be: it advises on it until then (PB 4.4)."""
    laatste = next(iter(geldend(WeegploegDossier.objects.met_feiten().get(pk=dossier.pk))), None)
    hoeft_niet = laatste.besloten_op if laatste and laatste.hoeft_niet else None
    casusoverleg.volg_weegploeg(
        dossier.zaak, actor=actor, af_op=dossier.geinformeerd_op or hoeft_niet
    )
