"""Versions of the pack: what was public at a moment, to read and to download later."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_save
from wagtail.signals import page_published


class ReleasesConfig(AppConfig):
    name = "knowledge.releases"
    verbose_name = "Versions of the pack"

    def ready(self) -> None:
        from knowledge.moderation.models import PublicNotice
        from knowledge.releases import checks as own_checks
        from knowledge.releases import taking_down

        checks.register(own_checks.check_pango, "releases", deploy=True)

        post_save.connect(
            taking_down.on_notice, sender=PublicNotice, dispatch_uid="releases.taken_down"
        )
        page_published.connect(taking_down.on_page_published, dispatch_uid="releases.shown_again")
