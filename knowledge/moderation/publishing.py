"""Publishing beside the workflow: stopped where four eyes forbid it, and the way out in need.

`publish_alone` is the break-glass: an administrator publishes their own text when nobody else can,
with a reason that stands in the page's history and on the admin's first page.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import log
from wagtail.models import Page

from knowledge.access.admin_page import AdminPage
from knowledge.moderation.decisions import record
from knowledge.moderation.models import Decision
from knowledge.moderation.permissions import user_can_break_glass
from knowledge.moderation.reasons import says_why
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest

PUBLISHED_ALONE = "knowledge.publish_alone"


def stop_publishing_own_text(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's editor asks for permission before it saves what was typed; this asks again after.

    The text is kept as a draft.
    """
    if page.permissions_for_user(request.user).can_publish():
        return None
    messages.warning(
        request,
        f"“{page.get_admin_display_title()}” is saved as a draft. Whoever writes a page does not "
        "publish it: submit it, and a moderator will.",
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@transaction.atomic
def publish_alone(page: Page, user: User, reason: str) -> None:
    """Publish the latest draft in spite of four eyes. PermissionDenied unless the user may."""
    if not user_can_break_glass(user, page):
        raise PermissionDenied
    page = page.specific
    revision = page.get_latest_revision() or page.save_revision(changed=False)
    record(Decision.Kind.PUBLISHED_ALONE, page, user, words=reason)
    PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    log(
        instance=page,
        action=PUBLISHED_ALONE,
        user=user,
        revision=revision,
        data={"reason": reason},
    )


class ReasonForm(forms.Form):
    """Why nobody else could publish it."""

    reason = forms.CharField(
        min_length=10,
        max_length=1000,
        validators=[says_why],
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Why can nobody else publish it?",
        help_text="Everybody who works on the page will read this in its history.",
    )


class PublishAloneView(AdminPage, FormView):
    """Asks an administrator for the reason, then publishes."""

    request: SignedInRequest

    form_class = ReasonForm
    template_name = "admin/publish_alone.html"
    page_title = "Publish without a second person"
    header_icon = "warning"

    def dispatch(
        self, request: HttpRequest, *args: object, page_pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=page_pk).specific
        if not user_can_break_glass(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            publish_alone(self.page, self.request.user, form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"“{self.page.get_admin_display_title()}” is published. Your reason is in its history.",
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, page=self.page)


def submit_first(items: list[ActionMenuItem], request: HttpRequest, context: object) -> None:
    """The button in sight of who cannot publish is the one that sends the page to review."""
    names = [item.name for item in items]
    if "action-submit" in names and "action-publish" not in names:
        items.insert(0, items.pop(names.index("action-submit")))


class PublishAloneMenuItem(ActionMenuItem):
    """Leads an administrator to `PublishAloneView` where they cannot publish otherwise."""

    name = "action-publish-alone"
    label = "Publish alone…"
    icon_name = "warning"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return bool(
            context["view"] == "edit"
            and page
            and (not page.live or page.has_unpublished_changes)
            and user_can_break_glass(context["request"].user, page)
            and not page.permissions_for_user(context["request"].user).can_publish()
        )

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("publish_alone", args=[parent_context["page"].pk])
