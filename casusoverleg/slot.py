"""Lock and permit: how an act on a casus begins."""

from bestand.access import Actor, NietMogelijk, require

from .models import Casus

UITVOERDER = "Dit doet de uitvoerder van het casusoverleg."


def te_voeren(casus: Casus, actor: Actor, *, ook_afgesloten: bool = False) -> Casus:
    """Lock the casus and permit its secretary."""
    casus = Casus.objects.lock(casus) if ook_afgesloten else lopend(casus)
    require(Casus.objects.written_by(actor).filter(pk=casus.pk).exists(), UITVOERDER)
    return casus


def lopend(casus: Casus) -> Casus:
    """Lock the casus; closed is closed."""
    casus = Casus.objects.lock(casus)
    if not casus.loopt:
        raise NietMogelijk("Deze casus is afgesloten. U kunt hem lezen, maar niet meer wijzigen.")
    return casus
