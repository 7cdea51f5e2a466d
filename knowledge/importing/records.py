"""The list of imports in the admin: to read, filter, search and export, never to edit."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from wagtail_modeladmin.options import ModelAdmin

from knowledge.access.permission_helpers import ReadOnly
from knowledge.importing.models import ImportRun
from knowledge.importing.views import PERMISSION
from knowledge.importing.visibility import runs_seen_by
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class ForImporters(ReadOnly):
    """Whoever may import may read the list; an import has a page of its own."""

    def user_can_list(self, user: User) -> bool:
        return bool(user.has_perm(PERMISSION))

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return False


class ImportRunAdmin(ModelAdmin):
    """Imports, newest first."""

    model = ImportRun
    menu_label = "Import history"
    menu_icon = "history"
    menu_order = 281
    export_filename = "imports"
    permission_helper_class = ForImporters
    history_view_enabled = False
    list_display = ("link", "format", "state", "started_by", "started_at")
    list_filter = ("state", "format", "started_at")
    list_export = (
        "file_name",
        "format",
        "sha256",
        "state",
        "started_by",
        "started_at",
        "undone_at",
    )
    search_fields = ("file_name", "started_by__email")
    list_per_page = 50

    def link(self, run: ImportRun) -> str:
        """The file's name, leading to the import's page."""
        return format_html(
            '<a href="{}">{}</a>', reverse("hub_import", args=[run.pk]), run.file_name
        )

    link.short_description = "File"  # type: ignore[attr-defined]
    link.admin_order_field = "file_name"  # type: ignore[attr-defined]

    def get_queryset(self, request: SignedInRequest) -> QuerySet[ImportRun]:
        theirs = runs_seen_by(request.user).order_by().values("pk")
        return super().get_queryset(request).filter(pk__in=theirs).select_related("started_by")
