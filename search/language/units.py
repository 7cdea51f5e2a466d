"""What a query is made of, as an engine looks for it: words, names and phrases. Pure."""

from __future__ import annotations

from dataclasses import dataclass

Phrase = tuple[str, ...]
"""Stems that stand in this order."""


@dataclass(frozen=True)
class Unit:
    """Something that an item holds or not: a word, a name of several words, or a quoted phrase."""

    own: Phrase
    """Its stems. All of them must be there; in this order if `is_phrase`."""
    is_phrase: bool = False
    whole: Phrase = ()
    """What an item must say in this order to hold it, fillers too, where it is a name of several words: a value here
    and money there are not value for money. Each of its words still finds and scores."""
    alternatives: tuple[Phrase, ...] = ()
    """Phrases of which any will do as well."""
    times: int = 1
    """How often it was typed: it counts so many times."""
    finds: bool = True
    """Whether an item is found that holds nothing else."""

    @property
    def itself(self) -> tuple[Phrase, ...]:
        """What an item says that holds it by no other name: one phrase, or each of its words."""
        if self.is_phrase or self.whole:
            return (self.whole or self.own,)
        return tuple((stem,) for stem in self.own)

    @property
    def ways(self) -> tuple[tuple[Phrase, ...], ...]:
        """What an item may say to hold it: all phrases of any of them."""
        return self.itself, *((phrase,) for phrase in self.alternatives)
