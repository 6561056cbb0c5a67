"""The page on which one reads what a row said before, whatever kind of file it stands in."""

from django.urls import path

from . import views

app_name = "correctie"
urlpatterns = [path("<slug:soort>/<uuid:pk>/<uuid:van>/", views.eerder, name="eerder")]
