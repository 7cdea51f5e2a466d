"""The editor's form of every page: says beside it, before anything is saved, what four eyes forbid."""

from __future__ import annotations

from typing import Any

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm

from knowledge.access.staff import staff
from knowledge.moderation.content_diff import canonical_content


class HubPageForm(WagtailAdminPageForm):
    """Refuses to publish or approve together with a change; what was typed stays in the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owner := self.fields.get("content_owner"):
            # A list of everybody would name contributors who asked for no credit.
            owner.queryset = staff()
        self.said_before: Any = None
        if self.wanted_decision() and self.instance.pk:
            self.said_before = self._written()

    def _post_clean(self) -> None:
        """After the instance has taken the form's values."""
        super()._post_clean()
        wanted = self.wanted_decision()
        if wanted and self.has_changed_content():
            self.add_error(
                None,
                f"You have changed the page, so somebody else has to {wanted} it. Save your change "
                "and submit it, or leave the page as it was and decide.",
            )

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
