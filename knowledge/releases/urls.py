"""Addresses of the versions: everybody's."""

from __future__ import annotations

from django.urls import path

from knowledge.releases import feeds, views

app_name = "releases"
urlpatterns = [
    path("versions/", views.versions, name="versions"),
    path("versions/feed/", feeds.VersionsFeed(), name="feed"),
    path("versions/<str:version>/", views.read, name="version"),
    path("versions/<str:version>/download/<str:form>/", views.download, name="download"),
    path("versions/<str:version>/files/<str:name>", views.read_file, name="file"),
    path("versions/<str:version>/<str:name>", views.read, name="read"),
]
