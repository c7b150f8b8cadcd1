"""Tables as people have them: any delimiter, encoding and name of a column."""

import json

import pandas as pd
import pytest

from analysis.coverage.partitions import cut_partitions, read_together
from analysis.coverage.sources import Failure, describe_source, list_items
from analysis.coverage.tables import find_columns
from analysis.text.article import ArticleError

STORY = "The crews went ashore on Monday; the union said: “Nobody sails.”\n\nThe café of the port stood empty."
ROWS = [
    {"title": "Ferries stay.", "content": STORY, "publishedAt": f"2020-01-{day:02}T10:00:00Z", "source": "The Courier"}
    for day in (8, 9, 10)
]
FRAME = pd.DataFrame(ROWS)


def write_csv(path, **options):
    FRAME.to_csv(path, index=False, **options)
    return path


TABLES = {
    "semicolons": lambda folder: write_csv(folder / "a.csv", sep=";"),
    "tabs": lambda folder: write_csv(folder / "a.csv", sep="\t"),
    "bars": lambda folder: write_csv(folder / "a.csv", sep="|"),
    "TSV": lambda folder: write_csv(folder / "a.tsv", sep="\t"),
    "UTF-16": lambda folder: write_csv(folder / "a.csv", sep="\t", encoding="utf-16"),
    "UTF-8 with its mark": lambda folder: write_csv(folder / "a.csv", encoding="utf-8-sig"),
    "Windows-1252": lambda folder: write_csv(folder / "a.csv", sep=";", encoding="cp1252"),
    "Parquet": lambda folder: FRAME.to_parquet(folder / "a.parquet") or folder / "a.parquet",
    "JSON": lambda folder: write(folder / "a.json", json.dumps(ROWS)),
    "JSON of a service": lambda folder: write(folder / "a.json", json.dumps({"status": "ok", "articles": ROWS})),
    "deep JSON": lambda folder: write(folder / "a.json", json.dumps({"response": {"n": 3, "docs": ROWS}})),
    "JSON lines": lambda folder: write(folder / "a.jsonl", "\n".join(map(json.dumps, ROWS))),
    "JSON lines under .json": lambda folder: write(folder / "a.json", "\n".join(map(json.dumps, ROWS))),
}


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def read(source):
    return [reading for partition in cut_partitions(list_items(source)) for reading in read_together(partition)]


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_any_kind_has_its_articles(tmp_path, kind):
    items = list(list_items(TABLES[kind](tmp_path)))
    assert [item.problem for item in items] == [None] * 3
    assert [(item.content.title, item.content.text) for item in items] == [("Ferries stay.", STORY)] * 3
    assert [(item.published, item.outlet) for item in items] == [(f"2020-01-{d:02}", "The Courier") for d in (8, 9, 10)]


def test_a_title_is_the_headline_however_it_ends(tmp_path):
    for reading in read(TABLES["semicolons"](tmp_path)):
        assert reading.article.headline == "Ferries stay." and reading.article.text.count("Ferries stay.") == 1


def test_a_note_of_a_spreadsheet_above_the_header_is_no_header(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text(f'sep=;\ntext;outlet\n"{STORY}";A\n', encoding="utf-8")
    assert [item.outlet for item in list_items(table)] == ["A"]


@pytest.mark.parametrize("name", ["text", "Body", "CONTENT", "article_text", "Full Text"])
def test_the_column_of_texts_has_many_names(name):
    (item,) = list_items(pd.DataFrame({name: [STORY]}))
    assert item.content == STORY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("Wed, 08 Jan 2020 10:00:00 GMT", "2020-01-08"),
        ("Wed, 08 Jan 2020 23:00:00 -0500", "2020-01-08"),
        ("January 8, 2020", "2020-01-08"),
        ("8.1.2020", "2020-01-08"),
        (1578477600, "2020-01-08"),
        (1578477600000, "2020-01-08"),
        ("20200108T112800Z", "2020-01-08"),
        ("2020-01-08T23:59:59", "2020-01-08"),
        ("soon", "soon"),
        ("03/04/2020", "03/04/2020"),
    ],
)
def test_a_day_is_read_in_any_form(cell, day):
    (item,) = list_items(pd.DataFrame({"text": ["a"], "date": [cell]}))
    assert item.published == day


def test_the_days_of_a_table_show_how_it_writes_them():
    british = pd.DataFrame({"text": ["a"] * 3, "date": ["03/04/2020", "25/04/2020", None]})
    assert [item.published for item in list_items(british)] == ["2020-04-03", "2020-04-25", None]
    american = pd.DataFrame({"text": ["a"] * 2, "date": ["03/04/2020", "04/25/2020"]})
    assert [item.published for item in list_items(american)] == ["2020-03-04", "2020-04-25"]


def test_a_day_that_may_be_two_is_a_failure_that_says_what_to_do():
    (failure,) = read(pd.DataFrame({"text": [STORY], "date": ["03/04/2020"]}))
    assert isinstance(failure, Failure) and "year-month-day" in str(failure)


@pytest.mark.parametrize("cell", ["nan", "[Removed]", "NaN", "null", "", None, "  "])
def test_what_stands_for_no_text_is_a_failure(cell):
    (failure,) = read(pd.DataFrame({"title": ["[Removed]"], "content": [cell]}))
    assert isinstance(failure, Failure) and failure.remedy


def test_a_source_with_an_id_and_a_name_is_its_name(tmp_path):
    row = {"source": {"id": None, "name": "The Courier"}, "content": STORY}
    (item,) = list_items(write(tmp_path / "a.json", json.dumps({"articles": [row]})))
    assert item.outlet == "The Courier"


def test_a_row_without_an_outlet_has_that_of_its_address():
    (item,) = list_items(pd.DataFrame({"text": [STORY], "link": ["https://www.courier.co.uk/a"]}))
    assert (item.outlet, item.url) == ("courier.co.uk", "https://www.courier.co.uk/a")


def test_markup_in_a_cell_is_read_as_a_page(tmp_path):
    (reading,) = read(
        pd.DataFrame({"title": ["Ferries stay."], "body": [f"<p>{STORY}</p><p>Nobody followed them.</p>"]})
    )
    assert reading.article.headline == "Ferries stay." and "<p>" not in reading.article.text


def test_the_meaning_of_columns_is_told_and_what_is_not_used_is_named(tmp_path):
    table = write(tmp_path / "a.csv", "headline,content,author,published_at\nA,b,c,d\n")
    (line,) = describe_source(table)
    assert line == (
        f"{table}: text from “content”, published from “published_at”, title from “headline”; "
        "not used, only kept: “author”"
    )
    assert str(find_columns("a", ["text"])) == "text from “text”"
    assert find_columns("a", ["body", "text"]).known == {"text": "text"}
    assert find_columns("a", ["text", "title"]).known == {"text": "text", "title": "title"}
    assert find_columns("a", ["text", "headline"]).others == ("headline",)  # a whole text has its own


def test_what_is_passed_over_in_a_folder_is_counted(tmp_path):
    for name in ("a.txt", "b.jpg", "c.jpg", "d.xlsx", ".hidden", "e"):
        write(tmp_path / name, STORY)
    (line,) = describe_source(tmp_path)
    assert line.endswith("four files of other kinds passed over (2 .jpg, 1 .xlsx, 1 without a suffix)")
    assert list(describe_source([tmp_path / "a.txt"])) == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", "[1, 2]", "no list of articles"),
        ("a.json", "{}", "no list of articles"),
        ("a.json", "", "neither text nor file"),
        ("a.tsv", "", "is empty"),
        ("a.csv", "one;two\n1;2\n", "has the columns one, two, but neither text nor file"),
    ],
)
def test_what_is_no_table_of_articles_is_refused_in_one_line(tmp_path, name, content, reason):
    with pytest.raises(ArticleError, match=reason) as caught:
        list(list_items(write(tmp_path / name, content)))
    assert caught.value.remedy and "\n" not in str(caught.value)


def test_an_address_is_refused_in_one_line():
    for address in ("https://courier.example/a", "www.courier.example/a"):
        with pytest.raises(ArticleError, match=r"courier\.example/a: is an address\. Give a saved page"):
            list_items(address)
    (item,) = list_items(["https://courier.example/a"])
    assert "does not fetch" in item.problem[1]


def test_twenty_pages_of_twenty_sites_have_twenty_outlets(tmp_path):
    for number in range(20):
        head = f'<link rel="canonical" href="https://www.site{number}.com/2020/01/08/a">'
        write(
            tmp_path / f"{number}.html", f"<!doctype html><html><head>{head}</head><body><p>{STORY}</p></body></html>"
        )
    assert {item.outlet for item in list_items(tmp_path)} == {f"site{number}.com" for number in range(20)}
