"""The words that our own Word files print around the fields, and how to know those of any form again.

Pure. The blank form writes from here and the reader recognises from here, so they cannot drift apart.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from examples.template_fields import FIELDS, TEMPLATES, PracticeTemplate, TemplateField

FIELD_HEADING = "Question"
ANSWER_HEADING = "Your answer"
FORM_HEADING = "Your practice example"
INSTRUCTIONS_HEADING = "How to fill in this form"
INSTRUCTIONS = (
    "Write in the right-hand column. The boxes grow as you write, and there is no limit you will meet.",
    "Leave a box empty when you have nothing to say there yet. You can add to it later.",
    "Please leave the left-hand column as it is: by it we know which text belongs where.",
    "Write no names of private people, and no NHS numbers, addresses or dates of birth.",
    "When you are ready, save the file as a Word document (.docx) and bring your text to the page "
    "“Share an example”. You can check and change everything there before anybody else sees it.",
)
WEB_FORM = "You can also fill in the same form on the web:"
"""Followed by its address."""
YOU_HEADING = "About you"
YOU = (
    "On that page you tell us your region, your organisation and how you want to be credited. "
    "You need not write it here."
)
ABOUT_HEADING = "About this example"
ADDRESS_LABEL = "Published at"

# What Word and LibreOffice print in a control that was emptied.
_EMPTY_CONTROL = (
    "Click or tap here to enter text",
    "Click here to enter text",
    "Choose an item",
    "Click or tap to enter a date",
)
_OLDER_TITLE = re.compile(
    r"co production good or promising practice examples?( template)?"
    r"( projects and programmes| business as usual)?"
)
# Digest of the paragraph below the older forms' title: its words are not ours to repeat.
_OLDER_INSTRUCTIONS = frozenset({"aa7a108b9b64d0b5"})
_PAGE_NUMBER = re.compile(r"page \d+( of \d+)?|\d+( of \d+)?")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case; punctuation and spaces do not count."""
    return _WORD.findall(text.replace("&", " and ").casefold())


def form_title(template: PracticeTemplate) -> str:
    """The heading of the form."""
    return f"Practice example: {template.name.lower()}"


def placeholder(field: TemplateField) -> str:
    """What stands in a field's empty box."""
    if not field.prompts:
        return f"Write here: {field.label[0].lower()}{field.label[1:]}."
    prompts = (prompt if prompt.endswith("?") else f"{prompt}." for prompt in field.prompts)
    return " ".join(("Write here. You may think of:", *prompts))


def without_placeholder(text: str) -> tuple[str, str]:
    """(what an empty box says, the rest): some people write behind it, which leaves it standing."""
    if is_placeholder(text):
        return text, ""
    said = next((said for said in map(placeholder, FIELDS.values()) if text.startswith(said)), "")
    return said, text[len(said) :].lstrip() if said else text


def is_placeholder(text: str) -> bool:
    """Whether this is only what an empty box says."""
    return " ".join(words_of(text)) in _placeholders()


def is_of_the_form(text: str) -> bool:
    """Whether a whole paragraph is the form's own: title, instruction, heading, page number, prompt."""
    words = " ".join(words_of(text))
    return (
        words in _own_sentences()
        or is_placeholder(text)
        or re.fullmatch(rf"{WEB_FORM} \S*", text.strip()) is not None
        or _OLDER_TITLE.fullmatch(words) is not None
        or digest(text) in _OLDER_INSTRUCTIONS
    )


def template_from_title(text: str) -> PracticeTemplate | None:
    """The template whose name ends a form's title, ours or an older one's."""
    words = " ".join(words_of(text))
    for template in TEMPLATES.values():
        is_title = _OLDER_TITLE.fullmatch(words) or text.strip() == form_title(template)
        if is_title and words.endswith(" ".join(words_of(template.name))):
            return template
    return None


def is_page_number(text: str) -> bool:
    """Whether a header or footer says only which page it is on."""
    return _PAGE_NUMBER.fullmatch(" ".join(words_of(text))) is not None


_ASKS = re.compile(
    r"(?:please |bitte |veuillez )?(?:click|tap|press|choose an?|select an?|pick an?|enter (?:text|a|your)"
    r"|cliqu|choisissez un|klick|tippen|wählen sie|hag[ao] clic|elija un|fa(?:re|i) clic|scegliere un"
    r"|klik|klepn|clic|dewiswch|napsauta)",
    re.I,
)
"""How prompts begin that programs print, in the languages that are likeliest here."""
_WORDS_OF_A_PROMPT = 12


def is_like_a_prompt(text: str) -> bool:
    """Whether a text in a box asks for words rather than being some: "Click here to enter text"."""
    return _ASKS.match(text.strip()) is not None and len(text.split()) <= _WORDS_OF_A_PROMPT


def is_a_questions_number(text: str) -> bool:
    """Whether a cell left of a label holds only the number of its question."""
    return re.fullmatch(r"\W*\d{1,2}\W*", text) is not None


def is_answer(text: str) -> bool:
    """Whether somebody wrote it."""
    return bool(text.strip()) and not is_placeholder(text)


def says_something(text: str) -> bool:
    """Whether there is a word or a sign beyond punctuation, as an emoji is."""
    return re.search(r"[^\W_]|[^\x00-\x7f\s]", text) is not None


def digest(text: str) -> str:
    """A short fingerprint of a text's words: enough to know it again, not enough to repeat it."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()[:16]


@cache
def _placeholders() -> frozenset[str]:
    said = (*_EMPTY_CONTROL, *(placeholder(field) for field in FIELDS.values()))
    return frozenset(" ".join(words_of(text)) for text in said)


@cache
def _own_sentences() -> frozenset[str]:
    said = [
        FIELD_HEADING,
        ANSWER_HEADING,
        FORM_HEADING,
        INSTRUCTIONS_HEADING,
        ABOUT_HEADING,
        YOU_HEADING,
        YOU,
        *INSTRUCTIONS,
    ]
    for template in TEMPLATES.values():
        said += [form_title(template), template.purpose]
    return frozenset(" ".join(words_of(text)) for text in said)
