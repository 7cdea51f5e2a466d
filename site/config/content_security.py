"""What pages may load, told to browsers with every answer: one policy for the public, one for the admin.

docs/security.md says why the admin's differs. Neither lets a script run that stands in a page.
"""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

ADMIN_DIRECTIVES: dict[str, list[str]] = {
    "default-src": [SELF],
    "script-src": [SELF],
    # Wagtail's editor and date picker put styles into the page while they run.
    "style-src": [SELF, UNSAFE_INLINE],
    # The editor previews a page in a frame; that page comes with the public's policy.
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}


class ContentSecurityMiddleware(CSPMiddleware):
    """django-csp's, with a policy of its own for what the admin shows."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = parts.config or ADMIN_DIRECTIVES
        return parts
