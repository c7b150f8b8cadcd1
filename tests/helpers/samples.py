"""Articles written for the tests."""

from dataclasses import replace

from analysis.reading import schema as tables
from analysis.reading.reading import count_acts
from analysis.reading.tables import make_table
from analysis.text.calendar import find_bounds

SHORT = "The army moved into the harbour town at dawn. A good day, the general said."

NO_TONE = """The table stood by the door.

The cat sat on the table, and the dog lay under it.

A letter came on Tuesday."""

# Ten dark paragraphs between ten bright ones on each side: an arc that chance does not make.
ARC = "\n\n".join(
    ["Envoys hail a splendid truce on the river"]
    + [f"Talks number {i} were a great success, and the villages celebrated a wonderful peace." for i in range(1, 11)]
    + [f"Raid number {i} was a terrible crime, and the killing left a horrible, bitter grief." for i in range(1, 11)]
    + [f"Envoy number {i} praised an excellent agreement and the happy, brave people." for i in range(1, 11)]
)

HOSTILE = """=HYPERLINK("http://example.org","$headline$ {{ 7*191 }} <script>alert(1)</script>")

By <b onload=alert(2)>Ann Lee</b>

=1+1 is good, <script>alert(3)</script> said $x$ $\\frac{1}{2}$ ``code`` {{ 7*191 }}. A bad sum.

The \x1b[31mred\x1b[0m line was bad, and a \u202egood\u202c one followed it. {% raw %} </div></main> ]]>

@SUM(A1) is a great formula, -2 is a bad one, and +3 is ![a picture](http://example.org/x.png)."""

STORY_TEXT = """Crews and owners part

Owners locked the gates on Monday. Crews burned a tug on 3 March.

On Wednesday both sides agreed to talk. In 2019 owners had sued the crews."""
STORY_DEEDS = """
1 | locked | owners | crews | 172 | COERCE | Mconf | -7.0 | asserted | background | 2020-03-02 | –
1 | burned | crews | owners | 190 | ASSAULT | Mconf | -9.5 | asserted | background | 2020-03-03 | –
2 | agreed | owners | crews | 030 | AGREE | Vcoop | 4.0 | asserted | current | 2020-03-04 | –
2 | sued | owners | crews | 115 | ACCUSE | Vconf | -2.0 | asserted | background | 2019 | –
"""

EVENT_COLUMNS = "paragraph text source target cameo root quad goldstein modality frame date attributed_to".split()
# The events of the project's article as a person enters them, each by the first such words of its paragraph.
EVENTS = """
– | pulls back | USA | IRN | 087 | YIELD | Mcoop | 9.0 | asserted | current | 2020-01-08 | –
– | promises new sanctions | USA | IRN | 138 | THREATEN | Vconf | -7.0 | threatened | current | 2020-01-08 | –
1 | stepped back | USA | IRN | 087 | YIELD | Mcoop | 9.0 | asserted | current | 2020-01-08 | –
1 | missile strikes | IRN | USA | 195 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-08TMO | –
1 | tighten | USA | IRN | 138 | THREATEN | Vconf | -7.0 | threatened | current | 2020-01-08 | Donald Trump
2 | looked to defuse | USA | IRN | 030 | AGREE | Vcoop | 4.0 | intended | current | 2020-01-08 | –
2 | killing | USA | IRN | 186 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-03 | –
2 | drone strike | USA | IRN | 195 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-03 | –
2 | retaliatory attack | IRN | USA | 190 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-08 | –
3 | withdrew | USA | IRN | 120 | REJECT | Vconf | -4.0 | asserted | background | 2018 | –
3 | military action | – | – | 190 | ASSAULT | Mconf | -10.0 | asserted | background | – | –
4 | drew back | USA | IRN | 087 | YIELD | Mcoop | 9.0 | asserted | current | 2020-01-08 | –
4 | called for restraint | – | – | 027 | REQUEST | Vcoop | 3.0 | demanded | current | 2020-01-08 | –
4 | opposed | IRQ | USA | 120 | REJECT | Vconf | -4.0 | asserted | current | 2020-01-08 | –
4 | cool passions | IRQ | – | 030 | AGREE | Vcoop | 4.0 | intended | current | 2020-01-08 | –
5 | do not want to use it | USA | IRN | 080 | YIELD | Mcoop | 5.0 | negated | current | 2020-01-08 | Donald Trump
5 | fired | IRN | USA | 195 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-08TMO | Donald Trump
6 | standing down | IRN | USA | 087 | YIELD | Mcoop | 9.0 | hedged | current | 2020-01-08 | Donald Trump
6 | impose | USA | IRN | 138 | THREATEN | Vconf | -7.0 | threatened | current | 2020-01-08 | Donald Trump
6 | slashed | USA | IRN | 163 | COERCE | Mconf | -8.0 | asserted | background | – | Donald Trump
7 | accused | USA | USA | 112 | ACCUSE | Vconf | -2.0 | asserted | background | – | –
8 | concluded | IRN | USA | 080 | YIELD | Mcoop | 5.0 | asserted | current | 2020-01-08 | Javad Zarif
8 | killing | USA | IRN | 186 | ASSAULT | Mconf | -10.0 | asserted | background | 2020-01-03 | –
9 | did not “seek escalation | IRN | – | 080 | YIELD | Mcoop | 5.0 | negated | current | 2020-01-08 | Javad Zarif
9 | defend ourselves | IRN | – | 138 | THREATEN | Vconf | -7.0 | conditional | current | 2020-01-08 | Javad Zarif
10 | called | IRN | USA | 112 | ACCUSE | Vconf | -2.0 | asserted | background | – | –
10 | drive U.S. forces out | IRN | USA | 138 | THREATEN | Vconf | -7.0 | intended | current | 2020-01-08 | Ali Khamenei
11 | refrain | IRN | USA | 080 | YIELD | Mcoop | 5.0 | hedged | current | 2020-01-08 | United States
"""
MUTUAL = {"drew back"}  # both sides do it
PEOPLE = {"tighten": "Donald Trump", "called": "Ali Khamenei", "accused": "Donald Trump", "pulls back": "Donald Trump"}


def enter_events(reading, rows=EVENTS):
    """The reading with events that a person entered, one line each; “–” is not known."""
    entered = []
    for line in rows.strip().splitlines():
        row = {k: None if v == "–" else v for k, v in zip(EVENT_COLUMNS, map(str.strip, line.split("|")), strict=True)}
        paragraph = int(row["paragraph"]) if row["paragraph"] else None
        from_ = reading.paragraphs["start"].iloc[paragraph - 1] if paragraph else 0
        start = reading.article.text.index(row["text"], from_)
        first, last = find_bounds(row["date"]) if row["date"] else (None, None)
        goldstein = float(row["goldstein"])
        names = {"source_actor": PEOPLE.get(row["text"], row["source"]), "target_actor": row["target"]}
        place = {"paragraph": paragraph, "sentence": 1, "start": start, "end": start + len(row["text"])}
        days = {"first_day": first, "last_day": last, "date_reason": "entered by hand"}
        side = "cooperation" if row["quad"].endswith("coop") else "conflict"
        weights = {"goldstein": goldstein, "escalation": -goldstein, "side": side, "mutual": row["text"] in MUTUAL}
        entered.append({**row, **place, **names, **days, **weights})
    sure = {f"{name}confidence": 0.9 for name in ("", "source_", "target_", "day_")}
    events = make_table(entered, tables.EVENTS).assign(coder="both", **sure)
    paragraphs = count_acts(reading.paragraphs, reading.quotes, events)
    return replace(reading, events=events, paragraphs=paragraphs)
