"""Shows a contributor their saved text as the published page will show it, without making a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from examples.models import ExampleIndexPage, PracticeExamplePage, Submission
from examples.shown_files import files_of_submission
from examples.submissions.page_content import fill_page


def render_preview(
    request: HttpRequest, submission: Submission, context: dict[str, object]
) -> HttpResponse:
    """The template of published examples, filled from the submission; nothing is stored.

    What moderators added to an existing page, such as a rung, is shown too.
    """
    page = fill_page(_page_to_show(submission), submission)
    pictures, documents = files_of_submission(submission)
    shown = {"pictures": pictures, "documents": documents, "noindex": True}
    request.is_preview = True  # type: ignore[attr-defined]
    return render(
        request,
        page.get_template(request),
        {**page.get_context(request), **shown, **context},
    )


def _page_to_show(submission: Submission) -> PracticeExamplePage:
    if submission.page_id:
        page = PracticeExamplePage.objects.get(pk=submission.page_id)
        return page.get_latest_revision_as_object()
    page = PracticeExamplePage(slug="preview")
    parent = ExampleIndexPage.objects.live().order_by("path").first()
    if parent:  # As if it were its next child, so that breadcrumbs are right.
        page.depth = parent.depth + 1
        page.path = Page._get_children_path_interval(parent.path)[1]
    return page
