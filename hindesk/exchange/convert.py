"""Converting: vendors' files to a policy as YAML, and a policy to a vendor's JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.errors import InputError, PolicyError
from hindesk.exchange.findings import Conversion
from hindesk.exchange.freshdesk_in import read_freshdesk
from hindesk.exchange.freshdesk_out import freshdesk_json
from hindesk.exchange.names import Names
from hindesk.exchange.pagerduty_in import read_pagerduty
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record, read_records, reason
from hindesk.exchange.tables import kinds, vendor
from hindesk.exchange.writing import Writing
from hindesk.exchange.zendesk_in import read_zendesk
from hindesk.exchange.zendesk_out import zendesk_json
from hindesk.policy.load import check_text, load_policy
from hindesk.policy.sources import read_source
from hindesk.yaml_source import Value

_READERS: Final[dict[str, Callable[[Sequence[Record], Reading], None]]] = {
    "zendesk": read_zendesk,
    "gitlab": read_zendesk,
    "freshdesk": read_freshdesk,
    "pagerduty": read_pagerduty,
}
_WRITERS: Final[dict[str, Callable[[Writing], dict[str, Value]]]] = {
    "zendesk": zendesk_json,
    "freshdesk": freshdesk_json,
}
_SECTIONS: Final = ("calendars", "on_call", "fields")


def policy_from(
    paths: Sequence[Path], *, form: str | None = None, time_zone: str = "", names: Names | None = None
) -> Conversion:
    """Convert vendors' files to a policy.

    Args:
        paths: answers of one vendor's API, one or several files.
        form: one of `tables.IN_FORMATS`; None: what the files' keys say.
        time_zone: the IANA zone of the policy; empty: that of the first calendar or schedule, else UTC.
        names: names of ids.

    Raises:
        InputError: a file is not of a known shape, or nothing of it can be said.
        PolicyError: what was written is no policy; the message says why.
    """
    if time_zone:
        zone(time_zone)
    records = read_records(paths, form=form)
    name = records[0].format
    reading = Reading(vendor(name), names or Names(), time_zone)
    _READERS[name](records, reading)
    if not reading.rules:
        told = "\n".join(map(str, reading.findings)) or "there is no policy among the files"
        raise InputError(f"nothing of this makes a policy:\n{told}", "give the files of the policies too")
    text = _text(reading, kinds().titles[name], [path.name for path in paths])
    problems = check_text(text).problems
    if problems:
        listed = "\n".join(map(str, problems))
        raise PolicyError(f"what was read makes no policy:\n{listed}", "mend the input where it says something odd")
    zoneless = () if reading.time_zone else ("none of the files names a time zone: UTC is taken; --time-zone sets it",)
    return Conversion(text, tuple(reading.findings), (reason(records), *zoneless))


def _text(reading: Reading, title: str, files: list[str]) -> str:
    """Return the whole policy."""
    draft, made = reading.draft, reading.draft.sections
    draft.head.append(f"Read from {title}: {', '.join(files)}. Comments tell its ids, and what a policy can't say.")
    if not reading.time_zone:
        draft.note(("time_zone",), "none of the files names a time zone; --time-zone sets it")
    made["fields"] = list[Value](reading.fields)
    head: dict[str, Value] = {
        "hindesk": 1,
        "name": f"{reading.words.title} policies",
        "time_zone": reading.time_zone or "UTC",
        "profile": reading.words.profile,
    }
    draft.sections = {**head, **{key: made[key] for key in _SECTIONS if made.get(key)}, "sla": reading.rules}
    return draft.text()


def policy_to(path: Path, form: str, *, names: Names | None = None, year: int | None = None) -> Conversion:
    """Convert a policy to a vendor's JSON, as its API takes it.

    Args:
        path: the policy: a YAML file or a folder of them.
        form: one of `tables.OUT_FORMATS`.
        names: names of ids.
        year: the year whose public holidays and days of every year are written as dates.

    Raises:
        PolicyError: the policy can't be read or has problems.
    """
    policy, source = load_policy(path), read_source(path)
    writing = Writing(policy, source, vendor(form), names or Names(), year)
    said = _WRITERS[form](writing)
    return Conversion(f"{json.dumps(said, ensure_ascii=False, indent=2)}\n", tuple(writing.findings))
