"""Things that tests need, made in one call each, with sensible values for all that does not matter.

Every function takes what the test cares about as keywords and returns the saved thing.
"""

from __future__ import annotations

import datetime
import io
import itertools
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from knowledge.models import (
    HomePage,
    HubDocument,
    HubImage,
    InformationPage,
    LadderPage,
    Organisation,
    PackPage,
    RegionRole,
    ResourceIndexPage,
    Rung,
    SectionPage,
    ToolIndexPage,
    Topic,
    VideoIndexPage,
)
from knowledge.users.models import User

PASSWORD = "a-long-password-for-tests"  # pragma: allowlist secret

PageType = TypeVar("PageType", bound=Page)
_numbers = itertools.count(1)


# --- people ---


def make_user(email: str = "", *, password: str = PASSWORD, **fields: Any) -> User:
    """A person without any role."""
    return User.objects.create_user(
        email or f"person{next(_numbers)}@example.org", password, **fields
    )


def make_admin(email: str = "") -> User:
    """An administrator."""
    return User.objects.create_superuser(email or f"admin{next(_numbers)}@example.org", PASSWORD)


def make_contributor(email: str = "") -> User:
    """A contributor: an account without password, group or access to the admin."""
    return make_user(email or f"contributor{next(_numbers)}@example.org", password="")


def make_editor(email: str = "", *, region: Organisation | None = None) -> User:
    """A regional editor of the region, or of the national pool."""
    return _with_role(email or f"editor{next(_numbers)}@example.org", "editor", region)


def make_moderator(
    email: str = "", *, region: Organisation | None = None, deputy: bool = False
) -> User:
    """A moderator (or deputy) of the region, or of the national pool."""
    role = "deputy" if deputy else "moderator"
    return _with_role(email or f"{role}{next(_numbers)}@example.org", role, region)


def _with_role(email: str, role: str, region: Organisation | None) -> User:
    user = make_user(email)
    # Its group follows the role by itself.
    RegionRole.objects.create(user=user, region=region, role=role)
    return user


# --- organisations and vocabularies ---


def make_organisation(name: str = "", kind: str = "publisher", **fields: Any) -> Organisation:
    """An organisation, by default a publisher."""
    name = name or f"Organisation {next(_numbers)}"
    return Organisation.objects.create(
        name=name, slug=fields.pop("slug", slugify(name)), kind=kind, **fields
    )


def make_region(name: str = "") -> Organisation:
    """A region, by which work is routed."""
    return make_organisation(name or f"Region {next(_numbers)}", kind="region")


def make_topic(name: str = "") -> Topic:
    """A topic."""
    name = name or f"Topic {next(_numbers)}"
    return Topic.objects.create(name=name, slug=slugify(name))


# --- pages ---


def add_page(
    page_type: type[PageType], parent: Page, title: str = "", *, live: bool = True, **fields: Any
) -> PageType:
    """A page below `parent`: published with a revision, or a draft that was never live.

    Wagtail's list of what refers to what is left out: it takes a tenth of the time, and no test asks it.
    """
    title = title or f"{page_type._meta.verbose_name} {next(_numbers)}".capitalize()
    fields.setdefault("slug", slugify(title)[:200])
    page = page_type(title=title, live=False, **fields)
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
        revision = page.save_revision(changed=False)
        if live:
            revision.publish()
            page.refresh_from_db()
    return page


def section_body(*paragraphs: str, heading: str = "") -> list[dict[str, Any]]:
    """Raw value of a body: an optional heading and paragraphs, each with an id of its own."""
    blocks: list[dict[str, Any]] = []
    if heading:
        blocks.append({"type": "heading", "value": {"text": heading, "level": "2"}})
    blocks += [{"type": "text", "value": f"<p>{text}</p>"} for text in paragraphs]
    return [
        {**block, "id": f"{next(_numbers):08d}-0000-4000-8000-000000000000"} for block in blocks
    ]


@dataclass(frozen=True)
class SiteTree:
    """The published pages that every test site begins with."""

    site: Site
    home: HomePage
    pack: PackPage
    section: SectionPage
    resources: ResourceIndexPage
    videos: VideoIndexPage
    tools: ToolIndexPage
    about: InformationPage


def make_site_tree() -> SiteTree:
    """The default site with home, pack, one section, the lists and one page about the site."""
    root = Page.get_first_root_node()
    site = Site.objects.get(is_default_site=True)
    welcome = root.get_children().first()
    home = add_page(HomePage, root, "Co-production Hub", slug="hub-home")
    site.root_page = home
    site.save()
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
        home.refresh_from_db()
    pack = add_page(
        PackPage,
        home,
        "Resource pack",
        slug="pack",
        version="1.0",
        version_date=datetime.date(2026, 1, 15),
    )
    return SiteTree(
        site=site,
        home=home,
        pack=pack,
        section=add_page(
            SectionPage,
            pack,
            "What is co-production",
            summary="Working together as equals.",
            body=section_body("People share decisions from the start.", heading="In short"),
        ),
        resources=add_page(ResourceIndexPage, home, "Resources"),
        videos=add_page(VideoIndexPage, home, "Videos"),
        tools=add_page(ToolIndexPage, home, "Co-creation tools", slug="tools"),
        about=add_page(InformationPage, home, "Privacy notice", slug="privacy"),
    )


# --- files ---


def make_ladder(pack: Page) -> LadderPage:
    """The ladder's page and its seven rungs, each but the lowest with a statement to ask about."""
    for number in range(1, 8):
        statement = "" if number == 1 else f"It is true of rung {number}."
        Rung.objects.create(
            number=number, name=f"Name {number}", slug=f"r{number}", statement=statement
        )
    return add_page(LadderPage, pack, "Ladder", slug="ladder", source_name="Others")


def make_document(
    title: str = "", *, name: str = "notes.txt", content: bytes = b"Notes.\n", **fields: Any
) -> HubDocument:
    """A document with that content; `name` gives its extension."""
    return HubDocument.objects.create(
        title=title or f"Document {next(_numbers)}",
        file=ContentFile(content, name=name),
        **fields,
    )


def pdf_bytes(*pages: str) -> bytes:
    """A PDF with one page for each text."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_font("Helvetica", size=14)
    for text in pages:
        pdf.add_page()
        pdf.multi_cell(0, 8, text)
    return bytes(pdf.output())


def word_bytes(*paragraphs: str) -> bytes:
    """A Word file with those paragraphs."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def image_file(name: str = "picture.png", size: tuple[int, int] = (64, 48)) -> ImageFile:
    """A small picture as an upload."""
    stream = io.BytesIO()
    Image.new("RGB", size, "#005eb8").save(stream, format="PNG")
    stream.seek(0)
    return ImageFile(stream, name=name)


def make_image(title: str = "", **fields: Any) -> HubImage:
    """An image with a description."""
    fields.setdefault("description", "A blue rectangle.")
    return HubImage.objects.create(
        title=title or f"Image {next(_numbers)}", file=image_file(), **fields
    )
