from django.urls import path

from . import views_beperken

app_name = "beperking"
urlpatterns = [
    path("<str:soort>/<uuid:pk>/", views_beperken.beperken, name="beperken"),
    path("<str:soort>/<uuid:pk>/toestaan/", views_beperken.toestaan, name="toestaan"),
    path("<str:soort>/<uuid:pk>/opheffen/", views_beperken.opheffen, name="opheffen"),
]
