"""The admin's list of documents that search cannot look into: which, why, and what would help."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from knowledge.access.permission_helpers import ForEditors
from knowledge.documents.extract import read_again
from knowledge.documents.files.visibility import files_seen_by
from knowledge.documents.readers import READERS
from knowledge.models import DocumentText, HubDocument
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

Status = DocumentText.Status
WAITING = "waiting"
WHY: dict[str, str] = {
    WAITING: "Reading takes a minute. If it stays so, tell an administrator.",
    str(Status.NO_TEXT): (
        "It holds pictures of pages, as a scan does, or is a form that only Adobe's programs show. Scan"
        " it with text recognition (OCR), print the form as a PDF, or put what it says on the page that"
        " links to it."
    ),
    str(Status.ENCRYPTED): "It asks for a password. Save it without one, and replace the file.",
    str(Status.BROKEN): (
        "It is damaged, or not what its name says. Open it, save it again, and replace the file."
    ),
    str(Status.TOO_BIG): "There is more in it than we read. Split it, and add each part.",
    str(Status.MISSING): "The file is not in the store. Upload it again.",
}
LABELS: dict[str, str] = {WAITING: "Not read yet", **dict(Status.choices)}


def unread_documents() -> QuerySet[HubDocument]:
    """Documents of readable sorts without text: annotated with `state`, `error` and `tried_at`."""
    readable = Q(pk__in=[])
    for ending in READERS:
        readable |= Q(file__iendswith=f".{ending}")
    text = DocumentText.objects.filter(file_hash=OuterRef("file_hash"))
    return (
        HubDocument.objects.filter(readable)
        .annotate(
            state=Coalesce(Subquery(text.values("status")[:1]), Value(WAITING)),
            error=Subquery(text.values("error")[:1]),
            tried_at=Subquery(text.values("extracted_at")[:1]),
        )
        .exclude(state=Status.READ)
    )


def unread_documents_of(user: User) -> QuerySet[HubDocument]:
    """Those among the files that they see."""
    return unread_documents().filter(pk__in=files_seen_by(user, HubDocument).values("pk"))


class StateFilter(SimpleListFilter):
    """By why it cannot be read."""

    title = "why"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(state, LABELS[state]) for state in WHY]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[HubDocument]
    ) -> QuerySet[HubDocument]:
        return queryset.filter(state=self.value()) if self.value() in WHY else queryset


class UnreadButtons(ButtonHelper):
    """To the document's form, and reading once more."""

    def get_buttons_for_obj(self, obj: HubDocument, *args: object, **kwargs: object) -> list[dict]:
        classname = self.finalise_classname(["button-secondary", "button-small"])
        return [
            {
                "url": reverse("wagtaildocs:edit", args=[obj.pk]),
                "label": "Edit",
                "classname": classname,
                "title": f"Edit “{obj.title}”, or replace its file",
            },
            {
                "url": reverse("read_document_again", args=[obj.pk]),
                "label": "Read again",
                "classname": classname,
                "title": f"Try to read “{obj.title}” once more",
            },
        ]


class UnreadDocumentIndexView(IndexView):
    """The list, by its own name."""

    page_title = "Unread documents"


class UnreadDocumentAdmin(ModelAdmin):
    """Which documents search cannot look into, and why."""

    model = HubDocument
    menu_label = "Unread documents"
    menu_icon = "doc-empty"
    menu_order = 270
    permission_helper_class = ForEditors
    history_view_enabled = False
    button_helper_class = UnreadButtons
    index_view_class = UnreadDocumentIndexView
    list_display = ("document", "filename", "why", "tried_at")
    list_filter = (StateFilter,)
    list_export = ("title", "filename", "why", "error", "tried_at")
    export_filename = "unread-documents"
    search_fields = ("title", "file")
    ordering = ("title",)

    def get_queryset(self, request: SignedInRequest) -> QuerySet[HubDocument]:
        return unread_documents_of(request.user)

    def document(self, document: HubDocument) -> str:
        """Its title, linked to its form."""
        address = reverse("wagtaildocs:edit", args=[document.pk])
        return format_html("<a href='{}'>{}</a>", address, document.title)

    def why(self, document: HubDocument) -> str:
        """Why it could not be read, and what to do."""
        return f"{LABELS[document.state]}. {WHY[document.state]}"

    def error(self, document: HubDocument) -> str:
        """What the reader said, for whoever maintains it."""
        return document.error or ""

    def tried_at(self, document: HubDocument) -> datetime | str:
        """When it was last tried."""
        return document.tried_at or "–"

    document.admin_order_field = "title"  # type: ignore[attr-defined]
    tried_at.short_description = "tried"  # type: ignore[attr-defined]


class ReadAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then has a document read once more."""

    request: SignedInRequest

    template_name = "admin/read_document_again.html"
    page_title = "Read a document again"
    header_icon = "doc-empty"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        self.document = get_object_or_404(files_seen_by(self.request.user, HubDocument), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        read_again(self.document)
        messages.success(request, f"“{self.document.title}” is being read. Look again in a minute.")
        return redirect("knowledge_hubdocument_modeladmin_index")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, document=self.document)
