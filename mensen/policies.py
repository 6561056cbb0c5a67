"""Accounts and roles must be read before it is known who acts; nothing on a subject is in them (ADR 9)."""

from register.beleid import (
    BIJSCHRIJVEN,
    IK,
    LEZEN,
    TOEVOEGEN,
    WIJZIGEN,
    Regel,
    ommuurd,
    vrij,
)

from .models import Bevestiging, Gebruiker, Mailadres, Vertegenwoordiging

vrij(Gebruiker, Vertegenwoordiging, reden="Accounts en rollen; nodig om te weten wie handelt.")
vrij(
    Gebruiker.groups.through,
    Gebruiker.user_permissions.through,
    reden="Leeg: wat iemand mag, volgt uit zijn rol en niet uit vlaggen op zijn account.",
    mag=(LEZEN,),
)
vrij(
    Bevestiging,
    reden="Wie de geheimhouding bevestigde; dat blijft staan (MC 14).",
    mag=BIJSCHRIJVEN,
)
# Where somebody is mailed is for himself, and for the job that sends; that also removes it.
ommuurd(Mailadres, Regel("van_zichzelf", IK, (LEZEN, TOEVOEGEN, WIJZIGEN)))
