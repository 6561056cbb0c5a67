from django.urls import path

from . import views

app_name = "hulp"
urlpatterns = [
    path("", views.hulp, name="hulp"),
    path("eerste-dag/<slug:rol>/", views.eerste_dag, name="eerste_dag"),
    path("begrippen/", views.begrippen, name="begrippen"),
    path("verantwoording/", views.verantwoording, name="verantwoording"),
    path("verantwoording/<slug:bron>/", views.verantwoording, name="verantwoording_bron"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
]
