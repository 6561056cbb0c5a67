from django.urls import path

from . import views

app_name = "meldingen"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("zoeken/", views.zoeken, name="zoeken"),
    path("<uuid:pk>/", views.melding, name="melding"),
    path("<uuid:pk>/wijzigen/", views.wijzigen, name="wijzigen"),
    path("<uuid:pk>/signaal/", views.signaal, name="signaal"),
    path("<uuid:pk>/signaal/<uuid:signaal_pk>/", views.signaal, name="signaal_wijzigen"),
    path("<uuid:pk>/inbrengen/", views.inbrengen, name="inbrengen"),
    path("<uuid:pk>/doorgeven/", views.doorgeven, name="doorgeven"),
    path("<uuid:pk>/geen-actie/", views.geen_actie, name="geen_actie"),
]
