"""Captions as people and programs write them, by what is special in each."""

from __future__ import annotations

TIME = "00:01.000 --> 00:04.000"
FILES = {
    "entities": f"WEBVTT\n\n{TIME}\nMums &amp; dads,&nbsp;Q&amp;A, 3 &lt; 5 &gt; 2 &eacute;&#233; &amp\n",
    "a line of a space": f"WEBVTT\n\n{TIME}\nWe asked parents\n \nand they answered\n\n00:05.000 --> 00:07.000\nNext\n",
    "no blank lines": "WEBVTT\n\n00:01.000 --> 00:03.000\nFirst\n00:04.000 --> 00:06.000\nSecond\n",
    "identifiers": f"WEBVTT - a title\nKind: captions\n\nchapter 1\n{TIME}\nWords\n",
    "no blank line after the first": f"WEBVTT\n{TIME}\nWords\n",
    "old line ends": f"WEBVTT\r\r{TIME}\rOne\rtwo\r\r00:05.000 --> 00:06.000\rThree\r",
    "mixed line ends": f"WEBVTT\r\n\r\n{TIME}\r\nOne\ntwo\r\n",
    "mark of the code": f"\ufeffWEBVTT\n\n{TIME}\nWords\n",
    "notes and styles": f"WEBVTT\n\nNOTE not said\nat all\n\nSTYLE\n::cue {{}}\n\n{TIME}\nWords\n",
    "tags": f"WEBVTT\n\n{TIME}\n<c.loud>One</c> <i>two</i> <00:02.000>three <b>four <lang en>five</lang>\n",
    "a tag without end": f"WEBVTT\n\n{TIME}\nBefore <v Ada after\n",
    "a bare sign": f"WEBVTT\n\n{TIME}\nscore < 5\n",
    "settings": "WEBVTT\n\n00:01.000 --> 00:04.000 align:start position:0%\nWords\n",
    "no spaces at the arrow": "WEBVTT\n\n00:01.000-->00:04.000\nWords\n",
    "hours of any length": "WEBVTT\n\n1:00:01.000 --> 100:00:04.000\nWords\n",
    "a comma in the time": f"WEBVTT\n\n00:01,000 --> 00:04,000\nDropped\n\n{TIME}\nWords\n",
    "a minute of one digit": f"WEBVTT\n\n0:01.000 --> 0:04.000\nDropped\n\n{TIME}\nWords\n",
    "sixty seconds": f"WEBVTT\n\n00:60.000 --> 01:04.000\nDropped\n\n{TIME}\nWords\n",
    "two lines above the times": f"WEBVTT\n\none\ntwo\n{TIME}\nWords\n",
    "an arrow in the text": f"WEBVTT\n\n{TIME}\nWords --> gone\n\n00:05.000 --> 00:06.000\nNext\n",
    "voices": f"WEBVTT\n\n{TIME}\n<v.first Ada &amp; Ben>Hello</v> <v Cy>Yes\nand no\n",
    "ruby": f"WEBVTT\n\n{TIME}\n<ruby>one<rt>two</rt></ruby> three\n",
    "nothing said": f"WEBVTT\n\n{TIME}\n\n00:05.000 --> 00:06.000\nWords\n",
}
