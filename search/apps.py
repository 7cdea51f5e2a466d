"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge import due, term_previews
        from knowledge.moderation import roles
        from search import (  # noqa: F401
            checks,
            insight,
            reconcile,
            signal_handlers,
            sync,
            term_effects,
            vectors,
        )

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
        due.register(
            "search.fill_vectors",
            vectors.fill,
            every=timedelta(seconds=30),
            at_most=timedelta(hours=1),
        )
