"""The knowledge base itself: the pack, its resources, people and vocabularies."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        from knowledge import signal_handlers
        from knowledge.admin import exports
        from knowledge.jobs import duties
        from knowledge.moderation import (
            mails,
            permissions,
        )
        from knowledge.web import findable_sources

        findable_sources.register_sources()
        signal_handlers.connect()
        permissions.cover_every_page_class()
        mails.connect()
        duties.register_duties()
        exports.make_exports_harmless()
