"""Settings: read from the environment, typed, refusing to start on nonsense (docs/draaien.md)."""

import os
import re
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from . import mail, omgeving, sleutels
from .logboek import LOGBOEK
from .lokaal import LOKAAL

BASE_DIR = Path(__file__).resolve().parent.parent


def _omgeving() -> str:
    naam = os.environ.get("CASUSOVERLEG_OMGEVING", "ontwikkeling")
    soorten = ("productie", "demo", "test", "ontwikkeling")
    if naam not in soorten:
        raise ImproperlyConfigured(f"CASUSOVERLEG_OMGEVING moet een van {', '.join(soorten)} zijn.")
    return naam


def _verplicht(naam: str) -> str:
    waarde = os.environ.get(naam, "")
    if not waarde:
        raise ImproperlyConfigured(f"De instelling {naam} ontbreekt.")
    return waarde


try:
    omgeving.uit_bestanden()
except omgeving.OmgevingFout as fout:
    raise ImproperlyConfigured(str(fout)) from fout
OMGEVING = _omgeving()
PRODUCTIE = OMGEVING == "productie"
DEMO = OMGEVING == "demo"
DEBUG = False  # error pages with local variables would show personal data, so never

# Keys -----------------------------------------------------------------------------------------
try:
    if PRODUCTIE or "CASUSOVERLEG_SLEUTELS" in os.environ:
        SLEUTELS = sleutels.lees(_verplicht("CASUSOVERLEG_SLEUTELS"))
    else:
        SLEUTELS = sleutels.lees_of_maak(LOKAAL / "sleutels.json")
except sleutels.SleutelFout as fout:
    raise ImproperlyConfigured(str(fout)) from fout
# The library reads one process-wide key at import. Our fields do not use it (gedeeld/fields.py):
# a field that did by mistake would not open again after a restart.
FIELD_ENCRYPTION_KEY = Fernet.generate_key()
if PRODUCTIE and len(_verplicht("DJANGO_SECRET_KEY")) < 50:
    raise ImproperlyConfigured("DJANGO_SECRET_KEY moet minstens 50 tekens lang zijn.")
SECRET_KEY = (
    _verplicht("DJANGO_SECRET_KEY")
    if PRODUCTIE
    else os.environ.get("DJANGO_SECRET_KEY", SLEUTELS["meldingen"]["zoeken"])
)

# Sessions and links that were signed with the one before stay good: it is changed without logging out.
SECRET_KEY_FALLBACKS = [
    sleutel for sleutel in os.environ.get("DJANGO_SECRET_KEY_EERDER", "").split() if sleutel
]
if any(len(sleutel) < 50 for sleutel in SECRET_KEY_FALLBACKS):
    raise ImproperlyConfigured("DJANGO_SECRET_KEY_EERDER moet minstens 50 tekens lang zijn.")

# Web ------------------------------------------------------------------------------------------
ALLOWED_HOSTS = (
    [naam.strip() for naam in _verplicht("CASUSOVERLEG_HOSTS").split(",") if naam.strip()]
    if PRODUCTIE
    else ["127.0.0.1", "localhost"]
)
if not ALLOWED_HOSTS or any("*" in naam for naam in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "CASUSOVERLEG_HOSTS noemt de namen van deze website, zonder sterretje."
    )
if OMGEVING == "test":
    ALLOWED_HOSTS.append("testserver")
ROOT_URLCONF = "gereedschap.urls" if DEMO else "config.urls"  # the demo logs in with a click
WSGI_APPLICATION = "config.wsgi.application"
SECURE_SSL_REDIRECT = PRODUCTIE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Who may say in X-Forwarded-For for whom he asks: wrong tries are counted by address. `geen` for nobody.
_proxies = (
    _verplicht("CASUSOVERLEG_PROXIES")
    if PRODUCTIE
    else os.environ.get("CASUSOVERLEG_PROXIES", "geen")
)
try:
    PROXIES = (
        [ip_network(deel.strip()) for deel in _proxies.split(",")] if _proxies != "geen" else []
    )
except ValueError:
    raise ImproperlyConfigured(
        "CASUSOVERLEG_PROXIES noemt adressen of netwerken, met komma's ertussen, of: geen."
    ) from None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTIE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTIE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTIE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "mensen.sessieopslag"
SESSION_COOKIE_AGE = 15 * 60  # seconds without a click (`mensen.middleware`)
SESSIE_HOOGSTENS = 8 * 3600  # seconds from logging in, whatever one does: a working day
if PRODUCTIE:  # only this host sets them, and only over TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessie", "__Host-csrf"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
FILE_UPLOAD_MAX_MEMORY_SIZE = (
    6 * 1024 * 1024
)  # bytes: what is accepted never lies on a disk in the clear
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an overview is looked through row by row (privacy_rights)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # the cookie is readable
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Where somebody who finds a weakness can tell it (RFC 9116); without it there is no such page.
BEVEILIGINGSCONTACT = os.environ.get("CASUSOVERLEG_BEVEILIGINGSCONTACT", "")
if BEVEILIGINGSCONTACT and not re.fullmatch(
    r"(https://|mailto:|tel:)[^\s<>]+", BEVEILIGINGSCONTACT
):
    raise ImproperlyConfigured(
        "CASUSOVERLEG_BEVEILIGINGSCONTACT begint met https://, mailto: of tel:."
    )

# Where the head of the chain over the logs is written each hour (register/ketting.py): a place that neither this
# machine nor who administers it can change. Without it the head stands in the log of the process alone. That it is
# away stops nobody from working: its job and `controleer_toegang` say so.
KETTING_MAP = (
    Path(os.environ["CASUSOVERLEG_KETTING_MAP"])
    if os.environ.get("CASUSOVERLEG_KETTING_MAP")
    else None
)
# The day after a backup was put back: heads of before it are of a chain that is gone.
try:
    KETTING_VANAF = (
        date.fromisoformat(os.environ["CASUSOVERLEG_KETTING_VANAF"])
        if os.environ.get("CASUSOVERLEG_KETTING_VANAF")
        else None
    )
except ValueError:
    raise ImproperlyConfigured("CASUSOVERLEG_KETTING_VANAF is geen dag.") from None

# Where what was destroyed is written down outside the database (retention/boek.py), on another disk than its own.
VERNIETIGD_MAP = (
    Path(os.environ["CASUSOVERLEG_VERNIETIGD_MAP"])
    if os.environ.get("CASUSOVERLEG_VERNIETIGD_MAP")
    else None
)
if PRODUCTIE:  # a backup that is put back knows without it of nothing that was destroyed since
    _verplicht("CASUSOVERLEG_VERNIETIGD_MAP")
if VERNIETIGD_MAP and not VERNIETIGD_MAP.is_dir():
    raise ImproperlyConfigured("CASUSOVERLEG_VERNIETIGD_MAP is geen map.")

# Mail -------------------------------------------------------------------------------------------
# Only that there is something new, to who asked for it (mensen/post.py); without a server it is not offered.
MAIL: dict[str, Any] | None = None
MAIL_VAN = MAIL_LINK = ""
if os.environ.get("CASUSOVERLEG_MAIL") and not DEMO:  # the demo mails nobody
    try:
        MAIL = mail.lees(_verplicht("CASUSOVERLEG_MAIL"), beveiligd=PRODUCTIE)
    except mail.MailFout as fout:
        raise ImproperlyConfigured(str(fout)) from None
    MAIL_VAN = _verplicht("CASUSOVERLEG_MAIL_VAN")
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", MAIL_VAN):
        raise ImproperlyConfigured("CASUSOVERLEG_MAIL_VAN is geen mailadres.")
    MAIL_LINK = f"{'https' if PRODUCTIE else 'http'}://{ALLOWED_HOSTS[0]}/"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "guardian",
    "auditlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "config",
    *sleutels.KLUIZEN,  # what keeps personal data
    *([] if PRODUCTIE else ["gereedschap"]),  # the production image does not have it
]
MIDDLEWARE = [
    "config.logboek.kenmerk_middleware",
    "config.koppen.koppen_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.koekjes.zonder_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mensen.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.kader",
            ],
            "builtins": ["django.templatetags.static", "invoer.templatetags.invoer"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "locale"]  # sentences of libraries at a field, said in our words
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
DATE_FORMAT = "j F Y"

# Database and queue ---------------------------------------------------------------------------
try:
    DATABASES: dict[str, Any] = {
        "default": dj_database_url.parse(_verplicht("DATABASE_URL"), conn_max_age=60)
    }
except ValueError:  # the text of the error may hold the password
    raise ImproperlyConfigured("DATABASE_URL is geen adres van een database.") from None
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL moet naar PostgreSQL wijzen.")
if PRODUCTIE and not DATABASES["default"].get("PASSWORD"):
    raise ImproperlyConfigured("DATABASE_URL heeft in productie een wachtwoord nodig.")
_EIGEN_NET = os.environ.get("CASUSOVERLEG_EIGEN_NET", "")
if PRODUCTIE and not omgeving.is_dicht(_verplicht("DATABASE_URL"), _EIGEN_NET):
    raise ImproperlyConfigured(
        "DATABASE_URL eindigt in productie op ?sslmode=verify-full, of CASUSOVERLEG_EIGEN_NET noemt die machine."
    )
WACHTEN = "30s"
# With its policies PostgreSQL reckons each list so dear that it would compile it at each request.
_opties = DATABASES["default"].setdefault("OPTIONS", {})
# No question takes half a minute: one that does is broken off, and so is waiting for a lock. An
# address that asks for another limit, such as that of a migration on much data, gets it.
_opties["options"] = " ".join(
    filter(None, ["-c jit=off", f"-c statement_timeout={WACHTEN}", _opties.get("options")])
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = _verplicht("REDIS_URL")
if not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL moet beginnen met redis://, rediss:// of unix://.")
if PRODUCTIE and not omgeving.is_dicht(REDIS_URL, _EIGEN_NET):
    raise ImproperlyConfigured(
        "REDIS_URL begint in productie met rediss://, of CASUSOVERLEG_EIGEN_NET noemt die machine."
    )
# Counts failed log-ins over all processes (by hashed key); nothing of a file is ever put in it.
CACHES = {
    "default": {
        "BACKEND": "config.teller.Teller",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},  # seconds
    }
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True  # results would stay in the broker
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("CASUSOVERLEG_WACHTRIJ", "casusoverleg")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 3600, "socket_connect_timeout": 2}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {  # each may run twice without harm
    # Each hour, so that an outage is made up the same day. By minute alone: an hour that a night skips
    # or repeats would else be left out.
    "zes-maanden": {
        "task": "retention.tasks.vernietig_na_zes_maanden",
        "schedule": crontab(minute="5"),
    },
    "concepten": {
        "task": "retention.tasks.vernietig_wat_geen_dossier_is",
        "schedule": crontab(minute="8"),
    },
    "wissen": {
        "task": "retention.tasks.wis_na_besluit",
        "schedule": crontab(minute="12"),
    },
    "vijf-jaar": {
        "task": "retention.tasks.vernietig_na_vijf_jaar",
        "schedule": crontab(minute="15"),
    },
    "archief": {
        "task": "retention.tasks.archiveer_na_een_jaar",
        "schedule": crontab(minute="25"),
    },
    "boek": {  # of what was destroyed, outside the database
        "task": "retention.tasks.houd_boek_bij",
        "schedule": crontab(minute="*/10"),
    },
    "termijnen": {  # of logs and statements
        "task": "retention.tasks.houd_termijnen",
        "schedule": crontab(minute="22"),
    },
    "overleggen": {
        "task": "retention.tasks.vernietig_overleggen",
        "schedule": crontab(minute="28"),
    },
    "agendas": {
        "task": "overleg.tasks.vul_agendas",
        "schedule": crontab(hour="4", minute="10"),
    },
    "sessies": {
        "task": "beveiliging.tasks.ruim_sessies_op",
        "schedule": crontab(hour="3", minute="10"),
    },
    "invoer": {
        "task": "invoer.tasks.ruim_invoer_op",
        "schedule": crontab(minute="20"),
    },
    "berichten": {
        "task": "register.tasks.ruim_berichten_op",
        "schedule": crontab(hour="3", minute="20"),
    },
    "mail": {  # claims what it sends; nothing happens without a mail server
        "task": "mensen.tasks.verstuur_mail",
        "schedule": crontab(minute="*/5"),
    },
    "mailadressen": {
        "task": "mensen.tasks.ruim_adressen_op",
        "schedule": crontab(hour="3", minute="25"),
    },
    "duiding": {  # each hour, as the terms: an outage is made up the same day
        "task": "weegploeg.tasks.werk_vragen_bij",
        "schedule": crontab(minute="35"),
    },
    "verzoeken": {  # rung for by each decision as well: an outage of the queue is made up within the hour
        "task": "privacy_rights.tasks.geef_verzoeken_door",
        "schedule": crontab(minute="40"),
    },
    "incidenten": {
        "task": "beveiliging.tasks.ruim_incidenten_op",
        "schedule": crontab(hour="3", minute="30"),
    },
    "steekproeven": {
        "task": "beveiliging.tasks.ruim_steekproeven_op",
        "schedule": crontab(hour="3", minute="35"),
    },
    "toegang": {
        "task": "beveiliging.tasks.controleer_toegang",
        "schedule": crontab(hour="1", minute="10"),
    },
    "schakelen": {  # until then its owner can change a row of a log unseen (ADR 30)
        "task": "beveiliging.tasks.schakel_logs_aan",
        "schedule": crontab(minute="*/5"),
    },
    "logboek": {
        "task": "beveiliging.tasks.controleer_log",
        "schedule": crontab(hour="2", minute="40"),
    },
}

# People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "mensen.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "mensen.backend.ActorBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if OMGEVING == "test":
    # Argon2 is slow on purpose; the tests log in hundreds of times.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "mensen.wachtwoorden.Sterk"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "werklijst"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "mensen.accounts.Accounts"
ACCOUNT_FORMS = {
    "change_password": "mensen.forms.WachtwoordForm",
    "reauthenticate": "mensen.forms.NogEensForm",
}
ACCOUNT_RATE_LIMITS = {
    # Wrong tries for one account from one address (`mensen.accounts`), each time longer: five minutes, an
    # hour, a day. No address is shut for the others behind it, and no password that is guessed shuts an
    # account for its user. Codes of the second step are counted by account alone: who has the password can
    # use them up (docs/adr/0027-inloggen.md).
    "login_failed": "5/5m/key,10/h/key,20/d/key",
    "login": "120/m/ip",  # of one office; a password costs us time to check
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# A second step of logging in is asked of everybody, but not in the demo, where a click logs in.
VERS_INGELOGD = 15 * 60  # seconds after which a grave act asks once more who is there
MFA_ADAPTER = "mensen.factoren.Factoren"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "mensen.forms.CodeForm",
    "reauthenticate": "mensen.forms.NogEensCodeForm",
    "activate_totp": "mensen.forms.AppForm",
    "add_webauthn": "mensen.forms.PasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # a code just before or after; none works twice (`mensen.factoren`)
MFA_RECOVERY_CODE_DIGITS = 12
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
ANONYMOUS_USER_NAME = None  # guardian would make an active account for it
AUDITLOG_DISABLE_REMOTE_ADDR = True  # it trusts the leftmost X-Forwarded-For

# Files and look -------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = LOKAAL / "static"
VERZAMELD = PRODUCTIE or DEMO  # compressed, and named after the contents: kept until they change
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if VERZAMELD
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not VERZAMELD
WHITENOISE_AUTOREFRESH = False
THEMA_CSS = os.environ.get("CASUSOVERLEG_THEMA", "thema/casusoverleg.css")
# The selector that a published theme sets its tokens on, of NL Design System.
THEMA_KLASSE = os.environ.get("CASUSOVERLEG_THEMA_KLASSE", "casusoverleg-thema")
if not re.fullmatch(r"[a-z][\w-]*", THEMA_KLASSE):
    raise ImproperlyConfigured("CASUSOVERLEG_THEMA_KLASSE: noem één klasse, zoals rotterdam-theme.")

LOGGING = LOGBOEK
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # `has_perm` is answered by mensen.backend, and by no backend of guardian
]
