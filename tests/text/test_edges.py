"""What stands above and below a story, and what stands there twice."""

import pytest

from analysis.text.layout import find_blocks

LEAD = "The crews of all four ferry lines refused to sail on Monday, the union said."
BODY = [
    "A judge will hear both sides on Thursday.",
    "The company called the strike illegal and asked a court to end it.",
    "Bread is short on the islands, where two bakers have closed their shops.",
    "Neither side has told the islanders when it would be ready to meet again.",
]


def roles(*blocks):
    return [block.role for block in find_blocks("\n\n".join(blocks))]


@pytest.mark.parametrize(
    "caption",
    [
        "A ferry captain holds a banner at a rally in Bergen on February 5.",
        "Ferry crews block the gate of the harbour in Bergen on Monday.".replace("block", "march past"),
        "Islanders carry the coffin of a drowned sailor past the town hall.",
        "Union leader Joan Doe (r) with the mayor at the gate.",
        "Two photographs from the islanders' own exhibition.",
        "Captain Omar Haddad, 58, gestures during a speech to his crew in Oslo on Sunday.",
        "The harbour of Bergen (pictured) is the largest on the coast.",
        "A supporter of the union's leader expresses his devotion.",
        "A Norwegian policeman tries to keep order during a quarrel of crews and travellers.",
        "Visitors look at a new ferry during the fair of Bergen.",
        "Sailors of the navy stand guard at the pier before the start.",
    ],
)
def test_a_picture_above_the_lead_is_described_by_a_caption(caption):
    assert roles(caption, LEAD, *BODY) == ["caption", *["paragraph"] * 5]
    assert roles("Crews shun ships", caption, LEAD, *BODY)[:3] == ["headline", "caption", "paragraph"]
    assert roles(LEAD, BODY[0], caption, *BODY[1:])[2] == "paragraph"  # among paragraphs it is one


@pytest.mark.parametrize(
    "lead",
    [
        "Ferry crews marched past the gate of the harbour in Bergen on Monday.",
        "The company holds talks with the union in Bergen on Monday, it said.",
        "Bergen holds the key to the ferry strike.",
        "Islanders carry the burden of the strike in Norway.",
        "Pictures of the empty shelves have shocked the country.",
        "Captain Joan Doe stands by her crew, she said on Monday.",
        "Norway will hold an election in May.",
        "A strike that nobody wanted looks set to last in Bergen.",
        "A deal between crews and company looks near, the union said.",
        "Two ferries sank in a storm off Bergen.",
    ],
)
def test_a_lead_is_no_caption(lead):
    assert roles(lead, LEAD, *BODY)[0] == "paragraph"


def test_what_goes_on_in_the_next_sentence_is_no_caption():
    start = "Ferry crews march past the gate of the harbour in Bergen on Monday."
    assert roles(start, "They carry no banners, and nobody speaks.", *BODY)[0] == "paragraph"


def test_the_first_line_above_a_credit_is_a_caption():
    assert roles("Quiet days in Bergen harbour.", "Photograph: Joan Doe", LEAD, *BODY)[:3] == [
        "caption",
        "caption",
        "paragraph",
    ]
    assert roles(LEAD, BODY[0], "Photograph: Joan Doe", *BODY[1:])[:2] == ["paragraph", "paragraph"]


def test_a_line_that_tells_the_lead_before_it_is_a_standfirst():
    line = "President Knut Halvorsen will end the ferry strike after the islanders' protests."
    lead = (
        "Norwegian President Knut Halvorsen said Monday he would soon end the ferry strike after islanders' protests."
    )
    assert roles(line, lead, *BODY)[:2] == ["subhead", "paragraph"]
    assert (
        roles(line, "A court will decide whether President Knut Halvorsen may do so, it said.", *BODY)[0] == "paragraph"
    )
    assert (
        roles(line, "Halvorsen said Monday that the ferry strike, the protests, all had to end.", *BODY)[0]
        == "paragraph"
    )


@pytest.mark.parametrize(
    ("note", "role"),
    [
        ("Ann Lee is the author of Ships and Bread.", "byline"),
        ("Ann Lee's latest book is Ships and Bread.", "byline"),
        ("Ann Lee, a captain for 30 years, is professor of law at Harbour University.", "byline"),
        ("— Ann Lee.", "byline"),
        ("Ann Lee and Omar Haddad contributed.", "boilerplate"),
        ("This is an edited extract from Ships and Bread.", "boilerplate"),
        ("Watch Harbour Talk Sundays at 10am and 1pm ET.", "boilerplate"),
        ("For more on the strike click here.", "boilerplate"),
        ("Box office: 020 7946 0000", "boilerplate"),
    ],
)
def test_a_note_below_the_story_is_none_of_its_paragraphs(note, role):
    assert roles(LEAD, *BODY, note) == [*["paragraph"] * 5, role]
    assert roles(LEAD, *BODY[:2], note, *BODY[2:])[3] in ("paragraph", "subhead", "caption")


@pytest.mark.parametrize(
    "last",
    [
        "Joan Doe is the head of the union, which has 900 members.",
        "Norway's next film is a story of two captains.",
        "The company is the largest employer on the islands.",
        "For more than a week nobody has seen a ship, and bread is short.",
        "Islanders watch the harbour at weekends.",
    ],
)
def test_a_last_paragraph_stays_a_paragraph(last):
    lead = "The crews refused to sail on Monday, Joan Doe, a captain from Norway, told reporters."
    assert roles(lead, *BODY, last)[-1] == "paragraph"


def test_a_pull_quote_repeats_a_sentence():
    quote = "Bread is short on the islands, where two bakers have closed their shops."
    long = f"{quote} Others bake at night. They sell what they have before the sun is up, and then they sleep."
    paragraphs = [f"{block} Nobody knows how this will end. The islanders wait for a ship." for block in BODY[:3]]
    assert roles("Crews shun ships", LEAD, long, *paragraphs, quote, BODY[3])[6] == "subhead"
    assert roles("Crews shun ships", LEAD, quote, *BODY[:2], BODY[3])[2] == "paragraph"


def test_a_caption_above_the_story_repeats_a_sentence():
    caption = "Bread is short on the islands, where two bakers have closed their shops."
    assert roles(caption, LEAD, *BODY[:2], caption, *BODY[2:])[:2] == ["subhead", "paragraph"]
    assert roles(caption, LEAD, BODY[0], caption) == ["paragraph"] * 4


def test_a_text_that_says_everything_twice_loses_nothing():
    assert roles("Crews shun ships", *[LEAD, *BODY] * 2) == ["headline", *["paragraph"] * 10]


def test_words_that_two_sentences_share_are_no_pull_quote():
    one = "The court that hears the case of the ferry crews will decide on Monday."
    two = "The court that hears the case of the ferry crews will decide on Tuesday instead."
    assert roles(LEAD, one, *BODY, two) == ["paragraph"] * 7
