"""Keeps the names of contributors out of Wagtail's own lists: who asks for no credit is named to nobody there.

Histories, reports, filters and exports of Wagtail name everybody who wrote or sent something. Ours say
"A contributor"; whoever may decide about an example writes to its contributor through the review.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin import filters
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.ui import tables
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import mixins
from wagtail.admin.views.reports import workflows
from wagtail.models import WorkflowState
from wagtail.models.audit_log import BaseLogEntry
from wagtail.users.utils import get_deleted_user_display_name

from knowledge.access.staff import is_staff, staff

A_CONTRIBUTOR = "A contributor"


def shown_name(user: Any) -> str:
    """A member of staff by name, everybody else as a contributor; "" for nobody."""
    if user is None or user.pk is None:
        return ""
    if not hasattr(user, "_hub_shown_name"):
        user._hub_shown_name = get_user_display_name(user) if is_staff(user) else A_CONTRIBUTOR
    return user._hub_shown_name


def _name_in_log(entry: BaseLogEntry) -> str:
    if not entry.user_id:
        return "system"
    if entry.user is None:
        return get_deleted_user_display_name(entry.user_id)
    return shown_name(entry.user)


_with_name = tables.UserColumn.get_cell_context_data


def _name_in_column(
    column: tables.UserColumn, instance: Model, parent_context: Mapping[str, object]
) -> dict[str, object]:
    context = _with_name(column, instance, parent_context)
    if context["value"]:
        context["display_name"] = shown_name(context["value"])
    return context


def _who_asked(request: HttpRequest) -> QuerySet:
    asked = WorkflowState.objects.values("requested_by")
    return staff().filter(pk__in=asked).order_by("email")


def keep_from_lists() -> None:
    """Put ours in the place of Wagtail's; called once, when ready."""
    name = cached_property(_name_in_log)
    name.__set_name__(BaseLogEntry, "user_display_name")
    BaseLogEntry.user_display_name = name
    wagtailadmin_tags.register.filters["user_display_name"] = shown_name
    filters.get_user_display_name = shown_name
    mixins.user_display_name = shown_name
    tables.UserColumn.get_cell_context_data = _name_in_column
    asked_by = workflows.WorkflowReportFilterSet.base_filters["requested_by"]
    asked_by.queryset = asked_by.extra["queryset"] = _who_asked
    for view, field in (
        (workflows.WorkflowView, "requested_by"),
        (workflows.WorkflowTasksView, "workflow_state.requested_by"),
        (workflows.WorkflowTasksView, "finished_by"),
    ):
        both = dict.fromkeys((view.FORMAT_CSV, view.FORMAT_XLSX), shown_name)
        view.custom_field_preprocess = {**view.custom_field_preprocess, field: both}
