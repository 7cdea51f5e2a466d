"""Template filter for answers in plain text."""

from __future__ import annotations

from django import template

from examples.answer_html import html_of_answer

register = template.Library()
register.filter("answer", html_of_answer)
