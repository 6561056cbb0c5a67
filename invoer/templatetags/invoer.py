"""What each form bears, of whatever page: in place of Django's own `csrf_token`, so that none is without."""

from uuid import uuid4

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from gedeeld import getoond
from invoer import eenmalig
from invoer import klad as kladjes

register = template.Library()
KLAD = "klad"  # id of the element in the page
VERBORGEN = '<input type="hidden" name="{}" value="{}">'


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's token against forged forms; the key by which a form does its work once; what it shows."""
    velden = {eenmalig.NAAM: str(uuid4())}
    if isinstance(form := context.get("form"), BaseForm):
        velden[getoond.NAAM] = getoond.in_een_regel(form)
    uit = (format_html(VERBORGEN, naam, waarde) for naam, waarde in velden.items() if waarde)
    return SafeString(CsrfTokenNode().render(context) + "".join(uit))


@register.simple_tag(takes_context=True)
def klad(context: Context) -> SafeString | str:
    """What this user was typing in the form of this page, for the script that puts it back."""
    request = context.get("request")
    if request is None or request.method != "GET" or "form" not in context:
        return ""
    velden = kladjes.van_pagina(request)
    return json_script(velden, KLAD) if velden else ""
