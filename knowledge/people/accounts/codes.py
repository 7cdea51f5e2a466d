"""A sign-in in waiting: which address, which code, until when, how many tries. Pure.

It is kept in the visitor's session on the server. Nothing here knows whether the address has an
account, so nothing can tell a stranger.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any

CODE_DIGITS = 8
CODE_SECONDS = 15 * 60
CODE_TRIES = 5


class Answer(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_OFTEN = "too often"
    EXPIRED = "expired"


@dataclass(frozen=True)
class PendingSignIn:
    """A code that was mailed and not yet used."""

    email: str
    code: str
    """Digits; "" once it was used up by wrong tries."""
    sent_at: float
    """Seconds since 1970."""
    failed: int = 0

    @classmethod
    def begin(cls, email: str, now: float) -> PendingSignIn:
        """With a fresh random code."""
        number = secrets.randbelow(10**CODE_DIGITS)
        return cls(email=email, code=f"{number:0{CODE_DIGITS}d}", sent_at=now)

    @classmethod
    def from_session(cls, stored: Any) -> PendingSignIn | None:
        """What `as_session` gave, or None where nothing usable is stored."""
        try:
            return cls(**stored)
        except TypeError:
            return None

    def as_session(self) -> dict[str, object]:
        """As plain values for the session."""
        return asdict(self)

    @property
    def code_in_groups(self) -> str:
        """The code as people read and type it: "1234 5678"."""
        return f"{self.code[:4]} {self.code[4:]}"

    def state(self, now: float) -> Answer | None:
        """Why no code can be used any more, or None while one can."""
        if not self.code:
            return Answer.TOO_OFTEN
        if now - self.sent_at > CODE_SECONDS:
            return Answer.EXPIRED
        return None

    def judge(self, typed: str, now: float) -> tuple[Answer, PendingSignIn]:
        """What the typed code is, and the sign-in as it stands afterwards.

        Spaces and dashes do not count. An empty answer costs no try.
        """
        if over := self.state(now):
            return over, self
        digits = re.sub(r"[\s\-–]", "", typed)
        if not digits:
            return Answer.WRONG, self
        if secrets.compare_digest(digits.encode(), self.code.encode()):
            return Answer.RIGHT, replace(self, code="")
        failed = self.failed + 1
        if failed >= CODE_TRIES:
            return Answer.TOO_OFTEN, replace(self, failed=failed, code="")
        return Answer.WRONG, replace(self, failed=failed)
