"""The second wall of the register, the logs, and of the tables that the libraries bring (ADR 9)."""

from dateutil.relativedelta import relativedelta

from convenant.models import (
    BesluitArtikel20,
    Bevestigtekst,
    Bijlage1,
    Bijlage1Besluit,
    Convenant,
    Fase,
    Geheimhoudingsverklaring,
    Grondslag,
    Mandaat,
    Ontwikkelgebied,
    Opzegging,
    Partij,
    Partneraanvraag,
    Referentiekader,
    Registertekst,
    Satelliet,
    Uitzonderingsgrond,
    Verklaringsdocument,
    Verwerkersovereenkomst,
    Waarborg,
)

from .beleid import (
    BIJSCHRIJVEN,
    IEMAND,
    IK,
    LEZEN,
    ONDERZOEKT,
    TOEVOEGEN,
    UITGESLOTEN,
    VERWIJDEREN,
    Regel,
    bestaat,
    heeft_recht,
    in_een_eigen_schema,
    instelling,
    leest_door_rol,
    leest_dossier,
    ommuurd,
    rij_van,
    vrij,
)
from .datasleutels import ROL, TABEL
from .grants import DEEL
from .houdbaar import houdbaar
from .models import (
    Beperking,
    Bericht,
    Dossier,
    Gebeurtenis,
    Herleiding,
    Inzage,
    Kennisgeving,
    Opruiming,
    Recht,
    Schakel,
    Sleutelproef,
    Taak,
    Termijn,
    Toezichtvraag,
    Uitsluiting,
    Uitwisseling,
)

KRINGEN = rij_van("kringen", "text")
IN_EEN_KRING = f"({{t}}.kring = ANY ({KRINGEN}) OR {{t}}.houder = ANY ({KRINGEN}) OR {{t}}.afmakers::text[] && {KRINGEN})"
# Of "not in" PostgreSQL expects that it takes away half of all files, and of "is not null" nearly none.
NIET_UITGESLOTEN = f"nullif({{t}}.id IN ({UITGESLOTEN}), true) IS NOT NULL"
LEEST = f"({IN_EEN_KRING} OR {heeft_recht('{t}.id', 'lezen')}) AND {IEMAND} AND {NIET_UITGESLOTEN}"
# Of the data protection officer, on the page of his question and nowhere else (AVG 38.2).
VRAAGT = f"""register_toezichtvraag v WHERE v.dossier_id = {{t}}.id
        AND v.door_id = {instelling("gebruiker", "uuid")} AND v.tot > now()
        AND v.partij_id = {instelling("onderzoekt_voor", "uuid")}"""
ONDERZOCHT = f"{{t}}.id = {ONDERZOEKT} AND {bestaat(VRAAGT)} AND {NIET_UITGESLOTEN}"
# A file is begun by who will read it; all else about the row follows from the file, by a job.
ommuurd(
    Dossier,
    Regel("leest", LEEST, (LEZEN,)),
    Regel("begint", f"{IN_EEN_KRING} AND {IEMAND}", (TOEVOEGEN,)),
    Regel("onderzoekt", ONDERZOCHT, (LEZEN,)),
)
# By this the data protection officer reads one file; a job writes it, when the decision allowed it.
ommuurd(
    Toezichtvraag,
    Regel("van_zichzelf", f"door_id = {instelling('gebruiker', 'uuid')}", (LEZEN,)),
)
# What follows from facts is written by the system alone; who holds a grant sees that it is there.
ommuurd(Recht, Regel("van_de_eigen_partij", f"group_id = {instelling('groep', 'int')}", (LEZEN,)))
ommuurd(Termijn, Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (LEZEN,)))
# A task is there for whom it is, also when his party does not read the file.
AAN = (
    f"{{t}}.aan = ANY ({rij_van('adressen', 'text')}) AND {IEMAND}"
    f" AND nullif(coalesce({{t}}.dossier_id IN ({UITGESLOTEN}), false), true) IS NOT NULL"
)
ommuurd(Taak, Regel("aan_de_actor", AAN, (LEZEN,)))
# Who is excluded sees that here, because the conditions above ask it; others do not.
ommuurd(Uitsluiting, Regel("over_zichzelf", IK, (LEZEN,)))
ommuurd(Beperking, Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (LEZEN,)))
# Who got data of a file, for its core parties and its secretaries; the last consent of a party that was
# let in gives an external partner something (MC 10.5).
ommuurd(
    Uitwisseling,
    Regel("leest_door_rol", leest_door_rol("{t}.dossier_id"), (LEZEN,)),
    Regel("leest_het_dossier", leest_dossier("{t}.dossier_id"), (TOEVOEGEN,)),
)
# A notice is there for who is told and for who keeps the file, also when that is gone; who else reads the
# file by role sees who was told. A job of the system writes it: who corrects a file need not know who got it.
KENNIS = f"""({{t}}.aan = ANY ({rij_van("adressen", "text")}) OR {{t}}.houder = ANY ({KRINGEN})
      OR {leest_door_rol("{t}.dossier_id")}) AND {IEMAND}
      AND nullif(coalesce({{t}}.dossier_id IN ({UITGESLOTEN}), false), true) IS NOT NULL"""
ommuurd(Kennisgeving, Regel("aan_de_actor_of_bij_de_houder", KENNIS, (LEZEN,)))
# So is a message; and only of a file that the actor reads, or whose plan, unless it says that he does so
# no longer. Whoever acts tells others, also in a file that he reads only a part of.
HOORT = f"""{{t}}.aan = ANY ({rij_van("adressen", "text")}) AND {IEMAND}
      AND nullif({{t}}.dossier_id IN ({UITGESLOTEN}), true) IS NOT NULL
      AND ({{t}}.altijd OR {leest_dossier("{t}.dossier_id")}
           OR {heeft_recht("{t}.dossier_id", "plan_lezen")})"""
ommuurd(
    Bericht,
    Regel("hoort_de_actor", HOORT, (LEZEN,)),
    Regel("vertelt", IEMAND, (TOEVOEGEN,)),
    mag=(LEZEN, TOEVOEGEN, VERWIJDEREN),
)

# The data key of a file is there for who reads something of it, and for jobs. An app that shows rows of a
# file to others says so (`regel_erbij`).
in_een_eigen_schema(
    TABEL,
    ROL,
    Regel("een_taak", f"{instelling('systeem', 'text')} IS NOT NULL"),
    Regel(
        "leest_iets_van_het_dossier",
        " OR ".join(
            [
                leest_dossier("{t}.dossier_id"),
                *(heeft_recht("{t}.dossier_id", recht) for recht in sorted(DEEL)),
            ]
        ),
        (LEZEN,),
    ),
)

# The logs: added to by everybody; read by who did it, by the supervisor, on a file's own page.
CONVENANT = instelling("convenant", "uuid")
TOEZICHT = f"({instelling('toezicht', 'text')} = 'ja' AND coalesce(convenant_id, {CONVENANT}) = {CONVENANT})"
ommuurd(
    Inzage,
    Regel("iedereen", "true", (TOEVOEGEN,)),
    Regel("eigen_of_toezicht", f"{IK} OR {TOEZICHT}", (LEZEN,)),
    mag=BIJSCHRIJVEN,
)
# What the actor did himself, under the covenant of today, to a file whose number he was shown; not for
# who now acts for no party, such as the administrator (`beveiliging.querysets`). An act
# may touch a file that its actor does not see, and a question does not say whether there was anything.
GETOOND = f"""register_inzage i WHERE i.{IK} AND i.toegestaan AND i.soort <> 'vraag'
        AND i.nummer = {{t}}.nummer"""
ZELF_GEDAAN = f"""({rij_van("partijen", "uuid")} IS NOT NULL AND {IK} AND convenant_id = {CONVENANT}
      AND soort <> 'casusoverleg.deelname_gevraagd' AND {bestaat(GETOOND)})"""
VAN_EEN_DOSSIER = bestaat("register_dossier d WHERE d.pseudoniem = {t}.pseudoniem")
ommuurd(
    Gebeurtenis,
    Regel("iedereen", "true", (TOEVOEGEN,)),
    Regel(
        "eigen_toezicht_of_dossier", f"{TOEZICHT} OR {ZELF_GEDAAN} OR {VAN_EEN_DOSSIER}", (LEZEN,)
    ),
    mag=BIJSCHRIJVEN,
)

# What proves that they are whole: a job makes it, and it stands on no page.
for tabel in (Schakel, Opruiming):
    ommuurd(tabel, mag=BIJSCHRIJVEN)

# How long they are kept (AVG 5.1 e): as long as somebody can ask for an account of it (MC 13.1).
VIJF_JAAR = relativedelta(years=5)
houdbaar(
    Inzage, "Wie welk dossier las", VIJF_JAAR, "na het lezen", kolom="tijdstip", in_ketting=True
)
houdbaar(
    Gebeurtenis,
    "Wat er in een dossier is gedaan",
    VIJF_JAAR,
    "daarna",
    kolom="tijdstip",
    behalve=(f"({VAN_EEN_DOSSIER})", "niet zolang het dossier er is"),
    in_ketting=True,
)
houdbaar(
    "auditlog_logentry",
    "Wijzigingen van convenant, accounts en rollen",
    VIJF_JAAR,
    "na de wijziging",
    kolom="timestamp",
    in_ketting=True,
)
BERICHTEN_OP = "register.tasks.ruim_berichten_op"
houdbaar(
    Bericht,
    "Nieuws op de werklijst",
    relativedelta(days=90),
    "na het nieuws",
    taak=BERICHTEN_OP,
)
houdbaar(
    Kennisgeving,
    "Dat wie gegevens kreeg, hoorde dat het dossier is vernietigd",
    relativedelta(years=1),
    "na de bevestiging",
    taak=BERICHTEN_OP,
)

# What stands outside the wall -----------------------------------------------------------------------
vrij(
    Convenant,
    Partij,
    Bijlage1,
    Bijlage1Besluit,
    Bijlage1Besluit.partijen.through,
    BesluitArtikel20,
    BesluitArtikel20.instanties.through,
    Waarborg,
    Verwerkersovereenkomst,
    Registertekst,
    Geheimhoudingsverklaring,
    Mandaat,
    Opzegging,
    Partneraanvraag,
    Satelliet,
    reden="Partijen, bijlage 1 en mandaten; nodig om te weten wie handelt.",
)
vrij(
    Verklaringsdocument,
    reden="De verklaring die een partner tekende: de beheerder bewaart die, voor er een dossier is.",
)
vrij(
    Referentiekader,
    Fase,
    Ontwikkelgebied,
    Grondslag,
    Uitzonderingsgrond,
    reden="Bijlage 3 en de gronden uit de wet, voor iedereen gelijk.",
)
vrij(
    Bevestigtekst,
    reden="Wat iedereen bevestigt voor hij iets ziet; een tekst blijft zoals hij was (MC 14).",
    mag=BIJSCHRIJVEN,
)
vrij(
    Herleiding,
    reden="Hoe ver een taak van het systeem is met de dossiers van een partij: alleen aantallen.",
)
vrij(
    Sleutelproef,
    reden="Welke sleutels erbij horen, zonder die sleutels; nodig voor er iets wordt gelezen.",
    mag=(LEZEN,),
)
vrij("auth_group", reden="Groepen van partijen; nodig om te weten wie handelt.")
vrij(
    "auth_group_permissions",
    "auth_permission",
    reden="Soorten rechten; een migratie schrijft ze.",
    mag=(LEZEN,),
)
vrij(
    "account_emailaddress",
    "account_emailconfirmation",
    reden="E-mailadressen van accounts; nodig om in te loggen, dus voor er een actor is.",
)
vrij(
    "mfa_authenticator",
    reden="De tweede stap van accounts; nodig om in te loggen. Wat geheim is, is versleuteld.",
)
vrij(
    "auditlog_logentry",
    reden="Wijzigingen van wat in het convenant staat: partijen, rollen, bijlage 1.",
    mag=BIJSCHRIJVEN,
)
vrij(
    "django_session",
    reden="Leeg: wie is ingelogd staat in een eigen tabel (mensen.models.Sessie).",
    mag=(LEZEN,),
)
vrij("django_content_type", reden="Namen van tabellen.", mag=(LEZEN,))
vrij("django_migrations", reden="Welke versie het schema heeft.", mag=(LEZEN,))
vrij(
    "guardian_groupobjectpermission",
    "guardian_userobjectpermission",
    reden="Leeg: rechten op een dossier staan in het register, en dat is ommuurd.",
    mag=(LEZEN,),
)
