"""What is no deed of the day."""

import re

import pandas as pd
import pytest
from helpers.told import make_coverage

from analysis.press.apart import find_apart
from analysis.rules.load import read_rows


def judge(sentence, root="ASSAULT", source=None, target="mourners", words="killed", told=False, headline="", quad=None):
    coverage = make_coverage(("a", "2020-01-07", source, target, "ASSAULT", words))
    acts = coverage.events.assign(root=root, quad=quad or ("Mconf" if root == "ASSAULT" else "Vconf"))
    acts = acts.assign(sentence=sentence, near=sentence, headline=headline, published=pd.Timestamp("2020-01-07"))
    return find_apart(coverage, acts.assign(day_confidence=0.87 if told else 0.61)).tolist()


@pytest.mark.parametrize(
    ("why", "sentence", "more"),
    [
        ("accident", "At least 50 mourners were killed in a stampede at the shrine.", {}),
        ("accident", "An earthquake killed dozens of mourners in the hills.", {"told": True}),
        ("", "The helicopter crashed after rebels shot at it, and the pilot was killed.", {}),
        ("", "The police killed mourners in a stampede that they had set off.", {"source": "police"}),
        ("anniversary", "Thousands marked the anniversary of the raid that killed the mourners.", {}),
        ("", "On the anniversary of the raid a bomb killed the mourners on Tuesday.", {"told": True}),
        (
            "anonymous",
            "The official, who asked not to be named, gave no details.",
            {"root": "REQUEST", "words": "asked"},
        ),
        (
            "",
            "The union asked the mayor not to close the port.",
            {"root": "REQUEST", "words": "asked", "source": "union"},
        ),
        ("courtesy", "Joan, thank you very much.", {"root": "SUPPORT", "quad": "Vcoop", "source": "Joan"}),
        ("rest", "(Reporting by Joan Doe; Editing by John Roe)", {"source": "Joan Doe"}),
        ("backgrounder", "Gunmen killed the mourners.", {"headline": "TIMELINE - How the dispute began"}),
        ("nobody", "Reporters accused the mayor.", {"root": "ACCUSE", "source": "reporters"}),
        (
            "nobody",
            "The mayor was flying back to the capital.",
            {"root": "CONSULT", "source": "mayor", "target": None, "quad": "Vcoop"},
        ),
        ("", "Gunmen killed the mourners on the road to the shrine.", {}),
    ],
)
def test_what_is_no_deed_of_the_day_is_named(why, sentence, more):
    assert judge(sentence, **more) == [why]


def test_a_sentence_that_is_printed_again_and_again_is_background():
    days = ["2020-01-02", "2020-01-07", "2020-01-12"]
    rows = [(name, day, "Fennland", "Mardia", "ASSAULT", "seized") for name, day in zip("abc", days, strict=True)]
    coverage = make_coverage(*rows)
    acts = coverage.events.assign(sentence="He seized power in 1969.", near="", headline="", day_confidence=0.61)
    acts["published"] = pd.to_datetime(pd.Series(days))
    assert find_apart(coverage, acts).tolist() == ["repeated"] * 3
    acts["sentence"] = ["He seized power in 1969.", "She seized the port.", "They seized a ship."]
    assert find_apart(coverage, acts).tolist() == [""] * 3


@pytest.mark.parametrize("row", read_rows("press_words.csv"), ids=lambda row: f"{row['kind']} {row['place']}")
def test_each_row_finds_its_example(row):
    words = row["example"].split()
    names = [*words, "asked not to be named"] if row["place"] in ("words", "party") else [row["example"]]
    assert any(re.search(row["pattern"], name) for name in names)
