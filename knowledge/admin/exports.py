"""Spreadsheets that the admin exports: a cell never becomes a formula in the reader's program.

What readers type into the feedback form ends up in such cells. XLSX is safe already: Wagtail marks
its cells as text. CSV has no such mark, so a beginning that spreadsheet programs take for a formula
gets an apostrophe (OWASP, "CSV injection").
"""

from __future__ import annotations

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: object) -> object:
    """The value as it may stand in a CSV cell; numbers and dates as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_BEGINS):
        return f"'{value}"
    return value


NOTHING = "-"
"""What lists in the admin show for an empty value."""


def make_exports_harmless() -> None:
    """Have every export of the admin, Wagtail's reports too, pass through `harmless`; once, when ready.

    An empty value becomes an empty cell.
    """
    plain = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(
        self: SpreadsheetExportMixin, field: str, value: object, export_format: str
    ) -> object:
        processed = plain(self, field, "" if value == NOTHING else value, export_format)
        return harmless(processed) if export_format == self.FORMAT_CSV else processed

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
