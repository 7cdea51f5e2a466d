"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge import due
        from search import checks, insight, reconcile, signal_handlers, sync  # noqa: F401

        signal_handlers.connect()
        due.register("search.reconcile", reconcile.reconcile, every=timedelta(minutes=5))
        due.register(
            "search.keep_copy", sync.keep, every=timedelta(seconds=30), at_most=timedelta(hours=2)
        )
        due.register(
            "search.verify_copy",
            sync.verify_if_copied,
            every=timedelta(hours=1),
            at_most=timedelta(hours=1),
        )
        due.register("search.forget old searches", insight.forget_old, every=timedelta(days=1))
