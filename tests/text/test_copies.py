import random
import subprocess
import sys

import pandas as pd
import pytest
from helpers.timing import clock
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.copies import BATCH, group_copies, sign

STORY = """The port of Larrin was shut on Monday after gunboats of the coast guard stopped four trawlers that had cut
through its nets at night.

The crews were taken ashore and questioned for six hours, the harbour master told reporters. Two of the skippers had no
papers, he said, and a third carried a rifle under the wheelhouse floor.

“We will not let them fish here again,” said the governor, Mara Oldin, who had come to the quay with her guards. She
announced that every boat from the other shore would be searched from now on.

The neighbours called the seizure an act of piracy and summoned the ambassador. A spokesman said that fuel deliveries
across the strait might have to be looked at again in the light of what had happened.

Traders in the old town boarded up their windows. Buses to the border ran half empty, and the price of diesel rose by a
fifth before noon, according to the chamber of commerce.

The two countries signed a treaty on fishing eleven years ago. It lapsed in spring, and talks on a new one broke down
over the number of licences."""

# The same event by somebody else, who has the governor's words too
INDEPENDENT = """Coast guards of Larrin seized a small fleet of fishing boats from across the strait early this week,
and the quarrel over herring has become one between capitals.

Witnesses on the mole saw searchlights shortly after two. By dawn four hulls lay chained beside the customs house, their
nets in a heap, while officers went through the cabins.

Governor Oldin did not mince her words. “We will not let them fish here again,” she told a cheering crowd.

Her opposite number wants the men back at once. Diplomats speak of the worst row since the licences ran out, and oil
firms were asked whether they could do without the route if ministers so decide.

For people here it means dearer petrol and longer queues. One grocer sold out of candles within an hour."""

FOOTER = """This newsroom keeps to the code of the press council. Readers who find a mistake may write to the desk,
which answers every letter within a week and prints a correction where one is due."""

TONE = {"shut": "paralysed", "stopped": "ambushed", "questioned": "grilled", "announced": "threatened", "rose": "leapt"}


def paragraphs(story=STORY):
    return story.split("\n\n")


def reword(story=STORY):
    for old, new in TONE.items():
        story = story.replace(old, new)
    return story


def move():
    first, second, *rest, last = paragraphs()
    return "\n\n".join([first, last, second, "A minister was expected in the evening to speak for the crews.", *rest])


VERSIONS = {
    "the same": STORY,
    "other marks and breaks": STORY.replace("\n\n", "\r\n").replace("“", '"').replace("”", '"').upper(),
    "cut from the bottom": "\n\n".join(paragraphs()[:3]),
    "one paragraph added, one moved": move(),
    "another tone": reword(),
    "another tone and a third cut": "\n\n".join(paragraphs(reword())[:4]),
}


def group(*bodies, index=None, asked=None):
    articles = pd.DataFrame({"article": [f"a{i}" for i in range(len(bodies))], "signature": list(map(sign, bodies))})
    articles.index = index or articles.index

    def give(ids):
        if asked is not None:
            asked.append(ids)
        return {name: bodies[int(name[1:])] for name in ids}

    stories = group_copies(articles, give)
    assert stories.name == "story" and stories.index.equals(articles.index)
    return stories.tolist()


@pytest.mark.parametrize("name", VERSIONS)
def test_a_version_tells_the_story_of_the_first_whichever_that_is(name):
    assert group(INDEPENDENT, STORY, VERSIONS[name]) == ["a0", "a1", "a1"]
    assert group(VERSIONS[name], INDEPENDENT, STORY) == ["a0", "a1", "a0"]


def test_all_versions_are_one_story():
    assert set(group(*VERSIONS.values())) == {"a0"}


@pytest.mark.parametrize(
    "other",
    [INDEPENDENT, f"{INDEPENDENT}\n\n{FOOTER}", f"{paragraphs()[2]}\n\n{INDEPENDENT}", ""],
    ids=["independent", "the same footer", "one shared paragraph", "empty"],
)
def test_what_was_written_by_others_is_another_story(other):
    assert group(f"{STORY}\n\n{FOOTER}", other) == ["a0", "a1"]


def test_a_round_up_does_not_join_the_stories_that_it_quotes():
    both = f"{STORY}\n\n{INDEPENDENT}"
    for bodies in ([both, STORY, INDEPENDENT], [STORY, both, INDEPENDENT], [STORY, INDEPENDENT, both]):
        stories = dict(zip(map(len, bodies), group(*bodies), strict=True))
        assert stories[len(STORY)] != stories[len(INDEPENDENT)]


def test_short_texts_are_copies_only_where_all_is_the_same():
    assert group("Gunboats stop trawlers.", "GUNBOATS STOP TRAWLERS", "Gunboats stop four trawlers.") == [
        "a0",
        "a0",
        "a2",
    ]
    assert group("Peace.", "War.") == ["a0", "a1"]
    assert group("It was a calm day in Larrin.", "It was a calm day in Port Ost.") == ["a0", "a1"]


def test_what_has_no_words_or_no_signature_is_a_story_of_its_own():
    assert sign("") == sign(" \n … — “”") == b""
    assert group("", "", STORY, "!", STORY) == ["a0", "a1", "a2", "a3", "a2"]
    broken = [None, float("nan"), pd.NA, b"", b"\x00", sign(STORY)]
    articles = pd.DataFrame({"article": list("uvwxyz"), "signature": broken})
    assert group_copies(articles, lambda ids: {}).tolist() == list("uvwxyz")
    nothing = group_copies(articles.head(0), lambda ids: {})
    assert nothing.empty and nothing.name == "story"


def test_a_text_that_is_missing_confirms_nothing():
    articles = pd.DataFrame({"article": ["x", "y", "z"], "signature": [sign(STORY), sign(reword()), sign(STORY)]})
    assert group_copies(articles, lambda ids: {}).tolist() == ["x", "y", "x"]


def test_an_index_of_any_kind_is_kept():
    assert group(STORY, INDEPENDENT, STORY, index=[9, 9, "x"]) == ["a0", "a1", "a0"]


def test_a_signature_is_short_and_the_same_in_every_process():
    code = "import sys, analysis.text.copies as c; sys.stdout.write(c.sign(sys.stdin.read()).hex())"
    run = [sys.executable, "-c", code]
    given = subprocess.run(run, input="Gunboats stop four trawlers.", capture_output=True, text=True, check=True)
    assert bytes.fromhex(given.stdout) == sign("gunboats stop four trawlers") and len(sign(STORY)) == 512
    assert sign(STORY)[:8].hex() == "4d15ef00bad8b900"


@given(st.text(st.characters(), max_size=80))
def test_any_text_can_be_signed(text):
    assert len(sign(text)) in (0, 512) and group(text, STORY, text)[2] == ("a0" if sign(text) else "a2")


def make_reports(n):
    """So many independent reports of some hundred words, every tenth a shortened and edited copy of one before."""
    rng = random.Random(1)
    words = [f"w{i}" for i in range(5000)]
    weights = [1 / (i + 1) for i in range(5000)]
    bodies = []
    for i in range(n):
        source = bodies[rng.randrange(i)] if i % 10 == 9 else rng.choices(words, weights, k=rng.randint(150, 300))
        kept = source[: int(len(source) * rng.uniform(0.6, 1))] if i % 10 == 9 else source
        bodies.append([rng.choice(words) if i % 10 == 9 and rng.random() < 0.02 else word for word in kept])
    return [" ".join(body) for body in bodies]


def test_among_many_the_copies_are_found_and_few_texts_are_read():
    asked = []
    stories = group(*make_reports(2000), asked=asked)
    copies = [story for i, story in enumerate(stories) if story != f"a{i}"]
    assert len(copies) == 200 and all(len(ids) <= BATCH for ids in asked) and sum(map(len, asked)) < 800


@pytest.mark.slow
def test_what_a_thousand_articles_share_costs_no_square():
    shared = " ".join(make_reports(1)[0].split()[:60])
    bodies = [f"{body} {shared}" for body in make_reports(1000)]
    versions = [f"{STORY} {i} {i}" for i in range(1000)]
    found = []
    seconds = clock(lambda: found.extend((group(*bodies), group(*versions))), runs=1)
    assert len(set(found[0])) > 850 and set(found[1]) == {"a0"} and seconds < 20
