"""Says at `manage.py check` when search is set up so that it cannot work."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.engines.base import ENGINES, engine


@register("search")
def check_engine(app_configs, **kwargs) -> list[CheckMessage]:
    """search.E001: no such engine; then what the engine itself finds."""
    if settings.HUB_SEARCH_ENGINE not in ENGINES:
        return [
            Error(
                f"HUB_SEARCH_ENGINE is “{settings.HUB_SEARCH_ENGINE}”, which is no search engine.",
                hint=f"Set it to one of: {', '.join(sorted(ENGINES))}.",
                id="search.E001",
            )
        ]
    return engine().check()


@register("search")
def check_queue(app_configs, **kwargs) -> list[CheckMessage]:
    """search.E003: changes are queued where no worker looks."""
    queues = settings.TASKS["default"].get("QUEUES", [])
    if queues and "search" not in queues:
        return [
            Error(
                "The task queue “search” is missing, so changed pages would not be found.",
                hint='Add "search" to QUEUES in the setting TASKS.',
                id="search.E003",
            )
        ]
    return []
