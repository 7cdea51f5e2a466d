"""The editor's form of every page: says beside it, before anything is saved, what four eyes forbid."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import RichTextField

from knowledge.access.routing import page_scope_of
from knowledge.access.staff import editors_of
from knowledge.blocks.nowhere import leads_somewhere
from knowledge.models.base import review_due
from knowledge.moderation.content_diff import canonical_content
from knowledge.users.models import User


class HubPageForm(WagtailAdminPageForm):
    """Refuses to publish or approve together with a change; what was typed stays in the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limit_keepers()
        self.said_before: Any = None
        if self.wanted_decision() and self.instance.pk:
            self.said_before = self._written()

    def _limit_keepers(self) -> None:
        """Owner and deputy are people who may edit the page, or who they were before."""
        names = [name for name in ("content_owner", "content_deputy") if name in self.fields]
        place = self.instance if self.instance.pk else self.parent_page
        if not names or place is None:
            return
        editors = editors_of(page_scope_of(place)).values("pk")
        for name in names:
            before = getattr(self.instance, f"{name}_id")
            self.fields[name].queryset = User.objects.filter(Q(pk__in=editors) | Q(pk=before))

    def clean(self) -> dict[str, object]:
        """Other months between checks move the next one, unless its day was given too."""
        cleaned = super().clean()
        # Not by `changed_data`, which misjudges fields whose default is made by a function.
        same_day = cleaned.get("next_review") == self.initial.get("next_review")
        months, reviewed = cleaned.get("review_months"), cleaned.get("last_reviewed")
        if months and reviewed and same_day and months != self.initial.get("review_months"):
            cleaned["next_review"] = review_due(reviewed, months)
        return cleaned

    def _post_clean(self) -> None:
        """After the instance has taken the form's values."""
        super()._post_clean()
        if not self.is_deferred_validation:
            self._look_at_links()
        wanted = self.wanted_decision()
        if wanted and self.has_changed_content():
            self.add_error(
                None,
                f"You have changed the page, so somebody else has to {wanted} it. Save your change "
                "and submit it, or leave the page as it was and decide.",
            )

    def _look_at_links(self) -> None:
        """Of texts outside the body, whose blocks look at their own."""
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, RichTextField) and field.name in self.cleaned_data:
                try:
                    leads_somewhere(self.cleaned_data[field.name] or "")
                except ValidationError as error:
                    self.add_error(field.name, error)

    def wanted_decision(self) -> str:
        """ "publish" or "approve" if such a button was pressed, else nothing."""
        if "action-publish" in self.data:
            return "publish"
        if (
            "action-workflow-action" in self.data
            and self.data.get("workflow-action-name") == "approve"
        ):
            return "approve"
        return ""

    def has_changed_content(self) -> bool:
        """Whether the page says something else than before; comments, mere markup and what is set
        by a decision do not count."""
        if self.said_before != self._written():
            return True
        not_written = {"comments", *self.instance.decided_fields}
        return any(
            rows_differ(formset)
            for name, formset in self.formsets.items()
            if name not in not_written
        )

    def _written(self) -> Any:
        return canonical_content(type(self.instance), self.instance.serializable_data())


def rows_differ(formset: BaseChildFormSet) -> bool:
    """Whether the rows of an inline panel say something else than the page's.

    A row that only a draft has carries no number yet, and its form then takes all of it for new.
    """
    if not formset.has_changed() or not formset.is_valid():
        return bool(formset.has_changed())
    names = set(formset.empty_form.fields) - {formset.model._meta.pk.name, "ORDER", "DELETE"}
    rows = getattr(formset.instance, formset.rel_name).all()
    before = [{name: getattr(row, name) for name in names} for row in rows]
    after = [
        {name: form.cleaned_data.get(name) for name in names}
        for form in formset.forms
        if form not in formset.deleted_forms
        and not (form.empty_permitted and not form.has_changed())
    ]
    return len(before) != len(after) or any(row not in before for row in after)
