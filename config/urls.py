"""The contents page of the application."""

from allauth.account import views as account
from django.urls import include, path

from invoer.views import bewaar as klad
from mensen import views_mail
from mensen.views_geheimhouding import geheimhouding
from register.registry import bestanden

from . import views

handler500 = views.fout
urlpatterns = [
    path("", views.werklijst, name="werklijst"),
    path("gezien/", views.gezien, name="gezien"),
    path("vertegenwoordiging/", views.vertegenwoordiging, name="vertegenwoordiging"),
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("klad/", klad, name="klad"),
    path("geheimhouding/", geheimhouding, name="geheimhouding"),
    path("mail/", views_mail.mail, name="mail"),
    path("mail/uit/", views_mail.mail_uit, name="mail_uit"),
    *(path(f"{soort.pad}/", include(f"{soort.app}.urls")) for soort in bestanden()),
    path("overleg/", include("overleg.urls")),
    path("convenant/", include("convenant.urls")),
    path("convenant/", include("mensen.urls")),
    path("bronnen/", include("convenant.bronnen.urls")),
    path("brieven/", include("register.brieven.urls")),
    path("controle/", include("register.controle.urls")),
    path("eerder/", include("register.correctie.urls")),
    path("wie-weet-wat/", include("register.uitwisseling.urls")),
    path("vergelijken/", include("register.vergelijken.urls")),
    path("beperking/", include("privacy_rights.urls_beperken")),
    path("beveiliging/", include("beveiliging.urls")),
    path("gezond/", views.gezond, name="gezond"),
]
