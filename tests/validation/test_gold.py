"""Gold that was made by hand: how it is read, and what is wrong with it."""

import json

import pandas as pd
import pytest
from helpers.gold import rate
from helpers.paths import ROOT

from analysis.validation.agreement import measure_agreement
from analysis.validation.gold import GIVEN, JOBS, OWN, PUBLIC, GoldError, load_folder, load_own
from analysis.validation.scoring import score_sets


def write(folder, job, *lines):
    (folder / f"{job}.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("job", "line", "reason"),
    [
        ("tone", "{", "is no JSON"),
        ("tone", "[]", "the row is no object"),
        ("tone", '{"text": "a", "mean": 1}', "`doc` is missing"),
        ("tone", '{"doc": 1, "text": "a", "mean": "good"}', '`mean` is "good"'),
        ("quiet", '{"text": "a", "published": "soon"}', "'soon' is no day"),
        ("layout", '{"text": "a", "blocks": {}}', "`blocks` is no list"),
        ("layout", '{"text": "a", "blocks": [{"start": 0, "end": 9, "role": "headline"}]}', "no place"),
        ("quotes", '{"text": "abc", "published": null, "quoted": [[1]], "quotes": []}', "no place"),
    ],
)
def test_a_broken_line_names_file_line_and_remedy(tmp_path, job, line, reason):
    good = {"tone": rate(0, 0, 0)[0], "quiet": {"text": "", "published": None}}.get(job)
    write(tmp_path, job, *([json.dumps(good)] if good else [""]), line)
    with pytest.raises(GoldError, match=rf"{job}\.jsonl, line 2: .*\. .+\.$") as error:
        load_folder(tmp_path)
    assert reason in str(error.value)


def test_a_file_that_is_missing_is_named_and_no_folder_is_no_error(tmp_path):
    write(tmp_path, "tone", *map(json.dumps, rate(-1, 0, 1)))
    sets, missing = load_folder(tmp_path)
    assert [(gold.origin, gold.job) for gold in sets] == [(PUBLIC, "tone")]
    assert missing == [f"{job}.jsonl" for job in JOBS if job != "tone"] and load_folder("") == ([], [])
    with pytest.raises(GoldError, match="is no folder"):
        load_folder(tmp_path / "nowhere")


def test_the_article_s_facts_stand_where_they_say():
    facts = pd.read_csv(ROOT / "data" / "validation" / "article_facts.csv").query("layer != 'block'")
    sets = {(gold.origin, gold.job): gold for gold in load_own(5)}
    text = sets[GIVEN, "layout"].rows[0]["text"]
    assert [text[a:b] for a, b in zip(facts["start"], facts["end"], strict=True)] == facts["text"].tolist()
    scored = score_sets([gold for (origin, _), gold in sets.items() if origin == GIVEN])
    table = measure_agreement(scored, 49).set_index("measure")
    assert (table.loc[["block accuracy", "quote and speaker F1", "value F1"], "figure"] == 1).all()
    assert table.loc["acts found F1", "figure"] > 0.9


def test_our_times_are_read_as_they_were_expected():
    sets = [gold for gold in load_own() if (gold.origin, gold.job) == (OWN, "dates")]
    table = measure_agreement(score_sets(sets), 99)
    assert len(sets[0].rows) == 64 and table["figure"].iloc[0] > 0.9 > 0.3 > table["baseline_figure"].iloc[0]
    assert table["low"].iloc[0] < table["figure"].iloc[0] < 1
