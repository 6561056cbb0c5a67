from django.urls import path

from . import views, views_accounts, views_geheimhouding, views_vertrek

app_name = "mensen"
urlpatterns = [
    path("verklaring/<uuid:pk>/document/", views.verklaring_document, name="verklaring_document"),
    path("toegang/", views.toegang, name="toegang"),
    path("toegang/nieuw/", views.rol_toekennen, name="rol_toekennen"),
    path("toegang/<uuid:pk>/bevestigen/", views.rol_bevestigen, name="rol_bevestigen"),
    path("toegang/<uuid:pk>/einde/", views.rol_intrekken, name="rol_intrekken"),
    path("vertrek/<int:pk>/", views_vertrek.vertrek, name="vertrek"),
    path("accounts/", views_accounts.accounts, name="accounts"),
    path("accounts/nieuw/", views_accounts.account_nieuw, name="account_nieuw"),
    path("accounts/<uuid:pk>/wachtwoord/", views_accounts.wachtwoord, name="account_wachtwoord"),
    path("accounts/<uuid:pk>/tweede-stap/", views_accounts.tweede_stap, name="account_tweede_stap"),
    path("accounts/<uuid:pk>/uit/", views_accounts.uitzetten, name="account_uit"),
    path("accounts/<uuid:pk>/aan/", views_accounts.aanzetten, name="account_aan"),
    path("geheimhouding/", views_geheimhouding.teksten, name="geheimhoudingsteksten"),
    path("geheimhouding/nieuw/", views_geheimhouding.tekst_nieuw, name="geheimhoudingstekst_nieuw"),
    path("geheimhouding/<int:versie>/", views_geheimhouding.tekst, name="geheimhoudingstekst"),
]
