"""The main parties of a crisis as the acts of its articles show them, and the names by which articles call them.

States come first, with the persons who speak for them and lead them; then words such as *the army* and *rebels*; then
proper names. The parties are those in the acts of most articles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from analysis.press.aliases import Aliases, list_words, make_aliases, spell_word, split_words
from analysis.press.names import is_nobody, is_proper, unify_names
from analysis.press.schema import SIDES
from analysis.reading.actors.register import country_of, country_sense, load_words
from analysis.reading.tables import make_table
from analysis.rules.load import load_countries

MOST, FEWEST = 6, 2  # main parties
SHARE = 0.1  # of the articles that report an act: a main party is in the acts of at least so many
ENOUGH = 3  # acts, and articles, without which a name is no alias
SURE = 0.75  # share of the acts that have to agree on what a name means
SPEAKS = 0.5  # share of a person's acts that are those of a state, for the person to be its voice in all of them
BROKEN = 0.5  # share of a person's acts that are against the own state, from which the person does not speak for it
LEADS = 0.02  # of a state's acts: those of *X's forces* and *X's government*, for X to be its leader
PART = 1 / 12  # of the articles: a state that is a party has acts with one of the first two in so many
FOES = 2  # of a faction, with whom it has most conflict
ALLIED = 0.5  # share of conflict in the acts with a common opponent that makes two factions one side

Names = list[tuple[str, str]]  # a side, and a name of it

_TOKEN = re.compile(r"[^\W_]+|-")
_GENITIVE = re.compile(r"['’]s?(?=\W|$)")


def list_ends(events: pd.DataFrame) -> pd.DataFrame:
    """One row per known end of an act: its row, article and side, and the end's name, country and words."""
    parts = []
    for end in ("source", "target"):
        columns = {"name": end, "country": f"{end}_country", "actor": f"{end}_actor", "words": f"{end}_words"}
        known = {name: column for name, column in columns.items() if column in events}
        part = pd.DataFrame({name: events[column].to_numpy(dtype=object) for name, column in known.items()})
        same = {name: events[name].to_numpy(dtype=object) for name in ("article", "side")}
        parts.append(part.assign(act=np.arange(len(events)), end=end, **same))
    ends = pd.concat(parts, ignore_index=True)
    return ends[ends["name"].notna()].reset_index(drop=True)


def list_names(ends: pd.DataFrame) -> pd.DataFrame:
    """One row per name and country ("" if unknown), with its `acts` and `articles`; the most frequent first."""
    known = ends.assign(country=ends["country"].where(ends["country"].notna(), ""))
    names = known.groupby(["name", "country"], sort=False).agg(acts=("act", "size"), articles=("article", "nunique"))
    return names.reset_index().sort_values("acts", ascending=False, kind="stable").reset_index(drop=True)


def propose_sides(events: pd.DataFrame) -> pd.DataFrame:
    """The main parties and their names, as a table with the columns side and name, the party in most articles first.

    A side is a state (by its country's code), a faction without a name of its own (*rebels*), or a name.
    """
    ends = list_ends(events)
    if ends.empty:
        return make_table([], SIDES)
    names = list_names(ends)
    found: Names = [(code, country) for code, country in load_countries().items() if code in set(ends["name"])]
    leaders = list(_find_leaders(ends))
    found += [*leaders, *_find_officials(ends, leaders)]
    found += _find_state_words(ends, make_aliases(found, names))
    found += _find_factions(ends, make_aliases(found, names))
    found += _join_names(_list_proper(names, make_aliases(found, names)))
    found = _join_factions_of(ends, found, make_aliases(found, names))
    return _choose_main(ends, names, found)


def _find_officials(ends: pd.DataFrame, leaders: Names) -> Iterator[tuple[str, str]]:
    """The persons who speak for a state in half of their acts: they do so in all of them. The most frequent come first.

    One who has broken with the state does not: half of the acts with somebody else are against it or its leader.
    """
    acts = ends[ends["actor"].map(lambda actor: is_proper(actor) and " " in actor)]
    total = acts.groupby("actor").size()
    speaking = acts[acts["name"] == acts["country"]].groupby(["actor", "name"]).size()
    for (actor, code), often in speaking.sort_values(ascending=False, kind="stable").items():
        cut = actor.split()[-1].lower() in load_words("particle")  # *Zine El*
        whole = not cut and not any(map(country_of, [actor, *actor.split()]))
        if whole and often >= max(ENOUGH, SPEAKS * total[actor]) and not _has_broken(ends, actor, code, leaders):
            yield code, actor


def _has_broken(ends: pd.DataFrame, actor: str, code: str, leaders: Names) -> bool:
    """Whether half of a person's acts with somebody else are acts of conflict with the person's own state."""
    acts = ends["act"][(ends["actor"] == actor) & (ends["end"] == "source")]
    others = ends[ends["act"].isin(acts) & (ends["end"] == "target")]
    led = [leader for home, leader in leaders if home == code]
    own = (others["name"] == code) | others["actor"].map(lambda name: str(name).split()[-1:] in [[one] for one in led])
    return len(others) > 0 and (own & others["side"].eq("conflict")).sum() >= BROKEN * len(others)


def _find_leaders(ends: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The surnames in *X's forces*, *X's government*, *pro-X*, *loyal to X*, with the state that X leads."""
    acts = ends.groupby(["actor", "country"], dropna=False).size()
    led: dict[str, Counter[str]] = defaultdict(Counter)
    for (actor, country), often in acts.items():
        for leader in _list_leaders(actor):
            led[leader]["" if pd.isna(country) else country] += often
    of_state = ends["country"].value_counts()
    full = {name.split()[-1] for name in ends["actor"].unique() if is_proper(name) and " " in name}
    for leader, homes in led.items():
        known = Counter({home: often for home, often in homes.items() if home})
        home, often = known.most_common(1)[0] if known else ("", 0)
        leads = sum(homes.values()) >= max(ENOUGH, LEADS * of_state.get(home, 0)) and leader in full
        if home and leads and often >= SURE * sum(known.values()):
            yield home, leader


@cache
def _list_leaders(actor: object) -> tuple[str, ...]:
    """The names in a phrase that say whose forces or government somebody is."""
    if not isinstance(actor, str) or not any(letter.isupper() for letter in actor):
        return ()
    words = _TOKEN.findall(_GENITIVE.sub("", actor))
    followers = list_words("men") | list_words("rule")
    found = []
    for i, word in enumerate(words):
        if not word[0].isupper() or len(word) < 3 or country_of(word) is not None:
            continue
        after = {split_words(" ".join(words[i + 1 : i + n])) for n in (2, 3)}
        before = [word.lower() for word in words[max(i - 3, 0) : i]]
        if not after.isdisjoint(followers) or before[-2:] == ["pro", "-"] or "loyal" in before:
            found.append(word)
    return tuple(found)


def _find_state_words(ends: pd.DataFrame, aliases: Aliases) -> Names:
    """What *the government*, *the army* mean: the state that is named most in the articles that have the words.

    They mean it in all articles if that state is the same in three quarters of them, else nobody in particular.
    """
    named = ends.assign(side=map_names(ends, aliases)).groupby(["article", "side"]).size().reset_index(name="acts")
    named = named.sort_values("acts", kind="stable").drop_duplicates("article", keep="last")
    bare = ends[ends["country"].isna() & ends["name"].map(lambda name: split_words(name) in list_words("state"))]
    meant = bare["article"].map(named.set_index("article")["side"]).dropna().value_counts()
    if len(meant) and meant.iloc[0] >= max(ENOUGH, SURE * meant.sum()):
        words = {split_words(name): None for name in bare["name"].unique()}
        return [(meant.index[0], spell_word(word)) for word in words]
    return []


def _find_factions(ends: pd.DataFrame, aliases: Aliases) -> Names:
    """The words for those without a name of their own, such as *rebels*, with the side that they form.

    Two words mean one side if both are in conflict with the same opponent and seldom with each other.
    """
    meant = _name_factions(ends, aliases)
    pairs = meant.merge(meant, on="act", suffixes=("", "_other"))
    pairs = pairs[pairs["who"] != pairs["who_other"]]
    conflict = pairs["side"].eq("conflict").groupby([pairs["who"], pairs["who_other"]]).agg(["sum", "size"])
    often = meant[meant["faction"]].groupby("who")["article"].nunique().sort_values(ascending=False, kind="stable")
    often = often[often >= ENOUGH]
    return list(_join_factions(list(often.index), conflict))


def _name_factions(ends: pd.DataFrame, aliases: Aliases) -> pd.DataFrame:
    """The ends of acts that are a known side or a faction: `act`, `article`, `side`, `who`, and whether a `faction`."""
    words = make_aliases([(spell_word(word), spell_word(word)) for word in list_words("faction")], list_names(ends))
    keys = ends.drop_duplicates(["name", "country"])
    who = {
        (name, country): (aliases.find_any(name, country), words.find(name))
        for name, country in zip(keys["name"], keys["country"], strict=True)
    }
    found = [who[key] for key in zip(ends["name"], ends["country"], strict=True)]
    faction = np.array([side is None and word is not None for side, word in found], dtype=bool)
    named = [side or word for side, word in found]
    table = ends[["act", "article", "side"]].assign(who=named, faction=faction)
    return table[table["who"].notna()]


def _join_factions(words: list[str], conflict: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each word, and the first word, which is the most frequent, of the side to which it belongs."""
    sides: list[str] = []
    for word in words:
        foes = _list_foes(word, conflict)
        allies = (side for side in sides if foes & _list_foes(side, conflict) and not _fights(word, side, conflict))
        ally = next(allies, None)
        if ally is None:
            sides.append(word)
        yield ally or word, word


def _list_foes(word: str, conflict: pd.DataFrame) -> set[str]:
    """With whom a word has acts, most of them of conflict."""
    if word not in conflict.index.get_level_values(0):
        return set()
    own = conflict.loc[word]
    own = own[own["sum"] >= np.maximum(ALLIED * own["size"], ENOUGH)]
    return set(own.sort_values("sum", ascending=False).index[:FOES])


def _fights(word: str, other: str, conflict: pd.DataFrame) -> bool:
    """Whether two words are in conflict with each other as often as with their foes."""
    return other in _list_foes(word, conflict) or word in _list_foes(other, conflict)


def _list_proper(names: pd.DataFrame, aliases: Aliases) -> list[str]:
    """The proper names that mean no side so far, the most frequent first; not a common name, nor who only reports."""
    acts = names.groupby("name")["acts"].sum()
    proper = names[names["name"].map(is_proper) & (names["name"] != names["country"]) & (names["articles"] >= ENOUGH)]
    return [
        name
        for name in proper["name"].drop_duplicates()
        if not country_sense(name)
        and not is_nobody(name)
        and aliases.find(name) is None
        and acts[name] > acts.get(name.lower(), 0)
    ]


def _join_names(names: list[str]) -> Iterator[tuple[str, str]]:
    """Each proper name with the name of the side that it is one of.

    Names with the same words are one (*National Transitional Council*, *Transitional National Council*), and so are a
    name and its initials, alone or before other words (*UN Security Council*), and a name and its last word.
    """
    full: dict[object, str] = {}
    capitals = {name: [word for word in _TOKEN.findall(name) if word[0].isupper()] for name in names}
    for name, words in capitals.items():
        if len(words) > 1 and not words[0].isupper():
            side = full.setdefault(frozenset(words), name)
            full.setdefault("".join(word[0] for word in words), side)
    short = unify_names(pd.Series(names))
    listed: dict[tuple[str, str], None] = {}
    for name, words in capitals.items():
        side = full.get(frozenset(words)) or full.get(words[0] if words else "") or short[name]
        side = full.get(frozenset(capitals.get(side, ()))) or side
        listed[side, name] = None
        if words and words[0] in full and words[0].isupper():
            listed[side, words[0]] = None
    return iter(listed)


def _join_factions_of(ends: pd.DataFrame, found: Names, aliases: Aliases) -> Names:
    """The names again, those of a faction's leaders and bodies on its side: *the rebel National Transitional Council*.

    A name joins the side that the words before it name in three acts and articles, and in most of those that name one.
    """
    if "words" not in ends:
        return found
    acts = ends[ends["name"].map(is_proper) & ends["words"].notna()]
    acts = acts.assign(own=map_names(acts, aliases))
    acts = acts[acts["own"].notna() & ~acts["own"].isin(aliases.states.values())]
    before = [aliases.find_before(words, name) for words, name in zip(acts["words"], acts["name"], strict=True)]
    acts["joined"] = pd.Series(before, acts.index).where(lambda side: ~side.isin(aliases.states.values()))
    seen = acts[acts["joined"].notna() & (acts["joined"] != acts["own"])]
    seen = seen.groupby(["own", "joined"])["article"].agg(["size", "nunique"])
    best = seen.sort_values("size", ascending=False, kind="stable").reset_index().drop_duplicates("own")
    enough = (best["nunique"] >= ENOUGH) & (best["size"] >= SURE * best["own"].map(seen["size"].groupby("own").sum()))
    joins = dict(best.loc[enough, ["own", "joined"]].itertuples(index=False, name=None))
    return [(joins.get(side, side), name) for side, name in found]


def _choose_main(ends: pd.DataFrame, names: pd.DataFrame, found: Names) -> pd.DataFrame:
    """The names of the sides that are in the acts of most articles."""
    aliases = make_aliases(found, names)
    side = map_names(ends, aliases)
    share = ends.groupby(side)["article"].nunique().sort_values(ascending=False, kind="stable")
    share = share / max(ends["article"].nunique(), 1)
    often = [side for place, (side, part) in enumerate(share.items()) if part >= SHARE or place < FEWEST][:MOST]
    main = [wanted for wanted in often if wanted in often[:FEWEST] or _takes_part(ends, side, wanted, often[:FEWEST])]
    rows = [(side, name) for wanted in main for side, name in found if side == wanted]
    return make_table((dict(zip(SIDES, row, strict=True)) for row in rows), SIDES)


def _takes_part(ends: pd.DataFrame, sides: pd.Series, party: str, first: list[str]) -> bool:
    """Whether a state acts on one of the first parties, or one on it, in enough articles: else it only looks on.

    Others than states always take part.
    """
    if party not in load_countries():
        return True
    others = ends["act"].isin(ends["act"][sides == party]) & sides.isin(first)
    return ends["article"][others].nunique() >= PART * ends["article"].nunique()


def map_names(ends: pd.DataFrame, aliases: Aliases) -> pd.Series:
    """The side of each end of an act, None for others; each name is looked up once.

    Args:
        ends: a table with the columns name, country and, if some are places or things, place.
        aliases: the names of the sides.
    """
    places = ends["place"] if "place" in ends else pd.Series(False, ends.index)
    keys = pd.DataFrame({"name": ends["name"], "country": ends["country"], "place": places})
    codes = keys.groupby(["name", "country", "place"], dropna=False, sort=False).ngroup().to_numpy()
    first = keys.iloc[np.unique(codes, return_index=True)[1]] if len(keys) else keys
    sides = [
        aliases.find_any(name, None if pd.isna(country) else country, place)
        for name, country, place in first.itertuples(index=False, name=None)
    ]
    return pd.Series(np.array([*sides, None], dtype=object)[codes], ends.index, dtype=object)
