"""The pages on the ledger of a file and on a notice, whatever the kind of file."""

from django.urls import path

from . import views

app_name = "uitwisseling"
urlpatterns = [
    path("bericht/<uuid:bericht>/", views.lezen, name="lezen"),
    path("bericht/<uuid:bericht>/vastleggen/", views.vastleggen, name="vastleggen"),
    path("<slug:soort>/<uuid:pk>/", views.wie_weet_wat, name="wie_weet_wat"),
]
