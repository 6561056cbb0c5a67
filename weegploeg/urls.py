"""The weegploeg's pages."""

from django.urls import path

from . import views
from .afronden import views as afronden
from .besluit import views as besluit
from .besluit import views_herstel as herstel
from .bevestigen import views as bevestigen
from .duiding import views as duiding
from .inbreng import views as inbreng
from .informeren import views as informeren
from .ontvangst import views as ontvangst
from .standpunt import views as standpunt
from .weging import views as weging

app_name = "weegploeg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.dossier, name="dossier"),
    path("aanbod/<uuid:zending>/", ontvangst.aanbod, name="aanbod"),
    path("<uuid:pk>/subject/", inbreng.subject, name="subject"),
    path("<uuid:pk>/doel/", besluit.doel, name="doel"),
    path("<uuid:pk>/signaal/", inbreng.signaal, name="signaal"),
    path("<uuid:pk>/signaal/<uuid:signaal>/delen/", besluit.delen, name="delen"),
    path(
        "<uuid:pk>/signaal/<uuid:signaal>/verbeteren/",
        inbreng.verbeteren,
        name="signaal_verbeteren",
    ),
    path(
        "<uuid:pk>/signaal/<uuid:signaal>/plaatsen/",
        weging.plaatsen,
        name="plaatsen",
    ),
    path("<uuid:pk>/achterhouden/", inbreng.achterhouden, name="achterhouden"),
    path("<uuid:pk>/doorgeven/", inbreng.doorgeven, name="doorgeven"),
    path("<uuid:pk>/wegen/", weging.wegen, name="wegen"),
    path("<uuid:pk>/standpunten/", standpunt.vragen, name="standpunten_vragen"),
    path("<uuid:pk>/standpunt/", standpunt.standpunt, name="standpunt"),
    path("<uuid:pk>/besluiten/", besluit.besluiten, name="besluiten"),
    path("<uuid:pk>/besluit/<uuid:vastlegging>/", bevestigen.vastlegging, name="vastlegging"),
    path(
        "<uuid:pk>/besluit/<uuid:vastlegging>/bevestigen/",
        bevestigen.bevestigen,
        name="bevestigen",
    ),
    path("<uuid:pk>/besluit/<uuid:vastlegging>/bezwaar/", bevestigen.bezwaar, name="bezwaar"),
    path(
        "<uuid:pk>/besluit/<uuid:vastlegging>/bezwaar/intrekken/",
        bevestigen.bezwaar_intrekken,
        name="bezwaar_intrekken",
    ),
    path("<uuid:pk>/besluit/<uuid:vastlegging>/corrigeren/", herstel.corrigeren, name="corrigeren"),
    path("<uuid:pk>/besluit/<uuid:vastlegging>/herroepen/", herstel.herroepen, name="herroepen"),
    path("<uuid:pk>/besluit/<uuid:vastlegging>/handhaven/", herstel.handhaven, name="handhaven"),
    path("<uuid:pk>/bewaren/", afronden.bewaren, name="bewaren"),
    path("<uuid:pk>/duiding/<uuid:vraag>/", duiding.vastleggen, name="duiding"),
    path(
        "<uuid:pk>/duiding/<uuid:vraag>/verbeteren/",
        duiding.verbeteren,
        name="antwoord_verbeteren",
    ),
    path("<uuid:pk>/duiding/<uuid:vraag>/verzetten/", duiding.verzetten, name="vraag_verzetten"),
    path("<uuid:pk>/vragen-erbij/", duiding.vragen_erbij, name="vragen_erbij"),
    path("<uuid:pk>/terug-op-agenda/", duiding.terug_op_agenda, name="terug_op_agenda"),
    path("vragen/", duiding.vragen, name="vragen"),
    path("vragen/<uuid:vraag>/", duiding.vraag, name="vraag"),
    path("<uuid:pk>/informeren/", informeren.informeren, name="informeren"),
    path("<uuid:pk>/eerste-contact/", informeren.contact, name="contact"),
    path("<uuid:pk>/geinformeerd/", informeren.geinformeerd, name="geinformeerd"),
    path("<uuid:pk>/terugkoppelen/<uuid:inbreng>/", inbreng.terugkoppelen, name="terugkoppelen"),
    path("<uuid:pk>/melder/<uuid:inbreng>/", inbreng.melder, name="melder"),
    path("<uuid:pk>/afsluiten/", besluit.afsluiten, name="afsluiten"),
    path("casus/<uuid:casus>/afsluiten/", besluit.afsluiten_archief, name="afsluiten_archief"),
]
