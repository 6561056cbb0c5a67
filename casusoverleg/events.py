"""What happens to a casus, in the sentences of its timeline. No event holds personal data."""

from register.events import declareer

from .berichten import HOORT

gebeurd = declareer(
    "casusoverleg",
    hoort=HOORT,
    stil=(
        "deelname_gevraagd",
        "intrekking_gelezen",
        "geboortedatum_gecontroleerd",
        "gelezen",
        "aangehouden",
        "losgelaten",
    ),
    geopend="Casus geopend met een afschrift uit de weegploeg",
    signaal_ontvangen="Nieuw signaal ontvangen van de weegploeg",
    persoon_gecorrigeerd="Gegevens van het subject gecorrigeerd",
    geboortedatum_gecontroleerd="Een partij controleerde of de geboortedatum klopt",
    aangehouden="Toelaten van partijen wacht: de kernpartijen bespreken hun besluit",
    losgelaten="Toelaten van partijen kan weer",
    deelname_begonnen="Deelnemer toegelaten",
    deelname_beeindigd="Deelname beëindigd",
    deelname_hersteld="Deelname hersteld: de geboortedatum is rechtgezet",
    vangnet_gevraagd="Gevraagd om een partner die op geen lijst stond, voor deze casus",
    regisseur_aangewezen="Casusregisseur aangewezen",
    analyse_vastgelegd="Gezamenlijke analyse vastgelegd",
    bijdrage_toegevoegd="Gegeven ingebracht",
    derde_toegevoegd="Andere persoon toegevoegd",
    derde_verwijderd="Gegevens van een andere persoon vernietigd",
    plan_gemaakt="Plan gemaakt (concept)",
    plan_gewijzigd="Concept van het plan gewijzigd",
    maatregel_toegevoegd="Maatregel toegevoegd aan het concept",
    maatregel_gewijzigd="Maatregel gewijzigd in het concept",
    maatregel_geschrapt="Maatregel geschrapt uit het concept",
    plan_voorgelegd="Concept van het plan voorgelegd aan het overleg",
    plan_vastgesteld="Plan vastgesteld",
    nieuwe_versie="Nieuwe versie van het plan begonnen",
    voortgang_gemeld="Voortgang van een maatregel gemeld",
    afsluiten_geadviseerd="Advies aan de kernpartijen: afsluiten",
    voortgezet="De kernpartijen besloten: de aanpak gaat door",
    afgesloten="De kernpartijen besloten: de casus is afgesloten",
    deelname_gevraagd="Een partij vroeg om mee te doen",
    deelname_afgewezen="Vraag om mee te doen afgewezen",
    verstrekking_gevraagd="Toestemming gevraagd om gegevens aan een externe partner te verstrekken",
    toestemming_gegeven="Toestemming gegeven voor een verstrekking",
    toestemming_geweigerd="Toestemming geweigerd voor een verstrekking",
    verstrekt="Gegevens verstrekt aan een externe partner",
    verstrekking_ingetrokken="Verstrekking aan een externe partner ingetrokken",
    gelezen="Een partij las waaraan zij meedoet en wat haar deel in het plan is",
    intrekking_gelezen="Externe partner las dat de verstrekking is ingetrokken",
)

# What makes a text that somebody read an older one.
ANALYSE = ("casusoverleg.analyse_vastgelegd",)
PERSOON = ("casusoverleg.persoon_gecorrigeerd",)
PLAN = tuple(
    f"casusoverleg.{wat}"
    for wat in (
        "plan_gemaakt",
        "plan_gewijzigd",
        "maatregel_toegevoegd",
        "maatregel_gewijzigd",
        "maatregel_geschrapt",
        "plan_vastgesteld",
        "nieuwe_versie",
    )
)
