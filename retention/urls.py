from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("vooruit/", views.vooruit, name="vooruit"),
    path("archief/", views.archief, name="archief"),
    path("archief/<uuid:pk>/", views.archiefstuk, name="archiefstuk"),
    path("klok/", views.klok, name="klok"),
    path("archief/<uuid:pk>/informeren/", views.informeren, name="informeren"),
    path("archief/<uuid:pk>/terughalen/", views.terughalen, name="terughalen"),
    path("<uuid:pk>/uitstellen/", views.opschorten, name="opschorten"),
    path("<uuid:pk>/uitstel-opheffen/", views.uitstel_opheffen, name="uitstel_opheffen"),
    path("<uuid:pk>/eerder-archiveren/", views.eerder_archiveren, name="eerder_archiveren"),
    path("<uuid:pk>/wissen/", views.wissen, name="wissen"),
    path("<uuid:pk>/wissen/instemmen/", views.wissen_instemmen, name="wissen_instemmen"),
    path("<uuid:pk>/wissen/intrekken/", views.wissen_intrekken, name="wissen_intrekken"),
    path("<uuid:pk>/nakijken/", views.nakijken, name="nakijken"),
    path("eigen-termijnen/", views.eigen_termijnen, name="eigen_termijnen"),
    path("cijfers/", views.cijfers, name="cijfers"),
    path("vernietigd/", views.vernietigd, name="vernietigd"),
]
