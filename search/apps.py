"""Full-text search over everything that declares itself findable."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from knowledge.access import roles
        from knowledge.contracts import demand as contract_of_demand
        from knowledge.contracts import scheduler, term_previews, waiting
        from knowledge.demo import waiting as demo_waiting
        from search import checks, signal_handlers  # noqa: F401 - checks register themselves
        from search.copies import reconcile, sync, upkeep, vectors
        from search.index.fulltext import postgresql
        from search.insight import demand, demo, event_log, logged_queries, term_effects

        connection_created.connect(postgresql.on_connection_created)
        signal_handlers.connect()
        sync.connect()
        contract_of_demand.install(demand.wanted)
        term_previews.register("searches", "Which searches change", term_effects.show_effects)
        demo_waiting.register("search", demo.make_fruitless_searches)
        waiting.register("searches", 80, logged_queries.fruitless_waiting)
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
