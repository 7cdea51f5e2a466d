"""An assessment, and a group that has begun it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from knowledge.models import ResourcePage
from knowledge.workspaces.models import Answer, AssessmentPage, Round
from knowledge.workspaces.private_links import find, reading_key
from knowledge.workspaces.rounds import start
from tests.factories import SiteTree, add_page
from tests.shared_fixtures import shared_fixture


def area(name: str, statements: list[str], helps: list[int]) -> dict[str, Any]:
    """An area as a stream keeps it."""
    return {
        "type": "area",
        "id": str(uuid.uuid4()),
        "value": {
            "name": name,
            "about": f"About {name}.",
            "statements": [
                {
                    "type": "item",
                    "id": str(uuid.uuid4()),
                    "value": {"text": text, "prompt": f"Look at {text}."},
                }
                for text in statements
            ],
            "helps": [{"type": "item", "id": str(uuid.uuid4()), "value": pk} for pk in helps],
        },
    }


@shared_fixture
def helpful(site_tree: SiteTree) -> ResourcePage:
    """What helps where the second area is weak."""
    return add_page(ResourcePage, site_tree.resources, "Listening guide")


@shared_fixture
def assessment(site_tree: SiteTree, helpful: ResourcePage) -> AssessmentPage:
    """Two areas, of two statements and one."""
    return add_page(
        AssessmentPage,
        site_tree.pack,
        "How do we co-produce?",
        levels="Never\nSometimes\nAlways",
        areas=[
            area("Power", ["We share the agenda", "We share the money"], []),
            area("Listening", ["Everybody is heard"], [helpful.pk]),
        ],
    )


def fields_of(response: HttpResponse) -> dict[str, str]:
    """What the forms of an area hold as they are shown."""
    return {
        form.add_prefix(name): form[name].value() or ""
        for form in response.context["forms"]
        for name in ("base", "score", "evidence", "priority", "what", "who", "when")
    }


@dataclass
class Group:
    """A group with its links and a browser."""

    key: str
    client: Client

    @property
    def round(self) -> Round:
        """Its newest round."""
        return find(self.key).workspace.rounds.order_by("number").last()

    def address(self, name: str, **arguments: object) -> str:
        """Of a view behind its link."""
        return reverse(f"workspaces:{name}", kwargs={"key": self.key, **arguments})

    def form(self, at: int = 1, number: int = 1) -> dict[str, str]:
        """What the area's form holds when it is opened."""
        response = self.client.get(self.address("gap_area", number=number, at=at))
        assert response.status_code == 200
        return fields_of(response)

    def send(self, form: dict[str, str], at: int = 1, number: int = 1, **changes: str):
        """Send it, with these changes: s1_score="2"."""
        typed = {name.replace("_", "-", 1): value for name, value in changes.items()}
        return self.client.post(self.address("gap_area", number=number, at=at), {**form, **typed})

    def answers(self) -> list[Answer]:
        """What is saved, in order."""
        return list(Answer.objects.filter(round=self.round).order_by("pk"))

    def reader(self) -> Group:
        """Somebody with the link for reading."""
        return Group(reading_key(self.key), Client())

    def other(self) -> Group:
        """Another device with the same link."""
        return Group(self.key, Client())


@pytest.fixture
def group(assessment: AssessmentPage) -> Group:
    """A group that has just begun."""
    return Group(start(assessment), Client())
