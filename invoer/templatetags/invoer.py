"""What each form bears, of whatever page: in place of Django's own `csrf_token`, so that none is without."""

from uuid import uuid4

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from invoer.eenmalig import NAAM

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's token against forged forms, and the key by which a form does its work once."""
    sleutel = format_html('<input type="hidden" name="{}" value="{}">', NAAM, uuid4())
    return SafeString(CsrfTokenNode().render(context) + sleutel)
