"""The words of a text as search compares them: the same function for records and for queries.

Different ways of writing one word become equal here, and only here, so both database engines,
highlights and the vocabulary always agree: co-production, coproduction and co production; women's
and womens; organise and organize; paediatric and pediatric; résumé and resume. Pure.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from search.language.stop_words import STOP_WORDS

RULES_VERSION = 7
"""Raise it when a rule below or in `search.language.records` changes: `reconcile` then writes every record anew."""

LONGEST_WORD = 60
"""Characters kept of one word; what is longer is no word, and must not fill the vocabulary."""

_RUN = re.compile(
    r"""
    (?=\w)(?:(?=.[.&]|..&)(?:                     # most words are neither of the first two
        (?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)         # N.H.S.
        | [^\W\d_]{1,2}(?:&[^\W\d_]{1,2})+(?!\w)  # A&E, Q&A
    ) | [^\W_]++(?:(?=[^ ])(?:['’ʼ`´]|[\u00ad\u200b-\u200d\u2060\ufeff]++\n?)[^\W_]++)*+)  # women's; places to break
    """,
    re.X,
)
_HYPHEN = re.compile(r"[-‐‑‒–\u00ad]\n?")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")

_HYPHEN_PREFIXES = frozenset(
    [
        "co",
        "pre",
        "post",
        "non",
        "re",
        "anti",
        "ante",
        "peri",
        "neo",
        "intra",
        "inter",
        "multi",
        "un",
        "under",
        "over",
        "sub",
        "e",
        "micro",
    ]
)
"""A word part that belongs to the word after its hyphen; other hyphens part words."""

_PAIRS = {
    **dict.fromkeys(["ante", "post", "peri", "neo"], ("natal", "natally", "nates", "nate")),
    "intra": ("partum", "uterine"),
    "pre": ("term", "eclampsia", "natal", "conception", "birth", "school"),
    "multi": ("disciplinary", "agency", "cultural", "lingual", "media"),
    "inter": ("agency", "disciplinary", "personal"),
    "well": ("being",),
    "health": ("care",),
    "child": ("birth", "care"),
    "new": ("born", "borns"),
    "web": ("site", "sites", "page", "pages"),
    "work": ("shop", "shops", "sheet", "sheets"),
    "tool": ("kit", "kits", "box"),
    "feed": ("back",),
    "check": ("list", "lists"),
    "on": ("line",),
    "fish": ("bowl", "bowls"),
}
_PAIRS["post"] = (*_PAIRS["post"], "partum")
_PAIRS["ante"] = (*_PAIRS["ante"], "partum")
"""Words that people write as one or as two."""
_JOINING = frozenset([*_HYPHEN_PREFIXES, *_PAIRS, "co"])
"""Words that may be one with the next."""

_CO_ALONE = frozenset(["and", "for", "from", "the", "with", "limited", "company"])

_SAME = {
    "womens": "women", "woman": "women", "womans": "women", "mens": "men", "man": "men",
    "childrens": "children", "child": "children", "peoples": "people", "midwives": "midwife",
    "mum": "mother", "mums": "mother", "mom": "mother", "moms": "mother", "mam": "mother",
    "whilst": "while", "amongst": "among", "learnt": "learned", "grey": "gray",
    "programme": "program", "programmes": "programs", "licence": "license",
    "licences": "licenses", "defence": "defense", "offence": "offense", "practise": "practice",
    "practised": "practiced", "practises": "practices", "practising": "practicing",
    "judgement": "judgment", "judgements": "judgments", "ageing": "aging",
    "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments",
    "skilful": "skillful", "fulfil": "fulfill", "fulfils": "fulfills", "enrol": "enroll",
    "enrols": "enrolls", "enrolment": "enrollment", "instalment": "installment",
    "instalments": "installments", "centring": "centering", "manoeuvre": "maneuver",
    "caesarian": "cesarean", "cesarian": "cesarean", "diarrhoea": "diarrhea",
    "analyse": "analyze", "catheterise": "catheterize",
}  # fmt: skip
"""Single words whose spellings follow no rule, or are one word in our field."""

_RULES: tuple[tuple[re.Pattern[str], Any], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        # organise, organisation → organize; advise, exercise and the like only meet themselves.
        (r"(?<=\w{3})is(e|ed|er|ers|es|ing|ation|ations|ational|able)$", r"iz\1"),
        (r"(?<=\w{2})ys(e|ed|er|ers|es|ing)$", r"yz\1"),
        # paediatric, anaemia, haemorrhage, foetal, oestrogen, oedema, gynaecology, caesarean …
        (r"paed", "ped"),
        (r"aem", "em"),
        (r"^(an)?aesth", r"\1esth"),
        (r"gynaec", "gynec"),
        (r"caesar", "cesar"),
        (r"^aeti", "eti"),
        (r"^coeli", "celi"),
        (r"faec", "fec"),
        (r"f(o)etu|foeta", lambda match: "feta" if match[0].endswith("a") else "fetu"),
        (r"^oe(s|d)", r"e\1"),
        (r"(pn|rh)oea", r"\1ea"),
        # behaviour, labour → behavior, labor
        (
            r"(?<=\w)(behavi|endeav|flav|harb|hum|neighb|rum|tum|vap|od|cand|clam|rig|vig)our",
            r"\1or",
        ),
        (
            r"^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|sav|tum|vap|vig)our",
            r"\1or",
        ),
        (r"^(discol|dishon)our", r"\1or"),
        # centre, fibre → center, fiber
        (r"(cent|fib|lit|theat|calib|kilomet|centimet|millimet)re(s)?$", r"\1er\2"),
        (r"centred$", "centered"),
        (r"^met(re|res)$", lambda match: "meters" if match[0].endswith("s") else "meter"),
        # counselling, labelled → counseling, labeled
        (
            r"(cancel|channel|counsel|dial|equal|fuel|initial|label|level|marvel|model|signal|total|travel|tunnel)l"
            r"(ed|er|ers|ing|or|ors)$",
            r"\1\2",
        ),
        (r"(anal|catal|dial|monol|prol)ogue(s|d)?$", r"\1og\2"),
    ]
)


class _Stemmer(threading.local):
    """One for each thread: it keeps the word that it works on in itself."""

    def __init__(self) -> None:
        self.cut = snowballstemmer.stemmer("english").stemWord


_stemmer = _Stemmer()
_CUT_LIKE = {
    **dict.fromkeys(["breastfeed", "breastfeeds", "breastfed"], "breastfeeding"),
    **dict.fromkeys(["staffing", "staffed"], "staff"),
}
_DUCTION = re.compile(r"^((?:co)?pro|repro|re|intro|in)duction(?=s?$)")
"""What the stemmer parts from its other forms: "reduction" is "reduct", "reduce" and "reduced" are "reduc"."""
_VOWEL = re.compile(r"[aeiouy]")


class Token(NamedTuple):
    """A word of a text: where it stands, and how it is compared."""

    start: int
    end: int
    word: str


def clean(text: str) -> str:
    """The text as it may be stored and shown: composed, without control characters or surrogates."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub(" ", text))


@lru_cache(maxsize=100_000)
def canonical(run: str) -> str:
    """One run of letters and digits as it is compared: accents folded, one spelling; not stemmed."""
    folded = unicodedata.normalize("NFKD", run.casefold())
    word = "".join(char for char in folded if char.isalnum() or char in "'’ʼ`´")
    word = re.sub(r"['’ʼ`´]s?$|['’ʼ`´](?=s$)", "", re.sub(r"['’ʼ`´]s$", "", word))
    word = re.sub(r"['’ʼ`´]", "", word)[:LONGEST_WORD]
    if word in _SAME:
        return _SAME[word]
    if len(word) > 4:
        for pattern, replacement in _RULES:
            word = pattern.sub(replacement, word)
    return word[:LONGEST_WORD]


_GOES_ON = ("e", "ed", "ing", "r", "iatric")
"""Ends of words by which a spelling shows that is not the one in which words are compared."""


@lru_cache(maxsize=10_000)
def beginnings(word: str) -> tuple[str, ...]:
    """How a canonical word may begin of which somebody has typed this much: "personalis" → "personaliz" too."""
    found = {word: None}
    for end in _GOES_ON:
        whole = canonical(word + end)
        if not whole.startswith(word):
            found[whole.removesuffix(end)] = None
    return tuple(found)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The part of a canonical word that its forms share; acronyms lose only a plural s."""
    if not _VOWEL.search(word):
        return word[:-1] if len(word) > 3 and word.endswith("s") and word.isalpha() else word
    return _stemmer.cut(_CUT_LIKE.get(word) or _DUCTION.sub(r"\1duce", word)) or word


def placed_words(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the words of a cleaned text stand, and these words; "co production" is one word of two runs."""
    places: list[tuple[int, int]] = []
    found: list[str] = []
    last = ""
    for match in _RUN.finditer(text):
        word = canonical(match[0])
        if not word:
            continue
        place = match.span()
        if last in _JOINING and _belong_together(last, text[places[-1][1] : place[0]], word):
            places[-1] = (places[-1][0], place[1])
            last = found[-1] = canonical(last + word)
            continue
        places.append(place)
        found.append(word)
        last = word
    return places, found


def run_places(text: str) -> list[tuple[int, int]]:
    """Where the runs of letters and digits stand of which the words of a cleaned text are made."""
    return [match.span() for match in _RUN.finditer(text)]


def tokens(text: str) -> list[Token]:
    """The words of a cleaned text with their places."""
    return [Token(*place, word) for place, word in zip(*placed_words(text), strict=True)]


def _belong_together(first: str, between: str, second: str) -> bool:
    if _HYPHEN.fullmatch(between):
        return first in _HYPHEN_PREFIXES or second in _PAIRS.get(first, ())
    if not between.isspace():
        return False
    if first == "co":
        return len(second) > 3 and second.isalpha() and second not in _CO_ALONE
    return second in _PAIRS.get(first, ())


def words(text: str) -> list[str]:
    """The canonical words of a text in their order."""
    return placed_words(clean(text))[1]


def stems(text: str) -> list[str]:
    """The stems of a text's words in their order."""
    return [stem(word) for word in words(text)]


def without_stop_words(these: Iterable[str]) -> list[str]:
    """The words that say something; all of them where none does."""
    listed = list(these)
    return [word for word in listed if word not in STOP_WORDS] or listed
