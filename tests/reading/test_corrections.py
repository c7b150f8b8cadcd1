import pytest

import analysis
from analysis.reading.corrections import read_corrections
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
        "speaker of “‘We will not sail,’” is Joan Doe, where the rules said" in told
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
        ("story.txt,events,27,source,IRN", r"line 2: events\.source cannot be corrected"),
        ("story.txt,dates,Monday,first_day,soon", r"line 2: 'soon' does not fit first_day"),
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
