"""Wagtail's ways to publish what nobody has on the screen lead to where it can be read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page

from knowledge.moderation.models import Review


class ReadFirstView(WorkflowActionView):
    """The buttons of the admin's first page and of the user bar: approving is on the review's page,
    which knows what was read. Asking for changes publishes nothing and stays."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.action_name == "reject":
            return super().dispatch(request, *args, **kwargs)
        review = get_object_or_404(Review, workflow_state=self.task_state.workflow_state_id)
        messages.info(request, "Read what will be public here, and decide below it.")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            where = {"step": "success", "redirect": reverse("review", args=[review.pk])}
            return self.render_modal_json(request, where)
        return redirect("review", review.pk)


def stop_publishing_unread(
    request: HttpRequest, action_type: str, objects: list[object], action: object
) -> HttpResponse | None:
    """Many pages published by their titles were read by nobody: each has its own page for that."""
    if action_type != "publish" or not any(isinstance(each, Page) for each in objects):
        return None
    messages.warning(
        request,
        "Nothing was published. Open each page, read what has changed, and publish it there.",
    )
    return redirect("wagtailadmin_explore_root")
