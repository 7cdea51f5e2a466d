"""Serves the blank templates as Word files. They are public."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from examples.template_fields import TEMPLATES
from examples.word import MEDIA_TYPE
from examples.word.blank import blank_word as blank_word_file


@require_safe
def blank_word(request: HttpRequest, key: str) -> HttpResponse:
    """The blank template with that key."""
    template = TEMPLATES.get(key)
    if template is None:
        raise Http404
    share_link = f"{settings.HUB_BASE_URL}{reverse('examples:share')}"
    content = blank_word_file(template, share_link, author=settings.HUB_SITE_NAME)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="practice-example-{key}.docx"'
    return response
