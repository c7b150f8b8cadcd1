"""How far two readers agree who corrected the reading of the same articles.

Source: Krippendorff (2019), Content Analysis, 4th edition, chapter 12: alpha of at least .8 may be relied on, and from
.667 conclusions are tentative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.reading.corrections import list_articles, read_corrections
from analysis.reading.events.learned.agreement import NO_ACT, find_alpha
from analysis.reading.reading import Reading, read_pieces
from analysis.reading.tables import make_table
from analysis.show.prose import Listing, Prose
from analysis.statistics import name_direction
from analysis.syntax.pipeline import parse
from analysis.text.article import ArticleError, listed_date, locate, read_article
from analysis.text.wording import count, join, shorten
from analysis.validation.ticks import Ticks, read_ticks

QUESTIONS = ("side", "root", "modality")  # of each act; columns of `events`
DIRECTION = "direction"  # of each paragraph
RELIABLE, TENTATIVE = 0.8, 0.667
LONGEST = 60  # characters of an act's words in the list of differences
_ALPHAS = {"of": "str", "n": "Int64", "same": "float64", "alpha": "float64"}
_DIFFERENCES = {"article": "str", "paragraph": "Int64", "text": "str", "of": "str", "first": "str", "second": "str"}

Answer = tuple[str, int, str, str, str, str]  # a row of the differences, also where the two are the same
Source = Reading | str | Path


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How far two readers agree, and on what they differ.

    Attributes:
        alphas: one row per question (`of`: the side, root and modality of each act, the direction of each paragraph):
            `n` units, the share on which both say the `same`, and Krippendorff's `alpha`, nominal; NaN where all
            answers are alike.
        differences: one row per answer that differs: article, paragraph, the act's words, the question, both answers.
    """

    alphas: pd.DataFrame
    differences: pd.DataFrame

    def describe(self) -> Prose:
        """The findings in plain sentences."""
        good, fair, poor = [], [], []
        for row in self.alphas.dropna(subset="alpha").itertuples():
            group = good if row.alpha >= RELIABLE else fair if row.alpha >= TENTATIVE else poor
            group.append(f"{row.of} (alpha {row.alpha:.2f})")
        told = [(good, "well enough to rely on it"), (fair, "enough for tentative conclusions"), (poor, "too little")]
        sentences = [f"The two readers agree on {join(group)} {how}." for group, how in told if group]
        return Prose([*sentences, f"They differ in {count(len(self.differences), 'answer')}."])

    def __repr__(self) -> str:
        return f"{self.describe()}\n{self.alphas.round(3).to_string(index=False)}"

    def _repr_html_(self) -> str:
        shown = self.alphas.assign(**{name: self.alphas[name].map("{:.2f}".format) for name in ("same", "alpha")})
        listings = "".join(Listing(frame)._repr_html_() for frame in (shown, self.differences))
        return f"{self.describe()._repr_html_()}{listings}"


def agreement(first: Source, second: Source) -> Agreement:
    """The `Agreement` of two readers: two corrected readings, two `corrections.csv`, or what was ticked on two sheets.

    What a reader did not correct is as the program read it, and so is alike. An act of one reader is paired with one of
    the other in the same words, else in words that overlap; of an act without a twin the other says *no act*. A
    paragraph's direction is that of its current acts. Of sheets (`crisis-arc sheet`) only directions are compared.

    Args:
        first: a `Reading`; a file of corrections, whose articles are looked for next to it, in the folders next to it
            and in those one folder above; or a file `paragraph,direction` with what was ticked on a sheet.
        second: the same of the other reader; with a sheet, another sheet or a reading.

    Raises:
        ArticleError: a file cannot be read, an article is not found, or a correction or a tick does not fit.
        TypeError: the two cannot be compared, such as a reading with a file of corrections.
        ValueError: the readings are of different texts.

    Examples:
        >>> import analysis
        >>> one = analysis.read_text("Iran attacked Iraq on Monday. Iraq protested.")
        >>> analysis.agreement(one, one).differences.empty
        True
    """
    one, two = _open(first), _open(second)
    asked = (*QUESTIONS, DIRECTION)
    if isinstance(one, dict) or isinstance(two, dict):
        asked = (DIRECTION,)
        answers = list(_list_directions(_tick(one), _tick(two)))
    elif isinstance(one, Reading) != isinstance(two, Reading):
        raise TypeError("Compare two readings, or two files of corrections.")
    else:
        pairs = [(one, two)] if isinstance(one, Reading) else _read_pairs(one, two)
        answers = [answer for a, b in pairs for answer in _list_answers(a, b)]
    alphas = [_measure(name, [row for row in answers if row[3] == name]) for name in asked]
    differing = (dict(zip(_DIFFERENCES, row, strict=True)) for row in answers if row[4] != row[5])
    return Agreement(make_table(alphas, _ALPHAS), make_table(differing, _DIFFERENCES))


def _open(source: Source) -> Reading | Ticks | Path:
    """A reading, what was ticked on a sheet, or the path of a file of corrections."""
    if isinstance(source, Reading):
        return source
    path = locate(source)
    ticks = read_ticks(path)
    return path if ticks is None else ticks


def _tick(source: Reading | Ticks | Path) -> Ticks:
    """The directions of a reading as they would be ticked; those of a sheet as they are."""
    if isinstance(source, Path):
        raise TypeError("Compare a sheet with another sheet or with a reading.")
    if isinstance(source, dict):
        return source
    return {int(row.paragraph): name_direction(row.escalation) or NO_ACT for row in source.paragraphs.itertuples()}


def _list_directions(first: Ticks, second: Ticks) -> Iterator[Answer]:
    """What each says of the paragraphs that both have."""
    for number in sorted(first.keys() & second.keys()):
        yield "", number, "", DIRECTION, first[number], second[number]


def _measure(name: str, answers: Sequence[Answer]) -> dict[str, Any]:
    pairs = [row[4:] for row in answers]
    same = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    return {"of": name, "n": len(pairs), "same": same, "alpha": find_alpha(pairs) if pairs else None}


def _read_pairs(first: Path, second: Path) -> Iterator[tuple[Reading, Reading]]:
    """Each article that one of the files corrects, as each of them corrects it. It is parsed once."""
    for name in dict.fromkeys([*list_articles(first), *list_articles(second)]):
        path = _find_article(name, first)
        listed = listed_date(path)
        article = read_article(path, listed)
        pieces = parse(article.text, article.blocks)
        yield tuple(read_pieces(article, pieces, read_corrections(file, path)) for file in (first, second))


def _find_article(name: str, file: Path) -> Path:
    folder = file.resolve().parent
    for found in (folder / name, *sorted(folder.glob(f"*/{name}")), *sorted(folder.parent.glob(f"*/{name}"))):
        if found.is_file():
            return found
    raise ArticleError(file, f"corrects {name!r}, which is not near it", "Put it next to the article or its folder.")


def _list_answers(first: Reading, second: Reading) -> Iterator[Answer]:
    """What each reader says of each act and of each paragraph."""
    if first.article.text != second.article.text:
        raise ValueError("The two readings are of different texts: compare two readings of one article.")
    article = Path(first.article.source).name
    for a, b in _pair_acts(first.events, second.events):
        act = a if a is not None else b
        for name in QUESTIONS:
            said = (NO_ACT if one is None else _spell(getattr(one, name)) for one in (a, b))
            yield article, int(act.paragraph), shorten(act.text, LONGEST), name, *said
    for _, *answer in _list_directions(_tick(first), _tick(second)):
        yield article, *answer


def _spell(value: Any) -> str:  # noqa: ANN401
    return "none" if pd.isna(value) else value


def _pair_acts(first: pd.DataFrame, second: pd.DataFrame) -> list[tuple[Any, Any]]:
    """The acts of both readers in pairs, in the order of the text; None where one has no such act."""
    mine, theirs = list(first.itertuples()), list(second.itertuples())
    pairs = []
    for fit in (_is_same, _overlap):
        for act in tuple(mine):
            twin = next((other for other in theirs if fit(act, other)), None)
            if twin is not None:
                pairs.append((act, twin))
                mine = [one for one in mine if one is not act]
                theirs = [one for one in theirs if one is not twin]
    pairs += [(act, None) for act in mine] + [(None, act) for act in theirs]
    return sorted(pairs, key=lambda pair: (pair[0] or pair[1]).start)


def _is_same(a: Any, b: Any) -> bool:  # noqa: ANN401
    return (a.start, a.end) == (b.start, b.end)


def _overlap(a: Any, b: Any) -> bool:  # noqa: ANN401
    return a.start < b.end and b.start < a.end
