"""Settings that every way of running the hub shares; what differs comes from the environment.

Every setting of our own begins with `HUB_` and is described in docs/settings.md.
"""

from email.utils import formataddr, parseaddr
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from config.logs import REFUSED_REQUESTS
from config.permissions_policy import permissions_policy

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()

# Where SQLite and other local state live. Not in version control.
HUB_DATA_DIR = Path(env.str("HUB_DATA_DIR", default=str(BASE_DIR / ".data")))

# --- what the site calls itself ---
HUB_SITE_NAME = env.str("HUB_SITE_NAME", default="Co-production Hub")
HUB_BASE_URL = env.str("HUB_BASE_URL", default="http://localhost:8000").rstrip("/")
HUB_CONTACT_EMAIL = env.str("HUB_CONTACT_EMAIL", default="")
HUB_SECURITY_CONTACT = env.str("HUB_SECURITY_CONTACT", default="")
# The demo shows its logins and its outgoing mail on the site; never on in production.
HUB_DEMO = env.bool("HUB_DEMO", default=False)

# --- where visitors come from ---
# How many proxies of one's own stand before the hub; None: nobody has said, and `check` warns.
HUB_TRUSTED_PROXIES: int | None = env.int("HUB_TRUSTED_PROXIES", default=None)

# --- moderation and contribution ---
HUB_ADMIN_REQUIRES_MFA = env.bool("HUB_ADMIN_REQUIRES_MFA", default=True)
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", default=True)
HUB_NATIONAL_POOL_AFTER_DAYS = env.int("HUB_NATIONAL_POOL_AFTER_DAYS", default=7)
HUB_ANSWER_WITHIN_DAYS = env.int("HUB_ANSWER_WITHIN_DAYS", default=14)
HUB_FOLLOW_UP_MONTHS = env.int("HUB_FOLLOW_UP_MONTHS", default=12)
HUB_GUEST_LINK_DAYS = env.int("HUB_GUEST_LINK_DAYS", default=14)
HUB_REVIEW_MONTHS = env.int("HUB_REVIEW_MONTHS", default=6)
HUB_REVIEW_DEPUTY_AFTER_DAYS = env.int("HUB_REVIEW_DEPUTY_AFTER_DAYS", default=7)
HUB_WORKSPACE_MONTHS = env.int("HUB_WORKSPACE_MONTHS", default=24)

# --- speed ---
# Bytes of memory in each web process for public pages as they were answered; 0 makes each anew.
HUB_PAGE_CACHE_BYTES = env.int("HUB_PAGE_CACHE_BYTES", default=16 * 1024 * 1024)

# --- uploads ---
HUB_MAX_UPLOAD_MB = env.int("HUB_MAX_UPLOAD_MB", default=50)

# --- search ---
HUB_SEARCH_ENGINE = env.str("HUB_SEARCH_ENGINE", default="database")
# Asked only where HUB_SEARCH_ENGINE is "elastic". The address may hold user and password.
ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="http://localhost:9200")
HUB_ELASTICSEARCH_API_KEY = env.str("HUB_ELASTICSEARCH_API_KEY", default="")
HUB_ELASTICSEARCH_CA_FILE = env.str("HUB_ELASTICSEARCH_CA_FILE", default="")
HUB_ELASTICSEARCH_INDEX_PREFIX = env.str("HUB_ELASTICSEARCH_INDEX_PREFIX", default="hub")
# Seconds that a visitor's search waits at most before the database answers instead.
HUB_ELASTICSEARCH_TIMEOUT = env.float("HUB_ELASTICSEARCH_TIMEOUT", default=2.0)
# Days for which editors see what was searched for; 0 notes nothing.
HUB_SEARCH_INSIGHT_DAYS = env.int("HUB_SEARCH_INSIGHT_DAYS", default=90)

# Search by meaning, beside words: a folder with model.onnx and tokenizer.json. Off while empty.
HUB_SEMANTIC_MODEL_DIR = env.str("HUB_SEMANTIC_MODEL_DIR", default="")
HUB_SEMANTIC_MODEL_SHA256 = env.str("HUB_SEMANTIC_MODEL_SHA256", default="")
# Cosine below which nothing is near a question; it belongs to the model.
HUB_SEMANTIC_FLOOR = env.float("HUB_SEMANTIC_FLOOR", default=0.25)

# --- background work ---
# Minutes without a sign of life after which administrators see a warning.
HUB_WORKER_SILENT_MINUTES = env.int("HUB_WORKER_SILENT_MINUTES", default=15)
# Most memory, in megabytes, that the process which builds a download of the pack may take.
HUB_RELEASE_MEMORY_MB = env.int("HUB_RELEASE_MEMORY_MB", default=2048)


def _altcha_key() -> str:
    return salted_hmac("altcha", "", secret=settings.SECRET_KEY).hexdigest()


DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_ID = None

INSTALLED_APPS = [
    "search",
    "examples",
    "knowledge",
    "knowledge.demo",
    "knowledge.people",
    "knowledge.importing",
    "knowledge.bulk",
    "knowledge.coverage",
    "knowledge.links",
    "knowledge.booklets",
    "knowledge.replacing",
    "knowledge.releases",
    "knowledge.moderation",
    "knowledge.users",
    "knowledge.workspaces",
    "wagtail_modeladmin",
    "config.wagtail_apps.Redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "config.wagtail_apps.Snippets",
    "config.wagtail_apps.Documents",
    "config.wagtail_apps.Images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # After Wagtail's own apps, in whose place it puts some things.
    "knowledge.admin",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "post_office",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that its header stands on every answer, refusals and files too.
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before sessions: whoever has one is passed on. Behind what looks at hosts and https.
    "knowledge.caching.middleware.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Whoever has a second factor and has not given it is nobody, for all that follows.
    "knowledge.access.whole_session.WholeSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.content_security.ContentSecurityMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "knowledge.access.admin_gate.AdminGateMiddleware",
    "knowledge.access.region_guard.RegionGuardMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "hub": "knowledge.web.template_tags",
                "found": "search.web.template_tags",
            },
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "knowledge.web.public_face.context_processor",
            ],
        },
    },
]

# So that templates of widgets can be replaced like any other; see templates/wagtailadmin/widgets/.
FORM_RENDERER = "knowledge.web.form_renderer.FormRenderer"

SQLITE_OPTIONS = {
    # A writer takes the lock at once instead of failing half-way; readers go on (WAL).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{HUB_DATA_DIR / 'hub.sqlite3'}")
}
# Opening one costs a page a tenth of its time, and PostgreSQL a process; docs/operations.md counts them.
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
    HUB_DATA_DIR.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared between processes, as rate limits and sign-in codes need.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://hub_cache")}
# By default Django drops a third of what is kept beyond 300 entries: a flood would lift its own limits.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)
# Wagtail would write each size of a picture into that cache whenever it is shown; its table is as quick.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

# --- people ---
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "/staff/sign-in/"

ACCOUNT_ADAPTER = "knowledge.people.accounts.adapter.HubAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Contributors sign in and up by examples.accounts: a code proves the address each time. allauth's own
# way tells known addresses from unknown ones by its pages, and forgets a code on any other page.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# knowledge/access/attempts.py counts tries instead: allauth's limits let one person lock out another.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": None,
    "reset_password_from_key": None,
    "change_password": "5/m/user,20/h/user",
}
MFA_FORMS = {
    "authenticate": "knowledge.access.second_factor_forms.SecondFactorForm",
    "reauthenticate": "knowledge.access.second_factor_forms.SecondFactorAgainForm",
}
ACCOUNT_FORMS = {"reset_password_from_key": "knowledge.access.password_reset.NewPasswordForm"}
MFA_ADAPTER = "knowledge.access.second_factor_forms.SecondFactorAdapter"
MFA_TOTP_ISSUER = HUB_SITE_NAME
# Signs the work that browsers are given above a limit. The secret key is set later than this line.
ALTCHA_HMAC_KEY = SimpleLazyObject(_altcha_key)

# --- words, time ---
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("en-gb", "English")]

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = HUB_DATA_DIR / "static"
# `manage.py build_frontend` builds into the first folder; the second holds our own files. The first
# is made here, so that a build is served even when the server was started before it.
HUB_FRONTEND_DIR = BASE_DIR / ".frontend"
HUB_FRONTEND_DIR.mkdir(exist_ok=True)
STATICFILES_DIRS = [HUB_FRONTEND_DIR, BASE_DIR / "templates" / "assets"]
MEDIA_ROOT = Path(env.str("HUB_MEDIA_DIR", default=str(BASE_DIR / "media")))
# Everything below is served by knowledge.documents.files.views, which asks whether the visitor may see it.
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A form of eleven long answers is well below; a page with hundreds of blocks may have many fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Wagtail ---
WAGTAIL_SITE_NAME = HUB_SITE_NAME
WAGTAILADMIN_BASE_URL = HUB_BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "knowledge.HubImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = HUB_MAX_UPLOAD_MB * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "knowledge.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "knowledge.admin.file_forms.HubDocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "knowledge.admin.file_forms.HubImageForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "mp4", "odt", "pdf", "pptx", "txt", "vtt", "webm", "xlsx",
]  # fmt: skip
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILEMBEDS_FINDERS = [{"class": "knowledge.videos.finder"}]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
# The last step decides about what stands there then; a step that was taken is not asked for again.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "knowledge.moderation.finish.publish_decided"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# One page changes a password, limits guesses and tells the person: allauth's. Wagtail's are closed.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# --- background tasks: rows in the database, done by `manage.py db_worker` ---
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "search", "mail"],
    }
}

# --- mail: kept in the database until delivered, retried, visible in the admin ---
# Ours in place of the library's own, which runs what people typed as a template of Django's.
EMAIL_BACKEND = "knowledge.mail.queue.QueueBackend"
_mail = env.email_url("EMAIL_URL", default="consolemail://")
for _key in ("EMAIL_HOST", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_PORT"):
    if _mail.get(_key):
        globals()[_key] = _mail[_key]
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
# The site's name stands before a bare address, so that .env needs no spaces.
_sender_name, _sender = parseaddr(env.str("DEFAULT_FROM_EMAIL", default="hub@localhost"))
DEFAULT_FROM_EMAIL = formataddr((_sender_name or HUB_SITE_NAME, _sender))
SERVER_EMAIL = DEFAULT_FROM_EMAIL
POST_OFFICE = {
    "BACKENDS": {
        "default": "knowledge.mail.delivery.DeliveryBackend",
        "transport": _mail["EMAIL_BACKEND"],
    },
    "DEFAULT_PRIORITY": "medium",
    "MAX_RETRIES": 8,
    "RETRY_INTERVAL": __import__("datetime").timedelta(minutes=5),
    "CELERY_ENABLED": False,
}

# --- what browsers may do ---
VIDEO_PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # No script stands in a page: see tests/knowledge/face/test_content_security.py.
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Only after the visitor's click; see knowledge/videos.
        "frame-src": VIDEO_PLAYERS,
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
PERMISSIONS_POLICY = permissions_policy(VIDEO_PLAYERS)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "knowledge.web.public_face.csrf_failure"

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "without_traceback": {"()": "config.logs.WithoutTraceback"},
        "without_private_links": {"()": "config.logs.WithoutPrivateLinks"},
    },
    "handlers": {
        # The worker sets its loggers' level itself, so the handler has the last word.
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "level": LOG_LEVEL,
            "filters": ["without_private_links"],
        },
    },
    "loggers": {
        **{name: {"filters": ["without_traceback"]} for name in REFUSED_REQUESTS},
        # A line for each search would say nothing but the address of the service.
        "elastic_transport": {"level": "WARNING"},
        # Says twice a minute that it has nothing to do, and where it has no handler makes its own.
        "post_office": {"level": "WARNING", "handlers": ["console"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
