from django.urls import path

from . import views, views_accounts, views_nakijken, views_vertrek
from . import views_geheimhouding as teksten

app_name = "mensen"
GEHEIM, VEILIG = {"soort": "geheimhouding"}, {"soort": "richtlijnen"}
urlpatterns = [
    path("verklaring/<uuid:pk>/document/", views.verklaring_document, name="verklaring_document"),
    path("toegang/", views.toegang, name="toegang"),
    path("toegang/nieuw/", views.rol_toekennen, name="rol_toekennen"),
    path("toegang/nakijken/", views_nakijken.toegang, name="nakijken"),
    path("toegang/<uuid:pk>/bevestigen/", views.rol_bevestigen, name="rol_bevestigen"),
    path("toegang/<uuid:pk>/einde/", views.rol_intrekken, name="rol_intrekken"),
    path("vertrek/<int:pk>/", views_vertrek.vertrek, name="vertrek"),
    path("accounts/", views_accounts.accounts, name="accounts"),
    path("accounts/nieuw/", views_accounts.account_nieuw, name="account_nieuw"),
    path("accounts/<uuid:pk>/wachtwoord/", views_accounts.wachtwoord, name="account_wachtwoord"),
    path("accounts/<uuid:pk>/tweede-stap/", views_accounts.tweede_stap, name="account_tweede_stap"),
    path("accounts/<uuid:pk>/uit/", views_accounts.uitzetten, name="account_uit"),
    path("accounts/<uuid:pk>/aan/", views_accounts.aanzetten, name="account_aan"),
    path("geheimhouding/", teksten.teksten, GEHEIM, name="geheimhoudingsteksten"),
    path("geheimhouding/nieuw/", teksten.tekst_nieuw, GEHEIM, name="geheimhoudingstekst_nieuw"),
    path("geheimhouding/<int:versie>/", teksten.tekst, GEHEIM, name="geheimhoudingstekst"),
    path("richtlijnen/", teksten.teksten, VEILIG, name="richtlijnen"),
    path("richtlijnen/nieuw/", teksten.tekst_nieuw, VEILIG, name="richtlijnen_nieuw"),
    path("richtlijnen/<int:versie>/", teksten.tekst, VEILIG, name="richtlijnen_versie"),
]
