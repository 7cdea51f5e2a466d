"""Practice examples: two templates, contribution and moderation."""

from datetime import timedelta

from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "examples"
    verbose_name = "Practice examples"

    def ready(self) -> None:
        from examples import signal_handlers
        from examples.demo_waiting import make_examples
        from examples.holdings import ExampleContributions
        from examples.importing import PracticeTableReader
        from examples.listings import example_details, example_listing
        from examples.models import ExampleIndexPage, PracticeExamplePage
        from examples.quarantine_admin import held_waiting
        from examples.submissions.authors import authors_of_pages, pages_sent_in
        from examples.submissions.bring_to_library import file_origins
        from examples.submissions.follow_up import ask_for_outcomes
        from examples.submissions.quarantine import remind_of_quarantine
        from knowledge.access.routing import register_sent_in
        from knowledge.contracts import page_context, scheduler, waiting
        from knowledge.demo import waiting as demo_waiting
        from knowledge.documents.files.visibility import register_file_origins
        from knowledge.importing.table_readers import register_table_reader
        from knowledge.moderation.authorship import register_authors
        from knowledge.people import contributions

        signal_handlers.connect()
        contributions.install(ExampleContributions())
        page_context.register(ExampleIndexPage, example_listing)
        page_context.register(PracticeExamplePage, example_details)
        scheduler.register("ask for outcomes", ask_for_outcomes, timedelta(days=1))
        demo_waiting.register("examples", make_examples)
        waiting.register("quarantine", 30, held_waiting)
        register_table_reader(PracticeTableReader())
        register_authors("examples", authors_of_pages)
        register_sent_in("examples", pages_sent_in)
        register_file_origins("examples", file_origins)
        scheduler.register("tell of quarantine", remind_of_quarantine, timedelta(days=1))
