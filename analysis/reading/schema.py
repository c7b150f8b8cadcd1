"""The tables of the package: what one row is, and each column's type, unit or values, and meaning.

Columns are described only here. `make docs` makes `data/README.md` from it. The types are those of `tables.py`: str,
Int64 (a whole number), float64, bool, datetime64[s] (a day) and bytes.
"""

from analysis.reading.tables import Table

# One article

BLOCKS = Table("""
One row per block of the article
role | str | `section`, `headline`, `byline`, `dateline`, `caption`, `subhead`, `paragraph`, `boilerplate` | what it is
start, end | Int64 | characters | its place
""")
PARAGRAPHS = Table("""
One row per paragraph of the body
paragraph | Int64 | 1, 2, 3 … | its number, in the order of the story
start, end | Int64 | characters | its place
text | str | | its words
words | Int64 | count | how many words it has
tone | float64 | −1 … 1 | mean of our measure of tone over its sentences that have a score
polarity | float64 | −1 … 1 | the same for TextBlob's polarity
vader | float64 | −1 … 1 | the same for VADER's compound score
evidence_words | Int64 | count | the words and phrases on which `tone` rests
escalation | float64 | −10 … 10 | mean escalation of its current events, without neutral ones and those that are only
    possible, conditional or denied; + is conflict; empty without such an event
events | Int64 | count | its current events, without the same
events_background | Int64 | count | its background events, without the same
quotes | Int64 | count | quotes that begin in it
""")
SENTENCES = Table("""
One row per sentence of the body
paragraph | Int64 | 1, 2, 3 … | its paragraph
sentence | Int64 | 1, 2, 3 … | its number in the paragraph
start, end | Int64 | characters | its place
text | str | | its words
tone | float64 | −1 … 1 | our measure of tone; this and the next two are empty where the measure knows no word
polarity | float64 | −1 … 1 | TextBlob's polarity
vader | float64 | −1 … 1 | VADER's compound score
""")
WORDS = Table("""
One row per word or phrase that a measure of tone scored
paragraph, sentence | Int64 | 1, 2, 3 … | its paragraph, and the sentence in it
start, end | Int64 | characters | its place
text | str | | its words
measure | str | `tone`, `textblob`, `vader` | which measure scored it
polarity | float64 | −1 … 1 | TextBlob's score, with negation and emphasis; empty for the other measures
valence | float64 | about −4 … 4 | its weight in `tone` or VADER after all rules; empty for TextBlob
rule | str | see below | which rules of `tone` changed the weight; empty if none did
""")
MENTIONS = Table("""
One row per mention of a person, country, organisation or group
paragraph | Int64 | 1, 2, 3 … | its paragraph; empty in a headline, caption or subhead
start, end | Int64 | characters | its place
text | str | | its words: a name with its title, a post (*Iran’s foreign minister*) or a pronoun
actor | str | | who is meant: a person by the longest form of the name in the article, without title; others by the name
    in `actors.csv`
kind | str | `person`, `country`, `organisation`, `group` | what the actor is
country | str | ISO 3166 alpha-3 | the actor's country (`XKX` for Kosovo); empty if none or unknown
state | bool | | whether the actor speaks for this country: as its name, government, official, army or capital
""")
QUOTES = Table("""
One row per passage in quotation marks that someone is reported to have said
paragraph | Int64 | 1, 2, 3 … | its paragraph; empty outside the body
start, end | Int64 | characters | its place, the quotation marks included
text | str | | its words, the quotation marks included
kind | str | `full`, `partial` | a sentence or more, even if the cue divides it; or some words of a sentence
speaker | str | | who said it: a name if one is known, else the article's words; empty if the article does not say
speaker_start, speaker_end | Int64 | characters | the words that name the speaker: a name, a post, a pronoun
speaker_country | str | ISO 3166 alpha-3 | the speaker's country
named | bool | | whether the speaker is named beside the quote, and not only meant by a pronoun or a description
cue | str | | the word or mark that reports: *said*, *called*, *according*, a colon, a dash; empty for a carried
    speaker
rule | str | see below | how the speaker was found
""")
DATES = Table("""
One row per time expression
paragraph | Int64 | 1, 2, 3 … | its paragraph; empty outside the body
start, end | Int64 | characters | its place
text | str | | its words
type | str | `DATE`, `TIME`, `DURATION`, `SET` | its type in TIMEX3: a date, a time within a day, a length of time, or
    something that recurs
value | str | TIMEX3, see below | its value
first_day, last_day | datetime64[s] | | the calendar days that it covers; empty if unknown
sure | bool | | whether days that were found in this way are nearly always right: not *the next day*, nor *today* in a
    quote, which may mean these days
reason | str | | how the value was found, in words
""")
EVENTS = Table("""
One row per event that the body reports: who did what to whom
paragraph | Int64 | 1, 2, 3 … | its paragraph
sentence | Int64 | 1, 2, 3 … | its sentence in the paragraph
start, end | Int64 | characters | the place of the words that report it
text | str | | these words
source, target | str | ISO 3166 alpha-3, else a name | who acts, and on whom: the country where the actor is the state
    (its government, officials, army, capital, or its name), else the actor; empty if the text does not say
source_country, target_country | str | ISO 3166 alpha-3 | where the source and the target are at home
source_actor, target_actor | str | | the actor: its name, else the article's words; where a place or a thing is hit,
    its words, though it is no party and the target stays empty; such words only from a confidence of .3
source_start, source_end, target_start, target_end | Int64 | characters | the words that name the source and the target
root | str | see below | PLOVER's class of event
cameo | str | see `event_codes.csv` | CAMEO's finer code
quad | str | `Vcoop`, `Mcoop`, `Vconf`, `Mconf`, `neutral` | the quad class: cooperation or conflict, verbal or material
side | str | `cooperation`, `conflict`, `neutral` | the same without verbal or material
mutual | bool | | whether both do it to each other: they held talks, they signed a deal
goldstein | float64 | −10 … 10 | the weight on Goldstein's scale, + is cooperation; a threat never weighs more than what
    it threatens
escalation | float64 | −10 … 10 | the same with its sign turned: + is conflict
modality | str | see below | whether it is reported as a fact, a plan, a demand and so on
frame | str | `current`, `background` | whether it is news or recalled from before
date | str | TIMEX3 | when it happened
first_day, last_day | datetime64[s] | | the calendar days of `date`; empty if unknown
date_reason | str | | how it was dated, in words
attributed_to | str | | on whose word the article reports it; empty if on the reporter's own
evidence_start, evidence_end | Int64 | characters | the words that decide class and modality together, such as a
    *not* or a *will*
rule | str | | the rows of the tables of rules that decided, from the innermost; `learned` if the learned coder did
    alone
coder | str | `both`, `rules`, `learned` | which coder read an event of this side here; empty if a reader entered the
    event, or chose its class, side or modality
confidence | float64 | 0 … 1 | the probability that side and modality are right
source_confidence, target_confidence | float64 | 0 … 1 | the probability that the source, the target is right; where
    it is empty, that the text does not name one
frame_confidence | float64 | 0 … 1 | the probability that the frame is right; empty where the day decided it, or no
    second coder read
day_confidence | float64 | 0 … 1 | how often days that were found in this way were right in articles that a
    language model judged; where the day is empty, how often none could be known
""")
CORRECTIONS = Table("""
One row per cell that a reader corrected
table | str | `mentions`, `quotes`, `dates`, `events`, `words` | the table
start | Int64 | characters | the place of its row
text | str | | the words of its row
column | str | | the column
before | str | | what the program found; empty if nothing
after | str | | what the reader wrote; empty for unknown
outcome | str | `changed`, `nothing to change` | whether the reader and the program differ
who, when, why | str | | who corrected it, on which day and for what reason, if the file says so
""")
ARC = Table("""
One row per paragraph
paragraph | Int64 | 1, 2, 3 … | its number
value | float64 | of the measure | its score; empty without evidence
smoothed | float64 | of the measure | mean score of the paragraphs in the window around it
low, high | float64 | of the measure | 5th and 95th percentile of `smoothed` when the paragraphs are shuffled
extreme | str | `highest`, `lowest` | marks the first paragraph with the highest and with the lowest score
turning | str | `peak`, `trough` | where the smoothed line turns outside the band; only if the arc is more than chance
""")
STAND = Table("""
One row for the current events and one for the background
frame | str | `current`, `background` | which events
events | Int64 | count | how many, without neutral ones and those only possible, conditional or denied
cooperation, conflict | Int64 | count | how many of these are on which side
escalation | float64 | −10 … 10 | their mean, + is conflict
""")
CAUTIONS = Table("""
One row per reason not to believe the report, or only with care, the worst first
kind | str | see below | the reason
severity | str | `stop`, `care` | whether the figures are worthless, or to be read with care
sentence | str | | what was seen, and what it means for the reader
evidence | str | | the words that show it, or the language; empty where something is missing
""")
DEEDS = Table("""
One row per distinct event that is sure and has a sure day, however often the article reports it, oldest first
moment | Int64 | 1, 2, 3 … | its rank in time; within a day, recalled events come first
when | str | | the moment in words
first_day, last_day | datetime64[s] | | as in `events`; so are the next columns, to `mutual`
frame | str | `current`, `background` | whether it is news or recalled from before
source, target | str | ISO 3166 alpha-3, else a name | who acts, and on whom
root | str | | PLOVER's class of event
quad | str | `Vcoop`, `Mcoop`, `Vconf`, `Mconf` | the quad class
side | str | `cooperation`, `conflict` | the side
mutual | bool | | whether both do it to each other
escalation | float64 | −10 … 10 | mean of its reports, + is conflict
events | Int64 | count | how often the article reports it: its rows in `events`
asserted | Int64 | count | how many of these reports state it as a fact
start, end | Int64 | characters | the words of the first report
paragraphs | str | *¶2, ¶8* | where it is reported
""")
PAIRS = Table("""
One row per pair of sides, each way, of the events that are sure
source, target | str | ISO 3166 alpha-3, else a name | who acts, and on whom
events | Int64 | count | how many; an event that is reported twice counts twice, a mutual one counts each way
cooperation, conflict | Int64 | count | how many of these are on which side
escalation | float64 | −10 … 10 | their mean, + is conflict
""")
VOICES = Table("""
One row per speaker, and one for the reporter
voice | str | | the speaker, *unnamed speakers* or *the reporter*
country | str | ISO 3166 alpha-3 | the speaker's country
quotes | Int64 | count | how many quotes; 0 for the reporter
words | Int64 | count | the words of these quotes; of the reporter, those of the body outside quotes
tone, polarity, vader | float64 | −1 … 1 | mean over the speaker's quotes, or over the reporter's sentences
tone_words | Int64 | count | the words with a tone on which `tone` rests
""")
STANCES = Table("""
One row per voice that speaks about the crisis in events that are sure, the most escalating first
voice | str | | who speaks
stance | str | `escalates`, `eases`, `does both` | the side of at least two thirds of the events, else `does both`
events | Int64 | count | events on this voice's word, or done in its words; a class counts once for each side that acts
escalation | float64 | −10 … 10 | their mean, + is conflict
paragraph | Int64 | 1, 2, 3 … | where the clearest of these events is
start, end | Int64 | characters | the words that report that event
""")

# Two versions of one story

COMPARISON = Table("""
One row per paragraph of either version
paragraph_a, paragraph_b | Int64 | 1, 2, 3 … | its number in the first and in the second version; empty if that version
    does not have it
change | str | `kept`, `reworded`, `cut`, `added`, `split`, `merged` | what happened to it, see below
moved | bool | | whether it is outside the longest run of paragraphs that both versions have in the same order
part_of | Int64 | 1, 2, 3 … | of `split`, the paragraph of the first version that has its words; of `merged`, that of
    the second version
similarity | float64 | 0 … 1 | twice the words in common, in order, divided by the words of both, parts that were
    split off or merged included; only for `kept` and `reworded`
tone_a, tone_b | float64 | −1 … 1 | its tone in each version, as in `paragraphs`
escalation_a, escalation_b | float64 | −10 … 10 | its escalation in each version, as in `paragraphs`
events_a, events_b | Int64 | count | its current events in each version, by which its escalation is weighted
text_a, text_b | str | | its words in each version
""")
SHIFTS = Table("""
One row per measure
measure | str | `escalation`, `tone` | the measure
mean_a, mean_b | float64 | of the measure | of each version: mean escalation of its current events, mean tone of its
    paragraphs
change | float64 | of the measure | from the first to the second; the next three add up to it
by_cuts | float64 | of the measure | change of the mean when the paragraphs that were cut are left out; this and the
    next two are empty if no scored paragraph is left
by_rewording | float64 | of the measure | its change when the rest then gets the words and breaks of the second version
by_additions | float64 | of the measure | its change when the added paragraphs then join
""")

# Many articles

ARTICLES = Table("""
One row per article that was read
article | str | 16 hexadecimal digits | its id, made from its content and from what the source says about it
file | str | | the file, or the table and the row (from 1) with its text
outlet | str | | who published it, according to the source
published | datetime64[s] | | the day of publication, according to the source, else to the article
url | str | | its address, according to the source
headline | str | | its headline
kind | str | `report`, `opinion`, `interview` … | what kind of text it is: `report`, or what the note at the top of its
    report would call it: `live`, `several`, `interview`, `review`, `letter`, `opinion`, `obituary`, `personal`, `list`
text | str | | the article as it was read
paragraphs, words | Int64 | count | how many its body has
tone, polarity, vader | float64 | −1 … 1 | mean over its paragraphs that have a score
escalation | float64 | −10 … 10 | mean over its current events, neutral ones left out; + is conflict; empty without any
events | Int64 | count | these events
events_background | Int64 | count | its background events, neutral ones left out
quotes | Int64 | count | its quotes, those in headlines and captions included
signature | bytes | 512 bytes | MinHash of the words of its body, to find copies; empty without a word
""")
NAMES = Table("""
One row per name in the body of an article, and per person it calls one of its outlet
name | str | | a word with a capital within a sentence, such as `Benghazi`; a country's name stands for its adjective
    and its people too. Of a reporter, the full name
times | Int64 | count | how often the body has it; empty for a reporter
reporter | bool | | whether it is a reporter of the outlet: *the Post's Ana Rusu*
""")
FAILURES = Table("""
One row per article that cannot be read
article, file, outlet, url | str | | as in `articles`
error | str | | why it cannot be read
remedy | str | | how to fix it
""")

# How far to trust it

AGREEMENT = Table("""
One row per figure
origin | str | `given article`, `own sentences`, `public set` | whose annotation
job | str | `layout`, `quotes`, `dates`, `events`, `quiet`, `tone` | what is read
measure | str | see below | how it is scored
units | Int64 | count | what was resampled: articles, or facts if there is only one article or none
n | Int64 | count | the facts on which the figure rests
figure | float64 | 0 … 1; r from −1; a rate for `quiet` | the figure
low, high | float64 | of the figure | its 95 % interval by resampling units; empty if all resamples give the same figure
baseline | str | | a simple method to compare with
baseline_figure | float64 | of the figure | its figure on the same rows
peer | str | | the best other tool that was measured on the same rows (`validation_peers.csv`)
peer_figure | float64 | of the figure | its figure
human | float64 | of the figure | the figure of one person on the same rows
""")
CALIBRATION = Table("""
One row per bin of scores
origin | str | `own sentences`, `public set` | whose annotation
measure | str | `tone`, `polarity`, `vader`, `confidence` | the score: a measure of tone, or the confidence of events
score | float64 | of the measure | mean score of the bin
observed | float64 | −4 … 4 for tone; 0 … 1 | the raters' mean, or the share of events on the right side
low, high | float64 | of `observed` | its 95 % interval by resampling rows
n | Int64 | count | rows in the bin
""")
UNREAD = Table("""
One row per measure and stage
job, measure | str | as in `results.csv` | what was measured
stage | str | | when the unread half of the rows was scored
figure | float64 | of the measure | the figure
aim | float64 | of the measure | the figure that we aim at
""")
SPEED = Table("""
One row per figure of speed
benchmark | str | | the script in `tests/benchmarks` that measured it
figure | str | | what was measured
value | float64 | see `unit` | the figure, in three digits
unit | str | | its unit; *times* something is a ratio within one run
bar | str | of the figure | what it should be *at most* or *at least*
day | datetime64[s] | day | when it was measured
machine | str | | the kind of machine: cores, processor, system and Python
""")
TWO_CODERS = Table("""
One row per figure of the two coders of events
measure | str | see below | what is measured, and of which coder
of | str | `act`, `side`, `root`, `modality`, `frame`, `source`, `target` | what of an act
n | Int64 | count | the acts or rows on which the figure rests
figure | float64 | 0 … 1; alpha from −1 | the figure
""")
CONFIDENCE = Table("""
One row per confidence, coder and tenth
measure | str | `confidence`, `source_confidence`, `target_confidence` | a column of the table `events`
coder | str | `all`, `both`, `rules`, `learned` | whose rows; `all` has those of all three
tenth | float64 | 0 … 0.9 | where the tenth begins; a tenth without rows is left out
score | float64 | 0 … 1 | mean confidence of the rows
observed | float64 | 0 … 1 | share of the rows that are right: in side and modality, in the source, in the target
n | Int64 | count | rows
""")
