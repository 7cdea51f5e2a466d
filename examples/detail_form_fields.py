"""The form fields that ask for details, made from their definition, and what was typed in them."""

from __future__ import annotations

from typing import Any, TypedDict

from django import forms

from examples.details import DETAILS, FOR_POOL, NO_REGION_FITS, REGION, Detail, DetailValues, Kind
from examples.vocabularies import VOCABULARIES

NO_REGION = "none"
"""Value of the choice that no region fits."""


def detail_fields() -> dict[str, forms.Field]:
    """Name → form field, in the form's order. Saving needs none of them."""
    return {each.key: _field(each) for each in DETAILS}


class _Asked(TypedDict):
    """What every field is given."""

    label: str
    help_text: str
    required: bool


def _field(detail: Detail) -> forms.Field:
    asked = _Asked(label=detail.label, help_text=detail.help, required=False)
    if detail is REGION:
        choices = [("", detail.nothing), *_offered(detail), (NO_REGION, NO_REGION_FITS)]
        problem = {"invalid_choice": "Choose a region from the list."}
        return forms.ChoiceField(**asked, choices=choices, error_messages=problem)
    if detail.kind is Kind.YES:
        return forms.BooleanField(**asked)
    if detail.kind is Kind.TEXT:
        problem = {
            "max_length": f"“{detail.label}” has more than {detail.limit} characters. Shorten it."
        }
        said = forms.TextInput({"autocomplete": detail.autocomplete or False})
        return forms.CharField(
            **asked, max_length=detail.limit, widget=said, error_messages=problem
        )
    rows = VOCABULARIES[detail.rows].offered()
    problem = {"invalid_choice": "Choose from the list."}
    if detail.kind is Kind.ROW:
        return forms.ModelChoiceField(
            rows, **asked, empty_label=detail.nothing, error_messages=problem
        )
    return forms.ModelMultipleChoiceField(
        rows, **asked, widget=forms.CheckboxSelectMultiple, error_messages=problem
    )


def _offered(detail: Detail) -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in VOCABULARIES[detail.rows].offered()]


def detail_initial(values: DetailValues) -> dict[str, object]:
    """Name → what a form begins with; `values` by column of the submission."""
    initial = {each.key: values[each.column] for each in DETAILS}
    if values[FOR_POOL]:
        initial[REGION.key] = NO_REGION
    return initial


def detail_values(cleaned: dict[str, Any]) -> DetailValues:
    """Column of the submission → what was typed or chosen. `cleaned` must be valid."""
    values: dict[str, object] = {}
    for detail in DETAILS:
        said = cleaned[detail.key]
        if detail is REGION:
            values[detail.column] = int(said) if said.isdigit() else None
            values[FOR_POOL] = said == NO_REGION
        elif detail.kind is Kind.ROW:
            values[detail.column] = said.pk if said else None
        elif detail.kind is Kind.ROWS:
            values[detail.column] = tuple(sorted(row.pk for row in said))
        else:
            values[detail.column] = said
    return values
