"""What nouns, light verbs, commands and purposes make of an act; and what happened although such a word is near."""

import pytest

import analysis


def find_events(text):
    """Words, class and modality of each act."""
    events = analysis.read_text(text, "2020-01-09", coders="rules").events
    return [tuple(row) for row in events[["text", "root", "modality"]].to_numpy()]


def test_what_is_demanded_in_a_list_is_not_done():
    text = "The group demands raising the minimum wage, firing the interior minister, and ending the emergency law."
    assert {modality for _, _, modality in find_events(text)} == {"demanded"}
    assert {modality for _, _, modality in find_events(text.replace(", and", " and"))} == {"demanded"}


@pytest.mark.parametrize(
    ("text", "root", "modality"),
    [
        ("Soldiers did nothing to stop the attack.", "REJECT", "negated"),
        ("It is possible that the army shelled the port.", "ASSAULT", "hedged"),
        ("The union said it was possible the army would shell the port.", "THREATEN", "hedged"),
        ("The absence of air strikes on Homs surprised analysts.", "YIELD", "negated"),
        ("The lack of cooperation between Kenya and Somalia angered donors.", "REJECT", "negated"),
        ("None of the rebels could storm the base.", "YIELD", "negated"),
        ("Kenya did not arrest all the sailors, only six of them.", "COERCE", "asserted"),
        ("Kenya did not arrest the sailors.", "YIELD", "negated"),
        ("Police foiled a plot to bomb the market.", "ASSAULT", "negated"),
        ("“Let the army free the hostages,” the bishop said.", "YIELD", "demanded"),
        ("“Release the hostages now,” the bishop said.", "REQUEST", "demanded"),
        ("The raid was an apparent attack on the mayor by rebels.", "ASSAULT", "hedged"),
        ("Diplomats are suspicious that Kenya shelled the port.", "ASSAULT", "hedged"),
        ("Kenya apparently shelled the port.", "ASSAULT", "hedged"),
        ("Clashes between the army and rebels would be devastating.", "ASSAULT", "conditional"),
        ("Another mass protest is planned for Friday.", "PROTEST", "intended"),
        ("Many Egyptians expected the president to resign.", "YIELD", "hedged"),
        ("The law allows police to arrest protesters.", "COERCE", "hedged"),
        ("The mayor was reported to have attacked a guard.", "ASSAULT", "hedged"),
        ("The rebels are said to be besieging the port.", "ASSAULT", "hedged"),
        ("The rebels are known to have killed nine farmers.", "ASSAULT", "asserted"),
        ("People woke to explosions from what appeared to be Kenyan air strikes.", "ASSAULT", "hedged"),
        ("People woke to explosions from what were Kenyan air strikes.", "ASSAULT", "asserted"),
        ("Officials insisted Kenya will not attack Somalia.", "AGREE", "intended"),
        ("Officials insisted that Kenya withdraw its troops.", "REQUEST", "demanded"),
        ("Officials insisted that farmers leave the town.", "REQUEST", "demanded"),
        ("The king warned that the rule of law is in danger.", "THREATEN", "asserted"),
        ("The king warned that farmers would be arrested.", "THREATEN", "threatened"),
        ("Kenya has no plan to attack the port.", "YIELD", "negated"),
        ("Kenya has a plan to attack the port.", "ASSAULT", "intended"),
        ("The king has no intention of resigning.", "REJECT", "negated"),
        ("Kenya does not have a plan to attack the port.", "YIELD", "negated"),
        ("“No, we plan to free the hostages,” she said.", "AGREE", "intended"),
        ("Kenya will spare no effort to free the hostages.", "YIELD", "intended"),
        ("Diplomats saw little sign that Kenya would release the sailors.", "AGREE", "hedged"),
    ],
)
def test_a_word_beside_or_above_an_act_says_whether_it_happened(text, root, modality):
    assert (root, modality) in {found[1:] for found in find_events(text)}


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Police intimidated villagers on Wednesday.", "THREATEN"),
        ("Kenya feared that the siege of Lamu would go on.", "COERCE"),
        ("It is likely that the Yemeni fighting will hurt exports.", "ASSAULT"),
        ("The attacks on the police threaten the peace.", "ASSAULT"),
        ("The rebels were able to kill nine guards.", "ASSAULT"),
        ("Nobody knows how many guards the rebels were able to kill.", "ASSAULT"),
        ("The ceasefire allowed aid workers to evacuate the refugees.", "AID"),
        ("Rebels waited for the soldier to come in and shot him.", "ASSAULT"),
        ("Kenya carried out its threat to expel the envoy.", "SANCTION"),
        ("It took the army three days to recapture the port.", "COERCE"),
        ("Rebels went on to seize the harbour.", "COERCE"),
        ("Despite demands to stop, Kenya shelled the port.", "ASSAULT"),
        ("Kenya announced that it had begun to withdraw its troops.", "YIELD"),
        ("Bombs were set off near the port.", "ASSAULT"),
    ],
)
def test_what_happened_is_a_fact_although_a_word_of_doubt_is_near(text, root):
    assert (root, "asserted") in {found[1:] for found in find_events(text)}


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("Kenya imposed sanctions on Somalia in an effort to persuade it to release the sailors.", ["COERCE"]),
        ("Kenya closed the border to protect its farmers.", ["COERCE"]),
        ("The rebels did not have the capacity to shoot down jets.", []),
        ("The rebels have the ability to attack ships.", []),
        ("Men armed with rifles attacked a bus.", ["ASSAULT"]),
        ("The rebels, armed with rifles, attacked a bus.", ["ASSAULT"]),
    ],
)
def test_a_purpose_and_an_ability_are_no_acts_of_their_own(text, roots):
    assert [root for _, root, _ in find_events(text)] == roots


@pytest.mark.parametrize(
    "text",
    [
        "The mayor injured himself in a fall.",
        "The director restricted himself to a short film.",
        "The king rallied his supporters before the vote.",
    ],
)
def test_what_somebody_does_to_himself_or_for_himself_is_no_act(text):
    assert not [root for _, root, _ in find_events(text) if root]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("A bomber blew himself up in Lamu.", "ASSAULT"),
        ("Rebels killed themselves and nine farmers.", "ASSAULT"),
        ("The mayor injured a guard in a fight.", "ASSAULT"),
        ("Farmers rallied against the king.", "PROTEST"),
        ("Police are looking into the payments.", "INVESTIGATE"),
        ("The minister resigned from the cabinet in protest at the war.", "PROTEST"),
        ("The minister resigned from the cabinet.", "YIELD"),
        ("Envoys met in Oslo to discuss the truce.", "CONSULT"),
    ],
)
def test_what_is_done_to_others_is_an_act(text, root):
    assert root in {found for _, found, _ in find_events(text)}


def test_why_a_source_is_not_named_is_no_act():
    text = "An official, speaking on condition of anonymity to discuss the visit, criticised Kenya."
    assert [root for _, root, _ in find_events(text)] == ["ACCUSE"]
