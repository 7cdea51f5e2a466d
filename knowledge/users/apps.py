"""Those who can sign in."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "knowledge.users"
    verbose_name = "Users"
