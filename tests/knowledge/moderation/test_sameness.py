"""What counts as writing: what a reader could notice, and nothing else."""

from __future__ import annotations

import json

import pytest

from knowledge.moderation.content_diff import what_it_says


def page(body, **fields):
    return {"title": "T", "body": json.dumps(body), **fields}


def text(html, block_id="a"):
    return [{"type": "text", "value": html, "id": block_id}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page(text("<p>Hello</p>")), page(text('<p data-block-key="x1">Hello</p>'))),
        (page(text("<p><strong>A</strong></p>")), page(text("<p><b>A</b></p>"))),
        (
            page(text('<a linktype="page" id="3">x</a>')),
            page(text('<a id="3" linktype="page">x</a>')),
        ),
        (page(text("<p>a<br>b</p>")), page(text("<p>a<br/>b</p>"))),
        (page(text("<p>x</p>", "a")), page(text("<p>x</p>", "b"))),
        ({"aims": "One.\n\nTwo."}, {"aims": "One.\r\n\r\nTwo."}),
        ({"aims": " One. \n"}, {"aims": "One."}),
        (page(text("<p>a</p>\n<p>b</p>")), page(text("<p>a</p>\r\n<p>b</p>"))),
        (page([], live=False, wagtail_admin_comments=[]), page([], live=True)),
        (
            {"topic_links": [{"pk": None, "topic": 3}]},
            {"topic_links": [{"pk": 7, "topic": 3}]},
        ),
    ],
)
def test_the_same(one, other):
    assert what_it_says(one) == what_it_says(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page(text("<p>Hello</p>")), page(text("<p>Hello.</p>"))),
        (page(text("<p>&lt;b&gt;A</p>")), page(text("<p><b>A</b></p>"))),
        (
            page(text('<a href="https://a.example">x</a>')),
            page(text('<a href="https://b.example">x</a>')),
        ),
        (page(text("<p>x</p>")), page([*text("<p>x</p>"), *text("<p>y</p>")])),
        ({"title": "A"}, {"title": "a"}),
        ({"aims": "One.\nTwo."}, {"aims": "One. Two."}),
        ({"aims": "One.\nTwo."}, {"aims": "One.\n\nTwo."}),
        ({"go_live_at": None}, {"go_live_at": "2026-12-01"}),
        ({"expire_at": None}, {"expire_at": "2026-12-01"}),
        ({"slug": "a"}, {"slug": "b"}),
        ({"summary": "[1"}, {"summary": "[2"}),
        ({"topic_links": [{"topic": 3}]}, {"topic_links": [{"topic": 4}]}),
    ],
)
def test_not_the_same(one, other):
    assert what_it_says(one) != what_it_says(other)
