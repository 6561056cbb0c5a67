from django.urls import path

from . import views
from .advies import views as advies
from .afsluiten import views as afsluiten
from .afstemming import views as afstemming
from .deelname import views as deelname
from .inbreng import views as inbreng
from .informeren import views as informeren
from .partijvraag import views as partijvraag
from .plan import views as plan
from .verstrekking import views as verstrekking
from .zenden import views as zenden

app_name = "casusoverleg"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:pk>/", views.casus, name="casus"),
    path("<uuid:pk>/persoon/", views.persoon, name="persoon"),
    path("<uuid:pk>/band/", views.band, name="band"),
    path("<uuid:pk>/reis/", views.reis, name="reis"),
    path("<uuid:pk>/geboortedatum/", views.geboortedatum, name="geboortedatum"),
    path("<uuid:pk>/deelname/", deelname.deelname, name="deelname"),
    path(
        "<uuid:pk>/deelname/<uuid:deelname_pk>/beeindigen/",
        deelname.deelname_beeindigen,
        name="deelname_beeindigen",
    ),
    path(
        "<uuid:pk>/deelname/<uuid:deelname_pk>/beroepsgeheim/",
        deelname.beroepsgeheim,
        name="beroepsgeheim",
    ),
    path("<uuid:pk>/afspraak/", deelname.afspraak, name="afspraak"),
    path("<uuid:pk>/vangnet/", deelname.vangnet, name="vangnet"),
    path(
        "<uuid:pk>/vangnet/<uuid:vangnet_pk>/gezien/",
        deelname.vangnet_gezien,
        name="vangnet_gezien",
    ),
    path("<uuid:pk>/regisseur/", deelname.regisseur, name="regisseur"),
    path("<uuid:pk>/analyse/", views.analyse, name="analyse"),
    path("<uuid:pk>/analyse/<int:nummer>/", views.gebied, name="gebied"),
    path("<uuid:pk>/doorgaan/", afsluiten.doorgaan, name="doorgaan"),
    path("<uuid:pk>/doorgaan/later/", afsluiten.stil_gezien, name="stil_gezien"),
    path("<uuid:pk>/bijdrage/", inbreng.bijdrage, name="bijdrage"),
    path(
        "<uuid:pk>/bijdrage/<uuid:bijdrage_pk>/verbeteren/",
        inbreng.verbeteren,
        name="bijdrage_verbeteren",
    ),
    path("<uuid:pk>/afgewogen/", inbreng.afgewogen, name="afgewogen"),
    path("<uuid:pk>/derde/", views.derde, name="derde"),
    path(
        "<uuid:pk>/derde/<uuid:derde_pk>/verwijderen/",
        views.derde_verwijderen,
        name="derde_verwijderen",
    ),
    path("<uuid:pk>/derde/<uuid:derde_pk>/elders/", views.derde_elders, name="derde_elders"),
    path("<uuid:pk>/plan/", views.plan, name="plan"),
    path("<uuid:pk>/plan/versie/<int:versie>/", views.plan_versie, name="plan_versie"),
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
    path("<uuid:pk>/plan/bespreken/", plan.bespreken, name="bespreken"),
    path("<uuid:pk>/voortgang/<uuid:keten>/", plan.voortgang, name="voortgang"),
    path("<uuid:pk>/plan/oordeel/", afstemming.oordeel, name="oordeel"),
    path("<uuid:pk>/plan/<uuid:keten>/herinneren/", afstemming.herinneren, name="herinneren"),
    path("<uuid:pk>/plan/<uuid:keten>/afzien/", afstemming.afzien, name="afzien"),
    path(
        "<uuid:pk>/afzien/<uuid:afzien_pk>/beeindigen/",
        afstemming.afzien_beeindigen,
        name="afzien_beeindigen",
    ),
    path("<uuid:pk>/plan/pdf/", views.plan_pdf, name="plan_pdf"),
    path("<uuid:pk>/gelezen/", plan.lezen, name="gelezen"),
    path("<uuid:pk>/adviesvraag/", advies.adviesvraag, name="adviesvraag"),
    path("<uuid:pk>/adviesvraag/<uuid:vraag_pk>/", advies.advies_antwoord, name="advies_antwoord"),
    path("<uuid:pk>/informeren/", informeren.informeeradvies, name="informeeradvies"),
    path("<uuid:pk>/advies/", afsluiten.advies, name="advies"),
    path("meedoen/", deelname.meedoen, name="meedoen"),
    path(
        "<uuid:pk>/verzoek/<uuid:verzoek_pk>/afwijzen/",
        deelname.verzoek_afwijzen,
        name="verzoek_afwijzen",
    ),
    path("<uuid:pk>/verkennen/", partijvraag.verkennen, name="verkennen"),
    path(
        "<uuid:pk>/deelname/<uuid:deelname_pk>/adviesvraag/",
        partijvraag.advies_vragen,
        name="advies_vragen",
    ),
    path("<uuid:pk>/eigen-gegevens/", partijvraag.eigen_gegevens, name="eigen_gegevens"),
    path("vraag/<uuid:partijvraag_pk>/", partijvraag.partijvraag, name="partijvraag"),
    path(
        "<uuid:pk>/vraag/<uuid:partijvraag_pk>/stoppen/",
        partijvraag.stoppen,
        name="partijvraag_stoppen",
    ),
    path(
        "<uuid:pk>/uitnodiging/<uuid:uitnodiging_pk>/antwoord/",
        partijvraag.antwoord_vastleggen,
        name="antwoord_vastleggen",
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
    path("<uuid:pk>/zenden/", zenden.zenden, name="zenden"),
    path("<uuid:pk>/zending/<uuid:zending_pk>/", zenden.zending, name="zending"),
    path(
        "<uuid:pk>/zending/<uuid:zending_pk>/intrekken/",
        zenden.zending_intrekken,
        name="zending_intrekken",
    ),
    path("<uuid:pk>/verstrekt/", verstrekking.verstrekt, name="verstrekt"),
]
