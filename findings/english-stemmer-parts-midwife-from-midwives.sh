#!/usr/bin/env bash
# One would expect: the English stemmer of search engines brings the plural and the "-ing" of a common word to the same
# stem as the word itself; whoever looks for "midwives" finds "midwife".
# What happens (snowballstemmer 3.1.1, "english", the algorithm of Elasticsearch's and PostgreSQL's English too; also
# the older "porter" of SQLite's FTS5): midwife, midwives and midwifery are three stems; so are breastfeed,
# breastfeeding and breastfed (the first is cut to "breastfe"), and produce is not production, nor reduce reduction.
# On the other side production is product, carers are not care, and police is nearly policy.
# Matters to: whoever searches texts about maternity care: the commonest words of the field are the exceptions, and a
# text that says "a midwife" is not found by "midwives", without any sign that something was missed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check snowballstemmer==3.1.1
cd "$work"

venv/bin/python - <<'PYTHON'
import sqlite3
import sys
from importlib.metadata import version

import snowballstemmer

PAIRS = (
    ("midwife", "midwives"),
    ("breastfeed", "breastfeeding"),
    ("produce", "production"),
    ("coproduce", "coproduction"),
    ("staff", "staffing"),
    ("reduce", "reduction"),
)
ALIKE = (("baby", "babies"), ("maternal", "maternity"), ("neonate", "neonatal"), ("product", "production"))
english = snowballstemmer.stemmer("english").stemWord


def is_found(word, question):
    """Whether SQLite's own full-text search finds a text of one word by another one."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'porter unicode61')")
    database.execute("INSERT INTO texts VALUES (?)", [word])
    return bool(database.execute("SELECT 1 FROM texts WHERE texts MATCH ?", [f'"{question}"']).fetchall())


print("Versions: snowballstemmer", version("snowballstemmer"), "| SQLite", sqlite3.sqlite_version)
print("One would expect: one stem for both words of each pair.")
for word, other in PAIRS:
    found = "found" if is_found(word, other) else "not found"
    print(f"Seen: {word} -> {english(word)}, {other} -> {english(other)}; SQLite: {found}")
print("While these are one:", [(a, b, english(a)) for a, b in ALIKE if english(a) == english(b)])
print("Matters to: whoever searches texts about maternity care.")
as_described = (
    all(english(word) != english(other) and not is_found(word, other) for word, other in PAIRS[:4])
    and all(english(word) != english(other) for word, other in PAIRS)
    and all(english(word) == english(other) for word, other in ALIKE)
)
sys.exit(0 if as_described else "No longer as described.")
PYTHON
