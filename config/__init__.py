"""The top floor: settings, urls, the Celery application, and the demo's own services."""

from .celery import app as celery_app

__all__ = ("celery_app",)
