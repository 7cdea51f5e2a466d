"""Names and words that the public reads at once: each change on record, and undone by one button.

Topics, audiences, organisations, requirements and rungs have no drafts. See docs/adr/0066.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import LogActionRegistry, get_active_log_context, log
from wagtail.models import ModelLogEntry
from wagtail_modeladmin.helpers import PermissionHelper

from knowledge.admin import support_form
from knowledge.admin.modeladmin import ListsGroup
from knowledge.users.models import User

CHANGED = "knowledge.public_change"
HELPERS: dict[type[models.Model], type[PermissionHelper]] = {
    admin.model: admin.permission_helper_class or PermissionHelper for admin in ListsGroup.items
}
"""What is recorded → who may change it, as the lists have it."""


def connect() -> None:
    """Record every change that a person of the admin makes, whichever way."""
    for model in HELPERS:
        pre_save.connect(_on_save, sender=model, dispatch_uid=f"public_changes.{model.__name__}")


def register_log_actions(actions: LogActionRegistry) -> None:
    """Give these acts their words in histories."""
    actions.register_action(CHANGED, "Change what is public", "Changed for the public at once")
    actions.register_action(
        support_form.PUBLISHED, "Publish the support text", "Published the words of another"
    )


def _values(row: models.Model) -> dict[str, object]:
    said = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    encoder = DjangoJSONEncoder()
    return {
        name: value if isinstance(value, str | int | bool | None) else encoder.encode(value)
        for name, value in said.items()
    }


def _on_save(sender: type[models.Model], instance: models.Model, **kwargs: object) -> None:
    user = get_active_log_context().user
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    if user is None or not user.is_authenticated or before is None:
        return
    old, new = _values(before), _values(instance)
    changed = [name for name in old if old[name] != new[name]]
    if changed:
        data = {
            "before": {name: old[name] for name in changed},
            "after": {name: new[name] for name in changed},
        }
        log(instance=instance, action=CHANGED, user=user, data=data)


class ChangedSince(Exception):
    """Somebody changed the same again: undoing would overwrite that."""


@transaction.atomic
def undo(entry: ModelLogEntry) -> None:
    """Put back what stood there. ChangedSince if it says something else by now, or is gone."""
    model = entry.content_type.model_class()
    row = model._default_manager.filter(pk=entry.object_id).first()
    now = _values(row) if row else {}
    if row is None or any(now[name] != value for name, value in entry.data["after"].items()):
        raise ChangedSince
    for name, value in entry.data["before"].items():
        field = row._meta.get_field(name) if name in now else None
        setattr(row, name, field.to_python(value) if field and not field.is_relation else value)
    row.full_clean()
    row.save()


def _may_undo(user: User | AnonymousUser, entry: ModelLogEntry) -> bool:
    """Whoever may change the row by hand."""
    model = entry.content_type.model_class()
    row = model._default_manager.filter(pk=entry.object_id).first()
    return (
        row is not None
        and isinstance(user, User)
        and bool(HELPERS[model](model).user_can_edit_obj(user, row))
    )


def _in_words(said: dict[str, object]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in said.items())


class UndoColumn(Column):
    """A button for those who may change the row."""

    cell_template_name = "admin/undo_cell.html"

    def get_cell_context_data(
        self, instance: ModelLogEntry, parent_context: dict
    ) -> dict[str, object]:
        request = parent_context["request"]
        return {
            **super().get_cell_context_data(instance, parent_context),
            "may_undo": _may_undo(request.user, instance),
            "token": get_token(request),
        }


class PublicChangesView(ReportView):
    """The newest changes of what the public reads at once."""

    page_title = "Changed names and words"
    header_icon = "history"
    model = ModelLogEntry
    index_url_name = "public_changes"
    index_results_url_name = "public_changes_results"
    columns = [
        DateColumn("timestamp", label="When"),
        Column("label", label="What"),
        Column("user", label="Who", accessor=lambda row: row.user_display_name),
        Column("before", label="Before", accessor=lambda row: _in_words(row.data["before"])),
        Column("after", label="After", accessor=lambda row: _in_words(row.data["after"])),
        UndoColumn("undo", label="Undo"),
    ]
    list_export = ["timestamp", "label", "user_display_name", "data.before", "data.after"]
    export_headings = {
        "timestamp": "When",
        "label": "What",
        "user_display_name": "Who",
        "data.before": "Before",
        "data.after": "After",
    }
    custom_field_preprocess = {
        "data.before": {"csv": _in_words, "xlsx": _in_words},
        "data.after": {"csv": _in_words, "xlsx": _in_words},
    }
    export_filename = "changed-names"

    def get_base_queryset(self) -> models.QuerySet[ModelLogEntry]:
        kinds = ContentType.objects.get_for_models(*HELPERS).values()
        entries = ModelLogEntry.objects.filter(action=CHANGED, content_type__in=kinds)
        return entries.select_related("content_type", "user").order_by("-timestamp", "-pk")


class UndoView(View):
    """One press, and what stood there stands there again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = get_object_or_404(ModelLogEntry, pk=pk, action=CHANGED)
        if not _may_undo(request.user, entry):
            raise PermissionDenied
        try:
            undo(entry)
        except (ChangedSince, ValidationError):
            messages.error(
                request,
                "It was changed again since, so nothing was undone. Undo the newer change first.",
            )
        else:
            messages.success(request, f"“{entry.label}” is as it was before.")
        return redirect("public_changes")
