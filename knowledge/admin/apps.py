"""The admin: an app of its own, so that it is ready after Wagtail's, in whose place it puts some things."""

from django.apps import AppConfig


class AdminConfig(AppConfig):
    name = "knowledge.admin"
    label = "knowledge_admin"
    verbose_name = "Admin"

    def ready(self) -> None:
        from django.db import connection

        from knowledge.access import region_policies
        from knowledge.admin import (
            contributor_names,
            public_changes,
            region_lists,
            text_in_threads,
            usage_filter,
        )
        from knowledge.admin.support_form import SupportTextForm
        from knowledge.documents.files.visibility import files_seen_by
        from knowledge.models import HubDocument, HubImage, SupportText
        from knowledge.moderation import file_comparison

        SupportText.base_form_class = SupportTextForm

        region_policies.register_page_policy()
        region_policies.register_file_policy(HubDocument, "wagtaildocs.Document", files_seen_by)
        region_policies.register_file_policy(HubImage, "wagtailimages.Image", files_seen_by)
        region_lists.keep_other_regions_out()
        contributor_names.keep_from_lists()
        public_changes.connect()
        text_in_threads.keep_apart()
        file_comparison.register()
        usage_filter.let_words_and_use_be_asked_together()
        if connection.vendor == "sqlite":
            from knowledge.admin import search_quotes

            search_quotes.keep_in_words()
