"""Articles in the manner of an agency, as many as are wanted: no two alike, each the same whenever it is asked for."""

import random
from datetime import date, timedelta
from pathlib import Path

FIRST = "Ada Boris Carla Dmitri Elif Farid Greta Hamid Ines Jamal Kerstin Luca Mona Nadia Omar Priya Rosa Samir".split()
LAST = "Abelard Bakirov Castell Demir Eastlake Farhadi Gruber Hosseini Ibsen Jansen Kovac Lindqvist Marchetti".split()
PLACES = "Baghdad Tehran Moscow Kyiv Ankara Beijing Manila Cairo Tripoli Khartoum Islamabad Delhi Seoul Tokyo".split()
STATES = "Iran Iraq Russia Ukraine Turkey China Egypt Libya Sudan Pakistan India Japan Syria Yemen Israel".split()
POSTS = "foreign minister, defence minister, army chief, ambassador, spokeswoman, prime minister".split(", ")
THINGS = "oil fields, two bridges, the border crossing, a radar station, the harbour, an airfield, a depot".split(", ")
LEADS = (
    "{state} fired {n} missiles at {thing} in {other} on {day}, killing {m} people, officials in {place} said.",
    "{state} and {other} agreed on {day} to a truce of {n} days, after {m} soldiers had died near {place}.",
    "{state} expelled {n} diplomats of {other} on {day} and accused it of arming rebels near {place}.",
    "{state} imposed sanctions on {m} companies of {other} on {day}, {n} days after an attack on {thing}.",
    "{state} offered {other} {n} tonnes of flour and medicine on {day}, its ministry in {place} said.",
)
BODIES = (
    "“We did not want this, and we will answer if {state} comes back,” {post} {person} told reporters in {place}.",
    "{person}, the {post} of {other}, called the step “a grave mistake” that cost {m} families their homes.",
    "The talks in {place} had broken down {n} weeks before, when {state} refused to withdraw its forces from {thing}.",
    "The United Nations urged both sides to show restraint. {state} has {m} thousand troops at the border, and {other} "
    "sent {n} more ships last week.",
    "According to {person}, an observer for {n} years, neither {state} nor {other} can afford a long war.",
    "Protesters marched through {place} on {day}. Police arrested {m} of them and used tear gas near {thing}.",
    "Shops opened again in the morning, and {n} buses took children from {place} to villages in the hills.",
    "{other} threatened to close its ports to ships from {state}, which carry about {m} per cent of its grain.",
    "Oil rose by {n} dollars after the news and fell again when {person} said that “cool heads” would win.",
    "In {year} the two countries had signed a treaty on water, which {state} suspended after {m} farmers were killed.",
    "“Nobody has told us anything,” said {person}, {m}, who sells bread near {thing}. “We heard {n} blasts and ran.”",
)


def write_article(number: int, words: int | None = None) -> str:
    """An article of so many words, or of 120 to 350."""
    rng = random.Random(number)
    wanted = words or rng.randint(120, 350)
    day = date(2020, 1, 1) + timedelta(number % 700)
    state, other = rng.sample(STATES, 2)
    headline = f"{state} and {other}: day {number + 1} of a crisis"
    paragraphs = [f"{rng.choice(PLACES).upper()}, {day:%B} {day.day}, {day.year} — {_fill(LEADS, rng, state, other)}"]
    while sum(len(paragraph.split()) for paragraph in paragraphs) < wanted:
        paragraphs.append(_fill(BODIES, rng, state, other))
    return "\n\n".join([headline, *paragraphs]) + "\n"


def _fill(templates: tuple[str, ...], rng: random.Random, state: str, other: str) -> str:
    return rng.choice(templates).format(
        state=state,
        other=other,
        place=rng.choice(PLACES),
        person=f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        post=rng.choice(POSTS),
        thing=rng.choice(THINGS),
        day=rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        n=rng.randint(2, 40),
        m=rng.randint(3, 99),
        year=rng.randint(1990, 2018),
    )


def write_folder(folder: Path, count: int, words: int | None = None) -> Path:
    """The folder with so many articles as files, a thousand in each of its own folders."""
    for number in range(count):
        file = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_article(number, words), encoding="utf-8")
    return folder
