"""The layout of traits and lapses in the walk's memory; `codes` has the rest."""

from __future__ import annotations

from typing import Final

# Block of a trait in p.
T_SLOT: Final = 0
"""The slot that is 1 where a ticket has the trait, or -1: the trait is a condition, which is only counted."""
T_WHEN: Final = 1
"""The place of the program of such a condition."""
T_BY: Final = 2
"""A mask of `events.Actor`: whose texts count; 0: the trait is decided before the walk."""
T_SUBJECT: Final = 3
"""The slot of the subject, and the place in truth of which subjects are meant, by code; likewise of the text."""
T_SUBJECT_TRUTH: Final = 4
T_TEXT: Final = 5
T_TEXT_TRUTH: Final = 6
T_WIDTH: Final = 7

# Block of a rule in p that tickets may lapse from.
L_SECTION: Final = 0
L_NUMBER: Final = 1
L_WHENS: Final = 2
"""The programs of the condition of a lapse for a ticket without a tier, then for tiers 0 to 3."""
L_STAYS: Final = 7
"""The program of what no longer holds where the ticket has moved away."""
L_PERSONAL: Final = 8
"""1 where another assignee ends the lapse."""
L_WIDTH: Final = 9

OUTSIDE: Final = 0
UNKNOWN_HOLDER: Final = 1
SENSITIVE: Final = 2
LAPSES: Final = ("outside permission", "unknown holder", "sensitive")
"""What lapses are, by section."""

# Block of a lapse that lasts, in k: its columns from `entered` on.
LASTS_SINCE: Final = 0
"""NONE where there is none."""
LASTS_ASSIGNEE: Final = 1
LASTS_TEAM: Final = 2
LASTS_PRIORITY: Final = 3
LASTS_TIER: Final = 4
LASTS_WIDTH: Final = 5

ENDS: Final = ("lasts", "over", "moved", "changed")
"""How a lapse ended, by number."""
LASTING: Final = 0
OVER_NOW: Final = 1
MOVED: Final = 2
OTHERWISE: Final = 3
