"""Wagtail's choosers without the script that each writes into the page.

`BaseChooser.render` (Wagtail 8.0) ends the field with a script that starts it, and no template can say
otherwise. The admin's content security policy runs no script that stands in a page, so the field ends
with a mark that holds the same call as data; templates/assets/hub/admin.js makes the call.
"""

from __future__ import annotations

import re

from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?P<new>new )?(?P<name>\w+)\((?P<arguments>.*)\);", re.DOTALL)
MARK = (
    '{}<span hidden data-controller="hub-chooser" data-hub-chooser-name-value="{}"'
    ' data-hub-chooser-made-value="{}" data-hub-chooser-arguments-value="[{}]"></span>'
)


def replace_chooser_scripts() -> None:
    """From now on every chooser leaves a mark; also those of subclasses with a call of their own."""
    BaseChooser.render = render


def render(
    self: BaseChooser,
    name: str,
    value: object,
    attrs: dict[str, object],
    renderer: BaseRenderer | None = None,
) -> SafeString:
    """The field and the mark. Raises ValueError where the call is not a name with JSON arguments."""
    data = self.get_value_data(value)
    script = self.render_js_init(attrs["id"], name, data)
    call = CALL.fullmatch(script)
    if call is None:
        raise ValueError(f"{type(self).__name__} starts by a script that cannot be data: {script}")
    return format_html(
        MARK,
        self.render_html(name, data, attrs),
        call["name"],
        "true" if call["new"] else "false",
        call["arguments"],
    )
