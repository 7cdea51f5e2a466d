"""Practice examples: two templates, contribution and moderation."""

from django.apps import AppConfig


class ExamplesConfig(AppConfig):
    name = "examples"
    verbose_name = "Practice examples"

    def ready(self) -> None:
        from examples import signal_handlers
        from examples.importing import PracticeTableReader
        from knowledge.importing.table_readers import register_table_reader

        signal_handlers.connect()
        register_table_reader(PracticeTableReader())
