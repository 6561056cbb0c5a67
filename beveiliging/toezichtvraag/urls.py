"""Under the pages of the log."""

from django.urls import path

from . import views

urlpatterns = [
    path("dossier/", views.toezichtvragen, name="toezichtvragen"),
    path("dossier/<uuid:pk>/", views.toezichtvraag, name="toezichtvraag"),
]
