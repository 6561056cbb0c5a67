"""Part of the contents page of this app."""

from django.urls import path

from . import views

urlpatterns = [
    path("plichten/", views.plichten, name="plichten"),
    path("plichten/<slug:plicht>/", views.plicht, name="plicht"),
    path("plan/", views.plan, name="plan"),
    path("plan/<slug:onderdeel>/", views.onderdeel, name="onderdeel"),
]
