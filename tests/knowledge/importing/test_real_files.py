"""What files that nobody here made hold: each becomes a draft, or stands in the report with its place."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from knowledge.importing.accounting import unplaced
from knowledge.importing.collecting import collect
from knowledge.importing.plan import Hub, make_plan
from knowledge.importing.prose import rich_text
from knowledge.importing.runs import import_files, open_file
from knowledge.models import HubImage, SectionPage, VideoPage
from tests.knowledge.documents.office_files import drawn, open_text, p, picture, row, strict, word

LINES = "".join(p(f"Something about point {number} that matters to us.") for number in range(3))


def planned(name: str, data: bytes):
    """The plan of an import into an empty hub."""
    return make_plan(open_file(name, data).drafts, Hub(), update=False)


def drafts(name: str, data: bytes, kind: str):
    """The drafts of a kind."""
    return open_file(name, data).drafts.of_kind(kind)


def report(name: str, data: bytes, kind: str = "unplaced") -> list[tuple[str, str]]:
    """(words, place) of the report's lines of a kind."""
    return [(e.words, e.place) for e in planned(name, data).entries if e.kind == kind]


def deck() -> Presentation:
    """A deck with an opening slide."""
    made = Presentation()
    add_slide(made, "Opening")
    return made


def add_slide(made, title: str, *boxes: str):
    """A slide with boxes of text below each other."""
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = title
    for number, text in enumerate(boxes):
        box = slide.shapes.add_textbox(Inches(1), Inches(1.5 + number), Inches(5), Inches(0.6))
        box.text_frame.text = text
    return slide


def saved(made) -> bytes:
    """Its bytes."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("title", "shown"), [("", "Our visit 2024"), ("Visiting", "Visiting")])
def test_a_word_file_without_headings_is_called_by_its_properties_or_name(title, shown):
    data = word(LINES, title=title)
    assert [d.title for d in drafts("our-visit_2024.docx", data, "section")] == [shown]
    assert [d.title for d in drafts("our-visit_2024.docx", data, "pack")] == [shown]


def test_circled_digits_alone_in_a_box():
    made = deck()
    add_slide(made, "Three steps", "①", "Listen", "②", "Plan together", "③", "Review")
    (section,) = drafts("a.pptx", saved(made), "section")
    assert [word_ in section.text for word_ in ("Listen", "Plan together", "Review")] == [True] * 3
    assert planned("a.pptx", saved(made))


def test_words_of_nested_lists_are_not_glued():
    made = deck()
    slide = add_slide(made, "Drivers", "Shared imperative")
    frame = slide.shapes[1].text_frame
    frame.add_paragraph().text = "Quokka knowledge"
    for number, paragraph in enumerate(frame.paragraphs):
        paragraph.level = number
        mark = paragraph._p.get_or_add_pPr()
        mark.append(mark.makeelement(f"{{{mark.nsmap['a']}}}buChar", {"char": "•"}))
    data = saved(made)
    (section,) = drafts("a.pptx", data, "section")
    assert "<ul><li>Shared imperative<ul><li>Quokka knowledge</li></ul></li></ul>" in str(
        [block.value for block in section.blocks]
    )
    assert "Shared imperative\nQuokka knowledge" in section.text
    assert report("a.pptx", data) == []


def test_levels_of_a_layouts_bullets_become_lists_within_lists():
    made = deck()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Who to ask"
    frame = slide.placeholders[1].text_frame
    for number, (text, level) in enumerate(
        (("Parents", 0), ("Antenatal", 1), ("Twins", 2), ("Staff", 0))
    ):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    (section,) = drafts("a.pptx", saved(made), "section")
    assert [block.value for block in section.blocks] == [
        "<ul><li>Parents<ul><li>Antenatal<ul><li>Twins</li></ul></li></ul></li><li>Staff</li></ul>"
    ]


def test_links_of_a_first_column_a_heading_and_a_picture_are_kept():
    link = '<w:p><w:hyperlink r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>'
    table = (
        f"<w:tbl>{row('Resource', 'About')}<w:tr><w:tc>{link.format('a', 'Toolkit')}</w:tc>"
        f"<w:tc>{p('How to start')}</w:tc></w:tr><w:tr><w:tc>{p('Film')}</w:tc><w:tc>{p('Four minutes')}</w:tc></w:tr></w:tbl>"
    )
    heading = link.format("b", "Read more").replace(
        "<w:p>", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', 1
    )
    image = drawn("i", described="Read the survey", inside='<a:hlinkClick r:id="c"/>')
    targets = {
        key: f"https://example.org/{name}"
        for key, name in zip("abc", ("kit", "more", "survey"), strict=True)
    }
    data = word(
        p("Guide", "Heading1") + table + heading + LINES + image,
        {
            **{key: ("hyperlink", target) for key, target in targets.items()},
            "i": ("image", "a.png"),
        },
        {"word/a.png": picture()},
    )
    found = {link for draft in drafts("a.docx", data, "section") for link in draft.links}
    assert found == set(targets.values())
    assert report("a.docx", data) == []


def test_a_list_that_begins_at_four_keeps_its_numbers():
    from knowledge.importing.items import Paragraph, Run

    def items(*numbers: int) -> list[Paragraph]:
        return [Paragraph((Run(f"point {n}"),), "number", number=n) for n in numbers]

    assert rich_text(items(4, 5))[0] == "<p>4. point 4</p><p>5. point 5</p>"
    assert rich_text(items(1, 2))[0] == "<ol><li>point 1</li><li>point 2</li></ol>"


def test_files_that_only_some_programs_make_are_imported():
    for name, data in (
        ("strict.docx", strict(word(p("Guide", "Heading1") + LINES))),
        (
            "libre.odt",
            open_text('<text:h text:outline-level="1">Guide</text:h><text:p>Words of it.</text:p>'),
        ),
    ):
        assert [d.title for d in drafts(name, data, "section")] == ["Guide"]
        assert report(name, data) == []


def test_what_cannot_be_a_draft_is_named_each_time_with_its_place():
    made = deck()
    for number in range(2):
        slide = add_slide(made, f"Topic {number}", "Words that stand beside it here.")
        slide.shapes.add_picture(io.BytesIO(picture("BMP", (90, 60))), 0, Inches(5))
    entries = planned("a.pptx", saved(made)).entries
    places = [entry.place for entry in entries if "format that browsers do not show" in entry.what]
    assert places == ["slide 2", "slide 3"]


def test_the_account_goes_by_the_files_own_words():
    source = open_file("a.docx", word(p("Guide", "Heading1") + LINES)).drafts.source
    source.sections[0].parts.pop()
    shortened = collect(source, (), [])
    missing = unplaced(source.texts(), [draft.text for draft in shortened.drafts])
    assert [found.text for found in missing] == ["Something about point 2 that matters to us."]


def test_time_grows_with_length_and_no_faster():
    def seconds(paragraphs: int) -> float:
        words = (f"w{number * 7919 % 100_003}" for number in range(paragraphs * 14))
        body = "".join(p(" ".join(next(words) for _ in range(14))) for _ in range(paragraphs))
        data = word(p("Report", "Heading1") + body)
        began = time.process_time()
        planned("a.docx", data)
        return time.process_time() - began

    seconds(50)
    short, long = seconds(400), seconds(3200)
    # Eight times the words; what grew with paragraphs × different words took sixty times.
    assert long < 20 * short


@pytest.mark.django_db
def test_a_film_elsewhere_is_a_video_draft_and_a_decorative_picture_says_so(importer):
    made = deck()
    slide = add_slide(made, "Watch", "A short film about our first year together.")
    film = slide.shapes.add_picture(io.BytesIO(picture()), 0, Inches(5))
    film._element.nvPicPr.cNvPr.set("title", "Our first year")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    key = slide.part.relate_to("https://www.youtube.com/embed/abcdefghijk", f"{office}/video", True)
    video = film._element.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}videoFile",
        {f"{{{office}}}link": key},
    )
    film._element.find(".//{*}nvPr").append(video)
    plain = slide.shapes.add_picture(io.BytesIO(picture(size=(9, 9))), 0, Inches(6))
    mark = plain._element.makeelement(
        "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative", {"val": "1"}
    )
    plain._element.nvPicPr.cNvPr.append(mark)
    path = add_slide(made, "Named by a program", "Words beside the picture of it.")
    named = path.shapes.add_picture(io.BytesIO(picture(size=(9, 8))), 0, Inches(5))
    named._element.nvPicPr.cNvPr.set("descr", "C:\\Users\\jane.example\\IMG_0042.jpg")

    import_files([open_file("a.pptx", saved(made))], importer, update=False)

    page = VideoPage.objects.get()
    assert (page.title, page.source_url, page.file) == (
        "Our first year",
        "https://www.youtube.com/embed/abcdefghijk",
        None,
    )
    blocks = [
        block
        for block in SectionPage.objects.get(title="Watch").body
        if block.block_type == "image"
    ]
    assert [block.value["image"].decorative for block in blocks] == [True]
    assert not HubImage.objects.filter(title__icontains="jane").exists()
    assert not HubImage.objects.filter(description__icontains="jane").exists()


CASES = Path(os.environ.get("HUB_CASES_DIR", "../shared/cases/files"))


@pytest.mark.parametrize(
    "path",
    sorted(p for p in CASES.glob("*") if p.suffix in {".docx", ".pptx", ".odt"}) or [None],
    ids=lambda path: path.name if path else "none",
)
def test_files_from_elsewhere_lose_no_word(path):
    if path is None:
        pytest.skip("needs a folder of files (HUB_CASES_DIR)")
    lost = [
        entry
        for entry in planned(path.name, path.read_bytes()).entries
        if entry.what.startswith(("In no draft", "Words that are in no draft"))
    ]
    assert lost == []
