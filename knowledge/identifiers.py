"""Finds in what somebody typed what could tell who a private person is, and says where it stands.

Pure. It looks for NHS numbers, phone numbers, e-mail addresses, full postcodes and dates of birth;
names it cannot know. It is made to be trusted, so it rather passes over a doubtful case than cries
wolf: a number without the right check digit is no NHS number, a date is one of birth only where the
words around it say so. A finding never blocks: the writer may answer why it is right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from knowledge.contracts.later import later

if TYPE_CHECKING:
    from phonenumbers import PhoneNumberMatcher
else:
    PhoneNumberMatcher = later("phonenumbers", "PhoneNumberMatcher")


class Kind(Enum):
    """What was found; the value is its name for people."""

    NHS_NUMBER = "NHS number"
    EMAIL = "e-mail address"
    BIRTH_DATE = "date of birth"
    PHONE = "phone number"
    POSTCODE = "postcode"


ADVICE = {
    Kind.NHS_NUMBER: "This looks like somebody's NHS number: please take it out.",
    Kind.EMAIL: "This e-mail address would be public: take it out, or say why it should be there.",
    Kind.BIRTH_DATE: "A full date of birth can tell who somebody is: the month and year are enough.",
    Kind.PHONE: "This phone number would be public: take it out, or say why it should be there.",
    Kind.POSTCODE: "A full postcode can tell where somebody lives: a town or its first half is enough.",
}


@dataclass(frozen=True)
class Finding:
    """One spot in one field's text; `text[start:end]` of that field is `matched`."""

    field: str
    start: int
    end: int
    kind: Kind
    matched: str
    advice: str

    @property
    def identity(self) -> str:
        """The same for the same thing in the same field, wherever it stands: what an answer such as
        "this is right because …" is kept under. Repeats nothing of what was found."""
        plain = re.sub(r"[\W_]+", "", self.matched).casefold()
        return hashlib.sha256(f"{self.field}|{self.kind.name}|{plain}".encode()).hexdigest()[:16]


def find_identifiers(answers: Mapping[str, str]) -> list[Finding]:
    """What stands in these texts (field key → text), field by field, in reading order.

    Where two kinds overlap, the one named first in `Kind` is told.
    """
    return [
        Finding(field, start, end, kind, text[start:end], ADVICE[kind])
        for field, text in answers.items()
        for start, end, kind in _in_text(text)
    ]


def _in_text(text: str) -> list[tuple[int, int, Kind]]:
    finders = {
        Kind.NHS_NUMBER: _nhs_numbers,
        Kind.EMAIL: _emails,
        Kind.BIRTH_DATE: _birth_dates,
        Kind.PHONE: _phones,
        Kind.POSTCODE: _postcodes,
    }
    found: list[tuple[int, int, Kind]] = []
    for kind in Kind:
        for start, end in finders[kind](text):
            if not any(start < other_end and end > other for other, other_end, _kind in found):
                found.append((start, end, kind))
    return sorted(found, key=lambda each: each[0])


# --- NHS numbers ---

_DIGIT_RUN = re.compile(
    r"(?<![\d£$€,/])\d+(?:[ \t\u00a0\u2009\u202f.\-\u2010-\u2015]{1,3}\d+)*(?![\d/])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit that their modulus 11 demands.

    The rule is that of the NHS Data Dictionary: weights 10 to 2; a remainder that gives 10 is invalid.
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = (11 - total % 11) % 11
    return check == int(digits[9])


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring groups of digits that together have ten, however they are spaced."""
    for run in _DIGIT_RUN.finditer(text):
        groups = [
            (match[0], run.start() + match.start(), run.start() + match.end())
            for match in re.finditer(r"\d+", run[0])
        ]
        first = 0
        while first < len(groups):
            last = _last_group(groups, first)
            if last is None:
                first += 1
                continue
            yield groups[first][1], groups[last][2]
            first = last + 1


def _last_group(groups: list[tuple[str, int, int]], first: int) -> int | None:
    """Where an NHS number that begins with this group ends, or None."""
    digits, shape = "", []
    for index in range(first, len(groups)):
        digits += groups[index][0]
        shape.append(groups[index][0])
        if len(digits) >= 10:
            # "2019 2020 21" is a row of years, unless it is grouped as NHS numbers are printed.
            is_dated = any(_YEAR.fullmatch(each) for each in shape)
            is_printed = [len(each) for each in shape] == [3, 3, 4]
            return index if is_nhs_number(digits) and (is_printed or not is_dated) else None
    return None


# --- e-mail addresses and phone numbers ---

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%'’-]*\w@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\w-])", re.I
)

_BRITISH = re.compile(
    r"(?<![\w£$€.,/-])(?:(?:\+|00)44[ \u00a0-]?(?:\(0\)[ \u00a0]?)?|\(?0(?![.]))"
    r"[12378](?:[ \u00a0().\-\u2010-\u2015]{0,2}\d){9}(?![\d/])"
)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _EMAIL.finditer(text))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of British shape, in use or not; and others that are in use, here or with a country."""
    spans = [match.span() for match in _BRITISH.finditer(text)]
    for match in PhoneNumberMatcher(text, "GB"):
        is_figure = text[max(0, match.start - 1) : match.start] in tuple("£$€")
        raw = match.raw_string
        if raw.lstrip("(")[0] in "+0" and not (is_figure or "/" in raw or raw.startswith("0.")):
            spans.append((match.start, match.end))
    yield from spans


# --- postcodes ---

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP "
    "SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w£$€])(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})"
    r"(?:\d{1,2}|\d[A-HJKMNPR-Y])(?P<gap>[ \u00a0]{0,2})(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.I,
)
_ORDINALS = {"st", "nd", "rd", "th"}


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Full ones. Without a space, or half in small letters, much else looks like one."""
    for match in _POSTCODE.finditer(text):
        if match[0].isupper() or (
            match["gap"] and match[0].islower() and match["inward"][1:] not in _ORDINALS
        ):
            yield match.span()


# --- dates of birth ---

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ANY_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_FULL_DATE = re.compile(
    rf"(?<![\d/.-])(?:"
    rf"{_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?:{_MONTH})\b[.,]?[\s-]+{_ANY_YEAR}"
    rf"|(?:{_MONTH})\b\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|{_DAY}\s?([/.-])\s?(?:1[0-2]|0?[1-9])\s?\1\s?(?:(?:19|20)\d\d|\d\d)"
    rf"|(?:19|20)\d\d-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])"
    rf")(?!\d|[/.-]\d)",
    re.I,
)
_CHILD = r"(?:bab(?:y|ies)|sons?|daughters?|child(?:ren)?|twins?|triplets|boys?|girls?|grand\w+)"
_BIRTH = re.compile(
    rf"\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdates?\s+of\s+birth\b|\bbirth\s?dates?\b|\bbirthdays?\b"
    rf"|\b(?:gave|giving|given)\s+birth\b|\bbirth\s+on\b"
    rf"|\bbirth\s+of\s+(?:(?:my|our|her|his|their|the|a)\s+)?(?:\w+\s+)?{_CHILD}\b"
    rf"|\b(?:my|her|his|our|their|{_CHILD}['’]s?)\s+birth\b"
    rf"|\b{_CHILD}\s+(?:was\s+|were\s+)?(?:arrived|delivered)\b",
    re.I,
)
_BETWEEN = 40
# A new clause: the date after it, or before it, says when something else happened.
_OTHER_CLAUSE = re.compile(
    r"[!?;]|\.\s|\n|\b(?:and|but|then|who|which|since|until|joined|started|began|met|meetings?|held|"
    r"opened|launched|visited|told|wrote|reviewed)\b",
    re.I,
)
_AND_ANOTHER = re.compile(r"\s*(?:,|;|&|and|,\s*and|or)\s+", re.I)


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Full dates beside words of birth, and further dates joined to one of them."""
    before = None
    for match in _FULL_DATE.finditer(text):
        start, end = match.span()
        is_joined = before is not None and _AND_ANOTHER.fullmatch(text[before:start]) is not None
        # A cue is at most as long as the stretch between it and the date may be.
        cues = _BIRTH.finditer(text, max(0, start - 2 * _BETWEEN), end + 2 * _BETWEEN)
        if is_joined or any(_is_beside(text, start, end, *cue.span()) for cue in cues):
            before = end
            yield start, end


def _is_beside(text: str, start: int, end: int, cue_start: int, cue_end: int) -> bool:
    between = text[cue_end:start] if cue_end <= start else text[end:cue_start]
    # "DOB:" and the date below it, as in a list.
    is_form_like = cue_end <= start and re.fullmatch(r"[\s:–—-]*", between) is not None
    return is_form_like or (len(between) <= _BETWEEN and not _OTHER_CLAUSE.search(between))
