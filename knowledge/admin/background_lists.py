"""Lists in the admin for administrators: mail, tasks and duties. They are only read."""

from __future__ import annotations

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Email
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from knowledge.access.permission_helpers import ForAdministrators
from knowledge.admin.list_filters import by_whether
from knowledge.jobs.background import failed_tasks
from knowledge.models import DutyRecord

BEGINNING = 200
"""Characters of a fault that a list shows."""


class MailButtons(ButtonHelper):
    """Sending again what could not be delivered."""

    def get_buttons_for_obj(self, obj: Email, *args: object, **kwargs: object) -> list[dict]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if obj.status == STATUS.failed:
            buttons.append(
                {
                    "url": reverse("send_mail_again", args=[obj.pk]),
                    "label": "Send again",
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": "Put this mail back into the queue",
                }
            )
        return buttons


class MailAdmin(ModelAdmin):
    """The mail queue. Bodies are not shown: they hold sign-in codes and private links."""

    model = Email
    menu_label = "Mail"
    menu_icon = "mail"
    permission_helper_class = ForAdministrators
    history_view_enabled = False
    button_helper_class = MailButtons
    inspect_view_enabled = True
    inspect_view_fields = (
        "created", "from_email", "to", "subject", "status", "number_of_retries", "scheduled_time",
        "last_updated",
    )  # fmt: skip
    list_display = ("created", "to", "subject", "state", "number_of_retries", "last_updated")
    list_filter = ("status", "created")
    list_export = ("created", "to", "subject", "state", "number_of_retries")
    export_filename = "mail"
    search_fields = ("to", "subject")

    def state(self, mail: Email) -> str:
        """Its status in words."""
        return mail.get_status_display() if mail.status is not None else "new"


class FailedFilter(SimpleListFilter):
    """Those that failed of late, as the first page counts them."""

    title = "failed"
    parameter_name = "failed"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("week", "In the last week")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[DBTaskResult]
    ) -> QuerySet[DBTaskResult]:
        return queryset.filter(pk__in=failed_tasks().values("pk")) if self.value() else queryset


class TaskAdmin(ModelAdmin):
    model = DBTaskResult
    menu_label = "Tasks"
    menu_icon = "tasks"
    permission_helper_class = ForAdministrators
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = (
        "task_path", "queue_name", "status", "enqueued_at", "started_at", "finished_at",
        "exception_class_path", "traceback",
    )  # fmt: skip
    list_display = ("task_path", "status", "enqueued_at", "finished_at", "exception_class_path")
    list_filter = (FailedFilter, "status", "queue_name")
    list_export = (
        "task_path", "queue_name", "status", "enqueued_at", "started_at", "finished_at",
        "exception_class_path",
    )  # fmt: skip
    export_filename = "tasks"
    ordering = ("-enqueued_at",)
    search_fields = ("task_path", "exception_class_path")


class DutyAdmin(ModelAdmin):
    model = DutyRecord
    menu_label = "Duties"
    menu_icon = "calendar-check"
    permission_helper_class = ForAdministrators
    history_view_enabled = False
    inspect_view_enabled = True
    list_display = ("name", "last_started", "last_finished", "failures", "why")
    list_export = ("name", "last_started", "last_finished", "failures", "last_error")
    export_filename = "duties"
    list_filter = (("last_error", by_whether("state", filled="Fails", empty="Works")),)
    search_fields = ("name", "last_error")

    def why(self, duty: DutyRecord) -> str:
        """The beginning of what it said when it failed; all of it is behind "Inspect"."""
        return Truncator(duty.last_error).chars(BEGINNING)


class BackgroundGroup(ModelAdminGroup):
    menu_label = "Background work"
    menu_icon = "cogs"
    menu_order = 900
    items = (MailAdmin, TaskAdmin, DutyAdmin)
