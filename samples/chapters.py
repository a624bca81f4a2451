"""What may happen to a ticket of the sample desk, from the first answer to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .arrivals import Request
from .chance import Chance
from .facts import Desk
from .story import Event, Story

Chapter = Callable[[Story], None]


def tell(request: Request, desk: Desk, chance: Chance, *, merged_into: str = "", spam: bool = False) -> list[Event]:
    """The whole history of one ticket, also what happens after the end of the export."""
    story = Story(request, desk, chance)
    if request.channel == "chat" and story.happens("bot_solves_chat") and request.topic.type == "question":
        solve_by_bot(story)
        return story.events
    acknowledge(story)
    assign(story, story.opening_team, actor="system")
    if merged_into or spam:
        story.work("note")
        story.end("merged" if merged_into else "deleted", merged_into)
        return story.events
    answer(story)
    middle(story)
    if wait(story):
        solve(story)
        afterwards(story)
    story.days_pass(desk.close_after_days)
    story.change("status", "Closed", "system")
    return story.events


def middle(story: Story) -> None:
    """What lies between the first answer and the solution; people on call let nothing lie."""
    for chance, chapter in _CALM if not story.on_call else _ALWAYS:
        if story.happens(chance):
            chapter(story)


def solve_by_bot(story: Story) -> None:
    """The bot knows the answer, and nobody else sees the ticket."""
    story.now += 4
    story.bot_says(story.phrases["bot"])
    story.customer_takes("chat")
    story.customer_says(story.phrases["solved_by_bot"])
    story.change("status", "Solved", "bot")
    story.days_pass(story.desk.close_after_days)
    story.change("status", "Closed", "system")


def acknowledge(story: Story) -> None:
    """What the customer gets at once."""
    if story.request.channel in ("email", "web", "chat"):
        story.now += 3
        story.bot_says(story.phrases["bot_sorry" if story.request.channel == "chat" else "received"])


def assign(story: Story, team: str, *, actor: str) -> None:
    """Somebody in the team who speaks the customer's language gets the ticket."""
    story.work("assign")
    story.change("assignee", _somebody(story, team), actor)


def _somebody(story: Story, team: str) -> str:
    people = story.desk.teams[team][story.request.language]
    others = [person for person in people if person != story.agent]
    return story.chance.one(others or people)


def answer(story: Story) -> None:
    """The first answer by a human being."""
    story.work("chat" if story.request.channel in ("chat", "phone") else "reply")
    story.agent_says(story.phrases["hello"])
    story.change("status", "Open")


def neglect(story: Story) -> None:
    """Nobody does anything until the customer asks."""
    story.work("neglect")
    story.customer_is_awake()
    story.customer_says(story.phrases["waiting"])


def forward(story: Story) -> None:
    """The ticket goes to the team that can solve it."""
    if story.values["team"] != story.request.topic.team:
        hand_over(story, story.request.topic.team, "forward")


def hand_over(story: Story, team: str, reason: str) -> None:
    """Another team gets the ticket, and somebody there picks it up later."""
    story.work("forward")
    story.agent_notes(story.phrases[reason])
    story.change("team", team)
    story.change("assignee", "")
    story.work("pick_up")
    story.change("assignee", _somebody(story, team), "system")


def bounce(story: Story) -> None:
    """Two teams hand the ticket to each other until one of them gives in."""
    home = story.values["team"]
    other = "Technical support" if home in ("Frontline", "Engineering") else "Frontline"
    for _ in range(1 + story.chance.happens(0.5)):
        hand_over(story, other, "forward")
        hand_over(story, home, "back")


def note(story: Story) -> None:
    """A note among colleagues."""
    story.work("note")
    story.agent_notes(story.phrases["note"])


def hold(story: Story) -> None:
    """The desk waits for somebody else."""
    story.work("note")
    story.agent_notes(story.phrases["hold"])
    story.change("status", "On-hold")
    story.work("hold")
    story.change("status", "Open")


def raise_late(story: Story) -> None:
    """The customer asks again, and only then somebody sees how urgent it is."""
    story.work("handle")
    story.customer_is_awake()
    story.customer_says(story.phrases["waiting"])
    story.work("note")
    story.agent_notes(story.phrases["raise"])
    story.change("priority", "high" if story.values["priority"] in ("low", "normal") else "urgent")


def wait(story: Story) -> bool:
    """The desk asks the customer, once, twice or not at all; False if no answer ever comes."""
    once, twice = story.desk.chances["waits_once"], story.desk.chances["waits_twice"]
    for _ in range(story.chance.weighted({0: 1 - once - twice, 1: once, 2: twice})):
        story.work("note")
        story.agent_says(story.words.ask)
        story.change("status", "Pending")
        if story.happens("never_answers"):
            give_up(story)
            return False
        story.customer_takes("answer")
        story.customer_says(story.words.told)
        story.change("status", "Open", "system")
    return True


def give_up(story: Story) -> None:
    """A reminder, and then the ticket is closed."""
    story.days_pass(story.desk.nudge_after_days)
    story.bot_says(story.phrases["nudge"])
    story.days_pass(story.desk.give_up_after_days - story.desk.nudge_after_days)
    story.bot_says(story.phrases["given_up"])
    story.change("status", "Solved", "system")


def solve(story: Story) -> None:
    """The answer that helps."""
    story.work("handle")
    story.agent_says(story.words.fix)
    story.change("status", "Solved")


def afterwards(story: Story) -> None:
    """What follows a solution: it did not help after all, thanks, a rating."""
    if story.happens("reopened"):
        story.customer_takes("complain")
        story.customer_says(story.phrases["again"])
        story.change("status", "Open", "system")
        story.work("handle")
        story.agent_says(story.phrases["fixed_again"])
        story.change("status", "Solved")
    if story.happens("thanked"):
        story.customer_takes("thank")
        story.customer_says(story.chance.one(story.phrases["thanks"]))
    if story.happens("rated"):
        story.customer_takes("rate")
        story.rate(story.chance.weighted(story.phrases["ratings"]))


_ALWAYS: Final[tuple[tuple[str, Chapter], ...]] = (("noted", note), ("on_hold", hold))
_CALM: Final[tuple[tuple[str, Chapter], ...]] = (
    ("neglected", neglect),
    ("forwarded", forward),
    ("bounced", bounce),
    *_ALWAYS,
    ("raised_late", raise_late),
)
