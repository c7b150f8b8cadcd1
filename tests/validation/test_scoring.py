"""How agreement is scored, on gold that was made by hand: right, wrong, missed and invented."""

import io
import json
from functools import partial

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from PIL import Image

from analysis import charts, narrative, validation
from analysis.reading.schema import AGREEMENT, CALIBRATION
from analysis.validation.agreement import _correlate, resample
from analysis.validation.gold import GIVEN, JOBS, OWN, PUBLIC, GoldError, GoldSet, load_folder
from analysis.validation.scoring import score_set

TEXT = """Ferries stop

The port of Aalborg closed on 3 May 2016. “We had no choice,” said Ann Lee.

Bo Dahl called it “a sham” in 1998."""
SPEAKERS = {"“We had no choice,”": "Ann Lee", "“a sham”": "Bo Dahl"}


def place(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def span(words):
    return list(place(words).values())


def quotes(speakers):
    return {
        "text": TEXT,
        "published": "2016-05-04",
        "quoted": [span(words) for words in SPEAKERS],
        "quotes": [place(words) | {"speaker": [span(name)] if name else []} for words, name in speakers.items()],
    }


def dates(*golds, kind="DATE", **more):
    times = [place(words) | {"type": kind, "value": value} for words, value in golds]
    return {"text": TEXT, "published": "2016-05-04", "dates": times} | more


def event(text, quad, source="", target=""):
    return {"text": text, "quad": quad, "source": source, "target": target}


def figures(job, *rows, origin=PUBLIC):
    table = validation.measure_agreement({(origin, job): score_set(GoldSet(origin, job, list(rows)))}, 49)
    return dict(zip(table["measure"], table["figure"], strict=True))


def test_layout_counts_blocks_with_their_role():
    blocks = [place("Ferries stop") | {"role": "headline"}, place(TEXT.split("\n\n")[1]) | {"role": "paragraph"}]
    assert figures("layout", {"text": TEXT, "blocks": blocks})["block accuracy"] == 1
    blocks[1]["role"] = "caption"
    assert figures("layout", {"text": TEXT, "blocks": blocks})["block accuracy"] == 0.5


def test_a_quote_is_right_with_its_speaker_only():
    assert figures("quotes", quotes(SPEAKERS))["quote and speaker F1"] == 1
    swapped = dict(zip(SPEAKERS, ["Bo Dahl", "Ann Lee"], strict=True))
    assert figures("quotes", quotes(swapped))["quote and speaker F1"] == 0


def test_a_quote_that_nobody_asked_for_costs_precision():
    one = {words: name for words, name in SPEAKERS.items() if name == "Ann Lee"}
    assert figures("quotes", quotes(one))["quote and speaker F1"] == pytest.approx(2 / 3)


def test_a_time_is_right_with_its_value_only():
    both = dates(("3 May 2016", "2016-05-03"), ("1998", "1998"))
    assert figures("dates", both)["value F1"] == 1
    assert figures("dates", dates(("3 May 2016", "2016-05-04"), ("1998", "1998")))["value F1"] == 0.5
    assert figures("dates", dates(("1998", "1998")))["value F1"] == pytest.approx(2 / 3)


def test_gold_of_days_alone_takes_first_days_and_leaves_lengths_out():
    text = "It rained for three weeks in 1998."
    gold = {"text": text, "published": "2016-05-04", "dates": [place("1998", text) | {"type": "DATE"}]}
    gold["dates"][0]["value"] = "1998-01-01"
    assert figures("dates", gold)["value F1"] == 1
    assert figures("dates", gold | {"complete": True})["value F1"] == 0


def test_of_a_time_of_day_the_day_counts():
    text = "It rained on Tuesday night."
    gold = [place("Tuesday night", text) | {"type": "TIME", "value": "2016-05-03T22:00"}]
    row = {"text": text, "published": "2016-05-04", "dates": gold}
    assert figures("dates", row)["value F1"] == 1
    gold[0]["value"] = "2016-04-26T22:00"
    assert figures("dates", row)["value F1"] == 0


def test_events_are_scored_by_side_class_and_parties():
    sentences = ["Turkey attacked Syria.", "Kenya released four Sudanese pilots.", "Peru praised Chile."]
    right = [("Mconf", "Turkey", "Syria"), ("Mcoop", "Kenya", "Sudanese"), ("Vcoop", "Peru", "Chile")]
    scored = figures("events", *(event(text, *gold) for text, gold in zip(sentences, right, strict=True)))
    assert scored["cooperation or conflict"] == scored["coverage"] == scored["source and target"] == 1
    turned = [("Vcoop", "Syria", "Turkey"), ("Vconf", "Sudanese", "Kenya"), ("Mconf", "Chile", "Peru")]
    scored = figures("events", *(event(text, *gold) for text, gold in zip(sentences, turned, strict=True)))
    assert scored["cooperation or conflict"] == scored["quad macro-F1"] == scored["source and target"] == 0


def test_macro_f1_gives_every_class_the_same_weight():
    rows = [event("Turkey attacked Syria.", "Mconf")] * 3 + [event("Turkey attacked Syria.", "Mcoop")]
    assert figures("events", *rows)["quad macro-F1"] == pytest.approx((2 * 3 / (4 + 3) + 0) / 2)


def test_silence_is_right_where_nothing_happens():
    assert figures("events", event("The cat sat on the table.", "neutral")) == {"quad macro-F1": 1, "silence": 1}
    assert figures("events", event("Turkey attacked Syria.", "neutral"))["silence"] == 0


def test_events_of_an_article_are_matched_by_place_and_side():
    text = "Turkey attacked Syria.\n\nKenya released four pilots.\n\nIt rained."
    facts = [place("attacked", text) | {"quad": "Mconf", "optional": ""}]
    row = {"text": text, "published": "", "events": facts}
    assert figures("events", row, origin=GIVEN)["acts found F1"] == pytest.approx(2 / 3)  # a release is invented
    facts.append(place("released", text) | {"quad": "Mcoop", "optional": "yes"})
    assert figures("events", row, origin=GIVEN)["acts found F1"] == 1
    facts[0]["quad"] = "Mcoop"
    assert figures("events", row, origin=GIVEN)["acts found F1"] == 0


def test_quiet_counts_events_in_a_hundred_words():
    loud = {"text": "Turkey attacked Syria. " + "It rained. " * 11, "published": ""}
    assert figures("quiet", loud)["events in 100 words"] == pytest.approx(100 / 25)
    assert figures("quiet", {"text": "It rained. " * 50, "published": ""})["events in 100 words"] == 0


def rate(*means, docs=None):
    texts = ["A terrible murder.", "The table.", "A wonderful peace."] * (len(means) // 3)
    docs = docs or [0] * len(means)
    return [{"doc": d, "text": t, "mean": m} for d, t, m in zip(docs, texts, means, strict=True)]


def test_tone_is_correlated_with_the_raters_both_ways():
    assert figures("tone", *rate(-1, 0, 1))["tone r"] > 0.95
    assert figures("tone", *rate(1, 0, -1))["tone r"] < -0.95


def test_correlation_from_sums_is_pearson_s():
    random = np.random.default_rng(3)
    x, y = random.normal(size=(2, 40))
    sums = {"n": np.ones(40), "y": y, "yy": y * y, "tone_x": x, "tone_xx": x * x, "tone_xy": x * y}
    assert _correlate("tone", sums) == pytest.approx(np.corrcoef(x, y)[0, 1])


def test_the_arc_within_articles_needs_articles_that_are_long_enough():
    assert "tone arc" not in figures("tone", *rate(-1, 0, 1))
    row = rate(-1, 0, 1, -1, 0, 1, -1, 0, 2)
    row[0]["text"] = row[3]["text"] = "The table."
    row[0]["mean"] = row[3]["mean"] = 0
    assert figures("tone", *row)["tone arc"] > 0.5


def mean(counts):
    return float(counts["y"].mean())


def test_intervals_hold_the_figure_and_are_the_same_for_the_same_seed():
    counts = {"y": np.arange(50.0)}
    low, high = resample(mean, counts, seed=4)
    assert low < 24.5 < high and (low, high) == resample(mean, counts, seed=4) != resample(mean, counts, seed=5)
    wide = resample(mean, {"y": np.arange(50.0)[::5]}, seed=4)
    assert wide[1] - wide[0] > high - low
    assert np.isnan(resample(mean, {"y": np.ones(9)})).all()


def test_articles_are_resampled_and_facts_where_there_is_one_article():
    one, two = quotes(SPEAKERS), quotes(SPEAKERS)
    assert len(score_set(GoldSet(PUBLIC, "quotes", [one, two]))) == 2
    assert len(score_set(GoldSet(GIVEN, "quotes", [one]))) == len(SPEAKERS)


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


def test_another_tool_s_figure_stands_only_beside_the_same_rows():
    scored = score_set(GoldSet(PUBLIC, "quotes", [quotes(SPEAKERS)]))
    assert validation.measure_agreement({(PUBLIC, "quotes"): scored}, 9)["peer"].isna().all()
    kept = validation.load_measured().set_index("measure")
    assert kept.loc["quote and speaker F1", "peer_figure"] == 0.749 and kept.loc["tone r", "human"] == 0.71


def test_the_article_s_facts_stand_where_they_say():
    facts = pd.read_csv(ROOT / "data" / "validation" / "article_facts.csv").query("layer != 'block'")
    sets = {(gold.origin, gold.job): gold for gold in validation.load_own(5)}
    text = sets[GIVEN, "layout"].rows[0]["text"]
    assert [text[a:b] for a, b in zip(facts["start"], facts["end"], strict=True)] == facts["text"].tolist()
    scored = validation.score_sets([gold for (origin, _), gold in sets.items() if origin == GIVEN])
    table = validation.measure_agreement(scored, 49).set_index("measure")
    assert (table.loc[["block accuracy", "quote and speaker F1", "value F1"], "figure"] == 1).all()
    assert table.loc["acts found F1", "figure"] > 0.9


def test_our_times_are_read_as_they_were_expected():
    sets = [gold for gold in validation.load_own() if (gold.origin, gold.job) == (OWN, "dates")]
    table = validation.measure_agreement(validation.score_sets(sets), 99)
    assert len(sets[0].rows) == 64 and table["figure"].iloc[0] > 0.9 > 0.3 > table["baseline_figure"].iloc[0]
    assert table["low"].iloc[0] < table["figure"].iloc[0] < 1


def calibrated(means):
    rated = GoldSet(PUBLIC, "tone", rate(*means))
    return validation.calibrate([rated], {}, 49)


def test_calibration_puts_mean_ratings_beside_mean_scores():
    up, down = (calibrated([sign, 0, -sign] * 20).query("measure == 'tone'") for sign in (-1, 1))
    assert up["score"].is_monotonic_increasing and up["observed"].tolist() == [-1, 1]
    assert down["observed"].tolist() == [1, -1] and up["n"].sum() == 40
    assert "rises from each bin" in str(narrative.describe_tone_calibration(up))
    assert "falls at one step" in str(narrative.describe_tone_calibration(down))


def test_confidence_stands_beside_the_share_that_is_right():
    rows = [event("Turkey attacked Syria.", quad) for quad in ["Mconf"] * 9 + ["Mcoop"] * 3]
    sets = [GoldSet(OWN, "events", rows)]
    table = validation.calibrate(sets, validation.score_sets(sets), 49)
    assert table[["measure", "score", "observed", "n"]].to_numpy().tolist() == [["confidence", 1, 0.75, 12]]
    assert "75% of 12 at 1.00" in str(narrative.describe_confidence(table))


def test_prose_says_what_is_above_its_baseline_and_what_is_not():
    kept = validation.load_measured()
    assert "all lie above it" in str(narrative.describe_figures(kept))
    worse = kept.assign(low=kept["low"].mask(kept["measure"] == "tone r", 0.1))
    assert "but not tone r on the public sets" in str(narrative.describe_figures(worse))
    told = str(narrative.describe_unread(validation.load_measured("unread")))
    assert "0.89 for cooperation or conflict" in told and "below what we aim at" in told
    assert "0.68 for source and target. That is" in told and "0.95 for cooperation or conflict" in told


def test_charts_hold_every_figure_and_say_where_there_is_none():
    kept, unread = validation.load_measured(), validation.load_measured("unread")
    chart = charts.draw_agreement(kept, "here", unread)
    words = [text.get_text() for text in chart.axes[0].texts]
    assert "0.60 (0.56–0.63)" in words and "tone r (2,568)" in words and "layout" in words
    drawn = [charts.draw_tone_calibration(validation.load_measured("calibration"), "here"), chart]
    nothing = {"draw_agreement": AGREEMENT, "draw_tone_calibration": CALIBRATION, "draw_confidence": CALIBRATION}
    for name, columns in nothing.items():
        empty = getattr(charts, name)(kept.head(0)[[]].reindex(columns=list(columns)), "here")
        assert not empty.axes and empty.texts[-1].get_text().endswith(".")
        drawn.append(empty)
    for chart in drawn:
        assert Image.open(io.BytesIO(chart.render())).size[0] > 1000 and chart.alt.endswith(".")
        assert chart.render() == chart.render()


def test_no_text_of_the_chart_leaves_the_page_or_covers_another():
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    kept = validation.load_measured()
    both = pd.concat([kept.assign(origin=OWN), kept], ignore_index=True)
    for table in (kept, both):
        chart = charts.draw_agreement(table, "here")
        extent = partial(lambda text, renderer: text.get_window_extent(renderer),
                         renderer=FigureCanvasAgg(chart).get_renderer())  # fmt: skip
        boxes = [extent(text) for text in chart.axes[0].texts]
        assert all(box.x0 >= 0 and box.x1 <= chart.bbox.x1 for box in boxes)
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_readme_states_the_figures_that_were_measured():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("## How far to trust it")[1].split("\n## ")[0]
    kept = validation.load_measured()
    kept = kept[kept["job"] != "quiet"]
    expected = narrative.validation.find_expected(validation.load_measured("unread"))
    figures = pd.concat([kept, expected]).set_index("measure")["figure"]
    told = figures.drop(["quad macro-F1", "coverage", "TextBlob arc", "VADER arc"])
    assert [f for f in told if f"{f:.0%}"[:-1] + " %" not in readme and f"{f:.2f}"[1:] not in readme] == []
