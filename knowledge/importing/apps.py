"""Reads decks, Word files and texts into drafts."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "knowledge.importing"
    verbose_name = "Imports"

    def ready(self) -> None:
        from knowledge.access import roles

        for group in roles.ROLE_GROUPS:
            roles.grant(group, "importing.view_importrun", "importing.add_importrun")
