"""The tone of news: its table, its words and each of its rules, in both directions."""

import csv
from math import sqrt

import pytest
from helpers.hostile import anything
from helpers.paths import ROOT
from hypothesis import given

import analysis
from analysis.reading.tone.news import BREADTH, LENGTH, ask_news
from analysis.rules.load import read_rows

COUNTRIES = [row for row in read_rows("actors.csv") if row["kind"] == "country"]


def score(text):
    return ask_news(text)[0]


def told(text):
    return {text[w.start : w.end]: (round(w.valence, 2), w.rule) for w in ask_news(text)[1]}


def test_a_sentence_sums_its_words_and_is_squashed_by_its_length():
    text = "Ferries sank and thirty islanders drowned."
    words = told(text)
    assert words == {"sank": (-1.3, None), "drowned": (-2.6, None)}
    total = -1.3 - 2.6
    assert score(text) == pytest.approx(total / sqrt(total**2 + BREADTH * 6 / LENGTH))
    assert score(f"{text[:-1]} on their way home from market that evening.") > score(text)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The harbour is safe.", "The harbour is dangerous."),
        ("The envoys made peace.", "The envoys made war."),
        ("The court freed the editor.", "The court jailed the editor."),
        ("Orchards are thriving.", "Orchards are withering."),
        ("It was a wise law.", "It was a reckless law."),
    ],
)
def test_good_words_are_above_zero_and_bad_ones_below(better, worse):
    assert score(better) > 0 > score(worse)


@pytest.mark.parametrize(
    ("text", "word", "weight"),
    [
        ("Guns broke a truce.", "truce", -1.7),
        ("The raid is a combat mission.", "raid", -1.9),  # *combat* undoes what stands after it
        ("Sanctions were eased.", "Sanctions", 0.5),
        ("They refuse to recognise the genocide.", "genocide", -3.9),
        ("Illnesses such as a deadly fever spread.", "deadly", -2.6),
        ("Most of the dead were old.", "dead", -2.8),
    ],
)
def test_what_is_undone_or_stronger_is_what_the_grammar_says(text, word, weight):
    assert told(text)[word][0] == pytest.approx(weight, abs=0.05), told(text)


@pytest.mark.parametrize(
    ("plain", "negated", "rule"),
    [
        ("The law is good.", "The law is not good.", "negated by ‘not’"),
        ("The law is bad.", "The law isn’t bad.", "negated by ‘isn’t’"),
        ("Sailors were harmed.", "No sailors were harmed.", "negated by ‘No’"),
        ("The mayor helped us.", "The mayor failed to help us.", "negated by ‘failed to’"),
        ("They live in fear.", "They live without fear.", "negated by ‘without’"),
    ],
)
def test_a_negation_turns_a_word(plain, negated, rule):
    assert score(negated) < 0 < score(plain) or score(plain) < 0 == score(negated)  # not bad is not yet good
    assert [r for _, r in told(negated).values()] == [rule] and [r for _, r in told(plain).values()] == [None]
    assert abs(score(negated)) < abs(score(plain)) or score(plain) > 0


def test_a_negation_costs_something_and_does_not_reach_past_a_mark():
    assert told("It is not dangerous.")["dangerous"][0] < -told("It is dangerous.")["dangerous"][0]
    assert told("It is not terrible.")["terrible"][0] < -told("It is not wonderful.")["wonderful"][0]
    assert told("He did not come, a terrible loss.")["terrible"][1] is None
    assert told("He did not come but a terrible storm did.")["terrible"][1] == "after ‘but’"
    assert told("It is not only wonderful.")["wonderful"][1] is None


@pytest.mark.parametrize(
    ("plain", "undone", "rule"),
    [
        ("A crisis began.", "They defused a crisis.", "undone by ‘defused’"),
        ("War looms.", "A treaty averted war.", "undone by ‘averted’"),
        ("They imposed sanctions.", "They lifted sanctions.", "undone by ‘lifted’"),
        ("Sanctions were imposed.", "Sanctions were lifted.", "undone by ‘lifted’"),
        ("They feared attacks.", "They want an end to attacks.", "undone by ‘end to’"),
        ("Aid arrived.", "They suspended aid.", "undone by ‘suspended’"),
        ("Help has come.", "Help has been cancelled.", "undone by ‘cancelled’"),
    ],
)
def test_what_is_undone_turns(plain, undone, rule):
    assert score(plain) * score(undone) < 0
    assert rule in [r for _, r in told(undone).values()]


def test_what_undoes_reaches_neither_far_nor_over_a_mark_and_killing_undoes_nobody():
    assert told("They lifted the ban. War began.")["War"][1] is None
    assert told("The lift by the new harbour had a crash.")["crash"][1] is None
    assert told("They killed terrorists.")["terrorists"][0] < 0
    assert "lifted" not in told("They lifted sanctions.")


def test_what_undoes_one_of_two_leaves_the_other_and_an_adjective_as_it_is():
    assert told("He sounded calm and confident.")["confident"][1] is None
    assert told("The looting stopped and the wounded rejoiced.")["rejoiced"][1] is None
    assert told("They ended a peaceful strike.")["peaceful"][1] is None
    assert told("They carried non-lethal weapons.") == told("They carried weapons.")


def test_a_negation_stops_before_an_owner_and_a_verb_that_has_another_subject():
    assert told("Oslo has not joined its allies in the attack.")["attack"][1] is None
    assert told("The minister ruled without mercy to crush a revolt.")["crush"][1] is None
    assert told("She lives without fear.")["fear"][1] == "negated by ‘without’"
    assert told("There were no deaths and serious damage.")["damage"][1] == "intensified by ‘serious’"
    assert told("We don’t simply hate taxes.")["hate"][1] is None


def test_a_negation_that_is_negated_negates_nothing():
    assert told("They could not have failed to profit.")["profit"][1] is None
    assert told("They failed to profit.")["profit"][1] == "negated by ‘failed to’"


def test_the_no_of_a_set_phrase_negates_nothing():
    assert told("A no-fly zone would protect the town.")["protect"][1] is None
    assert told("They abolished the Human Rights Commission.") == {} == told("They abolished a human rights group.")


def test_what_something_is_less_of_has_no_tone():
    assert "joyful" not in told("The feast was more tired than joyful.")
    assert "appalling" in told("It is worse than the appalling flood.")
    assert told("It is more serious than the appalling flood.")["serious"][1] == "intensified by ‘more’"


def test_words_of_degree_strengthen_and_weaken():
    plain = told("a dangerous road")["dangerous"][0]
    assert told("an extremely dangerous road")["dangerous"] == (round(plain * 1.4, 2), "intensified by ‘extremely’")
    assert told("a slightly dangerous road")["dangerous"] == (round(plain * 0.65, 2), "weakened by ‘slightly’")
    assert told("extremely. dangerous road")["dangerous"] == (plain, None)
    both = told("They are not very happy.")["happy"]
    assert both[0] < 0 and both[1] == "intensified by ‘very’; negated by ‘not’"


def test_a_word_of_degree_reaches_over_no_and():
    assert told("A rising threat.")["threat"][1] == "intensified by ‘rising’"
    assert told("Trade of rising and threatened powers.")["threatened"][1] is None


def test_so_strengthens_only_the_next_word():
    assert told("They are so happy.")["happy"][1] == "intensified by ‘so’"
    assert told("They would do so in cooperation.")["cooperation"][1] is None


def test_but_gives_its_sentence_to_what_follows():
    assert told("They are poor but happy.") == {"poor": (-0.85, "before ‘but’"), "happy": (3, "after ‘but’")}
    assert score("They are poor but happy.") > 0 > score("They are happy but poor.")
    assert told("They are happy. But they are poor.") == {"happy": (2, None), "poor": (-1.7, None)}
    assert told("A war began. They are poor but calm. Peace came.")["war"][1] is None
    assert told("A war began. They are poor but calm. Peace came.")["Peace"][1] is None
    assert told("It is anything but calm.")["calm"][1] == "negated by ‘anything but’"


def test_a_name_has_no_tone_and_a_word_has():
    text = "The editor of the weekly Freedom wrote about freedom."
    assert told(text) == {"freedom": (2, None)} and told("She met Mr Hope at the station in Lima.") == {}
    assert told("Freedom came late to the islands.")["Freedom"] == (2, None)
    assert told("He wrote: “Freedom is late on the islands.”")["Freedom"] == (2, None)
    assert told("Freedom and Peace Return After Long Years")["Peace"][1] is None  # a headline in capitals
    assert told("They are Nazis in all but name.")["Nazis"][1] is None  # always has a capital
    assert told("The Supreme Leader met the Peace Corps at United Nations House.") == {}
    assert told("The attack has cut supplies.")["attack"][1] is None  # it cuts and is not cut
    assert told("The attack has ended.")["attack"][1] == told("The war has stopped in Peru.")["war"][1].replace(
        "stopped", "ended"
    )
    assert told("“I know,” Hope said.") == told("Grace told us.") == {} and "Rebels" in told("Rebels said no.")
    assert told("Grace Doe came. Hope Roe left.") == {} and "Angry" in told("Angry Peruvians came.")


def test_what_says_what_and_not_how_has_no_tone():
    for text in ("Interest rates and social security.", "The table stood by the door.", "", "…", "Like whom?"):
        assert ask_news(text) == (None, [])
    assert score("AIDS spread.") < 0 < score("She aids them.")


def swap(template, form):
    return score(template.replace("@", form)), [(w.valence, w.rule) for w in ask_news(template.replace("@", form))[1]]


@pytest.mark.parametrize(
    ("sense", "template"),
    [
        ("name", "@ never attacked the peaceful islands of @, though @’s army deeply hates them."),
        ("name", "Officials in @ said @ was no threat to peace. The war with @ is over!"),
        ("name", "@ Lifts Sanctions After Deadly Attack"),
        ("name", "Not @ but its ally was wrong, and the Peace Corps left @."),
        ("adjective", "The @ attack was not a good answer to very friendly @ help, a @ general said."),
        ("adjective", "They averted @ sanctions; Freedom is a @ paper."),
        ("inhabitants", "No @ were harmed, but the @ killed are mourned by many @."),
    ],
)
def test_one_country_in_the_place_of_another_changes_nothing(sense, template):
    forms = [row["form"] for row in COUNTRIES if row["sense"] == sense]
    assert len(forms) > 150
    expected = swap(template, forms[0])
    assert expected[0] is not None
    assert [form for form in forms if swap(template, form) != expected] == []


def test_a_country_in_capitals_has_no_tone_and_is_told_from_another_word():
    assert score("UNITED STATES ATTACKS") == score("IRAN ATTACKS")
    assert score("They attacked us.") == score("They attacked them.") == score("They attacked US.")


@given(anything)
def test_any_text_has_a_tone_in_range_or_none_and_each_has_its_words(text):
    tone, words = ask_news(text)
    assert (tone is None) == (not words) and -1 <= (tone or 0) <= 1
    assert all(0 <= w.start < w.end <= len(text) for w in words)


def test_the_tone_of_a_reading_is_the_mean_of_its_sentences_with_their_words():
    reading = analysis.read_text("Peace came to the islands. Nobody was harmed.\n\nThe table stood there.\n\nWar came.")
    sentences, words = reading.sentences, reading.words[reading.words["measure"] == "tone"]
    assert reading.paragraphs["tone"].iloc[0] == pytest.approx(sentences["tone"].iloc[:2].mean())
    assert reading.paragraphs["tone"].isna().tolist() == [False, True, False]
    assert words["text"].tolist() == ["Peace", "harmed", "War"] and words["valence"].notna().all()
    assert words["rule"].isna().tolist() == [True, False, True]
    assert reading.paragraphs["evidence_words"].tolist() == [2, 0, 1]


def test_the_swap_holds_for_the_sentences_that_the_project_ships():
    path = ROOT / "data" / "validation" / "event_sentences.csv"
    with path.open(encoding="utf-8", newline="") as f:
        texts = [row["sentence"] for row in csv.DictReader(f) if "Iran" in row["sentence"]]
    assert len(texts) > 5
    for text in texts:
        swapped = text.replace("Iranian", "Laotian").replace("Iran", "Trinidad and Tobago")
        assert score(swapped) == score(text), text


@pytest.mark.parametrize(
    "text",
    [
        "The king is lying in state.",
        "They sold crude oil.",
        "They sold crude.",
        "They met in the heart of Lima.",
        "Anti-riot police came.",
        "Traffic in the port doubled.",
        "The gas pipeline opened.",
        "A counter-terrorist unit came.",
    ],
)
def test_a_term_of_news_has_no_tone(text):
    assert not score(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Even as rebels shelled the port, ships left.", "As rebels shelled the port, ships left there."),
        ("They left as quickly as possible attacks came.", "They left as quickly as they could attacks came."),
    ],
)
def test_a_set_phrase_with_a_word_of_degree_has_no_degree(text, plain):
    words = ask_news(text)[1]
    assert [(word.valence, word.rule) for word in words] == [(word.valence, word.rule) for word in ask_news(plain)[1]]
