"""How a resource by others is written down for the demo."""

from __future__ import annotations

from knowledge.demo.blocks import Ref, heading, text
from knowledge.demo.specs import DemoPage


def a_resource(
    slug: str,
    title: str,
    publisher: str,
    kind: str,
    summary: str,
    about: str,
    *,
    url: str = "",
    year: str = "",
    use: str = "",
    **more,
) -> DemoPage:
    """A resource with what it is and, where that helps, how to use it."""
    body = [heading("What it is"), text(about)]
    if use:
        body += [heading("How to use it"), text(use)]
    return DemoPage(
        model="knowledge.ResourcePage",
        slug=slug,
        title=title,
        parent="resources",
        summary=summary,
        body=tuple(body),
        fields={
            "publisher": Ref("organisation", publisher) if publisher else None,
            "kind": kind,
            "source_url": url,
            "published_year": year,
        },
        **more,
    )
