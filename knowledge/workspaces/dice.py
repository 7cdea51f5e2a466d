"""Six dice for stories: 36 plain words, each with a picture of ours, drawn in lines on a field of 24 by 24."""

from __future__ import annotations

import secrets

DICE: tuple[dict[str, str], ...] = (
    {
        "sun": "M7 12a5 5 0 1 0 10 0a5 5 0 1 0-10 0M12 1v3M12 20v3M1 12h3M20 12h3M4 4l2 2M18 18l2 2M20 4l-2 2M6 18l-2 2",
        "moon": "M16 3a9 9 0 1 0 5 13a8 8 0 0 1-5-13z",
        "star": "M12 2l3 7h7l-6 4 3 8-7-5-7 5 3-8-6-4h7z",
        "rain": "M6 13a4 4 0 0 1 0-8a6 6 0 0 1 11 1a3.5 3.5 0 0 1 1 7zM7 17l-1 4M12 17l-1 4M17 17l-1 4",
        "tree": "M12 22v-7M12 2l7 13H5z",
        "flower": "M12 22v-9M9 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 5V1M15 8h4M5 8h4M12 18l5-3",
    },
    {
        "house": "M3 11l9-8 9 8M5 10v11h14V10M10 21v-6h4v6",
        "door": "M6 22V2h12v20M3 22h18M14 12h1",
        "window": "M4 3h16v18H4zM12 3v18M4 12h16",
        "bed": "M2 20V6M2 16h20v4M22 16v-4H9v4M4 12h3",
        "chair": "M6 2v20M6 13h12v9M6 9h0",
        "stairs": "M2 21h5v-5h5v-5h5V6h5",
    },
    {
        "key": "M3 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 12h11M18 12v4M22 12v3",
        "clock": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 6v6l4 3",
        "phone": "M7 2h10v20H7zM11 19h2",
        "letter": "M2 5h20v14H2zM2 5l10 8 10-8",
        "book": "M12 6C9 4 5 4 2 5v15c3-1 7-1 10 1c3-2 7-2 10-1V5c-3-1-7-1-10 1zM12 6v15",
        "lamp": "M8 3h8l4 9H4zM12 12v9M7 21h10",
    },
    {
        "path": "M9 22l2-20M15 22L13 2M12 20v-2M12 14v-2M12 8V6",
        "bridge": "M1 17h22M3 17v5M21 17v5M3 17V9M21 17V9M3 9c5 8 13 8 18 0M12 15v2",
        "boat": "M2 15h20l-4 6H6zM12 15V2l7 10h-7",
        "bus": "M2 5h20v13H2zM2 12h20M8 5v7M15 5v7M5 20a2 2 0 1 0 4 0M15 20a2 2 0 1 0 4 0",
        "signpost": "M11 22V2M4 4h13l4 3-4 3H4zM11 13h6v4h-6",
        "hill": "M1 20L9 6l5 8 3-4 6 10z",
    },
    {
        "cup": "M4 6h13v8a6 6 0 0 1-13 0zM17 8h3v5h-3M4 22h13",
        "cake": "M3 12h18v9H3zM3 16h18M12 12V7M12 5V3",
        "apple": "M12 7c-4-3-9 0-8 6c1 6 5 9 8 7c3 2 7-1 8-7c1-6-4-9-8-6zM12 7V2",
        "bag": "M4 8h16l1 13H3zM8 11V6a4 4 0 0 1 8 0v5",
        "umbrella": "M2 12a10 10 0 0 1 20 0zM12 12v7a2 2 0 0 0 4 0M12 2V1",
        "gift": "M3 8h18v4H3zM5 12v9h14v-9M12 8v13M12 8c-6 0-6-6 0 0c6-6 6 0 0 0",
    },
    {
        "hand": "M7 22v-6l-4-4 2-2 3 3V4h2v7V2h2v9V3h2v8V5h2v10l-2 7z",
        "heart": "M12 21C5 15 2 12 2 8a5 5 0 0 1 10-2a5 5 0 0 1 10 2c0 4-3 7-10 13z",
        "ear": "M7 9a5 5 0 0 1 10 0c0 4-4 5-4 9a3 3 0 0 1-6 0M10 10a2 2 0 0 1 4 0c0 2-2 2-2 4",
        "eye": "M1 12c6-9 16-9 22 0c-6 9-16 9-22 0zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
        "bird": "M3 14c2 6 12 6 13-2l5-3-5-1c-2-4-7-3-7 1zM9 19v4M12 19v4M15 8h0",
        "fish": "M2 12c4-7 11-7 15 0c-4 7-11 7-15 0zM17 12l5-5v10zM6 11h1",
    },
)

PICTURES: dict[str, str] = {word: lines for die in DICE for word, lines in die.items()}
"""Word → path of its picture."""


def roll() -> list[str]:
    """One word of each die."""
    return [secrets.choice(tuple(die)) for die in DICE]
