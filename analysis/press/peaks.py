"""The peaks of a crisis: days that stand out from those near them, and on which enough stories report."""

import pandas as pd

from analysis.press.collection import Coverage
from analysis.press.telling import choose_sentences
from analysis.show.prose import Prose
from analysis.story.evidence import LONGEST
from analysis.text.wording import count, name_days, quote

STEADY = 0.75  # share of samples in which a peak has to be a peak
WITNESSES = 2  # stories that have to report a peak
SHARE = 1 / 3  # of the stories that report the day with most of them: a peak has at least so many
SHOWN = 3  # peaks in a sentence
HEIGHT = 0.5  # share of the highest peak's conflict from which a peak belongs to the height of the crisis


def is_well_told(stories: pd.Series) -> pd.Series:
    """Whether each day has stories enough for something to be said of it, given how many report each day."""
    return stories >= max(WITNESSES, SHARE * stories.max())


def list_peaks(days: pd.DataFrame) -> pd.DataFrame:
    """The peaks among the days (`days.tabulate`), the highest first."""
    return days[days["peak"]].sort_values("conflict", ascending=False, kind="stable")


def find_height(days: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The first and the last peak with at least half the conflict of the highest.

    None without a peak, and where the day with most conflict is not among the days from the first to the last.
    """
    peaks = list_peaks(days)
    high = peaks["day"][peaks["conflict"] >= HEIGHT * peaks["conflict"].max()].sort_values()
    if high.empty or not high.iloc[0] <= days.loc[days["conflict"].idxmax(), "day"] <= high.iloc[-1]:
        return None
    return high.iloc[0], high.iloc[-1]


def describe_peaks(coverage: Coverage, days: pd.DataFrame) -> Prose:
    """The highest peaks among the days, each with the sentence that tells its conflict best, and how sure it is."""
    peaks = list_peaks(days).head(SHOWN)
    if peaks.empty:
        return Prose(
            ["No day is a peak of which several stories tell and that most samples of the stories would show."]
        )
    told = choose_sentences(coverage, peaks["day"], "conflict").drop_duplicates("day").set_index("day")["text"]
    parts = [_describe_peak(peak, told.get(peak.day)) for peak in peaks.itertuples()]
    these = "this day" if len(parts) == 1 else "each of these days"
    return Prose([f"More conflict is told of {these} than of any of the three days around it: {'; '.join(parts)}."])


def _describe_peak(peak: tuple, words: str | None) -> str:
    """*8 January 2020 (“Iran fired …”; told by seven stories; a peak in 99 % of samples)*."""
    told = [f"told by {count(peak.stories, 'story', 'stories')}", f"a peak in {100 * peak.steady:.0f} % of samples"]
    return f"{name_days(peak.day, peak.day)} ({'; '.join([*([quote(words, LONGEST)] if words else []), *told])})"


def find_finding(days: pd.DataFrame) -> str:
    """The day with most conflict if it is a peak; else on how many days conflict outweighs; "" without an event."""
    peaks = list_peaks(days)
    if len(peaks) and peaks["conflict"].iloc[0] == days["conflict"].max():
        return f"Most conflict is told of {name_days(peaks['day'].iloc[0], peaks['day'].iloc[0])}"
    told = days[days["deeds"] > 0]
    more = int((told["conflict"] > -told["cooperation"]).sum())
    return f"More conflict than cooperation on {more} of {len(told)} days with an event" if len(told) else ""
