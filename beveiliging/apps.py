from django.apps import AppConfig


class BeveiligingConfig(AppConfig):
    name = "beveiliging"
    verbose_name = "Beveiliging"
