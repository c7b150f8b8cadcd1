"""Answers about the words of one parsed piece, kept for as long as the piece is.

The same few questions are asked of a word again and again: who does it, what is done, is it a passive. An answer is
made of words, and a word keeps its whole parse in memory. So the piece owns the answers, and the parse only points to
them. When the piece goes, all of it goes at once: there is no circle for Python to find.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KEY = "analysis.memory"  # under which a parse has the way to its answers

Answer = TypeVar("Answer")


class Memory(dict):
    """The answers to each question, by the number of the word that was asked about."""

    def __missing__(self, question: Callable) -> dict:
        """The answers to a question that nobody has asked yet: none."""
        self[question] = answers = {}
        return answers


def attach(memory: Memory, doc: "Doc") -> None:
    """Lets a parse find the answers about its words."""
    doc.user_data[_KEY] = ref(memory)


def remember(ask: "Callable[[Token], Answer]") -> "Callable[[Token], Answer]":
    """The function, which computes each answer once for each word of a piece; of any other parse, every time."""

    @wraps(ask)
    def remembering(token: "Token") -> "Answer":
        find = token.doc.user_data.get(_KEY)
        memory = None if find is None else find()
        if memory is None:
            return ask(token)
        answers, i = memory[ask], token.i
        if i not in answers:
            answers[i] = ask(token)
        return answers[i]

    return remembering
