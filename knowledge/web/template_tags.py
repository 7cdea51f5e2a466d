"""What templates say in words of the hub: anchors, times, differences, public targets."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import ResponsiveImage
from wagtail.models import Page
from wagtail_modeladmin.views import IndexView

from knowledge.blocks.plain_text import heading_anchor
from knowledge.caching.making import asked_once
from knowledge.documents.spoken import spoken_cues
from knowledge.documents.transcripts import Cue, clock
from knowledge.models import HubDocument, HubImage, VideoPage
from knowledge.public_pages import visibility_boundaries
from knowledge.replacing.usage import drafts_with
from knowledge.videos.addresses import VideoAddress
from knowledge.web.broken_links import mark_broken, note_on
from knowledge.web.cards import PageCard, cards_of
from knowledge.web.explained_terms import Explanations
from knowledge.web.wording import Differences, compare_wordings

register = template.Library()

register.filter("heading_anchor", heading_anchor)


LOOKS = {
    "select": "nhsuk-select",
    "textarea": "nhsuk-textarea",
    "checkbox": "nhsuk-checkboxes__input",
}
"""Django's word for a sort of control → its class in the design system; an input has another."""


@register.filter
def chosen_filters(view: IndexView) -> list[str]:
    """What narrows a list of the admin, as "state: handled". The first choice of each filter is all."""
    return [
        f"{spec.title}: {choice['display']}"
        for spec in view.filter_specs
        for choice in list(spec.choices(view))[1:]
        if choice["selected"]
    ]


@register.filter
def control(field: BoundField) -> str:
    """The control of a field in the design system's looks.

    No `maxlength`: it would cut off what is pasted; and no `required`: our messages say more than the
    browser's.
    """
    widget = field.field.widget
    look = LOOKS.get(field.widget_type, "nhsuk-input")
    classes = [look, widget.attrs.get("class", "")]
    if field.errors:
        classes.append(f"{look}--error")
    attrs = {
        "id": field.auto_id,
        "class": " ".join(filter(None, classes)),
        "maxlength": False,
        "minlength": False,
        "aria-describedby": field.aria_describedby or False,
        "aria-invalid": "true" if field.errors else False,
        "disabled": field.field.disabled,
    }
    if field.widget_type == "select":
        attrs["autocomplete"] = "off"  # a page that is opened again shows what is saved
    return widget.render(field.html_name, field.value(), attrs, field.form.renderer)


@register.filter
def cues(video: VideoPage) -> list[Cue]:
    """What is said when in a video whose transcript or captions have times; else none."""
    return spoken_cues(video)


@register.filter
def said_at(said: list[Cue], second: int | None) -> Cue | None:
    """The line that is spoken at a second, the first before all; None where none is named."""
    if not second or not said:
        return None
    return next((cue for cue in reversed(said) if cue.second <= second), said[0])


@register.filter
def watch_from(address: VideoAddress, second: int | None) -> str:
    """The address of a provider's video, from a second on."""
    return address.watch_from(second)


@register.filter
def as_clock(moment: float | datetime.timedelta) -> str:
    """Seconds or a duration as people write them: "1:15"."""
    seconds = moment.total_seconds() if isinstance(moment, datetime.timedelta) else moment
    return clock(seconds)


@register.simple_tag(takes_context=True)
def shared_part(context: Context, name: str) -> SafeString:
    """A template that says the same whenever an address is asked for, such as the header of a page of results.

    Its HTML is shared as other things are that answers are made of.
    """
    request = context["request"]
    key = ("part", name, request.get_host(), request.path)
    return asked_once(key, lambda: Engine.get_default().get_template(name).render(context))


@register.simple_tag
def picture(image: HubImage, *filters: str, **attributes: object) -> ResponsiveImage:
    """The picture in those sizes, largest first, each width once.

    A picture that is smaller than a size is made in its own width; Wagtail's tag would name that width
    again for each larger size, which HTML forbids.
    """
    by_width = {str(each.width): each for each in image.get_renditions(*filters).values()}
    return ResponsiveImage(by_width, attributes)


@register.simple_tag
def wording_differences(left: str, right: str) -> Differences:
    """Both wordings, with what differs."""
    return compare_wordings(left or "", right or "")


@register.simple_tag(takes_context=True)
def public_target(context: dict[str, Any], page: Page | None) -> Page | None:
    """The page that a block leads to, or None when not everybody may see it (or it is gone)."""
    if page is None or not page.live or page.expired:
        return None
    request = context.get("request")
    paths = getattr(request, "_hub_restricted_paths", None)
    if paths is None:
        paths = visibility_boundaries().restricted_pages
        if request is not None:
            # One query for all the links of a page.
            request._hub_restricted_paths = paths
    return None if page.path.startswith(paths) else page


@register.simple_tag(takes_context=True)
def public_card(context: dict[str, Any], page: Page | None) -> PageCard | None:
    """The same as a card."""
    target = public_target(context, page)
    return cards_of([target], context.get("request"))[0] if target else None


@register.inclusion_tag("admin/draft_uses.html", takes_context=True)
def draft_uses(context: dict[str, Any], file: object) -> dict[str, object]:
    """Before a file is deleted: what is not public yet and uses it. Of anything else than a file, nothing."""
    if not isinstance(file, HubDocument | HubImage):
        return {}
    pages, others = drafts_with(file, context["request"].user)
    return {"file": file, "pages": pages, "others": others}


@register.simple_tag
def broken_note(address: str) -> str:
    """Beside a link: that we are checking it, where it is broken."""
    return note_on(address)


@register.simple_tag(takes_context=True)
def explained(context: dict[str, Any], text: object) -> str:
    """Rich text in which the first use on the page of each known acronym is explained."""
    request = context.get("request")
    html = mark_safe(mark_broken(str(text)))  # noqa: S308 - rich text, filtered when it is shown
    if request is None:
        return html
    explanations = getattr(request, "_hub_explanations", None)
    if explanations is None:
        glossary = getattr(context.get("navigation"), "glossary", None)
        explanations = Explanations.for_page(glossary.url if glossary else "")
        # One query for all the texts of a page, which also share what was explained.
        request._hub_explanations = explanations
    return explanations.explain(html)
