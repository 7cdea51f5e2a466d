"""A wall as a Word file: each group with what is in it, then all as one table."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.typesetting.word_files import MEDIA_TYPE, content_of
from knowledge.workspaces.wall import Column
from knowledge.workspaces.word import add_table, begun

__all__ = ["MEDIA_TYPE", "file_of"]


def file_of(
    question: str, columns: Sequence[Column], *, group: str = "Group", note: str = "Note"
) -> bytes:
    """The .docx; `group` and `note` are what people call them here. Only notes are given dots."""
    has_dots = note == "Note"
    document = begun(question)
    shown = [column for column in columns if column.group or column.notes]
    for column in shown:
        document.add_heading(column.name, level=2)
        if column.group and column.group.dots:
            document.add_paragraph(f"Dots of the group: {column.group.dots}")
        for each in column.notes:
            document.add_paragraph(each.text, style="List Bullet")
        if not column.notes:
            document.add_paragraph(f"No {note.lower()}s.")
    document.add_heading(f"All {note.lower()}s as a table", level=2)
    add_table(
        document,
        (group, note, "Dots") if has_dots else (group, note),
        [
            (column.name, each.text, *([str(each.dots)] if has_dots else []))
            for column in shown
            for each in column.notes
        ],
    )
    return content_of(document)
