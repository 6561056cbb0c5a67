from django.urls import path

from . import views

app_name = "overzicht"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("csv/", views.overzicht_csv, name="csv"),
]
