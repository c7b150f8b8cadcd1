"""What stands under *urge*, *fear*, *deny* … has not surely happened; what stands after *after* or *because* has."""

import pytest

import analysis


def read(text: str) -> list[tuple[str, str, str]]:
    """Words, class and modality of each act."""
    events = analysis.read_text(text, "2020-01-09", coders="rules").events
    return [tuple(row) for row in events[["text", "root", "modality"]].to_numpy()]


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The risk of a Sudanese attack on Chad grew.", "attack", "hedged"),
        ("The possibility of a strike by Kenyan nurses worries clinics.", "strike", "hedged"),
        ("Fears of fresh fighting between the army and the Eastern League rose.", "fighting", "hedged"),
        ("Norway denied bombing the Danish port.", "bombing", "denied"),
        ("Claims that Ghana shelled Togo are untrue, a monitor said.", "shelled", "denied"),
        ("Reports that Ghana shelled Togo spread on Monday.", "shelled", "hedged"),
        ("Peru accused Chile of shelling a village.", "shelling", "hedged"),
        ("The rebels suspect Peru of shelling a village.", "shelling", "hedged"),
        ("Officials believe that Chile jailed two Peruvians.", "jailed", "hedged"),
        ("Kenya considered bombing the rebel camp.", "bombing", "intended"),
        ("Did Kenya bomb the camp?", "bomb", "hedged"),
        ("Had Kenya bombed the camp, Uganda would have left.", "bombed", "conditional"),
        ("The general flew north to arrest the rebel chief.", "arrest", "intended"),
    ],
)
def test_what_is_only_said_feared_or_denied_has_not_surely_happened(text, word, modality):
    assert {found for words, _, found in read(text) if word in words.lower()} == {modality}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chad left the talks after Sudan shelled a village.", "shelled"),
        ("Chad left the talks because Sudan shelled a village.", "shelled"),
        ("Ghana regretted the killing of two Togolese envoys.", "killing"),
        ("The rebels began to release the nurses of Kano.", "release"),
        ("Officials said Chile jailed two Peruvians.", "jailed"),
        ("Kenya managed to free the hostages.", "free"),
        ("Kenya began to shell the camp.", "shell"),
        ("The army, which shelled the camp, denied a rift.", "shelled"),
        ("Kenya shelled the camp; Uganda denied a rift.", "shelled"),
        ("Despite Chile's bombing of the port, Norway signed the treaty.", "bombing"),
    ],
)
def test_what_a_sentence_takes_for_granted_is_a_fact(text, word):
    assert {found for words, _, found in read(text) if word in words.lower()} == {"asserted"}


@pytest.mark.parametrize(
    "text",
    [
        "The envoy urged Niger to take steps to withdraw.",
        "The minister told Togo to return the boats.",
        "Peru demanded that Chile release the two pilots.",
        "Ghana implored Togo to hand over the ship.",
        "The bishop called on the junta to free the nurses.",
    ],
)
def test_a_demand_is_one_act(text):
    assert [(root, modality) for _, root, modality in read(text)] == [("REQUEST", "demanded")]


def test_asking_in_another_order_changes_no_answer():
    from analysis.reading.events.meaning import Meanings
    from analysis.syntax.pipeline import load_pipeline

    doc = load_pipeline()("Peru accused Chile of shelling the port that rebels held, and urged it to end the siege.")
    forth, back = Meanings(lambda token: False), Meanings(lambda token: False)
    ahead = {token.i: forth.mean(token) for token in doc}
    assert ahead == {token.i: back.mean(token) for token in reversed(doc)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Guards foiled a plot to open the gate and shot two rebels.", "shot"),
        ("Chad denies that its army was attacked, and invites the envoys of Niger to talks.", "invites"),
        ("Sudan would not say why it expelled the envoy.", "expelled"),
        ("Peru did not know that its navy had shelled the port.", "shelled"),
        ("Why did Kenya bomb the camp?", "bomb"),
        ("Norway rejected the accusation.", "rejected"),
        ("The Red Front, which Kenya blames for the attack on its embassy, is silent.", "attack"),
    ],
)
def test_what_stands_beside_a_denial_or_is_taken_for_granted_is_a_fact(text, word):
    assert {found for words, _, found in read(text) if word in words.lower()} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("A rebel allegedly shelled the port.", "shelled", "hedged"),
        ("A deputy moved that the envoy be expelled.", "expelled", "demanded"),
        ("The cabinet took every step short of expelling the envoy.", "expelling", "negated"),
        ("Whether the army shelled the port is unclear.", "shelled", "hedged"),
        ("The minister visits Oslo on Monday, 13 January 2020.", "visits", "intended"),
    ],
)
def test_hearsay_wishes_and_what_is_to_come_have_not_surely_happened(text, word, modality):
    assert {found for words, _, found in read(text) if word in words.lower()} == {modality}
