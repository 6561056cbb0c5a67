from django.urls import path

from . import views

app_name = "beveiliging"
urlpatterns = [
    path("", views.logboek, name="logboek"),
    path("wijzigingen/", views.wijzigingen, name="wijzigingen"),
]
