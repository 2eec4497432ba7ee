"""Numbers and names that look like dates and are none: street names, counts, versions, planets, first names."""

from __future__ import annotations

import re

from tui_reader.entities.dates import symbols as sym
from tui_reader.entities.dates.lexer import Tokens
from tui_reader.entities.dates.packs import Pack
from tui_reader.entities.dates.people import is_age, is_titled
from tui_reader.entities.dates.readings import Form, Reading
from tui_reader.entities.dates.years import HYPHENED, WORD_AFTER, WORD_BEFORE, are_years, is_counted, is_year

_CONNECTED = re.compile(
    r"([^\W\d_]+)[^\S\n]+"
    r"(du |des |de la |de l'|de |del |della |delle |dei |des |den |der |do |da |van de |van )?[^\S\n]*\Z"
)
_SECTION = re.compile(r"\s*\d+(?:\.\d+)+")
_ENDS = re.compile(
    r"\s*(?:[,.;:!?)»\"]|\Z|\n|\s(?:à|au|dans|lors|pour|et|par|avec|sur|chez|devant|en|de|du|un|une|le|la|les|il|elle)\b)"
)
_DOMAIN = re.compile(r"\.[a-z]")
"""*Monday.com* is an address."""
_GLUED_BEFORE, _GLUED_AFTER = frozenset("/_@=&#~"), frozenset("/_@=&°²")
_PAIRED = frozenset({"weekday", "month", "days_month"})
_SLASHED = re.compile(r"(?<![/\w])[^\W\d_]{3,}/[^\W\d_]{3,}(?![/\w])|(?<!\d)\d\d?\.?/\d\d?\.?\s[^\W\d_]{3}")
"""*Samstag/Sonntag*, *5./6. Mai*: what may stand around a slash between dates."""
_NAMED_DAYS = frozenset({"weekday", "weekday_part", "day_month"})


def is_date(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """Whether nothing around the reading speaks against it."""
    text, start, end = tokens.text, reading.start, reading.end
    glued = text[start - 1 : start] in _GLUED_BEFORE or text[end : end + 1] in _GLUED_AFTER
    if glued and not (reading.rule in _PAIRED and _SLASHED.search(text, max(0, start - 12), end + 12)):
        return False
    if _DOMAIN.match(text, end):
        return False
    check = _CHECKS.get(reading.rule)
    if check is not None and not check(reading, tokens, pack):
        return False
    if start > 1 and text[start - 1] == "-" and text[start - 2].isalpha() and reading.rule in _NAMED_DAYS:
        return tokens.symbols[max(0, reading.first - 2) : reading.first - 1] not in ("_", "")  # "Herz-Jesu-Sonntag"
    return reading.form is not Form.CALENDAR or not _is_place(text, start, end, pack)


def _is_place(text: str, start: int, end: int, pack: Pack) -> bool:
    before = _CONNECTED.search(text, max(0, start - 32), start)
    if before and before.group(1).lower() in pack.place_before:
        if before.group(2):
            return True
        if pack.capitals:
            return text.startswith(("des ", "der "), start)  # "Straße des 17. Juni"
        return not text.startswith(("le ", "la ", "el ", "il ", "the "), start)
    after = WORD_AFTER.match(text, end)
    return bool(after and after.group(1)[0].isupper() and after.group(1).lower() in pack.place_before)


def _numeric(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*2.3.2020* at the head of a line among other numbered lines is a section."""
    text = tokens.text
    if is_counted(text, reading.start, pack):
        return False
    if "." not in text[reading.start : reading.end]:
        return True
    line = text.rfind("\n", max(0, reading.start - 200), reading.start) + 1
    if text[line : reading.start].strip():
        return True
    neighbours = [text.rfind("\n", 0, max(line - 1, 0)) + 1 if line else -1, text.find("\n", reading.end) + 1]
    return not any(place >= 0 and place != line and _SECTION.match(text, place) for place in neighbours if place > -1)


def _month(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*April Smith* is a person, *April* a month."""
    text = tokens.text
    written = text[reading.start : reading.end].lower()
    if tokens.symbols[reading.first - 1 : reading.first] == sym.ROMAN or is_titled(text, reading.start, pack):
        return False
    if not (pack.capitals or pack.month_first) and text[reading.start].isupper():
        cued = tokens.symbols[reading.first - 1 : reading.first] in tuple("IJ><ǵ")
        near = max(0, reading.start - 4)
        opens = not near and not text[: reading.start].strip(' («“"')
        opens = opens or _OPENS.search(text, near, reading.start) is not None
        if not cued and (not opens or HYPHENED.match(text, reading.end)):
            return False  # "les Avril", "Juillet-sur-Marne"
    if written not in pack.name_like:
        return True
    if text[reading.start].islower():
        return not pack.month_first  # "a june-bug"
    cue = tokens.symbols[reading.first - 1 : reading.first]
    named = re.match(r"\s+[A-Z]", text[reading.end : reading.end + 4]) is not None
    lower_case = not (pack.capitals or pack.month_first)  # where months have no capital, a capital is a name's
    if named and (lower_case or cue not in tuple("IJ><ǵ")):
        return False
    if cue in tuple("IJ><&οà,gǵ"):
        return True
    before = re.search(r"(\w+)\s+\Z", text[max(0, reading.start - 24) : reading.start])
    return not (before and before.group(1)[0].isupper() and tokens.symbols[reading.first - 1] == "_")


_OPENS = re.compile(r"[.!?:;\n•–-]\s?[«“\"(]?\s?\Z")


def _weekday(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*Herr Sonntag* and *Luc Dimanche* are persons."""
    text, start = tokens.text, reading.start
    if reading.last - reading.first > 1:
        return True
    if not (pack.capitals or pack.month_first) and text[start].isupper():
        named = _CAPITALISED.search(text, max(0, start - 24), start)
        if named and not _OPENS.search(text, max(0, start - 4), start):
            return False
    return not is_titled(text, start, pack)


_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ]\w+ \Z")


def _day_of_month(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*le 12* before a pause or a preposition; not *le 12 rue X*, *les 28*, *the 12*."""
    written = tokens.text[reading.start : reading.end].lower()
    if (reading.day or 99) > 31:
        return False
    if pack.language == "en":
        ended = tokens.symbols[reading.last : reading.last + 1] in tuple(",.!")
        return written.startswith("the") and written[-1].isalpha() and _cued(reading, tokens) and ended
    if not written.startswith(("le ", "il ", "el ", "o ")):
        return False
    return bool(_ENDS.match(tokens.text, reading.end)) and tokens.symbols[reading.first - 1 : reading.first] != "p"


def _cued(reading: Reading, tokens: Tokens) -> bool:
    return tokens.symbols[reading.first - 1 : reading.first] in tuple("I>&")


def _duration(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*20 Minutes* and *24 Heures* are names; *an hour* after a price is a rate and stays."""
    if pack.capitals:
        return not _JUBILEE.match(tokens.text, reading.end)
    if is_age(reading, tokens, pack):
        return False
    if tokens.text.startswith(("Le ", "le "), reading.start) and (reading.amount or 0) > 1:
        return False  # "le 20 heures" is on television
    if reading.unit == "TS" and tokens.symbols[reading.first] == "D":
        return False  # "pour les secondes et troisième places"
    if reading.unit == "Q" and tokens.symbols[reading.last : reading.last + 1] == "ο":
        return False  # "a quarter of voters"
    unit = re.search(r"([^\W\d_]+)\Z", tokens.text[reading.start : reading.end])
    return not (unit and unit.group(1)[0].isupper() and unit.group(1)[1:].islower())


_JUBILEE = re.compile(r"-[A-ZÄÖÜ]")
"""*das 75-Jahr-Jubiläum*"""


def _aged(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    return not is_age(reading, tokens, pack)


def _daypart(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """A midday or night with a capital is a region or a name."""
    written = tokens.text[reading.start : reading.end]
    return pack.capitals or written == written.lower() or not written.split()[-1][0].isupper()


def _weekday_day(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    word = WORD_AFTER.match(tokens.text, reading.end)
    return not (word and word.group(1).lower() in pack.number_after)


def _quarter(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*the second half* of a game is no half-year."""
    after = tokens.symbols[reading.last : reading.last + 1]
    if reading.year is None and reading.period[:1] == "H" and after in tuple("ο-–"):
        return False  # "the second half of the century"
    if (
        reading.year is None
        and sym.PERIOD_NAME in tokens.symbols[reading.first : reading.last]
        and tokens.surface(reading.last - 1)[0] != "Q"
    ):
        return False  # tram T1, appendix S1
    if pack.sport is None or reading.year is not None or reading.unit:
        return True
    return not pack.sport.search(tokens.lowered, max(0, reading.start - 120), reading.end + 120)


def _season(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*en été*, not *depuis été*: without an article a season needs the preposition of seasons."""
    inside = tokens.symbols[reading.first : reading.last]
    if "D" not in inside and "r" not in inside:
        before = tokens.text[max(0, reading.start - 4) : reading.start].split()
        if not before or before[-1].lower() not in _IN:
            return False
    return _daypart(reading, tokens, pack)


_IN = frozenset({"en", "au", "in", "im", "nel", "no", "na", "zum", "ab", "bis", "seit"})


def _feast(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*la rentrée* is a time, *sa rentrée* a return."""
    if _HYPHENED_NAME.search(tokens.text, max(0, reading.start - 2), reading.start):
        return False
    told_when = tokens.symbols[reading.first - 1 : reading.first] in tuple("IJ>àǵ")
    return reading.feast != "back-to-school" or reading.year is not None or told_when


_HYPHENED_NAME = re.compile(r"\w-\Z")
"""*Jean-Noël*"""


def _frequency(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*LA Weekly* is a newspaper."""
    written = tokens.text[reading.start : reading.end]
    before = tokens.text[max(0, reading.start - 2) : reading.start]
    paper = _NEWSPAPER.search(tokens.lowered, max(0, reading.start - 12), reading.start)
    if paper and written.startswith(_PAPERS):
        return False
    return not written[0].isupper() or not before.strip() or before.strip()[-1] in '.!?"'


_PAPERS = ("quotidien", "hebdo", "mensuel", "trimestriel")
_NEWSPAPER = re.compile(
    r"(?:\b(?:les?|une?|du|des|au|aux|ce|ces|notre|votre|son|leurs?|grands?|deux|trois"
    r"|premiers?|seuls?|principal|principaux|autres?|anciens?|nouveaux?|plusieurs)|l') ?\Z"
)
"""*le quotidien régional* is a newspaper; *un journal quotidien* comes every day."""


def _decade(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*in my twenties* is an age."""
    written = tokens.text[reading.start : reading.end]
    if _OWNED.search(tokens.text, max(0, reading.start - 8), reading.start):
        return False
    return pack.language != "en" or any(c.isdigit() for c in written) or reading.last - reading.first > 1


_OWNED = re.compile(r"\b(?:his|her|their|my|your|our)\s\Z")
"""*in his 50s* is an age."""


def _reference(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*was once*, not *once the plan is approved*."""
    written = tokens.text[reading.start : reading.end].lower()
    if written != "once":
        return True
    before = WORD_BEFORE.search(tokens.text, max(0, reading.start - 24), reading.start)
    return bool(before and before.group(1).lower() in _ONCE_AFTER)


_ONCE_AFTER = frozenset({"was", "were", "had", "who", "he", "she", "that", "which", "they", "it", "is", "are"})


def _refday(reading: Reading, tokens: Tokens, pack: Pack) -> bool:
    """*the day before the war* is counted from the war."""
    last_word = tokens.text[reading.start : reading.end].lower().rsplit(maxsplit=1)[-1]
    return last_word not in _OPEN or tokens.symbols[reading.last : reading.last + 1] in tuple(",.!")


_OPEN = frozenset({"before", "after", "d'avant", "d'après"})


_CHECKS = {
    "quarter": _quarter,
    "quarter_dir": _quarter,
    "frequency": _frequency,
    "refday": _refday,
    "reference": _reference,
    "decade": _decade,
    "year": is_year,
    "years": are_years,
    "numeric": _numeric,
    "weekday": _weekday,
    "month": _month,
    "month_maybe": _month,
    "day_of_month": _day_of_month,
    "duration": _duration,
    "daypart": _daypart,
    "season": _season,
    "feast": _feast,
    "units": _duration,
    "firsts": _duration,
    "aged": _aged,
    "the_unit": _daypart,
    "weekday_day": _weekday_day,
}
