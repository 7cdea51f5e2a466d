"""What may be done with a submission, one verb a file.

Every verb checks that it may, does it in one transaction, and tells whom it concerns. States and
who moves between them: docs/editing/practice-examples.md.
"""
