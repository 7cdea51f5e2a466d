"""`manage.py start_site`: a new hub's first pages, made once; safe to run again and again."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.management.base import BaseCommand

from examples.models import ExampleIndexPage, PracticeTemplatePage
from examples.template_fields import TEMPLATES
from knowledge.web.first_pages import FirstPage, make_first_pages

LIST = "examples"
EXAMPLE_PAGES = (
    FirstPage(
        ExampleIndexPage,
        LIST,
        "Practice examples",
        "What groups in maternity and neonatal care did together, and what came of it.",
    ),
    *(
        FirstPage(
            PracticeTemplatePage,
            f"template-{key}",
            f"Template: {template.name}",
            template.purpose,
            parent=LIST,
            fields={"practice_template": key},
        )
        for key, template in TEMPLATES.items()
    ),
)


class Command(BaseCommand):
    help = "Makes the home page, an empty pack and the lists where the site has no home page yet."

    def handle(self, *args: object, **options: object) -> None:
        # A line for each page would hide the few that matter.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        made = make_first_pages(EXAMPLE_PAGES)
        if not made:
            self.stdout.write(
                "The site has a home page already, and its pages are left as they are."
            )
            return
        drafts = [page for page in made if not page.live]
        self.stdout.write(f"{len(made)} pages made at {settings.HUB_BASE_URL}/")
        self.stdout.write(
            f"To be written before they are public: {', '.join(page.title for page in drafts)}."
        )
