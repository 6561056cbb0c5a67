"""The pages of a letter, whatever kind of file it is about."""

from django.urls import path

from . import views

app_name = "brieven"
urlpatterns = [
    path("<slug:soort>/<uuid:pk>/nieuw/<slug:welke>/<uuid:rij>/", views.nieuw, name="nieuw"),
    path("<slug:soort>/<uuid:pk>/<uuid:brief>/", views.brief, name="brief"),
    path("<slug:soort>/<uuid:pk>/<uuid:brief>/definitief/", views.definitief, name="definitief"),
    path("<slug:soort>/<uuid:pk>/<uuid:brief>/verstuurd/", views.verstuurd, name="verstuurd"),
    path("<slug:soort>/<uuid:pk>/<uuid:brief>/weg/", views.weg, name="weg"),
    path("<slug:soort>/<uuid:pk>/<uuid:brief>/pdf/", views.pdf, name="pdf"),
]
