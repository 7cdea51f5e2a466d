"""A Word form brought into the web form: confirmed field by field, nothing lost, refused in a sentence."""

from __future__ import annotations

import html as escaping
import io
import zipfile
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from examples.models import PracticeExamplePage, Submission, UnplacedText, WordReading
from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS
from examples.word.filled import filled_word
from examples.word.reading import MAX_BYTES
from examples.word.wording import words_of
from tests.examples.conftest import Contributor
from tests.examples.word.forms import ANSWERS
from tests.examples.word.test_refusals import REFUSED
from tests.factories import pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(place, contributor) -> Submission:
    return contributor.begin()


def pages_file() -> bytes:
    """What Apple's Pages saves."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
        archive.writestr("preview.jpg", b"x")
    return buffer.getvalue()


PAGES = pages_file()


def word(data: bytes, name: str = "Our form.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def bring_in(contributor, data: bytes, **typed):
    """Send the file by the form's button; returns the page on which it is confirmed."""
    response = contributor.post("read_word", word_form=word(data), **typed)
    assert response.status_code == 302, response.content
    return response.url


def confirm(contributor, address: str, **chosen):
    data = {"version": contributor.submission.version, "place": "1", **chosen}
    return contributor.client.post(address, data)


def test_nothing_is_changed_before_it_is_confirmed(example, contributor):
    address = bring_in(contributor, filled_word(PROJECTS, ANSWERS), aims="")
    assert not any(contributor.submission.answers.values())
    shown = escaping.unescape(contributor.client.get(address).content.decode())
    for text in ANSWERS.values():
        assert text in shown
    form = contributor.client.get(f"/share/{example.pk}/").content.decode()
    assert address in form
    assert confirm(contributor, address).url == f"/share/{example.pk}/"
    saved = {key: text for key, text in contributor.submission.answers.items() if text}
    assert saved == ANSWERS
    # A second press changes nothing, and the page leads back.
    version = contributor.submission.version
    assert confirm(contributor, address).status_code == 302
    assert contributor.submission.version == version


def test_what_stands_in_the_form_is_never_overwritten_unasked(example, contributor):
    data = filled_word(PROJECTS, {"aims": "From the file", "scope": "From the file"})
    address = bring_in(contributor, data, aims="Mine", scope="Mine")
    confirm(contributor, address, **{"use-scope": "file"})
    assert contributor.submission.answers["aims"] == "Mine\n\nFrom the file"
    assert contributor.submission.answers["scope"] == "From the file"
    kept = UnplacedText.objects.get()
    assert (kept.label, kept.text) == ("Scope and target audience", "Mine")


def test_mine_is_kept_and_the_files_text_beside_it(example, contributor):
    address = bring_in(contributor, filled_word(PROJECTS, {"aims": "From the file"}), aims="Mine")
    confirm(contributor, address, **{"use-aims": "form"})
    assert contributor.submission.answers["aims"] == "Mine"
    assert UnplacedText.objects.get().text == "From the file"


def test_saved_elsewhere_meanwhile_it_is_asked_again(example, contributor):
    address = bring_in(contributor, filled_word(PROJECTS, {"aims": "From the file"}))
    version = contributor.submission.version
    contributor.post("save", aims="Typed on the phone")
    response = contributor.client.post(address, {"version": version, "use-aims": "file"})
    assert response.status_code == 409
    assert "Typed on the phone" in response.content.decode()
    assert contributor.submission.answers["aims"] == "Typed on the phone"


def older_form_with_a_letter() -> bytes:
    import io

    from docx import Document

    from tests.examples.word.forms import OLDER_ROWS

    document = Document()
    document.add_paragraph("Dear editor, here is our form. Yours, the group.")
    table = document.add_table(rows=0, cols=2)
    for label, text in [*OLDER_ROWS, ("What it cost", "Two packs of biscuits a week")]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_what_has_no_place_stays_beside_the_form_until_dealt_with(example, contributor):
    address = bring_in(contributor, older_form_with_a_letter())
    assert "Two packs of biscuits" in contributor.client.get(address).content.decode()
    confirm(contributor, address, **{"put-0": "description"})
    left = contributor.submission.unplaced_texts.get()
    form = f"/share/{example.pk}/"
    html = contributor.client.get(form).content.decode()
    assert "Text from your Word form that has no place yet" in html
    assert left.text in html
    contributor.post("unplaced", unplaced=f"put-{left.pk}", **{f"place-{left.pk}": "scope"})
    assert left.text in contributor.submission.answers["scope"]
    left.refresh_from_db()
    assert left.dealt_with_at
    contributor.post("unplaced", unplaced=f"back-{left.pk}")
    contributor.post("unplaced", unplaced=f"done-{left.pk}")
    left.refresh_from_db()
    assert left.dealt_with_at
    response = contributor.post("unplaced", unplaced=f"put-{left.pk}")
    assert response.status_code in {302, 400}


def all_words(submission: Submission) -> Counter[str]:
    """Every word of the answers and beside the form."""
    texts = list(submission.answers.values())
    for each in submission.unplaced_texts.all():
        texts += [each.label, each.text]
    return Counter(word for text in texts for word in words_of(text))


def test_no_word_of_the_file_is_lost_on_the_way(example, contributor):
    address = bring_in(contributor, older_form_with_a_letter(), aims="Mine before")
    reading = WordReading.objects.get()
    texts = list(reading.answers.values())
    texts += [part for each in reading.unplaced for part in each[1:]]
    expected = Counter(word for text in texts for word in words_of(text)) + Counter(
        ["mine", "before"]
    )
    confirm(contributor, address)
    assert all_words(contributor.submission) == expected


def test_a_file_of_the_other_form_makes_the_example_one_of_it(example, contributor):
    data = filled_word(BUSINESS_AS_USUAL, {"topic_description": "Tea", "how_it_works": "Weekly"})
    address = bring_in(contributor, data)
    assert (
        "Your example becomes one of that form" in contributor.client.get(address).content.decode()
    )
    confirm(contributor, address)
    assert contributor.submission.practice_template == BUSINESS_AS_USUAL.key
    assert contributor.submission.answers["how_it_works"] == "Weekly"


def test_unless_something_is_written_that_would_have_no_place(example, contributor):
    data = filled_word(BUSINESS_AS_USUAL, {"topic_description": "Tea", "how_it_works": "Weekly"})
    address = bring_in(contributor, data, project_title="A project")
    confirm(contributor, address)
    assert contributor.submission.practice_template == PROJECTS.key
    assert contributor.submission.answers["project_title"] == "A project"
    kept = set(contributor.submission.unplaced_texts.values_list("text", flat=True))
    assert kept == {"Tea", "Weekly"}


@pytest.mark.parametrize("name", ["macros inside", "encrypted by Office"])
def test_refused_in_one_sentence_beside_the_field(example, contributor, name):
    data, why, _ = REFUSED[name]
    response = contributor.post("read_word", word_form=word(data), aims="Kept")
    html = escaping.unescape(response.content.decode())
    assert response.status_code == 400
    assert why in html
    assert 'href="#id_word_form"' in html
    assert contributor.submission.answers["aims"] == "Kept"
    assert not WordReading.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("form.docx", b"MZ\x90\x00 a program", "please save your form as a Word document"),
        ("form.docx", b"x" * (MAX_BYTES + 1), "is larger than 20 MB"),
    ],
)
def test_disguised_and_huge(example, contributor, name, data, why):
    response = contributor.post("read_word", word_form=word(data, name), aims="Kept")
    assert why in escaping.unescape(response.content.decode())
    assert contributor.submission.answers["aims"] == "Kept"


OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "WordDocument".encode("utf-16-le") * 99


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("Our form.doc", OLD_WORD, "old Office format"),
        ("Our form.docx", OLD_WORD, "old Office format"),
        ("Our form.rtf", b"{\\rtf1\\ansi Aims: to listen.}", "is in the RTF format"),
        ("Our form.docx", b"{\\rtf1\\ansi Aims: to listen.}", "is in the RTF format"),
        ("Our form.doc", b"\n{\\rtf1\\ansi Aims: to listen.}", "is not a Word document"),
        ("Our form.pdf", pdf_bytes("Aims: to listen."), "is a PDF"),
        ("Our form.docx", pdf_bytes("Aims: to listen."), "is a PDF"),
        ("Our form.pages", PAGES, "is an archive"),
        ("Our form.wps", b"\0\0old works file", "is not a Word document"),
    ],
)
def test_another_kind_of_file_says_how_to_save_it_and_keeps_what_was_typed(
    example, contributor, name, data, why
):
    response = contributor.post(
        "read_word", word_form=word(data, name), aims="Typed before", credit_line="Our group"
    )
    html = escaping.unescape(response.content.decode())
    assert response.status_code == 400
    assert why in html
    assert "save your form as a Word document (.docx)" in html
    assert 'href="#id_word_form"' in html
    assert ">\nTyped before</textarea>" in html
    assert 'value="Our group"' in html
    kept = contributor.submission
    assert (kept.answers["aims"], kept.credit_line) == ("Typed before", "Our group")
    assert not WordReading.objects.exists()


def test_nobody_elses(example, contributor):
    address = bring_in(contributor, filled_word(PROJECTS, ANSWERS))
    stranger = Contributor("stranger@example.org")
    stranger.sign_in()
    for path in (address, f"/share/{example.pk}/example.docx"):
        assert stranger.client.get(path).status_code == 404
        assert Client().get(path).status_code == 302


def test_put_aside(example, contributor):
    address = bring_in(contributor, filled_word(PROJECTS, ANSWERS))
    contributor.client.post(address, {"aside": "1"})
    assert not any(contributor.submission.answers.values())
    assert address not in contributor.client.get(f"/share/{example.pk}/").content.decode()


def test_out_as_word_and_in_again_says_the_same(example, contributor, place):
    contributor.post("send", region=place.region.pk, licence="on", **ANSWERS)
    page = PracticeExamplePage.objects.get()
    address = f"/share/published/{page.pk}.docx"
    assert Client().get(address).status_code == 404
    page.get_latest_revision().publish()
    assert address in Client().get(page.url).content.decode()
    published = Client().get(address)
    assert published.status_code == 200

    other = Contributor("other-group@example.org")
    other.sign_in()
    other.begin()
    confirm(other, bring_in(other, published.content))
    answers = {key: text for key, text in other.submission.answers.items() if text}
    assert answers == ANSWERS
    assert not [each for each in other.submission.unplaced_texts.all() if each.where == ""]
    page.refresh_from_db()
    page.unpublish()
    assert Client().get(address).status_code == 404


@pytest.mark.pack
def test_the_real_filled_example_comes_in_by_the_form(example, contributor, real_pack):
    data = (real_pack / "example-sussex-personalised-care.docx").read_bytes()
    address = bring_in(contributor, data)
    confirm(contributor, address)
    saved = contributor.submission
    reading = WordReading.objects.get()
    assert {key: text for key, text in saved.answers.items() if text} == reading.answers
    assert len(reading.answers) >= 5
    assert saved.unplaced_texts.count() == len(reading.unplaced)
