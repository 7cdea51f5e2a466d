"""Which version of a thing is public is known by the thing, whatever its versions say."""

from __future__ import annotations


class PublicVersionMixin:
    """For what has drafts; stands before Wagtail's own classes.

    Wagtail takes a thing offline when a version of it is scheduled that says there is no public one, as every
    version does that was saved before the first publication.
    """

    def with_content_json(self, content):
        """Wagtail's, with the public version of now."""
        version = super().with_content_json(content)
        version.live_revision_id = self.live_revision_id
        return version
