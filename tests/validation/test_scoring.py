"""How agreement is scored, on gold that was made by hand: right, wrong, missed and invented."""

import pytest
from helpers.gold import SPEAKERS, TEXT, dates, event, figures, place, quotes, rate

from analysis.validation.gold import GIVEN


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


def test_tone_is_correlated_with_the_raters_both_ways():
    assert figures("tone", *rate(-1, 0, 1))["tone r"] > 0.95
    assert figures("tone", *rate(1, 0, -1))["tone r"] < -0.95


def test_the_arc_within_articles_needs_articles_that_are_long_enough():
    assert "tone arc" not in figures("tone", *rate(-1, 0, 1))
    row = rate(-1, 0, 1, -1, 0, 1, -1, 0, 2)
    row[0]["text"] = row[3]["text"] = "The table."
    row[0]["mean"] = row[3]["mean"] = 0
    assert figures("tone", *row)["tone arc"] > 0.5
