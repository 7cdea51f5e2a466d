"""The demo pack."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "knowledge.demo"
    verbose_name = "Demo"
