"""The page on which a check is recorded, whatever kind of file was checked."""

from django.urls import path

from . import views

app_name = "controle"
urlpatterns = [path("<slug:soort>/<uuid:pk>/", views.nieuw, name="nieuw")]
