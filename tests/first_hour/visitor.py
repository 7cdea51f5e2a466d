"""Asks a hub as the proxy before it does: by plain http, with the headers that say what the visitor used."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "hub.example.org"
# Differ from one answer to the next although the page is the same: tokens of forms.
OF_ONE_ANSWER = re.compile(r'nonce="[^"]*"|<input type="hidden"[^>]*>')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, without what each answer has of its own."""
        return OF_ONE_ANSWER.sub("", self.body.decode("utf-8", errors="replace"))


@dataclass
class Visitor:
    """Somebody with a browser, and their cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, host: str = HOST, scheme: str = "https") -> Answer:
        """GET it."""
        return self._ask("GET", path, host=host, scheme=scheme)

    def post(self, path: str, **fields: str) -> Answer:
        """Open a page with a form and send it back with these fields."""
        token = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).body.decode()
        )
        assert token, f"{path} has no form"
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token[1], **fields}))

    def _ask(
        self, method: str, path: str, body: str | None = None, *, host: str = HOST,
        scheme: str = "https",
    ) -> Answer:  # fmt: skip
        headers = {
            "Host": host,
            "X-Forwarded-Proto": scheme,
            "X-Forwarded-For": "192.0.2.7",
            "Referer": f"https://{HOST}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers)
            came = connection.getresponse()
            for cookie in came.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(came.status, came.headers, came.read())
        finally:
            connection.close()
