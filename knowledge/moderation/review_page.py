"""One review in the admin: all about it, and every act that the visitor may do, with its own form."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views import View
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Comment, Page, Revision

from knowledge.moderation import review_forms, review_queue, reviews
from knowledge.moderation.comparison import changes_to_public
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.permissions import (
    user_can_hide,
    user_can_review,
    user_can_see_review,
    user_decides_for,
)
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """All about one review, and every act that the visitor may do, each with its own form."""

    request: SignedInRequest

    template_name = "admin/review.html"
    header_icon = "clipboard-list"
    DONE = {
        "take": "It is yours now. The contributor sees that somebody has it.",
        "assign": "Saved.",
        "due": "Saved. The contributor sees the new day.",
        "check": "The check is passed. The moderators decide next.",
        "approve": "Approved.",
        "changes": "Changes are requested. The contributor is mailed.",
        "decline": "The review is closed. The contributor is mailed the reason and keeps the text.",
    }

    def dispatch(
        self, request: HttpRequest, *args: object, pk: int, **kwargs: object
    ) -> HttpResponseBase:
        self.review = get_object_or_404(
            Review.objects.select_related(
                "workflow_state__current_task_state__task", "assigned_to", "page"
            ),
            pk=pk,
        )
        self.page = self.review.page.specific
        if not user_can_see_review(self.request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reviews"), "label": "Reviews"},
            {"url": "", "label": self.get_page_title()},
        ]

    @cached_property
    def acts(self) -> dict[str, forms.Form]:
        """Act → form, of those that the visitor may do now."""
        user, step = self.request.user, reviews.step_of(self.review)
        if not step:
            return {}
        found: dict[str, forms.Form] = {}
        decides = user_can_review(user, self.page)
        if user_decides_for(user, self.page):
            people = reviews.who_may_take(self.review)
            found["assign"] = self._form(
                "assign", review_forms.AssignForm, {"person": self.review.assigned_to_id},
                people=people,
            )  # fmt: skip
        if user_decides_for(user, self.page) or self.review.assigned_to_id == user.pk:
            found["due"] = self._form("due", review_forms.DueForm, {"day": self.review.due_on})
        version = {"version": reviews.version_of(self.page)}
        if decides:
            found["approve"] = self._form(
                "approve", review_forms.ApproveForm, {**version, **self._classified()},
                has_support=hasattr(self.page, "is_sensitive"),
            )  # fmt: skip
        if reviews.user_can_take(user, self.review):
            if step == "check":
                found["check"] = self._form("check", review_forms.CheckForm, version)
            found["changes"] = self._form("changes", review_forms.ChangesForm, version)
        if decides:
            found["decline"] = self._form("decline", review_forms.DeclineForm, version)
        return found

    def _form(self, act: str, form: type[forms.Form], initial: dict, **kwargs: Any) -> forms.Form:
        pressed = self.request.method == "POST" and self.request.POST.get("act") == act
        data = self.request.POST if pressed else None
        return form(data, initial=initial, prefix=act, **kwargs)

    def _classified(self) -> dict[str, object]:
        draft = self.page.get_latest_revision_as_object()
        return {
            "requirements": [link.requirement_id for link in draft.requirement_links.all()],
            "rungs": [link.rung_id for link in draft.rung_links.all()],
            "is_sensitive": getattr(draft, "is_sensitive", False),
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        act = request.POST.get("act", "")
        try:
            if act == "take":
                reviews.take(self.review, self.request.user)
                return self._done(act)
            if act in self.DONE and act not in self.acts:
                if not reviews.step_of(self.review):
                    raise reviews.NothingWaits
                raise PermissionDenied
            form = self.acts.get(act)
            if form is None or not form.is_valid():
                return self.render_to_response(self.get_context_data(pressed=act), status=400)
            self._do(act, form.cleaned_data)
        except reviews.ChangedMeanwhile:
            self.acts[act].add_error(
                None,
                "Somebody has saved another version since you opened this page. Nothing has been "
                "decided. Reload the page, read the newest version and decide then.",
            )
            return self.render_to_response(self.get_context_data(pressed=act), status=409)
        except ValidationError as error:
            self.acts[act].add_error(None, ValidationError(error.messages))
            return self.render_to_response(self.get_context_data(pressed=act), status=400)
        except reviews.NothingWaits:
            messages.warning(
                request,
                "This does not wait for you any more: somebody decided, or the contributor took it "
                "back. The record below says what happened.",
            )
            return redirect("review", self.review.pk)
        return self._done(act)

    def _do(self, act: str, said: dict[str, Any]) -> None:
        user = self.request.user
        if act == "assign":
            reviews.assign(self.review, said["person"], user)
        elif act == "due":
            reviews.set_due(self.review, said["day"], user)
        else:
            if act == "approve":
                names = [field.name for field in dataclasses.fields(reviews.Classification)]
                chosen = {name: said.pop(name) for name in names if name in said}
                said["classification"] = reviews.Classification(**chosen)
            verbs: dict[str, Callable[..., object]] = {
                "check": reviews.pass_check,
                "approve": reviews.approve,
                "changes": reviews.request_changes,
                "decline": reviews.decline,
            }
            verbs[act](self.review, user, **said)

    def _done(self, act: str) -> HttpResponse:
        messages.success(self.request, self.DONE[act])
        return redirect("review", self.review.pk)

    def get_context_data(self, pressed: str = "", **kwargs: object) -> dict[str, object]:
        user = self.request.user
        (described,) = review_queue.described([self.review])
        panels: list[Component] = []
        for construct in hooks.get_hooks("construct_review_panels"):
            construct(self.request, self.review, self.page, panels)
        draft = self.page.get_latest_revision_as_object()
        return super().get_context_data(
            **kwargs,
            review=described,
            page=self.page,
            changes=changes_to_public(self.page, self.request),
            passages=draft.passages() if hasattr(draft, "passages") else [],
            acts=self.acts,
            pressed=pressed,
            step=reviews.step_of(self.review),
            can_take=reviews.user_can_take(user, self.review)
            and self.review.assigned_to_id != user.pk,
            may_not_decide=self._why_not(user),
            panels=panels,
            versions=versions_of(self.page),
            comments=comments_on(self.page),
            record=Decision.objects.of_page(self.page.pk).select_related("by"),
            can_edit=self.page.permissions_for_user(user).can_edit(),
            can_hide=self.page.live and user_can_hide(user, self.page),
        )

    def _why_not(self, user: User) -> str:
        """Why somebody who decides for the region cannot decide about this."""
        if not reviews.step_of(self.review) or not user_decides_for(user, self.page):
            return ""
        if user_can_review(user, self.page):
            return ""
        return (
            "You wrote, changed or sent part of this, so somebody else has to decide. If nobody of "
            "your region can, it goes to the national pool."
        )


def comments_on(page: Page) -> list[Comment]:
    """The open comments, each with the label of its `field`."""
    comments = list(
        page.wagtail_admin_comments.filter(resolved_at=None)
        .select_related("user")
        .prefetch_related("replies__user")
    )
    labels = {field.name: getattr(field, "verbose_name", "") for field in page._meta.get_fields()}
    for comment in comments:
        name = comment.contentpath.split(".")[0]
        comment.field = capfirst(labels.get(name) or name)
    return comments


def versions_of(page: Page) -> list[dict[str, object]]:
    """The page's versions, the newest first, with who saved them and which one is public."""
    rows = (
        Revision.page_revisions.filter(object_id=str(page.pk))
        .select_related("user")
        .defer("content")
        .order_by("-created_at", "-pk")
    )
    return [
        {
            "revision": row,
            "by": "the contributor"
            if row.user_id and row.user_id == getattr(page, "contributor_id", None)
            else (row.user or "the hub"),
            "is_public": row.pk == page.live_revision_id,
        }
        for row in rows
    ]


class CompareView(View):
    """Leads to Wagtail's comparison of any two versions."""

    request: SignedInRequest

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = get_object_or_404(Review.objects.select_related("page"), pk=pk)
        if not user_can_see_review(self.request.user, review.page.specific):
            raise PermissionDenied
        chosen = [request.GET.get(name, "") for name in ("older", "newer")]
        if not all(each.isdigit() for each in chosen) or chosen[0] == chosen[1]:
            messages.warning(request, "Choose two different versions to compare.")
            return redirect("review", review.pk)
        return HttpResponseRedirect(
            reverse("wagtailadmin_pages:revisions_compare", args=[review.page_id, *chosen])
        )
