"""Which abilities of the browser pages may use: what none of ours needs is off for all of them.

Names are those that browsers know today; https://www.w3.org/TR/permissions-policy/ says how they are read.
"""

from __future__ import annotations

NEVER = (
    "accelerometer", "bluetooth", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
OF_VIDEOS = ("autoplay", "fullscreen", "picture-in-picture")
"""What a visitor expects of a video that they have started, ours or a player's."""


def permissions_policy(players: list[str]) -> dict[str, list[str]]:
    """The setting PERMISSIONS_POLICY; `players` are the origins of videos that pages may frame."""
    return {
        **{name: [] for name in NEVER},
        **{name: ["self", *players] for name in OF_VIDEOS},
        # While a timer of an activity runs, a phone stays awake.
        "screen-wake-lock": ["self"],
    }
