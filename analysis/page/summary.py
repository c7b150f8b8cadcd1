"""A `Reading` in short: some lines for a terminal, and the same with its arc for a notebook."""

from analysis.page.page import list_bars, load_template
from analysis.reading.reading import Reading
from analysis.reading.tone.measures import MEASURES
from analysis.show.colours import CONFLICT, COOPERATION
from analysis.text.wording import count, join, name_days, quote, signed, visible

MOST_FIGURES = 16  # paragraphs with figures in a terminal


def render_summary(reading: Reading) -> str:
    """A reading as a short HTML fragment: its headline, its sizes, and one bar per paragraph."""
    bars = [(int(row.paragraph), list_bars(row)[0]) for row in reading.paragraphs.itertuples()]
    title = visible(reading.article.title)
    return load_template("summary.html.j2").render(
        title=title, sizes=_describe_sizes(reading), bars=bars, conflict=CONFLICT, cooperation=COOPERATION
    )


def write_summary(reading: Reading) -> str:
    """A reading in a few lines of text: its headline, its sizes, and the figures of its paragraphs."""
    title = quote(reading.article.title)
    lines = [f"Reading of {title}", _describe_sizes(reading)]
    labels = {"escalation": "escalation"} | {column: measure.label.split()[0] for column, measure in MEASURES.items()}
    for column, label in labels.items():
        values = reading.paragraphs[column]
        cells = values.map(lambda value: signed(value, 1 if abs(value) >= 1 else 2), na_action="ignore").astype("str")
        figures = " ".join(cells.head(MOST_FIGURES).fillna("·"))
        lines.append(f"{label:<11}{figures}{' …' if len(cells) > MOST_FIGURES else ''}")
    return "\n".join(lines[: None if len(reading.paragraphs) else 2])


def _describe_sizes(reading: Reading) -> str:
    sizes = {"paragraph": reading.paragraphs, "event": reading.events, "quote": reading.quotes}
    day = reading.article.published
    published = f"published on {name_days(day, day)}" if day else "day of publication not known"
    times = count(len(reading.dates), "expression of time", "expressions of time")
    return f"{published}: {join([*(count(len(table), one) for one, table in sizes.items()), times])}"
