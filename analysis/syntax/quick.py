"""Two steps of spaCy's pipeline in a fraction of their time: names of entities, and exceptions of attributes.

Both give what spaCy's own steps give (a test holds them to it), and leave the work to these where the model is made in
another way.

- spaCy's recogniser of entities asks of each of its 74 moves at each word whether it is valid, and with each question
  takes Python's global lock: that is two thirds of its time. Outside an entity neither its features nor what is valid
  depend on what came before. So all words are scored at once, as if outside, and only the words of entities one by one.
- spaCy's attribute ruler tries 179 patterns at each word. Nearly all ask for one word, by its form, tag and dependency:
  what they answer is remembered.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, EntityRecognizer
    from spacy.tokens import Doc, Span, Token

_ASKED = ("LOWER", "TAG", "DEP", "IS_SPACE")  # what a pattern may ask of a word
_OPERATORS = {"IN", "NOT_IN", "REGEX"}
_REMEMBERED = 20_000  # forms of words that are kept

Key = tuple[int, ...]  # of a word: what `_ASKED` names


def run_pipeline(pipeline: "Language", texts: Sequence[str], size: int) -> list["Doc"]:
    """The parse of each text, in order; `size` documents are a batch."""
    docs = [pipeline.make_doc(text) for text in texts]
    for name, step in pipeline.pipeline:
        if name == "ner" and (names := _open_names(step)):
            names.mark(docs)
        elif name == "attribute_ruler" and (ruler := _open_ruler(step)):
            for doc in docs:
                ruler.apply(doc)
        else:
            docs = list(step.pipe(docs, batch_size=size))
    return docs


@dataclass(frozen=True)
class _Names:
    """A recogniser of entities, opened: its moves are *begin*, *in*, *last* and *unit* of each label, and *out*."""

    step: "EntityRecognizer"
    labels: list[str]  # of each move, "" for *out*
    moves: dict[tuple[str, str], int]  # the number of a move: ("B", "ORG")

    def mark(self, docs: list["Doc"]) -> None:
        """Sets the entities of some documents that have none."""
        if not any(map(len, docs)):
            return
        encoder, lower, upper = self.step.model.layers
        features = lower.predict(encoder.predict(docs))  # the first row is for a word that is not there
        bias, weights, shift = lower.get_param("b"), upper.get_param("W"), upper.get_param("b")
        absent = features[0]
        hidden = (features[1:, 0] + absent[1] + absent[2] + bias).max(axis=2)
        outside = hidden @ weights.T + shift

        def score(first: int, at: int, moves: list[int]) -> np.ndarray:
            """The scores of some moves at a word inside an entity that has begun at `first`."""
            parts = features[1 + at, 0] + features[1 + first, 1] + features[at, 2] + bias
            return parts.max(axis=1) @ weights[moves].T + shift[moves]

        start = 0
        flags = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        starts = np.cumsum([len(doc) for doc in docs])
        last, spaces = np.append(flags[1:, 0] == 1, True), flags[:, 1] == 1
        last[starts[starts > 0] - 1] = True
        best, last = self._choose(outside, last, spaces), last.tolist()
        for doc in docs:
            own = slice(start, start + len(doc))
            doc.set_ents(list(self._find(doc, best[own], last[own], start, score)), default="outside")
            start += len(doc)

    def _choose(self, scores: np.ndarray, last: np.ndarray, spaces: np.ndarray) -> list[int]:
        """The best valid move at each word, if it is outside an entity.

        Args:
            scores: of all moves; those of invalid ones are overwritten.
            last: whether a word is the last of its sentence.
            spaces: whether it is white space.
        """
        kinds = np.array([name for name, _ in self.moves])
        scores[:, (kinds == "I") | (kinds == "L")] = -np.inf
        scores[np.ix_(spaces | last, kinds == "B")] = -np.inf
        scores[np.ix_(spaces, kinds == "U")] = -np.inf
        scores[:, self.moves.get(("U", ""), [])] = -np.inf  # a word that somebody has marked as no entity
        return scores.argmax(axis=1).tolist()

    def _find(
        self, doc: "Doc", best: list[int], last: list[bool], start: int, score: Callable[..., np.ndarray]
    ) -> Iterator["Span"]:
        """The entities of a document whose words are numbered from `start`."""
        from spacy.tokens import Span

        at, kinds = 0, [name for name, _ in self.moves]
        while at < len(doc):
            first, kind, label = at, kinds[best[at]], self.labels[best[at]]
            if kind == "B":
                inside, end = self.moves["I", label], self.moves["L", label]
                at += 1
                while not last[at]:
                    going, ending = score(start + first, start + at, [inside, end])
                    if ending > going or (ending == going and end < inside):
                        break
                    at += 1
            at += 1
            if kind in ("B", "U"):
                yield Span(doc, first, at, label=label)


@cache
def _open_names(step: "EntityRecognizer") -> _Names | None:
    """The recogniser, opened; None if it is made in another way than that of the English models."""
    layers, moves = step.model.layers, {}
    for number in range(step.moves.n_moves):
        kind, _, label = step.moves.get_class_name(number).partition("-")
        moves[kind, label] = number
    usual = (
        len(layers) == 3
        and layers[1].name == "precomputable_affine"
        and layers[1].get_dim("nF") == 3
        and layers[1].get_dim("nP") > 1
        and layers[2].name == "linear"
        and not step.model.attrs["unseen_classes"]
        and step.cfg.get("beam_width") == 1
        and len(moves) == layers[2].get_dim("nO")
        and {kind for kind, _ in moves} == set("BILUO")
    )
    return _Names(step, [label for _, label in moves], moves) if usual else None


@dataclass
class _Ruler:
    """An attribute ruler, opened: what each of its patterns asks for, and which attributes it gives to which word."""

    step: "AttributeRuler"
    ones: list[tuple[int, dict[str, Any]]]  # patterns of one word, by the number of their rule
    pairs: list[tuple[int, dict[str, Any], dict[str, Any]]]  # patterns of two words
    forms: set[int]  # the words in lower case that patterns name
    loose: list[re.Pattern[str]]  # how patterns describe others
    told: dict[int, int] = field(default_factory=dict)
    found: dict[Key, tuple[list[int], list[int]]] = field(default_factory=dict)
    given: dict[tuple[int, ...], dict[int, int]] = field(default_factory=dict)

    def apply(self, doc: "Doc") -> None:
        """Gives the words of a document the attributes of the rules that fit; a later rule counts more."""
        from spacy.tokens._retokenize import set_token_attrs

        keys = self._read_keys(doc)
        answers = [self.found.get(key) or self._ask(doc[at], key) for at, key in enumerate(keys)]
        rules = [list(ones) for ones, _ in answers]
        for at, (_, begun) in enumerate(answers[:-1]):
            for place in begun:
                number, _, second = self.pairs[place]
                if self._fits(doc[at + 1], second):
                    rules[at + self.step.indices[number]].append(number)
        for token, numbers in zip(doc, rules, strict=True):
            if numbers:
                set_token_attrs(token, self._merge(tuple(sorted(numbers))))

    def _read_keys(self, doc: "Doc") -> list[Key]:
        found = doc.to_array(list(_ASKED)).tolist()
        return [(self.told.get(key[0]) or self._tell(key[0]), *key[1:]) for key in found]

    def _tell(self, form: int) -> int:
        """The form of a word in a key: itself if a pattern names or describes it, else one for all others."""
        text = self.step.vocab.strings[form]
        told = form if form in self.forms or any(pattern.search(text) for pattern in self.loose) else -1
        if len(self.told) < _REMEMBERED:
            self.told[form] = told
        return told

    def _ask(self, token: "Token", key: Key) -> tuple[list[int], list[int]]:
        """The rules of one word that fit a word, and the places of the pairs that may begin with it."""
        self.found[key] = (
            [number for number, asked in self.ones if self._fits(token, asked)],
            [place for place, (_, first, _) in enumerate(self.pairs) if self._fits(token, first)],
        )
        return self.found[key]

    def _fits(self, token: "Token", asked: dict[str, Any]) -> bool:
        values = {"LOWER": token.lower_, "TAG": token.tag_, "DEP": token.dep_, "IS_SPACE": token.is_space}
        return all(_fits(values[name], wanted) for name, wanted in asked.items())

    def _merge(self, numbers: tuple[int, ...]) -> dict[int, int]:
        """The attributes of some rules together."""
        if numbers not in self.given:
            self.given[numbers] = {name: value for number in numbers for name, value in self.step.attrs[number].items()}
        return self.given[numbers]


def _fits(value: Any, wanted: Any) -> bool:  # noqa: ANN401
    if not isinstance(wanted, dict):
        return value == wanted
    return (
        ("IN" not in wanted or value in wanted["IN"])
        and ("NOT_IN" not in wanted or value not in wanted["NOT_IN"])
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None)
    )


@cache
def _open_ruler(step: "AttributeRuler") -> _Ruler | None:
    """The ruler, opened; None if one of its patterns asks for something else."""
    ones, pairs, forms, loose = [], [], set(), []
    for number, rule in enumerate(step.patterns):
        for pattern in rule["patterns"]:
            for asked in pattern:
                if not _is_known(asked):
                    return None
                form = asked.get("LOWER", "")
                named = form.get("IN", []) if isinstance(form, dict) else [form]
                forms |= {step.vocab.strings.add(word) for word in named}
                if isinstance(form, dict) and "REGEX" in form:
                    loose.append(re.compile(form["REGEX"]))
            if len(pattern) == 1:
                ones.append((number, pattern[0]))
            elif len(pattern) == 2 and step.indices[number] in (0, 1):
                pairs.append((number, *pattern))
            else:
                return None
    return _Ruler(step, ones, pairs, forms, loose)


def _is_known(asked: dict[str, Any]) -> bool:
    """Whether a pattern asks nothing else of a word than can be answered here."""
    form = asked.get("LOWER")
    return (
        set(asked) <= set(_ASKED)
        and all(set(wanted) <= _OPERATORS for wanted in asked.values() if isinstance(wanted, dict))
        and not (isinstance(form, dict) and "NOT_IN" in form)
    )
