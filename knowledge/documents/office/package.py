"""The parts of an Office file and how they refer to each other, whatever is wrong with some of them.

Strict OOXML is read as the usual kind, of alternate content one branch is kept, and a part that is
missing or damaged is None with a word in `faults`. Opens nothing that the guard has not let through.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

# lxml gives its element no other name.
XmlElement: TypeAlias = etree._Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/"
    rb"(wordprocessingml|presentationml|spreadsheetml|drawingml|officeDocument)/"
)
_CLOSING = re.compile(rb"</(?:[\w.-]+:)?([\w.-]+)\s*>\s*$")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>")
_SAYS_SOMETHING = {
    "t", "blip", "imagedata", "relIds", "chart", "OLEObject", "oleObj", "txbxContent", "txBody",
}  # fmt: skip

_DROPPED = {"drop", "margin"}
_NO_BORDER = {
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
}  # fmt: skip
"""What may stand between two paragraphs of Word and says nothing."""


class UnreadablePackage(Exception):
    """The parts of the file do not make a document."""


@dataclass(frozen=True)
class Relation:
    """What a part refers to by an id."""

    kind: str
    """Last word of its type: "image", "hyperlink", "slideLayout"."""
    target: str
    """The name of a part, or an address."""
    is_external: bool


class Package:
    """An Office file, opened. `faults` holds a sentence for each part that could not be read."""

    def __init__(self, source: bytes | Path) -> None:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        try:
            self._archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise UnreadablePackage from error
        self._parts = {_normal(part.filename): part for part in self._archive.infolist()}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.faults: list[str] = []

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, as they are compared: in lower case."""
        return list(self._parts)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where it is missing or cannot be unpacked."""
        part = self._parts.get(_normal(name))
        if part is None:
            return None
        try:
            return self._archive.read(part)
        except Exception:
            # zipfile, zlib, lzma and bz2 each raise errors of their own for damaged data.
            self.faults.append(f"A part of the file is damaged ({part.filename})")
            return None

    def size(self, name: str) -> int:
        """How many bytes a part has, unpacked; 0 where it is missing."""
        part = self._parts.get(_normal(name))
        return part.file_size if part else 0

    def xml(self, name: str, *, must_be_whole: bool = False) -> XmlElement | None:
        """The root of a part, None where there is none. UnreadablePackage where it must be whole
        and is missing, cut off or no XML at all."""
        data = self.read(name)
        root, is_cut = parsed(data) if data else (None, True)
        if root is None or (is_cut and must_be_whole):
            if must_be_whole:
                raise UnreadablePackage
            if data:
                self.faults.append(f"A part of the file is damaged ({name})")
            return None
        if is_cut:
            self.faults.append(f"A part of the file is cut off; read as far as it goes ({name})")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """id → what the part refers to; "" asks for those of the whole file."""
        if part not in self._relations:
            self._relations[part] = dict(self._read_relations(part))
        return self._relations[part]

    def related(self, part: str, *kinds: str) -> list[str]:
        """Names of the parts that a part refers to in one of these ways, those that are there."""
        found = (
            relation.target
            for relation in self.relations(part).values()
            if relation.kind in kinds and not relation.is_external and relation.target in self
        )
        return list(dict.fromkeys(found))

    def main_part(self, *usual: str) -> str:
        """The part that the file begins with. UnreadablePackage where there is none."""
        found = [*self.related("", "officeDocument"), *(name for name in usual if name in self)]
        if not found:
            raise UnreadablePackage
        return found[0]

    def title(self) -> str:
        """What the file's properties call it."""
        for name in [*self.related("", "core-properties"), "docprops/core.xml", "meta.xml"]:
            if name in self and (root := self.xml(name)) is not None:
                title = next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None)
                return " ".join((title.text or "").split()) if title is not None else ""
        return ""

    def _read_relations(self, part: str) -> Iterator[tuple[str, Relation]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for element in root if root is not None else ():
            target = element.get("Target") if isinstance(element.tag, str) else None
            if target is None:
                continue
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            if element.get("TargetMode") == "External" or target.startswith("#"):
                yield element.get("Id", ""), Relation(kind, target.strip(), is_external=True)
                continue
            path = target if target.startswith("/") else posixpath.join(folder, target)
            full = posixpath.normpath(unquote(path).replace("\\", "/")).lstrip("/")
            yield element.get("Id", ""), Relation(kind, full, is_external=False)


def parsed(data: bytes) -> tuple[XmlElement | None, bool]:
    """(root, whether the end is missing): XML, also where it is not well-formed. (None, True) for
    what is no XML. LibreOffice writes some files that no strict parser takes."""
    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    is_cut = False
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError):
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            return None, True
        if root is None:
            return None, True
        end = _CLOSING.search(data[-300:])
        is_cut = end is None or end[1].decode("latin-1") != local(root)
        # What is nested deeper than the parser goes is left out without a word.
        is_cut = is_cut or len(_TEXT.findall(data)) > sum(1 for _ in root.iter("{*}t"))
    _keep_one_branch(root)
    return root, is_cut


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )


def _keep_one_branch(root: XmlElement) -> None:
    """Puts in the place of every alternate content what a new program shows of it."""
    for element in list(root.iter(f"{MC}AlternateContent")):
        parent = element.getparent()
        if parent is None:
            continue
        branches = [each for each in element if each.tag in (f"{MC}Choice", f"{MC}Fallback")]
        told = next((each for each in branches if _says_something(each)), None)
        chosen = told if told is not None else next(iter(branches), None)
        at = parent.index(element)
        tail = element.tail
        parent.remove(element)
        for offset, child in enumerate(list(chosen) if chosen is not None else ()):
            parent.insert(at + offset, child)
        if tail and tail.strip() and len(parent):
            parent[-1].tail = tail


def _says_something(branch: XmlElement) -> bool:
    return any(local(element) in _SAYS_SOMETHING for element in branch.iter())


def local(element: XmlElement) -> str:
    """An element's local name; "" for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: XmlElement | None, name: str) -> str:
    """An attribute by its local name, whatever its namespace; "" where it is not."""
    if element is None:
        return ""
    found = element.get(name)
    if found is not None:
        return str(found)
    return next((str(v) for key, v in element.items() if key.rsplit("}", 1)[-1] == name), "")


def child_of(element: XmlElement | None, *path: str) -> XmlElement | None:
    """The first child of that local name, or the first at the end of that path; None if none."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def with_joined_paragraphs(root: XmlElement | None) -> XmlElement | None:
    """A part of Word, with paragraphs that are one moved together: a large first letter, which Word keeps by
    itself, and the word that it begins; two whose border tracked changes deleted."""
    for paragraph in list(root.iter("{*}p")) if root is not None else ():
        following = paragraph.getnext()
        while following is not None and local(following) in _NO_BORDER:
            following = following.getnext()
        if following is None or local(following) != "p" or not _goes_on(paragraph):
            continue
        properties = child_of(following, "pPr")
        at = 0 if properties is None else following.index(properties) + 1
        following[at:at] = [each for each in paragraph if local(each) != "pPr"]
        paragraph.getparent().remove(paragraph)
    return root


def _goes_on(paragraph: XmlElement) -> bool:
    """Whether a paragraph of Word is the beginning of the next one."""
    properties = child_of(paragraph, "pPr")
    if properties is None:
        return False
    deleted = (child_of(properties, "rPr", name) for name in ("del", "moveFrom"))
    is_dropped = attribute(child_of(properties, "framePr"), "dropCap") in _DROPPED
    return is_dropped or any(each is not None for each in deleted)


def is_deleted(element: XmlElement) -> bool:
    """Whether tracked changes deleted a row or a cell of a Word table."""
    return (
        child_of(element, "trPr", "del") is not None
        or child_of(element, "tcPr", "cellDel") is not None
    )


def figure(text: str, otherwise: int = 0) -> int:
    """A whole number as files write it, also "2.0"; `otherwise` for what is none."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return otherwise


def is_on(element: XmlElement | None, name: str) -> bool | None:
    """Whether properties switch something on; None where they do not say."""
    found = child_of(element, name)
    if found is None:
        return None
    return attribute(found, "val").lower() not in {"0", "false", "off", "none"}


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
