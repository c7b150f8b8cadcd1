"""Countries, people and posts: the table of actors and the forms by which they are found."""

import csv
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest
from helpers.hostile import anything
from hypothesis import given

from analysis.reading.actors.register import (
    country_name,
    country_of,
    find_forms,
    find_holder,
    find_person,
    load_forms,
    spell_role,
)

KINDS = ("person", "country", "organisation", "group")


def rows():
    with (files("analysis") / "rules" / "actors.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_every_country_has_one_code_and_one_name():
    names = {(row["country"], row["actor"]) for row in rows() if row["kind"] == "country"}
    codes = [code for code, _ in names]
    assert len(codes) == len(set(codes)) == 193 + len({"PSE", "VAT", "TWN", "XKX"})
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    assert {row["country"] for row in rows()} - {""} == set(codes)


def test_no_form_stands_for_two():
    seen = {}
    for row in rows():
        assert seen.setdefault(row["form"], row["actor"]) == row["actor"], row["form"]
        assert row["form"] == " ".join(row["form"].split()) != ""
        assert row["kind"] in (*KINDS, "none")
        assert row["sense"] in ("name", "adjective", "inhabitants", "capital", "surname", "nobody")


def test_people_have_a_post_and_days_in_order():
    people = [form for form in load_forms() if form.kind == "person"]
    assert people and all(form.role and form.gender in ("f", "m") and form.since < form.until for form in people)
    assert all(form.role == spell_role(form.role) for form in people)


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Iran", "IRN"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("Washington’s", "USA"),
        ("IRANIANS", "IRN"),
        ("the Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Hezbollah", "LBN"),
        ("NATO", None),
        ("Twitter", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_form_has_its_country(form, country):
    assert country_of(form) == country


def test_a_country_has_its_name():
    assert country_name("IRN") == "Iran" and country_name("XXX") is None


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("South Sudan and Sudan", ["South Sudan", "Sudan"]),
        ("the U.S. and the US; U.S-backed", ["U.S.", "US", "U.S."]),
        ("IRAN and North\xa0Korea", ["Iran", "North Korea"]),
        ("North\nKorea", []),
        ("Tell us who is in. THEY WHO TOLD US ALL", []),
        ("The Washington Post in New Mexico", ["The Washington Post", "New Mexico"]),
        ("Guinea-Bissau, not Guinea", ["Guinea-Bissau", "Guinea"]),
    ],
)
def test_the_longest_form_is_found(text, forms):
    assert [form.form for _, _, form in find_forms(text)] == forms


@given(anything)
def test_forms_are_at_their_places_in_order(text):
    spans = [(start, end) for start, end, _ in find_forms(text)]
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_surname_alone_is_whoever_holds_a_post_on_the_day():
    assert find_person(("johnson",), date(2020, 1, 9)).country == "GBR"
    assert find_person(("johnson",), date(2010, 1, 9)) is None
    assert find_person(("javad", "zarif")).actor == "Mohammad Javad Zarif"
    assert find_person(("jane", "zarif")) is None and find_person(()) is None


def test_a_post_has_its_holder_on_the_day_and_nobody_without_one():
    assert find_holder("GBR", "prime minister", date(2019, 7, 1)).actor == "Theresa May"
    assert find_holder("GBR", "prime minister", date(2019, 8, 1)).actor == "Boris Johnson"
    assert find_holder("GBR", "prime minister", None) is None
    assert spell_role("Defense  Minister") == "defence minister" and spell_role("Premier") == "prime minister"
