"""What of the covenant stands on the worklist."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from convenant import opzegging, vangnet, verwerking
from convenant.decisions import mag_beheren
from convenant.models import Bijlage1, Convenant, Opzegging, Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.werkdagen import bekend_tot, loopt_af
from register.werk import GENOEG, Werk

from .lezers import zonder_houder
from .nakijken import eerste_dag
from .rollen import te_bevestigen
from .vertrek import laatste_dag, vertrekkend

EEN_DAG, VOORAF = timedelta(days=1), timedelta(weeks=4)
NIEUWE_ROL = "mensen:rol_toekennen"


def werk(actor: Actor) -> list[Werk]:
    """Roles and notices that wait for a second person: secretaries and administrators look after them (ADR 11).

    For who arranges files that a party leaves. And what waits for the administrator: the evaluation of the covenant, a statement of secrecy
    that ends, a file that nobody keeps, since who did is excluded from it, and days equated with
    holidays that nobody added yet.

    Members of the weegploeg can confirm as well, on the page of who has access.
    """
    vertrekt = [_regelen(rij, actor) for rij in vertrekkend(actor)]
    if not (mag_beheren(actor) or actor.voert_weegploeg_uit or actor.voert_casusoverleg_uit):
        return vertrekt
    gevraagd: list[tuple[str, str, UUID | int | None]] = [
        (f"Rol bevestigen: {rij.partij}", "mensen:rol_bevestigen", rij.pk)
        for rij in te_bevestigen(actor).select_related("partij")[:GENOEG]
    ]
    gevraagd += [
        (f"Opzegging bevestigen: {rij.partij}", "convenant:opzegging_bevestigen", rij.pk)
        for rij in opzegging.te_bevestigen(actor)
    ]
    op_tijd: list[Werk] = []
    if mag_beheren(actor):
        assert actor.convenant_id
        op_tijd = [
            *_evaluatie(actor.convenant_id, actor.vandaag),
            *_verklaringen(actor.convenant_id, actor.vandaag),
            *_verwerkers(actor),
            *_dpia(actor.convenant_id, actor.vandaag),
            *_nakijken(actor.convenant_id, actor.vandaag),
        ]
        gevraagd += [
            (f"Partner opnemen voor één casus: {rij.naam}", "convenant:partner_opnemen", rij.pk)
            for rij in vangnet.te_beantwoorden(actor)[:GENOEG]
        ]
        gevraagd += [
            (f"Iemand aanwijzen: niemand houdt een dossier van {partij} bij", NIEUWE_ROL, None)
            for partij in zonder_houder(actor.convenant_id, actor.vandaag)
        ]
        if loopt_af(actor.vandaag):
            wat = f"Laat de gelijkgestelde dagen aanvullen: zij zijn bekend tot en met {bekend_tot().year}"
            gevraagd.append((wat, "convenant:overzicht", None))
    return [*vertrekt, *op_tijd] + [
        Werk(dossier=None, wat=wat, url=reverse(naam, args=[pk] if pk else []), soort="toegang")
        for wat, naam, pk in gevraagd
    ]


def _nakijken(convenant_id: UUID, vandaag: date) -> list[Werk]:
    """That access is looked at each quarter (MC 15.2 f)."""
    dag = eerste_dag(convenant_id, vandaag)
    if dag is None or dag > vandaag + VOORAF:
        return []
    wat = "Kijk na wie toegang nog nodig heeft"
    return [Werk(None, wat, reverse("mensen:nakijken"), uiterlijk=dag, soort="toegang")]


def _regelen(rij: Opzegging, actor: Actor) -> Werk:
    """Before the last day of a party: what runs with it is arranged (MC 18.3)."""
    return Werk(
        None,
        f"Regel wat nog loopt: {rij.partij} vertrekt",
        reverse("mensen:vertrek", args=[rij.pk]),
        uiterlijk=laatste_dag(rij, actor.vandaag),
        soort="convenant",
    )


def _evaluatie(convenant_id: UUID, dag: date) -> list[Werk]:
    """From the day on which the covenant is due for evaluation until that is recorded (MC 18.4)."""
    convenant = Convenant.objects.get(pk=convenant_id)
    if convenant.geevalueerd_op or dag < convenant.evaluatie_op:
        return []
    wat = "Evalueer het convenant en leg vast wanneer dat is gedaan"
    url = reverse("convenant:publicatie")
    return [Werk(None, wat, url, uiterlijk=convenant.evaluatie_op, soort="convenant")]


def _verwerkers(actor: Actor) -> list[Werk]:
    """Processors whose agreement ends soon: without one nobody may run the system for others (AVG 28)."""
    return [
        Werk(
            None,
            f"Sluit een nieuwe verwerkersovereenkomst: {rij.naam}",
            reverse("convenant:verwerker_nieuw"),
            uiterlijk=rij.tot - EEN_DAG if rij.tot else None,
            soort="convenant",
        )
        for rij in verwerking.opvolger_nodig(actor)
    ]


def _dpia(convenant_id: UUID, dag: date) -> list[Werk]:
    """The next assessment of what the processing does to people (AVG 35)."""
    volgende = verwerking.dpia_nodig(convenant_id, dag)
    if volgende is None:
        return []
    wat = "Maak een nieuwe DPIA en leg vast waar zij staat"
    url = reverse("convenant:register_bijhouden")
    return [Werk(None, wat, url, uiterlijk=volgende, soort="convenant")]


def _verklaringen(convenant_id: UUID, dag: date) -> list[Werk]:
    """Partners whose statement of secrecy ends within four weeks: then they see nothing any more (PB 2)."""
    partners = Partij.objects.filter(convenant=convenant_id, soort=SoortPartij.EXTERN)
    partners = partners.filter(pk__in=Bijlage1.objects.op(dag).values("partij"))
    laatste = partners.annotate(einde=Max("geheimhouding__geldig_tot"))
    return [
        Werk(
            None,
            f"Vraag een nieuwe verklaring van geheimhouding: {partij.naam}",
            reverse("convenant:verklaring", args=[partij.pk]),
            uiterlijk=partij.einde - EEN_DAG,
            soort="convenant",
        )
        for partij in laatste.filter(einde__lte=dag + VOORAF).order_by("einde", "naam")[:GENOEG]
    ]
