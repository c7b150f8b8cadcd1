"""A `Coverage`: the tables of many articles, in which the versions of one story are one witness."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset

from analysis.press.proposal import propose_sides
from analysis.press.relevance import find_left_out
from analysis.press.schema import PRESS_LEFT_OUT, SIDES
from analysis.press.sides import settle_sides
from analysis.press.sidesfile import read_sides
from analysis.reading.focus import choose_sides
from analysis.reading.named import list_names
from analysis.reading.reading import Reading, read_parsed
from analysis.reading.schema import NAMES
from analysis.reading.tables import make_table
from analysis.text.article import LISTED_DATE, ArticleError, parse_article
from analysis.text.copies import group_copies

ACTS = (  # the columns of `events` that are kept in memory
    *(
        "article",
        "paragraph",
        "start",
        "end",
        "text",
        "source",
        "target",
        "source_country",
        "target_country",
        "source_actor",
        "target_actor",
        "mutual",
        "root",
        "quad",
        "side",
        "escalation",
    ),
    *("modality", "frame", "first_day", "last_day", "confidence", "day_confidence"),
)
QUOTED = ("article", "paragraph", "speaker", "speaker_country", "named", "text", "tone")  # the columns of `quotes`
PLACES = ("source_start", "source_end", "target_start", "target_end")
UNKNOWN = "unknown outlet"
BATCH = 20_000  # paragraphs at a time
SAMPLED = 1000  # articles from whose acts the main parties are found: more change nothing
_TYPES = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype("pyarrow", na_value=float("nan"))}


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Many articles and their tables. Columns: `schema.py`.

    Attributes:
        folder: where the tables are, also those of paragraphs, which are not kept in memory.
        articles: one row per article, in the order of the source, with `story`, the first version of its story (or
            itself), and `partition`, the file that has it. An article without an outlet has *unknown outlet*.
        events: the acts that the bodies of the articles report, each with its `article`, and with its `day` if it has
            just one; neutral ones are left out, and each main party has one name (`sides.py`).
        quotes: the quotes, each with its `article`.
        failures: one row per file that could not be read.
        sides: the main parties and their names, one row per name: `schema.SIDES`.
        reporters: the persons whom articles call those of their outlet.
        left_out: the articles about other subjects, of which nothing else here tells: `schema.PRESS_LEFT_OUT`.
        focus: the two sides to which it is narrowed; empty for all.
        kept: results computed from it, by function and arguments (`once`).
    """

    folder: Path
    articles: pd.DataFrame
    events: pd.DataFrame
    quotes: pd.DataFrame
    failures: pd.DataFrame
    sides: pd.DataFrame = field(default_factory=lambda: make_table([], SIDES))
    left_out: pd.DataFrame = field(default_factory=lambda: make_table([], PRESS_LEFT_OUT))
    reporters: frozenset[str] = frozenset()
    focus: tuple[str, ...] = ()
    kept: dict[tuple, Any] = field(default_factory=dict, init=False)


def open_coverage(folder: str | Path, sides: str | Path = "", everything: bool = False) -> Coverage:
    """The `Coverage` in a folder that `cover` made.

    Args:
        folder: the folder.
        sides: a file with the main parties and their names (`sidesfile.find_sides`); "" finds them from the acts.
        everything: whether articles about other subjects count too.

    Raises:
        ArticleError: the folder has none, or no article in it could be read, or there is an error in `sides`.
    """
    folder = Path(folder)
    if not (folder / "tables" / "articles").is_dir():
        raise ArticleError(folder, "holds no coverage", "Make one: crisis-arc coverage SOURCE --out DIR")
    listed = read_sides(sides) if sides else None
    articles, failures = load_table(folder, "articles"), load_table(folder, "failures")
    if articles.empty:
        first = next(failures.itertuples())
        raise ArticleError(folder, f"holds no article that could be read: {first.file}: {first.error}", first.remedy)
    articles["outlet"] = articles["outlet"].fillna(UNKNOWN)
    if "kind" not in articles:  # tables of an earlier version
        articles["kind"] = pd.NA
    left_out, reporters = _judge_names(folder, articles, everything)
    articles = articles[~articles["article"].isin(left_out["article"])].reset_index(drop=True)
    articles["story"] = _group_stories(folder, articles)
    articles = articles.drop(columns="signature")  # more than half of the table's memory
    acts = _load_acts(folder, ACTS, articles["article"]).reset_index(drop=True)
    acts["day"] = acts["first_day"].where(acts["first_day"] == acts["last_day"])
    if listed is None:
        listed = propose_sides(_sample_acts(folder, articles, acts))
    quotes = load_table(folder, "quotes", QUOTED, _is_in(articles["article"]))
    if "named" not in quotes:  # tables of an earlier version
        quotes["named"] = True
    acts = settle_sides(acts, listed).drop(columns=["source_actor", "target_actor"])
    pa.default_memory_pool().release_unused()
    return Coverage(folder, articles, acts, quotes, failures, listed, left_out, reporters)


def _judge_names(folder: Path, articles: pd.DataFrame, everything: bool) -> tuple[pd.DataFrame, frozenset[str]]:
    """The articles about other subjects, and the outlets' reporters, both by the names in the articles."""
    names = _load_names(folder, articles)
    reporters = frozenset(names.loc[names["reporter"], "name"])
    if everything:
        return make_table([], PRESS_LEFT_OUT), reporters
    return find_left_out(articles, names[~names["reporter"]]), reporters


def _group_stories(folder: Path, articles: pd.DataFrame) -> pd.Series:
    """The story of each article: of copies, the one that was published first."""
    kept = dict(zip(articles["article"], articles["partition"], strict=True))
    ordered = articles[["article", "signature"]].loc[articles["published"].sort_values(kind="stable").index]
    return group_copies(ordered, lambda names: _read_bodies(folder, kept, names))


def _load_names(folder: Path, articles: pd.DataFrame) -> pd.DataFrame:
    """The table `names`; for tables of an earlier version, which lack it, it is made from the bodies."""
    columns = {"article": "str", **NAMES}
    if any((folder / "tables" / "names").glob("*.parquet")):
        return load_table(folder, "names", list(columns))
    rows = []
    for _, part in articles.groupby("partition", sort=False):
        bodies = _read_bodies(folder, dict(zip(part["article"], part["partition"], strict=True)), list(part["article"]))
        for article, outlet in zip(part["article"], part["outlet"], strict=True):
            rows += [{"article": article} | row for row in list_names(bodies.get(article, ""), outlet)]
    return make_table(rows, columns)


def _sample_acts(folder: Path, articles: pd.DataFrame, acts: pd.DataFrame) -> pd.DataFrame:
    """The acts of at most a thousand articles, spread evenly, with the words that name their source and target."""
    step = -(-len(articles) // SAMPLED)
    sample = articles.iloc[::step]
    acts = acts[acts["article"].isin(sample["article"])]
    places = _load_acts(folder, ("article", *PLACES), set(sample["article"]))
    words: dict[str, list[str | None]] = {"source_words": [None] * len(acts), "target_words": [None] * len(acts)}
    partition = dict(zip(sample["article"], sample["partition"], strict=True))
    rows = places.reset_index(drop=True)
    for file, part in rows.groupby(rows["article"].map(partition), sort=False):
        texts = _read_texts(folder, file, set(part["article"]))
        for end in ("source", "target"):
            cells = zip(part.index, part["article"], part[f"{end}_start"], part[f"{end}_end"], strict=True)
            for row, article, start, stop in cells:
                if not pd.isna(start):
                    words[f"{end}_words"][row] = texts[article][int(start) : int(stop)]
    return acts.assign(**words)


def _read_texts(folder: Path, partition: str, articles: Collection[str]) -> dict[str, str]:
    """The texts of some articles of a partition."""
    data = dataset.dataset(folder / "tables" / "articles" / partition, format="parquet")
    rows = data.to_table(columns=["article", "text"], filter=_is_in(articles)).to_pylist()
    return {row["article"]: row["text"] for row in rows}


def _load_acts(folder: Path, columns: Sequence[str], articles: Collection[str]) -> pd.DataFrame:
    """The acts of some articles, as in `list_acts`; no other events are in memory at any time."""
    told = pc.field("paragraph").is_valid() & (pc.field("side") != "neutral")
    return load_table(folder, "events", columns, told & _is_in(articles))


def _is_in(articles: Collection[str]) -> pc.Expression:
    return pc.is_in(pc.field("article"), pa.array(sorted(articles), pa.string()))


def load_table(
    folder: Path, table: str, columns: Sequence[str] | None = None, rows: pc.Expression | None = None
) -> pd.DataFrame:
    """A table, or some of its columns and rows, with the types of `schema.py`; Arrow stores its texts, to save memory.

    Of `columns`, those are left out that a table of an earlier version lacks. Without `columns`, it has one more,
    `partition`: the file that a row is in.
    """
    files = sorted((folder / "tables" / table).glob("*.parquet"))  # their names are in the order of the source
    data = dataset.dataset(files, format="parquet")
    names = [name for name in data.schema.names if (table, name) != ("articles", "text")]  # texts need too much memory
    wanted = [name for name in columns if name in data.schema.names] if columns else [*names, "__filename"]
    found = data.to_table(columns=wanted, filter=rows)
    frame = found.to_pandas(types_mapper=_TYPES.get, date_as_object=False)
    if not columns:
        frame["partition"] = frame.pop("__filename").map(lambda file: Path(file).name).astype("str")
    days = frame.select_dtypes("datetime").columns
    return frame.astype(dict.fromkeys(days, "datetime64[s]"))


def _read_bodies(folder: Path, kept: Mapping[str, str], articles: Sequence[str]) -> dict[str, str]:
    """The bodies of some articles, each as one text; `kept` gives the partition of each article."""
    bodies: dict[str, list[str]] = {}
    for (article, _), (_, text) in _read_paragraphs(folder, kept, articles).items():
        bodies.setdefault(article, []).append(text)
    return {article: "\n\n".join(texts) for article, texts in bodies.items()}


def _read_paragraphs(
    folder: Path, kept: Mapping[str, str], articles: Sequence[str]
) -> dict[tuple[str, int], tuple[int, str]]:
    if not len(articles):
        return {}
    names = sorted({kept[article] for article in articles})
    data = dataset.dataset([folder / "tables" / "paragraphs" / name for name in names], format="parquet")
    rows = data.to_table(columns=["article", "paragraph", "start", "text"], filter=_is_in(articles)).to_pylist()
    return {(row["article"], row["paragraph"]): (row["start"], row["text"]) for row in rows}


def scan_paragraphs(coverage: Coverage, files: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """Article, number, start and text of the paragraphs in some partitions, or all; a few thousand at a time."""
    folder = coverage.folder / "tables" / "paragraphs"
    names = sorted(folder.glob("*.parquet")) if files is None else [folder / file for file in files]
    for batch in dataset.dataset(names, format="parquet").to_batches(
        columns=["article", "paragraph", "start", "text"], batch_size=BATCH, batch_readahead=1, fragment_readahead=1
    ):
        yield pa.Table.from_batches([batch])


def read_paragraphs(coverage: Coverage, articles: Sequence[str]) -> dict[tuple[str, int], tuple[int, str]]:
    """The start and the text of each paragraph of some articles, by article and number."""
    kept = dict(zip(coverage.articles["article"], coverage.articles["partition"], strict=True))
    return _read_paragraphs(coverage.folder, kept, articles)


def reread(coverage: Coverage, article: str) -> Reading:
    """The `Reading` of an article of the coverage, read again; its source is the outlet.

    Raises:
        KeyError: the coverage has no such article.
    """
    known = coverage.articles.set_index("article").loc[article]
    published = None if pd.isna(known["published"]) else known["published"].date()
    return read_parsed(parse_article(read_article_text(coverage, article), published, LISTED_DATE, known["outlet"]))


def read_article_text(coverage: Coverage, article: str) -> str:
    """The text of an article of the coverage.

    Raises:
        KeyError: the coverage has no such article.
    """
    partition = coverage.articles.set_index("article").loc[article, "partition"]
    data = dataset.dataset(coverage.folder / "tables" / "articles" / partition, format="parquet")
    return data.to_table(columns=["text"], filter=pc.field("article") == article)["text"][0].as_py()


def narrow_coverage(coverage: Coverage, focus: str) -> Coverage:
    """The `Coverage` narrowed to two sides, such as `USA-IRN`: the acts between them, and the quotes of either.

    All articles stay; with "", it is the coverage itself.

    Raises:
        ValueError: there are not two sides, or the coverage does not have one of them.
    """
    if not focus:
        return coverage
    events, quotes = coverage.events, coverage.quotes
    sides = pd.concat([events["source"], events["target"]]).dropna().value_counts().index
    one, other = choose_sides(focus, list(sides), "the coverage")
    between = events["source"].isin((one, other)) & events["target"].isin((one, other))
    acts = events[between & (events["source"] != events["target"])].reset_index(drop=True)
    quotes = quotes[quotes["speaker"].isin((one, other)) | quotes["speaker_country"].isin((one, other))]
    return replace(coverage, events=acts, quotes=quotes.reset_index(drop=True), focus=(one, other))
