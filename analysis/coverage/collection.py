"""A `Coverage`: the tables of many articles, with copies of one story told apart from independent witnesses."""

import atexit
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset

from analysis.article import ArticleError, locate
from analysis.copies import group_copies
from analysis.coverage.run import cover
from analysis.focus import choose_sides
from analysis.reading import Reading, read_text
from analysis.timeline import list_acts

ACTS = (  # the columns of events that are kept in memory
    *("article", "paragraph", "start", "end", "text", "source", "target", "root", "quad", "goldstein", "escalation"),
    *("modality", "frame", "first_day", "last_day", "confidence"),
)
SAID = ("article", "speaker", "speaker_country", "text", "tone")  # and of quotes
UNKNOWN = "unknown outlet"
_TYPES = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype("pyarrow", na_value=float("nan"))}


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Many articles and what they tell. Columns: `tables.py`.

    Attributes:
        folder: where the tables are, those of paragraphs too, which are not kept in memory.
        articles: one row an article, in the order of the source, with `story`: the first article that it is a copy of,
            or itself. An article without an outlet has *unknown outlet*.
        events: the acts that the bodies of the articles tell, each with its `article`; the neutral ones left out.
        quotes: the quotes, each with its `article`.
        failures: one row a file that could not be read.
        focus: the two sides to which it is narrowed; empty for all.
    """

    folder: Path
    articles: pd.DataFrame
    events: pd.DataFrame
    quotes: pd.DataFrame
    failures: pd.DataFrame
    focus: tuple[str, ...] = ()


def read_coverage(source: str | Path, jobs: int = 2) -> Coverage:
    """The `Coverage` of a folder that `cover` has made, or of a source, which is then read into a temporary folder.

    The source is found from the project's root and from `notebooks/`.

    Raises:
        ArticleError: there is no such source, or it holds no article that can be read.
    """
    path = locate(source)
    if (path / "tables" / "articles").is_dir():
        return open_coverage(path)
    folder = mkdtemp(prefix="crisis-arc-")
    atexit.register(rmtree, folder, ignore_errors=True)  # paragraphs are read from it until then
    cover(path if path.exists() else source, folder, jobs)
    return open_coverage(folder)


def open_coverage(folder: str | Path) -> Coverage:
    """The `Coverage` in a folder that `cover` has made.

    Raises:
        ArticleError: there is none, or no article in it could be read.
    """
    folder = Path(folder)
    if not (folder / "tables" / "articles").is_dir():
        raise ArticleError(folder, "holds no coverage", "Make one: crisis-arc coverage SOURCE --out DIR")
    articles, failures = _load(folder, "articles"), _load(folder, "failures")
    if articles.empty:
        first = next(failures.itertuples())
        raise ArticleError(folder, f"holds no article that could be read: {first.file}: {first.error}", first.remedy)
    articles["outlet"] = articles["outlet"].fillna(UNKNOWN)
    articles["story"] = group_copies(articles, lambda names: read_bodies(folder, names))
    acts = list_acts(_load(folder, "events", ACTS)).reset_index(drop=True)
    return Coverage(folder, articles, acts, _load(folder, "quotes", SAID), failures)


def _load(folder: Path, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A table, or some columns of it, with the types of `tables.py`; Arrow keeps its texts, in less memory."""
    files = sorted((folder / "tables" / table).glob("*.parquet"))  # by their names they have the order of the source
    rows = dataset.dataset(files, format="parquet").to_table(columns=columns and list(columns))
    frame = rows.to_pandas(types_mapper=_TYPES.get, date_as_object=False)
    days = frame.select_dtypes("datetime").columns
    return frame.astype(dict.fromkeys(days, "datetime64[s]"))


def read_bodies(folder: Path, articles: Sequence[str]) -> dict[str, str]:
    """The paragraphs of some articles of a coverage, each article as one text."""
    rows = _load_paragraphs(folder, articles)
    bodies: dict[str, list[str]] = {}
    for article, text in zip(rows["article"], rows["text"], strict=True):
        bodies.setdefault(article, []).append(text)
    return {article: "\n\n".join(texts) for article, texts in bodies.items()}


def read_paragraphs(folder: Path, articles: Sequence[str]) -> dict[tuple[str, int], tuple[int, str]]:
    """By article and number, where each paragraph of some articles begins in its article, and its text."""
    rows = _load_paragraphs(folder, articles)
    keys = zip(rows["article"], rows["paragraph"], strict=True)
    return dict(zip(keys, zip(rows["start"], rows["text"], strict=True), strict=True))


def _load_paragraphs(folder: Path, articles: Sequence[str]) -> dict[str, list]:
    files = sorted((folder / "tables" / "paragraphs").glob("*.parquet"))
    wanted = pc.is_in(pc.field("article"), pa.array(articles, pa.string()))
    columns = ["article", "paragraph", "start", "text"]
    return dataset.dataset(files, format="parquet").to_table(columns=columns, filter=wanted).to_pydict()


def reread(coverage: Coverage, article: str) -> Reading:
    """The `Reading` of an article's headline and body, as they are kept, to look at it closely."""
    known = coverage.articles[coverage.articles["article"] == article].iloc[0]
    headline = "" if pd.isna(known["headline"]) else f"{known['headline']}\n\n"
    published = None if pd.isna(known["published"]) else known["published"].date()
    return read_text(headline + read_bodies(coverage.folder, [article]).get(article, ""), published)


def narrow_coverage(coverage: Coverage, focus: str) -> Coverage:
    """The `Coverage` of what is told of two sides, such as `USA-IRN`: the acts between them, and what either says.

    Articles stay, for they may tell of others; with "", it is the coverage itself.

    Raises:
        ValueError: no two sides, or one that the coverage does not have.
    """
    if not focus:
        return coverage
    events, quotes = coverage.events, coverage.quotes
    sides = pd.concat([events["source"], events["target"]]).dropna().value_counts().index
    one, other = choose_sides(focus, list(sides), "the coverage")
    between = events["source"].isin((one, other)) & events["target"].isin((one, other))
    acts = events[between & (events["source"] != events["target"])].reset_index(drop=True)
    said = quotes[quotes["speaker"].isin((one, other)) | quotes["speaker_country"].isin((one, other))]
    return replace(coverage, events=acts, quotes=said.reset_index(drop=True), focus=(one, other))
