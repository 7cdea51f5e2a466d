"""Accounts, organisations and memberships."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "knowledge.people"
    verbose_name = "People"
