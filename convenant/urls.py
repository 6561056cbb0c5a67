from django.urls import path

from . import views

app_name = "convenant"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("bijlage-2/", views.procesbeschrijving, name="procesbeschrijving"),
    path("bijlage-3/", views.referentiekader, name="referentiekader"),
    path("bijwerken/", views.publicatie, name="publicatie"),
    path("werktijd/", views.werktijd, name="werktijd"),
    path("controle/", views.controletijd, name="controletijd"),
    path("selectielijst/", views.selectielijst, name="selectielijst"),
    path("wijzigingen/", views.alle_wijzigingen, name="wijzigingen"),
    path("bijlage-1/", views.bijlage1_op, name="bijlage1"),
    path("bijlage-1/pdf/", views.bijlage1_pdf, name="bijlage1_pdf"),
    path("bijlage-1/<int:pk>/besluit/", views.bijlage1_besluit, name="bijlage1_besluit"),
    path("bijlage-1/nieuw/", views.bijlage1_nieuw, name="bijlage1_nieuw"),
    path("bijlage-1/<int:pk>/einde/", views.bijlage1_einde, name="bijlage1_einde"),
    path("satelliet/nieuw/", views.satelliet_nieuw, name="satelliet_nieuw"),
    path("satelliet/<uuid:pk>/einde/", views.satelliet_einde, name="satelliet_einde"),
    path("partner/<uuid:pk>/opnemen/", views.partner_opnemen, name="partner_opnemen"),
    path("partner/<uuid:pk>/afwijzen/", views.partner_afwijzen, name="partner_afwijzen"),
    path("partij/nieuw/", views.partij_nieuw, name="partij_nieuw"),
    path("partij/<uuid:pk>/wijzigen/", views.partij_wijzigen, name="partij_wijzigen"),
    path("partij/<uuid:pk>/verklaring/", views.verklaring, name="verklaring"),
    path("partij/<uuid:pk>/mandaat/", views.mandaat_nieuw, name="mandaat_nieuw"),
    path("mandaten/", views.mandaten, name="mandaten"),
    path("mandaat/<int:pk>/einde/", views.mandaat_einde, name="mandaat_einde"),
    path("register/bijhouden/", views.register_bijhouden, name="register_bijhouden"),
    path("verwerker/nieuw/", views.verwerker_nieuw, name="verwerker_nieuw"),
    path("verwerker/<uuid:pk>/einde/", views.verwerker_einde, name="verwerker_einde"),
    path("politie/", views.politie_en_wpg, name="politie"),
    path("politie/maatregelen/", views.waarborg_nieuw, name="waarborg_nieuw"),
    path("politie/maatregelen/<uuid:pk>/einde/", views.waarborg_einde, name="waarborg_einde"),
    path("politie/artikel-20/", views.artikel20_nieuw, name="artikel20_nieuw"),
    path("politie/artikel-20/<uuid:pk>/einde/", views.artikel20_einde, name="artikel20_einde"),
    path("partij/<uuid:pk>/opzegging/", views.opzegging_nieuw, name="opzegging_nieuw"),
    path(
        "opzegging/<int:pk>/bevestigen/",
        views.opzegging_bevestigen,
        name="opzegging_bevestigen",
    ),
    path(
        "opzegging/<int:pk>/intrekken/",
        views.opzegging_intrekken,
        name="opzegging_intrekken",
    ),
]
