"""Dates are read as far as newsrooms say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.dates import published


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-11-01", "2026-11-01"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("20261101", "2026-11-01"),
        ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z"),
        ("2026-11-01 10:00", "2026-11-01T10:00"),
        ("2017-05-20T20:07:00+0100", "2017-05-20T20:07:00+01:00"),
        ("23/05/2015", "2015-05-23"),
        ("٢٣/٠٥/٢٠١٥", "2015-05-23"),
        ("۲۳-۰۵-۲۰۱۵", "2015-05-23"),
        ("1 - 2 - 2020", "2020-02-01"),
        ("2020/1/5", "2020-01-05"),
        ("12.05.2021 - 9:05", "2021-05-12T09:05"),
        ("الجمعة 22 ماي 2015", "2015-05-22"),
        ("13 جويلية 2016 | 10:15", "2016-07-13T10:15"),
        ("15 غشت 2020", "2020-08-15"),
        ("3 شتنبر 2020", "2020-09-03"),
        ("الثلاثاء ٣ آذار/مارس ٢٠٢٦", "2026-03-03"),
        ("14 أيلول (سبتمبر) 2021", "2021-09-14"),
        ("٣ كانون الأوّل ٢٠٢٤", "2024-12-03"),
        ("كانون الثاني 2021", "2021-01"),
        ("5 من يونيه 2019", "2019-06-05"),
        ("3 أكتوبر 2019، 3:15 م", "2019-10-03T15:15"),
        ("3 أكتوبر 2019 12:15 صباحا", "2019-10-03T00:15"),
        ("March 3, 2026 at 9:30 PM", "2026-03-03T21:30"),
        ("3 Mar 2026", "2026-03-03"),
        ("Tue, 03 Mar 2026 10:00:00 GMT", "2026-03-03T10:00:00Z"),
        ("\u200f23/05/2015\u200f", "2015-05-23"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_said(written: str, iso: str) -> None:
    assert published(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "منذ ساعتين",
        "31/02/2020",
        "05/23/2015",
        "2/3/26",
        "1445/3/2 هـ",
        "1445",
        "٢ رمضان ١٤٤٥",
        "",
        "الأحد",
        "2020-13-01",
        "0000",
    ],
)
def test_what_is_no_date_of_the_calendar_stays_unread(written: str) -> None:
    assert published(written) is None


@given(st.text())
def test_nothing_that_is_written_breaks_the_reading(written: str) -> None:
    published(written)


@given(st.dates(min_value=date(1800, 1, 1)))
def test_every_day_is_read_in_three_ways(day: date) -> None:
    iso = day.isoformat()
    assert published(iso) == published(f"{day.day}/{day.month}/{day.year}") == published(iso.replace("-", "/")) == iso
