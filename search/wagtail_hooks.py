"""Registers what search adds to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from wagtail_modeladmin.options import modeladmin_register

from search.asked_queries import AskedQueryAdmin

modeladmin_register(AskedQueryAdmin)
