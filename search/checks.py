"""Says at `manage.py check` when search is set up so that it cannot work."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from search.engines.registry import ENGINES, engine
from search.index.embedding import check_model


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


@register("search")
def check_meaning(app_configs, **kwargs) -> list[CheckMessage]:
    """What is wrong with the model for search by meaning; search.W010: nothing would use it."""
    if not settings.HUB_SEMANTIC_MODEL_DIR:
        return []
    found = check_model()
    if settings.HUB_SEARCH_ENGINE in ENGINES and engine().replica is None:
        found.append(
            Warning(
                f"The engine “{settings.HUB_SEARCH_ENGINE}” does not search by meaning, so the model of"
                " HUB_SEMANTIC_MODEL_DIR is not used.",
                hint="Set HUB_SEARCH_ENGINE=elastic, or take HUB_SEMANTIC_MODEL_DIR away.",
                id="search.W010",
            )
        )
    return found
