"""One template draws the fields of all public forms."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django import forms

CHOICES = [("a", "First"), ("b", "Second")]


class EveryField(forms.Form):
    line = forms.CharField(max_length=3, help_text="Few letters.")
    address = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))
    secret = forms.CharField(widget=forms.PasswordInput)
    words = forms.CharField(widget=forms.Textarea)
    one = forms.ChoiceField(choices=CHOICES)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField()
    unseen = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup("".join(field.as_field_group() for field in form), "html.parser")


def test_every_control_has_a_label_and_the_design_systems_class():
    page = drawn(EveryField())
    for control in page.select("input:not([type=hidden]), textarea, select"):
        assert page.select_one(f"label[for={control['id']}]"), control
        assert control["class"][0].startswith("nhsuk-"), control
    assert {legend.text for legend in page.select("fieldset > legend")} == {"Radio", "Many"}
    assert page.select_one("#id_address")["autocomplete"] == "email"
    assert page.select_one("input[type=hidden]")["name"] == "unseen"


def test_what_is_wrong_is_named_at_its_field_and_what_was_typed_stays():
    form = EveryField({"line": "too long", "secret": "hush", "one": "b"})
    page = drawn(form)
    line = page.select_one("#id_line")
    assert line["value"] == "too long"
    assert not line.has_attr("maxlength")  # It would cut off what is pasted.
    assert line["aria-describedby"].split() == ["id_line_helptext", "id_line_error"]
    assert line["aria-invalid"] == "true"
    assert "at most 3" in page.select_one("#id_line_error").text
    assert page.select_one("#id_one option[selected]")["value"] == "b"
    assert "value" not in page.select_one("#id_secret").attrs
    for name in form.errors:
        assert page.select_one(f"#id_{name}"), "the summary of errors leads there"
    described = {ident for tag in page.select("[aria-describedby]")
                 for ident in tag["aria-describedby"].split()}  # fmt: skip
    assert all(page.select_one(f"#{ident}") for ident in described)
    assert {f"id_{name}_error" for name in ("radio", "many")} <= described
