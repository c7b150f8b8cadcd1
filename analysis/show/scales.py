"""The parts that charts of escalation share: the scale, the colour of a side, the names of a row."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.chart import COLOURS, GREY, GROUND
from analysis.show.sides import name_side
from analysis.text.wording import signed

REACH = 10  # Goldstein's scale ends at −10 and +10
LABEL = {"facecolor": GROUND, "edgecolor": "none", "pad": 0.6}  # behind words that cross a line


def colour_side(escalation: float) -> str:
    """The colour of conflict if above 0, else that of cooperation."""
    return COLOURS["conflict" if escalation > 0 else "cooperation"]


def set_scale(axes: Axes, reach: float, limit: float, decimals: int = 0) -> None:
    """Gives an axis the scale of a measure, signed at both ends and at zero, with room beyond both ends."""
    axes.axhline(0, color=GREY, linewidth=1, zorder=2)
    axes.set_ylim(-limit, limit)
    axes.set_yticks([-reach, 0, reach], [signed(tick, decimals) for tick in (-reach, 0, reach)])
    axes.spines["left"].set_bounds(-reach, reach)


def name_sides(event: Any) -> str:  # noqa: ANN401
    """*United States → Iran*; *within Iran* if both sides are the same; *not sure who* acts if no source is."""
    if not pd.isna(event.source) and event.source == event.target:
        return f"within {name_side(event.source)}"
    source, target = (
        "not sure who" if pd.isna(side) else name_side(side, article=False) for side in (event.source, event.target)
    )
    if pd.isna(event.target):
        return source
    return f"{source} {'↔' if getattr(event, 'mutual', False) else '→'} {target}"
