"""The tone of news: the weights of `lexicon.py`, and a few rules for the words around a word. Nothing is fitted.

The rules, in the order in which they change a word's weight:

1. A capital inside a sentence means a name (*Peace* Corps, Mr *Hope*), which has no tone; nor has a country.
2. A word of degree before it makes it stronger or weaker (*deeply* divided).
3. A word that undoes it reverses it: before it (*defuse a crisis*) or, in the passive, after it (*sanctions were
   lifted*). A good adjective is not undone: who *ends a peaceful march* ends the march.
4. A negation before a good word makes it bad, and weaker; before a bad one it takes its weight away: *not bad* is not
   yet good. What something is less of has no weight (*more tired than happy*).
5. *But* within a sentence halves the weights before it and adds half to the weights after it (VADER's rule).

The sum s of the weights in a text of n words is scaled to s / √(s² + 30 n / 17): as in VADER, but adjusted for length,
so that long sentences do not all reach ±1. Rules 2 to 4 do not reach beyond a punctuation mark, *but* or *than*, what
undoes not beyond *and* or *or*, a negation not beyond *and* or an owner (*its allies*). Articles are not counted and a
country's name counts as one word, so putting one country in the place of another changes nothing.
"""

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from analysis.reading.tone.lexicon import ARTICLES, WORD, Entry, load_lexicon, normalise
from analysis.reading.tone.words import Word

DEGREE_REACH, UNDO_REACH, NEGATION_REACH = 2, 2, 4  # words before it
PASSIVE_REACH = 3  # words after it
UNDONE_BAD, UNDONE_GOOD = -0.5, -1.0  # factors: undoing a bad thing is half as good as the thing was bad
NEGATED, PENALTY = -0.5, 0.5
BUT = {"before": 0.5, "after": 1.5}
TOO_BAD = 2.0  # a word of this weight undoes nothing: *kill a plan* looks the same as *kill a man*
BREADTH, LENGTH = 30.0, 17.0  # a sum of √30 in a common sentence of 17 words gives ±0.71
HEADLINE = 0.75  # with at least this share of long words in capitals, a capital does not mean a name
LONG = 4  # letters
_ENDS = frozenset('.!?:…"“”(—–') | {""}  # what may come before a sentence's first word
_FULL_STOPS = frozenset(".!?…")
_STOPS = frozenset(".,;:!?()—–…") | {"but", "than"}
_JOINTS = frozenset(("and", "or"))  # what undoes one of two does not undo the other: *calm and confident*
# A negation ends before them: not joined *its allies*, no casualties *and* some damage
_NEGATED_NO_MORE = frozenset("and my your his her its our their".split())
_BARE = frozenset("without lack lacks lacked lacking absence".split())  # turn a noun, and no verb after it
_MERELY = frozenset("only just simply merely".split())
_JOINTS = frozenset(("and", "or"))
_AUXILIARIES = frozenset("is are was were be been being has have had will would can could must should get got".split())
_SAID = frozenset("said says told tells added adds asked warned replied".split())
_HAVE = frozenset("has have had".split())
_NO_OBJECT = frozenset(  # words that may follow a verb without an object
    "after again already although and as at because before but by during finally following for from here in into"
    " last meanwhile next now on or over peacefully since so than there this though through to today tomorrow under"
    " until when where which while with within without yesterday".split()
)
_PREFIXES = frozenset(("anti", "non"))  # undo their own word alone: the anti-Saleh opposition is no end of one
_UNKNOWN = Entry()


class Unit(NamedTuple):
    """A word, a phrase of the lexicon, a country's name or a punctuation mark."""

    start: int
    end: int
    text: str
    key: str  # its first word
    entry: Entry


def ask_news(text: str) -> tuple[float | None, list[Word]]:
    """The tone of a text (−1 … 1; None if it has no tone word), and its tone words with their weights."""
    units = find_units(text)
    names = _find_names(text, units)
    scored = [i for i, unit in enumerate(units) if unit.entry.weight and i not in names and not _is_less(units, i)]
    if not scored:
        return None, []
    undone = {i: by for i in scored if (by := _find_undoing(units, i)) is not None}
    scored = [i for i in scored if i not in undone or units[undone[i]].key not in _PREFIXES]  # riot police are not good
    for by in undone.values():  # a word that undoes another does not count itself
        if by in scored and by not in undone:
            scored.remove(by)
    sides = _find_sides(units)
    words = [_weigh(units, i, undone.get(i), sides.get(i)) for i in scored]
    return _scale(sum(word.valence for word in words), units), words


def rescore(text: str, valences: Iterable[float]) -> float | None:
    """The tone of a text whose tone words have other weights than the rules gave them; None without any."""
    weights = list(valences)
    return _scale(sum(weights), find_units(text)) if weights else None


def _scale(total: float, units: list[Unit]) -> float:
    """The sum of the weights in a text as a score from −1 to 1, adjusted for its length."""
    length = sum(unit.key[0].isalnum() for unit in units)
    return total / sqrt(total * total + BREADTH * length / LENGTH)


def find_units(text: str) -> list[Unit]:
    """The units of a text in order, without articles."""
    places, keys = [], []
    for match in WORD.finditer(text):
        key = normalise(match[0])
        if key not in ARTICLES:
            places.append(match.span())
            keys.append(key)
    lexicon, units, i = load_lexicon(), [], 0
    while i < len(keys):
        key, size, entry = keys[i], 1, _UNKNOWN
        if key in lexicon or key.isupper():
            size, entry = _look_up(keys, i)
        start, end = places[i][0], places[i + size - 1][1]
        units.append(Unit(start, end, text[start:end], key.lower(), entry))
        i += size
    return units


def _look_up(keys: list[str], i: int) -> tuple[int, Entry]:
    """The length in words of the longest entry at an index, and the entry; a word in capitals may be any word."""
    lexicon, key = load_lexicon(), keys[i]
    entries = lexicon.get(key, ())
    if key.isupper():
        entries = sorted((*entries, *lexicon.get(key.lower(), ())), key=lambda entry: -len(entry[0]))
    following = keys[i + 1].lower() if i + 1 < len(keys) else None
    for tail, entry in entries:
        if not tail or (tail[0] == following and [k.lower() for k in keys[i + 1 : i + 1 + len(tail)]] == tail):
            return 1 + len(tail), entry
    return 1, _UNKNOWN


def _find_names(text: str, units: list[Unit]) -> set[int]:
    """The tone words with a capital that begin no sentence, or a name; none if the text is a headline in capitals."""
    names = {
        i
        for i, unit in enumerate(units)
        if unit.entry.weight and unit.text[0].isupper() and not unit.entry.capital
        if not _begins(text, unit.start) or _is_name(text, units, i)
    }
    words = [unit for unit in units[1:] if len(unit.text) >= LONG and not unit.entry.country] if names else []
    return set() if sum(unit.text[0].isupper() for unit in words) >= HEADLINE * len(words) else names


def _is_name(text: str, units: list[Unit], i: int) -> bool:
    """Whether a name goes on or speaks: *Dick Cheney*, *Hope said*; not *Angry Iraqis* or *Critics said*."""
    if i + 1 == len(units) or units[i + 1].entry.country or text[units[i].end : units[i + 1].start] != " ":
        return False
    return units[i + 1].text.istitle() or (units[i + 1].text in _SAID and not units[i].key.endswith("s"))


def _begins(text: str, start: int) -> bool:
    """Whether a sentence may begin at an offset, by the mark before it."""
    return text[max(start - 2, 0) : start].rstrip()[-1:] in _ENDS


def _find_undoing(units: list[Unit], i: int) -> int | None:
    """The index of the word that undoes a tone word: before it, or after it and an auxiliary."""
    for j in _look_back(units, i, UNDO_REACH, _JOINTS):
        if _undoes(units[j].entry) and not (units[j].key in _PREFIXES and j < i - 1):
            return None if units[i].entry.attribute and units[j].key not in _PREFIXES else j
    for j in range(i + 1, min(i + 1 + PASSIVE_REACH, len(units))):
        if units[j].key not in _AUXILIARIES:
            undone = j > i + 1 and _undoes(units[j].entry) and not _is_present(units[j].key)
            return j if undone and not _has_object(units, j) else None
    return None


def _has_object(units: list[Unit], j: int) -> bool:
    """Whether a verb in the perfect acts on what follows: *the attack has cut supplies*, not *the war has ended*."""
    following = units[j + 1].key if j + 1 < len(units) else "."
    return units[j - 1].key in _HAVE and following[0].isalpha() and following not in _NO_OBJECT


def _find_sides(units: list[Unit]) -> dict[int, str]:
    """Whether units come before or after *but*, in sentences that have it; with several, the last one counts."""
    sides, first, seen = {}, 0, False
    for i, unit in enumerate(units):
        if unit.key in _FULL_STOPS:
            first, seen = i + 1, False
        elif unit.key == "but" and i > first:
            sides |= dict.fromkeys(range(first, i), "before")
            seen = True
        elif seen:
            sides[i] = "after"
    return sides


def _look_back(units: list[Unit], i: int, reach: int, ends: frozenset[str] = frozenset()) -> Iterator[int]:
    """The indices before a unit, nearest first, within the reach of a rule, which ends at a mark and at some words."""
    for j in range(i - 1, max(i - 1 - reach, -1), -1):
        if units[j].key in _STOPS or units[j].key in ends:
            return
        yield j


def _find_negation(units: list[Unit], i: int) -> int | None:
    """The index of the word that negates a tone word; *refused to* reaches no further than its verb."""
    passed = ""  # the word after it
    for j in _look_back(units, i, NEGATION_REACH, _NEGATED_NO_MORE):
        unit = units[j]
        if unit.entry.negates or unit.key.endswith(("n't", "n’t")):
            verb = unit.text.endswith(" to")
            beyond = verb and any(map(_is_plain, units[j + 1 : i]))
            doubled = verb and any(units[k].entry.negates for k in _look_back(units, j, DEGREE_REACH))
            kept = passed in _MERELY or beyond or doubled or (unit.key in _BARE and _has_to(units, j, i))
            return None if kept else j
        passed = unit.key
    return None


def _is_plain(unit: Unit) -> bool:
    """Whether a word is neither an adverb nor one that undoes: *refused to recognise the genocide*."""
    return not (unit.key.endswith("ly") or _undoes(unit.entry))


def _has_to(units: list[Unit], first: int, last: int) -> bool:
    return any(unit.key == "to" for unit in units[first + 1 : last])


def _is_less(units: list[Unit], i: int) -> bool:
    """Whether something is more of something else: *more tired than happy*."""
    than = next((j for j in range(i - 1, max(i - 3, 0), -1) if units[j].key == "than"), None)
    return than is not None and any(unit.key in ("more", "rather") for unit in units[max(than - 5, 0) : than - 1])


def _is_present(key: str) -> bool:
    """Whether a word that undoes is no participle: *sanctions were eased*, but not *the raid is a combat mission*."""
    return any(_undoes(entry) for end in ("ed", "d") for tail, entry in load_lexicon().get(key + end, ()) if not tail)


def _undoes(entry: Entry) -> bool:
    return entry.undoes and not entry.degree and abs(entry.weight) < TOO_BAD


def _weigh(units: list[Unit], i: int, undoing: int | None, side: str | None) -> Word:
    """A tone word with its weight after all rules, and the rules that changed it."""
    unit, rules = units[i], []
    weight = unit.entry.weight
    for j in _look_back(units, i, DEGREE_REACH):
        if units[j].key in _AUXILIARIES or units[j].key in _JOINTS:  # what hurts us most is fear; be strong and fight
            break
        if (degree := units[j].entry.degree) and (units[j].key != "so" or j == i - 1):  # *doing so in cooperation*
            weight *= 1 + degree
            rules.append(f"{'intensified' if degree > 0 else 'weakened'} by ‘{units[j].text}’")
    if undoing is not None:
        weight *= UNDONE_BAD if weight < 0 else UNDONE_GOOD
        rules.append(f"undone by ‘{units[undoing].text}’")
    if (j := _find_negation(units, i)) is not None:
        weight = min(weight * NEGATED - PENALTY, 0.0)
        rules.append(f"negated by ‘{units[j].text}’")
    if side:
        weight *= BUT[side]
        rules.append(f"{side} ‘but’")
    return Word(unit.start, unit.end, "tone", valence=weight, rule="; ".join(rules) or None)
