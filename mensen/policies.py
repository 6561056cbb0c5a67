"""Accounts and roles must be read before it is known who acts; nothing on a subject is in them (ADR 9)."""

from dateutil.relativedelta import relativedelta

from register.beleid import (
    BIJSCHRIJVEN,
    IK,
    LEZEN,
    TOEVOEGEN,
    WIJZIGEN,
    Regel,
    instelling,
    ommuurd,
    vrij,
)
from register.houdbaar import houdbaar

from .models import Bevestiging, Gebruiker, Inlog, Mailadres, Sessie, Vertegenwoordiging

CONVENANT = instelling("convenant", "uuid")
TOEZICHT = f"{instelling('toezicht', 'text')} = 'ja'"

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
# Written before it is known who acts; read by himself and by the supervisors of where he works. A name that
# there is not stands under no covenant: each supervisor sees that somebody tried.
HIER = f"""gebruiker_id IS NULL OR gebruiker_id IN (
        SELECT g.id FROM mensen_gebruiker g WHERE g.convenant_id = {CONVENANT}
        UNION SELECT v.gebruiker_id FROM mensen_vertegenwoordiging v
        JOIN convenant_partij p ON p.id = v.partij_id WHERE p.convenant_id = {CONVENANT})"""
ommuurd(
    Inlog,
    Regel("iedereen", "true", (TOEVOEGEN,)),
    Regel("eigen_of_toezicht", f"{IK} OR {TOEZICHT} AND ({HIER})", (LEZEN,)),
    mag=BIJSCHRIJVEN,
)
houdbaar(
    Inlog,
    "Wie inlogde of dat probeerde",
    relativedelta(years=1),
    "daarna",
    kolom="tijdstip",
    in_ketting=True,
)
vrij(Sessie, reden="Wie is ingelogd; nodig voor er een actor is. Er staat geen dossier in.")
# Where somebody is mailed is for himself, and for the job that sends; that also removes it.
ommuurd(Mailadres, Regel("van_zichzelf", IK, (LEZEN, TOEVOEGEN, WIJZIGEN)))
