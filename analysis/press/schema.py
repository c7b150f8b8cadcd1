"""The tables of many articles together: what one row is, and each column's type, unit or values, and meaning.

Those of one article, and of the articles of a coverage, are in `reading/schema.py`.
"""

from analysis.reading.tables import Table

PRESS_DEEDS = Table("""
One row per distinct event of one day, however many articles report it, oldest first
deed | Int64 | 1, 2, 3 … | its number, in order of days
day | datetime64[s] | | when it happened
source, target | str | ISO 3166 alpha-3, else a name | who acts, and on whom; empty if no article says
root | str | | PLOVER's class of event
quad | str | `Vcoop`, `Mcoop`, `Vconf`, `Mconf` | the quad class
side | str | `cooperation`, `conflict` | the side
escalation | float64 | −10 … 10 | mean of its reports, + is conflict
confidence | float64 | 0 … 1 | the highest of its reports
events | Int64 | count | its reports: its rows in `events`
asserted | Int64 | count | how many of these state it as a fact
article | str | | an article that reports it, as a fact if one does, in the words that most articles use
paragraph | Int64 | 1, 2, 3 … | where that article reports it
start, end | Int64 | characters | the place of the words there
text | str | | these words
articles, outlets, stories | Int64 | count | how many report it; all versions of a story count once in `stories`
joined | str | | how many of its reports are joined to the one that stands for it, and why; empty if there is only one
""")
PRESS_REPORTS = Table("""
One row per report of an event in `deeds`, event by event, first the report that stands for it
deed | Int64 | 1, 2, 3 … | the event's number in `deeds`
day | datetime64[s] | | when the event happened
own_day | datetime64[s] | | the day that this report gives; empty if none
article | str | | the article
paragraph | Int64 | 1, 2, 3 … | the paragraph
start, end | Int64 | characters | the place of the words that report it
text | str | | these words
source, target | str | ISO 3166 alpha-3, else a name | who acts, and on whom, according to this report
root | str | | PLOVER's class of event, according to this report
modality | str | | as in `events`
confidence | float64 | 0 … 1 | as in `events`
shared | float64 | 0 or more | what its words share with the nearest report of the event, weighted by rarity, and
    more or less for sides, class and days that are the same or differ; 0.7 is enough
joined | str | | why it is joined to the report that stands for the event; empty for that one
""")
PRESS_TOLL = Table("""
One row per total of people that a sentence gives: killed, wounded, held …
day | datetime64[s] | | the day of the article
number | Int64 | count | how many
bound | str | `at least`, `at most`, `about` | whether the article says more than, up to or about; empty if not
what | str | `killed`, `wounded`, `displaced`, `held`, `missing` | what happened to them
article | str | | the article
paragraph | Int64 | 1, 2, 3 … | the paragraph
start, end | Int64 | characters | the place of the words that say so
text | str | | these words
""")
PRESS_DAYS = Table("""
One row per day of the crisis, days without an event included
day | datetime64[s] | | the day
deeds | Int64 | count | its distinct events: its rows in `deeds`
conflict | float64 | 0 or more | sum of the escalation of its events of conflict, each weighted by its `confidence`
cooperation | float64 | 0 or less | the same for its events of cooperation
escalation | float64 | −10 … 10 | mean over its events, weighted in the same way; + is conflict
low, high | float64 | −10 … 10 | 5th and 95th percentile of that mean over random samples of the stories; empty with
    fewer than three stories
articles, outlets, stories | Int64 | count | how many report the day
steady | float64 | 0 … 1 | for a day with more conflict than each of the three days before and after it: the share of
    these samples in which it still has; else empty
peak | bool | | whether `steady` is at least 0.75 and stories enough report the day: two, and a third as many as the day
    that most of them report
""")
REFERENCES = Table("""
One row per sentence of an article's body and day to which it refers
article | str | | the article; the next three columns are as in `articles`
outlet, story | str | | who published it, and the first version of its story
published | datetime64[s] | | the day of publication
place | Int64 | 1, 2, 3 … | the number of the sentence in the body
paragraph | Int64 | 1, 2, 3 … | its paragraph
start, end | Int64 | characters | its place
day | datetime64[s] | | the day
named | bool | | whether it names the day by the calendar (*8 January*), not as *Monday* or *yesterday*, or not at all
own | bool | | whether it names the day itself, and not another sentence of its lead
delay | Int64 | days | from the day to publication; empty if the article has no day of publication
share | float64 | 0 … 1 | 1 if the sentence or the lead around it names the day; else the share of the outlet's leads
    that refer to a day so long before publication
""")
TELLING = Table("""
One row per sentence that tells a day
day | datetime64[s] | | the day
article, outlet | str | | the article that has the sentence, and who published it
published | datetime64[s] | | the day of publication
paragraph | Int64 | 1, 2, 3 … | its paragraph
start, end | Int64 | characters | its place
text | str | | the sentence
""")
TIMELINE = Table("""
One row per day to which the articles refer, the day that matters most first
day | datetime64[s] | | the day
weight | float64 | 0 or more | how often later reports go back to it, corrected, see below
shown | bool | | whether it is one of the days that carry the crisis
text | str | | the sentence or two that tell the day best; empty if none does
article | str | | the article that has the first
paragraph | Int64 | 1, 2, 3 … | its paragraph
start, end | Int64 | characters | its place
stories, outlets | Int64 | count | how many refer to the day
later | Int64 | days | on how many later days, more than two after it, reports go back to it by its date
news | float64 | stories | how many leads report it at the time; one that names no day counts by shares
escalation | float64 | −10 … 10 | mean of the acts of that day, as in `days`; + is conflict
why | str | | what the weight rests on, in words
""")
OUTLETS = Table("""
One row per outlet, the one with most articles first
outlet | str | | its name; *unknown outlet* if the source gives none
articles | Int64 | count | its articles
copies | Int64 | count | how many of them are later versions of a story
cooperation, conflict | Int64 | count | current events that its articles report
escalation | float64 | −10 … 10 | mean over its articles, + is conflict
tone | float64 | −1 … 1 | mean over its articles
escalation_gap | float64 | points of escalation | mean distance of its articles, copies left out, to what other outlets
    printed within two days
escalation_p | float64 | 0 … 1 | how often random signs make as large a gap, adjusted for the number of outlets (Holm);
    empty for fewer than six articles with a gap
tone_gap, tone_p | float64 | points of tone; 0 … 1 | the same for tone
""")
COPIES = Table("""
One row per version of a story with several versions, the first version included
story | str | | id of the first version
article | str | | id of this version
outlet | str | | who published it; this and the next columns are as in `articles`
published | datetime64[s] | | the day of publication
headline | str | | its headline
words | Int64 | count | the words of its body
escalation | float64 | −10 … 10 | mean over its current events, + is conflict
tone | float64 | −1 … 1 | mean over its paragraphs
""")
PRESS_VOICES = Table("""
One row per speaker, outlet and day of publication
voice | str | | the speaker, by the same name in all articles; *unnamed speakers* for those without a name
country | str | ISO 3166 alpha-3 | the speaker's country
outlet | str | | who quotes
published | datetime64[s] | | when
articles | Int64 | count | in how many articles
quotes | Int64 | count | how many quotes
tone | float64 | −1 … 1 | their mean tone
""")
PRESS_SIDES = Table("""
One row per main party of the crisis, the one in most articles first, and one for all others
side | str | ISO 3166 alpha-3, else a name | the party; *others* for all who are no main party
names | str | | the names by which `sides.csv` knows it, with a comma between them
acts | Int64 | count | the acts that it does or suffers
conflict, cooperation | Int64 | count | how many of these are on which side
source, target | Int64 | count | how many of these it does, and suffers
against | str | ISO 3166 alpha-3, else a name | the main party with which it has most acts of conflict
articles | Int64 | count | the articles with these acts
""")
SIDES = Table("""
One row per name of a main party
side | str | | the party: a country by its code or name, else as it shall be called
name | str | | a name or a word for it; *government* and other words in small letters count only in articles about its
    country
""")
PRESS_LEFT_OUT = Table("""
One row per article that is about another subject, the least relevant first
article, file, headline | str | | as in `articles`
score | float64 | 0 … 1 | how far its names are those of the collection; below 0.5 it is left out
reason | str | | the names that it lacks and those that it has instead
""")
PRESS_PHASES = Table("""
One row per phase of the crisis, oldest first; a phase is better or worse than the one before by more than chance makes
first_day, last_day | datetime64[s] | | the days on which its reports appeared
articles, stories | Int64 | count | these reports; all versions of a story are one story
words | Int64 | count | the words of its stories, each in its first version
escalation | float64 | −10 … 10 | mean of its current acts, each weighted by its `confidence`; + is conflict
conflict | float64 | 0 or more | sum of the escalation of its current acts of conflict, each weighted by its
    `confidence`, per 1,000 words
cooperation | float64 | 0 or less | the same for its acts of cooperation
change | str | `worse`, `better` | conflict and cooperation together, against the phase before; empty in the first
p | float64 | 0 … 1 | how often days in random order change as much, adjusted for how many parts were searched
low, high | datetime64[s] | | 5th and 95th percentile of its first day over random samples of the stories
""")
