"""Signs that Word and PowerPoint keep as a number in a picture font: ticks, boxes, arrows. Pure."""

from __future__ import annotations

import re

from knowledge.documents.office.items import TICKED, UNTICKED

_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x46: "☞", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉",
    0x36: "⌛", 0x3A: "🖥", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: UNTICKED, 0x70: UNTICKED,
    0x71: UNTICKED, 0x72: UNTICKED, 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x78: TICKED, 0x9F: "•", 0xA0: "•", 0xA1: "○", 0xA7: "▪", 0xA8: UNTICKED, 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xE7: "←", 0xE9: "↑",
    0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: TICKED,
    0xFE: TICKED,
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED, 0x2A: UNTICKED,
    0x30: UNTICKED, 0x97: "●", 0xA3: UNTICKED, 0xA2: "■",
}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x84: "►"}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: UNTICKED, 0x67: "■", 0x34: "▶", 0x33: "◀"}
_DINGBATS = {
    **{code: chr(0x2700 + code - 0x20) for code in range(0x21, 0x7F)},
    0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x6F: UNTICKED,
    0x70: UNTICKED, 0x71: UNTICKED, 0x72: UNTICKED, 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x77: "◗",
}  # fmt: skip
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2D: "−", 0x40: "≅", 0x5E: "⊥", 0xA0: "€", 0xA3: "≤",
    0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD2: "®", 0xD3: "©",
    0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔",
    0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_GREEK = dict(
    zip(
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "zapfdingbats": _DINGBATS,
    "zapf dingbats": _DINGBATS,
    "itc zapf dingbats": _DINGBATS,
    "symbol": {**_GREEK, **_SYMBOL},
}
_OF_A_FONT = re.compile("[\uf020-\uf0ff]")
UNKNOWN = "�"
"""Stands for a sign of a picture font that we have no letter for."""


def is_picture_font(font: str) -> bool:
    """Whether the letters of a font are pictures."""
    return font.strip().lower() in _FONTS


def sign(code: int, font: str) -> str:
    """The sign of a character in a picture font; the character itself for any other font."""
    table = _FONTS.get(font.strip().lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is None:
        # Characters of the private area say nothing without their font; Word means Symbol or Wingdings.
        return chr(code) if low == code else _WINGDINGS.get(low, UNKNOWN)
    if low in table:
        return table[low]
    if low < 0x21:
        return " "
    return chr(low) if table is _FONTS["symbol"] and low < 0x7F else UNKNOWN


def signs(text: str, font: str) -> str:
    """A text in a picture font as signs; any other as it is."""
    if is_picture_font(font):
        return "".join(sign(ord(each), font) for each in text)
    return text


def signs_without_font(text: str) -> str:
    """A text with signs for letters that only a picture font has, where its font is not known."""
    return _OF_A_FONT.sub(lambda found: sign(ord(found[0]), ""), text)
