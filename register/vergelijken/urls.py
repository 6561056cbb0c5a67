"""The page on which two files are laid side by side, whatever kinds they are of."""

from django.urls import path

from . import views

app_name = "vergelijken"
urlpatterns = [
    path(
        "<slug:soort>/<uuid:pk>/<slug:andere_soort>/<uuid:ander>/",
        views.vergelijk,
        name="vergelijk",
    )
]
