"""What a decision changes: every field of the editor, compared with what the public reads now."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.compare import ChildRelationComparison, FieldComparison
from wagtail.models import Page


def changes_to_public(
    page: Page, request: HttpRequest
) -> list[FieldComparison | ChildRelationComparison]:
    """Wagtail's comparisons of the fields that differ. What is not public is compared with nothing."""
    draft = page.get_latest_revision_as_object()
    public = type(page).objects.get(pk=page.pk) if page.live else type(page)()
    panel = (
        type(page).get_edit_handler().get_bound_panel(instance=draft, request=request, form=None)
    )
    compared = [compare(public, draft) for compare in panel.get_comparison()]
    return [each for each in compared if each.has_changed()]
