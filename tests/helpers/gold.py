"""Gold that was made by hand."""

from analysis.validation.agreement import measure_agreement
from analysis.validation.gold import PUBLIC, GoldSet
from analysis.validation.scoring import score_set

TEXT = """Ferries stop

The port of Aalborg closed on 3 May 2016. “We had no choice,” said Ann Lee.

Bo Dahl called it “a sham” in 1998."""

SPEAKERS = {"“We had no choice,”": "Ann Lee", "“a sham”": "Bo Dahl"}


def place(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def span(words):
    return list(place(words).values())


def quotes(speakers):
    return {
        "text": TEXT,
        "published": "2016-05-04",
        "quoted": [span(words) for words in SPEAKERS],
        "quotes": [place(words) | {"speaker": [span(name)] if name else []} for words, name in speakers.items()],
    }


def dates(*golds, kind="DATE", **more):
    times = [place(words) | {"type": kind, "value": value} for words, value in golds]
    return {"text": TEXT, "published": "2016-05-04", "dates": times} | more


def event(text, quad, source="", target=""):
    return {"text": text, "quad": quad, "source": source, "target": target}


def figures(job, *rows, origin=PUBLIC):
    table = measure_agreement({(origin, job): score_set(GoldSet(origin, job, list(rows)))}, 49)
    return dict(zip(table["measure"], table["figure"], strict=True))


def rate(*means, docs=None):
    texts = ["A terrible murder.", "The table.", "A wonderful peace."] * (len(means) // 3)
    docs = docs or [0] * len(means)
    return [{"doc": d, "text": t, "mean": m} for d, t, m in zip(docs, texts, means, strict=True)]
