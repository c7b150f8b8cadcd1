"""The names in an article's body."""

from analysis.reading.named import count_names, find_reporters, list_names


def test_names_are_words_with_a_capital_within_a_sentence():
    text = "Talks failed. The Malian envoy met Malians in Bamako on Monday, the Post reported."
    assert count_names(text, ["Post"]) == {"Mali": 2, "Bamako": 1}


def test_reporters_are_those_whom_an_article_calls_its_outlets():
    text = "The Post's Ana Rusu said so. Post reader Ion Pop wrote."
    assert find_reporters(text, "the Post") == {"Ana Rusu"}
    assert [row["name"] for row in list_names(text, "the Post") if row["reporter"]] == ["Ana Rusu"]


def test_without_an_outlet_nobody_is_its_reporter():
    assert list(list_names("Ferries stay, Ana Rusu’s Ion Pop said.", "")) == [
        {"name": name, "times": 1, "reporter": False} for name in ("Ana", "Rusu", "Ion", "Pop")
    ]
