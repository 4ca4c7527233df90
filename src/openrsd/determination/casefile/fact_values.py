"""The values that recorded facts may have: yes or no, a choice, a date known in part, words."""

from datetime import date

from openrsd.law.files import FactFile

YES_NO = {"yes": "yes", "true": "yes", "no": "no", "false": "no", "unknown": "unknown"}
FIRST_YEAR = 1850


def clean_fact(fact: FactFile, value: str, day: date) -> tuple[str | None, str]:
    """The value as it is stored, or None with what was expected."""
    match fact.kind:
        case "yes-no":
            return YES_NO.get(value.lower()), "yes, no or unknown"
        case "choice":
            return value if value in fact.choices else None, ", ".join(fact.choices)
        case "date":
            expected = f"YYYY, YYYY-MM or YYYY-MM-DD, not after {day}"
            return value if had_begun(value, day) else None, expected
        case _:
            return value, ""


def had_begun(value: str, day: date) -> bool:
    """Whether `value` is a year, a month or a day that had begun by `day`."""
    parts = value.split("-")
    widths = [len(part) for part in parts]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not value.replace("-", "").isdecimal():
        return False
    year, month, number = (int(part) for part in (*parts, "1", "1")[:3])
    try:
        return date(year, month, number) <= day and year >= FIRST_YEAR
    except ValueError:
        return False
