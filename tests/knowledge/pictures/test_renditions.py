"""Sizes of pictures: right, without metadata, never in this process; where one cannot be made a gap says what it shows."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.template import Context, Template
from django.urls import reverse
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

from knowledge.admin.unread_pictures import unread_pictures
from knowledge.models import DocumentText, HubImage, SectionPage
from knowledge.pictures import renditions
from tests.factories import add_page, make_editor, make_image, make_region
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
ALT = "Parents & midwives <together>"


def stored(image: Image.Image, kind: str = "PNG", name: str = "", **options) -> HubImage:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return keep(stream.getvalue(), name or f"a.{kind.lower()}")


def keep(data: bytes, name: str) -> HubImage:
    image = HubImage(title="A", description=ALT, file=ContentFile(data, name=name))
    image._set_image_file_metadata()
    image.save()
    return image


def broken() -> HubImage:
    """Its beginning says what it is; the rest is gone."""
    stream = io.BytesIO()
    Image.effect_noise((400, 300), 50).save(stream, "JPEG")
    return keep(stream.getvalue()[:3000], "half.jpg")


def halves(size=(400, 200)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return image


@pytest.mark.parametrize(
    ("spec", "size", "kind"),
    [
        ("max-100x100", (100, 50), "PNG"),
        ("width-200", (200, 100), "PNG"),
        ("fill-50x50", (50, 50), "PNG"),
        ("original", (400, 200), "PNG"),
        ("scale-50", (200, 100), "PNG"),
        ("max-100x100|format-jpeg|jpegquality-40", (100, 50), "JPEG"),
        ("max-100x100|format-webp-lossless", (100, 50), "WEBP"),
        ("max-100x100|format-avif", (100, 50), "AVIF"),
    ],
)
def test_the_filters_of_wagtail(spec, size, kind):
    rendition = stored(halves()).get_rendition(spec)
    assert (rendition.width, rendition.height) == size
    with Image.open(rendition.file) as made:
        assert (made.size, made.format) == (size, kind)
        left, right = (
            made.convert("RGB").getpixel((2, 20)),
            made.convert("RGB").getpixel((size[0] - 3, 20)),
        )
    assert left[0] > 200 > left[2]
    assert right[2] > 200 > right[0]


def test_an_old_picture_that_lies_on_its_side_is_shown_upright_and_says_nothing():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret"
    image = stored(halves(), "JPEG", exif=exif)
    rendition = image.get_rendition("max-100x100")
    with Image.open(rendition.file) as made:
        assert made.size == (50, 100)
        assert made.getpixel((20, 5))[0] > 200
        assert not made.getexif()


def test_see_through_parts_on_a_colour():
    image = stored(Image.new("RGBA", (40, 40), (255, 0, 0, 0)))
    for spec, colour in (("max-20x20|format-jpeg", 255), ("max-20x20|bgcolor-000|format-jpeg", 0)):
        with Image.open(image.get_rendition(spec).file) as made:
            assert all(abs(each - colour) < 5 for each in made.getpixel((5, 5)))


def test_several_at_once_and_the_same_again(django_assert_num_queries):
    image = stored(halves())
    made = image.get_renditions("max-100x100", "max-50x50")
    assert [(each.width, each.height) for each in made.values()] == [(100, 50), (50, 25)]
    assert image.get_rendition("max-50x50") == made["max-50x50"]
    assert made["max-50x50"].file.name.endswith("a.max-50x50.png")


def test_no_pixel_is_unpacked_in_this_process(monkeypatch):
    image = stored(halves())

    def never(self):
        raise AssertionError("unpacked here")

    monkeypatch.setattr(Image.Image, "load", never)
    assert image.get_rendition("max-100x100").width == 100


def test_a_filter_that_is_none_is_the_developers_to_mend():
    with pytest.raises(InvalidFilterSpecError):
        stored(halves()).get_rendition("nonsense-1")


def test_a_gap_says_what_the_picture_shows():
    image = broken()
    gap = image.get_rendition("max-100x100")
    assert gap.is_gap
    assert (gap.url, gap.width, gap.height) == ("", 100, 75)
    shown = Template("{% load wagtailimages_tags %}{% image image max-100x100 %}")
    html = shown.render(Context({"image": image}))
    assert html == ('<span class="hub-picture-gap">Parents &amp; midwives &lt;together&gt;</span>')
    assert not image.renditions.exists()


def test_it_is_not_tried_for_ever_and_is_in_the_editors_list(monkeypatch):
    image, tried = broken(), []
    real = renditions.ask
    monkeypatch.setattr(renditions, "ask", lambda *args: (tried.append(1), real(*args))[1])
    for _ in range(4):
        assert image.get_rendition("max-100x100").is_gap
    assert len(tried) == 2
    assert [each.pk for each in unread_pictures()] == [image.pk]
    client = admin_client(make_editor(region=make_region()))
    listed = client.get(reverse("knowledge_hubimage_modeladmin_index")).content.decode()
    assert "It is damaged" in listed
    address = reverse("read_picture_again", args=[image.pk])
    assert address in listed
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert not unread_pictures()
    call_command("run_due", only=["read documents that were missed"])
    image.get_rendition("max-100x100")
    call_command("run_due", only=["read documents that were missed"])
    assert DocumentText.objects.get().status == "broken"


def test_a_file_that_is_gone_and_one_of_too_many_pixels():
    gone = make_image()
    gone.get_file_hash()
    gone.file.storage.delete(gone.file.name)
    large = stored(Image.new("L", (7100, 7100)))
    for image in (gone, large):
        assert HubImage.objects.get(pk=image.pk).get_rendition("max-100x100").is_gap
    assert {each.pk: each.state for each in unread_pictures()} == {
        gone.pk: "missing", large.pk: "too-big",
    }  # fmt: skip


def test_when_pictures_are_busy_nothing_is_held_against_one(monkeypatch):
    from knowledge.pictures import asking

    image = stored(halves())
    monkeypatch.setattr(asking, "WAIT_SECONDS", 0.05)
    with asking.one_at_a_time("pictures", seconds=5):
        assert image.get_rendition("max-100x100").is_gap
    assert not unread_pictures()
    assert not image.get_rendition("max-100x100").is_gap


def test_pages_and_the_library_stand_with_a_broken_picture(site_tree, client):
    image = broken()
    page = add_page(
        SectionPage, site_tree.pack, "Pictured",
        body=[{"type": "image", "value": {"image": image.pk, "alt": "", "caption": "Here"}}],
    )  # fmt: skip
    response = client.get(page.url)
    assert response.status_code == 200
    admin = admin_client(make_editor(region=make_region()))
    for address in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        assert admin.get(reverse(address)).status_code == 200
    assert admin.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200


def test_the_filter_is_worked_out_without_the_picture():
    request = renditions._request(stored(halves()), Filter("fill-100x100|format-webp"))
    assert request["plans"]["upright"] == {"box": [100, 0, 300, 200], "size": [100, 100]}
    assert request["plans"]["turned"]["size"] == [100, 100]
    assert request["format"] == "webp"
