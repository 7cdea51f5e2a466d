"""Lists in the admin for plain tables: vocabularies and bodies, feedback, mail and background work.

What is published is a page and has drafts and reviews; these have not. Who may see or change a list
is in `knowledge.access.roles`; mail and background work are for administrators. Lists that are only read
have no history: its address asks for no permission but that to open the admin.
"""

from __future__ import annotations

from django.contrib.admin import EmptyFieldListFilter, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Email
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from knowledge.access.permission_helpers import (
    ForAdministrators,
    ForTheNationalPool,
    OfTheirRegions,
)
from knowledge.access.regions import feedback_seen_by
from knowledge.models import (
    Audience,
    DutyRecord,
    EvidenceRequirement,
    Feedback,
    Organisation,
    Rung,
    Topic,
)
from knowledge.users.requests import SignedInRequest

# --- bodies and vocabularies ---


class RegionFilter(SimpleListFilter):
    """By region. Django's own filter for relations needs Django's own admin, which we leave out."""

    title = "region"
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(str(region.pk), region.name) for region in Organisation.objects.regions()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Organisation]
    ) -> QuerySet[Organisation]:
        value = self.value() or ""
        return queryset.filter(region_id=int(value)) if value.isdigit() else queryset


class OrganisationButtons(ButtonHelper):
    """Beside editing: merging and splitting, where an app offers it."""

    def get_buttons_for_obj(self, obj: Organisation, *args: object, **kwargs: object) -> list[dict]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not obj.ended_at and self.permission_helper.user_can_edit_obj(self.request.user, obj):
            buttons.append(
                {
                    "url": reverse("succession", args=[obj.pk]),
                    "label": "Merge or split",
                    "classname": self.finalise_classname(["button-secondary"]),
                    "title": f"Merge {obj} into another organisation, or split it",
                }
            )
        return buttons


class OrganisationAdmin(ModelAdmin):
    model = Organisation
    button_helper_class = OrganisationButtons
    menu_label = "Organisations"
    menu_icon = "group"
    list_display = ("name", "kind", "short_name", "region", "became")
    list_filter = ("kind", RegionFilter, ("ended_at", EmptyFieldListFilter))
    list_select_related = ("region",)
    list_export = ("name", "short_name", "former_names", "kind", "region", "website")
    export_filename = "organisations"
    search_fields = ("name", "short_name", "former_names")
    prepopulated_fields = {"slug": ("name",)}
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("short_name"),
        FieldPanel("former_names"),
        FieldPanel("region"),
        FieldPanel("website"),
        FieldPanel("mail_domains"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).prefetch_related("successors")

    def became(self, organisation: Organisation) -> str:
        """What it was merged into or split into."""
        if not organisation.ended_at:
            return ""
        return ", ".join(each.name for each in organisation.successors.all())


class TopicAdmin(ModelAdmin):
    model = Topic
    menu_label = "Topics"
    menu_icon = "tag"
    list_display = ("name", "description")
    list_export = ("name", "slug", "description")
    export_filename = "topics"
    search_fields = ("name", "description")
    prepopulated_fields = {"slug": ("name",)}
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]


class AudienceAdmin(ModelAdmin):
    model = Audience
    menu_label = "Audiences"
    menu_icon = "user"
    list_display = ("name",)
    list_export = ("name", "slug")
    export_filename = "audiences"
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    panels = [FieldPanel("name"), FieldPanel("slug")]


class EvidenceRequirementAdmin(ModelAdmin):
    model = EvidenceRequirement
    menu_label = "Evidence requirements"
    menu_icon = "list-ol"
    list_display = ("__str__", "title", "year", "is_current")
    list_filter = ("is_current", "scheme")
    list_export = ("scheme", "code", "title", "acronyms", "explanation", "year", "is_current")
    export_filename = "evidence-requirements"
    search_fields = ("scheme", "code", "title", "acronyms", "explanation")
    panels = [
        FieldPanel("scheme"),
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("acronyms"),
        FieldPanel("explanation"),
        FieldPanel("year"),
        FieldPanel("source_url"),
        FieldPanel("is_current"),
        FieldPanel("position"),
    ]


class RungAdmin(ModelAdmin):
    model = Rung
    permission_helper_class = ForTheNationalPool
    menu_label = "Rungs of the ladder"
    menu_icon = "arrow-up"
    list_display = ("number", "name", "description")
    list_export = ("number", "name", "description", "next_step")
    export_filename = "rungs"
    search_fields = ("name", "description")
    panels = [
        FieldPanel("number"),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("next_step"),
    ]


class ListsGroup(ModelAdminGroup):
    menu_label = "Lists"
    menu_icon = "list-ul"
    menu_order = 250
    items = (OrganisationAdmin, TopicAdmin, AudienceAdmin, EvidenceRequirementAdmin, RungAdmin)


# --- feedback ---


class FeedbackButtons(ButtonHelper):
    """Beside reading: marking as handled."""

    def get_buttons_for_obj(self, obj: Feedback, *args: object, **kwargs: object) -> list[dict]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not obj.handled_at and self.request.user.has_perm("knowledge.change_feedback"):
            buttons.append(
                {
                    "url": reverse("handle_feedback", args=[obj.pk]),
                    "label": "Look at it and hide it"
                    if obj.kind == Feedback.Kind.TAKE_DOWN
                    else "Mark as handled",
                    "classname": self.finalise_classname(["button-secondary"]),
                    "title": "Say what was done about it",
                }
            )
        return buttons


class FeedbackAdmin(ModelAdmin):
    model = Feedback
    menu_label = "Feedback"
    menu_icon = "comment"
    menu_order = 260
    permission_helper_class = OfTheirRegions
    history_view_enabled = False
    button_helper_class = FeedbackButtons
    inspect_view_enabled = True
    inspect_view_fields = (
        "kind", "message", "email", "page", "query", "sent_at", "handled_at", "handled_by",
        "answer_note",
    )  # fmt: skip
    list_display = ("sent_at", "kind", "beginning", "page", "state")
    list_filter = ("kind", ("handled_at", EmptyFieldListFilter))
    list_select_related = ("page", "handled_by")
    list_export = ("sent_at", "kind", "message", "query", "page", "handled_at", "answer_note")
    export_filename = "feedback"
    search_fields = ("message", "query", "answer_note")

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Feedback]:
        theirs = feedback_seen_by(request.user).order_by().values("pk")
        return super().get_queryset(request).filter(pk__in=theirs)

    def beginning(self, feedback: Feedback) -> str:
        """The first words of the message."""
        return feedback.message[:120]

    def state(self, feedback: Feedback) -> str:
        """Open, or who has handled it."""
        return f"Handled by {feedback.handled_by}" if feedback.handled_at else "Open"


# --- for administrators ---


class MailButtons(ButtonHelper):
    """Sending again what could not be delivered."""

    def get_buttons_for_obj(self, obj: Email, *args: object, **kwargs: object) -> list[dict]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if obj.status == STATUS.failed:
            buttons.append(
                {
                    "url": reverse("send_mail_again", args=[obj.pk]),
                    "label": "Send again",
                    "classname": self.finalise_classname(["button-secondary"]),
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
    list_filter = ("status", "queue_name")
    ordering = ("-enqueued_at",)
    search_fields = ("task_path", "exception_class_path")


class DutyAdmin(ModelAdmin):
    model = DutyRecord
    menu_label = "Duties"
    menu_icon = "calendar-check"
    permission_helper_class = ForAdministrators
    history_view_enabled = False
    inspect_view_enabled = True
    list_display = ("name", "last_started", "last_finished", "failures")
    search_fields = ("name", "last_error")


class BackgroundGroup(ModelAdminGroup):
    menu_label = "Background work"
    menu_icon = "cogs"
    menu_order = 900
    items = (MailAdmin, TaskAdmin, DutyAdmin)
