"""Booklets."""

from datetime import timedelta

from django.apps import AppConfig


class BookletsConfig(AppConfig):
    name = "knowledge.booklets"
    verbose_name = "Booklets"

    def ready(self) -> None:
        from knowledge.booklets.making import delete_old
        from knowledge.contracts import scheduler

        scheduler.register("delete booklets", delete_old, timedelta(hours=1))
