"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge.access import roles
        from knowledge.contracts import scheduler, term_previews
        from search import signal_handlers
        from search.answering import term_effects
        from search.copies import reconcile, sync, vectors
        from search.insight import noting

        signal_handlers.connect()
        term_previews.register("searches", "Which searches change", term_effects.show_effects)
        for group in roles.ROLE_GROUPS:
            roles.grant(
                group,
                "search.view_searchpromotion",
                "search.add_searchpromotion",
                "search.change_searchpromotion",
                "search.delete_searchpromotion",
            )
        scheduler.register(
            "search.copies.reconcile", reconcile.reconcile, every=timedelta(minutes=5)
        )
        scheduler.register(
            "search.keep_copy", sync.keep, every=timedelta(seconds=30), at_most=timedelta(hours=2)
        )
        scheduler.register(
            "search.verify_copy",
            sync.verify_if_copied,
            every=timedelta(hours=1),
            at_most=timedelta(hours=1),
        )
        scheduler.register("search.forget old searches", noting.forget_old, every=timedelta(days=1))
        scheduler.register(
            "search.fill_vectors",
            vectors.fill,
            every=timedelta(seconds=30),
            at_most=timedelta(hours=1),
        )
