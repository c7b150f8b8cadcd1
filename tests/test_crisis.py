"""The crisis in sentences."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from samples import ARC, EVENTS, HOSTILE, NO_TONE, SHORT, enter_events

import analysis
from analysis.statistics import flip_coins, pair_signs
from analysis.story.arc import compute_arc, describe_agreement, describe_escalation
from analysis.story.article import describe_article
from analysis.story.evidence import clip
from analysis.story.order import describe_story_order
from analysis.story.peak import describe_peak
from analysis.story.sides import describe_sides, tabulate_dyads
from analysis.story.stand import describe_moves, describe_stand, describe_sureness
from analysis.story.summary import summarise, summarise_crisis
from analysis.story.voices import describe_escalating_voices


def tell(reading):
    told = [f(reading) for f in (describe_stand, describe_peak, describe_moves, describe_escalating_voices)]
    told += [describe_escalation(reading, compute_arc(reading.paragraphs, "escalation"))]
    told += [describe_story_order(reading), describe_sides(reading, tabulate_dyads(reading.events))]
    return [*told, describe_sureness(reading), summarise_crisis(reading)]


def test_both_sides_step_back_while_the_united_states_announces_sanctions(eventful):
    stand, both, press = describe_stand(eventful)
    assert stand.startswith("In the story's now, 8 January 2020, the crisis eases on balance: 10 of 15 current events")
    assert "five escalate it, −1.7 on average" in stand
    assert both.startswith(
        "Both the United States and Iran step back (“stepped back from new military action against Iran”"
    )
    assert "the United States threatens Iran (“tighten already crippling U.S. sanctions”, Donald Trump" in press


def test_the_peak_is_the_killing_and_the_missiles(eventful):
    peak, after, rest = describe_peak(eventful)
    assert peak.startswith("The peak is 3 January 2020, when the United States used force against Iran (“killing of a")
    assert "and 8 January 2020, when Iran used force against the United States (“missile strikes on Iraqi" in peak
    assert after == "After it came 15 events, 10 of cooperation and five of conflict, −1.7 on average."
    assert rest == "Five of 27 events have no day of their own and enter no peak."


def test_khamenei_s_is_the_voice_that_still_escalates(eventful):
    first, eases, both = describe_escalating_voices(eventful)
    assert first.startswith("The one voice that still escalates is Ali Khamenei (“drive U.S. forces out of the region”")
    assert eases == "The United States (“refrain from new action against U.S. troops”; −5.0 over one event) eases."
    assert "Javad Zarif" in both and "Donald Trump" in both and both.endswith("do both.")


def test_to_report_another_side_s_violence_is_not_to_escalate(eventful, reading):
    assert "fired" not in str(describe_escalating_voices(eventful))
    told = EVENTS.replace("background | 2020-01-08TMO | Donald Trump", "current | 2020-01-08TMO | Donald Trump")
    assert str(describe_escalating_voices(enter_events(reading, told))) == str(describe_escalating_voices(eventful))


def test_sides_that_did_worse_before_have_moved_away(eventful, reading):
    assert describe_moves(eventful)[0] == (
        "The United States moved away from conflict: +8.4 on average over five events that the story recalls, −2.2 "
        "over six current."
    )
    turned = enter_events(reading, EVENTS.replace("background", "then").replace("current", "background"))
    events = turned.events.assign(frame=turned.events["frame"].replace({"then": "current"}))
    assert "moved towards conflict" in describe_moves(replace(turned, events=events))[0]
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:4]))
    assert "nobody is said to have moved" in str(describe_moves(few))


def test_few_events_are_too_few_to_call(reading):
    few = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[:7]))
    assert str(describe_stand(few)) == (
        "The story has three current events, too few to call: at least five are needed to say where it stands."
    )
    none = enter_events(reading, EVENTS.strip().splitlines()[0])
    assert "Nobody is told to act" in str(summarise_crisis(none))


def test_where_the_crisis_escalates_or_hangs_it_says_so(reading):
    worse = EVENTS.replace("| 087 | YIELD | Mcoop | 9.0", "| 195 | ASSAULT | Mconf | -10.0")
    assert "the crisis escalates on balance" in str(describe_stand(enter_events(reading, worse)))
    level = EVENTS.replace("| Mcoop | 9.0", "| Mcoop | 3.0")
    assert "the crisis leans neither way" in str(describe_stand(enter_events(reading, level)))


def test_how_sure_it_is_is_told_in_shares(eventful):
    shares, coin = describe_sureness(eventful)
    assert shares.startswith("All this rests on 26 events: 12 % are hedged, conditional or denied, 42 % are somebody's")
    assert "8 % lack an actor and 15 % lack a date" in shares
    assert "30 % of trials: that may be chance" in coin


def test_tone_is_compared_with_escalation_by_sign_and_against_chance(eventful):
    told = str(describe_agreement(eventful))
    assert "TextBlob in seven of seven (no more than chance)" in told  # all ease, all bright: no pairing could differ
    assert "VADER in three of eight" in told
    assert pair_signs(pd.Series([1, 1, 1, 1, -1, -1, -1, -1]), pd.Series([1, 1, 1, 1, -1, -1, -1, -1])) == 1 / 70
    assert pair_signs(pd.Series([1, 1, 1]), pd.Series([1, -1, -1])) == 1
    assert flip_coins(0, 6) == flip_coins(6, 6) == 2 / 64 and flip_coins(3, 6) == 1


def test_the_story_goes_back_and_back_again(eventful, reading):
    assert str(describe_story_order(eventful)) == (
        "The story goes back in time five times, furthest in paragraph 3, to 2018 (“withdrew in 2018 from Iran’s "
        "nuclear pact with world powers”)."
    )
    straight = enter_events(reading, "\n".join(EVENTS.strip().splitlines()[11:17]))
    assert "in the order in which they happened" in str(describe_story_order(straight))


@pytest.mark.parametrize("text", ["", SHORT, NO_TONE, ARC, HOSTILE, "Iran attacked Iraq on Monday."])
def test_every_sentence_is_one_whatever_the_text(text):
    for prose in tell(analysis.read_text(text, "2020-01-09")):
        assert prose
        for sentence in prose:
            assert re.match(r"[A-Z0-9“@=−+]", sentence) and sentence.endswith("."), sentence
            assert not re.search(r"\b(nan|None|NA|NaT)\b|  |\.\.|\(\)", sentence), sentence


def test_every_sentence_of_the_article_is_one(eventful):
    for sentence in (sentence for prose in tell(eventful) for sentence in prose):
        assert re.match(r"[A-Z0-9]", sentence) and sentence.endswith("."), sentence
        assert not re.search(r"\b(nan|None|NA|NaT)\b|  |\.\.|\(\)", sentence), sentence


def test_the_crisis_is_told_before_the_tone(eventful):
    told = summarise(
        eventful, [compute_arc(eventful.paragraphs, m) for m in ("escalation", "tone", "polarity", "vader")]
    )
    assert told[0].startswith("In the story's now") and any(line.startswith("In tone") for line in told[4:])


def test_a_narrowed_reading_says_so_and_is_told_of_two_sides_only(eventful):
    pair = analysis.narrow(eventful, "USA-IRN")
    assert "this is what is told of the United States and Iran: nine of the 11 paragraphs and 22 events" in str(
        describe_article(pair)
    )
    assert not [line for prose in tell(pair) for line in prose if re.search("Iraq (?!on Jan)", line)]


def test_words_are_clipped_inside_their_clause_and_never_changed(eventful):
    for event in eventful.events.itertuples():
        words = clip(eventful, event)
        assert words.startswith(event.text) and words in eventful.article.text
        assert not re.search(r"\b(of|the|against|that|and)$|\.$(?<!S\.)", words), words
