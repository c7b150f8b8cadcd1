"""What kind of text an article is: a report, or an opinion piece, a live blog, an interview and so on."""

import re

from analysis.reading.reading import Reading, once
from analysis.rules.load import load_words
from analysis.text.signs import Sign, find_signs

GENRES = ("live", "several", "interview", "review", "letter", "opinion", "obituary", "list", "argued", "personal")
UNREPORTED = frozenset("interview review letter opinion obituary argued personal".split())  # those that tell no news
INTERVIEW = "interview"
REPORT = "report"  # the kind of a text without such a sign
MIN_PERSONAL, PERSONAL_SHARE = 4, 0.2  # paragraphs in which the writer says *I*, and their share
# Of 100 words outside quotations: at most so many that report, and so many more that argue (12 of 151 audited articles)
MOST_REPORTING, ARGUING = 0.8, 1.0
MIN_WORDS = 150
MIN_TOLD = 5  # times that a writer says what he did; from so many, and half of what he says of himself, he is a witness
_WORD = re.compile(r"[^\W\d_]+|\?")
_ADDRESS, _REPORT, _PAST = (load_words("grammar_words.csv", kind) for kind in ("address", "report", "past"))
_PERSONAL = re.compile(r"(?<!War )\bI\b(?!\.)|\b[Mm]y\b")
_TELLS = re.compile(r"\b(?:I|[Ww]e)\s(?:(?:all|also|both|finally|had|just|never|soon|then)\s)?(\w+)")
_MARK = re.compile(r"[\"“”‘]|(?<!\w)'|'(?!\w)")


def find_kind(reading: Reading) -> str:
    """What kind of text the article is, by its first sign: one of `GENRES`, such as *opinion*; else *report*."""
    signs = list_signs(reading)
    return next((kind for kind in GENRES if kind in signs), REPORT)


@once
def list_signs(reading: Reading) -> dict[str, Sign]:
    """The first sign of each kind in an article, by kind."""
    signs = dict(find_signs(reading.article))
    plain = _list_plain(reading)
    counted = (_find_argued(plain), _find_personal(plain, len(list_paragraphs(reading))))
    return signs | {sign.kind: sign for sign in counted if sign}


def _list_plain(reading: Reading) -> list[str]:
    """The paragraphs without their quotations.

    A paragraph with a quotation mark outside the quotes that were found is left out: it may hold another.
    """
    text = reading.article.text
    for start, end in zip(reading.quotes["start"].tolist(), reading.quotes["end"].tolist(), strict=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return [text[start:end] for start, end in list_paragraphs(reading) if not _MARK.search(text, start, end)]


def _find_personal(plain: list[str], paragraphs: int) -> Sign | None:
    """The sign that the writer is a person in the text: paragraphs with *I* or *my*."""
    found = [hit[0] for words in plain if (hit := _PERSONAL.search(words))]
    enough = len(found) >= max(MIN_PERSONAL, PERSONAL_SHARE * paragraphs)
    return Sign("personal", found[0], len(found)) if enough else None


def _find_argued(plain: list[str]) -> Sign | None:
    """The sign that a text argues, asks and addresses its reader more than it reports, and is no witness's account."""
    verbs = [verb for text in plain for verb in _TELLS.findall(text)]
    told = sum(verb in _PAST or verb.endswith("ed") for verb in verbs)
    if told >= max(MIN_TOLD, len(verbs) / 2):
        return None
    words = [word if word == "US" else word.lower() for text in plain for word in _WORD.findall(text)]
    length = sum(word != "?" for word in words)
    if length < MIN_WORDS:
        return None
    reporting = 100 * sum(word in _REPORT for word in words) / length
    arguing = 100 * sum(word in _ADDRESS or word == "?" for word in words) / length
    return Sign("argued", "") if reporting <= MOST_REPORTING and arguing - reporting >= ARGUING else None


def list_paragraphs(reading: Reading) -> list[tuple[int, int]]:
    """The places of the body's paragraphs, those included that a narrowed reading leaves out."""
    body = reading.blocks[reading.blocks["role"] == "paragraph"]
    return list(zip(body["start"].tolist(), body["end"].tolist(), strict=True))
