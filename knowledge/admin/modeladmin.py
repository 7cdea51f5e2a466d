"""Lists in the admin for plain tables: vocabularies and bodies, and feedback.

What is published is a page and has drafts and reviews; these have not. Who may see or change a list
is in `knowledge.access.roles`. Lists that are only read
have no history: its address asks for no permission but that to open the admin.
"""

from __future__ import annotations

from typing import cast

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from knowledge.access.permission_helpers import (
    ForTheNationalPool,
    OfTheirRegions,
)
from knowledge.admin.inbox import messages_for
from knowledge.admin.list_filters import by_whether
from knowledge.models import (
    Audience,
    EvidenceRequirement,
    Feedback,
    Organisation,
    Rung,
    Topic,
)
from knowledge.users.models import User
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
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
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
    list_filter = (
        "kind",
        RegionFilter,
        ("ended_at", by_whether("state", filled="Merged or split", empty="As it was")),
    )
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
    list_display = ("__str__", "title", "year", "current")
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

    def current(self, requirement: EvidenceRequirement) -> str:
        """In words: the icon of a yes or no is in Django's own admin, which we leave out."""
        return "Yes" if requirement.is_current else "No"

    current.admin_order_field = "is_current"  # type: ignore[attr-defined]


class RungAdmin(ModelAdmin):
    model = Rung
    permission_helper_class = ForTheNationalPool
    menu_label = "Rungs of the ladder"
    menu_icon = "arrow-up"
    list_display = ("number", "name", "description")
    list_export = ("number", "name", "description", "next_step", "statement")
    export_filename = "rungs"
    search_fields = ("name", "description")
    panels = [
        FieldPanel("number"),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("next_step"),
        FieldPanel("statement"),
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
                    else "Look at it",
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": "Give it to somebody, answer, make a draft, say what was done",
                }
            )
        return buttons


class WhoseFilter(SimpleListFilter):
    """By who looks after it. Django's own filter for relations needs Django's own admin."""

    title = "who looks after it"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("mine", "Me"), ("nobody", "Nobody yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> QuerySet[Feedback]:
        match self.value():
            case "mine":
                return queryset.filter(assigned_to=cast(User, request.user))
            case "nobody":
                return queryset.filter(assigned_to=None, handled_at=None)
        return queryset


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
        "kind", "title", "link", "file_name", "message", "email", "page", "query", "was_useful",
        "sent_at", "assigned_to", "draft", "handled_at", "handled_by", "answer_note",
    )  # fmt: skip
    list_display = ("sent_at", "kind", "beginning", "page", "assigned_to", "state")
    list_filter = (
        "kind",
        WhoseFilter,
        ("handled_at", by_whether("state", filled="Handled", empty="Open")),
    )
    list_select_related = ("page", "assigned_to", "handled_by")
    list_export = (
        "sent_at", "kind", "title", "link", "message", "query", "was_useful", "page", "assigned_to",
        "handled_at", "answer_note",
    )  # fmt: skip
    export_filename = "feedback"
    search_fields = ("title", "link", "message", "query", "answer_note")

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Feedback]:
        theirs = messages_for(request.user).order_by().values("pk")
        return super().get_queryset(request).filter(pk__in=theirs)

    def beginning(self, feedback: Feedback) -> str:
        """The first words of the message, after the title of what was suggested."""
        return ": ".join(part for part in (feedback.title, feedback.message) if part)[:120]

    def state(self, feedback: Feedback) -> str:
        """Open, or who has handled it."""
        return f"Handled by {feedback.handled_by}" if feedback.handled_at else "Open"
