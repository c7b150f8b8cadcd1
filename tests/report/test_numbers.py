"""Numbers are equal: what one page says of one thing, it says everywhere with the same figure."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from helpers.numbers import gather, list_places, read_value
from helpers.paths import ARTICLE, ROOT

from analysis.report.run import make_report

pytestmark = pytest.mark.slow

COUNT, SIGNED, P = r"[\w,]+", r"[+−-]?[\d.]+", r"[\d.]+(?:e-\d+)?"
SPLIT = rf"the program read (?P<escalating>{COUNT}) as escalating and (?P<easing>{COUNT}) as easing(?: \([^)]*\))?\. "
COUNTED = rf"The program read (?P<current>{COUNT}) current acts?\. Of such acts"
COIN = rf"{SPLIT}A coin thrown (?P<current>{COUNT}) times splits as unevenly in (?P<coin_share>\d+ ?%) of trials"
PAIR = (
    rf"source=(?P<source>.+), target=(?P<target>.+), events=(?P<pair_events>\d+), cooperation=(?P<pair_easing>\d+), "
    rf"conflict=(?P<pair_escalating>\d+), escalation=(?P<pair_escalation>{SIGNED})$"
)
# Where a number stands, and what the groups of the expression mean
ARTICLE_NUMBERS = [
    # how many events, and how many of them are current, count, and are on which side
    ("summary.json", r"^(?:article|crisis)\.events: (?P<events>\d+)"),
    ("table/events", r"^rows with a paragraph: (?P<events>\d+)"),
    ("table/deeds", r"^rows: (?P<deeds>\d+)"),
    ("alt/*", rf"^Bars of (?P<deeds>{COUNT}) events? whose time is sure"),
    ("page", r"^events: (?P<marked_events>\d+)"),
    ("table/events", r"^rows: (?P<marked_events>\d+)"),
    *((place, rf"(?:^|reasons: ){COUNTED}") for place in ("told/*", "summary.json")),
    *((place, COIN) for place in ("told/*", "summary.json")),
    (
        "summary.json",
        r"^crisis\.current_events: (?P<current>\d+)\ncrisis\.\S+ease: (?P<easing>\d+)\ncrisis\.\S+escalate: "
        rf"(?P<escalating>\d+)\ncrisis\.current_escalation: (?P<mean_escalation>{SIGNED})",
    ),
    ("summary.json", rf"^crisis\.p_value: (?P<coin_share>{P})"),
    (
        "table/stand",
        r"^frame=current, events=(?P<current>\d+), cooperation=(?P<easing>\d+), conflict=(?P<escalating>\d+), "
        rf"escalation=(?P<mean_escalation>{SIGNED})",
    ),
    # the peak
    ("told/*", r"A conflict with a known day: (?P<peak_days>On .*?)\. Tone"),
    ("summary.json", r"^crisis\.peak_days: (?P<peak_days>\d\S+(?:, \S+)*)$"),
    # each pair of sides, each way
    (
        "label/sides",
        r"^(?P<source>[^…\n]+) → (?P<target>[^…\n]+)\n(?P<pair_easing>\d+)\n(?P<pair_escalating>\d+)$",
    ),
    ("label/sides", r"^(?P<source>[^…\n]+) → (?P<target>[^…\n]+)\n(?P<pair_events>\d+)\n(?!\d)"),
    ("summary.json", rf"^crisis\.pairs: {PAIR}"),
    ("table/pairs", rf"^{PAIR}"),
    # quotes and times
    ("summary.json", r"^article\.quotes: (?P<quotes>\d+)"),
    ("table/quotes", r"^rows: (?P<quotes>\d+)"),
    ("page", r"^quotes: (?P<quotes>\d+)"),
    ("summary.json", r"^article\.dates: (?P<times>\d+)"),
    ("page", r"^dates: (?P<times>\d+)"),
    # p-values
    ("told/*", rf"orders of the paragraphs swing as much \(p = (?P<order_p>{P})\)"),
    ("*/*", rf"\(p = (?P<tone_p>{P})\)(?:, so this rise|: the order carries)"),
    ("label/arc", rf"in random order \(p = (?P<order_p>{P})\)"),
    ("label/tone", rf"in random order \(p = (?P<tone_p>{P})\)"),
    ("summary.json", rf"^arcs\.escalation\.p_value: (?P<order_p>{P})"),
    ("summary.json", rf"^arcs\.tone\.p_value: (?P<tone_p>{P})"),
    # means of tone, and where the measures disagree
    ("told/*", rf"Tone: On average \w+ by the news measure \((?P<mean_tone>{SIGNED})\)"),
    ("told/*", rf"Tone: .*? by TextBlob \((?P<textblob_tone>{SIGNED})\)"),
    ("told/*", rf"Tone: .*? by VADER \((?P<vader_tone>{SIGNED})\)"),
    ("*/*", rf"The news measure scores .*?, (?P<mean_tone>{SIGNED}) on average\."),
    ("told/*", rf"The news measure gives the headline .*?, against (?P<mean_tone>{SIGNED}) on average"),
    ("told/*", rf"TextBlob gives the headline .*?, against (?P<textblob_tone>{SIGNED}) on average"),
    ("told/*", rf"VADER gives the headline .*?, against (?P<vader_tone>{SIGNED}) on average"),
    ("summary.json", rf"^arcs\.tone\.mean: (?P<mean_tone>{SIGNED})"),
    ("summary.json", rf"^arcs\.polarity\.mean: (?P<textblob_tone>{SIGNED})"),
    ("summary.json", rf"^arcs\.vader\.mean: (?P<vader_tone>{SIGNED})"),
    (
        "alt/*",
        rf"On average, the news measure (?P<mean_tone>{SIGNED}), TextBlob (?P<textblob_tone>{SIGNED}) and "
        rf"VADER (?P<vader_tone>{SIGNED})\.",
    ),
    ("told/*", rf"differ in sign on (?P<opposed>{COUNT}) of .*?: paragraphs? (?P<opposed_places>[\d, and]+)\."),
    ("*/*", rf"(?P<opposed>{COUNT}) of {COUNT} paragraphs (?:is|are) judged differently"),
    ("summary.json", r"^paragraphs_where_signs_differ: (?P<opposed_places>.+)"),
    # sizes and extremes
    (
        "told/*",
        rf"(?P<paragraphs>{COUNT}) paragraphs? with (?P<words>{COUNT}) words? were read",
    ),
    (
        "summary.json",
        r"^article\.paragraphs: (?P<paragraphs>\d+)\n\S+sentences: (?P<sentences>\d+)\n\S+words: (?P<words>\d+)",
    ),
    ("table/paragraphs", r"^rows: (?P<paragraphs>\d+)"),
    ("table/paragraphs", r"^sum of words: (?P<words>\d+)"),
    ("table/sentences", r"^rows: (?P<sentences>\d+)"),
    ("told/*", rf"lowest is paragraph (?P<darkest_paragraph>\d+) \((?P<darkest_tone>{SIGNED})\)"),
    ("told/*", rf"Paragraph (?P<darkest_paragraph>\d+) \((?P<darkest_tone>{SIGNED})\), “"),
]
COVERAGE_NUMBERS = [
    (
        "told/*",
        rf"^(?P<articles>{COUNT}) articles? of (?P<outlets>{COUNT}) outlets?, .*? with (?P<words>{COUNT}) words",
    ),
    ("told/*", rf"so all count as (?P<stories>{COUNT}) witness"),
    ("label/*", rf"^(?P<articles>{COUNT}) articles?, (?P<outlets>{COUNT}) outlets?$"),
    ("page", rf"^Coverage: (?P<articles>{COUNT}) articles?"),
    (
        "summary.json",
        r"^coverage\.articles: (?P<articles>\d+)\n\S+outlets: (?P<outlets>\d+)\n\S+stories: (?P<stories>\d+)",
    ),
    ("summary.json", r"^coverage\.words: (?P<words>\d+)\n\S+acts: (?P<acts>\d+)\n\S+quotes: (?P<quotes>\d+)"),
    ("table/outlets", r"^rows: (?P<outlets>\d+)"),
    ("table/outlets", r"^sum of articles: (?P<articles>\d+)"),
    ("table/voices", r"^sum of quotes: (?P<quotes>\d+)"),
    ("told/*", rf"All this rests on (?P<acts>{COUNT}) acts?:"),
    ("told/*", rf"Those with a day are (?P<deeds>{COUNT}) deeds?"),
    ("table/deeds", r"^rows: (?P<deeds>\d+)"),
    ("*/*", r"three days around it: (?P<peak_shares>(?P<peak_days>\d.*? of samples\)))\."),
    ("summary.json", r"^(?P<peak_shares>(?P<peak_days>(?:peaks: day=.*\n?)+))"),
    ("*/*", rf"The line of mean escalation from day to day .*?\(p = (?P<course_p>{P})\)"),
    ("label/days", rf"in random order \(p = (?P<course_p>{P})\)"),
    ("summary.json", rf"^p_value: (?P<course_p>{P})"),
    ("*/*", rf"In escalation, .*?\((?P<source>[^,(]+), (?P<gap_escalation>{SIGNED}), p = (?P<outlet_p>{P})\)"),
    (
        "table/outlets",
        rf"^outlet=(?P<source>.+?), .*escalation_gap=(?P<gap_escalation>{SIGNED}), escalation_p=(?P<outlet_p>{P}),",
    ),
]


@pytest.fixture(scope="module")
def reports(report, tmp_path_factory):
    """The folders of the reports of the articles that the project ships, by their names."""
    folder, made = tmp_path_factory.mktemp("reports"), {ARTICLE.stem: report}
    for path in sorted((ROOT / "data" / "articles").iterdir()):
        if path != ARTICLE:
            made[path.stem] = folder / path.stem
            make_report(str(path), made[path.stem])
    return made


@pytest.fixture(scope="module")
def numbers(reports):
    return {name: gather(folder, ARTICLE_NUMBERS) for name, folder in reports.items()}


def check(found):
    """A number with one meaning is the same wherever it stands, and stands in two places at least."""
    for meaning, places in found.items():
        values = list(places.values())
        assert all(value == values[0] for value in values), (meaning, places)
        assert len(places) > 1, f"{meaning} was found in {list(places)} alone"


def list_meanings(patterns):
    return {name for _, p in patterns for name in re.compile(p).groupindex} - {"source", "target"}


def test_all_shipped_articles_have_a_report(numbers):
    assert len(numbers) == 4 == len(list((ROOT / "data" / "articles").glob("*")))


@pytest.mark.parametrize("name", [path.stem for path in sorted((ROOT / "data" / "articles").iterdir())])
def test_an_article_s_report_says_each_number_once(name, numbers, reports):
    summary = json.loads((reports[name] / "summary.json").read_text("utf-8"))
    crisis, low = summary["crisis"], summary["sureness"]["level"] == "low"
    untold = {"order_p": "summary.json"} if low else {}
    if crisis["lean"] == "neither" or (low and crisis["p_value"] <= 0.05):  # what goes both ways needs no coin
        untold["coin_share"] = "summary.json"
    if not any(place.startswith("alt") for place in numbers[name]["deeds"]):  # days without the worst are not drawn
        untold["deeds"] = "table/deeds"
    worst = numbers[name].get("peak_days", {})
    if worst and not any(place.startswith("told") for place in worst):  # its words stand above
        untold["peak_days"] = "summary.json"
    assert all(list(numbers[name][meaning]) == [place] for meaning, place in untold.items())
    labels = list_places(reports[name]).get("label/sides", "")
    mutual = [{one.lower(), other.lower()} for one, other in re.findall(r"^(.+) ↔ (.+)$", labels, re.MULTILINE)]
    for meaning, places in numbers[name].items():  # the chart draws mutual acts apart, the table counts them both ways
        if set(meaning.partition(": ")[2].split(" → ")) in mutual:
            places.pop("label/sides", None)
    check({meaning: places for meaning, places in numbers[name].items() if meaning not in untold})
    assert len(numbers[name]) > 25


def test_every_meaning_is_found_in_some_report(numbers):
    twice = {m.partition(":")[0] for found in numbers.values() for m, places in found.items() if len(places) > 1}
    assert twice == list_meanings(ARTICLE_NUMBERS)


def test_the_coverage_s_report_says_each_number_once(covered_report):
    found = gather(covered_report, COVERAGE_NUMBERS)
    check(found)
    assert {meaning.partition(":")[0] for meaning in found} == list_meanings(COVERAGE_NUMBERS)


def test_versions_are_as_escalated_on_their_page_as_in_the_table(covered_report):
    copies = pd.read_csv(covered_report / "tables" / "copies.csv")
    shift = re.compile(r"(?:Escalation (?:rises|falls)|Its tone is (?:brighter|darker)) \((\S+) → (\S+) on average\)")
    told = [text for place, text in list_places(covered_report).items() if Path(place).match("told/*")]
    told = [shift.findall(text) for text in told if text.startswith("The second version ")]
    assert len(told) == 3
    for figures, (_, versions) in zip(told, copies.groupby("story", sort=False), strict=False):
        pairs = versions[["escalation", "tone"]].head(2).T.to_numpy()
        for measure, pair, figure in zip(("escalation", "tone"), pairs, figures, strict=True):
            assert [read_value(measure, str(value)) for value in pair] == [read_value(measure, f) for f in figure]
