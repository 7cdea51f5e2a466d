"""`manage.py load_terms`: publishes the field's usual terms; what is there already is kept."""

from __future__ import annotations

from collections import Counter

from django.core.management.base import BaseCommand
from django.db import transaction

from knowledge.web.usual_terms import load_usual_terms


class Command(BaseCommand):
    help = "Add the field's usual names and acronyms to the terms. Keeps what is there."

    def handle(self, *args: object, **options: object) -> None:
        made: Counter[bool] = Counter()

        def count(what: str, is_new: bool) -> None:
            made[is_new] += 1

        with transaction.atomic():
            load_usual_terms(count)
        self.stdout.write(f"Terms: {made[True]} added, {made[False]} kept.")
