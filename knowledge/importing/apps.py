"""Reads decks, Word files and texts into drafts."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "knowledge.importing"
    verbose_name = "Imports"
