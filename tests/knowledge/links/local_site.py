"""A site on this machine that answers as the web does, well and badly, and one that must never be asked."""

from __future__ import annotations

import datetime
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from knowledge.links.following import Journey, follow
from knowledge.links.guard import Guard, NoSuchName

HOME, INSIDE, METADATA = "127.0.0.1", "127.0.0.2", "169.254.169.254"
PAGE = "<!doctype html><title>A page</title><p>Words"
SIGN_IN = "<!doctype html><title>FutureNHS</title><form><input name=u><input type='password' name=p></form>"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path alone."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked[(self.command, path)] += 1
        self.server.hosts.append(self.headers["Host"])
        with suppress(OSError):
            getattr(self, path.strip("/").replace("-", "_") or "works", self.status)()

    def status(self) -> None:
        """/404 and the like answer with that number."""
        number = self.path.strip("/")
        self.say(int(number) if number.isdigit() else 200)

    def say(self, status: int, body: str = PAGE, **headers: str) -> None:
        said = body.encode()
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    def to(self, where: str, status: int = 302) -> None:
        self.say(status, "", Location=where)

    # --- ways to answer ---

    def works(self) -> None:
        self.say(200)

    def moved(self) -> None:
        self.to("/works", 301)

    def moved_far(self) -> None:
        self.to("/moved", 308)

    def for_now(self) -> None:
        self.to("/works?session=1")

    def to_home(self) -> None:
        self.to("/", 301)

    def loop(self) -> None:
        self.to("/loop-two")

    def loop_two(self) -> None:
        self.to("/loop")

    def endless(self) -> None:
        number = int(self.path.partition("?")[2] or 0)
        self.to(f"/endless?{number + 1}")

    def no_head(self) -> None:
        self.say(405 if self.command == "HEAD" else 200)

    def head_closes(self) -> None:
        if self.command != "HEAD":
            self.works()
        self.close_connection = True

    def sign_in_wall(self) -> None:
        self.say(200, SIGN_IN)

    def to_sign_in(self) -> None:
        self.to("/account/login?next=x")

    def soft_404(self) -> None:
        self.say(200, "<title>Page not found - A site</title>")

    def busy(self) -> None:
        self.say(429, Retry_After="120")

    def slow(self) -> None:
        time.sleep(3)
        self.works()

    def drips(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True

    def drips_in_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(60):
            self.wfile.write(f"X-{number}: y\r\n".encode())
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True

    def huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        for _ in range(2000):
            self.wfile.write(b"x" * 65536)
            self.server.sent += 65536

    def file(self) -> None:
        self.say(200, "%PDF-1.7", Content_Type="application/pdf")

    def nonsense(self) -> None:
        self.wfile.write(b"this is no HTTP\r\n\r\n")
        self.close_connection = True

    def early_hint(self) -> None:
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        self.close_connection = True

    def to_mail(self) -> None:
        self.to("mailto:somebody@example.org")

    def to_file(self) -> None:
        self.to("file:///etc/passwd")

    def to_inside(self) -> None:
        self.to(f"http://inside.test:{self.server.server_port}/works")

    def to_loopback(self) -> None:
        self.to(f"http://{INSIDE}:{self.server.server_port}/works")

    def to_metadata(self) -> None:
        self.to(f"http://{METADATA}/latest/meta-data/")

    def to_flip(self) -> None:
        self.to(f"http://flip.test:{self.server.server_port}/works")

    def log_message(self, *args: object) -> None:
        pass


class Site(ThreadingHTTPServer):
    """Counts what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, number: str, port: int = 0) -> None:
        super().__init__((number, port), Handler)
        self.asked: Counter[tuple[str, str]] = Counter()
        self.hosts: list[str] = []
        self.sent = 0


@dataclass
class Web:
    """The site, the one inside, and a name server for both."""

    site: Site
    inside: Site
    looked_up: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, list[list[str]]] = field(
        default_factory=lambda: {
            "inside.test": [[INSIDE]],
            "meta.test": [[METADATA]],
            "both.test": [[HOME, INSIDE]],
            "flip.test": [[HOME], [INSIDE]],
            "gone.test": [[]],
        }
    )

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up[host] += 1
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        answers = self.numbers.get(host, [[HOME]])
        numbers = answers[min(self.looked_up[host], len(answers)) - 1]
        if not numbers:
            raise NoSuchName(host)
        return numbers

    @property
    def guard(self) -> Guard:
        return Guard(self.resolve, frozenset({HOME}), frozenset({self.site.server_port}))

    def address(self, path: str, host: str = "a.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.site.server_port}/{path}"

    def check(self, address: str) -> Journey:
        return follow(address, self.guard)


@contextmanager
def local_web(folder: Path | None = None) -> Iterator[Web]:
    """Both servers, running; with TLS by a certificate of nobody's where there is a folder for it."""
    site = Site(HOME)
    inside = Site(INSIDE, site.server_port)
    if folder is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_own_certificate(folder))
        site.socket = context.wrap_socket(site.socket, server_side=True)
    threads = [
        threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        for each in (site, inside)
    ]
    for thread in threads:
        thread.start()
    try:
        yield Web(site, inside)
    finally:
        for each in (site, inside):
            each.shutdown()
            each.server_close()


def _own_certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a.test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("a.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "own.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
