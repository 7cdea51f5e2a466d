"""For pytest: tasks and mail at once, fast password hashes, all files in a temporary folder."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, LOGGING

# One folder a process, so that runs side by side never meet; nothing of it stays.
TEST_DIR = Path(tempfile.mkdtemp(prefix="hub-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

# A failure shows what went wrong, not the hundred tasks that went well before it.
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}

SECRET_KEY = "tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
HUB_DEMO = False
HUB_CHECK_LINKS = False
HUB_TRUSTED_PROXIES = 0
HUB_ADMIN_REQUIRES_MFA = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "search", "mail"],
    }
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "tests.page_search"}}
MEDIA_ROOT = TEST_DIR / "media"
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir()
HUB_BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = HUB_BASE_URL

# A server in a test has a thread for each request.
DATABASES["default"]["CONN_MAX_AGE"] = 0

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the browser's requests come on threads with connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "hub.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;"
    )
