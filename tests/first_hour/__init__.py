"""An operator's first hour: docs/operations.md, word for word, in an empty folder. `.ci/operations` runs it."""
