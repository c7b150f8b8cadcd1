"""Many articles read: what is wrong with one stops no other, and what was read is not read again."""

import json
import os
import signal
import subprocess
import sys
from functools import partial

import duckdb
import pandas as pd
import polars as pl
import psutil
import pyarrow as pa
import pytest
from helpers.coverages import (
    POISON,
    TABLES,
    WORDS,
    count_marked,
    list_files,
    load,
    read_or_die,
    run_cover,
    start_threads,
    wait_until,
)
from helpers.generated import write_article, write_folder
from helpers.hostile import hostile_texts

import analysis
from analysis.coverage import partitions, run
from analysis.coverage.partitions import Partition, find_version, read_partition
from analysis.coverage.run import cover
from analysis.text.article import ArticleError

pytestmark = pytest.mark.slow


def refuse(partition, version):
    raise AssertionError("nothing was to be read")


def test_tables_hold_what_readings_hold(covered, news):
    arrow = load(covered)
    tables = {name: table.to_pandas() for name, table in arrow.items()}
    files = sorted(news.rglob("*.txt"))
    assert tables["articles"]["file"].tolist() == list(map(str, files)) and len(tables["failures"]) == 0
    readings = [analysis.read(file) for file in files]
    for name in ("paragraphs", "quotes", "events"):
        joined = pd.concat([getattr(reading, name) for reading in readings], ignore_index=True)
        for column in joined:
            cells = [None if pd.isna(cell) else cell for cell in joined[column]]
            assert arrow[name][column].to_pylist() == [c.date() if isinstance(c, pd.Timestamp) else c for c in cells]
    first = tables["articles"].iloc[0]
    reading = readings[0]
    assert (first["headline"], first["published"]) == (reading.article.headline, reading.article.published)
    assert first["paragraphs"] == len(reading.paragraphs) and first["quotes"] == len(reading.quotes)
    assert first["tone"] == pytest.approx(reading.paragraphs["tone"].mean())
    current = reading.acts.query("frame == 'current'")
    assert first["events"] == len(current) and first["escalation"] == pytest.approx(current["escalation"].mean())
    assert tables["quotes"]["tone"].notna().any() and tables["articles"]["signature"].str.len().eq(512).all()


def test_polars_duckdb_and_pandas_open_the_tables(covered):
    for table in TABLES:
        pattern = f"{covered}/tables/{table}/*.parquet"
        lazy = pl.scan_parquet(pattern)
        found = duckdb.sql(f"SELECT * FROM read_parquet('{pattern}')")
        frame = pd.read_parquet(f"{covered}/tables/{table}")
        n = lazy.select(pl.len()).collect().item()
        assert n == len(found) == len(frame) == len(load(covered)[table])
        names = lazy.collect_schema().names()
        assert names == found.columns == frame.columns.tolist()
    types = dict(zip(found.columns, found.types, strict=True))  # of failures
    assert set(map(str, types.values())) == {"VARCHAR"}
    types = duckdb.sql(f"DESCRIBE FROM '{covered}/tables/articles/*.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in types}
    assert (types["published"], types["words"], types["tone"], types["signature"]) == (
        "DATE",
        "BIGINT",
        "DOUBLE",
        "BLOB",
    )
    schema = pl.scan_parquet(f"{covered}/tables/events/*.parquet").collect_schema()
    assert schema["first_day"] == schema["last_day"] == pl.Date and schema["goldstein"] == pl.Float64
    mean = pl.scan_parquet(f"{covered}/tables/events/*.parquet").select(pl.col("goldstein").mean()).collect().item()
    ((same,),) = duckdb.sql(f"SELECT avg(goldstein) FROM '{covered}/tables/events/*.parquet'").fetchall()
    assert same == pytest.approx(mean)


def test_a_second_run_reads_nothing(covered, news, monkeypatch):
    before = list_files(covered)
    monkeypatch.setattr(partitions, "SIZE", 4)
    monkeypatch.setattr(run, "start_processes", start_threads)
    monkeypatch.setattr(run, "read_partition", refuse)
    outcome = cover(news, covered, jobs=1)
    assert (outcome.articles, outcome.failures, outcome.kept) == (40, 0, 40)
    assert list_files(covered) == before


def test_another_version_reads_all_again(covered, news, small, asked, monkeypatch, tmp_path):
    news = sorted(news.rglob("*.txt"))[:6]
    cover(news, tmp_path)
    monkeypatch.setattr(run, "mark_version", lambda coders: "0" * 16)
    monkeypatch.setattr(run, "make_key", lambda mark, extras, coders: "0" * 16 + mark[:24])
    assert cover(news, tmp_path).kept == 0 and len(asked) == 12
    with pytest.raises(RuntimeError, match="Install the same on every machine"):
        read_partition(Partition(()), "0.0.1")


def test_what_changes_joins_or_leaves_costs_only_itself(news, small, asked, tmp_path):
    texts = {f"{i:02}.txt": write_article(i, WORDS) for i in range(30)}
    folder = tmp_path / "news"
    folder.mkdir()

    def check(kept):
        asked.clear()
        outcome = cover(folder, tmp_path / "kept")
        assert outcome.kept == kept and len(asked) == len(texts) - kept
        files = [item.split(os.sep)[-1] for item in load(tmp_path / "kept")["articles"]["file"].to_pylist()]
        assert files == sorted(texts)

    for name, text in texts.items():
        (folder / name).write_text(text)
    check(0)
    texts["000.txt"] = write_article(90, WORDS)  # in front
    (folder / "000.txt").write_text(texts["000.txt"])
    check(30)
    (folder / "17.txt").write_text(write_article(91, WORDS))
    check(30)
    for name in ("03.txt", "29.txt"):
        del texts[name]
        (folder / name).unlink()
    check(29)
    cover(folder, tmp_path / "anew")
    assert list_files(tmp_path / "kept") == list_files(tmp_path / "anew")


def test_a_row_in_front_of_a_table_costs_only_itself_and_the_others_know_their_new_rows(small, asked, tmp_path):
    rows = [{"text": write_article(i, WORDS), "id": i} for i in range(20)] + [{"text": "", "id": 20}]
    table = tmp_path / "table.csv"
    pd.DataFrame(rows).to_csv(table, index=False)
    assert cover(table, tmp_path / "kept").kept == 0
    asked.clear()
    rows.insert(0, {"text": write_article(77, WORDS), "id": 77})
    pd.DataFrame(rows).to_csv(table, index=False)
    assert (
        cover(table, tmp_path / "kept").kept == 20 and len(asked) == 2
    )  # the row without a text is known by its place
    cover(table, tmp_path / "anew")
    assert list_files(tmp_path / "kept") == list_files(tmp_path / "anew")
    articles = load(tmp_path / "kept")["articles"].to_pylist()
    assert [(row["file"], row["id"]) for row in articles[:3]] == [
        (f"{table}, row {row}", i) for row, i in ((1, "77"), (2, "0"), (3, "1"))
    ]


class Stop(BaseException):
    """The end of a run at some moment."""


def test_a_run_that_ends_at_any_moment_is_completed_by_the_next(news, small, asked, tmp_path, monkeypatch):
    before, after = [sorted(news.rglob("*.txt"))[part] for part in (slice(0, 9), slice(2, 12))]
    cover(after, tmp_path / "whole")
    whole, known = list_files(tmp_path / "whole"), {}

    def read_once(partition, version):
        return known.setdefault(partition, known.get(partition) or read_partition(partition, version))

    monkeypatch.setattr(run, "read_partition", read_once)
    moments, originals = 0, {name: getattr(os, name) for name in ("replace", "unlink")}

    def stop_at(moment):
        left = iter([False] * moment)

        def wrap(name):
            def change(*args, **options):
                if next(left, True):
                    raise Stop
                return originals[name](*args, **options)

            return change

        for name in originals:
            monkeypatch.setattr(os, name, wrap(name))

    while True:
        out = tmp_path / str(moments)
        cover(before, out)
        stop_at(moments)
        try:
            cover(after, out)
            break
        except Stop:
            for name, original in originals.items():
                monkeypatch.setattr(os, name, original)
            assert cover(after, out).articles == 10
            assert list_files(out) == whole
        moments += 1
    assert moments > 9  # how many there are depends on the names of the files, by which partitions are cut


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
@pytest.mark.parametrize("end", ["kill", "interrupt"])
def test_a_run_that_is_ended_leaves_no_process_and_goes_on_where_it_was(covered, news, tmp_path, small, end, asked):
    with run_cover(4, news, tmp_path, start_new_session=True, stderr=subprocess.PIPE, text=True) as process:
        wait_until(lambda: count_marked(tmp_path) >= 2)
        workers = psutil.Process(process.pid).children(recursive=True)
        assert len(workers) == 2
        with pytest.raises(OSError, match="another run writes there"):
            cover(news, tmp_path)
        if end == "kill":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
        process.wait(30)
        gone, alive = psutil.wait_procs(workers, 30)
        assert len(gone) == 2 and not alive
        if end == "interrupt":
            assert process.stderr.read().count("Traceback") == 1  # that of the process which was asked
    assert count_marked(tmp_path) < count_marked(covered)
    read = sum(
        table.num_rows for table in map(partial(pa.parquet.read_table), (tmp_path / "tables/articles").glob("0*"))
    )
    outcome = cover(news, tmp_path)
    assert outcome.articles == 40 and outcome.kept == read == 40 - len(asked)
    assert list_files(tmp_path) == list_files(covered)


def test_an_article_that_ends_its_process_is_a_failure_and_the_others_are_read(news, covered, tmp_path, monkeypatch):
    monkeypatch.setattr(partitions, "SIZE", 4)
    monkeypatch.setattr(run, "read_partition", read_or_die)
    poison = tmp_path / "poison.txt"
    poison.write_text(f"{POISON}.\n\n{write_article(5, WORDS)}")
    files = sorted(news.rglob("*.txt"))
    outcome = cover([*files[:10], poison, *files[10:20]], tmp_path / "out")
    assert (outcome.articles, outcome.failures) == (20, 1)
    tables = load(tmp_path / "out")
    (failure,) = tables["failures"].to_pylist()
    assert failure["file"] == str(poison) and failure["error"] == "ended the process that read it" and failure["remedy"]
    whole = load(covered)["articles"].slice(0, 20)
    assert tables["articles"].equals(whole)


def test_a_folder_with_broken_files_gives_their_failures_and_all_else_is_read(tmp_path):
    folder = write_folder(tmp_path / "news", 114, WORDS)
    odd = ['it\'s "quoted" 100%.txt', "новости.txt", "with  spaces .txt", "新闻\U0001f4f0.TXT", "-o.txt"]
    for i, name in enumerate(odd):
        (folder / name).write_text(write_article(500 + i, WORDS), encoding="utf-8")
    (folder / "utf-16.txt").write_text(write_article(600, WORDS), encoding="utf-16")
    broken = {
        "empty.txt": (b"", "is empty", "Save the story itself"),
        "blank.txt": (b" \n\n\t\n", "is empty", "Save the story itself"),
        "it's binary.txt": (bytes(range(256)) * 40, "is not text", "save it as plain text"),
        "кодировка.txt": (write_article(1, WORDS).encode("utf-32"), "is not text", "save it as plain text"),
        "huge.txt": (None, "is longer than the limit of 10,000,000 bytes", "Save the one article alone"),
        'bare "page".html': (b"<html><body><img src='a.png'></body></html>", "holds no article", "Copy the story"),
        "link.txt": (b"https://courier.example/1\n", "holds no paragraph of running text", "Save the story"),
    }
    for name, (content, *_) in broken.items():
        if content is None:
            with (folder / name).open("wb") as file:
                file.truncate(50_000_000)
        else:
            (folder / name).write_bytes(content)
    outcome = cover(folder, tmp_path / "out")
    assert (outcome.articles, outcome.failures) == (120, len(broken))
    tables = load(tmp_path / "out")
    failures = {row["file"]: row for row in tables["failures"].to_pylist()}
    assert set(failures) == {str(folder / name) for name in broken}
    for name, (_, error, remedy) in broken.items():
        row = failures[str(folder / name)]
        assert error in row["error"] and remedy in row["remedy"]
    assert {str(folder / name) for name in odd} <= set(tables["articles"]["file"].to_pylist())


def test_rows_that_cannot_be_read_are_failures_with_their_place(small, tmp_path):
    text = write_article(1, WORDS)
    rows = [
        {"text": text, "published": "2020-01-08", "outlet": "The Courier"},
        {"text": text, "published": "last week", "outlet": "The Courier"},
        {"text": " ", "published": None, "outlet": None},
        {"text": None, "published": None, "outlet": "The Gazette"},
        {"text": text, "published": "2020-01-08", "outlet": "The Courier"},  # the first once more
    ]
    outcome = cover(pd.DataFrame(rows), tmp_path)
    assert (outcome.articles, outcome.failures, outcome.kept) == (1, 3, 0)
    failures = load(tmp_path)["failures"].to_pylist()
    assert [(row["file"], row["outlet"]) for row in failures] == [
        ("the table, row 2", "The Courier"),
        ("the table, row 3", None),
        ("the table, row 4", "The Gazette"),
    ]
    assert "'last week' is not a date" in failures[0]["error"]
    assert failures[0]["remedy"] == "Correct the day in the table."
    assert [row["error"] for row in failures[1:]] == ["is empty", "has neither a text nor a file"]


def test_other_columns_pass_through_and_never_take_a_name_of_ours(small, tmp_path):
    row = {"text": write_article(1, WORDS), "headline": "H", "Words": "W", "source_headline": "S", "": "E", "id": 7}
    cover(pd.DataFrame([row, {**row, "text": None, "error": "mine"}]), tmp_path)
    tables = load(tmp_path)
    (article,), (failure,) = tables["articles"].to_pylist(), tables["failures"].to_pylist()
    passed = {"source_headline": "H", "source_Words": "W", "source_source_headline": "S", "source_": "E", "id": "7"}
    assert passed.items() <= article.items() and passed.items() <= failure.items()
    assert article["headline"].endswith("day 2 of a crisis")
    assert (failure["source_error"], article["source_error"]) == ("mine", None)
    assert failure["error"] == "has neither a text nor a file"
    assert len(duckdb.sql(f"FROM '{tmp_path}/tables/articles/*.parquet'").columns) == len(article)


def test_columns_that_only_some_rows_have_are_columns_of_all(small, asked, tmp_path):
    table = tmp_path / "table.jsonl"
    frame = pd.DataFrame({"text": [write_article(i, WORDS) for i in range(12)]})
    frame.to_json(table, orient="records", lines=True)
    cover(table, tmp_path / "out")
    with table.open("a") as lines:
        lines.write(
            pd.DataFrame([{"text": write_article(12, WORDS), "desk": "world"}]).to_json(orient="records", lines=True)
        )
    asked.clear()
    assert cover(table, tmp_path / "out").kept == 12 and len(asked) == 1
    assert load(tmp_path / "out")["articles"]["desk"].to_pylist() == [None] * 12 + ["world"]


def test_any_text_is_read(small, tmp_path):
    texts = [*hostile_texts(600).values(), f"\ud800 {write_article(1, WORDS)} 😁", "\x00 Iran attacked Iraq."]
    table = tmp_path / "table.jsonl"
    table.write_text("".join(json.dumps({"text": text, "note": "\udfff"}) + "\n" for text in texts))
    outcome = cover(table, tmp_path)
    assert outcome.articles + outcome.failures == len(texts) and outcome.articles > len(texts) / 2
    tables = load(tmp_path)
    assert any("\ufffd" in text for text in tables["paragraphs"]["text"].to_pylist())
    assert set(tables["articles"]["note"].to_pylist()) == {"\ufffd"}


@pytest.mark.parametrize("source", [[], pd.DataFrame({"text": []}), iter(())], ids=["list", "frame", "iterator"])
def test_an_empty_source_is_an_error_and_leaves_nothing(tmp_path, source):
    with pytest.raises(ArticleError, match="holds no article"):
        cover(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_source_of_failures_alone_has_its_tables(small, tmp_path):
    (tmp_path / "empty.txt").touch()
    outcome = cover(iter([tmp_path / "empty.txt", tmp_path / "none.txt"]), tmp_path / "out")
    assert (outcome.articles, outcome.failures) == (0, 2)
    assert [len(table) for table in load(tmp_path / "out").values()] == [0, 0, 0, 0, 2]


def test_the_version_is_that_of_code_and_rules_and_model():
    assert find_version().startswith(analysis.__version__) and "en_core_web_sm" in find_version()
