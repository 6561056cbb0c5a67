from django.urls import path

from . import views, views_accounts, views_geheimhouding

app_name = "convenant"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("bijlage-2/", views.procesbeschrijving, name="procesbeschrijving"),
    path("bijlage-3/", views.referentiekader, name="referentiekader"),
    path("bijwerken/", views.publicatie, name="publicatie"),
    path("wijzigingen/", views.alle_wijzigingen, name="wijzigingen"),
    path("bijlage-1/nieuw/", views.bijlage1_nieuw, name="bijlage1_nieuw"),
    path("bijlage-1/<int:pk>/einde/", views.bijlage1_einde, name="bijlage1_einde"),
    path("partij/<uuid:pk>/verklaring/", views.verklaring, name="verklaring"),
    path("verklaring/<int:pk>/document/", views.verklaring_document, name="verklaring_document"),
    path("partij/<uuid:pk>/opzegging/", views.opzegging, name="opzegging"),
    path("toegang/", views.toegang, name="toegang"),
    path("toegang/nieuw/", views.rol_toekennen, name="rol_toekennen"),
    path("toegang/<uuid:pk>/bevestigen/", views.rol_bevestigen, name="rol_bevestigen"),
    path("toegang/<uuid:pk>/einde/", views.rol_intrekken, name="rol_intrekken"),
    path("accounts/", views_accounts.accounts, name="accounts"),
    path("accounts/nieuw/", views_accounts.account_nieuw, name="account_nieuw"),
    path("accounts/<uuid:pk>/wachtwoord/", views_accounts.wachtwoord, name="account_wachtwoord"),
    path("accounts/<uuid:pk>/uit/", views_accounts.uitzetten, name="account_uit"),
    path("accounts/<uuid:pk>/aan/", views_accounts.aanzetten, name="account_aan"),
    path("geheimhouding/", views_geheimhouding.teksten, name="geheimhoudingsteksten"),
    path("geheimhouding/nieuw/", views_geheimhouding.tekst_nieuw, name="geheimhoudingstekst_nieuw"),
    path("geheimhouding/<int:versie>/", views_geheimhouding.tekst, name="geheimhoudingstekst"),
]
