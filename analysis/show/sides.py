"""The names of sides in sentences and lists."""

import re

from analysis.rules.load import load_countries

_COUNTED = re.compile(  # the beginning of a phrase without an article
    r"[^ ]*\d|(?:this|that|these|those|another|some|about|around|many|several|all|both|no|any|each|its|his|her|their"
    r"|our|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|tens|people|members|other"
    r"|at (?:least|most)|up to|(?:more|fewer|less) than|nearly|almost|over)\b"
)
_INNER = re.compile(" (?:of|in|from|at|near|on|for|there) ?")
# Names with an article: the United States, the Czech Republic, the Taliban, the Bolivian army
_WITH_ARTICLE = re.compile(
    r"(?:United|European|African|Arab (?:League|Republic|Emirates)|World|International|Organi[sz]ation)\b"
    r"|.*\b(?:Republic|Islands|Emirates|Nations|Union|Council|Agency|Army|Court|Fund|Guards?|Authority)$"
    r"|(?!.*[’']s\b).*\b(?:army|navy|military|police|government|ministry|parliament|opposition|union|company)$"
    r"|(?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Seychelles|Comoros|Taliban|Houthis|Kurds|Vatican)$"
)


def is_plural(side: str) -> bool:
    """Whether a side is a description in the plural: *Hundreds of protesters*, *envoys in several capitals*."""
    name = load_countries().get(side, side)
    described = name[:1].islower() or _COUNTED.match(name.lower())
    return bool(described) and _INNER.split(name)[0].endswith("s")


def name_side(side: str, article: bool = True) -> str:
    """The name of a source or target: in a sentence *Iran*, *the United States*; in a list, without the article."""
    name = load_countries().get(side, side)
    noun = _INNER.split(name)[0]
    described = name[:1].islower() and not _COUNTED.match(name) and not noun.endswith("s")  # the minister; not dockers
    return f"the {name}" if article and (described or _WITH_ARTICLE.match(name)) else name
