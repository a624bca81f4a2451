"""The compiled walk's entrance: arrays come in as pointers, which an inlined call passes on at no cost."""

from __future__ import annotations

from hindesk.reassign.walk import Answer, People, Question, walk
from hindesk.replay.business import Ints
from hindesk.replay.pointers import pointer


def walk_arrays(q: Question, s: People, a: Answer, k: Ints) -> None:
    """Walk over arrays that outlive the call, as `walk` does."""
    question = Question(
        pointer(q.kind),
        pointer(q.holder),
        pointer(q.barred),
        pointer(q.weight),
        pointer(q.due),
        pointer(q.known_from),
        pointer(q.known),
        pointer(q.closeness),
        pointer(q.hurdle),
        pointer(q.step),
        pointer(q.foreign),
        pointer(q.capacity),
        pointer(q.allowance),
        pointer(q.at_work),
    )
    people = People(pointer(s.load), pointer(s.reserved), pointer(s.given), pointer(s.turn), pointer(s.close))
    walk(question, people, Answer(pointer(a.to), pointer(a.left), pointer(a.load)), pointer(k))
