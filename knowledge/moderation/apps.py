"""Reviews and decisions about pages."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "knowledge.moderation"
    verbose_name = "Moderation"
