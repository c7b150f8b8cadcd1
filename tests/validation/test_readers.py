"""Two readers of one article: how far they agree, and on what they differ."""

import math
from dataclasses import replace

import pytest

import analysis
from analysis.text.article import ArticleError

STORY = """Ferry row

PORT ASH, 3 May 2026 – Norway attacked a Swedish patrol boat on Saturday.

Sweden condemned the raid. Sweden threatened to seize Norwegian ships.

Denmark met both on Sunday. The mood was splendid.

Finland offered aid to Sweden. Iceland praised the offer.
"""
HEAD = "article,table,place,column,value\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "readers").mkdir()
    return tmp_path


def write(folder, name, *lines):
    file = folder / "readers" / name
    file.write_text(HEAD + "".join(f"ferry.txt,events,{line}\n" for line in lines), encoding="utf-8")
    return file


def test_readers_who_say_the_same_agree(folder):
    one, two = (write(folder, name, "praised,act,none", "condemned,side,cooperation") for name in ("a.csv", "b.csv"))
    found = analysis.agreement(one, two)
    assert found.alphas["of"].tolist() == ["side", "root", "modality", "direction"]
    assert (found.alphas["same"] == 1).all() and found.differences.empty
    assert "rely on it" in str(found.describe()) and "They differ in no answers" in str(found.describe())


def test_what_they_differ_on_is_listed_with_both_answers(folder):
    one = write(folder, "a.csv", "praised,act,none", "condemned,side,cooperation")
    two = write(folder, "b.csv", "splendid,act,COOPERATE")
    found = analysis.agreement(one, two)
    rows = {tuple(row) for row in found.differences[["text", "of", "first", "second"]].itertuples(index=False)}
    assert {
        ("condemned", "side", "cooperation", "conflict"),
        ("praised", "root", "no act", "SUPPORT"),
        ("splendid", "modality", "no act", "asserted"),
    } <= rows
    alphas = found.alphas.set_index("of")["alpha"]
    assert alphas["side"] < 0.8 and "too little" in str(found.describe())
    assert found.alphas["n"].tolist()[0] == len(analysis.read_text(STORY).events) + 1


def test_alpha_is_krippendorff_s(folder):
    reading = analysis.read_text(STORY)
    other = replace(reading, events=reading.events.assign(side=reading.events["side"].where(
        reading.events["text"] != "condemned", "cooperation")))  # fmt: skip
    found = analysis.agreement(reading, other).alphas.set_index("of").loc["side"]
    pairs = list(zip(reading.events["side"], other.events["side"], strict=True))
    values = [value for pair in pairs for value in pair]
    n = len(values)
    observed = sum(a != b for a, b in pairs) * 2 / n
    counts = [values.count(value) for value in set(values)]
    expected = (n * n - sum(c * c for c in counts)) / (n * (n - 1))
    assert found["alpha"] == pytest.approx(1 - observed / expected) and found["n"] == len(pairs)


def test_a_question_with_one_answer_has_no_alpha():
    reading = analysis.read_text("Iran attacked Iraq on Monday.")
    found = analysis.agreement(reading, reading)
    assert math.isnan(found.alphas["alpha"].iloc[0]) and "nan" not in str(found.describe())
    assert "NaN" not in found._repr_html_().split("</p>")[0]


def test_what_cannot_be_compared_is_refused(folder):
    reading = analysis.read_text(STORY)
    with pytest.raises(ValueError, match="different texts"):
        analysis.agreement(reading, analysis.read_text("Iran attacked Iraq."))
    with pytest.raises(TypeError, match="two readings, or two files"):
        analysis.agreement(reading, "b.csv")
    stray = write(folder, "c.csv")
    stray.write_text(HEAD + "lost.txt,events,x,act,none\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"corrects 'lost.txt', which is not near it"):
        analysis.agreement(stray, stray)


def tick(folder, name, *lines):
    file = folder / "readers" / name
    file.write_text("paragraph,direction\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8-sig")
    return file


def test_what_two_readers_ticked_on_the_sheet_is_compared(folder):
    one = tick(folder, "a.csv", "1,escalates", "2,Escalates", "3,eases", "4,")
    two = tick(folder, "b.csv", "1,escalates", "2,no act", "3,eases", "4,eases")
    found = analysis.agreement(one, two)
    assert found.alphas[["of", "n"]].iloc[0].tolist() == ["direction", 3] and len(found.alphas) == 1
    assert found.differences[["paragraph", "first", "second"]].to_numpy().tolist() == [[2, "escalates", "no act"]]


def test_a_sheet_is_compared_with_what_the_program_reads(folder):
    reading = analysis.read(folder / "articles" / "ferry.txt")
    found = analysis.agreement(reading, tick(folder, "a.csv", "1,escalates", "2,escalates", "3,eases", "4,neither"))
    assert found.differences[["paragraph", "first", "second"]].to_numpy().tolist() == [[4, "eases", "neither"]]
    with pytest.raises(TypeError, match="a sheet with another sheet or with a reading"):
        analysis.agreement(tick(folder, "a.csv", "1,eases"), write(folder, "b.csv", "praised,act,none"))


@pytest.mark.parametrize("line", ["1,worse", "one,eases", "2,eases"])
def test_a_tick_that_does_not_fit_is_an_error_with_its_line(folder, line):
    with pytest.raises(ArticleError, match=r"a\.csv: line 3: "):
        analysis.agreement(*[tick(folder, "a.csv", "2,eases", line)] * 2)
