"""What the encoder is shown of a sentence: its words, with one placeholder for each name, so that no name moves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token
    from tokenizers import Tokenizer

PERSON, PLACE, NATION, NAME = PLACEHOLDERS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
LONGEST = 128  # pieces of words; what is longer is no sentence, and its end is not read
_KINDS = {"PERSON": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "NORP": NATION}
_NAMED = frozenset(("PERSON", "GPE", "LOC", "FAC", "NORP", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as the encoder sees it.

    Attributes:
        ids: the numbers of the pieces of its words in the vocabulary.
        firsts: of each token of the sentence, the place in `ids` of its first piece; −1 where it is not shown.
    """

    ids: list[int]
    firsts: list[int]


@cache
def load_tokenizer() -> "Tokenizer":
    """The tokenizer of the encoder (WordPiece, small letters), which keeps the placeholders whole.

    Raises:
        ModuleNotFoundError: the package tokenizers is not installed.
    """
    from tokenizers import Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import WordPiece

    lines = (files("analysis.reading.events.learned") / "vocab.txt").read_text("utf-8").split("\n")
    vocab = {piece: number for number, piece in enumerate(lines) if piece}
    tokenizer = Tokenizer(WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[CLS]", "[SEP]", "[UNK]", *PLACEHOLDERS])
    return tokenizer


def show_sentences(sentences: Sequence["Span"]) -> list[Shown]:
    """What the encoder is shown of each sentence."""
    tokenizer = load_tokenizer()
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    masked = [mask_words(sentence) for sentence in sentences]
    encoded = tokenizer.encode_batch([words for words, _ in masked], is_pretokenized=True, add_special_tokens=False)
    shown = []
    for (_, owners), pieces in zip(masked, encoded, strict=True):
        ids, places = pieces.ids[: LONGEST - 2], {}
        for place, word in enumerate(pieces.word_ids[: LONGEST - 2], 1):
            places.setdefault(word, place)
        shown.append(Shown([start, *ids, end], [places.get(owner, -1) for owner in owners]))
    return shown


def mask_words(sentence: "Span") -> tuple[list[str], list[int]]:
    """The words of a sentence, names masked, and of each token the number of the word that stands for it.

    The tokens of one name are one placeholder; what follows each other with the same placeholder is one name.
    """
    words, owners, before = [], [], ""
    for token in sentence:
        kind = _find_kind(token)
        if not kind or kind != before:
            words.append(kind or token.text)
        before = kind
        owners.append(len(words) - 1)
    return words, owners


def _find_kind(token: "Token") -> str:
    """The placeholder of a token that is part of a name, or nothing."""
    if token.ent_type_ in _NAMED and (
        token.pos_ == "PROPN" or (token.ent_type_ == "NORP" and token.text[:1].isupper())
    ):
        return _KINDS.get(token.ent_type_, NAME)
    return NAME if token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME") else ""
