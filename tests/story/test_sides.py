import pytest

from analysis.reading.schema import DYADS
from analysis.show.sides import name_side
from analysis.story.sides import list_between, tabulate_dyads


def test_each_way_of_a_pair_is_counted_apart(eventful):
    dyads = tabulate_dyads(eventful.events)
    rows = list(dyads[["source", "target", "events", "cooperation", "conflict"]].itertuples(index=False, name=None))
    assert rows == [("USA", "IRN", 11, 4, 7), ("IRN", "USA", 9, 4, 5), ("IRQ", "USA", 1, 0, 1)]
    acts = list_between(eventful.events)
    assert dyads["goldstein"][0] == pytest.approx(acts[acts["source"] == "USA"]["goldstein"].mean())


def test_what_has_one_side_or_is_within_one_is_no_pair(eventful):
    acts = list_between(eventful.events)
    assert (acts["source"] != acts["target"]).all() and acts[["source", "target"]].notna().all(axis=None)
    assert "accused" not in set(acts["text"])


def test_no_events_are_no_pairs(eventful):
    dyads = tabulate_dyads(eventful.events.head(0))
    assert dyads.empty and [str(t) for t in dyads.dtypes] == list(DYADS.values())


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("USA", "the United States"),
        ("IRN", "Iran"),
        ("GBR", "the United Kingdom"),
        ("European Union", "the European Union"),
        ("Taliban", "the Taliban"),
        ("Bolivian army", "the Bolivian army"),
        ("crane drivers", "crane drivers"),
        ("Tasman’s chief executive", "Tasman’s chief executive"),
        ("Javad Zarif", "Javad Zarif"),
    ],
)
def test_a_side_has_the_name_that_a_sentence_gives_it(side, name):
    assert name_side(side) == name and name_side(side, article=False) == name.removeprefix("the ")
