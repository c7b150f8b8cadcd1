"""The data that ships with the project: its lists are complete, and each piece can be read."""

import csv
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from helpers.paths import ROOT

import analysis
from analysis.story.claims import tabulate as tabulate_claims
from analysis.story.sides import list_between
from analysis.story.stand import describe, list_acts

DATA = ROOT / "data"
with (DATA / "coverage.csv").open(encoding="utf-8", newline="") as listed:
    ROWS = list(csv.DictReader(listed))


def test_every_listed_article_is_there_and_every_article_is_listed():
    with (DATA / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == {"file", "outlet", "published", "source", "note"}
    found = [path for name in ("articles", "coverage") for path in (DATA / name).iterdir()]
    assert sorted(row["file"] for row in rows) == sorted(path.relative_to(DATA).as_posix() for path in found)
    days = {row["file"]: row["published"] for row in rows}
    assert {row["file"]: row["published"] for row in ROWS}.items() <= days.items()


def test_the_list_has_every_piece_and_nothing_else():
    assert set(ROWS[0]) == {"file", "outlet", "published", "url"}
    files = [row["file"] for row in ROWS]
    assert files == sorted(f"coverage/{path.name}" for path in (DATA / "coverage").iterdir())
    assert len({row["outlet"] for row in ROWS}) == 4
    assert len({row["url"] for row in ROWS}) == len(ROWS)
    assert all(urlsplit(row["url"]).hostname.endswith(".example") for row in ROWS)


def test_pieces_are_listed_in_the_order_of_their_days():
    days = [date.fromisoformat(row["published"]) for row in ROWS]
    assert days == sorted(days)
    assert date(2019, 12, 28) <= days[0] and days[-1] <= date(2020, 1, 12)


@pytest.mark.parametrize("row", ROWS, ids=[Path(row["file"]).stem for row in ROWS])
def test_a_piece_can_be_read(row):
    path = DATA / row["file"]
    assert 120 <= len(path.read_text(encoding="utf-8").split()) <= 300
    reading = analysis.read(path, published=row["published"])
    assert reading.article.published == date.fromisoformat(row["published"])
    assert reading.article.headline and len(reading.paragraphs) >= 5
    bylined = "byline" in set(reading.blocks["role"])
    assert bylined == (row["outlet"] != "Tarrow Wire")  # the agency signs at the end
    if bylined:  # and the date line that the others print says the same day
        assert analysis.read(path).article.published == reading.article.published


@pytest.fixture(scope="module")
def bridge():
    return analysis.read(DATA / "coverage" / "12-bridge-repair.txt", published="2020-01-06")


def test_nobody_acts_on_anybody_at_the_bridge(bridge):
    assert tabulate_claims(bridge)["sure"].sum() == 0 and list_acts(bridge).frame.empty
    assert bridge.events.dropna(subset=["source", "target"]).empty and list_between(bridge).empty
    assert str(describe(bridge)).startswith("Too little to tell: ")


def test_no_event_is_read_at_the_bridge(bridge):
    assert bridge.events.empty
