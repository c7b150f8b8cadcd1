"""Change points on made-up series in which the truth is known: what is not there is not found, what is there is."""

import math

import numpy as np
import pytest

from analysis.press.changes import MIN_DAYS, MIN_STORIES, Stories, find_changes

DRAWN = 120  # made-up collections of each kind
WEIGHTS = [2.0, 4.0, 5.0, 6.0, 9.0, 10.0]


def make_stories(seed, days=60, daily=3.0, loud=0, weekly=False, alike=0.0, changes=()):
    """Made-up stories of several acts each, each day with its number of stories.

    Args:
        seed: of all that is random.
        days: how many there are.
        daily: stories on a usual day.
        loud: bursts of three days with eight times as many stories.
        weekly: whether there are fewer stories at the end of a week.
        alike: how far the stories of one day tell the same news (standard deviation of the logarithm).
        changes: first day, day after the last, and by what the conflict of these days is multiplied.
    """
    random = np.random.default_rng(seed)
    usual, factor = np.full(days, daily), np.exp(random.normal(0, alike, days))
    if weekly:
        usual *= np.where(np.arange(days) % 7 >= 5, 0.4, 1.25)
    for first in random.integers(0, days, loud):
        usual[first : first + 3] *= 8
    for first, last, more in changes:
        factor[first:last] *= more
    day = np.repeat(np.arange(days), random.poisson(usual))
    printed = np.exp(random.normal(6.2, 0.6, len(day)))  # around 500 words
    conflict = random.poisson(12 * factor[day] * printed / 1000 * random.gamma(1.5, 1 / 1.5, len(day)))
    cooperation = random.poisson(4 * printed / 1000 * random.gamma(1.5, 1 / 1.5, len(day)))
    told = [random.choice(WEIGHTS, acts).sum() for acts in conflict] - 4.0 * cooperation
    days_with, numbers = np.unique(day, return_inverse=True)
    return days_with, Stories(numbers, told / np.sqrt(printed), np.sqrt(printed))


def find_days(seed, **made):
    """The days at which the changes are found, each with its interval."""
    days, stories = make_stories(seed, **made)
    found, _ = find_changes(stories, 99, seed)
    return [(days[change.day], days[change.low], days[change.high], change.up) for change in found]


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        {},
        {"daily": 2.0, "loud": 3, "weekly": True},
        {"days": 25, "daily": 1.2},
        {"daily": 4.0, "loud": 2, "alike": 0.6},
    ],
    ids=["level", "bursts and weeks", "few articles", "days alike"],
)
def test_a_phase_that_is_not_there_is_found_in_at_most_one_of_twenty(made):
    false = sum(bool(find_days(seed, **made)) for seed in range(DRAWN))
    assert false <= DRAWN / 20 + 1.645 * math.sqrt(DRAWN / 20 * 0.95)  # as many as that are chance, with one in twenty


@pytest.mark.slow
def test_a_doubled_conflict_is_found_and_no_third_phase():
    found = [find_days(seed, changes=[(30, 60, 2.0)]) for seed in range(60)]
    assert sum(map(bool, found)) >= 0.85 * len(found)
    near = [days for days in found if any(abs(day - 30) <= 5 for day, *_ in days)]
    assert len(near) >= 0.75 * len(found)
    assert sum(len(days) > 1 for days in found) <= 0.1 * len(found)
    assert all(up for days in found for *_, up in days[:1])
    inside = [low <= 30 <= high for days in found if len(days) == 1 for _, low, high, _ in days]
    assert sum(inside) >= 0.8 * len(inside)


@pytest.mark.slow
def test_a_fierce_fortnight_in_the_middle_is_found_with_both_ends():
    found = [[day for day, *_ in find_days(seed, changes=[(24, 38, 3.0)])] for seed in range(40)]
    both = [len(days) == 2 and abs(days[0] - 24) <= 4 and abs(days[1] - 38) <= 4 for days in found]
    assert sum(both) >= 0.75 * len(found)


def test_a_loud_week_is_not_a_fierce_one():
    days, stories = make_stories(3, daily=4.0)
    loud = np.isin(days[stories.day], range(20, 27))
    often = np.where(loud, 6, 1)  # the same stories, printed six times
    louder = Stories(*(np.repeat(part, often) for part in (stories.day, stories.told, stories.printed)))
    assert find_changes(stories, 199)[0] == [] and find_changes(louder, 199)[0] == []


def test_a_change_has_its_day_interval_p_and_direction():
    days, stories = make_stories(1, changes=[(30, 60, 4.0)])
    ((change,), p) = find_changes(stories, 199)
    assert abs(days[change.day] - 30) <= 1 and change.low <= change.day <= change.high and change.up
    assert change.p == p == 1 / 200
    _, calmer = make_stories(1, changes=[(0, 30, 4.0)])
    assert [change.up for change in find_changes(calmer, 199)[0]] == [False]


def test_the_same_seed_finds_the_same():
    _, stories = make_stories(2, changes=[(30, 60, 2.5)])
    assert find_changes(stories, 99, 1) == find_changes(stories, 99, 1)


def test_days_that_resemble_their_neighbours_are_shuffled_in_runs():
    found = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        rate = np.zeros(90)
        for day in range(1, 90):
            rate[day] = 0.5 * rate[day - 1] + random.normal()
        found += bool(find_changes(Stories(np.arange(90), 10 + rate, np.ones(90)), 99, seed)[0])
    assert found <= 5  # of 60; 42 if each day is shuffled by itself


@pytest.mark.parametrize("days, each", [(MIN_DAYS - 1, 10), (MIN_DAYS, 1)])
def test_too_few_days_or_stories_are_not_tested(days, each):
    assert MIN_DAYS < MIN_STORIES
    day = np.repeat(np.arange(days), each)
    found, p = find_changes(Stories(day, np.where(day > days / 2, 9.0, 0.0), np.ones(len(day))), 99)
    assert found == [] and math.isnan(p)


def test_what_never_varies_has_no_change():
    found, p = find_changes(Stories(np.repeat(np.arange(20), 2), np.full(40, 3.0), np.ones(40)), 99)
    assert found == [] and math.isnan(p)


def test_a_clean_step_has_its_day():
    day = np.repeat(np.arange(40), 2)
    ((change,), _) = find_changes(Stories(day, np.where(day < 25, 1.0, 7.0), np.ones(80)), 99)
    assert (change.day, change.high) == (25, 25) and change.low >= 24  # a sample may lack the day before


def test_one_odd_day_is_no_phase():
    random = np.random.default_rng(1)
    told = random.normal(10, 1, 40)
    told[20] = 500
    assert find_changes(Stories(np.arange(40), told, np.ones(40)), 199)[0] == []
