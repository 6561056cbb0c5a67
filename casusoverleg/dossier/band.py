"""What can be the tie of a person with the municipality (WV 2.1)."""

from gedeeld.weigering import NietMogelijk

from .models import Band, Bijzonderheid

GEEN_BAND = "Kies of de persoon hier heeft verbleven, verblijft of zal verblijven."
GEEN_FEIT = "Schrijf op uit welk feit dat blijkt."
NIET_HIER = "Wie is uitgereisd, verblijft nu niet in de gemeente."


def fouten_in_band(soort: str, feit: str, waar: str) -> dict[str, str]:
    """What is wrong with a tie, as field name -> Dutch sentence.

    Args:
        soort: one of `Band.Soort`.
        feit: what shows it.
        waar: "uitreiziger" when the person left the country.
    """
    fouten = {}
    if soort not in Band.Soort.values:
        fouten["band"] = GEEN_BAND
    elif soort == Band.Soort.VERBLIJFT and waar == Bijzonderheid.UITREIZIGER:
        fouten["band"] = NIET_HIER
    if not feit.strip():
        fouten["band_feit"] = GEEN_FEIT
    return fouten


def vereis_band(soort: str, feit: str, waar: str) -> None:
    """Refuse a tie that can't be; arguments as for `fouten_in_band`.

    Raises:
        NietMogelijk: by field name.
    """
    if fouten := fouten_in_band(soort, feit, waar):
        raise NietMogelijk(fouten)
