"""One reading of a vendor's policies: the policy that is being written, and what it can't say."""

from __future__ import annotations

from dataclasses import dataclass, field

from hindesk.errors import InputError
from hindesk.exchange.findings import Finding
from hindesk.exchange.hours import iana_zone
from hindesk.exchange.names import Names
from hindesk.exchange.nodes import Node
from hindesk.exchange.tables import Vendor
from hindesk.exchange.written import Draft
from hindesk.policy.words import RESERVED, STATE_FIELDS
from hindesk.yaml_source import Path, Value


@dataclass(slots=True)
class Reading:
    """What readers of one vendor share.

    Args:
        words: the vendor's words.
        names: names of ids.
        time_zone: the policy's zone where the person gave one, else empty.
        draft: the policy so far.
        findings: what it can't say so far.
        fields: the custom fields that its conditions name, in the order in which they came up.
        rules: its rules so far.
    """

    words: Vendor
    names: Names
    time_zone: str = ""
    draft: Draft = field(default_factory=Draft)
    findings: list[Finding] = field(default_factory=list)
    fields: dict[str, None] = field(default_factory=dict)
    rules: list[Value] = field(default_factory=list)

    def tell(self, node: Node, message: str, at: Path) -> None:
        """Keep a finding about a value of the input, and put it as a comment where it would stand in the policy."""
        finding = Finding(node.place, message)
        if finding not in self.findings:
            self.findings.append(finding)
        self.draft.note(at, message)

    def leave_out(self, node: Node, message: str, at: Path) -> None:
        """Keep a finding that a rule is left out, with all that was told of it."""
        self.draft.gather(at)
        self.tell(node, message, at)

    def name_of(self, kind: str, identifier: str, node: Node, at: Path) -> str:
        """Return the name of an id, or the id itself, which is a finding."""
        name = self.names.name(kind, identifier)
        if name is None:
            what = f"{kind.replace('_', ' ')} {identifier}"
            finding = Finding(node.place, f"{what}: replace it by the name that your exports use, or give --names")
            if finding not in self.findings:
                self.findings.append(finding)
            self.draft.unnamed(at, what)
        return name or identifier

    def field_of(self, name: str, node: Node, at: Path) -> str:
        """Return the field that conditions may name, which is a finding where it is no standard one."""
        if name in RESERVED:
            name = f"field {name}"
        if name not in STATE_FIELDS and name not in self.fields:
            self.fields[name] = None
            self.tell(node, f"{name!r} is no standard field: it matches only where tickets are imported with it", at)
        return name

    def tell_strange_keys(self, node: Node, kind: str, at: Path) -> None:
        """Keep a finding about every key that says something which is not read."""
        for key, value in node.items():
            if key not in self.words.silent[kind] and value.value not in (None, [], {}, "", False):
                self.tell(value, f"{key!r} is not carried over", at)

    def zone_of(self, node: Node) -> str:
        """Return the IANA name of the time zone that a value names.

        Raises:
            InputError: no zone is known by that name.
        """
        name = node.text()
        zone = iana_zone(name)
        if zone is None:
            raise InputError(f"{node.place}: unknown time zone {name!r}", "write an IANA name such as Asia/Seoul there")
        return zone

    def unique(self, name: str, taken: list[str]) -> str:
        """Return a name, with a number where it is taken."""
        number, tried = 2, name
        while tried in taken:
            tried, number = f"{name} ({number})", number + 1
        return tried
