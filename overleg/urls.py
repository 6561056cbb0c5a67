"""The pages of meetings."""

from django.urls import path

from . import views
from .vergaderen import views as vergaderen
from .verslag import views as verslag

app_name = "overleg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<uuid:pk>/", views.overleg, name="overleg"),
    path("<uuid:pk>/wijzigen/", views.wijzigen, name="wijzigen"),
    path("<uuid:pk>/afgelasten/", views.afgelasten, name="afgelasten"),
    path("<uuid:pk>/genodigden/", views.uitnodigen, name="uitnodigen"),
    path("<uuid:pk>/gast/", views.gast, name="gast"),
    path("<uuid:pk>/gast/<uuid:gast>/weg/", views.gast_weg, name="gast_weg"),
    path("<uuid:pk>/verstuurd/", views.verstuurd, name="verstuurd"),
    path("<uuid:pk>/agenda.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("<uuid:pk>/uitnodiging.pdf", views.uitnodiging_pdf, name="uitnodiging_pdf"),
    path("<uuid:pk>/overleg.ics", views.ics, name="ics"),
    path("<uuid:pk>/dossier/", views.dossier_erbij, name="dossier_erbij"),
    path("<uuid:pk>/algemeen/", views.algemeen, name="algemeen"),
    path("<uuid:pk>/punt/<uuid:punt>/", views.punt, name="punt"),
    path("<uuid:pk>/aanwezig/", vergaderen.aanwezig, name="aanwezig"),
    path("<uuid:pk>/begin/", vergaderen.begin, name="begin"),
    path("<uuid:pk>/scherm/", vergaderen.scherm, name="scherm"),
    path("<uuid:pk>/scherm/<uuid:punt>/", vergaderen.scherm_punt, name="scherm_punt"),
    path("<uuid:pk>/gast-is-weg/", vergaderen.gast_is_weg, name="gast_is_weg"),
    path("<uuid:pk>/besproken/<uuid:punt>/", vergaderen.besproken, name="besproken"),
    path("<uuid:pk>/erbij/<uuid:punt>/", vergaderen.erbij, name="erbij"),
    path("<uuid:pk>/sluiten/", vergaderen.sluiten, name="sluiten"),
    path("<uuid:pk>/verslag/", verslag.verslag, name="verslag"),
    path("<uuid:pk>/verslag.pdf", verslag.verslag_pdf, name="verslag_pdf"),
    path("<uuid:pk>/verslag/opmerking/", verslag.opmerking, name="opmerking"),
    path("<uuid:pk>/verslag/vaststellen/", verslag.vaststellen, name="vaststellen"),
]
