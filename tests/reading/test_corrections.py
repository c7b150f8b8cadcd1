import re

import pandas as pd
import pytest

import analysis
from analysis.reading.corrections import choose_file, drop_last, list_articles, read_corrections, write_corrections
from analysis.show.sure import find_sure
from analysis.story import stand
from analysis.story.article import describe_corrections
from analysis.text.article import ArticleError

STORY = "Crews vote to stay ashore\n\n“We will not sail,” said the captain on Monday.\n\nIran and Iraq were silent."
HEAD = "article,table,place,column,value\n"


@pytest.fixture
def read(tmp_path):
    def _read(*lines):
        (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
        (tmp_path / "corrections.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return analysis.read_listed(tmp_path / "story.txt", published="2020-01-09")

    return _read


def test_a_reader_overrules_a_speaker_a_country_and_a_day(read):
    reading = read(
        "story.txt,quotes,27,speaker,Joan Doe",
        '"story.txt","quotes","“We will not sail,”","speaker_country","NZL"',
        "story.txt,dates,Monday,value,2020-01-05",
        "story.txt,dates,Monday,first_day,2020-01-05",
        "story.txt,mentions,Iraq,country,",
        "other.txt,quotes,1,speaker,Nobody",
    )
    assert STORY.index("“") == 27
    assert reading.quotes[["speaker", "speaker_country"]].iloc[0].tolist() == ["Joan Doe", "NZL"]
    assert reading.dates["value"].tolist() == ["2020-01-05"] and reading.dates["first_day"].iloc[0].day == 5
    assert reading.mentions.set_index("text")["country"].isna()["Iraq"]
    assert reading.corrections["column"].tolist() == ["country", "speaker", "speaker_country", "value", "first_day"]
    told = str(describe_corrections(reading))
    assert (
        "speaker of “‘We will not sail,’” is Joan Doe, where the program said" in told
        and "country of “Iraq” is unknown" in told
    )


def test_a_corrected_mention_corrects_its_quote(tmp_path):
    (tmp_path / "story.txt").write_text("“We will not sail,” said Joan Doe on Monday.", encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(HEAD + "story.txt,mentions,Joan Doe,country,NZL\n", encoding="utf-8")
    assert analysis.read_listed(tmp_path / "story.txt").quotes["speaker_country"].tolist() == ["NZL"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "story.txt,quotes,Nowhere,speaker,X",
            r"corrections\.csv: line 2: no row of quotes is at 'Nowhere'.*We will not",
        ),
        ("story.txt,quotes,27,start,3", r"line 2: quotes\.start cannot be corrected.*speaker"),
        ("story.txt,events,27,source,IRN", r"line 2: no row of events is at '27'"),
        ("story.txt,events,silent,act,SHRUG", r"line 2: 'SHRUG' is no class of events: use AGREE, .*ASSAULT"),
        ("story.txt,events,on,act,ASSAULT", r"line 2: the article has 'on' two times"),
        ("story.txt,events,0..4,act,ASSAULT", r"line 2: 0\.\.4 is not in a sentence of the body"),
        ("story.txt,dates,Monday,first_day,soon", r"line 2: 'soon' does not fit first_day"),
        ("story,dates,Monday,value,2020-01-05", r"line 2: no article is called 'story'.*Write story\.txt"),
        ("Story.TXT,dates,Monday,value,2020-01-05", r"line 2: no article is called 'Story\.TXT'"),
        (",dates,Monday,value,2020-01-05", r"line 2: no article is called ''"),
    ],
)
def test_a_correction_that_cannot_be_made_is_an_error_with_its_line(read, line, message):
    with pytest.raises(ArticleError, match=message):
        read(line)


def test_without_corrections_nothing_is_overruled_or_said(reading, tmp_path):
    assert reading.corrections.empty and str(describe_corrections(reading)) == ""
    (tmp_path / "corrections.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ArticleError, match="cannot be read"):
        read_corrections(tmp_path / "corrections.csv", "story.txt")


RAID = """Navy frees the crew

PORT ASH, 3 May 2026 – Norway attacked a Swedish patrol boat on Saturday, officials said.

Sweden condemned the raid and threatened to seize Norwegian ships.

Denmark met both on Sunday. The talks were a splendid success.

Finland offered aid. Iceland praised the offer.
"""


@pytest.fixture
def raid(tmp_path):
    """Reads the story of a raid with lines of corrections, by a path as `read` or `read_listed` take it."""
    path = tmp_path / "raid.txt"
    path.write_text(RAID, encoding="utf-8")

    def _raid(*lines, head=HEAD, read=analysis.read):
        (tmp_path / "corrections.csv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        return read(path)

    return _raid


def find(reading, word):
    (row,) = (row for row in reading.events.itertuples() if word in row.text)
    return row


def test_read_and_read_listed_correct_alike(raid):
    line = f"raid.txt,events,{find(raid(), 'condemned').start},target,DNK"
    for read in (analysis.read, analysis.read_listed):
        assert find(raid(line, read=read), "condemned").target == "DNK"


def test_a_reader_corrects_each_column_of_an_act(raid):
    before = find(raid(), "attacked")
    place = f"{before.start}..{before.end}"
    reading = raid(
        *(f"raid.txt,events,{place},{column},{value}" for column, value in [
            ("class", "COERCE"), ("source", "Denmark"), ("target", "Finland"), ("modality", "denied"),
            ("day", "2026-04-01"),
        ])
    )  # fmt: skip
    after = find(reading, "attacked")
    assert (before.root, before.side, after.root, after.quad, after.goldstein) == (
        *("ASSAULT", "conflict"),
        *("COERCE", "Mconf", -7.0),
    )
    assert (after.source, after.source_actor, after.target, after.modality) == ("DNK", "Denmark", "FIN", "denied")
    assert (after.date, after.frame, after.first_day.day) == ("2026-04-01", "background", 1)
    assert find_sure(reading.events, reading.mentions).loc[after.Index] and pd.isna(after.coder)
    assert reading.corrections["before"].tolist() == ["ASSAULT", "NOR", "SWE", "asserted", before.date]
    assert reading.uncorrected.events["root"].tolist() == raid().events["root"].tolist()
    assert reading.paragraphs["events"].iloc[0] < reading.uncorrected.paragraphs["events"].iloc[0]


def test_an_act_on_the_other_side_keeps_its_weight_or_gets_a_code_of_its_class(raid):
    place = find(raid(), "praised").start
    turned = find(raid(f"raid.txt,events,{place},side,conflict"), "praised")
    assert turned.side == "conflict" and turned.escalation == -find(raid(), "praised").escalation
    assert turned.quad == "Vconf" and pd.isna(turned.root)
    nothing = find(raid(f"raid.txt,events,{place},side,neutral"), "praised")
    assert nothing.side == "neutral" and nothing.escalation == 0


def test_no_act_here_and_an_act_that_the_program_missed(raid):
    before = raid()
    place = find(before, "praised").start
    reading = raid(
        f"raid.txt,events,{place},act,none",
        "raid.txt,events,were a splendid success,act,COOPERATE",
        "raid.txt,events,were a splendid success,source,Denmark",
        "raid.txt,events,splendid,act,none",
    )
    assert len(reading.events) == len(before.events) and "praised" not in " ".join(reading.events["text"])
    added = find(reading, "splendid")
    assert (added.paragraph, added.root, added.source, added.modality) == (3, "COOPERATE", "DNK", "asserted")
    assert reading.events["paragraph"].is_monotonic_increasing
    told = str(describe_corrections(reading))
    assert told.startswith("A reader made three corrections that changed this reading. The verdict")
    assert "“splendid” is none already" in told and "is an act of the class COOPERATE" in told


@pytest.mark.parametrize(("column", "value"), [("source", "NOR"), ("source", "norway"), ("class", "assault")])
def test_a_correction_that_changes_nothing_says_so(raid, column, value):
    place = find(raid(), "attacked").start
    reading = raid(f"raid.txt,events,{place},{column},{value}", ",,,,")
    assert reading.corrections["outcome"].tolist() == ["nothing to change"]
    pd.testing.assert_frame_equal(reading.events, reading.uncorrected.events)
    told = str(describe_corrections(reading))
    assert "change nothing in this reading" in told and f"is {value} already" in told


def test_the_report_says_what_the_verdict_was(raid):
    reading = raid(*(f"raid.txt,events,{start},side,conflict" for start in raid().events["start"]))
    told = str(describe_corrections(reading))
    before, after = re.search(r"The verdict was “(.+?)” It is “(.+?)”", told).groups()
    assert before == str(stand.describe(reading.uncorrected)) and after == str(stand.describe(reading))
    assert "scalating" in after and before != after


def test_a_tone_word_weighs_what_a_reader_says_and_its_sentence_is_scored_anew(raid):
    before = raid()
    reading = raid("raid.txt,words,splendid,valence,-3")
    row = before.sentences["text"].str.contains("splendid")
    assert reading.sentences["tone"][row].iloc[0] < 0 < before.sentences["tone"][row].iloc[0]
    assert (reading.sentences["tone"][~row].dropna() == before.sentences["tone"][~row].dropna()).all()
    assert reading.paragraphs["tone"].iloc[2] < before.paragraphs["tone"].iloc[2]
    assert len(reading.corrections["before"].iloc[0]) < 5  # a figure as a person writes it
    gone = raid("raid.txt,words,splendid,valence,")
    assert "splendid" not in gone.words["text"][gone.words["measure"] == "tone"].tolist()
    with pytest.raises(ArticleError, match="'bad' does not fit valence"):
        raid("raid.txt,words,splendid,valence,bad")


def test_a_file_without_its_headings_is_an_error_that_gives_them(raid, tmp_path):
    with pytest.raises(ArticleError, match=r"has no column article.*first line is: article,table,place,column,value"):
        raid(head="raid.txt,events,praised,act,none\n")


def test_who_when_and_why_are_told(raid):
    head = HEAD.replace("\n", ",who,when,why\n")
    reading = raid("raid.txt,events,praised,modality,hedged,A. Reader,2026-05-04,only a rumour", head=head)
    assert reading.corrections[["who", "when", "why"]].iloc[0].tolist() == ["A. Reader", "2026-05-04", "only a rumour"]
    assert "(by A. Reader, on 2026-05-04, because: only a rumour)" in str(describe_corrections(reading))


def test_a_narrowed_reading_compares_itself_with_a_narrowed_one(raid):
    reading = analysis.narrow(raid("raid.txt,events,praised,modality,hedged"), "NOR-SWE")
    assert reading.uncorrected.focus == reading.focus and len(reading.uncorrected.events) == len(reading.events)


def test_lines_are_added_to_a_file_and_what_it_has_stays(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles.csv").write_text("file,published\n", encoding="utf-8")
    article = tmp_path / "articles" / "raid.txt"
    file = choose_file(article)
    assert file == tmp_path / "corrections.csv"
    file.write_text("article,table,place,column,value,seen\na.txt,quotes,3,speaker,Ana,yes\n", encoding="utf-8-sig")
    write_corrections(file, [{"article": "raid.txt", "table": "events", "place": "3..9", "column": "act", "value": ""}])
    assert file.read_text(encoding="utf-8").splitlines() == [
        "article,table,place,column,value,who,when,why,seen",
        "a.txt,quotes,3,speaker,Ana,,,,yes",
        "raid.txt,events,3..9,act,,,,,",
    ]
    drop_last(file, 1)
    assert list_articles(file) == ["a.txt"] and choose_file(article) == file
