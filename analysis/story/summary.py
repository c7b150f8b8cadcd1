"""The findings in short."""

import math

from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.prose import Prose
from analysis.story import arc, peak, stand, voices
from analysis.story.measures import find_comparable, find_disagreements, name_compared
from analysis.text.wording import join, number, signed


def describe(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> Prose:
    """The reading in short: where the crisis is going, its peak, who still escalates, and the tone."""
    return Prose([*_describe_crisis(reading), *_describe_tone(reading, smoothing, shuffles, seed)])


def _describe_crisis(reading: Reading) -> list[str]:
    """Where the crisis is going, the peak, and the voices that still escalate."""
    if reading.acts.empty:
        return ["Nobody is told to act for or against anybody, so nothing can be said of escalation."]
    return [*stand.describe(reading), *peak.describe(reading)[:1], *voices.describe_stances(reading)[:1]]


def _describe_tone(reading: Reading, smoothing: int = 3, shuffles: int = 999, seed: int = 1) -> list[str]:
    """The tone in short: its average, whether it has an arc, and whether the measures agree."""
    traced = (arc.trace(reading, measure, smoothing, shuffles, seed) for measure in MEASURES)
    arcs = [line for line in traced if line.scored]
    if not arcs:
        return ["No measure knows a word of this text, so nothing can be said about its tone."]
    means = join(f"{signed(line.table['value'].mean())} by {MEASURES[line.measure].name}" for line in arcs)
    sentences = [f"In tone, on a scale from −1 (negative) to +1 (positive), the story averages {means}."]
    tested = [line for line in arcs if not math.isnan(line.p_value)]
    moving = [line for line in tested if line.beyond_chance]
    for line in moving:
        sentences.append(f"By {MEASURES[line.measure].name}, it changes in an order that chance seldom makes.")
    still = join(f"{MEASURES[line.measure].name} p = {line.p_value:.3f}" for line in tested if line not in moving)
    if not tested:
        sentences.append("It has too few scored paragraphs to tell a rise or fall from chance.")
    elif not moving:
        sentences.append(f"Its tone neither rises nor falls in a way that could not be chance ({still}).")
    elif still:
        sentences.append(f"Otherwise it does not ({still}).")
    opposed = find_disagreements(reading.paragraphs)
    if len(opposed):
        compared = len(find_comparable(reading.paragraphs))
        sentences.append(f"The measures contradict each other on {number(len(opposed))} of {name_compared(compared)}.")
    return sentences
