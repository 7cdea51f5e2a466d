"""The knowledge base itself: what its floors tell the ones below is wired here."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        from knowledge import signal_handlers
        from knowledge.access import (  # noqa: F401 - their checks
            client_address,
            session_record,
        )
        from knowledge.admin import chooser_scripts, exports, waiting_lists
        from knowledge.caching import making, triggers
        from knowledge.contracts import scheduler, spoken_words
        from knowledge.documents import spoken
        from knowledge.jobs import duties, scheduling
        from knowledge.web import findable_sources, page_contexts, redirects
        from knowledge.web.views import security_txt

        spoken_words.install(spoken)
        findable_sources.register_sources()
        page_contexts.register_contexts()
        signal_handlers.connect()
        redirects.check_by_hand()
        duties.register_duties()
        scheduler.install_runner(scheduling.run)
        exports.make_exports_harmless()
        exports.give_every_list_an_export()
        waiting_lists.register_lists()
        chooser_scripts.replace_chooser_scripts()
        making.read_site_roots_afresh()
        post_migrate.connect(triggers.on_migrated, self, dispatch_uid="knowledge.stamp_triggers")
        checks.register(triggers.check_triggers, checks.Tags.database)
        checks.register(security_txt.check_security_contact, "security")
