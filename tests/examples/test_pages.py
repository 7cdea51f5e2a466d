"""The list of examples, an example, a template and its blank Word file, as the public sees them."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn

from examples.models import PracticeExamplePage, PracticeTemplatePage
from examples.recognition import field_from_label
from examples.template_fields import BUSINESS_AS_USUAL, TEMPLATES
from knowledge.models import (
    EvidencePage,
    EvidenceRequirement,
    LadderPage,
    PageRegion,
    PageRequirement,
    PageRung,
    PageTopic,
    Rung,
    ToolPage,
)
from tests.factories import add_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def requirement(db):
    return EvidenceRequirement.objects.create(
        scheme="Maternity Incentive Scheme", code="Safety action 7", slug="safety-action-7"
    )


def example(place, title="Bumps together", *, region=None, topic=None, requirement=None, **fields):
    page = add_page(PracticeExamplePage, place.index, title, live=False, **fields)
    page.region_links = [PageRegion(region=region)] if region else []
    page.topic_links = [PageTopic(topic=topic)] if topic else []
    page.requirement_links = [PageRequirement(requirement=requirement)] if requirement else []
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_example_tells_first_what_was_done_and_what_came_of_it(place):
    page = example(
        place,
        practice_template=BUSINESS_AS_USUAL.key,
        topic_description="Monthly tea",
        aims="To listen.",
        how_it_works="We meet\n\nand talk.",
        evaluation="It helped.",
        project_title="Not of this template",
    )
    html = Client().get(page.url).content.decode()
    shown = re.findall(r'<h2[^>]+id="field-(\w+)"', html)
    assert shown == ["topic_description", "how_it_works", "evaluation", "aims"]
    assert "<p>We meet</p>" in html
    assert "Not of this template" not in html
    assert "Not recorded: Scope and target audience, Stakeholders, " in html
    assert html.count("Not recorded") == 1


def test_a_title_is_not_repeated_and_dates_stand_among_the_facts(place):
    page = example(place, "Sussex: a plan", project_title="A plan in Sussex", date_commenced="2020")
    html = Client().get(page.url).content.decode()
    assert '<h1 class="nhsuk-heading-l" id="field-project_title">' in html
    assert html.count("field-project_title") == 1
    assert '<div class="hub-facts__row" id="field-date_commenced">' in html
    page.project_title = "A plan for everybody in Sussex"
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    assert '<div class="hub-facts__row" id="field-project_title">' in html


def test_evidence_and_rungs_lead_to_their_pages_and_others_stand_beside(
    place, site_tree, requirement, topic
):
    rung = Rung.objects.create(number=6, name="Co-designing", slug="co-designing", description="d")
    evidence = add_page(EvidencePage, site_tree.pack, "Evidence")
    ladder = add_page(LadderPage, site_tree.pack, "Ladder", source_name="TLAP")
    tool = add_page(ToolPage, site_tree.tools, "A helpful tool")
    PageTopic.objects.create(page=tool, topic=topic)
    example(place, "A similar one", topic=topic)
    page = example(place, "This one", requirement=requirement, topic=topic)
    page.rung_links = [PageRung(rung=rung)]
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    assert f'href="{evidence.url}#requirement-safety-action-7"' in html
    assert f'href="{ladder.url}#rung-6"' in html
    beside = html[html.index("hub-beside") :]
    assert ">A similar one</a>" in beside
    assert ">A helpful tool</a>" in beside


def test_example_shows_what_it_is_about_and_nobodys_address(place, requirement, topic):
    rung = Rung.objects.create(number=6, name="Co-designing", slug="co-designing", description="d")
    page = example(place, region=place.region, requirement=requirement, topic=topic)
    page.rung_links = [PageRung(rung=rung)]
    page.organisation = place.organisation
    page.credit_line = "Seaside parents"
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    for words in ("South East", "Safety action 7", "Rung 6", "Seaside MVP", "Seaside parents"):
        assert words.lower() in html.lower()


def test_markup_in_answers_is_text(place):
    page = example(place, aims="<script>alert(1)</script>")
    html = Client().get(page.url).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;" in html


def test_passages_open_at_the_fields(place):
    page = example(place, aims="To listen.", evaluation="It helped.")
    assert [(p.heading, p.anchor) for p in page.passages()] == [
        ("Aims and objectives", "field-aims"),
        ("Evaluation, main impact and outcomes", "field-evaluation"),
    ]


def test_months_follow_the_words(place):
    page = example(place, date_commenced="Spring 2020", date_completed="Due in June 2022")
    assert page.commenced_month is None
    assert page.completed_month.isoformat() == "2022-06-01"
    assert not page.is_completed


def test_list_is_narrowed_by_region_requirement_and_topic(place, requirement):
    topic = make_topic("Peer support")
    example(place, "Alpha", region=place.region, topic=topic)
    example(place, "Beta", region=place.other_region, requirement=requirement)
    add_page(PracticeExamplePage, place.index, "Gamma draft", live=False)
    listing = place.index.url

    def titles(query):
        html = Client().get(f"{listing}?{query}").content.decode()
        return [name for name in ("Alpha", "Beta", "Gamma draft") if f">{name}</a>" in html]

    assert titles("") == ["Alpha", "Beta"]
    assert titles("region=south-east") == ["Alpha"]
    assert titles("requirement=safety-action-7") == ["Beta"]
    assert titles("topic=peer-support&region=north-west") == []
    assert titles("region=nowhere") == ["Alpha", "Beta"]
    for page in ("abc", "0", "-1", "1000000000"):
        assert titles(f"page={page}") == ["Alpha", "Beta"]


def test_list_costs_the_same_however_long(place):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    topic = make_topic()
    example(place, "First", region=place.region, topic=topic)
    client = Client()
    client.get(place.index.url)
    with CaptureQueriesContext(connection) as few:
        client.get(place.index.url)
    for number in range(6):
        example(place, f"More {number}", region=place.region, topic=topic)
    with CaptureQueriesContext(connection) as many:
        client.get(place.index.url)
    assert len(many) == len(few)


@pytest.mark.parametrize("template", TEMPLATES.values())
def test_template_page_shows_every_field_and_both_ways_to_fill_it_in(place, template):
    page = add_page(
        PracticeTemplatePage, place.index, template.name, practice_template=template.key
    )
    html = Client().get(page.url).content.decode()
    for field in template.fields:
        assert f'id="{field.anchor}"' in html
        for prompt in field.prompts:
            assert prompt in html
    assert f"/share/?template={template.key}" in html
    assert f"/share/blank/{template.key}.docx" in html
    assert len(page.passages()) == len(template.fields)


def test_share_page_has_the_templates_choice_made(place):
    html = Client().get("/share/?template=business-as-usual").content.decode()
    assert 'value="business-as-usual" aria-describedby' in html
    assert html.count("checked") == 1


@pytest.mark.parametrize("template", TEMPLATES.values())
def test_blank_word_file_is_offered_and_has_every_field(client, template):
    response = client.get(f"/share/blank/{template.key}.docx")
    assert response["Content-Disposition"].startswith("attachment")
    (table,) = docx.Document(io.BytesIO(response.content)).tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    labels = [row.cells[0].text for row in table.rows[1:]]
    assert [field_from_label(label) for label in labels] == list(template.fields)


def test_no_other_word_file(client, site_tree):
    assert client.get("/share/blank/nonsense.docx").status_code == 404
