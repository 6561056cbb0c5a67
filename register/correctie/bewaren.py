"""Keeping what a row said, where it is put right."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst

from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from gedeeld.velden import alleen_kern
from gedeeld.weigering import NietMogelijk, vereis_tekst

from .models import CorrectieVelden


def bewaar_oud(
    model: type[CorrectieVelden],
    rij: Any,
    dossier: Any,
    *,
    actor: Actor,
    was: Mapping[str, str],
    nu: Mapping[str, str],
    reden: str = "",
    politie: bool = False,
) -> CorrectieVelden:
    """Keep what a row said in the fields that say something else now (MC 8.3, 12.5).

    Args:
        model: the table of this kind of file.
        was, nu: what the row says by field, before and after (`gedeeld.velden.zegt`).
        politie: whether it said police data that stay with the core parties.

    Raises:
        NietMogelijk: it says the same.
    """
    anders = [veld for veld in {**was, **nu} if was.get(veld, "") != nu.get(veld, "")]
    if not anders:
        raise NietMogelijk("U hebt niets veranderd.")
    kern = alleen_kern(type(rij))
    oud, oud_kern = (
        "\n".join(
            f"{veld}: {was.get(veld) or 'niets'}" for veld in anders if (veld in kern) is apart
        )
        for apart in (False, True)
    )
    uit: CorrectieVelden = model.objects.create(
        dossier=dossier,
        van=rij.pk,
        oud=oud,
        oud_kern=oud_kern,
        reden=reden,
        politie=politie,
        partij_id=actor.partij_in(dossier.partij_id),
        door_id=actor.gebruiker_id,
        op=actor.nu,
    )
    return uit


def zegt_persoon(dossier: Any) -> dict[str, str]:
    """Who a file is about by the name of each field: a transcript tells name and address in one line."""
    namen = {v.name: capfirst(str(v.verbose_name)) for v in dossier._meta.concrete_fields}
    waarden = {namen[veld]: getattr(dossier, veld) for veld in dossier.NAW}
    return {
        naam: datum(waarde) if isinstance(waarde, date) else waarde
        for naam, waarde in waarden.items()
        if waarde
    }


def bewaar_persoon(
    model: type[CorrectieVelden],
    dossier: Any,
    was: Mapping[str, str],
    *,
    actor: Actor,
    reden: str,
) -> None:
    """Keep who a file was about, where something else stands now; what was only completed is no correction.

    Args:
        model: as for `bewaar_oud`.
        was: `zegt_persoon` of before.

    Raises:
        NietMogelijk: something else stood there, and nobody says why.
    """
    nu = zegt_persoon(dossier)
    oud = {veld: tekst for veld, tekst in was.items() if nu.get(veld) != tekst}
    if oud:
        vereis_tekst(reden=reden)
        bewaar_oud(model, dossier, dossier, actor=actor, was=oud, nu={}, reden=reden)
