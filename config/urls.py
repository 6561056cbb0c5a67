"""The contents page of the application."""

from allauth.account import views as account
from django.urls import include, path

from invoer.views import bewaar as klad
from mensen import views_factoren, views_mail
from mensen.views_geheimhouding import lezen
from register.registry import bestanden

from . import views, zoeken

handler500 = views.fout
urlpatterns = [
    path("", views.werklijst, name="werklijst"),
    path("gezien/", views.gezien, name="gezien"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("filters/", views.filters, name="filters"),
    path("toetsen/", views.toetsen, name="toetsen"),
    path("vertegenwoordiging/", views.vertegenwoordiging, name="vertegenwoordiging"),
    path("inloggen/", views_factoren.inloggen, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/", views_factoren.wachtwoord, name="account_change_password"),
    path("inloggen/stap/", views_factoren.stap, name="mfa_authenticate"),
    path("bent-u-dit/", views_factoren.nog_eens, name="account_reauthenticate"),
    path("bent-u-dit/code/", views_factoren.nog_eens_code, name="mfa_reauthenticate"),
    path(
        "bent-u-dit/passkey/", views_factoren.nog_eens_passkey, name="mfa_reauthenticate_webauthn"
    ),
    path("tweede-stap/", views_factoren.overzicht, name="mfa_index"),
    path("tweede-stap/app/", views_factoren.app_nieuw, name="mfa_activate_totp"),
    path("tweede-stap/passkey/", views_factoren.passkey_nieuw, name="mfa_add_webauthn"),
    path("tweede-stap/codes/", views_factoren.herstelcodes, name="mfa_view_recovery_codes"),
    path(
        "tweede-stap/codes/nieuw/",
        views_factoren.herstelcodes_nieuw,
        name="mfa_generate_recovery_codes",
    ),
    path("tweede-stap/<int:pk>/weg/", views_factoren.verwijderen, name="stap_verwijderen"),
    path("sessies/", views_factoren.sessies, name="sessies"),
    path("klad/", klad, name="klad"),
    path("geheimhouding/", lezen, {"soort": "geheimhouding"}, name="geheimhouding"),
    path("richtlijnen/", lezen, {"soort": "richtlijnen"}, name="richtlijnen"),
    path("mail/", views_mail.mail, name="mail"),
    path("mail/uit/", views_mail.mail_uit, name="mail_uit"),
    *(path(f"{soort.pad}/", include(f"{soort.app}.urls")) for soort in bestanden()),
    path("overleg/", include("overleg.urls")),
    path("convenant/", include("convenant.urls")),
    path("convenant/", include("mensen.urls")),
    path("bronnen/", include("convenant.bronnen.urls")),
    path("hulp/", include("config.hulp.urls")),
    path("overzicht/", include("config.overzicht.urls")),
    path("brieven/", include("register.brieven.urls")),
    path("controle/", include("register.controle.urls")),
    path("eerder/", include("register.correctie.urls")),
    path("wie-weet-wat/", include("register.uitwisseling.urls")),
    path("vergelijken/", include("register.vergelijken.urls")),
    path("beperking/", include("privacy_rights.urls_beperken")),
    path("beveiliging/", include("beveiliging.urls")),
    path("gezond/", views.gezond, name="gezond"),
    path("klaar/", views.klaar, name="klaar"),
    path(".well-known/security.txt", views.beveiligingscontact, name="beveiligingscontact"),
]
