"""Cues are those that a real browser makes of the same file."""

from __future__ import annotations

from knowledge.videos.webvtt import raw_cues, voices
from tests.captions import FILES

SHOW = """text => new Promise(resolve => {
  const video = document.createElement('video'), track = document.createElement('track');
  track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}));
  track.kind = 'captions';
  track.onload = () => resolve([...track.track.cues].map(
    cue => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]));
  track.onerror = () => resolve(null);
  video.append(track);
  document.body.append(video);
  track.track.mode = 'hidden';
})"""


def plain(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def test_cues_are_those_of_a_real_browser(page):
    page.goto("about:blank")
    for name, text in FILES.items():
        shown = [(start, end, plain(said)) for start, end, said in page.evaluate(SHOW, text)]
        ours = [
            (cue.start, cue.end, plain(" ".join(each.text for each in voices(cue.text))))
            for cue in raw_cues(text)
        ]
        assert ours == shown, name
