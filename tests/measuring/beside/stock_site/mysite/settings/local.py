"""What production.py of a new Wagtail project asks for, and our own page type."""

from __future__ import annotations

import os

from .base import INSTALLED_APPS

SECRET_KEY = os.environ["STOCK_SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "articles"]
