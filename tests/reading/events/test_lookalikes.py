"""What looks like an act and is none, beside what is one."""

import pytest

import analysis


def roots(sentence, coders="both"):
    return analysis.read_text(sentence, "2012-05-03", coders).events["root"].tolist()


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("A spokesman for the airline declined to comment.", "A spokesman for the airline declined to negotiate."),
        ("The ministry refused to comment on the raid.", "The ministry refused to free the pilots."),
        ("The bank did not return calls.", "The rebels did not return the pilots."),
        ("Ten people were killed in a car crash near Lima.", "Ten people were killed in a raid near Lima."),
        ("Nine villagers were killed by an earthquake.", "Nine villagers were killed by rebels."),
        ("Six soldiers were injured after their lorry overturned.", "Six soldiers were injured after rebels attacked."),
        ("Four pilots were killed when their helicopter crashed.", "Four pilots were killed when a shell hit a tent."),
        ("A guard killed a colleague while cleaning his rifle.", "A guard killed a colleague while robbing a bank."),
        ("A fighter shot a comrade while handling a pistol.", "A fighter shot a comrade."),
        ("Two soldiers were accidentally shot by a comrade.", "Two soldiers were shot by a rebel."),
        ("The gunman shot his own foot.", "The gunman shot a guard's foot."),
        ("The gunman shot his own leg.", "The general shot his own people."),
        ("The guard wounded his own hand.", "The army killed its own citizens."),
        (
            "They met in a crisis that threatened to spiral into war.",
            "They met rebels who threatened to shell Lima.",
        ),
        ("Officials summoned reporters to see the ruins.", "Officials summoned the envoy to hear a protest."),
        ("The officer declined to be named.", "The officer declined to leave the town."),
        (
            "Saad Moe called the protests in Lima the “Flower Uprising”.",
            "The union called protests in Lima for Monday.",
        ),
        ("Moe called the strikes in the ports “a revolution”.", "The union called the strikes off."),
        ("Joan Doe called Monday's strike on the minister's home a cowardly crime.", "Moe called a strike for Monday."),
        ("Joan Doe warned that such a ban would be “unacceptable”.", "Joan Doe warned that the army would shell Lima."),
        ("The drought threatens to ruin the farmers.", "The army threatens to shell the port."),
    ],
)
def test_silence_accidents_and_figures_of_speech_are_no_acts(sentence, act):
    assert roots(sentence) == roots(sentence, "rules") == [] != roots(act)
