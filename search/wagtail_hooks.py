"""Registers what search adds to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from search.insight.logged_queries import LoggedQueryAdmin
from search.insight.promotions_admin import PromotionViewSet

modeladmin_register(LoggedQueryAdmin)


@hooks.register("register_admin_viewset")
def register_promotions():
    return PromotionViewSet("promoted_results")
