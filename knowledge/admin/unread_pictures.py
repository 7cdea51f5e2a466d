"""The admin's list of pictures of which no size can be made: which, why, and what would help."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
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
from knowledge.documents.files.visibility import files_seen_by
from knowledge.models import DocumentText, HubImage
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

Status = DocumentText.Status
WHY: dict[str, str] = {
    str(Status.BROKEN): (
        "It is damaged, or takes too long to open. Open it, save it again as a JPEG or PNG file, and "
        "replace the file."
    ),
    str(Status.TOO_BIG): "It has too many pixels. Make it smaller, and replace the file.",
    str(Status.MISSING): "The file is not in the store. Upload it again.",
}
"""Where such a picture stands visitors see its description instead."""


def unread_pictures() -> QuerySet[HubImage]:
    """Pictures of which a size could not be made: annotated with `state`, `error` and `tried_at`."""
    tried = DocumentText.objects.filter(file_hash=OuterRef("file_hash"))
    return HubImage.objects.annotate(
        state=Subquery(tried.values("status")[:1]),
        error=Subquery(tried.values("error")[:1]),
        tried_at=Subquery(tried.values("extracted_at")[:1]),
    ).filter(state__in=WHY)


def unread_pictures_of(user: User) -> QuerySet[HubImage]:
    """Those among the pictures that they see."""
    return unread_pictures().filter(pk__in=files_seen_by(user, HubImage).values("pk"))


class UnreadPictureButtons(ButtonHelper):
    """To the picture's form, and trying once more."""

    def get_buttons_for_obj(self, obj: HubImage, *args: object, **kwargs: object) -> list[dict]:
        classname = self.finalise_classname(["button-secondary", "button-small"])
        return [
            {
                "url": reverse("wagtailimages:edit", args=[obj.pk]),
                "label": "Edit",
                "classname": classname,
                "title": f"Edit “{obj.title}”, or replace its file",
            },
            {
                "url": reverse("read_picture_again", args=[obj.pk]),
                "label": "Try again",
                "classname": classname,
                "title": f"Try to open “{obj.title}” once more",
            },
        ]


class UnreadPictureIndexView(IndexView):
    """The list, by its own name."""

    page_title = "Unread pictures"


class UnreadPictureAdmin(ModelAdmin):
    """Which pictures cannot be shown, and why."""

    model = HubImage
    menu_label = "Unread pictures"
    menu_icon = "image"
    menu_order = 271
    permission_helper_class = ForEditors
    history_view_enabled = False
    button_helper_class = UnreadPictureButtons
    index_view_class = UnreadPictureIndexView
    list_display = ("picture", "filename", "why", "tried_at")
    list_export = ("title", "filename", "why", "error", "tried_at")
    export_filename = "unread-pictures"
    search_fields = ("title", "file")
    ordering = ("title",)

    def get_queryset(self, request: SignedInRequest) -> QuerySet[HubImage]:
        return unread_pictures_of(request.user)

    def picture(self, image: HubImage) -> str:
        """Its title, linked to its form."""
        return format_html(
            "<a href='{}'>{}</a>", reverse("wagtailimages:edit", args=[image.pk]), image.title
        )

    def why(self, image: HubImage) -> str:
        """Why it cannot be shown, and what to do."""
        return WHY[image.state]

    def error(self, image: HubImage) -> str:
        """What the reader said, for whoever maintains it."""
        return image.error or ""

    def tried_at(self, image: HubImage) -> datetime | str:
        """When it was last tried."""
        return image.tried_at

    picture.admin_order_field = "title"  # type: ignore[attr-defined]
    tried_at.short_description = "tried"  # type: ignore[attr-defined]


class ReadPictureAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then lets a picture be tried once more; the next page that shows it does."""

    request: SignedInRequest

    template_name = "admin/read_picture_again.html"
    page_title = "Try a picture again"
    header_icon = "image"

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        self.image = get_object_or_404(files_seen_by(self.request.user, HubImage), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        failed = DocumentText.objects.filter(file_hash=self.image.file_hash)
        failed.exclude(status=DocumentText.Status.READ).delete()
        messages.success(request, f"“{self.image.title}” is tried again where it is next shown.")
        return redirect("knowledge_hubimage_modeladmin_index")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, image=self.image)
