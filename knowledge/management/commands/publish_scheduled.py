"""`manage.py publish_scheduled`, in the place of Wagtail's: does the same as the duty of `run_due`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from knowledge.moderation.schedule import ScheduleError, publish_what_is_due


class Command(BaseCommand):
    help = "Publish what was scheduled for now and take down what has ended, page by page."

    def handle(self, *args: object, **options: object) -> None:
        try:
            publish_what_is_due()
        except ScheduleError as error:
            raise CommandError(str(error)) from error
