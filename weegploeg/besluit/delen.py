"""What goes along to the casusoverleg, as a copy (MC 8.5)."""

from collections.abc import Collection, Sequence

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from gedeeld.velden import naar_casus
from gedeeld.weigering import NietMogelijk
from register.afleiden import besluit
from register.models import SoortGegeven, Uitwisseling
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from .. import rules
from ..bezwaar import vereis_geen_bezwaar
from ..events import gebeurd
from ..models import Gedeeld, Signaal, WeegploegDossier, Weging
from ..slot import neem

Stand = WeegploegDossier.Stand


@besluit
def bepaal_delen(signaal: Signaal, *, actor: Actor, delen: bool) -> Signaal:
    """A signal that came in while the casus runs: hand a copy over, or note that it is not needed.

    Args:
        delen: True for a copy to the casusoverleg (MC 8.5).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: no casus runs, a core party objects to a decision, it was decided already, or the law keeps it with the core
            parties.
    """
    dossier = neem(signaal.dossier, actor, rules.mag_besluiten)
    casus = Casus.objects.filter(zaak=dossier.zaak).first()
    if dossier.stand != Stand.GEAGENDEERD or casus is None or not casus.loopt:
        raise NietMogelijk("Er loopt geen casus meer voor dit dossier.")
    signaal = dossier.signalen.select_for_update().get(pk=signaal.pk)
    if signaal.gedeeld:
        raise NietMogelijk("Over dit signaal is al besloten.")
    if delen:
        vereis_geen_bezwaar(dossier, "een signaal doorgeven aan het casusoverleg")
        [gekozen] = te_delen(dossier, [signaal])
        casusoverleg.neem_signaal_over(dossier.zaak, actor=actor, kopie=naar_casus(gekozen))
        leg_kopie_vast(dossier, casus, [gekozen], [SoortGegeven.SIGNALEN], actor=actor)
    signaal.gedeeld = Gedeeld.JA if delen else Gedeeld.NEE
    signaal.save(update_fields=["gedeeld"])
    gebeurd(dossier, "signaal_gedeeld" if delen else "signaal_niet_gedeeld", actor=actor)
    return signaal


def te_delen(dossier: WeegploegDossier, signalen: Collection[Signaal]) -> list[Signaal]:
    """The chosen signals of this file, none of which the law keeps with the core parties."""
    ids = [signaal.pk for signaal in signalen]
    gekozen = list(dossier.signalen.filter(pk__in=ids).select_related("grondslag"))
    if any(signaal.blijft_achter for signaal in gekozen):  # MC 6 b, WPG 1
        raise NietMogelijk(
            {
                "signalen": "Politiegegevens van artikel 9, 10 of 16 Wpg gaan niet mee naar het casusoverleg."
            }
        )
    return gekozen


def leg_kopie_vast(
    dossier: WeegploegDossier,
    casus: Casus,
    rijen: Sequence[Signaal | Weging],
    gegevens: Sequence[str],
    *,
    actor: Actor,
) -> None:
    """Which rows went to the casusoverleg, so that who asks can be told (MC 8.5, 12.3)."""
    leg_uitwisseling_vast(
        dossier,
        Uitwisseling.Soort.KOPIE,
        actor=actor,
        grond="Convenant, artikel 8 lid 5",
        aan=dossier.gemeente,
        gegevens=gegevens,
        stukken=rijen,
        nummer=casus.nummer,
    )
