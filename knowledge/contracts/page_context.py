"""What a page's template is given beside the page itself, declared by page class from above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

ContextProvider = Callable[[Any, HttpRequest], dict[str, Any]]

_providers: dict[type[Page], dict[str, ContextProvider]] = {}


def register(page_class: type[Page], provider: ContextProvider) -> None:
    """Give the template of this page class, and of its subclasses, what `provider(page, request)`
    returns; called from an app's `ready()`. The same provider again changes nothing."""
    name = f"{provider.__module__}.{provider.__qualname__}"
    _providers.setdefault(page_class, {})[name] = provider


def context_of(page: Page, request: HttpRequest) -> dict[str, object]:
    """What every provider of the page's class gives; of two values of one name, the subclass's."""
    context: dict[str, object] = {}
    for page_class in reversed(type(page).__mro__):
        for provider in _providers.get(page_class, {}).values():
            context.update(provider(page, request))
    return context
