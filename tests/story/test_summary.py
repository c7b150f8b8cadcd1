"""The first screen: the verdict below its headline, and the points it rests on."""

from dataclasses import replace

import pandas as pd
from helpers.drawn import trust
from helpers.samples import EVENTS, HOSTILE, enter_events

import analysis
from analysis.story import claims, peak, summary, sureness, tone
from analysis.story.evidence import name_effect


def test_the_points_are_what_happened_who_eases_who_escalates_the_worst_and_the_tone(eventful):
    points = dict(summary.describe(eventful))
    assert list(points) == ["What happened", "Eases", "Escalates", "Says no", "A conflict with a known day", "Tone"]
    assert points["What happened"].startswith("“President Donald Trump has stepped back from new military action")
    assert any("President Donald Trump has stepped back" in act for act in points["Eases"])
    assert any(act.startswith("Iran: “") and "drive U.S. forces out" in act for act in points["Escalates"])
    assert (
        points["A conflict with a known day"].startswith("On 3 January 2020, “")
        and "; on 8 January" in points["A conflict with a known day"]
    )
    assert points["Tone"].startswith("On average dark by the news measure (−0.48), bright by TextBlob (+0.10)")


def test_charges_refusals_and_demands_are_not_called_escalating(eventful):
    roots = eventful.events["root"]
    accused = replace(eventful, events=eventful.events.assign(root=roots.replace("THREATEN", "ACCUSE")))
    before, after = (dict(summary.describe(reading)) for reading in (eventful, accused))
    assert sorted(after["Speaks against others or says no"]) == sorted([*before["Escalates"], *before["Says no"]])
    assert "Escalates" not in after and before["Escalates"]


def test_a_protest_is_told_as_a_protest():
    text = "Thousands of farmers marched in Lima on Wednesday to protest against the tax. Police killed nine of them."
    points = dict(summary.describe(trust(analysis.read_text(text, "2020-01-09"))))
    assert points["Protests"] == ("Farmers: in the words of paragraph 1 above.",)
    assert points["Escalates"][0].startswith("The police: “Police killed nine of them” (")


def test_who_blocks_a_protest_does_not_protest():
    text = "Farmers protested in Lima on Wednesday. Police blocked the rally on Wednesday."
    reading = trust(analysis.read_text(text, "2020-01-09", coders="rules"))
    points = dict(summary.describe(reading))
    assert points["Protests"] == ("Farmers: “Farmers protested in Lima on Wednesday” (paragraph 1).",)
    acts = claims.tabulate_told(reading)
    blocked = acts[acts["text"].str.contains("blocked")]
    assert [name_effect(act) for act in blocked.assign(root="REJECT").itertuples()] == ["blocks"]


def test_the_lead_ends_at_its_full_stop_where_the_parse_cuts_it():
    reading = analysis.read_text("Crews in Lima met at the port on Monday and asked Abd El Doe to stay. All agreed.")
    first = reading.sentences.iloc[0]
    cut = reading.article.text.index(" Doe")
    parts = [{"end": cut, "text": first["text"][:cut]}, {"start": cut + 1, "text": first["text"][cut + 1 :]}]
    sentences = pd.DataFrame([first.to_dict() | part for part in parts] + [reading.sentences.iloc[1].to_dict()])
    _, told = summary.describe(replace(reading, sentences=sentences))[0]
    assert told == "“Crews in Lima met at the port on Monday and asked Abd El Doe to stay.” (paragraph 1)."


def test_the_lead_is_quoted_once_and_a_part_of_it_again():
    aside = (
        ", while in the capital the two governments went on with their talks about the water of the river, which both "
        "of them need for their farms and for the towns below the dam that was built when they were at peace"
    )
    for more, told in (("", "Peru: in the words of paragraph 1 above"), (aside, "Peru: “Peru")):
        text = f"Peru shelled the port of Chile on Wednesday{more}. Nobody was hurt."
        reading = trust(analysis.read_text(text, "2020-01-09"))
        points = dict(summary.describe(reading))
        assert points["What happened"].startswith("“Peru shelled") and points["Escalates"][0].startswith(told)
        assert peak.LABEL_DATED not in points and peak.describe(reading)  # its words stand above


def test_no_words_are_told_twice_in_one_point(eventful):
    for label, told in summary.describe(eventful):
        if label in ("Eases", "Escalates"):
            words = [act.partition("“")[2].partition("”")[0] for act in told]
            assert len(words) > 1 and len(words) == len(set(words))


def test_words_of_nobody_do_not_stand_under_the_name_before(eventful):
    unknown = replace(eventful, events=eventful.events.assign(source_confidence=0.5))
    shown = summary.describe(unknown)._repr_html_()
    assert "<li>“" in shown and "The United States: “" not in shown


def test_less_is_told_with_less_and_nothing_where_nothing_is_sure(eventful):
    unsure = replace(eventful, events=eventful.events.assign(confidence=0.59))
    assert [label for label, _ in summary.describe(unsure)] == ["The article begins", "Tone"]


def test_the_lead_is_what_happened_only_if_a_current_deed_in_it_is_sure(eventful):
    past, threat = eventful.events["frame"] == "background", eventful.events["root"] == "THREATEN"
    for kept, label in ((~threat, "What happened"), (past, "The article begins"), (threat, "The article begins")):
        told = summary.describe(replace(eventful, events=eventful.events[kept]))[0]
        assert told[0] == label and told[1].startswith("“President Donald Trump has stepped back")


def test_the_verdict_stands_below_its_headline_with_a_link_to_its_reasons(eventful):
    shown = summary.judge(eventful)._repr_html_()
    assert "Trump pulls back from more military action" in shown and 'data-level="medium"' in shown
    assert "Probably easing" in shown and 'href="#How-sure-is-this?"' in shown


def test_where_there_is_no_verdict_nothing_says_how_sure_it_is(eventful):
    doubted = replace(eventful, events=eventful.events.assign(confidence=0.5))
    assert "badge" not in summary.judge(doubted)._repr_html_()
    assert "badge" not in sureness.describe(doubted)._repr_html_() and sureness.describe(doubted)


def test_an_article_s_words_are_never_markup():
    reading = analysis.read_text(HOSTILE)
    assert "<script>" not in summary.judge(reading)._repr_html_() + summary.describe(reading)._repr_html_()


def test_where_nobody_acts_only_the_lead_and_the_tone_are_told(reading):
    none = enter_events(reading, EVENTS.strip().splitlines()[0])
    assert [label for label, _ in summary.describe(none)] == ["The article begins", "Tone"]


def test_a_short_first_sentence_is_told_with_the_lead():
    opening = "“Freedom!”\n\nThat word was heard in every street of the old town on Friday. The shops stayed shut."
    (label, told), *_ = summary.describe(analysis.read_text(opening, "2011-01-28"))
    assert (
        label == "The article begins" and told.startswith("“‘Freedom!’ That word was heard") and "paragraph 1" in told
    )
    teaser = "Watch the video\n\nThat word was heard in every street of the old town on Friday. The shops stayed shut."
    assert "Watch" not in dict(summary.describe(analysis.read_text(teaser, "2011-01-28")))["The article begins"]


def test_a_live_blog_has_no_beginning_and_no_course():
    hours = zip(range(7, 13), ("port", "quay", "hall", "pier", "dock", "yard"), strict=True)
    text = [f"{hour}:05 a.m.: The crews met the owners at the {place} and nobody was glad." for hour, place in hours]
    blog = analysis.read_text("\n\n".join(["Live updates: ferry crews leave the harbour", *text]), "2020-01-09")
    assert "The article begins" not in str(summary.describe(blog)) and "chance" not in str(tone.describe(blog))
    story = analysis.read_text("\n\n".join(part.partition(": ")[2] for part in text), "2020-01-09")
    assert "The article begins" in str(summary.describe(story)) and "chance" in str(tone.describe(story))
