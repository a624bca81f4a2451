"""One writing of a policy for a vendor: the policy with its places, and what the vendor can't say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hindesk.exchange.findings import Finding
from hindesk.exchange.names import Names
from hindesk.exchange.tables import FieldWord, Vendor
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.yaml_source import Path, Value


@dataclass(slots=True)
class Writing:
    """What writers for one vendor share.

    Args:
        policy: the policy.
        source: its text with the places of everything.
        words: the vendor's words.
        names: names of ids.
        year: the year whose public holidays are written as dates, or None.
        findings: what the vendor can't say so far.
    """

    policy: Policy
    source: Source
    words: Vendor
    names: Names
    year: int | None = None
    findings: list[Finding] = field(default_factory=list)

    def tell(self, path: Path, message: str) -> None:
        """Keep a finding about what stands at a path of the policy."""
        place = self.source.document.keys.get(path) or self.source.document.place(path)
        finding = Finding(str(place), message)
        if finding not in self.findings:
            self.findings.append(finding)

    def identifier(self, kind: str, name: str, path: Path) -> Value:
        """Return the id of a name as a number; a name without one is written as it is, which is a finding."""
        found = name if name.isdigit() else self.names.identifier(kind, name)
        if found is None:
            what = kind.replace("_", " ")
            self.tell(
                path, f"{self.words.title} wants the id of the {what} {name!r}: replace the name, or give --names"
            )
            return name
        return int(found) if found.isdigit() else found

    def words_for(self, name: str) -> Iterator[tuple[str, FieldWord]]:
        """Yield the vendor's fields that say a field of the policy, those with fixed values first."""
        fitting = [(key, word) for key, word in self.words.fields.items() if word.field == name and not word.in_only]
        yield from sorted(fitting, key=lambda one: not one[1].values)

    def value(self, word: FieldWord, value: str, path: Path) -> Value:
        """Return a value in the vendor's words; None where it has no word for it."""
        known = {said.casefold(): key for key, said in word.values.items()}
        if value.casefold() in known:
            said = known[value.casefold()]
            return int(said) if said.isdigit() else said
        if word.kind:
            return self.identifier(word.kind, value, path)
        return None if word.values else value

    def tell_keys(self, number: int, *, said: frozenset[str]) -> None:
        """Keep a finding about every key of a rule that the vendor's SLA policies don't have."""
        rules = self.source.sections["sla"]
        rule = rules[number] if isinstance(rules, list) else None
        for key in rule if isinstance(rule, dict) else ():
            if key not in said:
                self.tell(("sla", number, key), f"{self.words.title}'s SLA policies have no {key!r}")

    def tell_sections(self, *, said: frozenset[str]) -> None:
        """Keep a finding about every section that the vendor's SLA policies don't have."""
        for section in self.source.sections:
            if section not in said:
                self.tell((section,), f"{self.words.title}'s SLA policies have no {section!r}")
