"""The log holds what somebody must act on; what a stranger sent amiss is one line of it."""

from __future__ import annotations

import logging
import re

REFUSED_REQUESTS = (
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.security.TooManyFieldsSent",
    "django.security.TooManyFilesSent",
)
"""Django's loggers of requests that it refuses before any code of ours runs."""


class WithoutTraceback(logging.Filter):
    """Leaves the message. The traceback would tell the way through Django, the same each time."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


_PRIVATE_LINK = re.compile(r"(/(?:workspaces|booklets)/)(?!start/|new/)[^/\s]+")


class WithoutPrivateLinks(logging.Filter):
    """Leaves the keys of private links out, which stand in addresses of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if "/workspaces/" in words or "/booklets/" in words:
            record.msg, record.args = _PRIVATE_LINK.sub(r"\1…", words), ()
        return True
