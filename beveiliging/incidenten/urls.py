"""Part of the contents page of this app."""

from django.urls import path

from . import views

urlpatterns = [
    path("incidenten/", views.incidenten, name="incidenten"),
    path("incidenten/pdf/", views.incidenten_pdf, name="incidenten_pdf"),
    path("incidenten/melden/", views.melden, name="incident_melden"),
    path("incidenten/afspraken/", views.afspraken, name="afspraken"),
    path("incidenten/afspraken/nieuw/", views.afspraak_nieuw, name="afspraak_nieuw"),
    path("incidenten/afspraken/<uuid:pk>/einde/", views.afspraak_einde, name="afspraak_einde"),
    path("incidenten/<uuid:pk>/", views.incident, name="incident"),
    path("incidenten/<uuid:pk>/beoordelen/", views.beoordelen, name="incident_beoordelen"),
    path("incidenten/<uuid:pk>/nagaan/", views.nagaan, name="incident_nagaan"),
    path("incidenten/<uuid:pk>/afsluiten/", views.afsluiten, name="incident_afsluiten"),
]
