"""Who acts on whom."""

from functools import cache

import pandas as pd
import pytest

import analysis
from analysis.reading.events.table import list_ways


@cache
def read(text: str, published: str | None = "2020-01-09") -> pd.DataFrame:
    """The events of a text."""
    return analysis.read_text(text, published, coders="rules").events


def first(text: str) -> pd.Series:
    """The most prominent event of a text."""
    return read(text).iloc[0]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Turkey shelled Syria on Monday.", "TUR", "SYR"),
        ("Syria was shelled by Turkey on Monday.", "TUR", "SYR"),
        ("Iran's attack on Saudi Arabia shocked traders.", "IRN", "SAU"),
        ("France said it would lend Greece two billion euros.", "FRA", "GRC"),
        ("Moscow must withdraw its troops from Ukraine, Poland said.", "POL", "RUS"),
    ],
)
def test_source_and_target_are_countries_where_one_is_known(text, source, target):
    event = first(text)
    assert (event["source"], event["target"]) == (source, target)


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Two men on a motorcycle gunned down a Peruvian senator.", "two men on a motorcycle", "PER"),
        ("The council of elders in Chad offered to mediate between both clans.", "council of elders in Chad", "clans"),
        ("The abduction of nine nurses by Yemeni rebels drew no answer.", "Yemeni rebels", "nurses"),
        ("Hundreds of refugees were given shelter in a disused mill by Polish monks.", "Polish monks", "refugees"),
        ("A general from Sudan was killed in a Kenyan air strike.", "KEN", "SDN"),
        ("Drones launched by Turkey struck Libya.", "TUR", "LBY"),
        ("The Vatican is thought to have mediated between Cuba and the exiles.", "VAT", "CUB"),
        ("Norway's union rejected Sweden's offer by a margin of two to one.", "Norway's union", "SWE"),
        ("Fiji offered to contribute another company to Lebanon.", "FJI", "LBN"),
        ("Peru declined to extradite the banker to Chile.", "PER", "CHL"),
        ("Peru threw its weight behind Chile at the summit in Geneva.", "PER", "CHL"),
        ("Peru's minister rounded on his Chilean colleagues at the summit.", "PER", "CHL"),
        ("Peru refused to meet Chile's envoy, according to two aides of Bolivia's leader.", "PER", "CHL"),
    ],
)
def test_the_parties_are_found_in_spite_of_how_it_is_put_or_parsed(text, source, target):
    event = first(text)
    found = [event["source"], event["source_actor"]], [event["target"], event["target_actor"]]
    assert all(
        any(wanted in str(name) for name in names) for wanted, names in zip((source, target), found, strict=True)
    )


@pytest.mark.parametrize(
    "text", ["Peru and Chile accused each other of lying.", "Peru and Chile attacked one another."]
)
def test_what_two_do_to_each_other_is_one_mutual_act(text):
    events = read(text)
    assert events[["source", "target", "mutual"]].to_numpy().tolist()[:1] == [["PER", "CHL", True]]
    ways = list_ways(events)[["source", "target"]].to_numpy().tolist()
    assert ways[:2] == [["PER", "CHL"], ["CHL", "PER"]] and len(ways) == len(events) + events["mutual"].sum()


def test_a_number_of_people_who_act_is_somebody():
    event = first("Thousands marched against Chile in Lima on Monday.")
    assert event["source"] == "thousands" and event["target"] == "CHL"


def test_whoever_is_blamed_for_a_deed_does_it():
    deed = read("Peru accused Chile of having shelled a village.").iloc[-1]
    assert (deed["source"], deed["modality"]) == ("CHL", "hedged")


def test_those_who_are_counted_are_called_as_they_are():
    assert first("Hundreds of protesters and clerks stormed the embassy of Peru.")["source_actor"] == "protesters"
    assert first("A crowd of protesters stormed the embassy of Peru.")["source_actor"] == "crowd of protesters"


def test_what_is_done_to_somebody_else_in_the_same_words_is_no_target():
    assert first("Peru stepped back from new military action against Chile.")["target_actor"] == "Chile"
    assert pd.isna(first("Peru concluded its response to the killing of Ann Lee.")["target_actor"])


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        # towards whom a measure was imposed, and who stands in a sentence beside it
        ("Peru lifted the sanctions imposed on Chile.", "lifted", "PER", "CHL"),
        ("Peru lifted the sanctions, and Bolivia complained about Chile.", "lifted", "PER", None),
        # what two nouns share, and what belongs to another verb
        ("Norway voiced its rejection and condemnation of Sudan.", "voiced", "NOR", "SDN"),
        ("Norway voiced concern and condemned a raid on Sudan.", "voiced", "NOR", None),
        # who issues words or fires a weapon, and who acts himself though he is an object
        ("Kenya issued a statement condemning Uganda.", "condemning", "KEN", "UGA"),
        ("Sudan fired rockets that killed four Chadians.", "killed", "SDN", "four Chadians"),
        ("Norway praised a minister condemning Uganda.", "condemning", "minister", "UGA"),
        # the subject of what is suffered, and of what is done
        ("Chad faced sharp criticism from Niger on Monday.", "faced", "NER", "TCD"),
        ("Peru came under attack by Chile.", "came", "CHL", "PER"),
        ("Chad voiced sharp criticism of Niger on Monday.", "voiced", "TCD", "NER"),
        ("Peru came to an agreement with Chile.", "came", "PER", "CHL"),
    ],
)
def test_the_parties_stand_where_the_words_of_the_act_lead(text, word, source, target):
    event = read(text)[lambda events: events["text"].str.contains(word)].iloc[0]
    assert [None if pd.isna(event[side]) else event[side] for side in ("source", "target")] == [source, target]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Rebels launched an attack on the bridge, forcing Malian troops to flee.", "the bridge"),
        ("Rebels launched an attack near the bridge against Malian troops.", "Malian troops"),
    ],
)
def test_force_is_against_what_it_hits_be_it_a_thing(text, hit):
    event = first(text)
    assert text[event["target_start"] : event["target_end"]] == hit


def test_two_who_free_somebody_do_not_free_each_other():
    events = read("Kenya and Uganda will release the Somali prisoners.")
    assert "Somali prisoners" in events["target"].tolist() and "UGA" not in events["target"].tolist()
    assert not events["mutual"].any()
    assert list_ways(read("Kenya and Uganda will hold talks."))["target"].tolist() == ["UGA", "KEN"]


@pytest.mark.parametrize("text", ["India and Pakistan agreed to a truce.", "Peru and Chile signed a trade agreement."])
def test_a_mutual_act_is_one_row_and_goes_each_way(text):
    events = read(text)
    assert events["mutual"].tolist() == [True]
    ways = list_ways(events)
    assert ways["source"].tolist() == ways["target"].tolist()[::-1] and ways["source"].nunique() == 2
    assert ways["source_actor"].tolist() == ways["target_actor"].tolist()[::-1]
    assert ways["source_start"].tolist() == ways["target_start"].tolist()[::-1]


def test_what_one_side_does_is_not_mutual():
    events = read("Turkey shelled Syria on Monday.")
    assert not events["mutual"].any() and list_ways(events).equals(events)
