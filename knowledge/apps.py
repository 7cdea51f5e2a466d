"""The knowledge base itself: the pack, its resources, people and vocabularies."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        from knowledge import checks, exports, findable_sources, permissions, signal_handlers  # noqa: F401
        from knowledge.moderation import duties, mails

        findable_sources.register_sources()
        signal_handlers.connect()
        permissions.cover_every_page_class()
        mails.connect()
        duties.register_duties()
        exports.make_exports_harmless()
