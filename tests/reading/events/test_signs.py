"""Which side an act is on: a plea for talks or help is no conflict; an end of talks is no cooperation."""

import pytest

import analysis


def say_sides(text: str) -> set[str]:
    """The sides of what is done in a sentence."""
    return set(analysis.read_text(text, "2020-01-09", coders="rules").events["side"]) - {"neutral"}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said both sides must return to the talks.",
        "Nurses in Sudan appealed for help.",
        "Peru thanked Chile for its help.",
        "The rebels held their fire on Sunday.",
        "Kenya extended its deadline for the rebels by a week.",
        "Niger asked Chad to mediate.",
        "The union agreed to suspend its strike.",
        "Chile lifted the curfew.",
        "Peru withdrew its troops from the valley.",
        "Togo called for dialogue with Ghana.",
    ],
)
def test_these_are_cooperation(text):
    assert say_sides(text) == {"cooperation"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it was ending talks with Sweden.",
        "Peru declared the dialogue over.",
        "Chad recognised the breakaway republic of Azania.",
        "Chad allowed the military intervention in Sudan to go ahead.",
        "The northern province declared independence.",
        "The embargo will deprive Eritrea of oil revenue.",
        "Rebels took a Greek sailor captive.",
        "Peru pushed back against the proposal.",
        "Police foiled a plot to bomb the market.",
        "Soldiers stopped a march by students.",
        "Ghana broke off talks with Togo.",
        "Sudan recalled its ambassador to Chad.",
        "Kenya vetoed the resolution.",
    ],
)
def test_these_are_conflict(text):
    assert say_sides(text) == {"conflict"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister arrived at Lima airport.",
        "He was speaking to reporters in Oslo.",
        "The press service of the ministry is in Bonn.",
        "The decision triggered the deepest row in years.",
        "A Peruvian autopsy took two hours.",
        "The weather service warned of heavy rain in Chile.",
        "The striker attacked down the left and the defence held.",
        "Her new film tells the story of a siege.",
        "The singer released an album in May.",
        "The company launched a new phone.",
    ],
)
def test_these_are_no_act(text):
    assert say_sides(text) == set()
