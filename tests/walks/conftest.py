"""What walks begin with."""

from tests.examples.conftest import place  # noqa: F401 - a fixture of the same name
