"""Headlines that end like a sentence, the lines under them, titles of other stories, and questions."""

import pytest

from analysis.text.layout import find_blocks, find_roles

LEAD = "The crews of all four ferry lines refused to sail on Monday, and islanders queued for bread, the union said."
BODY = [
    "A judge will hear both sides on Thursday. Until then no ship will leave the harbour.",
    "The company called the strike illegal. It has asked a court to end it before the weekend.",
    "Bread is short on the islands. Two bakers have closed their shops and gone to the mainland.",
    "Talks broke off on Sunday night. Neither side has said when it would be ready to meet again.",
]


def roles(*blocks):
    return [block.role for block in find_blocks("\n\n".join(blocks))]


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry crews shun ships over pay.",
        "Islanders queue for bread as ferry crews stay ashore.",
        "Union: time for 'honest' talks on ferry pay.",
        "Ferry crews shun ships;",
    ],
)
def test_a_headline_may_end_like_a_sentence(headline):
    assert roles(headline, LEAD, *BODY) == ["headline", *["paragraph"] * 5]


@pytest.mark.parametrize(
    "lead",
    [
        "The ferry crews shun their ships over pay.",
        "Ferry crews refused to sail on Monday.",
        "Ferry crews have stopped work, and islanders queue for bread.",
        "Nobody sails.",
        "They shun ships, ferry crews and islanders alike.",
        "Union leader Joan Doe said ferry crews shun ships.",
        "Ferry crews marched through town and islanders fled.",
        'Ferry crews "shun ships" over pay.',
        "Ferry workers met Prime Minister Joan Doe in town.",
        "Ferry crews shun ships. Islanders queue for bread.",
    ],
)
def test_a_first_paragraph_is_no_headline(lead):
    assert (
        roles(lead, "Another ship came in. It lay at anchor off the port until the evening.", *BODY)[0] == "paragraph"
    )


def test_a_headline_with_a_full_stop_needs_a_story_that_tells_it_again():
    assert roles("Plastic chairs, cold coffee, slow hours.", LEAD, *BODY)[0] == "paragraph"
    assert roles("Ferry crews shun ships.", LEAD) == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Ferry crews shun ships;", "The union wants a judge to decide."),
        ("Ferry crews shun ships over pay.", "Islanders queue for last loaves."),
    ],
)
def test_a_second_line_goes_on_a_headline(headline, line):
    assert roles(headline, line, LEAD, *BODY) == ["headline", "subhead", *["paragraph"] * 5]


def test_a_lead_below_a_headline_is_no_second_line():
    assert roles("Ferry crews shun ships over pay.", "The crews went ashore on Monday.", LEAD, *BODY)[1] == "paragraph"
    assert roles("Ferry crews shun ships;", LEAD, "They stayed there.", *BODY)[1] == "paragraph"


def test_where_a_headline_has_a_full_stop_subheads_have_one():
    text = ["Ferry crews shun ships over pay.", LEAD, "Empty shelves.", *BODY[:2], "Talks broken off.", *BODY[2:]]
    found = roles(*text)
    assert [i for i, role in enumerate(found) if role == "subhead"] == [2, 5]
    assert "subhead" not in roles("Ferry crews shun ships over pay", *text[1:])
    assert "subhead" not in roles(*text[:3], *BODY)  # one short sentence alone is a sentence


def test_the_abstract_of_an_archive_is_no_story():
    found = roles("Ferry crews have shunned ships.", "ABSTRACT.", "Crews want more pay.", "FULL TEXT.", LEAD, *BODY)
    assert found[:5] == ["headline", "boilerplate", "subhead", "boilerplate", "paragraph"]


def test_the_title_of_another_story_is_no_headline():
    title = "Goat survives fall from chapel roof in Upper Carinthia."
    assert roles(title, LEAD, *BODY) == ["boilerplate", *["paragraph"] * 5]
    assert roles(title, "Full Article Ferry crews shun ships", f"BERGEN (Reuters) - {LEAD}", *BODY)[:4] == [
        "boilerplate",
        "boilerplate",
        "headline",
        "dateline",
    ]
    corrected = "Full Article CORRECTED - Ferry crews shun ships Tue Jun 21, 2011 5:05 am IST (removes name in para 4)"
    found = roles(title, f"{corrected} BERGEN (Reuters) - {LEAD}", *BODY)
    assert found.index("headline") == found.count("boilerplate") == 3  # the title, the link and the agency's label
    assert found[4:7] == ["dateline", "boilerplate", "dateline"]
    about = "The goat had climbed the chapel in Carinthia by its scaffold, the fire brigade said on Monday."
    assert "boilerplate" not in roles(title, about, *BODY)
    assert roles(title, LEAD, *BODY, "Goats roam in Carinthia.")[0] == "paragraph"


def test_a_dateline_is_no_headline():
    place = "NORTH OF PORT ASH\\/EAST OF LOWER BERGEN, Norway"
    assert "headline" not in roles(
        f"By Jane Doe {place} | Fri Sep 9, 2011 4:06 pm EDT {place} (Reuters) - {LEAD}", *BODY
    )
    assert "headline" not in roles("Aug 16 (Reuters) -", f"BERGEN, Aug 16 (Reuters) - {LEAD}", *BODY)
    assert "headline" not in roles("Jul (Reuters) -", f"BERGEN, July 7 (Reuters) - {LEAD}", *BODY)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Talks on ferry pay end in open anger",
            "After two days of talks both sides left the port on Sunday night, they said.",
        ),
        (
            "Why islanders run out of bread",
            "The ferries that bring flour have not sailed for a week, and nobody knows when.",
        ),
        (
            "Ferry strike leaves shelves empty",
            "A Norwegian ship that brought flour lay off the port until the evening, he said.",
        ),
        (
            "No bread again: the islands and their long war of the ferries What a strike over pay has become, and why"
            " neither side will give way",
            "The ferries that bring flour have not sailed for a week, and nobody knows when they will.",
        ),
    ],
)
def test_a_headline_that_runs_into_the_lead_is_cut_off(title, lead):
    blocks = find_blocks(f"{title} {lead}\n\n" + "\n\n".join(BODY))
    assert [block.role for block in blocks[:3]] == ["headline", "paragraph", "paragraph"]
    assert blocks[0].end == len(title)


@pytest.mark.parametrize(
    "lead",
    [
        "Crews who watched the film The longest way home in the port went ashore before it had ended.",
        "The crews went ashore on Monday After that day no ship left the port of the islands for weeks.",
        "Ferry crews, who read the paper The islander each morning, went ashore when they saw their pay.",
        "Union men said on Monday that they would stay ashore. When they met again on Sunday, nobody moved.",
    ],
)
def test_a_capital_within_a_sentence_does_not_cut_it(lead):
    assert find_blocks(f"{lead}\n\n" + "\n\n".join(BODY))[0].end == len(lead)


def test_a_question_among_sentences_is_one_of_them():
    lines = [
        sentence for block in BODY for sentence in (f"{block.split('. ')[0]} for the third time in a single year.",)
    ]
    story = ["Ferry crews shun ships", LEAD, *lines, "Who will bring the flour?", *lines]
    assert find_roles(story)[6] == "paragraph"


def test_a_question_above_paragraphs_is_a_subhead_but_not_a_remark_or_a_turn():
    for question, role in [
        ("Who will bring the flour?", "subhead"),
        ("Lee: Who will bring the flour?", "paragraph"),
        ("(Who will bring the flour?)", "paragraph"),
        ('Then he asked, "Who will bring the flour?"', "paragraph"),
    ]:
        assert roles("Ferry crews shun ships", LEAD, *BODY[:2], question, *BODY[2:])[4] == role, question


def test_bullets_above_a_dateline_are_a_summary():
    lines = (
        "Ferry crews shun ships \\* Islanders queue for bread \\* Judge to hear both sides BERGEN, Aug 9 (Reuters) -"
    )
    assert roles(f"{lines} {LEAD}", *BODY)[:4] == ["headline", "subhead", "dateline", "paragraph"]
