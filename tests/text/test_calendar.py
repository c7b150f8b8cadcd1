"""Days and spans of days."""

from datetime import date

from analysis.text.calendar import (
    find_bounds,
    read_number,
    shift,
    write_length,
    write_value,
)


def test_the_calendar():
    assert find_bounds("2020-W01") == (date(2019, 12, 30), date(2020, 1, 5))
    assert find_bounds("2020-WI") == (date(2020, 12, 1), date(2021, 2, 28))
    assert find_bounds("199") == (date(1990, 1, 1), date(1999, 12, 31))
    assert find_bounds("2020-H2") == (date(2020, 7, 1), date(2020, 12, 31))
    assert find_bounds("2020-01-08TMO") == (date(2020, 1, 8),) * 2
    assert find_bounds("2020-02-30") == find_bounds("P3D") == find_bounds("XXXX-01-03") == (None, None)
    assert shift(date(2020, 1, 31), 1, "month") == date(2020, 2, 29)
    assert shift(date.max, 1, "day") is None and shift(date(2020, 1, 1), -9999, "century") is None
    assert write_value(date(2019, 12, 31), "week") == "2020-W01"
    assert [read_number(n) for n in ("twenty-one", "1,500", "a", "several")] == [21, 1500, 1, None]
    assert [
        write_length(2, "hour"),
        write_length(None, "month"),
        write_length(1, "fortnight"),
    ] == "PT2H PXM P2W".split()
