"""A sheet to print for a class: the article to code by hand, and on the back what the program reads."""

from importlib.resources import files
from typing import Any

from analysis.reading.reading import NOT_COUNTED, Reading
from analysis.show.sheet import render_sheet
from analysis.statistics import name_direction
from analysis.story import stand
from analysis.text.wording import name_days, quote, signed, visible

LONGEST = 60  # characters of an act's words


def render_classroom(reading: Reading) -> str:
    """An HTML page of two parts: numbered paragraphs with a blank for each, and the program's directions."""
    day = reading.article.published
    return render_sheet(
        files("analysis") / "page" / "classroom.html.j2",
        title=visible(reading.article.title),
        day=day and name_days(day, day),
        rows=[_describe(reading, row) for row in reading.paragraphs.itertuples()],
        verdict=str(stand.describe(reading)),
    )


def _describe(reading: Reading, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """One paragraph: its words, its direction and figure, and the acts that these rest on."""
    acts = reading.acts[(reading.acts["paragraph"] == row.paragraph) & (reading.acts["frame"] == "current")]
    acts = acts[~acts["modality"].isin(NOT_COUNTED)]
    direction = name_direction(row.escalation)
    told = (f"{quote(act.text, LONGEST)} {signed(act.escalation, 0)}" for act in acts.itertuples())
    figure = "" if direction is None else signed(row.escalation, 1)
    return {
        "number": int(row.paragraph),
        "text": visible(row.text),
        "direction": direction or "no act",
        "figure": figure,
        "acts": ", ".join(told),
    }
