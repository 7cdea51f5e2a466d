"""Practice examples: two templates, contribution and moderation."""

from datetime import timedelta

from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "examples"
    verbose_name = "Practice examples"

    def ready(self) -> None:
        from examples import signal_handlers
        from examples.importing import PracticeTableReader
        from examples.submissions.authors import authors_of_pages, pages_sent_in
        from examples.submissions.follow_up import ask_for_outcomes
        from examples.submissions.quarantine import remind_of_quarantine
        from knowledge.access.routing import register_sent_in
        from knowledge.contracts import scheduler
        from knowledge.importing.table_readers import register_table_reader
        from knowledge.moderation.authorship import register_authors

        signal_handlers.connect()
        scheduler.register("ask for outcomes", ask_for_outcomes, timedelta(days=1))
        register_table_reader(PracticeTableReader())
        register_authors("examples", authors_of_pages)
        register_sent_in("examples", pages_sent_in)
        scheduler.register("tell of quarantine", remind_of_quarantine, timedelta(days=1))
