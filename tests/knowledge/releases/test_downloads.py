"""A version as PDF, Word and offline copy: nothing lost, and each means what the pages mean."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pikepdf
import pytest
from django.urls import reverse
from lxml import etree, html
from PIL import Image

from knowledge.limited.run import LimitedWorkError, TookTooLong, run_watched
from knowledge.models import SectionPage
from knowledge.moderation.take_down import hide
from knowledge.releases import downloads
from knowledge.releases.models import Download, Release
from knowledge.releases.reading import Version
from knowledge.typesetting import pdf_work, setting
from knowledge.typesetting.print_pictures import printable
from tests.factories import add_page, make_admin, section_body
from tests.knowledge.releases.conftest import Rich, built, release
from tests.knowledge.releases.pdf_tree import Tag, artifacts, tag_tree
from tests.knowledge.releases.verapdf import report_of
from tests.libreoffice import convert
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
ADDED = {"page", "version", "last", "checked"}
"""Words of the frame that a file may have more often or less often than the pages have."""


def words(text: str) -> Counter[str]:
    """How often each word stands there, whatever its capitals and the line's end within it."""
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def words_of_pages(version: Release) -> Counter[str]:
    """Of every page of the version, with the words for pictures."""
    found: Counter[str] = Counter()
    for page in Version(version).release.pages.all():
        found += words(page.title)
        if page.html:
            found += words(
                " ".join(html.fragment_fromstring(page.html, create_parent=True).itertext())
            )
    return found


def lost(version: Release, text: str) -> dict[str, int]:
    """Words that the pages have and the file has not, or not as often."""
    missing = words_of_pages(version) - words(text)
    return {word: count for word, count in missing.items() if word not in ADDED}


@dataclass(frozen=True)
class Released:
    """A version, and the pages that it keeps."""

    version: Release
    rich: Rich
    downloads: dict[str, Download]
    """Format → what was built."""


@shared_fixture
def released(rich: Rich) -> Released:
    """Nothing is built yet. With a sign that no font has, another script, and a page below a page."""
    below = add_page(
        SectionPage,
        rich.section,
        "Below it",
        body=section_body("Thank you 👍 and Ασπασία, “quoted” – at once.", heading="More"),
    )
    add_page(SectionPage, below, "Deeper still", body=section_body("The deepest.", heading="Deep"))
    return Released(release(notes="A first version."), rich, {})


@shared_fixture
def with_files(released: Released) -> Released:
    """With all its downloads."""
    files = {form: built(released.version, form) for form in ("pdf", "docx", "zip")}
    return replace(released, downloads=files)


@pytest.fixture
def version(released: Released) -> Release:
    return released.version


def content_of(download: Download) -> bytes:
    assert download.is_ready, download.progress
    with download.file.open("rb") as file:
        return file.read()


# --- PDF ---


@pytest.mark.pango
@pytest.mark.verapdf
def test_the_pdf_keeps_every_rule_of_pdf_ua_1(with_files: Released, tmp_path: Path):
    (tmp_path / "pack.pdf").write_bytes(content_of(with_files.downloads["pdf"]))
    hide(with_files.rich.example, make_admin())
    (tmp_path / "without.pdf").write_bytes(content_of(built(with_files.version, "pdf")))
    report = report_of(tmp_path)
    assert report.count("PASS ") == 2, report
    assert "FAIL" not in report


@pytest.mark.pango
def test_the_pdf_means_what_the_pages_mean(with_files: Released):
    with pikepdf.open(io.BytesIO(content_of(with_files.downloads["pdf"]))) as pdf:
        tree = tag_tree(pdf)
        assert str(pdf.Root.Lang) == "en-GB"
        assert "version 0.5" in str(pdf.open_metadata()["dc:title"])
        text = tree.text(" ")
        assert lost(with_files.version, text) == {}
        assert "[thumbs up sign]" in text
        # The foot of each page is there to be seen and is not read out in the middle of a sentence.
        assert "Version 0.5" not in text.replace("Version 0.5, 1 July 2022", "")
        assert "Version 0.5" in artifacts(pdf)
        _check_headings(tree)
        _check_table(tree)
        _check_lists(tree)
        pictures = [tag.attributes["/Alt"] for tag in tree.every("Figure")]
        assert pictures == ["A blue rectangle."]
        _check_links(tree)


def _check_headings(tree: Tag) -> None:
    levels = [int(tag.sort[1]) for tag in tree.every(*(f"H{level}" for level in range(1, 7)))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    order = [tag.text() for tag in tree.every("H2", "H3", "H4")]
    assert order.index("Contents") < order.index("Resource pack")
    assert order.index("How to listen") < order.index("In short", order.index("How to listen"))


def _check_table(tree: Tag) -> None:
    table = next(tree.every("Table"))
    assert next(table.every("Caption")).text().startswith("Two wordings")
    head, body = next(table.every("THead")), next(table.every("TBody"))
    assert {str(cell.attributes["/Scope"]) for cell in head.every("TH")} == {"/Column"}
    assert {str(cell.attributes["/Scope"]) for cell in body.every("TH")} == {"/Row"}
    assert next(cell.text() for cell in body.every("TD")).startswith("to hear")


def _check_lists(tree: Tag) -> None:
    within = next(item for item in tree.every("LI") if "An item within" in item.text())
    assert "First item" in within.text()
    inner = next(within.every("L"))
    assert [item.text().strip("•◦ ") for item in inner.every("LI")] == ["An item within"]
    for item in tree.every("LI"):
        assert [kid.sort for kid in item.elements()] in (["Lbl", "LBody"], ["LBody"])


def _check_links(tree: Tag) -> None:
    targets = {link.text(): link.attributes["OBJR"] for link in tree.every("Link")}
    outside = targets["a page elsewhere"]
    assert str(outside.A.URI) == "https://example.org/x?a=1&b=2"
    assert "/Dest" in targets["what Zebedee did"] or "/A" in targets["what Zebedee did"]
    assert "" not in targets


# --- Word ---


def word_text(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for end in body.iter("{*}br"):
        end.text = " "
    return "\n".join("".join(part.itertext()) for part in body.iter("{*}p"))


def test_the_word_file_means_what_the_pages_mean(with_files: Released):
    content = content_of(with_files.downloads["docx"])
    assert lost(with_files.version, word_text(content)) == {}
    found = docx.Document(io.BytesIO(content))
    assert found.core_properties.title == "Resource pack, version 0.5"
    assert found.core_properties.language == "en-GB"
    levels = [int(each.style.name[-1]) for each in found.paragraphs if "Heading" in each.style.name]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    shapes = [each.get("descr") for each in found.element.body.iter("{*}docPr")]
    assert shapes == ["A blue rectangle."]
    table = found.tables[0]
    assert table.rows[0]._tr.trPr.find("{*}tblHeader") is not None
    places = {each.get(f"{{{W}}}name") for each in found.element.body.iter("{*}bookmarkStart")}
    links = {each.get(f"{{{W}}}anchor") for each in found.element.body.iter("{*}hyperlink")} - {
        None
    }
    assert links <= places
    assert "version 0.5" in found.sections[0].footer.paragraphs[0].text.lower()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.libreoffice
def test_the_word_file_opens_in_libreoffice_without_loss(with_files: Released, tmp_path: Path):
    (tmp_path / "pack.docx").write_bytes(content_of(with_files.downloads["docx"]))
    convert([tmp_path / "pack.docx"], "txt:Text (encoded):UTF8", tmp_path)
    text = (tmp_path / "pack.txt").read_text(encoding="utf-8")
    assert lost(with_files.version, text) == {}


# --- the offline copy ---


def offline(download: Download) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content_of(download))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_offline_copy_needs_nothing_else(with_files: Released, client):
    files = offline(with_files.downloads["zip"])
    names = {name.removeprefix("resource-pack-0.5/") for name in files}
    assert {"index.html", "style.css", "how-to-listen.html"} <= names
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        page = html.document_fromstring(content.decode())
        for element, attribute, address, _ in page.iterlinks():
            if element.tag in {"img", "link", "script"} or "://" not in address:
                target = address.partition("#")[0]
                assert target.startswith(("mailto:", "tel:")) or target in {"", *names}, (
                    name,
                    address,
                )
                assert attribute in {"href", "src"}
    # The same as is read online.
    online = client.get(f"{with_files.version.get_absolute_url()}how-to-listen.html").content
    assert files["resource-pack-0.5/how-to-listen.html"] == online


def test_the_offline_copy_is_rebuilt_without_what_was_taken_down(with_files: Released):
    before = with_files.downloads["zip"]
    hide(with_files.rich.example, make_admin())
    before.refresh_from_db()
    assert before.state == "queued"
    downloads.build.call(before.pk, before.turn)
    texts = b"".join(offline(before.release.downloads.get(format="zip")).values())
    assert b"Zebedee" not in texts
    assert b"quokkas" not in texts
    assert b"taken down" in texts


# --- the work itself ---


def test_what_is_built_again_is_there_until_the_new_one_is_and_a_take_down_takes_it_at_once(
    client, with_files: Released, django_capture_on_commit_callbacks
):
    download = with_files.downloads["zip"]
    storage, first = download.file.storage, download.file.name
    address = reverse("releases:download", args=[with_files.version.version, "zip"])
    downloads.ask_again(download)
    assert client.get(address).status_code == 200
    assert downloads.cancel(download)
    assert (download.state, client.get(address).status_code) == ("done", 200)
    downloads.ask_again(download)
    downloads.build.call(download.pk, download.turn)
    download.refresh_from_db()
    assert (download.state, download.file.name != first) == ("done", True)
    assert not storage.exists(first)
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        downloads.drop_and_ask(download)
        assert client.get(address).status_code == 404


def test_without_pango_the_pdf_is_not_offered(version: Release, client, monkeypatch):
    def without(module, request, **limits):
        return {"missing": pdf_work.MISSING}

    monkeypatch.setattr(setting, "run_watched", without)
    download = built(version, "pdf")
    assert download.state == "failed"
    assert "Pango" in download.progress
    assert built(version, "zip").is_ready
    page = client.get(reverse("releases:versions")).content.decode()
    assert "Offline copy" in page
    assert "PDF (" not in page


@pytest.mark.parametrize("sort", ["zip", "pdf", "docx"])
def test_a_download_is_cancelled_while_it_is_built(version: Release, sort: str):
    download = version.downloads.create(format=sort)
    steps = []

    class Watched(downloads.Steps):
        def __call__(self, words: str) -> None:
            self._at = 0.0
            steps.append(words)
            if len(steps) == 2:
                assert downloads.cancel(download)
            super().__call__(words)

    original, downloads.Steps = downloads.Steps, Watched
    try:
        downloads.build.call(download.pk, 1)
    finally:
        downloads.Steps = original
    download.refresh_from_db()
    assert (download.state, download.file.name, download.size) == ("cancelled", "", 0)
    assert len(steps) == 2
    assert not downloads.cancel(download)
    # A worker that comes late finds nothing to do.
    downloads.build.call(download.pk, 1)
    download.refresh_from_db()
    assert download.state == "cancelled"


def test_what_was_built_too_late_is_not_kept(version: Release, tmp_path: Path):
    download = version.downloads.create(format="zip", state="running")
    downloads.Download.objects.filter(pk=download.pk).update(turn=2)
    (tmp_path / "made").write_bytes(b"old")
    downloads._finish(download, tmp_path / "made")
    fresh = downloads.Download.objects.get(pk=download.pk)
    assert (fresh.file.name, fresh.state) == ("", "running")
    assert not download.file.storage.exists(download.file.name)


def test_the_pdf_gets_nothing_but_the_versions_pictures(tmp_path: Path):
    """Whatever the text asks for: no file of the server, no address."""
    if pdf_work.weasyprint is None:
        return
    fetcher = pdf_work.folder_fetcher(tmp_path)
    Image.new("RGB", (9, 9), "red").save(tmp_path / ("a" * 64), "WEBP")
    assert fetcher.fetch(f"hub-file:{'a' * 64}").read().startswith(b"\x89PNG")
    for address in (
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/x.png",
        "hub-file:../../etc/passwd",
        f"hub-file:{'a' * 64}/../document.html",
        "data:text/plain,x",
    ):
        with pytest.raises(pdf_work.weasyprint.urls.FatalURLFetchingError):
            fetcher.fetch(address)


def test_long_work_is_watched_and_ended():
    looked = []

    def look() -> None:
        looked.append(1)
        raise downloads.Stopped

    limits = {"memory": 1 << 30, "look": look}
    module = "tests.knowledge.releases.slow_work"
    with pytest.raises(downloads.Stopped):
        run_watched(module, {"seconds": 30}, seconds=20, **limits)
    assert looked == [1]
    with pytest.raises(TookTooLong):
        run_watched(module, {"seconds": 30}, seconds=1, memory=1 << 30, look=lambda: None)
    with pytest.raises(LimitedWorkError, match="MemoryError"):
        run_watched(module, {"bytes": 1 << 30}, seconds=20, memory=1 << 29, look=lambda: None)
    assert run_watched(module, {}, seconds=20, **limits) == {"done": True}


def test_photographs_are_small_and_drawings_sharp(tmp_path: Path):
    Image.effect_noise((300, 300), 60).convert("RGB").save(tmp_path / "photo", "WEBP")
    Image.new("RGB", (300, 300), "red").save(tmp_path / "drawing", "WEBP", lossless=True)
    Image.new("RGBA", (9, 9), (1, 2, 3, 4)).save(tmp_path / "glass", "WEBP", lossless=True)
    assert printable(tmp_path / "photo").startswith(b"\xff\xd8")
    assert printable(tmp_path / "drawing").startswith(b"\x89PNG")
    assert printable(tmp_path / "glass").startswith(b"\x89PNG")
