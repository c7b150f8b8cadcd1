"""The reader's page as text: nothing of the article is lost, everything is escaped, marks nest."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from helpers.hostile import anything
from helpers.samples import HOSTILE, NO_TONE, SHORT, enter_events
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.page.notes import Note, list_notes
from analysis.page.page import list_bars, render_article
from analysis.page.summary import render_summary
from analysis.page.weave import weave
from analysis.show.colours import CONFLICT, COOPERATION
from analysis.text.wording import signed, visible

VOID = {"br", "input"}
ADDED = ("sup", "small", "details")  # what the page puts beside the words of the article


class Checker(HTMLParser):
    """Reads a fragment: whether its tags nest, which they are, and the words of each block without additions."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.stack, self.tags, self.attributes, self.blocks, self.wrong = [], set(), set(), [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if dict(attrs).get("class") == "words":
            self.blocks.append("")
        if tag not in VOID:
            self.stack.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1][0] != tag:
            self.wrong.append((tag, list(self.stack)))
        else:
            self.stack.pop()

    def handle_data(self, data):
        inside = [name for name, _ in self.stack]
        if ("div", "words") in self.stack and not any(tag in inside for tag in ADDED):
            self.blocks[-1] += data


def check(reading):
    """The page, read; it nests, and its blocks are the article's, character for character."""
    page = Checker(render_article(reading).html)
    assert not page.wrong and not page.stack
    text = reading.article.text
    assert [b.strip("\n") for b in page.blocks] == [visible(text[b.start : b.end]) for b in reading.article.blocks]
    return page


def test_the_page_has_every_character_of_the_article_and_every_note_once(reading):
    page = check(reading)
    html = render_article(reading).html
    notes = list_notes(reading)
    heard = (reading.words["measure"] == "tone").sum()
    assert len(notes) == len(reading.events) + len(reading.quotes) + len(reading.dates) + heard
    for note in notes:
        assert html.count(f'data-note="{note.key}"') == 1 and html.count(f'data-n="{note.key}" ') >= 1
    assert {"mark", "time", "u", "sup", "details", "summary"} <= page.tags


def test_a_note_says_what_was_read_and_from_which_words(reading):
    notes = {note.head: note for note in list_notes(reading)}
    facts = dict(notes["“appears to be standing down”"].facts)
    assert facts["who"].startswith("Iran →") and facts["modality"] == "hedged, current"
    assert facts["voice"] == "Donald Trump" and "YIELD: gives way" in facts["what"]
    assert "“Iran”" in facts["words"] and facts["when"].startswith("8 January 2020: ")
    assert notes["“appears to be standing down”"].figure == "−5"
    told = dict(notes["“slap on the face”"].facts)
    assert told["speaker"] == "Ali Khamenei (Iran)" and "“called”" in told["found by"]
    assert notes["“Wednesday”"].tag == "8 January 2020" and notes["“this year”"].tag == "2020"
    assert dict(notes["“unnecessary”"].facts)["tone"].endswith(" by the news measure, dark")
    assert dict(notes["“escalation”"].facts)["because"] == "negated by ‘not’; before ‘but’"
    assert notes["“unnecessary”"].figure.startswith("−") and notes["“unnecessary”"].side == 1


def test_a_note_says_how_sure_it_is_and_who_read_it(reading):
    events = reading.events.sort_values(["start", "end"], ascending=[True, False], ignore_index=True)
    events["coder"], events["confidence"], events["frame_confidence"] = "both", 0.93, 0.9
    events.loc[events.index[:3], ["coder", "confidence"]] = [["rules", 0.9], ["both", 0.69], ["learned", 0.2]]
    notes = [note for note in list_notes(replace(reading, events=events)) if note.layer == "event"]
    assert [note.sure for note in notes[:4]] == [False, False, False, True]
    told = [dict(note.facts) for note in notes[:4]]
    assert told[0]["sureness"] == "not sure: only the coder with rules, right 90 times in 100"
    assert told[1]["sureness"].startswith("not sure: both coders, ")
    assert "not sure: only the coder that learned" in told[2]["sureness"]
    assert told[3]["sureness"] == "sure: both coders, right 93 times in 100"
    assert notes[0].label.endswith("not sure") and "sure" not in notes[3].label
    html = render_article(replace(reading, events=events)).html
    story = html[html.index('class="story') :]
    assert len(re.findall(r"<mark class=\"[^\"]* unsure\"[^>]* role=", story)) == 3
    assert len(re.findall(r"<sup [^>]*>[^<]*\?<", story)) == 3


def test_what_is_bad_is_on_the_same_side_in_both_bars(reading):
    for row in reading.paragraphs.itertuples():
        escalation, tone = list_bars(row)
        assert escalation.share == pytest.approx(0 if pd.isna(row.escalation) else row.escalation / 10, abs=1e-3)
        assert tone.share == pytest.approx(0 if pd.isna(row.tone) else -row.tone, abs=1e-3)
        assert tone.value == ("none" if pd.isna(row.tone) else signed(row.tone))


def test_each_mark_has_a_role_and_a_label(reading):
    html = render_article(reading).html
    story = html[html.index('class="story') :]
    assert story.count('role="group" aria-label="') == len(list_notes(reading))
    assert 'aria-label="quote, Donald Trump"' in story and 'aria-label="time, 8 January 2020"' in story


def test_names_and_voices_are_what_the_filters_go_by(reading):
    notes = {note.head: note for note in list_notes(reading)}
    assert notes["“stepped back from”"].voices == {"the reporter"}
    assert notes["“stepped back from”"].names == {"Donald Trump", "United States", "Iran"}
    assert notes["“great”"].voices == {"Donald Trump"} and notes["“unnecessary”"].voices == {"the reporter"}
    assert "crisis" not in {name for note in notes.values() for name in note.names}


def test_the_first_measure_is_the_tone(reading, monkeypatch):
    from analysis.reading.tone import measures as tone

    monkeypatch.setattr("analysis.page.notes.MEASURES", {"vader": tone.MEASURES["vader"]})
    monkeypatch.setattr("analysis.page.page.MEASURES", dict(reversed(tone.MEASURES.items())))
    html = render_article(reading).html
    words = {note.head for note in list_notes(reading) if note.layer == "word"}
    assert "“killing”" in words and 'data-values="+0.5 −0.33"' in html and "according to VADER" in html


def test_the_same_reading_gives_the_same_page(reading):
    assert render_article(reading).html == render_article(reading).html
    assert str(render_article(reading)) == repr(render_article(reading)) != render_article(reading).html


def test_every_link_has_its_target_and_ids_are_the_articles_own(reading):
    html, other = render_article(reading).html, render_article(analysis.read_text(SHORT)).html
    ids, links = re.findall(r' id="([^"]+)"', html), re.findall(r'href="#([^"]+)"', html)
    assert ids == links and len(set(ids)) == len(reading.paragraphs)
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other))


def test_a_hostile_article_is_text(reading):
    page = check(analysis.read_text(HOSTILE))
    assert page.tags <= Checker(render_article(reading).html).tags
    assert not [name for name in page.attributes if name.startswith("on")]
    html = render_article(analysis.read_text(HOSTILE)).html
    assert html.count("<script") == html.count("</script") == 1 and html.count("<style") == 1
    assert "1337" not in html and "&lt;/div&gt;&lt;/main&gt; ]]&gt;" in html and "\u202e" not in html


@pytest.mark.parametrize("text", ["", "   \n", NO_TONE, SHORT, "“A\n\n“B\n\n“C” said Joan Doe of Iran.", "\ud800 good"])
def test_any_text_has_a_page(text):
    check(analysis.read_text(text))
    assert render_summary(analysis.read_text(text)).count("<div") >= 1


@settings(max_examples=40)
@given(anything)
def test_no_text_breaks_the_page(text):
    check(analysis.read_text(text))


def test_events_by_hand_show_as_they_were_entered(reading):
    html = render_article(enter_events(reading)).html
    assert html.count('data-note="e') == 28 and "not named → not named" in html


def test_a_narrowed_reading_shows_the_whole_article(reading):
    narrowed = analysis.narrow(reading, "IRN-IRQ")
    page = check(narrowed)
    assert len(page.blocks) == len(reading.article.blocks)
    html = render_article(narrowed).html
    assert html.count('class="paragraph"') == len(narrowed.paragraphs) < len(reading.paragraphs)


def test_the_page_and_the_summary_take_their_colours_from_the_one_list(reading):
    html, short = render_article(reading).html, render_summary(reading)
    for colour in (CONFLICT, COOPERATION):
        assert str(colour) in html and colour.light in short


NOTE = Note("e1", "event", 0, 1, frozenset(), frozenset(), "", ())
spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12)


@given(spans, st.integers(0, 8), st.integers(9, 30))
def test_marks_that_overlap_in_any_way_nest_and_cover_what_they_should(spans, start, end):
    text = "".join(chr(97 + i % 26) for i in range(45))
    notes = [replace(NOTE, key=f"e{i}", start=a, end=a + n) for i, (a, n) in enumerate(spans)]
    stack, said, covered = [], "", {note.key: "" for note in notes}
    opened, closed = [], []
    for token in weave(text, start, end, notes):
        if token.kind == "text":
            said += token.text
            for note in stack:
                covered[note.key] += token.text
        elif token.kind == "open":
            stack.append(token.note)
            opened += [token.note.key] * token.edge
        else:
            assert stack.pop() is token.note
            closed += [token.note.key] * token.edge
    assert not stack and said == text[start:end]
    for note in notes:
        assert covered[note.key] == text[max(start, note.start) : max(start, min(end, note.end))]
        assert opened.count(note.key) == (start <= note.start < end)
        assert closed.count(note.key) == (start < note.end <= end)


def test_a_mark_that_covers_all_of_another_is_outside():
    notes = [replace(NOTE, key="in", start=2, end=4), replace(NOTE, key="out", start=2, end=6)]
    kinds = [(t.kind, t.note.key) for t in weave("abcdefgh", 0, 8, notes) if t.note]
    assert kinds == [("open", "out"), ("open", "in"), ("close", "in"), ("close", "out")]


def test_a_reading_shows_itself_in_a_few_lines_and_in_short(reading):
    lines = repr(reading).splitlines()
    assert len(lines) == 6 and lines[0].startswith("Reading of “Trump pulls back")
    assert (
        lines[1] == "published on 9 January 2020: 11 paragraphs, 27 events, five quotes and seven expressions of time"
    )
    assert lines[4].split() == "TextBlob +0.03 +0.18 0.00 +0.15 +0.15 +0.27 −0.13 +0.07 · · +0.12".split()
    html = reading._repr_html_()
    assert Checker(html).stack == [] and html.count('title="paragraph') == 22 and len(html) < 10_000
    assert "<script>" not in analysis.read_text(HOSTILE)._repr_html_()
