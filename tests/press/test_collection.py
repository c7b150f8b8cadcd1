"""A coverage: opened, narrowed, refused."""

import shutil

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

from analysis.coverage.run import find_tables
from analysis.press.collection import narrow_coverage, open_coverage
from analysis.text.article import ArticleError


def test_a_focus_keeps_the_acts_between_two_sides_and_what_they_say(covered):
    narrowed = narrow_coverage(covered, "USA-IRN")
    sides = set(narrowed.events["source"]) | set(narrowed.events["target"])
    assert sides == {"USA", "IRN"} and narrowed.focus == ("USA", "IRN") and len(narrowed.articles) == 20
    assert set(narrowed.quotes["speaker_country"].dropna()) == {"USA", "IRN"}
    assert narrow_coverage(covered, "") is covered
    with pytest.raises(ValueError, match="the coverage does not have both"):
        narrow_coverage(covered, "FRA-MLI")


def test_a_coverage_is_opened_as_it_was_made(covered, covered_folder):
    assert covered.articles["published"].dtype == np.dtype("datetime64[s]")
    assert (covered.events["side"] != "neutral").all() and covered.events["paragraph"].notna().all()
    assert covered.articles["file"].tolist() == sorted(covered.articles["file"])
    pd.testing.assert_frame_equal(open_coverage(find_tables(covered_folder)).articles, covered.articles)


def test_what_is_about_another_subject_is_left_out_unless_everything_counts(covered, covered_folder):
    assert covered.left_out["headline"].str.contains("Bridge").tolist() == [True]
    assert set(covered.left_out["article"]).isdisjoint([*covered.articles["article"], *covered.events["article"]])
    everything = open_coverage(covered_folder, everything=True)
    assert len(everything.articles) == 21 and everything.left_out.empty


def test_names_are_counted_in_the_bodies_where_no_table_has_them(covered, covered_folder, tmp_path):
    shutil.copytree(covered_folder, tmp_path / "earlier", ignore=shutil.ignore_patterns("names"))
    earlier = open_coverage(tmp_path / "earlier")
    pd.testing.assert_frame_equal(earlier.left_out, covered.left_out)
    assert earlier.reporters == covered.reporters


def test_a_readers_sides_are_the_sides_of_the_acts(covered, covered_folder, tmp_path):
    assert list(dict.fromkeys(covered.sides["side"]))[:2] == ["IRN", "USA"]
    file = tmp_path / "sides.csv"
    file.write_text("side,name\nthe allies,United States\nthe allies,United Kingdom\nIran,Iran\n")
    acts = open_coverage(covered_folder, file).events
    assert {"the allies", "IRN"} <= set(acts["source"]) and {"USA", "GBR"}.isdisjoint(acts["source"])


def test_a_folder_without_a_coverage_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(ArticleError, match="crisis-arc coverage"):
        open_coverage(tmp_path)


def test_a_source_is_read_where_no_coverage_is_there(tmp_path):
    (tmp_path / "one.txt").write_text("Troops shelled the town on Monday. The mayor called for calm.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("", encoding="utf-8")
    coverage = open_coverage(find_tables(tmp_path))
    assert (
        coverage.articles["kind"].tolist() == ["report"] and len(coverage.articles) == 1 and len(coverage.failures) == 1
    )
    assert coverage.articles["outlet"].tolist() == ["unknown outlet"]
    (tmp_path / "one.txt").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match="no article that could be read"):
        open_coverage(find_tables(tmp_path))


def test_each_article_has_its_kind(tmp_path):
    opinion = "Opinion\n\nThe war must end\n\nTroops shelled the town on Monday.\n\nNobody can want this to go on.\n"
    (tmp_path / "one.txt").write_text(opinion, encoding="utf-8")
    assert open_coverage(find_tables(tmp_path)).articles["kind"].tolist() == ["opinion"]


def test_every_voice_counts_as_named_where_no_table_says_it(covered, covered_folder, tmp_path):
    shutil.copytree(covered_folder, tmp_path / "earlier")
    for file in (tmp_path / "earlier" / "tables" / "quotes").glob("*.parquet"):
        parquet.write_table(parquet.read_table(file).drop_columns("named"), file)
    earlier = open_coverage(tmp_path / "earlier")
    assert earlier.quotes["named"].all() and not covered.quotes["named"].all()
    assert len(earlier.quotes) == len(covered.quotes)
