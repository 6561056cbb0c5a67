from django.apps import AppConfig


class BestandConfig(AppConfig):
    name = "bestand"
    verbose_name = "Digitaal bestand"
