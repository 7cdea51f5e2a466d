"""How pages of results show what was found in a text."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import pluralize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.language.results import FacetValue, Fragments

register = template.Library()

_MARKED = '<mark class="hub-mark">{}</mark>'
_CHECKED = " checked"
_CHECKBOX = """<div class="nhsuk-checkboxes__item">
  <input class="nhsuk-checkboxes__input" id="filter-{0}-{1}" name="{0}" type="checkbox" value="{1}"{2}>
  <label class="nhsuk-label nhsuk-checkboxes__label" for="filter-{0}-{1}">{3} <span class="hub-facet__count">({4}<span class="nhsuk-u-visually-hidden"> result{5}</span>)</span></label>
</div>"""


@register.filter
def marked(fragments: Fragments) -> SafeString:
    """The text with the found words marked.

    A page of results has some thirty of them: as a template they took two fifths of the template's time.
    """
    if not fragments:
        return SafeString()
    html = "".join(_MARKED if each.is_highlighted else "{}" for each in fragments)
    return format_html(html, *(each.text for each in fragments))


@register.filter
def checkboxes(values: Sequence[FacetValue], name: str) -> SafeString:
    """The values of a filter to tick. A page of results has some sixty of them, hence no template either."""
    return format_html_join(
        "",
        _CHECKBOX,
        (
            (
                name,
                each.value,
                _CHECKED if each.is_chosen else "",
                each.label,
                each.count,
                pluralize(each.count),
            )
            for each in values
        ),
    )
