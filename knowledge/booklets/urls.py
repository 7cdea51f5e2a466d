"""Addresses of booklets; `config.urls` puts them below /booklets/."""

from __future__ import annotations

from django.urls import path

from knowledge.booklets import views

app_name = "booklets"
urlpatterns = [
    path("new/", views.choose, name="choose"),
    path("<str:key>/", views.show, name="booklet"),
    path("<str:key>/file/", views.download, name="file"),
]
