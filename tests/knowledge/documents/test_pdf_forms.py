"""What was typed into a PDF's form is read: fields in the order of the page, boxes by name, XFA with its questions."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from knowledge.documents.pdf import pages_of
from knowledge.documents.reading_process import outcome


def filled_form(*fields: dict[str, object]) -> bytes:
    """A PDF whose page holds nothing but fields."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    made = ArrayObject()
    for field in fields:
        made.append(
            writer._add_object(
                DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Annot"),
                        NameObject("/Subtype"): NameObject("/Widget"),
                        NameObject("/Rect"): ArrayObject(FloatObject(n) for n in (0, 0, 9, 9)),
                        **{NameObject(key): value for key, value in field.items()},
                    }
                )
            )
        )
    page[NameObject("/Annots")] = made
    form = DictionaryObject({NameObject("/Fields"): made})
    writer._root_object[NameObject("/AcroForm")] = form
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_what_was_typed_into_a_pdf_is_searchable(tmp_path: Path):
    text, button = NameObject("/Tx"), NameObject("/Btn")
    path = tmp_path / "form.pdf"
    path.write_bytes(
        filled_form(
            {"/FT": text, "/T": TextStringObject("a"), "/V": TextStringObject("Quokka room")},
            {"/FT": text, "/V": TextStringObject("hidden"), "/F": NumberObject(2)},
            {"/FT": text, "/V": TextStringObject("secret"), "/Ff": NumberObject(1 << 13)},
            {"/FT": button, "/TU": TextStringObject("Consent"), "/AS": NameObject("/Yes")},
            {"/FT": button, "/TU": TextStringObject("Refused"), "/AS": NameObject("/Off")},
            {
                "/FT": NameObject("/Ch"),
                "/TU": TextStringObject("Region"),
                "/V": TextStringObject("East"),
            },
        )
    )
    assert outcome(path, "pdf")["passages"][0]["text"].splitlines() == [
        "Quokka room",
        "☒ Consent",
        "☐ Refused",
        "Region: East",
    ]
    assert [number for number, _ in pages_of(path)] == [1]


def ticked_field(chosen: str, **more: object) -> bytes:
    """Two boxes of one field, "given" and "refused", of which one is ticked."""
    boxes = []
    for state in ("Given", "Refused"):
        looks = {
            NameObject(f"/{state}"): DictionaryObject(),
            NameObject("/Off"): DictionaryObject(),
        }
        boxes.append(
            {
                "/FT": NameObject("/Btn"), "/Ff": NumberObject(1 << 15),
                "/TU": TextStringObject("Consent"),
                "/AS": NameObject(f"/{state}" if state == chosen else "/Off"),
                "/AP": DictionaryObject({NameObject("/N"): DictionaryObject(looks)}), **more,
            }
        )  # fmt: skip
    return filled_form(*boxes)


def page_of(data: bytes, path: Path) -> str:
    """The text of its only page."""
    path.write_bytes(data)
    ((_, text),) = pages_of(path)
    return text


def test_consent_given_and_refused_never_look_alike(tmp_path: Path):
    given, refused = (
        page_of(ticked_field(each), tmp_path / "a.pdf") for each in ("Given", "Refused")
    )
    assert given == "☒ Consent: Given\n☐ Consent: Refused"
    assert refused == "☐ Consent: Given\n☒ Consent: Refused"


def test_a_list_says_what_it_shows_and_not_what_it_keeps(tmp_path: Path):
    text = TextStringObject
    choices = ArrayObject(
        ArrayObject(map(text, pair)) for pair in (("01", "North West"), ("02", "South East"))
    )
    field = {"/FT": NameObject("/Ch"), "/Opt": choices}
    one = filled_form({**field, "/V": text("02")})
    several = filled_form({**field, "/V": ArrayObject([text("01"), text("02")])})
    assert page_of(one, tmp_path / "a.pdf") == "South East"
    assert page_of(several, tmp_path / "a.pdf") == "North West, South East"


def test_choices_that_are_only_numbers_have_their_words_from_the_list(tmp_path: Path):
    looks = {NameObject("/1"): DictionaryObject(), NameObject("/Off"): DictionaryObject()}
    field = {
        "/FT": NameObject("/Btn"), "/Ff": NumberObject(1 << 15), "/AS": NameObject("/1"),
        "/Opt": ArrayObject([TextStringObject("I agree"), TextStringObject("I refuse")]),
        "/AP": DictionaryObject({NameObject("/N"): DictionaryObject(looks)}),
    }  # fmt: skip
    assert page_of(filled_form(field), tmp_path / "a.pdf") == "☒ I refuse"


def test_a_long_answer_and_one_in_a_form_that_only_adobe_draws(tmp_path: Path):
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    answer = DecodedStreamObject()
    answer.set_data(b"A long answer")
    field = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"), NameObject("/FT"): NameObject("/Tx"),
            NameObject("/V"): writer._add_object(answer),
        }
    )  # fmt: skip
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    typed = DecodedStreamObject()
    typed.set_data(
        b'<x:datasets xmlns:x="http://www.xfa.org/schema/xfa-data/1.0/"><x:data><form><title>Quokka'
        b"</title></form></x:data></x:datasets>"
    )
    parts = ArrayObject([TextStringObject("datasets"), writer._add_object(typed)])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): parts}
    )
    stream = io.BytesIO()
    writer.write(stream)
    assert page_of(stream.getvalue(), tmp_path / "a.pdf") == "A long answer\nQuokka"


def at(left: float, top: float) -> dict[str, object]:
    """Where a field stands, 10 points high."""
    return {"/Rect": ArrayObject(FloatObject(n) for n in (left, top - 10, left + 50, top))}


def typed_at(text: str, left: float, top: float) -> dict[str, object]:
    """A field with its text."""
    return {"/FT": NameObject("/Tx"), "/V": TextStringObject(text), **at(left, top)}


def test_fields_are_read_in_the_order_of_the_page(tmp_path: Path):
    fields = [
        typed_at("four", 20, 50),
        typed_at("two", 120, 179),
        typed_at("three", 20, 120),
        typed_at("one", 20, 180),
    ]
    assert page_of(filled_form(*fields), tmp_path / "a.pdf").split() == [
        "one",
        "two",
        "three",
        "four",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("consent_given", "☒ consent given"),
        ("Consent given[0]", "☒ Consent given"),
        ("Check Box 12", "☒"),
        ("c1_4[0]", "☒"),
    ],
)
def test_a_ticked_box_without_words_for_people_has_the_name_of_its_field(name, words, tmp_path):
    field = {
        "/FT": NameObject("/Btn"), "/T": TextStringObject(name), "/AS": NameObject("/Yes")
    }  # fmt: skip
    assert page_of(filled_form(field), tmp_path / "a.pdf") == words


def test_of_choices_that_only_say_the_answer_one_is_ticked(tmp_path: Path):
    answer = {"/V": NameObject("/Refused")}
    data = ticked_field("Refused", **answer)
    reader = PdfWriter(clone_from=io.BytesIO(data))
    for each in reader.pages[0]["/Annots"]:
        del each.get_object()["/AS"]
    stream = io.BytesIO()
    reader.write(stream)
    assert page_of(stream.getvalue(), tmp_path / "a.pdf") == "☐ Consent: Given\n☒ Consent: Refused"


def test_answers_that_programs_write_as_names_or_bytes(tmp_path: Path):
    fields = [
        {"/FT": NameObject("/Ch"), "/V": NameObject("/East"), **at(20, 180)},
        {"/FT": NameObject("/Tx"), "/V": ByteStringObject(b"Caf\xe9\x9f"), **at(20, 120)},
    ]
    said = page_of(filled_form(*fields), tmp_path / "a.pdf")
    assert said.startswith("East\nCafé")


XFA = """<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/">
<subform name="form"><draw><value><text>Tell us about your walk</text></value></draw>
<draw presence="hidden"><value><text>Nobody sees this</text></value></draw>
<field name="title"><ui><textEdit/></ui><caption><value><exData><body><p>Name of</p><p>your walk</p></body></exData>
</value></caption></field>
<field name="region"><ui><choiceList/></ui><caption><value><text>Region</text></value></caption>
<items><text>North West</text><text>South East</text></items><items save="1"><text>01</text><text>02</text></items></field>
<field name="pram"><ui><checkButton/></ui><caption><value><text>Fit for prams</text></value></caption>
<items><integer>1</integer><integer>0</integer></items></field>
<exclGroup name="consent"><caption><value><text>Consent</text></value></caption>
<field><ui><checkButton/></ui><caption><value><text>Given</text></value></caption><items><text>g</text></items></field>
<field><ui><checkButton/></ui><caption><value><text>Refused</text></value></caption><items><text>r</text></items></field>
</exclGroup></subform></template>
<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form><title>Quokka</title>
<title>Wombat</title><region>02</region><pram>1</pram><consent>r</consent><extra>Bring tea</extra></form></xfa:data>
</xfa:datasets></xdp:xdp>"""
WHOLE = [
    "Tell us about your walk",
    "Name of your walk: Quokka",
    "Region: South East",
    "☒ Fit for prams",
    "Consent",
    "☐ Given",
    "☒ Refused",
    "Name of your walk: Wombat",
    "Bring tea",
]


def xfa_form(
    xml: str, *shown: str, in_parts: bool = False, is_drawn_by_adobe: bool = False
) -> bytes:
    """A PDF with an XFA form; on its page stand fields with these texts."""
    writer = PdfWriter(clone_from=io.BytesIO(filled_form(*(typed_at(t, 20, 180) for t in shown))))

    def stream(data: bytes):
        held = DecodedStreamObject()
        held.set_data(data)
        return writer._add_object(held)

    held = stream(xml.encode())
    if in_parts:
        template, rest = xml.split("</template>")
        parts = {
            "template": template.split(">", 1)[1] + "</template>",
            "datasets": rest.replace("</xdp:xdp>", ""),
        }
        held = ArrayObject()
        for name, part in parts.items():
            held += [TextStringObject(name), stream(part.strip().encode())]
    writer._root_object["/AcroForm"].get_object()[NameObject("/XFA")] = held
    if is_drawn_by_adobe:
        writer._root_object[NameObject("/NeedsRendering")] = BooleanObject(True)
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


WAIT = "Please wait... If this message is not eventually replaced by the proper contents"


@pytest.mark.parametrize("in_parts", [True, False])
@pytest.mark.parametrize("is_marked", [True, False])
def test_a_form_that_only_adobe_draws_is_read_with_its_questions(in_parts, is_marked, tmp_path):
    data = xfa_form(
        XFA, "Please wait" if is_marked else WAIT, in_parts=in_parts, is_drawn_by_adobe=is_marked
    )
    assert page_of(data, tmp_path / "a.pdf").split("\n") == WHOLE


def test_a_form_that_only_adobe_draws_and_that_says_nothing_has_no_text(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(xfa_form("<x/>", WAIT))
    assert outcome(path, "pdf")["status"] == "no-text"


def test_answers_of_an_xfa_form_that_pages_show_are_told_once(tmp_path: Path):
    data = xfa_form(XFA, "Quokkas, Wombat and South East", in_parts=True)
    assert page_of(data, tmp_path / "a.pdf").split("\n") == [
        "Quokkas, Wombat and South East",
        "Name of your walk: Quokka",
        "Bring tea",
    ]


def boxes_on(content: str, *boxes: tuple[int, int, bool]) -> bytes:
    """A page that prints this, with nameless boxes to tick: (left, bottom, whether it is ticked)."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    letters = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(said) for key, said in letters.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made = ArrayObject()
    for number, (left, bottom, is_ticked) in enumerate(boxes):
        edges = ArrayObject(FloatObject(n) for n in (left, bottom, left + 12, bottom + 12))
        made.append(
            DictionaryObject(
                {
                    NameObject("/Subtype"): NameObject("/Widget"),
                    NameObject("/FT"): NameObject("/Btn"),
                    NameObject("/T"): TextStringObject(f"Check Box{number}"),
                    NameObject("/AS"): NameObject("/Yes" if is_ticked else "/Off"),
                    NameObject("/Rect"): edges,
                }
            )
        )
    page[NameObject("/Annots")] = made
    stream_of_file = io.BytesIO()
    writer.write(stream_of_file)
    return stream_of_file.getvalue()


@pytest.mark.parametrize(
    ("content", "boxes", "expected"),
    [
        (
            "BT /F1 12 Tf 40 100 Td (Given) Tj 0 -20 Td (Refused) Tj ET",
            [(20, 98, True), (20, 78, False)],
            ["☒ Given", "☐ Refused"],
        ),
        (
            "BT /F1 12 Tf 20 100 Td (Given) Tj 0 -20 Td (Refused) Tj ET",
            [(130, 98, False), (130, 78, True)],
            ["☐ Given", "☒ Refused"],
        ),
        (
            "BT /F1 12 Tf 20 100 Td (Consent:      Yes      No) Tj ET",
            [(70, 98, False), (120, 98, True)],
            ["☐ Consent: Yes No (1 of 2)", "☒ Consent: Yes No (2 of 2)"],
        ),
        ("BT /F1 12 Tf 20 150 Td (Above) Tj ET", [(20, 98, True)], ["☒"]),
    ],
)
def test_a_box_without_a_name_takes_the_words_beside_it(content, boxes, expected, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(boxes_on(content, *boxes))
    ((_, text),) = pages_of(path)
    assert text.splitlines()[-len(expected) :] == expected


def test_signs_of_a_picture_font_are_boxes(tmp_path, monkeypatch):
    monkeypatch.setattr(PageObject, "extract_text", lambda page: "\uf0fe Given \uf0a8 Refused")
    path = tmp_path / "form.pdf"
    path.write_bytes(filled_form())
    assert [text for _, text in pages_of(path)] == ["☒ Given ☐ Refused"]
