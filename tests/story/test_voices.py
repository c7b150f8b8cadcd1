import numpy as np
import pytest

import analysis
from analysis.reading.schema import VOICES
from analysis.show.prose import REPORTER, UNNAMED
from analysis.story.voices import compare_with_reporter, tabulate_voices

STORY = """Crews vote to stay ashore

“It was a terrible day,” said Joan Doe, the captain. The ports stood empty.

The company called the strike “a disgrace”, and a good lawyer was sent for.

“We will not sail,” Doe said."""

DISPUTE = "\n\n".join(
    [f"“A wonderful, happy peace for village {i},” said Joan Doe. A terrible raid had killed many." for i in range(8)]
)


def test_each_voice_has_its_quotes_and_the_reporter_the_rest():
    voices = tabulate_voices(analysis.read_text(STORY)).set_index("voice")
    assert voices.index[0] == "Joan Doe" and voices.index[-1] == REPORTER
    assert voices.loc["Joan Doe", ["quotes", "words"]].tolist() == [2, 9]
    assert voices.loc["Joan Doe", "polarity"] == pytest.approx(-1) and voices.loc[REPORTER, "polarity"] > 0
    assert voices["words"].sum() == sum(len(p.split()) for p in STORY.split("\n\n")[1:])


def test_quotes_without_a_speaker_are_unnamed():
    reading = analysis.read_text(STORY)
    reading.quotes.loc[:, "speaker"] = None
    assert UNNAMED in set(tabulate_voices(reading)["voice"])


@pytest.mark.parametrize("text", ["", "The ports stood empty. Nobody sailed."])
def test_without_quotes_there_is_at_most_the_reporter(text):
    voices = tabulate_voices(analysis.read_text(text))
    assert set(voices["voice"]) <= {REPORTER} and [str(t) for t in voices.dtypes] == list(VOICES.values())


def test_only_a_difference_that_chance_seldom_makes_is_one():
    difference, p_value = compare_with_reporter(analysis.read_text(DISPUTE))
    assert difference > 1 and p_value == 1 / 1000
    assert compare_with_reporter(analysis.read_text(DISPUTE)) == (difference, p_value)
    assert all(map(np.isnan, compare_with_reporter(analysis.read_text(STORY))))


def test_voices_are_tested_as_often_wrong_as_is_said():
    rng, false = np.random.default_rng(3), 0
    reading = analysis.read_text(DISPUTE)
    for _ in range(60):
        words = rng.choice(["wonderful", "terrible", "good", "bad", "happy", "sad"], size=16)
        parts = [
            f"“A {a} day for village {i},” said Joan Doe. A {b} market." for i, (a, b) in enumerate(words.reshape(8, 2))
        ]
        reading = analysis.read_text("\n\n".join(parts))
        false += compare_with_reporter(reading, shuffles=199)[1] <= 0.05
    assert false <= 9
