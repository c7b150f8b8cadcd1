"""The rests of a page: each is told apart, and the story around it keeps every word."""

import pytest

from analysis.syntax.pipeline import parse
from analysis.text.article import ArticleError, decode_article, parse_article
from analysis.text.layout import find_blocks
from analysis.text.rests import role_by_wording

BODY = "The crews went ashore on Monday, the union said."
MORE = ["Nobody followed them to the islands.", "A judge will hear both sides.", "The ports stood empty all day."]


def roles(*blocks):
    text = "\n\n".join(blocks)
    return [(block.role, text[block.start : block.end]) for block in find_blocks(text)]


@pytest.mark.parametrize(
    ("rest", "role"),
    [
        ("HARBOUR CITY | Thu Mar 3, 2011 7:44am EST", "dateline"),
        ("PORT-AU-PRINCE | Wed May 25, 2011 7:26 pm BST", "dateline"),
        ("Saturday 24 September 2005 15.16 BST", "dateline"),
        ("Monday, March 21, 2005 at 02:47 GMT", "dateline"),
        ("Published: 4 June 2012 09:30", "dateline"),
        ("Posted January 28, 2011", "dateline"),
        ("BERGEN, Norway | Fri Jul 29, 2011 6:58 pm EDT", "dateline"),
        ("BERGEN\\/OSLO | Wed Aug 10, 2011 4:54 am EDT", "dateline"),
        ("January 28, 2011: 5:11 PM ET", "dateline"),
        ("BERGEN, Aug 9 (Reuters) -", "dateline"),
        ("Bergen, Norway (CNN) --", "dateline"),
        ("May 25 (Reuters) -", "dateline"),
        ("HARBOUR FALLS, Wisc. —", "dateline"),
        ("(Update 7:00 p.m. in Oslo, 1:00 p.m. ET) -", "dateline"),
        ("[5:45 p.m. ET]", "dateline"),
        ("10.15am:", "dateline"),
        ("11:20 a.m. ET --", "dateline"),
        ("(ID: nLDE7291GC)", "boilerplate"),
        ("BERGEN\\/OSLO (Reuters) -", "dateline"),
        ("(CNN)", "dateline"),
        ("Photograph: Joan Doe", "caption"),
        ("Full Article", "boilerplate"),
        ("See more here", "boilerplate"),
        ("By the Harbour News Staff", "byline"),
        ("By Ann Lee, CNN", "byline"),
        ("By Ann Lee and Omar Haddad, Reuters", "byline"),
        ("Photograph: Joan Doe/Guardian", "caption"),
        ("Picture: Joan Doe via Getty Images", "caption"),
        ("Photo: A.N. Lee/AFP/Getty Images", "caption"),
        ("Photograph: AP/Joan Doe", "caption"),
        ("See a gallery of Joan Doe's ferry pictures here", "boilerplate"),
        ("Gallery: Ships wait outside the port", "boilerplate"),
        ("Explain it to me: the ferry strike", "boilerplate"),
        ("NO SHIP WILL LEAVE TODAY", "subhead"),
        ("(Reporting by Ann Lee; Editing by Omar Haddad)", "boilerplate"),
        ("Read more: the islands that have no bread.", "boilerplate"),
    ],
)
def test_a_rest_that_runs_into_a_paragraph_is_cut_off(rest, role):
    assert roles(f"{rest} {BODY}", *MORE) == [(role, rest), *(("paragraph", words) for words in [BODY, *MORE])]


def test_points_and_notices_between_a_byline_and_the_dateline_are_no_story():
    points = "Roe: The strike goes on NEW: The union counts 49 ships in port Crews say they hope for talks by Friday "
    above = [f"From Ann Lee and Omar Haddad, CNN {points * 2} If you are there, tell us.", "Share your pictures."]
    told = roles(*above, f"Oslo, Norway (CNN) -- {BODY}", *MORE)
    assert [role for role, _ in told][:5] == ["byline", "subhead", "boilerplate", "dateline", "paragraph"]


def test_a_subhead_in_capitals_stands_before_a_word_with_a_hyphen():
    body = f"London-based envoys say {BODY[:1].lower()}{BODY[1:]}"
    subhead = "THE CREWS GO ASHORE, STRIKE BEGINS"
    assert roles(*MORE, f"{subhead} {body}")[-2:] == [("subhead", subhead), ("paragraph", body)]


@pytest.mark.parametrize(
    "rest",
    [
        "Follow Ann Lee on Twitter: @annlee.",
        "Ann Lee and Omar Haddad contributed to this report.",
        "(Additional reporting by Ann Lee; Writing by Omar Haddad)",
        "© 2020 Harbour News. All rights reserved.",
        "Sign up for our newsletter.",
        "Letters for publication should be sent to: letters@harbour.example If you need help: help@harbour.example",
        "Selected tweets from our correspondents: 'At sea' says @annlee",
        "Click here to read the judgment.",
    ],
)
def test_a_rest_at_the_end_of_a_paragraph_is_cut_off(rest):
    expected = [("paragraph", words) for words in [*MORE, BODY]]
    assert roles(*MORE, f"{BODY} {rest}") == [*expected, ("boilerplate", rest)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The Norwegian News Network (NNN) The crews of it went ashore and stayed.",
        "10 a.m. was the hour at which the crews went ashore on Monday.",
        "7 p.m. on Monday: The crews have gone ashore, and nobody follows.",
        "(The ferries leave at 7 p.m. in summer.) Nobody followed them ashore.",
        "The ships came in March 24, 2005 17:20 GMT The crews had seen them.",
        "Image problems: The Crews of the ferries fear for their good name.",
        "On Saturday 24 September 2005 15.16 million people voted, the union said.",
        "The crews left on Monday, March 21, 2005 and 300 others followed.",
        "March 5, 2011 The crews went ashore and nobody followed them.",
        "Thursday, 23 June 2005 was a quiet day in the ports of the islands.",
        "The Seamen's Union (SU) - The largest on the islands - said it would go on.",
        "By Monday the Harbour News staff had gone home, and nobody answered.",
        "By the time CNN reported the strike the ships had left the islands.",
        "Photographs show that the ships had left the harbour by Monday.",
        "See a doctor here, the union told the crews that had gone ashore.",
        "Opinion polls: The union leads in all four towns by a wide margin.",
        "NATO AND US officials said the ships had left the harbour.",
        "THE CREWS OF THE FERRIES went ashore on Monday, the union said.",
        "UN, EU, US, UK delegates met the crews on Monday in the port.",
        'He told them: "Sign up for our newsletter. Follow us on Twitter." Nobody did.',
        "The union's motto was simple. “Read more. Follow us on the islands,” it told the crews.",
        "Sen. Joan Doe (R) voted against the ferry bill on Monday.",
        "The views expressed by the captain are not those of the company, the union said.",
        "We welcome comments by the United States on the strike, the minister said.",
        "Your vote will count, the captain told the crews, and nobody may take it away.",
        "The ships may leave, but what the crews want is another matter, Doe told The Harbour News in A Corunna.",
        "Please create a fund for the crews, the union asked the company.",
        "The editor's note: a strike would ruin the islands, he wrote.",
        "He lost his password, his ship and his friends in one night.",
        "Contact with the ship was lost on Monday, it said on Twitter.",
        "Follow-up talks were announced by the union on Facebook on Monday.",
        "Also on the agenda was a truce, the minister said: Chile wants one.",
        "Don't miss the point, he told them: the port is closed.",
    ],
)
def test_the_story_is_not_cut(paragraph):
    assert roles(BODY, paragraph, *MORE)[1] == ("paragraph", paragraph)


@pytest.mark.parametrize(
    "line",
    [
        "Send your photos of the strike to Harbour News.",
        "Twitter: @annlee.",
        "Reach her directly at ann.lee@harbour.example.",
        "An earlier version of this story appeared in Harbour News.",
        "A version of this article was first published on Monday.",
        "Editor's note: Ann Lee reports on the islands.",
        "We welcome comments on our stories.",
        "The opinions expressed in this column are those of its author.",
        "This discussion is now closed.",
        "Leave a comment",
        "This story has been updated with comments by the union.",
        "What do you think about this story?",
        "Please select one of the options below.",
        "Enter your e-mail address and choose a password with 8 to 20 characters.",
        "By registering you agree that we may keep your data.",
        "Our privacy policy and our terms of use apply.",
        "You have reached your limit of free articles.",
        "You've chosen the European edition.",
        "Your feedback will help us to improve.",
        "harbour_news: #Strike goes on, says the union #ferries",
        "RT @annlee the strike goes on",
        "Nobody sails today. — Ann Lee (@annlee) March 3, 2019",
        '<tweet id="12345"></tweet>',
        "Home | World | Islands | Sport",
        "DON'T MISS: How the port was built",
        "Also on the Herald: Sailors tell of their night at sea",
        "Like this story? Share it",
    ],
)
def test_a_line_of_the_site_is_boilerplate(line):
    assert role_by_wording(line) == "boilerplate"
    assert roles(BODY, *MORE, line, BODY)[4] == ("boilerplate", line)


def test_a_caption_says_who_stands_where():
    line = "Captain Joan Doe (L) shakes hands with the minister in the port October 18, 2011."
    assert roles(line, f"HARBOUR CITY (Reuters) - {BODY}", *MORE)[0] == ("caption", line)


def test_a_caption_above_a_dateline_ends_with_its_day():
    line = "A captain counts her crew in the port of Bergen April 7, 2011."
    assert roles(line, f"OSLO (Reuters) - {BODY}", *MORE)[0] == ("caption", line)
    assert roles(BODY, "She counted her crew on April 7, 2011.", *MORE)[1][0] == "paragraph"


def test_one_sentence_above_a_credit_opens_the_text_as_a_caption():
    line, credit = "Two captains walk through the old port of Bergen.", "Photograph: Joan Doe/AP "
    assert roles(line, credit + BODY, *MORE)[:2] == [("caption", line), ("caption", credit.strip())]
    agency = "Photograph: al-Doe\\/Reuters "
    assert roles(line, agency + BODY, *MORE)[:2] == [("caption", line), ("caption", agency.strip())]
    assert roles(f"{BODY} It was late.", credit + MORE[0], *MORE[1:])[0][0] == "paragraph"


def test_the_last_question_of_a_quote_is_no_subhead():
    question = 'I can not sail so where do I go now?"'
    assert roles('"In my own port there is no work.', question, f"said Doe. {BODY}", *MORE)[1] == (
        "paragraph",
        question,
    )


def test_what_stands_above_a_dateline_is_no_story():
    found = roles(
        "Crews stay ashore.",
        "Union says no ship will leave before Friday Ports are empty on four islands",
        f"Bergen, Norway (CNN) -- {BODY}",
    )
    assert [role for role, _ in found] == ["headline", "subhead", "dateline", "paragraph"]
    run_in = roles(f"Crews stay ashore Official: No talks Bergen, Norway (CNN) -- {BODY}", *MORE)
    assert run_in[:2] == [
        ("headline", "Crews stay ashore Official: No talks"),
        ("dateline", "Bergen, Norway (CNN) --"),
    ]
    stamped = roles(f"Crews stay ashore OSLO | Mon Jun 20, 2011 2:05 pm EDT OSLO (Reuters) - {BODY}", *MORE)
    assert [role for role, _ in stamped[:4]] == ["headline", "dateline", "dateline", "paragraph"]


def test_several_lines_of_title_before_a_stamp_are_no_story():
    lines = "We only want our wages Fears of crews in the port " + "as the strike goes on and no ship has left " * 3
    found = roles(f"{lines}Monday 20 June 2011 03.27 GMT {BODY}", *MORE)
    assert [role for role, _ in found[:3]] == ["subhead", "dateline", "paragraph"]
    assert roles(f"The crews went ashore on Monday 20 June 2011 and {BODY}", *MORE)[0][0] == "paragraph"


def test_a_picture_is_told_by_its_own_words_and_by_where_it_is_from():
    shown = "This picture from a harbour camera shows the mate Joan Doe, who was ashore, on the quay that is closed."
    assert roles(shown, BODY, *MORE)[0] == ("caption", shown)
    credited = roles(f"Photograph: Marco di Doe/Reuters {BODY}", *MORE)
    assert credited[:2] == [("caption", "Photograph: Marco di Doe/Reuters"), ("paragraph", BODY)]
    assert roles(f"Image by seabird via Flickr {BODY}", *MORE)[0] == ("caption", "Image by seabird via Flickr")
    assert roles("The picture of the war shows no victor, she said.", BODY, *MORE)[0][0] == "paragraph"


def test_a_story_that_comes_before_a_dateline_stays_a_story():
    long = " ".join(MORE * 5)
    found = [role for role, _ in roles(long, f"OSLO (Reuters) - {BODY}", *MORE)]
    assert found == ["paragraph", "dateline", *["paragraph"] * 4]


def test_the_stamp_gives_the_day_and_the_dateline_is_no_part_of_the_first_sentence():
    text = f"OSLO | Mon Jun 20, 2011 2:05 pm EDT OSLO (Reuters) - {BODY}\n\n{MORE[0]}"
    article = parse_article(text)
    assert str(article.published) == "2011-06-20"
    assert [(piece.role, piece.text) for piece in parse(text, article.blocks)][2] == ("paragraph", BODY)
    agency = f"(CNN) -- {BODY}\n\n{MORE[0]}"
    assert [piece.text for piece in parse(agency, find_blocks(agency))][1] == BODY


def test_a_headline_may_end_in_a_full_stop_if_all_its_words_have_capitals():
    assert roles("Ferry Crews Stay Ashore on Four Islands.", BODY, *MORE)[0][0] == "headline"
    assert roles("Ann Lee met Joan Doe on Monday.", BODY, *MORE)[0][0] == "paragraph"


def test_what_readers_write_is_no_story():
    comments = ["Views expressed in the comments are not ours.", "The captain is a liar.", "haha so true"]
    found = roles(BODY, *MORE, *comments, "We bombed them all. This discussion is now closed.")
    assert [role for role, _ in found] == ["paragraph"] * 4 + ["boilerplate"] * 5


def test_titles_in_one_line_are_links_to_other_stories():
    line = "Ferry crews gain friends abroad How the strike began A captain looks back"
    assert roles(BODY, *MORE, line, BODY)[4] == ("boilerplate", line)
    product = "A better way to trade in ships An answer for all ports Our new platform for captains"
    assert roles(BODY, *MORE, product)[-1] == ("boilerplate", product)


def test_a_last_title_is_a_link_and_a_last_sentence_is_not():
    assert roles(BODY, *MORE, "Captain to sing in a new film")[-1][0] == "boilerplate"
    assert roles(BODY, *MORE, "The captain said that nobody would")[-1][0] == "paragraph"
    assert roles(BODY, "Captain to sing in a new film")[-1][0] == "paragraph"


def test_a_form_is_no_article():
    form = [
        "You've selected the Island Edition.",
        "Please create a screen name.",
        "You can change it later.",
        "Select one with 3 to 12 characters below",
    ]
    assert [role for role, _ in roles(*form)] == ["boilerplate"] * 4
    with pytest.raises(ArticleError, match="no paragraph"):
        decode_article("form.txt", "\n\n".join(form))


def test_readers_write_above_the_form_for_a_comment():
    form = "(required, but will not be displayed) Harbour News welcomes a lively discussion."
    comments = ["GO HOME, YOU CREWS!", "They are right.", "i think so too, they never paid u anything"]
    assert [role for role, _ in roles(BODY, *MORE, *comments, form)] == [*["paragraph"] * 4, *["boilerplate"] * 4]
    assert [role for role, _ in roles(BODY, *MORE, "They are right.", form)] == [*["paragraph"] * 5, "boilerplate"]
    assert [role for role, _ in roles(BODY, *MORE, *comments)][4:] == ["paragraph"] * 3  # no form, no comments


def test_a_reader_who_speaks_of_the_article_is_the_first_to_comment():
    notice = "Views expressed in the comments do not represent those of the paper."
    comments = ["Is the author of this article writing from home?", "The town is in ruins.", "u know it!!", "i do"]
    found = roles(BODY, *MORE, "We have to wait.", *comments, notice)
    assert [role for role, _ in found][-6:] == ["paragraph", *["boilerplate"] * 5]


def test_a_sentence_above_a_dateline_is_no_headline():
    story = f"Bergen, Norway (CNN) -- {BODY}"
    above = "Captain Joan Doe said the crews had to balance their duties."
    assert [role for role, _ in roles(above, "Crews stay ashore", story, *MORE)][:4] == [
        "section",
        "headline",
        "dateline",
        "paragraph",
    ]
    assert roles("Thousands stay ashore Saturday (CNN) -- Nobody sailed on Monday, the union said.", *MORE)[0] == (
        "headline",
        "Thousands stay ashore Saturday",
    )


def test_the_lines_of_readers_comments_end_the_story():
    comments = ["@captain, well said.", "May 3, 2011 at 8:35 am | Report abuse | They should all go home."]
    found = roles(BODY, *MORE, *comments, "They never will.")
    for stamp in ("February 10, 2011 at 7:36 am |", "February 10, 2011 09:04 pm at 9:04 pm |"):
        dated = roles(BODY, *MORE, "All ships like this one!", f"{stamp} They should go home.", "They never will.")
        assert [role for role, _ in dated][4:] == ["boilerplate"] * 3
    assert [role for role, _ in found] == ["paragraph"] * 4 + ["boilerplate"] * 3
    told = "The captain said that nobody had asked her."
    found = roles(BODY, *MORE, told, "We must help them.", "Their ships are old.", *comments)
    assert [role for role, _ in found] == ["paragraph"] * 5 + ["boilerplate"] * 4
    column = roles(BODY, *MORE, "We must help them.", "You can do it.", "Leave a comment")
    assert [role for role, _ in column] == ["paragraph"] * 6 + ["boilerplate"]


@pytest.mark.parametrize("byline", ["From Ann Lee and Omar Haddad, CNN", "By Ann Lee, Special to CNN"])
def test_a_byline_behind_a_date_is_none_of_the_story(byline):
    found = roles(f"May 3, 2011 | {byline} {BODY}", *MORE)
    assert [role for role, _ in found][:3] == ["dateline", "byline", "paragraph"] and found[2][1] == BODY


def test_a_note_of_the_editors_is_no_paragraph():
    assert roles(BODY, *MORE, "Editor’s note: The captain has often insulted the crews, and still does.")[-1][0] == (
        "boilerplate"
    )


def test_an_agency_s_note_on_what_it_changed_is_no_paragraph():
    note = "(Removes reference in paragraph 4 to the captain's ship)"
    assert roles("The port is shut", note, BODY, *MORE)[1][0] == "boilerplate"
    assert roles("The port is shut", "(The captain removes her hat, and weeps.)", BODY, *MORE)[1][0] != "boilerplate"


def test_a_notice_of_comments_ends_them_where_they_are_written_as_no_news_is():
    notice = "We welcome comments on our stories."
    comments = ["Do we never learn?", "nobody asked the islanders, sadly.", "the mayor is a puppet of the owners."]
    told = [role for role, _ in roles(BODY, *MORE, *comments, notice)[4:-1]]
    assert set(told) == {"boilerplate"} and len(told) == 3
    assert roles(BODY, *MORE, comments[1], notice)[4][0] == "paragraph"  # one may be a slip


def test_below_a_notice_of_comments_nothing_is_the_story():
    notice = "Comments are not pre-screened before they post."
    below = roles(BODY, *MORE, notice, "A cruise ship is being towed to a port after a fire in its engine room.")
    assert below[-1][0] == "boilerplate"
