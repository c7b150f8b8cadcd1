"""Who did what to whom: names, pronouns, event nouns, demands, recipients, bystanders; each case is our own."""

from functools import cache

import pandas as pd
import pytest

import analysis

ANY = "*"


@cache
def read(text):
    """The events of a text."""
    return analysis.read_text(text, "2024-03-07").events


def check(text, word, source, target):
    """Whether the first event with a word of a text has these parties; `ANY` is any."""
    events = read(text)
    event = events[events["text"].str.contains(word, case=False)].iloc[0]
    for side, wanted in (("source", source), ("target", target)):
        found = None if pd.isna(event[side]) else event[side]
        assert wanted in (ANY, found), (side, found)


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("Ortega loyalists attacked the cathedral of Managua.", "attacked", "Ortega loyalists", ANY),
        ("Police fought with Bolsonaro supporters in the square.", "fought", "police", "Bolsonaro supporters"),
        ("Rebels attacked Gaddafi loyalists near Sirte.", "attacked", "rebels", "Gaddafi loyalists"),
        ("The Assad regime bombed the market.", "bombed", "SYR", ANY),
        ("France condemned the Maduro government.", "condemned", "FRA", "VEN"),
        ("Pro-Mubarak demonstrators attacked the reporters.", "attacked", "pro-Mubarak demonstrators", "reporters"),
        ("Police beat pro-Navalny protesters.", "beat", "police", "pro-Navalny protesters"),
        ("Police arrested anti-government protesters in Minsk.", "arrested", "police", "anti-government protesters"),
        ("Anti-war activists stormed the ministry.", "stormed", "anti-war activists", ANY),
        ("Members of the Security Council condemned Eritrea.", "condemned", "members of the Security Council", "ERI"),
        ("Hezbollah fighters attacked the patrol.", "attacked", "Hezbollah", ANY),
        ("Aides said on Sunday that Trump allies accused Mexico of lying.", "accused", "Trump allies", "MEX"),
        ("Both the Gaddafi regime and the rebels shelled the port.", "shelled", ANY, ANY),
        ("On Sunday in Omsk a Putin critic was arrested by the police.", "arrested", "police", "Putin critic"),
        ("Haftar's forces attacked Tripoli.", "attacked", ANY, "LBY"),
        ("Opponents of Mugabe attacked the police.", "attacked", "opponents of Mugabe", "police"),
        ("Troops loyal to Gbagbo shelled the market.", "shelled", "troops loyal to Gbagbo", ANY),
        ("Maduro officials accused Colombia of spying.", "accused", "VEN", "COL"),
        ("Anti-Maduro protests shook the capital.", "protests", ANY, "VEN"),
        ("Anti-Kremlin rallies were held in Omsk.", "rallies", ANY, "RUS"),
        ("Anti-government protests spread to Osh.", "protests", None, "government"),
        ("Thousands joined anti-French protests in Niamey.", "protests|joined", ANY, "FRA"),
        ("Assad bombed the market.", "bombed", "SYR", ANY),
        ("President Assad attacked France.", "attacked", "SYR", "FRA"),
        ("The Putin adviser condemned Latvia.", "condemned", ANY, "LVA"),
        ("Hundreds of Bolsonaro supporters stormed the court.", "stormed", "Bolsonaro supporters", ANY),
        ("The Maduro government sued the bank.", "sued", "VEN", ANY),
        ("Rebels attacked Assad's army near Homs.", "attacked", "rebels", "SYR"),
        ("Police detained members of Greenpeace.", "detained", "police", "members of Greenpeace"),
        ("Thousands held an anti-Lukashenko rally in Minsk.", "held|rally", ANY, "BLR"),
        ("A pro-Russian rally was held in Riga.", "rally", None, ANY),
        ("Supporters of Navalny attacked the office of the mayor.", "attacked", "supporters of Navalny", ANY),
        ("Hamas leaders rejected the offer by Israel.", "rejected", "Hamas", "ISR"),
    ],
)
def test_a_party_is_the_whole_group_that_is_named(text, word, source, target):
    """*Ortega loyalists* are not Ortega; what is *anti-X* is against X."""
    check(text, word, source, target)
