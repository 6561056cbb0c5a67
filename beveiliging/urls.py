from django.urls import path

from . import rechten, toegang, uitvoer, verwerkingen, views
from .incidenten.urls import urlpatterns as incidenten
from .plichten.urls import urlpatterns as plichten
from .steekproef.urls import urlpatterns as steekproeven
from .toezichtvraag.urls import urlpatterns as toezichtvragen

app_name = "beveiliging"
urlpatterns = [
    path("", views.logboek, name="logboek"),
    path("wijzigingen/", views.wijzigingen, name="wijzigingen"),
    path("inloggen/", views.inloggen, name="inloggen"),
    path("register/", verwerkingen.register, name="register"),
    path("register/pdf/", verwerkingen.register_pdf, name="register_pdf"),
    *incidenten,
    *plichten,
    *steekproeven,
    *toezichtvragen,
    path("uitvoer/<slug:vorm>/", uitvoer.uitvoer, name="uitvoer"),
    path("rechten/", rechten.rechten, name="rechten"),
    path("toegang/<str:soort>/<uuid:pk>/", toegang.toegang, name="toegang"),
    path("toegang/<str:soort>/<uuid:pk>/uitsluiten/", toegang.uitsluiten, name="uitsluiten"),
    path(
        "toegang/<str:soort>/<uuid:pk>/mij-uitsluiten/",
        toegang.mij_uitsluiten,
        name="mij_uitsluiten",
    ),
    path(
        "toegang/<str:soort>/<uuid:pk>/uitsluiting/<uuid:gebruiker>/opheffen/",
        toegang.opheffen,
        name="opheffen",
    ),
]
