import pytest

import analysis
from analysis.reading.focus import check_focus, list_sides, narrow


def test_a_focus_keeps_what_is_between_the_two_either_way(eventful):
    narrowed = narrow(eventful, "USA-IRN")
    assert narrowed.focus == ("USA", "IRN") and len(narrowed.events) == 21
    assert set(zip(narrowed.events["source"], narrowed.events["target"], strict=True)) == {
        ("USA", "IRN"),
        ("IRN", "USA"),
    }
    assert set(narrowed.mentions["country"]) == {"USA", "IRN"} and len(narrowed.quotes) == 5
    pair = narrow(eventful, "Iraq-USA")
    assert pair.events["text"].tolist() == ["opposed", "cool passions"]
    assert set(pair.quotes["speaker_country"]) == {"USA"}


def test_whose_other_side_is_not_named_stays_only_where_both_are_mentioned(eventful):
    kept = set(narrow(eventful, "IRN-USA").events["text"])
    assert "cool passions" in set(narrow(eventful, "IRQ-USA").events["text"])  # Iraq, on nobody, beside U.S. troops
    assert not kept & {"defend ourselves", "cool passions", "called for restraint", "military action"}


def test_paragraphs_keep_their_numbers_and_are_counted_anew(eventful):
    pair = narrow(eventful, "IRQ-USA")
    assert pair.paragraphs["paragraph"].tolist() == [1, 2, 4]
    assert pair.paragraphs["escalation"].dropna().tolist() == [0.0] and pair.paragraphs["events"].tolist() == [0, 0, 2]
    assert set(pair.sentences["paragraph"]) == set(pair.words["paragraph"]) == {1, 2, 4}
    assert len(eventful.paragraphs) == 11 and eventful.paragraphs["events"].sum() == 12


def test_without_a_focus_nothing_is_narrowed(eventful):
    assert narrow(eventful, "") is eventful and eventful.focus == ()


@pytest.mark.parametrize("focus", ["usa-irn", "United States – Iran", "Iran-USA", "USA–Iran"])
def test_sides_may_be_named_by_code_or_name_with_either_dash(eventful, focus):
    assert set(narrow(eventful, focus).focus) == {"USA", "IRN"}


def test_names_with_a_dash_are_found():
    reading = analysis.read_text("The al-Shabaab group met Guinea-Bissau's president. Al-Shabaab fought Kenya.")
    assert "GNB" in list_sides(reading)
    assert set(narrow(reading, "Guinea-Bissau-Kenya").focus) == {"GNB", "KEN"}


@pytest.mark.parametrize("focus", ["USA-FRA", "USA-", "Iran", "USA-USA", "USA-Nobody"])
def test_a_focus_that_the_article_does_not_have_is_refused_with_those_that_it_has(eventful, focus):
    with pytest.raises(ValueError, match=r"two sides are needed|IRN \(Iran\), USA \(United States\) and IRQ \(Iraq\)"):
        narrow(eventful, focus)


def test_a_focus_without_two_sides_is_refused_before_any_article_is_read():
    check_focus("")
    check_focus("USA-IRN")
    with pytest.raises(ValueError, match="USA-IRN"):
        check_focus("USA")
