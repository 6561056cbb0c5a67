from django.urls import path

from . import views

app_name = "privacy_rights"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<uuid:pk>/", views.verzoek, name="verzoek"),
    path("<uuid:pk>/identiteit/", views.identiteit, name="identiteit"),
    path("<uuid:pk>/wet/", views.wet, name="wet"),
    path("<uuid:pk>/doorzenden/", views.doorzenden, name="doorzenden"),
    path("<uuid:pk>/uitvoeren/<uuid:uitvoering>/", views.uitvoeren, name="uitvoeren"),
    path("<uuid:pk>/verlengen/", views.verlengen, name="verlengen"),
    path("<uuid:pk>/afhandelen/", views.afhandelen, name="afhandelen"),
    path("<uuid:pk>/weigeren/", views.weigeren, name="weigeren"),
    path("te-laat/", views.te_laat, name="te_laat"),
    path("<uuid:pk>/niemand/", views.niemand, name="niemand"),
    path("<uuid:pk>/stoppen/", views.stoppen, name="stoppen"),
    path("<uuid:pk>/zoeken/", views.zoeken, name="zoeken"),
    path("<uuid:pk>/schrijfwijze/", views.schrijfwijze, name="schrijfwijze"),
    path("<uuid:pk>/toevoegen/", views.toevoegen, name="toevoegen"),
    path("<uuid:pk>/controleren/", views.controleren, name="controleren"),
    path("<uuid:pk>/beantwoorden/", views.beantwoorden, name="beantwoorden"),
    path("<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("<uuid:pk>/json/", views.gegevens, name="json"),
]
