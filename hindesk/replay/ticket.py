"""The state of one ticket: what an event changes, which signals it raises, who has it, and in which tier it is."""

from __future__ import annotations

from hindesk.events import Actor, Flag, Kind
from hindesk.replay.business import Ints
from hindesk.replay.codes import (
    ACTED,
    AGENT_NOTE,
    AGENT_REPLY,
    ASSIGNEE,
    AT,
    AUTOMATIC_REPLY,
    AWAITS_CUSTOMER,
    BETWEEN,
    BY_AGENT,
    BY_BOT,
    CHANGED,
    CREATED_SIGNAL,
    CUSTOMER_MESSAGE,
    DELETED_SIGNAL,
    DIRTY,
    HANDED_OVER,
    HANDLED_BY,
    HANDOVERS,
    HANDS,
    MERGED_SIGNAL,
    OWN,
    P_PRIORITIES,
    P_PRIORITY_COUNT,
    P_STATUS_CLASS,
    PHASE,
    PHASE_AT,
    PRIORITY,
    RAISED,
    SIGNAL,
    SLOTS,
    STATUS,
    TEAM,
    TIER_SLOT,
    UNASSIGNED,
    UNTOUCHED,
    WAITING_INSIDE,
    WAITING_ON_CUSTOMER,
    WAS_HELD,
)
from hindesk.replay.matching import first_pair

_CUSTOMER = int(Actor.CUSTOMER)
_AGENT = int(Actor.AGENT)
_UNKNOWN = int(Actor.UNKNOWN)
_BOT = int(Actor.BOT)
_SYSTEM = int(Actor.SYSTEM)
_PUBLIC = int(Flag.PUBLIC)
_AUTOMATIC = int(Flag.AUTOMATIC)
_MESSAGE = int(Kind.MESSAGE)
_MERGED = int(Kind.MERGED)
_DELETED = int(Kind.DELETED)
_WAITING = 3
_ON_HOLD = 4
_SOLVED = 5


def create(p: Ints, truth: Ints, k: Ints) -> None:
    """Let the policy set the priority of a ticket whose fields at creation are in place; note who holds it."""
    code = first_pair(p, truth, k, p[P_PRIORITIES], p[P_PRIORITY_COUNT])
    if code >= 0:
        k[SLOTS + PRIORITY] = code
        k[OWN] = 1 << PRIORITY
    k[PHASE] = UNTOUCHED
    k[PHASE_AT] = k[AT]
    k[WAS_HELD] = 1 if k[SLOTS + ASSIGNEE] else 0
    k[SIGNAL] = CREATED_SIGNAL
    k[DIRTY] = 1


def receive(k: Ints, kind: int, actor: int, flags: int) -> None:
    """Raise the signal of an event that changes no field, and note who has handled the ticket."""
    k[ACTED] = 0
    if kind == _MERGED:
        k[SIGNAL] = MERGED_SIGNAL
    elif kind == _DELETED:
        k[SIGNAL] = DELETED_SIGNAL
    elif kind == _MESSAGE:
        k[SIGNAL] = signal_of(actor, flags)
        k[ACTED] = 1 if actor == _AGENT else 0
        hear(k, actor, flags)


def signal_of(actor: int, flags: int) -> int:
    """Return the signal that a message raises, 0 where it raises none."""
    if actor == _CUSTOMER:
        return CUSTOMER_MESSAGE
    if flags & _PUBLIC == 0:
        return AGENT_NOTE if actor == _AGENT else 0
    if flags & _AUTOMATIC or actor in (_BOT, _SYSTEM):
        return AUTOMATIC_REPLY
    return AGENT_REPLY if actor == _AGENT else 0


def hear(k: Ints, actor: int, flags: int) -> None:
    """Note whose turn it is after a message, and by whom the ticket was handled."""
    if actor == _CUSTOMER:
        k[AWAITS_CUSTOMER] = 0
    elif k[SIGNAL] == AGENT_REPLY:
        k[AWAITS_CUSTOMER] = 1
    elif flags & _PUBLIC:
        k[AWAITS_CUSTOMER] = 0
    handler = BY_AGENT if actor == _AGENT else (BY_BOT if actor == _BOT else 0)
    if handler > k[SLOTS + HANDLED_BY]:
        k[SLOTS + HANDLED_BY] = handler
        k[DIRTY] = 1


def change_field(k: Ints, slot: int, value: int, actor: int) -> None:
    """Set a field of the state, unless the policy set it and no person's hand changes it; note acts and hand-overs."""
    k[ACTED] = 1 if actor in (_AGENT, _UNKNOWN) else 0
    if slot < 0:
        return
    if k[OWN] >> slot & 1:
        if actor in (_BOT, _SYSTEM):
            return
        k[OWN] ^= 1 << slot
    if k[SLOTS + slot] != value:
        put(k, slot, value)
        k[CHANGED] = 1 << slot
        k[DIRTY] = 1


def put(k: Ints, slot: int, value: int) -> None:
    """Give a field another value; another team or holder has the ticket from now on."""
    former = k[SLOTS + slot]
    if slot == TEAM:
        hand_over(k, former, former and value)
    elif slot == ASSIGNEE:
        hand_over(k, value and k[WAS_HELD], 0)
        assign(k, value)
    k[SLOTS + slot] = value


def impose(p: Ints, k: Ints, pairs: int, count: int) -> int:
    """Let the policy set fields from the present instant on, as its doing; return the slots that this changes."""
    changed = 0
    for pair in range(pairs, pairs + 2 * count, 2):
        slot, code = p[pair], p[pair + 1]
        if slot == TIER_SLOT:
            k[RAISED] = max(k[RAISED], code)
        else:
            k[OWN] |= 1 << slot
            if k[SLOTS + slot] != code:
                put(k, slot, code)
                changed |= 1 << slot
        k[DIRTY] = 1
    return changed


def be_quiet(k: Ints) -> None:
    """Begin something that the policy does by itself: it is no act, and raises no signal of a ticket's history."""
    k[SIGNAL] = 0
    k[CHANGED] = 0
    k[ACTED] = 0
    k[DIRTY] = 1


def hand_over(k: Ints, handed: int, hop: int) -> None:
    """Note that the ticket changes hands here: whether from a former holder, and whether from team to team."""
    k[ACTED] = HANDS
    k[PHASE_AT] = k[AT]
    if handed:
        k[PHASE] = HANDED_OVER
    if hop:
        k[HANDOVERS] += 1


def assign(k: Ints, value: int) -> None:
    """Note the first holder of a ticket, who has not touched it yet."""
    if value and not k[WAS_HELD]:
        k[WAS_HELD] = 1
        if k[PHASE] != HANDED_OVER:
            k[PHASE] = UNTOUCHED


def bucket_now(p: Ints, k: Ints) -> int:
    """Return the bucket of the time that follows the present event."""
    status = p[p[P_STATUS_CLASS] + k[SLOTS + STATUS]]
    if k[SLOTS + ASSIGNEE] == 0:
        return UNASSIGNED
    if status == _ON_HOLD:
        return WAITING_INSIDE
    if status == _WAITING or k[AWAITS_CUSTOMER]:
        return WAITING_ON_CUSTOMER
    return k[PHASE]


def touch(k: Ints) -> None:
    """Where the present event is an act of the holder: from the first on, time is spent between acts."""
    if k[ACTED] == 1 and k[AT] != k[PHASE_AT]:
        k[PHASE] = BETWEEN


def is_over(p: Ints, k: Ints) -> int:
    """Return 1 where the ticket is solved or closed."""
    return 1 if p[p[P_STATUS_CLASS] + k[SLOTS + STATUS]] >= _SOLVED else 0
