from django.urls import path

from . import views

app_name = "bronnen"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("begrippen/", views.begrippen, name="begrippen"),
    path(
        "geheimhoudingsverklaring/", views.geheimhoudingsverklaring, name="geheimhoudingsverklaring"
    ),
    path("convenant/<slug:anker>/", views.artikel, name="artikel"),
    path("<slug:code>/", views.bron, name="bron"),
]
