from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("archief/", views.archief, name="archief"),
    path("archief/<uuid:pk>/", views.archiefstuk, name="archiefstuk"),
    path("klok/", views.klok, name="klok"),
    path("archief/<uuid:pk>/informeren/", views.informeren, name="informeren"),
    path("archief/<uuid:pk>/terughalen/", views.terughalen, name="terughalen"),
    path("<uuid:pk>/uitstellen/", views.opschorten, name="opschorten"),
    path("<uuid:pk>/uitstel-opheffen/", views.uitstel_opheffen, name="uitstel_opheffen"),
    path("<uuid:pk>/nakijken/", views.nakijken, name="nakijken"),
    path("vernietigd/", views.vernietigd, name="vernietigd"),
]
