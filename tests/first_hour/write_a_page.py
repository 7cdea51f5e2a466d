"""Run in the hub's own shell: an editor's page with a picture and a file, published."""

import io

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from knowledge.models import HubDocument, HubImage, PackPage, SectionPage

drawn = io.BytesIO()
Image.new("RGB", (320, 200), "#005eb8").save(drawn, format="PNG")
picture = HubImage.objects.create(
    title="Blue",
    description="A blue field.",
    file=ImageFile(io.BytesIO(drawn.getvalue()), name="blue.png"),
)
paper = HubDocument.objects.create(
    title="Notes", file=ContentFile(b"Notes of a meeting.", name="notes.txt"), is_listed=True
)
body = [
    {
        "type": "text",
        "id": "00000001-0000-4000-8000-000000000000",
        "value": "<p>Quibbleworth met as equals.</p>",
    },
    {
        "type": "image",
        "id": "00000002-0000-4000-8000-000000000000",
        "value": {
            "image": {"image": picture.pk, "alt_text": "A blue field.", "decorative": False},
            "caption": "",
        },
    },
    {
        "type": "document",
        "id": "00000003-0000-4000-8000-000000000000",
        "value": {"document": paper.pk, "text": ""},
    },
]
section = SectionPage(title="Quibbleworth", slug="quibbleworth", body=body, live=False)
PackPage.objects.get().add_child(instance=section)
section.save_revision().publish()
