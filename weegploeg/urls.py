"""The weegploeg's pages."""

from django.urls import path

from . import views

app_name = "weegploeg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.dossier, name="dossier"),
    path("<uuid:pk>/subject/", views.subject, name="subject"),
    path("<uuid:pk>/signaal/", views.signaal, name="signaal"),
    path("<uuid:pk>/signaal/<uuid:signaal>/delen/", views.delen, name="delen"),
    path("<uuid:pk>/wegen/", views.wegen, name="wegen"),
    path("<uuid:pk>/besluiten/", views.besluiten, name="besluiten"),
    path("<uuid:pk>/duiding/<uuid:vraag>/", views.duiding, name="duiding"),
    path("<uuid:pk>/terug-op-agenda/", views.terug_op_agenda, name="terug_op_agenda"),
    path("<uuid:pk>/informeren/", views.informeren, name="informeren"),
    path("<uuid:pk>/geinformeerd/", views.geinformeerd, name="geinformeerd"),
    path("<uuid:pk>/terugkoppelen/<uuid:inbreng>/", views.terugkoppelen, name="terugkoppelen"),
    path("<uuid:pk>/melder/<uuid:inbreng>/", views.melder, name="melder"),
    path("<uuid:pk>/afsluiten/", views.afsluiten, name="afsluiten"),
]
