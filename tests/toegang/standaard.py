"""A stock Django admin with guardian on our tables: what our lists are compared with (`meet_standaard`).

Settings as `startproject` writes them, and guardian's own `GuardedModelAdmin` on its own table. Each
list has the columns, the order and the length of ours, and no query for each row, so that what is
compared is not a careless admin. It is there inside `geinstalleerd` only: the product
has no admin.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import PermissionsMixin
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from guardian.admin import GuardedModelAdmin

from casusoverleg.models import Casus, Maatregel, Voortgang
from gedeeld.bladeren import PER_PAGINA
from gedeeld.termijnen import Grond
from meldingen.models import Melding
from meldingen.querysets import NIEUW_EERST
from weegploeg import rules
from weegploeg.models import WeegploegDossier

INLOGGEN = f"{__name__}.Inloggen"


class Inloggen(ModelBackend):
    """Accounts whose permissions Django and guardian look up: ours ask their actor and nothing else."""

    def get_user(self, user_id: Any) -> Any:
        gebruiker = super().get_user(user_id)
        for naam in ("has_perm", "has_module_perms"):
            setattr(gebruiker, naam, partial(getattr(PermissionsMixin, naam), gebruiker))
        return gebruiker


class Lijst(GuardedModelAdmin):
    """The files on which the groups of the user hold a permission.

    Guardian's class hands its queryset on to `get_objects_for_user`, which then holds every permission
    against all files once more. Who calls that function with the model is spared it: a faster admin
    than the stock one.
    """

    user_can_access_permitted_objects_only = True
    list_per_page = PER_PAGINA

    @property
    def permitted_objects_perms(self) -> str:
        return f"view_{self.opts.model_name}"

    def naam(self, rij: Any) -> str:
        return str(rij.persoon.naam)


class Meldingen(Lijst):
    list_display = ("nummer", "ontvangen_op", "over", "partij_en_bron", "stand", "vergeten_op")
    list_select_related = ("ontvanger",)
    ordering = (NIEUW_EERST, "ontvangen_op", "nummer")

    def over(self, rij: Melding) -> str:
        return rij.dossier_nummer or self.naam(rij)

    def partij_en_bron(self, rij: Melding) -> str:
        return f"{rij.ontvanger.naam} {rij.get_herkomst_display()}"


class Weegploegdossiers(Lijst):
    list_display = ("nummer", "naam", "stand", "informeren", "vernietigen")
    ordering = ("-begonnen_op", "nummer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).met_lijst()  # type: ignore[no-any-return]

    def informeren(self, rij: Any) -> Any:
        return rij.geinformeerd_op or rules.informeren_uiterlijk(rij.verkregen_op).dag

    def vernietigen(self, rij: Any) -> Any:
        termijnen = {termijn.grond: termijn.tot for termijn in rij.termijnen.all()}
        return next((termijnen[g] for g in Grond.van_lid_3() if g in termijnen), None)


class Casussen(Lijst):
    list_display = ("nummer", "naam", "partij", "stand", "regisseur_nu", "eerstvolgende")
    list_select_related = ("partij",)
    ordering = (F("afgesloten_op").asc(nulls_first=True), "-begonnen_op", "nummer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        lopend = Maatregel.objects.geldend().filter(casus=OuterRef("pk"), wordt_genomen=True)
        lopend = lopend.met_laatste_stand().exclude(stand__in=Voortgang.AF)
        rijen = super().get_queryset(request).met_regisseur(timezone.localdate())
        return rijen.annotate(tot=Subquery(lopend.values("tot")[:1]))  # type: ignore[no-any-return]

    def regisseur_nu(self, rij: Any) -> Any:
        return rij.regisseur_nu

    def eerstvolgende(self, rij: Any) -> Any:
        return rij.tot if rij.loopt else None


site = admin.AdminSite()
site.register(Melding, Meldingen)
site.register(WeegploegDossier, Weegploegdossiers)
site.register(Casus, Casussen)
urlpatterns = [path("admin/", site.urls)]


def geinstalleerd() -> override_settings:
    """As long as this lasts, the admin is there and nothing of our own stands before it."""
    return override_settings(
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            *settings.INSTALLED_APPS,
            "django.contrib.admin.apps.SimpleAdminConfig",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        FORM_RENDERER="django.forms.renderers.DjangoTemplates",
        AUTHENTICATION_BACKENDS=[INLOGGEN, "guardian.backends.ObjectPermissionBackend"],
    )


# The core parties of a file read it by role, of a melding who received it, others by a grant (ADR 10).
# The admin asks as well
# whether a group may open the list at all.
RECHTEN = (
    """insert into auth_permission (name, codename, content_type_id)
        select 'Can view', 'view_' || model, id from django_content_type
        where model in ('melding', 'weegploegdossier', 'casus')""",
    """insert into guardian_groupobjectpermission
            (object_pk, content_type_id, permission_id, group_id)
        select d.id, p.content_type_id, p.id, leest.groep
        from register_dossier d
        join django_content_type t on d.dossiersoort = t.app_label || '.' || t.model
        join auth_permission p on p.content_type_id = t.id and p.codename = 'view_' || t.model
        join convenant_partij van on van.id = d.partij_id
        left join meldingen_melding m on m.dossier_id = d.id
        cross join lateral (
            select k.groep_id from convenant_partij k where k.convenant_id = van.convenant_id
                and case when m.dossier_id is null
                    then (k.id = van.id or k.soort in ('politie', 'om'))
                        and (d.kring <> d.houder or 'weegploeg van partij ' || k.id = any(d.afmakers))
                    else k.id = m.ontvanger_id end
            union all select r.group_id from register_recht r
                join auth_permission l on l.id = r.permission_id and l.codename = 'lezen'
                where r.content_object_id = d.id
        ) leest(groep)
        where d.gearchiveerd_op is null""",
    """insert into auth_group_permissions (group_id, permission_id)
        select distinct group_id, permission_id from guardian_groupobjectpermission""",
    """insert into mensen_gebruiker_groups (gebruiker_id, group_id)
        select distinct v.gebruiker_id, p.groep_id
        from mensen_vertegenwoordiging v join convenant_partij p on p.id = v.partij_id""",
    "update mensen_gebruiker set is_staff = true",
)


def geef_rechten(cursor: Any) -> None:
    """Fill the tables of guardian and the admin: who reads a file with us, reads it there.

    Args:
        cursor: of the tables' owner, while the policies do not hold.
    """
    for opdracht in RECHTEN:
        cursor.execute(opdracht)
