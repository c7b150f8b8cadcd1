"""How outlets differ, on the same days."""

import pytest
from helpers.told import make_coverage

from analysis.press import outlets
from analysis.press.schema import OUTLETS


def test_outlets_are_compared_on_the_same_days():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    fierce = {f"f{i}": ("Fierce", day, 6.0) for i, day in enumerate(days)}
    mild = {f"m{i}": ("Mild", day, 2.0 + i % 2) for i, day in enumerate(days)}
    table = outlets.tabulate(make_coverage(outlets=fierce | mild)).set_index("outlet")
    assert list(table.reset_index()) == list(OUTLETS)
    assert table.loc["Fierce", "escalation_gap"] == pytest.approx(3.5, abs=0.1)
    assert table.loc["Mild", "escalation_gap"] < -3 and (table["escalation_p"] <= 0.01).all()


def test_copies_do_not_count_for_a_gap_and_many_tests_raise_p():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    printed = {f"{o}{i}": (o, day, 3.0 + (o == "A")) for i, day in enumerate(days) for o in "AB"}
    alone, many = (
        make_coverage(outlets=printed),
        make_coverage(outlets=printed | {f"{o}{i}": (o, day, 3.5) for i, day in enumerate(days) for o in "CDEFGHIJ"}),
    )
    p = [outlets.tabulate(c).set_index("outlet").loc["A", "escalation_p"] for c in (alone, many)]
    assert p[0] <= 0.002 and p[1] >= 0.01
    copied = make_coverage(outlets=printed, stories={f"B{i}": f"A{i}" for i in range(12)})
    assert outlets.tabulate(copied)["escalation_gap"].isna().all()


def test_an_outlet_that_wrote_on_fiercer_days_is_not_fiercer():
    early = {f"a{i}": ("Early", f"2020-01-0{i + 1}", 9.0) for i in range(5)}
    late = {f"b{i}": ("Late", f"2020-03-0{i + 1}", 0.0) for i in range(5)}
    table = outlets.tabulate(make_coverage(outlets=early | late))
    assert table["escalation_gap"].isna().all() and table["escalation_p"].isna().all()


def test_few_articles_are_not_tested():
    few = {f"a{i}": (("One", "Two")[i % 2], "2020-01-01", float(i)) for i in range(10)}
    table = outlets.tabulate(make_coverage(outlets=few))
    assert table["escalation_gap"].notna().all() and table["escalation_p"].isna().all()


def test_what_chance_could_have_made_is_not_claimed():
    days = [f"2020-01-{i:02d}" for i in range(1, 13)]
    pairs = {f"{o}{i}": (o, day, 3.0 + (i * (1 if o == "A" else 5)) % 3) for i, day in enumerate(days) for o in "AB"}
    said = str(outlets.describe(make_coverage(outlets=pairs)))
    assert "none of the two outlets that could be tested differs by more than chance" in said
    assert "reports more conflict" not in said
    fierce = {f"{o}{i}": (o, day, {"A": 6.0, "B": 2.0}[o]) for i, day in enumerate(days) for o in "AB"}
    said = str(outlets.describe(make_coverage(outlets=fierce)))
    assert "A reports more conflict than others on the same days (+4.0, p = 0.00" in said and "B reports less" in said
