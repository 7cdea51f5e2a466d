"""Filters of the admin's lists in words of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib.admin import EmptyFieldListFilter

if TYPE_CHECKING:
    from django.contrib.admin.filters import _ListFilterChoices


def by_whether(title: str, *, filled: str, empty: str) -> type[EmptyFieldListFilter]:
    """A filter by whether a field says something, which Django words "Empty" and "Not empty"."""

    class ByWhether(EmptyFieldListFilter):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            self.title = title

        def choices(self, changelist: object) -> Iterator[_ListFilterChoices]:
            words = ("All", empty, filled)
            for choice, display in zip(super().choices(changelist), words, strict=True):  # type: ignore[arg-type]
                choice["display"] = display
                yield choice

    return ByWhether
