"""How far to trust the measures, as sentences and a listing, from the tables of agreement and calibration."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.reading.tone.measures import MEASURES
from analysis.show.prose import Listing, Prose
from analysis.text.wording import count, join, number_of, signed

OTHERS = ("TextBlob", "VADER")  # the names of other tools' figures
CORRECTED = "errors read and mended"  # the stage in `unread.csv` from which the rows are no longer unseen
_STAGES = {
    "first scored": "at first",
    "just before it was read": "just before its errors were read",
    CORRECTED: "after its errors were corrected",
}
SOURCES = {"given article": "the given article", "own sentences": "our own sentences", "public set": "the public sets"}


def name_figure(row: pd.Series) -> str:
    """A figure with its interval: *0.95 (0.94–0.97)*."""
    figure = f"{row['figure']:.2f}"
    return figure if pd.isna(row["low"]) else f"{figure} ({row['low']:.2f}–{row['high']:.2f})".replace("-", "−")


def describe_sets(agreement: pd.DataFrame, missing: Sequence[str]) -> Prose:
    """Which sets were read, and which are missing."""
    sentences = []
    for origin, rows in agreement.groupby("origin", sort=False):
        jobs = join(dict.fromkeys(rows["job"]))
        sentences.append(
            f"{SOURCES[origin].capitalize()} {'was' if origin == 'given article' else 'were'} read for {jobs}."
        )
    if "given article" not in set(agreement["origin"]):
        sentences.append("The given article is not part of this package, so its facts were not checked.")
    if "public set" not in set(agreement["origin"]):
        sentences.append("No public set was read: the parameter gold names no folder that has one.")
    if missing:
        sentences.append(
            f"The folder has no {join(missing)}; what {'it' if len(missing) == 1 else 'they'} would show is left out."
        )
    return Prose(sentences)


def tabulate_agreement(agreement: pd.DataFrame) -> Listing:
    """A table to read, one row per figure, with its interval, baseline, other tool and person."""
    rows = [
        {
            "Measured on": row["origin"],
            "Job": row["job"],
            "Measure": row["measure"],
            "Facts": f"{row['n']:,}",
            "Figure (95 % interval)": name_figure(row),
            "Baseline": _name_other(row["baseline_figure"], row["baseline"]),
            "Other tool": _name_other(row["peer_figure"], row["peer"]),
            "One person": _name_other(row["human"]),
        }
        for _, row in agreement.iterrows()
    ]
    return Listing(pd.DataFrame(rows))


def _name_other(figure: float, name: str = "") -> str:
    return "–" if pd.isna(figure) else f"{figure:.2f} {name}".strip()


def describe_figures(agreement: pd.DataFrame) -> Prose:
    """Whether the figures are above their baselines and other tools, and the lowest of them."""
    if agreement.empty:
        return Prose(["Nothing was measured."])
    sentences = []
    for other, what in {"baseline_figure": "a baseline", "peer_figure": "another tool"}.items():
        rows = agreement.dropna(subset=other)
        sure = rows[rows["low"].fillna(rows["figure"]) > rows[other]]
        if len(rows):
            some = "all" if len(sure) == len(rows) > 1 else number_of(len(sure))
            above = f"{some} {'lies' if len(sure) == 1 else 'lie'} above it, the whole interval too"
            sentences.append(f"Of {count(len(rows), 'figure')} with {what}, {above}{_except(rows.drop(sure.index))}.")
    shares = agreement[agreement["job"].ne("quiet") & ~agreement["measure"].str.startswith(OTHERS)]
    if len(shares):
        worst = shares.loc[shares["figure"].idxmin()]
        where = f"{worst['measure']} on {SOURCES[worst['origin']]}"
        sentences.append(f"The lowest of this package’s own figures is that of {where}: {name_figure(worst)}.")
    for _, row in agreement[agreement["job"] == "quiet"].iterrows():
        sentences.append(f"Where nobody acts on anybody, {name_figure(row)} events are found in a hundred words.")
    if agreement["low"].isna().any():
        sentences.append(
            "A figure without an interval was the same in every resample: so few facts cannot tell how far it holds."
        )
    return Prose(sentences)


def _except(rows: pd.DataFrame) -> str:
    names = [f"{row['measure']} on {SOURCES[row['origin']]}" for _, row in rows.iterrows()]
    return f", but not {join(names)}" if names else ""


def find_expected(unread: pd.DataFrame) -> pd.DataFrame:
    """The last figure of each measure on rows that were not used to write rules: what to expect on new texts."""
    return unread[unread["stage"] != CORRECTED].groupby(["job", "measure"], sort=False).tail(1)


def describe_unread(unread: pd.DataFrame) -> Prose:
    """The figures on half of the rows while they were unread and after their errors were corrected; what to expect."""
    sentences = ["Half of the rows for quotes, dates and events were kept unread while the rules were written."]
    for (_, measure), rows in unread.groupby(["job", "measure"], sort=False):
        steps = [f"{figure:.2f} {_STAGES[stage]}" for figure, stage in zip(rows["figure"], rows["stage"], strict=True)]
        sentences.append(f"On that half, {measure} was {join(steps)}.")
    expected = find_expected(unread)
    sentences.append(f"On new texts, expect about {join(_name_figures(expected))}.")
    short = expected[expected["figure"] < expected["aim"]]
    if len(short):
        aims = [f"{row['aim']:.2f} for {row['measure']}" for _, row in short.iterrows()]
        sentences.append(f"That is below what we aim at: {join(aims)}.")
    return Prose(sentences)


def _name_figures(rows: pd.DataFrame) -> Iterable[str]:
    return [f"{row['figure']:.2f} for {row['measure']}" for _, row in rows.iterrows()]


def describe_tone_calibration(calibration: pd.DataFrame) -> Prose:
    """Whether people rate sentences higher where a measure scores higher, from its lowest bin to its highest."""
    sentences = []
    for measure in MEASURES:
        bins = calibration[calibration["measure"] == measure]
        if len(bins) > 1:
            first, last = bins.iloc[0], bins.iloc[-1]
            falls = int((bins["observed"].diff() < 0).sum())
            how = "rises from each bin to the next" if falls == 0 else f"falls at {count(falls, 'step')} on the way"
            sentences.append(
                f"Where {MEASURES[measure].name} gives {signed(first['score'])} on average, people give "
                f"{signed(first['observed'])}, and where it gives {signed(last['score'])}, {signed(last['observed'])} "
                f"(on their scale from −4 to +4); their mean {how}."
            )
    return Prose(sentences or ["No sentences that people rated were read, so that tone could not be graded."])


def describe_confidence(calibration: pd.DataFrame) -> Prose:
    """How often an event is on the right side, by its confidence."""
    sentences = []
    for origin, bins in calibration[calibration["measure"] == "confidence"].groupby("origin", sort=False):
        shares = [f"{row['observed']:.0%} of {row['n']:,} at {row['score']:.2f}" for _, row in bins.iterrows()]
        sentences.append(
            f"By confidence, this share of first events is on the right side in {SOURCES[origin]}: {join(shares)}."
        )
    return Prose(sentences or ["No event was found whose confidence could be checked."])


CODERS = {
    "rules alone": "the rules alone find",
    "learned alone": "the learned coder alone finds",
    "both together": "both together find",
}
SURE = 0.9  # confidence from which on an event is told flatly
CONFIDENCES = {  # by column: whose confidence it is, and what it says is right
    "confidence": ("an event", "side and modality"),
    "source_confidence": ("a source", "the source"),
    "target_confidence": ("a target", "the target"),
}


def tabulate_coders(figures: pd.DataFrame) -> Listing:
    """A table to read, one row per thing that is asked of an act: agreement, and the share right by coder."""
    known = figures.set_index(["measure", "of"])["figure"]
    rows = [
        {
            "Of an act": of,
            "Alpha of the two": _name_alpha(known.get(("alpha where both found an act", of), float("nan"))),
        }
        | {f"Right, {whose}": f"{known[f'right by {whose}', of]:.0%}" for whose in CODERS}
        for of in dict.fromkeys(figures.loc[figures["measure"].str.startswith("right"), "of"])
    ]
    return Listing(pd.DataFrame(rows))


def _name_alpha(alpha: float) -> str:
    return "–" if pd.isna(alpha) else f"{alpha:.2f}"


def describe_agreement(figures: pd.DataFrame) -> Prose:
    """How far the rules and the learned coder agree, each alone."""
    alphas = figures[figures["measure"] == "alpha where both found an act"].dropna(subset="figure")
    shared = figures[figures["measure"] == "both found"]
    if alphas.empty or shared.empty:
        return Prose(["The two coders were not compared."])
    both, said = shared.iloc[0], [f"{row['figure']:.2f} for {row['of']}" for _, row in alphas.iterrows()]
    return Prose(
        [
            f"Of {both['n']:,} acts that the rules or the learned coder found, both found {both['figure']:.0%}.",
            f"On those, Krippendorff’s alpha is {join(said)}; 1 is full agreement, 0 is chance.",
        ]
    )


def describe_coders(figures: pd.DataFrame) -> Prose:
    """What the rules alone and both coders together find and are right in."""
    known = figures.set_index(["measure", "of"])["figure"]
    if not len(known):
        return Prose(["The two coders were not compared."])
    acts = figures.loc[figures["measure"] == "found by both together", "n"].iloc[0]
    found = [f"{name} {known[f'found by {whose}', 'act']:.0%}" for whose, name in CODERS.items()]
    sentences = [f"Of {acts:,} labelled acts, {join(found)}."]
    for more, word in ((True, "more"), (False, "less")):
        told = [
            f"{of} ({known['right by both together', of]:.0%}, the rules alone {known['right by rules alone', of]:.0%})"
            for of in dict.fromkeys(figures.loc[figures["measure"] == "right by both together", "of"])
            if of != "act" and (known["right by both together", of] > known["right by rules alone", of]) == more
        ]
        sentences += [f"Rows of both together are right {word} often in {join(told)}."] if told else []
    wrong = 1 - known["right by both together", "act"]
    return Prose(
        [*sentences, f"In {wrong:.0%} of their rows there is no labelled act; such a row counts as wrong in all."]
    )


def describe_certainty(confidence: pd.DataFrame) -> Prose:
    """What is right where a confidence is high, and how far the confidence lies from what is right."""
    sentences = []
    for measure, (whose, what) in CONFIDENCES.items():
        bins = confidence[confidence["measure"] == measure]
        sure, whole = bins[bins["tenth"] >= SURE], bins[bins["coder"] == "all"]
        if len(sure):
            told = [_name_share(sure[sure["coder"] == coder]) for coder in ("all", "both")]
            is_right = f"{what} {'are' if ' and ' in what else 'is'} right"
            sentences.append(
                f"Where the confidence of {whose} is at least {SURE}, {is_right} in {told[0]}"
                + (f"; where both coders read it, in {told[1]}." if told[1] else ".")
            )
        if len(whole):
            gap = (whole["score"] - whole["observed"]).abs().mul(whole["n"]).sum() / whole["n"].sum()
            lies = f"lies {100 * gap:.0f} points from that confidence on average"
            sentences.append(f"Over all tenths, the share that is right {lies}.")
    return Prose(sentences or ["No event was found whose confidence could be checked."])


def _name_share(bins: pd.DataFrame) -> str:
    """The share that is right in some bins: *94% of 100*; empty if they have no rows."""
    n = bins["n"].sum()
    return f"{bins['observed'].mul(bins['n']).sum() / n:.0%} of {n:,}" if n else ""
