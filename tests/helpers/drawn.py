"""Articles that are hard to draw: many and few paragraphs, long names, long days, no event, many sides."""

from dataclasses import replace

from helpers.samples import ARC, HOSTILE, NO_TONE, SHORT

LANDS = "France Spain Italy Poland Kenya Peru Chile Japan Ghana Nepal Qatar Yemen Sudan Egypt Cuba Haiti".split()
STRONG = "Envoys of the Confederation of Independent Agricultural Producers and Exporters of Northern Patagonia"

ARTICLES = {
    "empty": "",
    "short": SHORT,
    "no tone": NO_TONE,
    "arc": ARC,
    "hostile": HOSTILE,
    "other letters": "Good \u4e2d\u6587.\n\nBad \u4e2d.",
    "december": "\n\n".join(
        f"On {day} December 2023 the army of Sudan attacked Chad. On {day - 1} November 2023 Chad threatened Sudan."
        for day in range(20, 31)
    ),
    "long names": "\n\n".join(
        [
            f"{STRONG} accused the Supreme Administrative Court of the Republic of Argentina of fraud on 28 September "
            "2021.",
            f"“It is a terrible crime,” said Maximiliano Bartholomew Fitzgerald-Hohenzollern of {STRONG}.",
        ]
    ),
    "one long word": "W" * 90 + " attacked Iran on Monday.\n\nIran condemned " + "Y" * 90 + ".",
    "one paragraph": "Iran attacked Iraq on 3 March 2020, and Iraq threatened to cut all ties.",
    "sixty paragraphs": "\n\n".join(
        f"{LANDS[i % 16]} attacked {LANDS[(i + 1) % 16]} on {1 + i % 28} March 2020, a terrible crime."
        for i in range(60)
    ),
    "sixty quiet paragraphs": "\n\n".join(f"The table number {i} stood by the door." for i in range(60)),
    "only conflict": "\n\n".join("Iran bombed Iraq on Monday and killed ten people." for _ in range(7)),
    "only cooperation": "\n\n".join("Iran and Iraq signed a peace treaty and praised each other." for _ in range(7)),
    "one side": "\n\n".join("Protesters marched on Friday. The police arrested protesters." for _ in range(5)),
    "many pairs": "\n\n".join(f"{one} attacked {two}." for one in LANDS[:5] for two in LANDS[5:9]),
    "many acts of one pair": " ".join(f"On {day} May 2020 Iran bombed Iraq." for day in range(1, 29)),
    "many voices": "\n\n".join(f"“It is a horrible, evil attack,” said Anna{i} Bell{i} of Peru." for i in range(30)),
    "far back": "\n\n".join(f"In {year} Peru attacked Chile." for year in range(1990, 2020)),
    "capitals": "A HEADLINE IN CAPITALS THAT GOES ON AND ON UNTIL THE CHART HAS NO MORE ROOM FOR IT AT ALL AND MORE\n\n"
    "Peru attacked Chile.",
    "mutual": "Kenya and Ghana held talks on Tuesday.\n\nThey signed a deal. On 1 May they had broken off all ties.",
}


def trust(reading):
    """The reading as if both coders were sure of every act and of every party, so that all of it is drawn."""
    sides = ("", "source_", "target_", "day_", "frame_")
    sure = dict.fromkeys([f"{side}confidence" for side in sides], 0.9)
    return replace(reading, events=reading.events.assign(coder="both", **sure))
