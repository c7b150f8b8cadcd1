"""Which acts may be told, and how surely."""

from dataclasses import replace

import pytest
from helpers.drawn import trust

import analysis
from analysis.story import claims
from analysis.story.evidence import name_actor


def doubt(reading, **cells):
    return replace(reading, events=reading.events.assign(**cells))


@pytest.mark.parametrize(
    ("cells", "sure"),
    [
        ({"confidence": 0.8}, True),
        ({"confidence": 0.59}, False),
        ({"coder": "rules", "confidence": 0.95}, False),
        ({"coder": "learned", "confidence": 0.95}, False),
        ({"confidence": float("nan")}, True),  # a person entered it
    ],
)
def test_an_act_is_sure_where_both_coders_are(eventful, cells, sure):
    told = claims.tabulate(doubt(eventful, **cells))
    undone = told["modality"].isin(["intended", "negated"])  # for these, more is asked,
    said = told["attributed_to"].notna() & ~((told["paragraph"] <= 2) & (told["frame"] == "current"))  # and for these
    assert undone.any() and said.any() and set(told["sure"][~undone & ~said]) == {sure}
    assert set(told["sure"][undone | said]) == {sure and cells["confidence"] != 0.8}


def test_that_an_act_is_current_has_to_be_sure_too(eventful):
    told = claims.tabulate(doubt(eventful, frame_confidence=0.79))
    assert not told["sure"][told["frame"] == "current"].any() and told["sure"][told["frame"] == "background"].all()


def test_what_is_only_possible_conditional_or_denied_is_no_claim(eventful):
    told = claims.tabulate(eventful)
    assert len(told) == 23 and set(told["modality"]).isdisjoint({"hedged", "conditional", "denied"})


def test_a_party_or_day_that_is_not_sure_is_left_empty(eventful):
    told = claims.tabulate(doubt(eventful, source_confidence=0.79))
    assert told["source"].isna().all() and told["source_actor"].isna().all() and told["target"].notna().any()
    undated = claims.tabulate(doubt(eventful, day_confidence=0.79))
    assert undated[["date", "first_day", "last_day"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("cameo", "told"),
    [
        *((cameo, False) for cameo in ("05", "050", "051", "053", "0214", "022", "0234", "09")),
        *((cameo, True) for cameo in ("020", "024", "027", "030", "057")),
    ],
)
def test_praise_backing_calls_for_help_and_inquiries_are_not_told(eventful, cameo, told):
    sided = doubt(eventful, cameo=cameo)
    assert len(claims.tabulate_told(sided)) == (11 if told else 0)
    assert claims.tabulate(sided)["sure"].all()  # they still count


def test_relief_and_what_is_only_weighed_are_not_told(eventful):
    assert claims.tabulate_told(doubt(eventful, cameo="073")).empty and len(claims.tabulate_told(eventful)) == 11
    weighed = doubt(eventful, text="would consider sending", modality="intended")
    assert claims.tabulate_told(weighed).empty
    assert len(claims.tabulate_told(doubt(eventful, text="would send", modality="intended")))


def test_cooperation_is_told_only_between_foes(eventful):
    conflict = eventful.events["side"] == "conflict"
    talks = doubt(eventful, cameo="036", root=eventful.events["root"].where(conflict, "AGREE"))
    told = claims.tabulate_told(talks)
    told = told[told["side"] == "cooperation"]
    assert len(told) and told[["source", "target"]].notna().all(axis=None)
    help_ = "Britain would work with {} on a patrol of the gulf, Cameron said."
    foes = "Iran attacked Britain on Wednesday."
    for whom, more, told in (("allies", "", 0), ("Iran", "", 0), ("Iran", foes, 1)):
        acts = claims.tabulate_told(analysis.read_text(f"{help_.format(whom)}\n\n{more}", "2020-01-09"))
        assert (acts["side"] == "cooperation").sum() == told
    nobody = claims.tabulate_told(doubt(talks, target=None))
    assert (nobody["side"] == "conflict").all() and len(nobody)


@pytest.mark.parametrize(("words", "told"), [("called for a ceasefire", True), ("called for help", False)])
def test_a_call_eases_a_crisis_only_if_it_is_for_calm(eventful, words, told):
    calls = eventful.events["text"].eq("called for restraint")
    changed = {"text": eventful.events["text"].mask(calls, words), "cameo": eventful.events["cameo"].mask(calls, "02")}
    assert calls.sum() == 1
    assert (words in set(claims.tabulate_told(doubt(eventful, **changed))["text"])) == told


def test_a_retreat_is_told_only_where_nobody_fights():
    def list_roots(text):
        return claims.tabulate_told(analysis.read_text(text, "2012-05-03"))["root"].tolist()

    left = "Loyalist troops withdrew from the border post of Misrata on Wednesday."
    assert list_roots(f"{left}\n\nA market opened.") == ["YIELD"]
    assert "YIELD" not in list_roots(f"{left}\n\nRebels shelled the loyalist troops near Misrata on Wednesday.")


def test_a_no_to_nobody_is_not_told(eventful):
    refused = eventful.events["text"].eq("opposed")
    assert refused.sum() == 1 and "opposed" in set(claims.tabulate_told(eventful)["text"])
    nobody = doubt(eventful, target=eventful.events["target"].mask(refused))
    assert "opposed" not in set(claims.tabulate_told(nobody)["text"]) and len(claims.tabulate_told(nobody)) == 10


def test_each_deed_of_a_party_is_told_once_the_strongest_first(eventful):
    told = claims.list_told(eventful, "conflict")
    assert told["escalation"].tolist() == [7, 7, 4]
    assert told.duplicated(["source", "root"]).sum() == 0 and (told["side"] == "conflict").all()
    assert claims.list_told(doubt(eventful, confidence=0.3), "conflict").empty


def test_words_that_tell_of_both_sides_stand_under_neither(eventful):
    assert eventful.events["text"].isin(["opposed", "cool passions"]).sum() == 2  # in one sentence
    eventful = doubt(eventful, target=eventful.events["target"].mask(eventful.events["text"] == "cool passions", "USA"))
    assert set(claims.tabulate_told(eventful)["text"]) & {"opposed", "cool passions"} == {"opposed"}
    unlikely = eventful.events["confidence"].mask(eventful.events["text"].eq("opposed"), 0.3)
    assert "cool passions" in set(claims.tabulate_told(doubt(eventful, confidence=unlikely))["text"])


def test_of_an_essay_no_act_is_told(eventful, monkeypatch):
    assert len(claims.tabulate_told(eventful)) and len(claims.tabulate_paragraphs(eventful))
    monkeypatch.setattr(claims, "find_other_matter", lambda reading: "an essay or a talk")
    essay = replace(eventful, focus=eventful.focus)  # asked anew
    assert claims.tabulate_told(essay).empty and claims.tabulate_plain(essay).empty
    assert claims.tabulate_paragraphs(essay).empty


def test_what_is_done_in_another_country_is_left_to_the_list():
    quiet = "\n\n".join(f"Protesters in Lima sang song number {number}." for number in range(claims.LONG))
    lead = "The army of Peru moved tanks into Lima on Wednesday.\n\n"
    for place, told in (("In the Kenyan capital, Nairobi, the", False), ("In the Peruvian town of Ica, the", True)):
        text = f"{lead}{quiet}\n\n{place} police killed nine protesters on Wednesday."
        reading = trust(analysis.read_text(text, "2020-01-09", coders="rules"))
        assert "killed" in set(claims.tabulate_told(reading)["text"])
        assert ("killed" in set(claims.list_told(reading, "conflict")["text"])) == told


def test_acts_that_bear_each_other_out_make_a_paragraph_sure(eventful):
    fourth = eventful.events["paragraph"] == 4
    calm = eventful.events["text"].isin(["drew back", "called for restraint"])

    def list_sure(confidence, kept):
        events = eventful.events.assign(confidence=eventful.events["confidence"].mask(fourth, confidence))
        return claims.tabulate_paragraphs(replace(eventful, events=events[kept | ~fourth]))

    assert list_sure(0.79, calm)[4] < 0
    for confidence, kept in ((0.6, calm), (0.79, fourth), (0.79, calm & (eventful.events["text"] == "drew back"))):
        assert 4 not in list_sure(confidence, kept).index  # too doubtful, an act of the other side, only one act


def test_an_appeal_is_not_told_as_conflict(eventful):
    opposed = eventful.events["text"].eq("opposed")
    for words, told in (("urged", False), ("called on", False), ("demanded", True)):
        changed = {"text": eventful.events["text"].mask(opposed, words)}
        changed["root"] = eventful.events["root"].mask(opposed, "REQUEST")
        assert (words in set(claims.tabulate_told(doubt(eventful, **changed))["text"])) == told


@pytest.mark.parametrize(("who", "told"), [("one man", False), ("a shopkeeper", False), ("the prime minister", True)])
def test_what_a_man_in_the_street_says_is_not_told(eventful, who, told):
    opposed = eventful.events["text"].eq("opposed")
    cells = {"text": "demanded", "root": "REQUEST", "source_actor": who}
    changed = {column: eventful.events[column].mask(opposed, value) for column, value in cells.items()}
    assert ("demanded" in set(claims.tabulate_told(doubt(eventful, **changed))["text"])) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("warned that Israel might attack", False),
        ("warned lawmakers that rebels could attack", False),
        ("warned that its army could attack", True),
        ("warned on Monday that the council had", False),
        ("warned that it would attack", True),
        ("warned that Peru will pay", True),
    ],
)
def test_a_warning_of_what_others_might_do_is_no_threat(eventful, words, told):
    opposed = eventful.events["text"].eq("opposed")
    cells = {"text": words, "root": "THREATEN"}
    changed = {column: eventful.events[column].mask(opposed, value) for column, value in cells.items()}
    assert (words in set(claims.tabulate_told(doubt(eventful, **changed))["text"])) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Many Iraqis complained about the minister on Wednesday.", False),
        ("Some Republican lawmakers accused the president of lies on Wednesday.", True),
        ("Joan Doe warned of potential violent unrest on Wednesday.", False),
        ("Joan Doe warned Peru of war on Wednesday.", True),
        ("The union said on Wednesday it was possible the army would shell the port of Lima.", False),
        ("The union said on Wednesday that the army would shell the port of Lima.", True),
    ],
)
def test_what_people_of_a_country_say_and_a_warning_of_unrest_are_no_acts_of_the_crisis(text, told):
    assert (not claims.tabulate_told(trust(analysis.read_text(text, "2020-01-09"))).empty) == told


def test_acts_of_nobody_who_is_named_have_claims():
    reading = analysis.read_text("The prisoners were killed. The port was shelled at dawn.", "2001-05-01")
    assert reading.acts["source_actor"].isna().all() and claims.tabulate(reading).shape[0] == 2
    assert claims.tabulate_told(reading)["source"].isna().all()


def test_words_of_nobody_are_not_told(eventful):
    refused = eventful.events["text"].eq("opposed")
    assert "opposed" in set(claims.tabulate_told(eventful)["text"])
    nobody = {"source": eventful.events["source"].mask(refused)}
    assert "opposed" not in set(claims.tabulate_told(doubt(eventful, **nobody))["text"])
    danger = nobody | {column: eventful.events[column].mask(refused, "threatened") for column in ("modality", "text")}
    danger["root"] = eventful.events["root"].mask(refused, "THREATEN")  # *the strife threatens its supplies*
    assert "threatened" not in set(claims.tabulate_told(doubt(eventful, **danger))["text"])
    assert "threatened" in set(claims.tabulate_told(doubt(eventful, **danger | {"source": "PER"}))["text"])


def test_what_a_clause_adds_on_somebody_is_not_told(reading):
    events = reading.events.copy()
    events.loc[events["text"] == "accused", ["frame", "frame_confidence"]] = ["current", 0.95]
    reading = replace(reading, events=events)
    sure = claims.tabulate(reading)
    sure = sure[sure["sure"] & (sure["frame"] == "current")]
    assert "accused" in set(sure["text"])  # *Trump, who … and who accused predecessors …, did not say*
    told = claims.tabulate_told(reading)
    assert "accused" not in set(told["text"]) and "stepped back from" in set(told["text"])


def test_talks_of_two_who_are_in_no_conflict_are_not_told(eventful):
    def tell(foes):
        met = eventful.events.assign(source="PER", target="CHL", cameo="040", root="CONSULT", side="cooperation")
        met.loc[claims.tabulate(eventful).index[-1], ["cameo", "root", "side"]] = (
            ("112", "ACCUSE", "conflict") if foes else ("040", "CONSULT", "cooperation")
        )
        return (claims.tabulate_told(replace(eventful, events=met))["cameo"] == "040").any()

    assert tell(foes=True) and not tell(foes=False)


def test_lawmakers_are_not_their_state():
    reading = analysis.read_text("Peruvian lawmakers accused the government of theft on Tuesday.", "2020-01-09")
    (act,) = claims.tabulate(reading).itertuples()
    assert act.source == "PER" and name_actor(reading, act) == "Peruvian lawmakers"
