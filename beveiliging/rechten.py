"""The page "Wie mag wat": the access table, made of the code that decides (MC 15.2 b, BEV-rechten)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from convenant import schermen
from convenant.decisions import mag_wijzigingen_lezen
from convenant.models import Partij
from gedeeld.actor import Actor, ActorRequest, Hoedanigheid, Rol, hoedanigheden
from mensen.lezers import mensen_van
from register.controle.soorten import controles_van
from register.grants import BESLUIT_LEZEN, LEZEN, PLAN_LEZEN, VRAAG_LEZEN
from register.grants import DEEL as DELEN
from register.models import Herleiding
from register.registry import AFRONDEN, RAADPLEGEN, RAADPLEGEN_VERZOEK, Bestand, bestanden

GEEN = "–"
TOEZICHT = "leest een dag lang, met een reden"
CONTROLE = "vastleggen dat de gegevens zijn nagekeken"
# An object permission that gives a part of the files of a kind -> the row, and how it is read.
DEEL = {
    PLAN_LEZEN: ("plan", "leest alleen het vastgestelde plan"),
    AFRONDEN: ("dossier na geen casusoverleg, zonder eigen taak daarin", "leest en rondt af"),
    VRAAG_LEZEN: ("vraag aan een partij over een {}", "leest de vraag aan de eigen partij"),
    BESLUIT_LEZEN: (
        "besluit na geen casusoverleg",
        "leest het besluit tot de eigen partij het bevestigt",
    ),
    RAADPLEGEN: ("archief", "leest met een reden"),
    RAADPLEGEN_VERZOEK: ("archief van verzoeken", "leest met een reden"),
}


@dataclass(frozen=True)
class Cel:
    """What somebody in one capacity does with one kind of file.

    Args:
        daden: the acts that the decisions allow.
    """

    lezen: str
    daden: list[str]

    @property
    def tekst(self) -> str:
        """In a few words."""
        return f"{self.lezen} en schrijft" if self.daden else self.lezen


@dataclass(frozen=True)
class Rij:
    """One kind of file, or the part of it that an object permission gives."""

    naam: str
    cellen: dict[Hoedanigheid, Cel]


@require_safe
def rechten(request: ActorRequest) -> HttpResponse:
    """Who may read and write what, by capacity; and per party who has which capacity today."""
    if not mag_wijzigingen_lezen(request.actor):
        raise Http404
    partijen = _per_partij(request.actor)
    inhoud = schermen.kader(request) | {
        "herleiding": Herleiding.objects.filter(
            klaar_op=None, partij__convenant=request.actor.convenant_id
        )
        .select_related("partij")
        .first(),
        "kolommen": list(Hoedanigheid),
        "rijen": tabel(request.actor.nu),
        "partijen": [(partij, mensen) for partij, mensen in partijen if mensen],
        "zonder_mensen": [partij.naam for partij, mensen in partijen if not mensen],
    }
    return render(request, "beveiliging/rechten.html", inhoud)


def tabel(nu: datetime) -> list[Rij]:
    """The access table: reading from `Bestand.rechten`, writing from the rules of the decisions.

    Args:
        nu: the moment at which the rules are asked.
    """
    wie = {hoedanigheid: in_hoedanigheid(hoedanigheid, nu) for hoedanigheid in Hoedanigheid}
    rijen = [
        Rij(
            DEEL[recht][0].format(bestand.naam) if recht in DEEL else bestand.naam,
            {naam: _cel(bestand, recht, actor) for naam, actor in wie.items()},
        )
        for bestand in bestanden()
        for recht in bestand.rechten
    ]
    vraag = {naam: Cel(TOEZICHT if actor.is_fg else GEEN, []) for naam, actor in wie.items()}
    return [*rijen, Rij("één dossier, voor een vraag van toezicht", vraag)]


def in_hoedanigheid(hoedanigheid: Hoedanigheid, nu: datetime) -> Actor:
    """Nobody in particular, acting in one capacity and in no other."""
    for rol in Rol:
        for kernpartij, extern in ((True, False), (False, False), (False, True)):
            if hoedanigheden(rol, kernpartij=kernpartij, extern=extern) == {hoedanigheid}:
                return Actor("", nu, rol=rol, kernpartij=kernpartij, extern=extern)
    raise ValueError(hoedanigheid)


def _cel(bestand: Bestand, recht: str, actor: Actor) -> Cel:
    lezen = _leest(bestand.rechten, recht, actor)
    daden = _handelingen(bestand, recht) if lezen != GEEN else {}
    return Cel(lezen, [daad for daad, mag in daden.items() if mag(actor)])


def _handelingen(bestand: Bestand, recht: str) -> dict[str, Callable[[Actor], bool]]:
    """What who reads it this way does, with the check of its data where its kind has one (MC 8.3, 10.3)."""
    controles = controles_van(bestand.model._meta.app_label) if recht == LEZEN else None
    controle = {CONTROLE: controles.mag} if controles else {}
    return {**bestand.handelingen.get(recht, {}), **controle}


def _leest(wie: Mapping[str, frozenset[Hoedanigheid]], recht: str, actor: Actor) -> str:
    heel = [wie[ander] for ander in wie if ander not in DEEL]
    if recht in DELEN and any(mensen & actor.hoedanigheden for mensen in heel):
        return "leest"  # who reads the whole file reads its parts as well
    if wie[recht] & actor.hoedanigheden:
        return DEEL[recht][1] if recht in DEEL else "leest"
    return GEEN


def _per_partij(actor: Actor) -> list[tuple[Partij, list[tuple[str, list[str]]]]]:
    """The parties that act today, each with its people and their capacities."""
    partijen = list(Partij.objects.doet_mee_op(actor.vandaag).filter(convenant=actor.convenant_id))
    mensen = mensen_van(partijen, actor.vandaag)
    return [
        (
            partij,
            [
                (mens.naam, [h.label for h in Hoedanigheid if h in mens.hoedanigheden])
                for mens in mensen[partij.pk]
            ],
        )
        for partij in partijen
    ]
