"""What the learned coder reads in parsed sentences: of each word whether it tells of an act, which, and whether it was.

It is a small encoder (four layers of MiniLM, fine-tuned on the sentences in `data/training/`), with int8 weights that
are made floats when it is loaded, so that it decides alike on all processors. `coder.json` has its figures.

Sources: Wang et al. (2020), MiniLM: Deep Self-Attention Distillation, NeurIPS; Reimers and Gurevych (2019),
Sentence-BERT, EMNLP (the base model, all-MiniLM-L6-v2); Dozat and Manning (2017), Deep Biaffine Attention, ICLR.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from analysis.reading.events.learned.labels import CLASSES, FRAMES, MODALITIES, STATUSES
from analysis.reading.events.learned.words import Shown, show_sentences

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Span

HEADS = {
    "status": STATUSES,
    "root": (*CLASSES, "none"),
    "modality": MODALITIES,
    "frame": FRAMES,
    "mutual": (False, True),
}
BATCH = 8  # sentences at a time; larger batches are slower
_MISSING = (
    'The learned coder needs the packages onnxruntime and tokenizers: run `make env`, or read with coders="rules".'
)


@dataclass(frozen=True, slots=True)
class SentenceCodes:
    """What the learned coder reads in one sentence; rows are its tokens, figures are probabilities.

    Attributes:
        first: the number of the sentence's first token in its document.
        seen: whether a token begins a word that the encoder was shown.
        status: `(tokens, 3)`: yes, no, unsure.
        root: `(tokens, 18)`: the classes, and that the token is no trigger.
        modality: `(tokens, 8)`, if it is a trigger; so are those that follow.
        frame: `(tokens, 2)`.
        mutual: `(tokens, 2)`.
        source, target: `(tokens, tokens + 1)`: whether a token is of the party; in the last column that none is said.
    """

    first: int
    seen: np.ndarray
    status: np.ndarray
    root: np.ndarray
    modality: np.ndarray
    frame: np.ndarray
    mutual: np.ndarray
    source: np.ndarray
    target: np.ndarray

    def triggers(self) -> np.ndarray:
        """Of each token the probability that it is the trigger of an act."""
        return 1 - self.root[:, -1]


@cache
def load_session() -> "InferenceSession":
    """The encoder, on one thread.

    Raises:
        OSError: onnxruntime is not installed.
    """
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise OSError(_MISSING) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files("analysis.reading.events.learned") / "coder.onnx") as path:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def code_sentences(sentences: Sequence["Span"]) -> list[SentenceCodes]:
    """What the learned coder reads in each sentence, in order.

    Raises:
        OSError: onnxruntime or tokenizers is not installed.
    """
    if not sentences:
        return []
    try:
        shown = show_sentences(sentences)
    except ModuleNotFoundError as error:
        raise OSError(_MISSING) from error
    codes: list[SentenceCodes | None] = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(shown[i].ids))
    for at in range(0, len(order), BATCH):
        members = order[at : at + BATCH]
        words, parties = _run([shown[i].ids for i in members])
        for row, i in enumerate(members):
            codes[i] = make_codes(sentences[i], shown[i], words[row], parties[row])
    return codes


def _run(ids: Sequence[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """The logits of words and parties of a batch."""
    longest = max(map(len, ids))
    padded = np.array([row + [0] * (longest - len(row)) for row in ids], np.int32)
    lengths = np.array([len(row) for row in ids], np.int32)
    return load_session().run(None, {"ids": padded, "lengths": lengths})


def make_codes(sentence: "Span", shown: Shown, words: np.ndarray, parties: np.ndarray) -> SentenceCodes:
    """The codes of a sentence from its logits: of words `(pieces, 33)`, of parties `(2, pieces, pieces + 1)`."""
    firsts = np.array(shown.firsts, np.int64)
    seen = np.zeros(len(firsts), bool)
    seen[np.unique(firsts, return_index=True)[1]] = True  # of a name's tokens the first stands for it
    seen &= firsts >= 0
    places = np.maximum(firsts, 0)
    heads, at = {}, 0
    for name, choices in HEADS.items():
        heads[name] = _softmax(words[places, at : at + len(choices)])
        at += len(choices)
    heads["root"][~seen] = np.eye(len(HEADS["root"]))[-1]
    columns = np.append(places[seen], -1)
    for name, scores in zip(("source", "target"), parties, strict=True):
        shares = np.zeros((len(firsts), len(firsts) + 1))
        shares[:, np.append(np.flatnonzero(seen), len(firsts))] = _softmax(scores[np.ix_(places, columns)])
        heads[name] = shares
    return SentenceCodes(sentence.start, seen, **heads)


def _softmax(logits: np.ndarray) -> np.ndarray:
    shares = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return shares / shares.sum(-1, keepdims=True)
