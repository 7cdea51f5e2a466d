"""What lies on the desk of the demo's editor: a spreadsheet of resources, and something asked of partnerships."""

from __future__ import annotations

from knowledge.bulk.columns import COLUMNS
from knowledge.bulk.making import regions_for
from knowledge.bulk.models import ResourceSheet
from knowledge.coverage.asking import key_of, people_to_ask
from knowledge.coverage.models import Commission
from knowledge.models import Organisation, ResourceIndexPage, ResourcePage
from knowledge.people.models import Membership
from knowledge.users.models import User

PARTNERSHIP = "Example Maternity and Neonatal Voices Partnership"
MEMBER = "member@example.org"


def fill_desk(editor: User | None) -> None:
    """As if the editor had begun with both. Nothing without one."""
    if editor is not None:
        send_spreadsheet(editor)
        ask_for_something(editor)


def send_spreadsheet(editor: User) -> None:
    """Two rows to make, one that is there, one to mend. Nothing without a list of resources."""
    below = ResourceIndexPage.objects.first()
    there = ResourcePage.objects.exclude(source_url="").first()
    if below is None or there is None:
        return
    rows = [
        [column.label for column in COLUMNS],
        ["Notes of our reading circle", "What parents made of six leaflets.", "Guide"],
        ["Welcome pack for new members", "What to read in your first month.", "Toolkit"],
        [there.title, "", "", "", there.source_url],
        ["A leaflet of another kind", "", "Leaflet", "", "co-production-hub.example/leaflet"],
    ]
    ResourceSheet.objects.create(
        file_name="our-resources.xlsx",
        rows=list(enumerate(rows, 1)),
        below=below,
        region=regions_for(editor).first(),
        sent_by=editor,
    )


def ask_for_something(editor: User) -> None:
    """A request to the partnerships of the editor's region, as if its one member had been mailed."""
    if (region := regions_for(editor).first()) is None:
        return
    join_partnership(region)
    words = "Examples of listening to fathers and partners"
    Commission.objects.create(
        region=region,
        key=key_of({}, words),
        words=words,
        asked_by=editor,
        mailed=people_to_ask(region).count(),
    )


def join_partnership(region: Organisation) -> None:
    """A partnership of nobody real, with a confirmed member: whoever asks the partnerships mails somebody."""
    partnership = Organisation.objects.create(
        name=PARTNERSHIP,
        slug="example-voices-partnership",
        kind=Organisation.Kind.MVP,
        region=region,
    )
    Membership.objects.create(
        user=User.objects.create_user(MEMBER, None, first_name="Mel"),
        organisation=partnership,
        region=region,
        state=Membership.State.CONFIRMED,
    )
