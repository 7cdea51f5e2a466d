"""Exports of the admin's lists: every list has one, and none holds a formula (`knowledge.tables`)."""

from __future__ import annotations

from wagtail.admin.views import collections, workflows
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents.views import documents
from wagtail.images.views import images
from wagtail.sites import views as sites
from wagtail.users.views import groups, users

from knowledge.tables import harmless

WAGTAILS_LISTS: dict[type[SpreadsheetExportMixin], tuple[str, ...]] = {
    collections.Index: ("name",),
    documents.IndexView: ("title", "filename", "collection", "created_at", "file_size"),
    groups.IndexView: ("name",),
    images.IndexView: ("title", "filename", "description", "collection", "created_at"),
    PageTypesUsageReportView: ("name", "count"),
    sites.IndexView: ("hostname", "port", "site_name", "root_page", "is_default_site"),
    users.IndexView: ("get_username", "get_full_name", "is_active", "is_superuser", "last_login"),
    workflows.Index: ("name", "active"),
    workflows.TaskIndex: ("name", "active"),
}
"""Lists that Wagtail gives no export, and the columns of theirs. Who uploaded a file may be a contributor: not named."""

NOTHING = "-"
"""What lists in the admin show for an empty value."""


def make_exports_harmless() -> None:
    """Have every export of the admin, Wagtail's reports too, pass through `harmless`; once, when ready.

    An empty value becomes an empty cell.
    """
    plain = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(
        self: SpreadsheetExportMixin, field: str, value: object, export_format: str
    ) -> object:
        processed = plain(self, field, "" if value == NOTHING else value, export_format)
        return harmless(processed) if export_format == self.FORMAT_CSV else processed

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value


def give_every_list_an_export() -> None:
    """Also those of Wagtail that have none; once, when ready."""
    for view, columns in WAGTAILS_LISTS.items():
        view.list_export = list(columns)
