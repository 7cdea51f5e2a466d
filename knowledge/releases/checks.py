"""Says at `manage.py check --deploy` what this server lacks for the downloads of versions."""

from __future__ import annotations

from ctypes.util import find_library

from django.core.checks import CheckMessage, Info

PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


def check_pango(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """releases.I001: no PDF without the library that sets text."""
    missing = [name for name in PANGO if find_library(name) is None]
    if not missing:
        return []
    return [
        Info(
            f"Versions of the pack are not offered as PDF: {', '.join(missing)} not found.",
            hint="apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
            "fonts-liberation fonts-dejavu-core",
            id="releases.I001",
        )
    ]
