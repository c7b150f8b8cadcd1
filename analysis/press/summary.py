"""What was read, and the findings in short."""

import pandas as pd

from analysis.press.collection import Coverage
from analysis.press.days import describe_course, describe_end, describe_peaks, name_span
from analysis.press.outlets import describe_outlets
from analysis.show.acts import begin
from analysis.show.prose import Prose
from analysis.story.arc import Arc
from analysis.text.wording import count, number, shorten


def describe_coverage(coverage: Coverage) -> Prose:
    """What was read: articles, outlets, days, copies, and what could not be read."""
    articles, failures = coverage.articles, coverage.failures
    days = articles["published"].dropna()
    span = f", published {name_span(days.min(), days.max())}" if len(days) else ""
    outlets, words = count(articles["outlet"].nunique(), "outlet"), f"{int(articles['words'].sum()):,} words"
    said = [f"{begin(count(len(articles), 'article'))} of {outlets}{span}, with {words}."]
    if copies := int((articles["article"] != articles["story"]).sum()):
        are = "is another version" if copies == 1 else "are other versions"
        witnesses = count(articles["story"].nunique(), "witness", "witnesses")
        said.append(f"{begin(number(copies))} {are} of a story that is there already, so all count as {witnesses}.")
    if silent := int((articles["events"] + articles["events_background"] == 0).sum()):
        report = "reports" if silent == 1 else "report"
        said.append(f"{begin(number(silent))} {report} no act of one side on another.")
    if len(failures):
        first = f"{shorten(failures['file'].iloc[0])}: {failures['error'].iloc[0]}"
        said.append(f"{begin(count(len(failures), 'file'))} could not be read, such as {first}.")
    if coverage.focus:
        said.append(
            "Days, deeds and voices below are those of the two sides; outlets and versions, of all that is told."
        )
    return Prose(said)


def summarise_coverage(
    coverage: Coverage, days: pd.DataFrame, deeds: pd.DataFrame, course: Arc, outlets: pd.DataFrame
) -> Prose:
    """A coverage in short: the height of the crisis, its peaks and its end, and whether outlets differ."""
    told = [*describe_course(days, deeds, course)[:1], *describe_peaks(coverage, days, deeds), *describe_end(days)]
    return Prose([*told, *describe_outlets(outlets)])
