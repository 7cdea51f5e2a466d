"""Draws the fields of public forms in the design system's looks: `{{ field.as_field_group }}`."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Django's, with a template of ours for a field and what belongs to it."""

    field_template_name = "components/forms/field.html"
