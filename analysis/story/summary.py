"""The findings in short."""

from collections.abc import Iterable

from analysis.reading.reading import Reading
from analysis.show.prose import Prose
from analysis.story.acts import list_acts
from analysis.story.arc import Arc
from analysis.story.peak import describe_peak
from analysis.story.stand import describe_stand
from analysis.story.tone import summarise_tone
from analysis.story.voices import describe_escalating_voices


def summarise(reading: Reading, arcs: Iterable[Arc]) -> Prose:
    """The reading in short: where the crisis stands, its peak, who still escalates, and then the tone."""
    return Prose([*summarise_crisis(reading), *summarise_tone(reading, arcs)])


def summarise_crisis(reading: Reading) -> Prose:
    """The crisis in short: where it stands, the peak, and the voices that still escalate."""
    acts = list_acts(reading.events)
    if acts.empty:
        return Prose(["Nobody is told to act for or against anybody, so nothing can be said of escalation."])
    return Prose([*describe_stand(reading), *describe_peak(reading)[:1], *describe_escalating_voices(reading)[:1]])
