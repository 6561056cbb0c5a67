from django.urls import path

from . import views
from .deelname import views as deelname
from .plan import views as plan
from .verstrekking import views as verstrekking

app_name = "casusoverleg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.casus, name="casus"),
    path("<uuid:pk>/persoon/", views.persoon, name="persoon"),
    path("<uuid:pk>/geboortedatum/", views.geboortedatum, name="geboortedatum"),
    path("<uuid:pk>/deelname/", deelname.deelname, name="deelname"),
    path(
        "<uuid:pk>/deelname/<uuid:deelname_pk>/beeindigen/",
        deelname.deelname_beeindigen,
        name="deelname_beeindigen",
    ),
    path("<uuid:pk>/vangnet/", deelname.vangnet, name="vangnet"),
    path("<uuid:pk>/regisseur/", deelname.regisseur, name="regisseur"),
    path("<uuid:pk>/analyse/", views.analyse, name="analyse"),
    path("<uuid:pk>/bijdrage/", views.bijdrage, name="bijdrage"),
    path("<uuid:pk>/derde/", views.derde, name="derde"),
    path(
        "<uuid:pk>/derde/<uuid:derde_pk>/verwijderen/",
        views.derde_verwijderen,
        name="derde_verwijderen",
    ),
    path("<uuid:pk>/plan/", views.plan, name="plan"),
    path("<uuid:pk>/plan/versie/<int:versie>/", plan.plan_versie, name="plan_versie"),
    path("<uuid:pk>/plan/wijzigen/", plan.plan_wijzigen, name="plan_wijzigen"),
    path("<uuid:pk>/plan/maatregel/", plan.maatregel_toevoegen, name="maatregel_toevoegen"),
    path(
        "<uuid:pk>/plan/maatregel/<uuid:maatregel_pk>/",
        plan.maatregel_wijzigen,
        name="maatregel_wijzigen",
    ),
    path(
        "<uuid:pk>/plan/maatregel/<uuid:maatregel_pk>/schrappen/",
        plan.maatregel_schrappen,
        name="maatregel_schrappen",
    ),
    path("<uuid:pk>/plan/concept/", views.concept, name="concept"),
    path("<uuid:pk>/plan/voorleggen/", plan.voorleggen, name="voorleggen"),
    path("<uuid:pk>/plan/vaststellen/", plan.vaststellen, name="vaststellen"),
    path("<uuid:pk>/plan/nieuwe-versie/", plan.nieuwe_versie, name="nieuwe_versie"),
    path("<uuid:pk>/voortgang/<uuid:keten>/", plan.voortgang, name="voortgang"),
    path("<uuid:pk>/gelezen/", plan.lezen, name="gelezen"),
    path("<uuid:pk>/advies/", views.advies, name="advies"),
    path("meedoen/", deelname.meedoen, name="meedoen"),
    path(
        "<uuid:pk>/verzoek/<uuid:verzoek_pk>/afwijzen/",
        deelname.verzoek_afwijzen,
        name="verzoek_afwijzen",
    ),
    path("<uuid:pk>/verstrekken/", verstrekking.verstrekken, name="verstrekken"),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/",
        verstrekking.verstrekking,
        name="verstrekking",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/antwoord/",
        verstrekking.toestemming_vastleggen,
        name="toestemming_vastleggen",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/rond/",
        verstrekking.verstrekking_rond,
        name="verstrekking_rond",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/intrekken/",
        verstrekking.verstrekking_intrekken,
        name="verstrekking_intrekken",
    ),
    path("<uuid:pk>/verstrekt/", verstrekking.verstrekt, name="verstrekt"),
    path("ingetrokken/<uuid:verstrekking_pk>/", verstrekking.intrekking, name="intrekking"),
]
