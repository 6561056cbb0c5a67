"""The contents page of the demo: the whole application, and a way in without a password."""

from django.urls import path

from config import urls as toepassing

from . import views

handler500 = toepassing.handler500
urlpatterns = [path("demo/", views.demo, name="demo"), *toepassing.urlpatterns]
