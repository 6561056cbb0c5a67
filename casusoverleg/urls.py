from django.urls import path

from . import views, views_toegang

app_name = "casusoverleg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.casus, name="casus"),
    path("<uuid:pk>/persoon/", views.persoon, name="persoon"),
    path("<uuid:pk>/deelname/", views.deelname, name="deelname"),
    path(
        "<uuid:pk>/deelname/<uuid:deelname_pk>/beeindigen/",
        views.deelname_beeindigen,
        name="deelname_beeindigen",
    ),
    path("<uuid:pk>/regisseur/", views.regisseur, name="regisseur"),
    path("<uuid:pk>/analyse/", views.analyse, name="analyse"),
    path("<uuid:pk>/bijdrage/", views.bijdrage, name="bijdrage"),
    path("<uuid:pk>/derde/", views.derde, name="derde"),
    path(
        "<uuid:pk>/derde/<uuid:derde_pk>/verwijderen/",
        views.derde_verwijderen,
        name="derde_verwijderen",
    ),
    path("<uuid:pk>/plan/", views.plan, name="plan"),
    path("<uuid:pk>/plan/versie/<int:versie>/", views.plan_versie, name="plan_versie"),
    path("<uuid:pk>/plan/wijzigen/", views.plan_wijzigen, name="plan_wijzigen"),
    path("<uuid:pk>/plan/maatregel/", views.maatregel_toevoegen, name="maatregel_toevoegen"),
    path(
        "<uuid:pk>/plan/maatregel/<uuid:maatregel_pk>/",
        views.maatregel_wijzigen,
        name="maatregel_wijzigen",
    ),
    path(
        "<uuid:pk>/plan/maatregel/<uuid:maatregel_pk>/schrappen/",
        views.maatregel_schrappen,
        name="maatregel_schrappen",
    ),
    path("<uuid:pk>/plan/vaststellen/", views.vaststellen, name="vaststellen"),
    path("<uuid:pk>/plan/nieuwe-versie/", views.nieuwe_versie, name="nieuwe_versie"),
    path("<uuid:pk>/voortgang/<uuid:keten>/", views.voortgang, name="voortgang"),
    path("<uuid:pk>/advies/", views.advies, name="advies"),
    path("meedoen/", views_toegang.meedoen, name="meedoen"),
    path(
        "<uuid:pk>/verzoek/<uuid:verzoek_pk>/afwijzen/",
        views_toegang.verzoek_afwijzen,
        name="verzoek_afwijzen",
    ),
    path("<uuid:pk>/verstrekken/", views_toegang.verstrekken, name="verstrekken"),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/",
        views_toegang.verstrekking,
        name="verstrekking",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/antwoord/",
        views_toegang.toestemming_vastleggen,
        name="toestemming_vastleggen",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/rond/",
        views_toegang.verstrekking_rond,
        name="verstrekking_rond",
    ),
    path(
        "<uuid:pk>/verstrekking/<uuid:verstrekking_pk>/intrekken/",
        views_toegang.verstrekking_intrekken,
        name="verstrekking_intrekken",
    ),
    path("<uuid:pk>/verstrekt/", views_toegang.verstrekt, name="verstrekt"),
    path("ingetrokken/<uuid:verstrekking_pk>/", views_toegang.intrekking, name="intrekking"),
]
