"""The knowledge base itself: what its floors tell the ones below is wired here."""

from django.apps import AppConfig
from django.core import checks


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        from knowledge import signal_handlers
        from knowledge.access import (  # noqa: F401 - their checks
            client_address,
            session_record,
        )
        from knowledge.admin import chooser_scripts, exports
        from knowledge.contracts import scheduler, spoken_words
        from knowledge.documents import spoken
        from knowledge.jobs import duties, scheduling
        from knowledge.web import findable_sources, page_contexts
        from knowledge.web.views import security_txt

        spoken_words.install(spoken)
        findable_sources.register_sources()
        page_contexts.register_contexts()
        signal_handlers.connect()
        duties.register_duties()
        scheduler.install_runner(scheduling.run)
        exports.make_exports_harmless()
        chooser_scripts.replace_chooser_scripts()
        checks.register(security_txt.check_security_contact, "security")
