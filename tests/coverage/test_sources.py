"""What a source holds, whatever kind it is: the same articles, and a row that cannot be read is no stop."""

import json
import os
import random
import sys
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pyarrow as pa
import pytest
from helpers.generated import write_article, write_folder
from pyarrow import parquet

from analysis.coverage import partitions
from analysis.coverage.partitions import HEAVIEST, LARGEST, SIZE, cut_partitions
from analysis.coverage.sources import Item, list_items
from analysis.text.article import ArticleError

TEXTS = [write_article(number, 30) for number in range(4)]
ROWS = [
    {"text": text, "published": f"2020-01-0{i + 1}", "outlet": "The Courier", "url": f"https://courier.example/{i}"}
    for i, text in enumerate(TEXTS)
]


def list_problems(source):
    return [(item.place, *item.problem) for item in list_items(source) if item.problem]


def write(path, content):
    path.write_bytes(content) if isinstance(content, bytes) else path.write_text(content, encoding="utf-8", newline="")
    return path


def write_jsonl(path, rows):
    return write(path, "".join(json.dumps(row) + "\n" for row in rows))


def test_every_kind_of_source_has_the_same_articles(tmp_path):
    folder = write_folder(tmp_path / "news", 4, 30) / "000"
    files = sorted(folder.iterdir())
    table = pd.DataFrame({"file": [f"000/{file.name}" for file in files]})
    table.to_csv(folder.parent / "table.csv", index=False)
    table.to_parquet(folder.parent / "table.parquet")
    write_jsonl(folder.parent / "table.jsonl", table.to_dict("records"))
    sources = [
        folder,
        str(folder),
        folder.parent,
        f"{folder}/*.txt",
        f"{folder.parent}/**/*.txt",
        files,
        map(str, files),
        *(folder.parent / f"table.{kind}" for kind in ("csv", "parquet", "jsonl")),
        [folder.parent / "table.csv"],
        pd.DataFrame({"file": map(str, files)}),
    ]
    listed = [list(list_items(source)) for source in sources]
    assert listed[0] == [Item(str(file), text.encode()) for file, text in zip(files, TEXTS, strict=True)]
    assert all(items == listed[0] for items in listed)


def test_every_kind_of_table_has_the_same_texts(tmp_path):
    frame = pd.DataFrame(ROWS)
    frame.to_csv(tmp_path / "table.csv", index=False)
    frame.to_parquet(tmp_path / "table.parquet")
    write_jsonl(tmp_path / "table.ndjson", ROWS)
    listed = [list(list_items(tmp_path / f"table.{kind}")) for kind in ("csv", "parquet", "ndjson")]
    listed.append(list(list_items(frame)))
    for items in listed:
        known = [(item.content, item.published, item.outlet, item.url, item.row) for item in items]
        assert known == [(*row.values(), i) for i, row in enumerate(ROWS, start=1)]
        assert [item.name for item in items] == [item.name for item in listed[0]]
    assert listed[0][1].place == f"{tmp_path / 'table.csv'}, row 2" and listed[3][1].place == "the table, row 2"


def test_a_folder_has_its_articles_by_their_paths_and_nothing_hidden_or_else(tmp_path):
    for name in ("b.txt", "a/z.HTML", "a/b/c.htm", "a.txt", ".hidden/x.txt", "a/.x.txt", "a/notes.jpg", "B.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "a" / "round.txt").symlink_to(tmp_path, target_is_directory=True)
    items = list(list_items(tmp_path))
    assert [item.file.removeprefix(f"{tmp_path}{os.sep}") for item in items] == [
        "B.txt",
        *(os.path.join("a", name) for name in (os.path.join("b", "c.htm"), "round.txt", "z.HTML")),
        "a.txt",
        "b.txt",
    ]
    assert items[2].problem == ("is a folder or a device, not a file", "Name one article.")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere", "does not exist"),
        ("nowhere/*.txt", "matches no file"),
        ("empty", r"holds no \.txt, \.html, .* file"),
        ("empty.csv", "is empty"),
        ("other.csv", "has the columns words, published, but neither text nor file"),
        ("broken.parquet", "cannot be read"),
        (pd.DataFrame({"words": ["x"]}), "neither text nor file"),
        (["nowhere.csv"], "does not exist"),
    ],
)
def test_a_source_that_is_not_there_or_no_table_is_an_error(tmp_path, monkeypatch, source, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty.csv", "")
    write(tmp_path / "other.csv", "words,published\nx,2020-01-01\n")
    write(tmp_path / "broken.parquet", b"PAR1 and no more")
    with pytest.raises(ArticleError, match=message) as caught:
        list(list_items(source))
    assert caught.value.remedy


def test_a_list_may_name_files_that_are_not_there(tmp_path):
    file = write(tmp_path / "a.txt", TEXTS[0])
    long = tmp_path / ("x" * 300)
    problems = list_problems([file, tmp_path / "b.txt", long])
    assert [place for place, *_ in problems] == [str(tmp_path / "b.txt"), str(long)]
    assert "does not exist" in problems[0][1] and "cannot be opened" in problems[1][1]


def test_a_list_may_have_patterns(tmp_path):
    files = [write(tmp_path / f"{name}.txt", text) for name, text in zip("ab", TEXTS, strict=False)]
    found = list(list_items([tmp_path / "b*.txt", tmp_path / "a.txt", tmp_path / "c*.txt"]))
    assert [item.file for item in found] == [*map(str, reversed(files)), str(tmp_path / "c*.txt")]
    assert "does not exist" in found[-1].problem[0]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="no file is closed to us")
def test_what_is_closed_to_us_is_a_problem(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    write(tmp_path / "a.txt", TEXTS[0]).chmod(0)
    assert [error for _, error, _ in list_problems(tmp_path)] == ["cannot be opened (Permission denied)"] * 2


def test_cells_may_hold_anything(tmp_path):
    text = 'He said ""no"", and left;\r\nthen\n\n“came back”, 😁, '
    large = "long words " * 100_000
    frame = pd.DataFrame({"text": [text, large], "=note": ["a,b\n", '"']})
    frame.to_csv(tmp_path / "table.csv", index=False)
    items = list(list_items(tmp_path / "table.csv"))
    assert [item.content for item in items] == [text, large]
    assert [item.extras for item in items] == [(("=note", "a,b\n"),), (("=note", '"'),)]


def test_a_bad_row_of_a_csv_is_a_problem_and_the_others_are_read(tmp_path):
    rows = ["text,outlet", "one,A", "", "two,B,", "Caf\xe9,C", ",D", "three", '"four,E', "never,F"]
    table = write(tmp_path / "table.csv", "\ufeff".encode() + "\r\n".join(rows).encode("latin-1"))
    assert [item.content for item in list_items(table) if not item.problem] == ["one", "three"]
    assert [(place.split(", ")[-1], error) for place, error, _ in list_problems(table)] == [
        ("row 2", "has 3 cells, and the header has 2"),
        ("row 3", "has bytes that are not UTF-8"),
        ("row 4", "has neither a text nor a file"),
        ("row 6", "ends within quotation marks"),
    ]
    huge = write(tmp_path / "huge.csv", f'text\n"{"x" * 11_000_000}"\nlast\n')
    assert [item.content for item in list_items(huge)] == [None, "last"]
    assert "field larger than field limit" in list_problems(huge)[0][1]


def test_a_bad_line_of_json_is_a_problem_and_the_others_are_read(tmp_path):
    lines = ['{"text": "one"}', "", "{text: 2}", "[1]", b'{"text": "\xff"}'.decode("latin-1"), "[" * 99_999]
    lines += ['{"text": "\\ud800 lone"}', '{"published": "2020-01-01", "text": null, "file": NaN}', '{"text": "end"}']
    table = write(tmp_path / "table.jsonl", "\n".join(lines).encode("latin-1"))
    assert [item.content for item in list_items(table) if not item.problem] == ["one", "\ud800 lone", "end"]
    assert [(place.split(", ")[-1], error) for place, error, _ in list_problems(table)] == [
        ("row 2", "is not a JSON object"),
        ("row 3", "is not a JSON object"),
        ("row 4", "has bytes that are not UTF-8"),
        ("row 5", "is not a JSON object"),
        ("row 7", "has neither a text nor a file"),
    ]


def test_cells_of_any_type_become_text(tmp_path):
    cells = {
        "text": ["a", "b"],
        "published": [datetime(2020, 1, 8, 12, 30), None],
        "day": [date(2020, 1, 8), None],
        "n": [7, None],
        "share": [Decimal("1.50"), None],
        "sure": [True, None],
        "raw": [b"x\xff", None],
        "list": [[1, 2], None],
        "midnight": [datetime(2020, 1, 8), None],
    }
    table = pa.table(cells)
    parquet.write_table(table, tmp_path / "table.parquet")
    first, second = list_items(tmp_path / "table.parquet")
    assert first.published == "2020-01-08" and second.published is None
    assert dict(first.extras) == {
        "day": "2020-01-08",
        "n": "7",
        "share": "1.50",
        "sure": "True",
        "raw": "x\ufffd",
        "list": "[1, 2]",
        "midnight": "2020-01-08",
    }
    assert set(dict(second.extras).values()) == {None}
    frame = pd.DataFrame({"text": ["a"], "published": [pd.Timestamp("2020-01-08 12:30", tz="UTC")], 5: [pd.NA]})
    (item,) = list_items(frame)
    assert (item.published, item.extras) == ("2020-01-08", (("5", None),))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2020-01-08T23:59:59Z", "2020-01-08"),
        ("2020-01-08 10:00:00+03:00", "2020-01-08"),
        (" 2020-01-08 ", "2020-01-08"),
        ("8 January", "8 January"),
        ("", None),
    ],
)
def test_a_time_stamp_is_a_day(cell, day):
    (item,) = list_items(pd.DataFrame({"text": ["a"], "published": [cell]}))
    assert item.published == day


def test_an_article_is_named_by_all_that_is_known_of_it_and_not_by_its_row():
    def name(**row):
        return next(list_items(pd.DataFrame([{"text": "a", "outlet": "A", "note": None, **row}]))).name

    same = list(list_items(pd.DataFrame({"text": ["a", "a"], "outlet": ["A", "A"], "note": [None, None]})))
    assert same[0].name == same[1].name == name()
    names = [name(), name(text="b"), name(outlet="B"), name(note="x"), name(published="2020-01-01"), name(url="u")]
    assert len(set(names)) == len(names)
    assert Item("a", "x").name != Item("a", b"x").name != Item("b", b"x").name


def make_items(numbers):
    return [Item(f"{number}.txt", b"") for number in numbers]


def test_an_article_that_joins_or_leaves_changes_one_partition():
    items = make_items(range(3_000))
    before = {partition.mark for partition in cut_partitions(items)}
    rng = random.Random(1)
    for _ in range(20):
        place = rng.randrange(len(items))
        joined = {p.mark for p in cut_partitions([*items[:place], *make_items(["new"]), *items[place:]])}
        left = {p.mark for p in cut_partitions([*items[:place], *items[place + 1 :]])}
        assert 1 <= len(joined - before) <= 3 and 0 <= len(left - before) <= 3  # more than one where one has to be cut


def test_partitions_have_each_article_once_in_order_and_are_of_fair_size():
    items = make_items(range(5_000))
    partitions = list(cut_partitions(items * 2))
    assert [item for partition in partitions for item in partition.items] == items
    sizes = [len(partition.items) for partition in partitions]
    assert max(sizes) <= LARGEST and SIZE / 2 < sum(sizes) / len(sizes) < SIZE * 1.5
    heavy = [Item(f"{i}", b"x" * (HEAVIEST // 3)) for i in range(9)]
    parts = list(cut_partitions([*heavy, Item("whale", b"x" * (3 * HEAVIEST))]))
    assert all(sum(map(len, part.items)) <= HEAVIEST or len(part.items) == 1 for part in parts)
    assert [item.file for part in parts for item in part.items] == [*map(str, range(9)), "whale"]
    assert all(a.mark != b.mark for a, b in pairwise(parts))


def test_an_article_that_comes_again_much_later_is_read_once(monkeypatch):
    monkeypatch.setattr(partitions, "MARKS", 3)
    items = [Item("news.csv", f"Story {number % 10}.", row=1) for number in range(25)]
    assert [item.name for part in cut_partitions(items) for item in part.items] == [item.name for item in items[:10]]
