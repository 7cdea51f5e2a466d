"""Pictures, objects and form controls of an OpenDocument text."""

from __future__ import annotations

import posixpath

import filetype

from knowledge.blocks.alt_text import description
from knowledge.documents.office.drawings import PICTURES
from knowledge.documents.office.embedded import content_of, part_extension
from knowledge.documents.office.items import (
    TICKED,
    UNTICKED,
    Embedded,
    OfficeBlock,
    Paragraph,
    Remark,
    Run,
)
from knowledge.documents.office.package import Package, XmlElement, attribute, child_of, local


class OpenDrawings:
    """Reads frames; what cannot be read goes to `remarks`."""

    def __init__(self, package: Package, remarks: list[Remark]) -> None:
        self.package, self.remarks = package, remarks

    def objects(self, frame: XmlElement, place: str, href: str | None) -> list[OfficeBlock] | None:
        """The picture or object of a frame; None where it holds a box of text instead."""
        alt = self._described(frame, place)
        held = child_of(frame, "object")
        if held is None:
            held = child_of(frame, "object-ole")
        if held is not None:
            return self._object(held, alt, place)
        image = child_of(frame, "image")
        if image is None or child_of(frame, "text-box") is not None:
            return None
        return self._picture(image, alt, place, href)

    def _described(self, frame: XmlElement, place: str) -> str:
        said = ""
        for name in ("desc", "title"):
            found = child_of(frame, name)
            text = found.text or "" if found is not None else ""
            if described := description(text):
                return described
            said = said or text
        if any(map(str.isalnum, said)):
            what = "A description that only a program wrote was left out"
            self.remarks.append(Remark("alt", what, said, place))
        return ""

    def _picture(
        self, image: XmlElement, alt: str, place: str, href: str | None
    ) -> list[OfficeBlock]:
        address = attribute(image, "href")
        name = address if ":" in address else posixpath.normpath(address)
        data = self.package.read(name)
        guessed = filetype.guess(data[:8192]) if data else None
        extension = f".{guessed.extension}" if guessed else part_extension(name)
        if not data:
            what = "A picture that is not inside the file" if ":" in name else (
                "A picture that is missing from the file")  # fmt: skip
            words = f"{alt} {address}".strip() if ":" in name else alt
            self.remarks.append(Remark("unread", what, words, place))
            return []
        if extension not in PICTURES:
            what = f"A picture in a format that browsers do not show ({extension})"
            self.remarks.append(Remark("unread", what, alt, place))
            return []
        return [Embedded("picture", data, extension, alt, alt, place=place, href=href)]

    def _object(self, held: XmlElement, alt: str, place: str) -> list[OfficeBlock]:
        folder = posixpath.normpath(attribute(held, "href") or ".").lstrip("/")
        root = self.package.xml(f"{folder}/content.xml")
        if root is None and child_of(held, "math") is not None:
            root = child_of(held, "math")
        if root is None:
            data = self.package.read(folder)
            content, extension = content_of(data, part_extension(folder)) if data else (b"", ".bin")
            if extension not in {".bin", ""}:
                return [Embedded("file", content, extension, place=place)]
            what = "An embedded object whose file cannot be taken out"
            self.remarks.append(Remark("unread", what, alt, place))
            return []
        if local(root) == "math":
            for note in list(root.iter("{*}annotation")):
                note.getparent().remove(note)
            text = "".join("".join(root.itertext()).split())
            return [Paragraph((Run(text, kind="formula"),), place=place)] if text else []
        words = [" ".join("".join(p.itertext()).split()) for p in root.iter("{*}p")]
        what = "A chart or table of another program; its words and figures"
        self.remarks.append(Remark("chart", what, "\n".join(word for word in words if word), place))
        return []


def form_controls(body: XmlElement) -> dict[str, str]:
    """Control's id → its label with what was ticked, chosen or typed."""
    found = {}
    for forms in body.iter("{*}forms"):
        for element in forms.iter():
            key = attribute(element, "id")
            if key and (said := _answer(element)):
                found[key] = said
    return found


def _answer(element: XmlElement) -> str:
    name, label = local(element), attribute(element, "label")
    value = attribute(element, "current-value") or attribute(element, "value")
    if name == "checkbox":
        state = attribute(element, "current-state") or attribute(element, "state")
        return f"{TICKED if state == 'checked' else UNTICKED} {label}".strip()
    if name == "radio":
        chosen = attribute(element, "current-selected") or attribute(element, "selected")
        return f"{TICKED if chosen == 'true' else UNTICKED} {label}".strip()
    if name == "listbox":
        chosen_ones = [
            attribute(option, "label")
            for option in element
            if "true" in (attribute(option, "current-selected"), attribute(option, "selected"))
        ]
        return ", ".join(chosen_ones)
    if name in {"text", "textarea", "combobox", "formatted-text", "date", "number", "time"}:
        return value
    return ""
