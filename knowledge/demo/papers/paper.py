"""What a paper of a tool is: a worksheet to write on, or a handout to read and to cut up."""

from __future__ import annotations

from dataclasses import dataclass

OWN_MAKING = "Made for the demo of the Co-production Hub. It is not the Co-Creating Welfare project’s own {kind}."


@dataclass(frozen=True)
class Table:
    """Names of its columns, and rows whose first cell is their name. A row of its name alone is filled in by hand."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """What stands in the row beside its name: "" where somebody writes."""
        return row[1:] or ("",) * (len(self.columns) - 1)


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    after: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper of the tool whose page has the slug `key`."""

    key: str
    tool: str
    kind: str
    """A word: worksheet or handout."""
    begins: tuple[str, ...]
    parts: tuple[Part, ...]
    note: str = ""
    """What its document says of it beside whose it is."""

    @property
    def title(self) -> str:
        """Its heading, and the name of its document."""
        return f"{self.tool} {self.kind}"

    @property
    def own_making(self) -> str:
        """Whose it is."""
        return OWN_MAKING.format(kind=self.kind)

    @property
    def name(self) -> str:
        """Of its files, without their ending."""
        return f"{self.key}-{self.kind}"

    @property
    def pdf_name(self) -> str:
        """The file of its PDF, which `files/make_files.py` makes."""
        return f"{self.name}.pdf"


def boxes(columns: tuple[str, ...], names: tuple[str, ...]) -> Table:
    """A table to fill in, with these names of rows."""
    return Table(columns, tuple((name,) for name in names))
