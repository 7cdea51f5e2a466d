"""The pure parts: texts, links, lists, comparisons, spaces, and the account of words."""

from __future__ import annotations

import pytest

from knowledge.importing.accounting import unplaced
from knowledge.importing.collecting import collect, short_title
from knowledge.importing.comparisons import two_wordings
from knowledge.importing.items import Paragraph, Run, Source, SourceSection, Table
from knowledge.importing.linking import html_of, is_home_page, read_address
from knowledge.importing.outline import arrange
from knowledge.importing.prose import rich_text
from knowledge.importing.spacing import mend_spaces
from knowledge.importing.text import read_text


def line(text: str, kind="", level: int = 0) -> Paragraph:
    """A plain paragraph."""
    return Paragraph((Run(text),), kind, level)


def read(text: str, name: str = "notes.txt"):
    """A text, read."""
    return read_text(text.encode(), name)


# --- texts ---


def test_links_and_emphasis_of_a_text():
    source = read(
        "Title\n\nSee [a \\(b\\)](https://x.example/1), <https://y.example/2> or *now*.\n"
    )
    (paragraph,) = source.sections[0].parts
    assert [(run.text, run.href, run.italic) for run in paragraph.runs] == [
        ("See ", None, False),
        ("a (b)", "https://x.example/1", False),
        (", ", None, False),
        ("https://y.example/2", "https://y.example/2", False),
        (" or ", None, False),
        ("now", None, True),
        (".", None, False),
    ]


def test_tables_with_lists_in_their_cells():
    source = read("Title\n\nA\t<ul><li>one</li> <li>two</li></ul>\nB\t\n")
    (table,) = source.sections[0].parts
    assert isinstance(table, Table)
    assert table.pairs == [("A", "one\ntwo"), ("B", "")]


def test_a_text_without_headings_is_called_by_its_name():
    source = read("A long first line " + "that goes on " * 9 + "\n", "tools-page.txt")
    assert source.title == "Tools page"
    assert [section.title for section in source.sections] == ["Tools page"]


def test_marked_headings_of_a_text():
    source = read("# First\n\none\n\n## Below\n\ntwo\n\n# Second\n\nthree\n")
    found = [(section.level, section.title) for section in source.sections]
    assert found == [(1, "First"), (2, "Below"), (1, "Second")]


# --- links ---


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("#", None),
        ("", None),
        ("http://#", None),
        ("#slide5", None),
        ("javascript:alert(1)", None),
        ("file:///C:/Users/me/plan.docx", None),
        ("plan.docx#page=2", None),
        ("../our plan.docx", None),
        ("mailto:", None),
        ("https://[never", None),
        ("https://localhost/secret", None),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
    ],
)
def test_addresses(href, address):
    assert read_address(href) == address


def test_home_pages():
    assert is_home_page("https://kingsfund.org.uk")
    assert is_home_page("https://kingsfund.org.uk/")
    assert not is_home_page("https://kingsfund.org.uk/listen")
    assert not is_home_page("https://kingsfund.org.uk/?p=3")


def test_text_is_escaped_and_a_link_without_target_is_text():
    paragraph = Paragraph(
        (Run("5 < 6 & "), Run("this", "#"), Run(" or "), Run("that ", "https://a.example/'\"b"))
    )
    html, findings = html_of(paragraph)
    assert html == '5 &lt; 6 &amp; this or <a href="https://a.example/&#x27;&quot;b">that</a>'
    assert [(found.kind, found.words) for found in findings] == [("nowhere", "this")]


def test_written_addresses_become_links():
    html, _ = html_of(line("Write to a.b@c.example or see https://c.example/d."))
    assert 'href="mailto:a.b@c.example"' in html
    assert '<a href="https://c.example/d">https://c.example/d</a>.' in html


# --- lists ---


def test_lists_within_lists():
    html, _ = rich_text(
        [line("a", "bullet"), line("b", "bullet", 1), line("c", "number"), line("End of it all.")]
    )
    assert html == "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol><p>End of it all.</p>"


def test_inherited_bullets_are_items_only_where_they_read_so():
    sentences = [line("This is a whole sentence of some words.", "inherited")] * 2
    items = [line("one thing", "inherited"), line("another thing", "inherited")]
    assert rich_text(sentences)[0].count("<li>") == 0
    assert rich_text(items)[0].count("<li>") == 2
    mixed = rich_text([*sentences, *items])[0]
    assert (mixed.count("<p>"), mixed.count("<li>")) == (2, 2)


# --- two wordings ---


def test_two_wordings_in_another_order_and_with_one_left_out():
    names = ("Asking", "Telling", "Sharing", "Deciding")
    long = [line(f"{name} means a good deal to everybody who is there.") for name in names]
    parts = []
    for number, name in enumerate(names):
        parts += [line(f"{number + 1}. {name}"), long[number]]
    parts.append(line("In short"))
    for name in reversed(names[1:]):
        parts += [line(name), line(f"{name} means much to those who happen to be there.")]

    left, right = two_wordings(parts)
    assert (len(left.pairs), len(right.pairs)) == (3, 3)
    assert {pair.key for pair in left.pairs} == {"telling", "sharing", "deciding"}


def test_one_list_is_no_comparison():
    parts = []
    for name in ("Asking", "Telling", "Sharing"):
        parts += [line(name), line("It means a good deal to everybody who is there.")]
    assert two_wordings(parts) is None


# --- spaces ---


@pytest.mark.parametrize(
    ("left", "right", "mended"),
    [
        ("New Hills Foundation", "recognises that", "Foundation recognises"),
        ("(hills.example)", "a community", "(hills.example) a"),
        ("the old network", "This was paused", "network This"),
        ("we like co-prod", "uction of services", "co-production"),
        ("By the 31", "st of March", "31st"),
        ("It is good.", "Then we left", "good. Then"),
        ("see e.g.", "example", "e.g.example"),
    ],
)
def test_missing_spaces(left, right, mended):
    counts = {"foundation": 2, "foundationrecognises": 1}
    paragraph, glued = mend_spaces(Paragraph((Run(left), Run(right))), counts)
    assert mended in paragraph.text
    assert bool(glued) == (" " in mended)


# --- arranging ---


def slides(*titles: str) -> Source:
    """A source with a line on every slide."""
    sections = [
        SourceSection(title, f"slide {number}", parts=[line(f"Line number {number} of the deck.")])
        for number, title in enumerate(titles, start=1)
    ]
    return Source("x.pptx", "pptx", "Deck", sections=sections)


def test_slides_that_go_on_join():
    outline = arrange(slides("Aims", "Aims (continued)", "Aims 2 of 3", "", "Plans", "Aims"))
    assert [(section.title, section.place) for section in outline.sections] == [
        ("Aims", "slides 1, 2, 3, 4"),
        ("Plans", "slide 5"),
        ("Aims", "slide 6"),
    ]


def test_two_sections_of_one_name_have_keys_of_their_own():
    drafts = collect(slides("Aims", "Plans", "Aims"), (), ["docx"])
    keys = [draft.key for draft in drafts.of_kind("section")]
    assert keys == ["section:aims", "section:plans", "section:aims#2"]


def test_long_titles_are_cut_and_stand_whole_in_the_body():
    title = "A title " + "that goes on and on " * 12
    (draft,) = collect(slides(title), (), []).of_kind("section")
    assert len(draft.title) <= 111
    assert draft.title == short_title(title)
    assert title.strip() in draft.text


def test_very_long_titles_keep_one_key_short_enough_to_store():
    drafts = collect(slides("word " * 200, "Plans"), (), [])
    assert all(len(draft.key) <= 300 for draft in drafts.drafts)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to a.b@c.example today.", "a.b@c.example"),
        ("Write to a..b@c.example today.", ""),
        ("Write to nobody.", ""),
    ],
)
def test_only_a_valid_address_is_taken_for_feedback(text, address):
    source = slides("Aims", "Plans")
    source.sections[0].parts = [line(text)]
    (pack,) = collect(source, (), []).of_kind("pack")
    assert pack.feedback_email == address


# --- the account of words ---


def test_every_word_needs_a_place_of_its_own():
    source = [("slide 1", "one two"), ("slide 2", "one two"), ("slide 3", "three four five six")]
    missing = unplaced(source, ["One, two!", "three four five"])
    assert [(found.place, found.text) for found in missing] == [
        ("slide 2", "one two"),
        ("slide 3", "six"),
    ]


def test_nothing_is_missing_where_all_is_placed():
    assert unplaced([("a", "One two"), ("b", "two")], ["two (one)", "TWO"]) == []
