"""Replacements of public files."""

from django.apps import AppConfig


class ReplacingConfig(AppConfig):
    name = "knowledge.replacing"
    verbose_name = "Replacements of files"

    def ready(self) -> None:
        from knowledge.contracts import waiting
        from knowledge.replacing.views import waiting_count

        waiting.register("files that wait", 35, waiting_count)
