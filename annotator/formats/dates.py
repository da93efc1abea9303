"""Dates as Arabic newsrooms write them, read as far as they say it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

from annotator.text.folding import fold

# By search form. Gregorian names of Egypt and the Gulf, Syriac ones of the Levant and Iraq, French ones of the Maghreb,
# and Moroccan spellings, as in the Unicode CLDR locales ar, ar-SY, ar-TN, ar-MA; English for feeds.
_MONTH_NAMES: Final = (
    ("يناير", "كانون الثاني", "جانفي", "january", "jan"),
    ("فبراير", "شباط", "فيفري", "february", "feb"),
    ("مارس", "آذار", "march", "mar"),
    ("أبريل", "نيسان", "أفريل", "april", "apr"),
    ("مايو", "أيار", "ماي", "may"),
    ("يونيو", "يونيه", "حزيران", "جوان", "june", "jun"),
    ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز", "july", "jul"),
    ("أغسطس", "آب", "أوت", "غشت", "august", "aug"),
    ("سبتمبر", "أيلول", "شتنبر", "september", "sept", "sep"),
    ("أكتوبر", "تشرين الأول", "october", "oct"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "november", "nov"),
    ("ديسمبر", "كانون الأول", "دجنبر", "december", "dec"),
)
_MONTHS: Final = {fold(name): number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_NAMES: Final = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_TIME: Final = (
    r"(?:\D{0,12}?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s*(?P<half>[ap]\.?m|صباحا|مساء|[صم])(?!\w))?)?"
)

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_ISO_BASIC: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)" + _TIME)
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})(?!\d)" + _TIME
)
_WORDS: Final = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th|من)?[\s.,،-]*)?(?<!\w)(?P<name>{_NAMES})(?:\s*[/(]\s*(?:{_NAMES})\)?)?(?!\w)"
    rf"[\s.,،-]*(?P<year>\d{{4}})(?!\d)" + _TIME
)
_ENGLISH: Final = re.compile(
    rf"(?<!\w)(?P<name>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)" + _TIME
)
# No Arabic newspaper is older; a smaller number is a year of the Hijra.
_FIRST_YEAR: Final = 1800
_HIJRI: Final = re.compile(r"\d\s*(?:ه(?:ـ)?|هجري)(?!\w)")
_MAIL: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|UT|Z)"
)


@lru_cache(maxsize=1024)
def published(written: str) -> str | None:
    """A date in ISO 8601, as exact as the source is, or None where it cannot be understood.

    Reads ISO 8601, day/month/year, year/month/day, RFC 2822, and month names of Egypt, the Levant and the Maghreb, with
    any digits. A pair such as «آذار/مارس» counts as one name. Years of the Hijra are not converted.

    >>> published("الثلاثاء ٣ آذار/مارس ٢٠٢٦")
    '2026-03-03'
    >>> published("23/05/2015")
    '2015-05-23'
    >>> published("جويلية 2019")
    '2019-07'
    """
    if _MAIL.fullmatch(written.strip()):
        return _of_mail(written.strip())
    # The search form has lower case, one spelling of alef and yeh, and ASCII digits.
    text = " ".join(fold(written.replace("\u200f", "").replace("\u200e", "")).split())
    iso = _ISO.fullmatch(text.upper().strip())
    if iso:
        return _of_iso(iso)
    basic = _ISO_BASIC.fullmatch(text)
    if basic:
        return _of_parts(basic.groupdict())
    if _HIJRI.search(text):
        return None
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _WORDS, _ENGLISH):
        match = pattern.search(text)
        if match:
            return _of_parts(match.groupdict())
    return None


def _of_mail(written: str) -> str | None:
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _of_iso(match: re.Match[str]) -> str | None:
    year, month, day, time, zone = match.group("year", "month", "day", "time", "zone")
    if time is None or int(year) < _FIRST_YEAR:
        return _of_parts({"year": year, "month": month, "day": day})
    try:
        datetime.fromisoformat(f"{year}-{month}-{day}T{time}")
    except ValueError:
        return None
    return f"{year}-{month}-{day}T{time}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    return "" if zone is None else zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _of_parts(parts: dict[str, str | None]) -> str | None:
    """The date of year, month (or its name) and day, where there is such a day."""
    year = int(parts["year"] or 0)
    name = parts.get("name")
    month = _MONTHS[name] if name else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if year < _FIRST_YEAR:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if not month:
        return f"{year:04}"
    if not day:
        return None if parts.get("day") else f"{year:04}-{month:02}"
    hour = parts.get("hour")
    if not hour:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}-{day:02}T{_hour(int(hour), parts.get('half')):02}:{parts['minute']}"


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24, from one of 12 where the half of the day is said."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half[0] in "pم" else 0)
