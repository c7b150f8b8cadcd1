"""The parts that charts of escalation share: the scale, the colour of a side, the names of a row."""

from typing import Any

import pandas as pd

from analysis.show.chart import COLOURS
from analysis.show.sides import name_side
from analysis.text.wording import shorten

REACH = 10  # Goldstein's scale ends at −10 and +10
LABEL = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6}  # behind a number


def colour_side(escalation: float) -> str:
    """The colour of conflict if above 0, else that of cooperation."""
    return COLOURS["conflict" if escalation > 0 else "cooperation"]


def name_sides(event: Any, length: int) -> str:  # noqa: ANN401
    """*United States → Iran*; *within Iran* if both sides are the same."""
    if not pd.isna(event.source) and event.source == event.target:
        return shorten(f"within {name_side(event.source)}", 2 * length)
    source, target = (
        "not named" if pd.isna(side) else shorten(name_side(side, article=False), length)
        for side in (event.source, event.target)
    )
    return f"{source} {'↔' if getattr(event, 'mutual', False) else '→'} {target}"
