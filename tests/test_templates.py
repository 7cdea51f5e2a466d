"""What no template may do, whichever page it belongs to."""

from __future__ import annotations

import re

from tests.machine import ROOT

TEMPLATES = ROOT / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"(.*?)%}', re.S)
TEXTS = {
    str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
    for path in TEMPLATES.rglob("*.html")
}


def wants_token(name: str) -> bool:
    """Whether the template, or one that it hands everything on to, holds a form that is posted."""
    text = TEXTS.get(name, "")
    handed_on = [inner for inner, words in INCLUDE.findall(text) if "only" not in words.split()]
    return "{% csrf_token %}" in text or any(map(wants_token, handed_on))


def test_a_form_gets_its_token_wherever_it_is_included():
    """With `only` a template gets what is named, and a form without its token is always refused."""
    forms = {name for name in TEXTS if wants_token(name)}
    assert "booklets/buttons.html" in forms
    without = [
        (name, inner)
        for name, text in TEXTS.items()
        for inner, words in INCLUDE.findall(text)
        if inner in forms and "only" in words.split() and "csrf_token=csrf_token" not in words
    ]
    assert without == []
