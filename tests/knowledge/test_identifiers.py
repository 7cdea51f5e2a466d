"""What could tell who a person is gets found where it stands; ordinary dates and figures do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.identifiers import ADVICE, Kind, find_identifiers, is_nhs_number


def found(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, each.matched) for each in find_identifiers({"aims": text})]


@pytest.mark.parametrize(
    "number",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "943.476.5919",
        "943\u00a0476\u00a05919",
        "943 – 476 – 5919",
        "94 34 76 59 19",
        "9 4 3 4 7 6 5 9 1 9",
        "94347 65919",
        "401 023 2137",
        "987 654 3210",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "NHS no. {}, please", "({})", "Her number is {}.", "1. {}"]
)
def test_nhs_numbers_in_any_spacing(number, around):
    assert found(around.format(number)) == [(Kind.NHS_NUMBER, number)]


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "943 476 5910",
        "order 1234567890",
        "94347659190",
        "19434765919",
        "£9434765919",
        "9,434,765,919",
        "4929 9434 7659 1912",
        "0000000000",
        "1111111111",
        "2019 2020 21",
        "2018 2019 2020 2021",
        "12.05.2020 14",
        "943 476",
        "pages 943 to 476 and 5919",
    ],
)
def test_other_figures_are_no_nhs_numbers(text):
    assert Kind.NHS_NUMBER not in [kind for kind, _ in found(text)]


def test_exactly_one_check_digit_is_right_or_none():
    for base in ("943476591", "401023213", "123456789", "700000001"):
        assert sum(is_nhs_number(f"{base}{digit}") for digit in range(10)) <= 1


@settings(max_examples=200)
@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(base, place, more):
    right = next((f"{base}{d}" for d in range(10) if is_nhs_number(f"{base}{d}")), None)
    if right is None:
        return
    wrong = f"{right[:place]}{(int(right[place]) + more) % 10}{right[place + 1 :]}"
    assert not is_nhs_number(wrong)


@pytest.mark.parametrize(
    "number",
    [
        "01273 496 000",
        "01273496000",
        "(01273) 496000",
        "020 7946 0018",
        "020-7946-0018",
        "07700 900123",
        "07700900123",
        "07911 123456",
        "07911.123.456",
        "0117 496 0123",
        "0300 123 1036",
        "0800 1111",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "+447911123456",
        "0044 7911 123456",
        "+33 1 42 68 53 00",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Ring {} after six.", "Tel: {}"])
def test_phone_numbers(number, around):
    assert found(around.format(number)) == [(Kind.PHONE, number)]


def test_two_phone_numbers_in_a_row():
    assert len(found("01273 496000 07911 123456")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "111 or 999",
        "2019 2020 2021",
        "2019-2020, 2020-2021",
        "10,000 5,000 20,000",
        "08:30 09:45 10:15 11:00",
        "07/2020 08/2020 09/2020",
        "01/02/2020 - 03/04/2021",
        "£07700900123",
        "0.1234567890",
        "ref 01/2020/1234",
        "ISBN 978 0 14 103614 4",
        "5 of 12 and 7 of 20",
        "2023-07-01 12:30",
    ],
)
def test_other_figures_are_no_phone_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "ann@example.org",
        "ann.o'neill@nhs.net",
        "Ann-Marie+mvp@mail.example.co.uk",
        "a_b@x.io",
        "1@2.uk",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Write to <{}>.", "mailto:{}, please", "{};"])
def test_email_addresses(address, around):
    assert found(around.format(address)) == [(Kind.EMAIL, address)]


@pytest.mark.parametrize(
    "text", ["@hovemvp", "meet @ 10.30", "a@b", "50 @ £3.20", "ann@ example.org"]
)
def test_other_signs_are_no_email_addresses(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "postcode",
    [
        "BN1 1AE",
        "BN11AE",
        "SW1A 1AA",
        "W1A 0AX",
        "EC1A 1BB",
        "M1 1AE",
        "B33 8TH",
        "CR2 6XH",
        "DN55 1PT",
        "bn1 1ae",
        "BN1  1AE",
        "BN1\u00a01AE",
        "NW10 4AB",
    ],
)
@pytest.mark.parametrize("around", ["{}", "at {}, Hove", "({})"])
def test_full_postcodes(postcode, around):
    assert found(around.format(postcode)) == [(Kind.POSTCODE, postcode)]


@pytest.mark.parametrize(
    "text",
    [
        "BN1",
        "the SW1A area",
        "on the m1 2nd exit",
        "band 7 3pm",
        "QZ1 1AA",
        "A1 4TH",
        "BN1 1CO",
        "COVID19 2AB",
        "PCSP v2 3rd draft",
        "step 1 2 3",
        "phase e1 1st round",
        "bn11ae",
        "£E1 2AB",
    ],
)
def test_other_codes_are_no_postcodes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB 12/03/1985", "12/03/1985"),
        ("D.O.B.: 12.3.85", "12.3.85"),
        ("d.o.b 1985-03-12", "1985-03-12"),
        ("Date of birth: 12 March 1985", "12 March 1985"),
        ("Date of birth\n12-03-1985", "12-03-1985"),
        ("She was born on 12th March 2020 in Hove", "12th March 2020"),
        ("born March 12, 2020", "March 12, 2020"),
        ("Our daughter was born on the 1st of May 2019", "1st of May 2019"),
        ("12 March 2020: Ada is born", "12 March 2020"),
        ("On 12 March 2020 our son was born", "12 March 2020"),
        ("I gave birth on 3/4/21", "3/4/21"),
        ("the birth of my twins on 3 April 2021", "3 April 2021"),
        ("Her birthday is 3 Sept. 2021", "3 Sept. 2021"),
        ("after my birth on 3 April 2021", "3 April 2021"),
        ("baby delivered 3 April 2021", "3 April 2021"),
        ("birth date 03/04/2021", "03/04/2021"),
    ],
)
def test_dates_of_birth(text, date):
    assert found(text) == [(Kind.BIRTH_DATE, date)]


def test_further_dates_joined_to_one_of_birth():
    said = found("Twins born 12/03/1985, 4 May 1987 and 1 June 1990. Reviewed on 2 July 2021.")
    assert [text for _, text in said] == ["12/03/1985", "4 May 1987", "1 June 1990"]


@pytest.mark.parametrize(
    "text",
    [
        "July 2020",
        "born in July 2020",
        "born in 1985",
        "12 March 2021",
        "We met on 12/03/2021.",
        "Better Births was published on 23 February 2016.",
        "The birth centre opened on 12 May 2019.",
        "Training was delivered on 12 March 2021.",
        "My son was born in Hove and I joined the MVP on 12 March 2021.",
        "She was born here. The group began on 12 March 2021.",
        "On 12 March 2021 we met parents whose babies were born early",
        "January 2020 (SUV appointed September 2020)",
        "Due to be evaluated and reviewed in June 2022",
        "by 31st March 2021",
        "version 1.2.20",
        "born at 32/40 weeks",
        "an idea born of need",
        "40 to 45 of 2020",
    ],
)
def test_other_dates_are_no_dates_of_birth(text):
    assert found(text) == []


def test_says_in_which_field_and_where():
    answers = {"aims": "No one.", "future_plans": "Ring Ann: 07911 123456 or ann@example.org"}
    first, second = find_identifiers(answers)
    assert (first.field, first.kind) == ("future_plans", Kind.PHONE)
    assert answers["future_plans"][first.start : first.end] == first.matched == "07911 123456"
    assert answers["future_plans"][second.start : second.end] == second.matched == "ann@example.org"
    assert first.advice == ADVICE[Kind.PHONE]
    assert first.advice.endswith(".")


def test_an_address_that_holds_a_number_is_told_once():
    assert found("9434765919@nhs.net") == [(Kind.NHS_NUMBER, "9434765919")]
    assert found("ann.07911123456@example.org") == [(Kind.EMAIL, "ann.07911123456@example.org")]


def test_identity_holds_when_text_around_it_changes_and_tells_nothing():
    (before,) = find_identifiers({"aims": "Ring 07911 123456"})
    (after,) = find_identifiers({"aims": "Please do ring 07911123456 soon"})
    (elsewhere,) = find_identifiers({"scope": "Ring 07911 123456"})
    assert before.identity == after.identity != elsewhere.identity
    assert "123456" not in before.identity


def test_nothing_in_empty_texts():
    assert find_identifiers({}) == []
    assert find_identifiers({"aims": "", "scope": " \n"}) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_safe_and_spots_are_apart(text):
    end = 0
    for each in find_identifiers({"aims": text}):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.matched
        end = each.end
