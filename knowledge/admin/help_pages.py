"""Help inside the admin: the pages of docs/editing/, as they are in the repository, with their pictures.

There is one text, so that it is read where people work and changed where the work is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views import View
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.admin.menu import MenuItem

from knowledge.access.admin_page import AdminPage
from knowledge.users.models import User

FOLDER = Path(settings.BASE_DIR) / "docs" / "editing"
PICTURES = FOLDER / "pictures"
FIRST = "README"
LINK = re.compile(r"(?P<name>[\w-]+)\.md(?P<part>#[\w-]+)?")
"""What leads to another page of the help."""


@dataclass(frozen=True)
class HelpPage:
    """A page of the help, ready to be shown."""

    title: str
    html: SafeString


def names() -> list[str]:
    """Every page of the help."""
    return sorted(file.stem for file in FOLDER.glob("*.md"))


def address_of(name: str) -> str:
    """Where a page of the help is read."""
    return reverse("help_page", args=[name]) if name != FIRST else reverse("help")


@cache
def page_named(name: str) -> HelpPage:
    """Kept for as long as the process lives: the files come with the code. KeyError for no such page."""
    if name not in names():
        raise KeyError(name)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    title = tokens[1].content
    del tokens[:3]  # The heading, which the admin shows above the page.
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slugify(tokens[place + 1].content))
        _lead_on(token.children or [])
    html = markdown.renderer.render(tokens, markdown.options, {})
    return HelpPage(title, mark_safe(html))  # noqa: S308 - our own files, and HTML in them is off


def _lead_on(tokens: list[Token]) -> None:
    """Links and pictures to where the admin has them; what leads out of the help is words only."""
    closes = []
    for token in tokens:
        if token.type == "image":
            token.attrSet("src", reverse("help_picture", args=[Path(str(token.attrs["src"])).name]))
            token.attrSet("alt", token.content)
        elif token.type == "link_open":
            here = _address_inside(str(token.attrs["href"]))
            closes.append(here is None)
            if here is None:
                _as_words(token)
            else:
                token.attrSet("href", here)
        elif token.type == "link_close" and closes.pop():
            _as_words(token)


def _address_inside(href: str) -> str | None:
    """The address in the admin; None for one of another folder."""
    if href.startswith(("https://", "#")):
        return href
    found = LINK.fullmatch(href)
    return address_of(found["name"]) + (found["part"] or "") if found else None


def _as_words(token: Token) -> None:
    token.tag, token.attrs = "span", {}


class _ForStaff(View):
    """For everybody who opens the admin."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not isinstance(request.user, User) or not request.user.has_perm(
            "wagtailadmin.access_admin"
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class HelpView(_ForStaff, AdminPage, TemplateView):
    """One page of the help."""

    template_name = "admin/help.html"
    header_icon = "help"

    def get(
        self, request: HttpRequest, *args: object, name: str = FIRST, **kwargs: object
    ) -> HttpResponse:
        try:
            self.page = page_named(name)
        except KeyError as error:
            raise Http404 from error
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("help"), "label": "Help for editors"},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs, text=self.page.html)


class HelpPictureView(_ForStaff):
    """A picture of the help."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        known = {file.name: file for file in PICTURES.glob("*.webp")}
        if name not in known:
            raise Http404
        return FileResponse(known[name].open("rb"), content_type="image/webp")


def help_menu_item() -> MenuItem:
    """In the admin's menu "Help"."""
    return MenuItem("Help for editors", reverse_lazy("help"), icon_name="help", order=1)


def admin_urls() -> list[URLPattern]:
    """Addresses below /admin/."""
    return [
        path("help/", HelpView.as_view(), name="help"),
        path("help/<slug:name>/", HelpView.as_view(), name="help_page"),
        path("help/pictures/<str:name>", HelpPictureView.as_view(), name="help_picture"),
    ]
