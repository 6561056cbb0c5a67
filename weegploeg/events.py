"""What can happen to a file of the weegploeg, in the sentences of its timeline. No event holds personal data."""

from register.events import declareer

from .berichten import HOORT

gebeurd = declareer(
    "weegploeg",
    hoort=HOORT,
    stil=("meegewogen", "besluit_bevestigd", "vraag_herinnerd"),
    geopend="Dossier geopend met een melding",
    heractiveerd="Dossier geopend met gegevens uit het archief",
    aangenomen="Gegevens van een andere gemeente aangenomen",
    ingebracht="Melding toegevoegd aan het dossier",
    signaal_gedeeld="Signaal doorgegeven aan het casusoverleg",
    signaal_niet_gedeeld="Signaal is niet nodig voor het plan",
    subject_gewijzigd="Gegevens van het subject gewijzigd",
    doel_vastgelegd="Vastgelegd welk doel dit dossier dient en waar de persoon verblijft",
    signaal_verbeterd="Een signaal verbeterd",
    antwoord_verbeterd="Een antwoord op een duidingsvraag verbeterd",
    signaal_toegevoegd="Signaal toegevoegd door een kernpartij",
    achtergehouden="Een kernpartij legde vast dat zij iets achterhoudt",
    doorgegeven="De gemeente gaf door wat zij zelf inbracht",
    signaal_geplaatst="Een lid plaatste een signaal in het referentiekader",
    weging_verbeterd="De weging verbeterd na het besluit",
    gewogen="Signalen gewogen aan de hand van het referentiekader",
    meegewogen="Een partij weegt de signalen zoals ze gewogen zijn",
    geagendeerd="Besluit: het subject is geagendeerd in het casusoverleg",
    niet_geagendeerd="Besluit: geen casusoverleg",
    duiding_gevraagd="Besluit: nadere duiding gevraagd",
    vraag_gesteld="Een partij is om nadere duiding gevraagd",
    vragen_erbij="Nog een partner is om nadere duiding gevraagd",
    dag_verzet="De laatste dag om te antwoorden op een vraag verzet",
    andere_dag="Een partij heeft een andere laatste dag om te antwoorden",
    vraag_herinnerd="Een partij is herinnerd aan een vraag",
    duiding_ontvangen="Antwoord op een duidingsvraag vastgelegd",
    terug_op_agenda="Terug op de agenda van de weegploeg",
    standpunten_gevraagd="De kernpartijen zijn om hun standpunt gevraagd",
    standpunt_gegeven="Een kernpartij gaf haar standpunt",
    besluit_bevestigd="Een kernpartij bevestigde een vastgelegd besluit",
    besluit_gecorrigeerd="Een vastgelegd besluit gecorrigeerd",
    besluit_herroepen="Een verkeerd vastgelegd besluit ingetrokken: terug naar wegen",
    besluit_gehandhaafd="Besluit na bezwaar: het besluit blijft",
    bezwaar_gemaakt="Een kernpartij maakte bezwaar tegen een besluit",
    bezwaar_ingetrokken="Een kernpartij trok haar bezwaar in",
    informeren="Besluit: het subject wordt geïnformeerd",
    niet_informeren="Besluit: het subject hoeft niet geïnformeerd te worden",
    nog_niet_informeren="Besluit: het subject wordt nog niet geïnformeerd",
    contact="Eerste contact met het subject vastgelegd",
    geinformeerd="Vastgelegd dat het subject is geïnformeerd",
    teruggekoppeld="Besluit teruggekoppeld aan de melder",
    vernietigen="Besluit van de kernpartijen: alles is afgerond, vernietigen",
    bewaren="Besluit van de kernpartijen: alles is afgerond, bewaren tot een dag",
    plan_afgesloten="Besluit van de kernpartijen: het plan van aanpak is afgesloten",
    plan_voortgezet="Besluit van de kernpartijen: de aanpak gaat door",
)

# What makes the duty to inform that somebody read an older one.
INFORMEREN = tuple(
    f"weegploeg.{wat}"
    for wat in ("informeren", "niet_informeren", "nog_niet_informeren", "geinformeerd")
)
# What makes the name and address that somebody read older ones.
SUBJECT = ("weegploeg.subject_gewijzigd",)
