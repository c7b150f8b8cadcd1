"""The articles that were read, and the findings in short."""

from analysis.press import days, phases, relevance
from analysis.press.collection import UNKNOWN, Coverage
from analysis.show.acts import capitalise
from analysis.show.prose import Headline, Prose
from analysis.text.wording import count, number, shorten


def describe_sources(coverage: Coverage) -> Prose:
    """The articles, outlets, days and copies that were read, and the files that could not be read."""
    articles, failures = coverage.articles, coverage.failures
    published = articles["published"].dropna()
    span = f", published {days.name_span(published.min(), published.max())}" if len(published) else ""
    outlets, words = sorted(articles["outlet"].unique()), f"{int(articles['words'].sum()):,} words"
    printed = f" of {count(len(outlets), 'outlet')}" if outlets != [UNKNOWN] else ""
    sentences = [f"{capitalise(count(len(articles), 'article'))}{printed}{span}, with {words}."]
    if copies := int((articles["article"] != articles["story"]).sum()):
        are = "is another version" if copies == 1 else "are other versions"
        witnesses = count(articles["story"].nunique(), "witness", "witnesses")
        sentences.append(
            f"{capitalise(number(copies))} {are} of a story that is there already, so all count as {witnesses}."
        )
    if silent := int((articles["events"] + articles["events_background"] == 0).sum()):
        report = "reports" if silent == 1 else "report"
        sentences.append(f"{capitalise(number(silent))} {report} no act of one side on another.")
    sentences += relevance.describe(coverage.left_out, len(articles) + len(coverage.left_out))
    if len(failures):
        first = f"{shorten(failures['file'].iloc[0])}: {failures['error'].iloc[0]}"
        sentences.append(f"{capitalise(count(len(failures), 'file'))} could not be read, such as {first}.")
    if coverage.focus:
        sentences.append(
            "Days, deeds and voices below are those of the two sides; outlets and versions, of all that is told."
        )
    return Prose(sentences)


def describe(coverage: Coverage, shuffles: int = 999, seed: int = 1) -> Headline:
    """The verdict in one sentence: whether the crisis gets worse or better, and how sure that is."""
    return Headline(phases.describe_verdict(coverage, shuffles, seed))
