"""Part of the contents page of this app."""

from django.urls import path

from . import views

urlpatterns = [
    path("steekproeven/", views.steekproeven, name="steekproeven"),
    path("steekproeven/trekken/", views.trekken, name="steekproef_trekken"),
    path("steekproeven/<uuid:pk>/", views.steekproef, name="steekproef"),
    path("steekproeven/<uuid:pk>/afronden/", views.afronden, name="steekproef_afronden"),
]
