from django.urls import path

from . import views
from .concept import views as concept

app_name = "meldingen"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("concepten/", concept.concepten, name="concepten"),
    path("concepten/<uuid:concept_pk>/", concept.concept, name="concept"),
    path("concepten/<uuid:concept_pk>/overnemen/", concept.overnemen, name="concept_overnemen"),
    path("concepten/<uuid:concept_pk>/weggooien/", concept.weggooien, name="concept_weg"),
    path("<uuid:pk>/", views.melding, name="melding"),
    path("<uuid:pk>/wijzigen/", views.wijzigen, name="wijzigen"),
    path("<uuid:pk>/politie/", views.politie, name="politie"),
    path("<uuid:pk>/signaal/", views.signaal, name="signaal"),
    path("<uuid:pk>/signaal/<uuid:signaal_pk>/", views.signaal, name="signaal_wijzigen"),
    path("<uuid:pk>/inbrengen/", views.inbrengen, name="inbrengen"),
    path("<uuid:pk>/inbrengen/met/<uuid:ander>/", views.samen_inbrengen, name="samen_inbrengen"),
    path("<uuid:pk>/doorgeven/", views.doorgeven, name="doorgeven"),
    path("<uuid:pk>/alleen-doorgegeven/", views.alleen_doorgegeven, name="alleen_doorgegeven"),
    path("<uuid:pk>/dubbel/", views.dubbel, name="dubbel"),
    path("<uuid:pk>/geen-actie/", views.geen_actie, name="geen_actie"),
]
