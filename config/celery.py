"""The Celery application: its messages only ring the bell, the database is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("casusoverleg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
