"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge.access import roles
        from knowledge.contracts import scheduler, term_previews
        from search import checks, signal_handlers  # noqa: F401 - checks register themselves
        from search.copies import reconcile, sync, upkeep, vectors
        from search.insight import event_log, term_effects

        signal_handlers.connect()
        sync.connect()
        term_previews.register("searches", "Which searches change", term_effects.show_effects)
        for group in roles.ROLE_GROUPS:
            roles.grant(
                group,
                "search.view_searchpromotion",
                "search.add_searchpromotion",
                "search.change_searchpromotion",
                "search.delete_searchpromotion",
            )
        scheduler.register("search.reconcile", reconcile.reconcile, every=timedelta(minutes=5))
        scheduler.register(
            "search.keep_copy", upkeep.keep, every=timedelta(seconds=30), at_most=timedelta(hours=2)
        )
        scheduler.register(
            "search.verify_copy",
            upkeep.verify_if_copied,
            every=timedelta(hours=1),
            at_most=timedelta(hours=1),
        )
        scheduler.register(
            "search.forget old searches", event_log.delete_old, every=timedelta(days=1)
        )
        scheduler.register(
            "search.fill_vectors",
            vectors.fill,
            every=timedelta(seconds=30),
            at_most=timedelta(hours=1),
        )
