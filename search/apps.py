"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge import due
        from search import checks, reconcile, signal_handlers  # noqa: F401

        signal_handlers.connect()
        due.register("search.reconcile", reconcile.reconcile, every=timedelta(minutes=5))
