"""Addresses of search."""

from __future__ import annotations

from django.urls import path

from search.web import views

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("opened/", views.clicked, name="clicked"),
    path("suggestions/", views.suggest, name="suggest"),
]
