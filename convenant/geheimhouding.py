"""What each user confirms: the text of secrecy and the guidelines for safe working (MC 14, 15.4, 18.2)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst

from .decisions import eigen_convenant, mag_beheren
from .models import Bevestigtekst, Convenant

Soort = Bevestigtekst.Soort
# Version 1 of a covenant that brings no text of its own.
GEHEIMHOUDING = """\
Wat u hier leest, gaat over mensen. Als bekend wordt dat iemand in dit systeem staat, kan dat die persoon veel schade \
doen. Daarom houdt u geheim wat u hier leest en wat u in een overleg hoort (artikel 14 van het convenant).

U deelt gegevens alleen met mensen die meedoen in hetzelfde dossier, en niet meer dan zij voor hun taak nodig hebben. \
U vertelt niets aan anderen: niet aan collega's die niet meedoen en niet thuis. Verplicht de wet u om toch iets te \
vertellen? Overleg dan eerst met de uitvoerder.

U maakt geen eigen kopieën. U geeft uw wachtwoord aan niemand.

De geheimhouding stopt nooit. Zij blijft gelden als u ander werk krijgt, als uw organisatie niet meer meedoet en als een \
dossier is vernietigd.

Gaat er iets mis, bijvoorbeeld een bericht aan de verkeerde persoon? Meld dat meteen aan de uitvoerder of aan de \
functionaris gegevensbescherming. Wacht niet tot u alles zeker weet.
"""

RICHTLIJNEN = """\
Zo werkt u hier veilig (artikel 15 lid 4 van het convenant).

Uw account is van u alleen. U geeft uw wachtwoord, uw passkey en uw codes aan niemand, ook niet aan een beheerder. U kiest \
een wachtwoord dat u nergens anders gebruikt.

U werkt op een apparaat van uw organisatie, met een verbinding die u vertrouwt. U zorgt dat niemand meekijkt. Loopt u weg? \
Dan vergrendelt u uw scherm of logt u uit.

U opent alleen dossiers die u voor uw werk nodig hebt. Alles wat u opent, wordt vastgelegd en gecontroleerd. Kent u de \
persoon van een dossier? Dan meldt u dat en leest u niet verder.

U maakt geen foto's van het scherm en bewaart niets op uw eigen apparaat. Wat u afdrukt, bergt u op en vernietigt u als het \
niet meer nodig is. U mailt geen gegevens uit een dossier.

Krijgt u ander werk of gaat u weg? Dan laat u uw rol beëindigen.

Ziet u iets vreemds, raakt u een apparaat kwijt of ging er iets mis? Meld het meteen. Wacht niet tot u alles zeker weet.
"""
STANDAARD = {Soort.GEHEIMHOUDING: GEHEIMHOUDING, Soort.RICHTLIJNEN: RICHTLIJNEN}


@transaction.atomic
def publiceer(
    *, actor: Actor, tekst: str, vanaf: date, soort: Bevestigtekst.Soort = Soort.GEHEIMHOUDING
) -> Bevestigtekst:
    """Publish the next version; from its first day nobody works on before confirming it (MC 14, 15.4).

    Args:
        vanaf: the first day on which it holds, today or later.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the text is empty, or the day has passed.
    """
    require(mag_beheren(actor), "Alleen de beheerder legt deze tekst vast.")
    vereis_tekst(tekst=tekst)
    if vanaf < actor.vandaag:
        raise NietMogelijk({"vanaf": "Deze dag is voorbij. Kies vandaag of een dag daarna."})
    vereis_dagen(actor.vandaag, komend={"vanaf": vanaf})
    convenant = eigen_convenant(actor)
    eerder = convenant.bevestigteksten.filter(soort=soort)
    laatste = eerder.aggregate(laatste=Max("versie"))["laatste"] or 0
    return Bevestigtekst.objects.create(
        convenant=convenant, soort=soort, versie=laatste + 1, tekst=tekst, vanaf=vanaf
    )


def geef_standaardtekst(convenant: Convenant) -> bool:
    """Give a covenant without any text the standard ones, from its first day; for set-up.

    Who sets a covenant up that has yet to begin confirms it as well, so from today then.

    Returns:
        Whether it had none.
    """
    if convenant.bevestigteksten.exists():
        return False
    for soort, tekst in STANDAARD.items():
        convenant.bevestigteksten.create(
            soort=soort,
            versie=1,
            tekst=tekst,
            vanaf=min(convenant.in_werking_op, timezone.localdate()),
        )
    return True


# Reading --------------------------------------------------------------------------------------


def standen(teksten: Sequence[Bevestigtekst], dag: date) -> list[tuple[str, str]]:
    """The state of each version on a day, as a badge: holds, begins later, or replaced.

    Args:
        teksten: all versions of one kind in one covenant.
    """
    geldt = max((tekst.versie for tekst in teksten if tekst.vanaf <= dag), default=0)
    return [_stand(tekst.versie, geldt) for tekst in teksten]


def _stand(versie: int, geldt: int) -> tuple[str, str]:
    if versie == geldt:
        return "actief", "Geldt nu"
    return ("let_op", "Begint nog") if versie > geldt else ("neutraal", "Vervangen")


def modelverklaring(convenant: str) -> list[str]:
    """The model of the statement that an external partner signs (PB 2, MC 14.2), in paragraphs.

    Args:
        convenant: name of the covenant.
    """
    return [
        f"Onze organisatie doet mee aan een casusoverleg onder het {convenant}. Zij is geen partij bij dat"
        " convenant. Daarom tekent zij deze verklaring (artikel 14 lid 2).",
        "Wij houden alle persoonsgegevens geheim die wij door dit overleg te weten komen. Dat geldt voor wat wij"
        " lezen, voor wat wij horen, en voor het feit dat iemand wordt besproken.",
        "Wij vertellen iets alleen verder als een wet ons daartoe verplicht, of als dat nodig is voor onze taak in"
        " het plan van aanpak. Vooraf overleggen wij daarover met de uitvoerder.",
        "Wij gebruiken de gegevens alleen voor het plan van aanpak. Alleen medewerkers die de gegevens daarvoor"
        " nodig hebben, krijgen ze te zien. Zij weten dat deze verklaring ook voor hen geldt.",
        "Wij bewaren geen eigen kopieën. Wat wij op papier kregen, vernietigen wij zodra wij het niet meer nodig"
        " hebben, en altijd als de uitvoerder daarom vraagt.",
        "Gaat er iets mis met de gegevens? Dan melden wij dat meteen aan de uitvoerder.",
        "De geheimhouding stopt niet als het overleg of onze deelname stopt.",
    ]
