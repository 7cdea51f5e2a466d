"""For working on the hub and for `make demo`: readable errors, no HTTPS, no second factor."""

import secrets

from .base import *  # noqa: F403
from .base import HUB_DATA_DIR, STATIC_ROOT, STORAGES, env


def _kept_secret_key() -> str:
    """A key of this machine's own, made once: a published key would let anybody forge a session."""
    kept = HUB_DATA_DIR / "secret-key"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(60))
    return kept.read_text()


DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
HUB_ADMIN_REQUIRES_MFA = env.bool("HUB_ADMIN_REQUIRES_MFA", default=False)
HUB_DEMO = env.bool("HUB_DEMO", default=True)
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", default=False)
HUB_TRUSTED_PROXIES = env.int("HUB_TRUSTED_PROXIES", default=0)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Static files come from where they lie, so that nothing need be collected first. `make demo` collects
# them and serves them as production does: compressed, and under names that change with them.
WHITENOISE_USE_FINDERS = DEBUG or not env.bool("HUB_STATIC_COLLECTED", default=False)
if not WHITENOISE_USE_FINDERS:
    STORAGES = {
        **STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
