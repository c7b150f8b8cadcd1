"""A sentence with a learned coder that says what a test wants of it."""

import numpy as np

from analysis.reading.actors.table import find_mentions
from analysis.reading.events.adjudicate import adjudicate, read_rules
from analysis.reading.events.learned.coder import SentenceCodes
from analysis.reading.events.learned.labels import CLASSES, MODALITIES
from analysis.reading.events.participants import Cast
from analysis.reading.events.table import list_mentions
from analysis.syntax.pipeline import Piece, parse_batch


class Wish:
    """A sentence, and a learned coder that says what the test wants of it."""

    def __init__(self, text):
        doc = parse_batch([text])[0]
        piece = Piece("paragraph", 1, 0, text, doc)
        self.cast = Cast(piece, list_mentions(find_mentions(text, [piece], None)))
        self.sentence = next(doc.sents)
        n = len(self.sentence)
        root, modality = np.full((n, 18), 0.001), np.full((n, 8), 0.01)
        root[:, -1], modality[:, 0] = 0.983, 0.93
        even = np.full((n, n + 1), 0.01)
        even[:, -1] = 1
        status = np.tile([0.98, 0.01, 0.01], (n, 1))
        frame, mutual = np.tile([0.99, 0.01], (n, 1)), np.tile([0.99, 0.01], (n, 1))
        self.codes = SentenceCodes(0, np.ones(n, bool), status, root, modality, frame, mutual, even, even.copy())

    def row(self, word):
        return next(token.i for token in self.sentence if token.text == word)

    def say(self, word, root, modality="asserted", **parties):
        """Lets the learned coder be sure of an act."""
        row, codes = self.row(word), self.codes
        codes.root[row] = 0.0005
        codes.root[row, CLASSES.index(root)] = 0.9915
        codes.modality[row] = 0.001
        codes.modality[row, MODALITIES.index(modality)] = 0.993
        if modality != "asserted":
            codes.status[:] = (0.01, 0.01, 0.98)
        for side, party in parties.items():
            getattr(codes, side)[row] = 0.0001
            getattr(codes, side)[row, self.row(party)] = 0.99
        return self

    def doubt(self, word, trigger):
        """Lets the learned coder take a word for the trigger of an act with less probability."""
        codes, row = self.codes, self.row(word)
        codes.root[row, :-1] *= trigger / codes.root[row, :-1].sum()
        codes.root[row, -1] = 1 - trigger
        return self

    def judge(self, shift=0.0):
        return adjudicate(self.sentence, read_rules(self.sentence, self.cast), self.codes, self.cast, shift)
