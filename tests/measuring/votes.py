"""What a vote costs when a group of thirty votes at once: `make bench-votes`.

A server is started on an empty hub. Thirty people open one link of a team's ladder and answer, then add a note
and a dot to one wall; before, they ask as many times for a page that only has to be written ("My list"). Printed:
the 95th hundredth of each, and whether every answer and note is there. By hand only: a figure depends on the machine.
"""

from __future__ import annotations

import re
import sys
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import quantiles

from tests.measuring.uploads import server

PEOPLE, ROUNDS = 30, 2
BEGIN = """
from knowledge.models import PackPage
from knowledge.workspaces.private_links import begin
from knowledge.workspaces.team_ladder import TEAM_LADDER
from knowledge.workspaces.wall import begin_wall
from tests.factories import make_ladder
make_ladder(PackPage.objects.get())
print(begin(TEAM_LADDER.key)[1], begin_wall("What would make visits easier?"))
"""


class Browser:
    """One person's, with the token that forms want."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.token = ""

    def get(self, path: str) -> str:
        """A page."""
        with self.opener.open(self.address + path) as answer:
            text: str = answer.read().decode()
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text):
            self.token = found[1]
        return text

    def post(self, path: str, **fields: str) -> str:
        """A form; what it leads to."""
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        with self.opener.open(self.address + path, data) as answer:
            text: str = answer.read().decode()
        return text


def measured(browsers: list[Browser], act: Callable[[Browser, int], object]) -> float:
    """The 95th hundredth, in seconds, of all of them acting at once, again and again."""

    def turn(browser: Browser) -> list[float]:
        times = []
        for number in range(ROUNDS):
            began = time.perf_counter()
            act(browser, number)
            times.append(time.perf_counter() - began)
        return times

    with ThreadPoolExecutor(PEOPLE) as at_once:
        return quantiles([each for times in at_once.map(turn, browsers) for each in times], n=20)[
            -1
        ]


def main() -> None:
    """Measure and print."""
    with server(Path.cwd(), ("shell", "--no-imports", "-c", BEGIN)) as (address, _, said):
        ladder, wall = (f"/workspaces/{key}/" for key in said.split()[-2:])
        browsers = [Browser(address) for _ in range(PEOPLE)]
        bare = measured(browsers, lambda person, _: person.get("/my-list/"))
        for person in browsers:
            person.get(f"{ladder}ladder/answer/")
        answers = {f"rung_{number}": "yes" if number < 5 else "no" for number in range(2, 8)}
        vote = measured(
            browsers,
            lambda person, _: person.post(
                f"{ladder}ladder/answer/", token=str(uuid.uuid4()), **answers
            ),
        )
        note = measured(
            browsers,
            lambda person, number: person.post(
                f"{wall}wall/act/",
                **{"act": "add:note", "note-text": f"Turn {number} of {browsers.index(person)}"},
            ),
        )
        spread = browsers[0].get(f"{ladder}ladder/")
        notes = len(re.findall(r'data-note="\d+"', browsers[0].get(f"{wall}wall/")))
    wanted = PEOPLE * ROUNDS
    print(f"bare page: {bare * 1000:.0f} ms")
    print(f"answer on the ladder: {vote * 1000:.0f} ms, {vote / bare:.1f} × the bare page")
    print(f"note on a wall: {note * 1000:.0f} ms, {note / bare:.1f} × the bare page")
    is_whole = f"{wanted} people have answered" in spread and notes == wanted
    print(
        f"{wanted} of each were sent; {'none is' if is_whole else 'SOME ARE'} lost ({notes} notes)"
    )
    sys.exit(0 if is_whole else 1)


if __name__ == "__main__":
    main()
