"""Serves Word files: the blank templates, and published examples. They are public."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from examples.models import PracticeExamplePage
from examples.template_fields import TEMPLATES
from examples.word.blank import blank_word as blank_word_file
from examples.word.filled import word_of_page
from knowledge.public_pages import public_of
from knowledge.typesetting.word_files import MEDIA_TYPE


@require_safe
def blank_word(request: HttpRequest, key: str) -> HttpResponse:
    """The blank template with that key."""
    template = TEMPLATES.get(key)
    if template is None:
        raise Http404
    share_link = f"{settings.HUB_BASE_URL}{reverse('examples:share')}"
    content = blank_word_file(template, share_link, author=settings.HUB_SITE_NAME)
    return word_response(content, f"practice-example-{key}")


@require_safe
def example_word(request: HttpRequest, pk: int) -> HttpResponse:
    """A published example as the same Word form; 404 while it is not public."""
    page = get_object_or_404(public_of(PracticeExamplePage), pk=pk)
    content = word_of_page(page, page.get_full_url(request) or "")
    response = word_response(content, page.title)
    # Asked again each time, so that what is withdrawn is gone at once.
    response["Cache-Control"] = "private, no-cache"
    return response


def word_response(content: bytes, title: str) -> HttpResponse:
    """A Word file to download, named after its title."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = slugify(title)[:80].strip("-") or "practice-example"
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response
