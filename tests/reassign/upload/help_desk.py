"""A help desk on this machine: speaks Zendesk's and Freshdesk's bulk interfaces, and breaks where it is told to."""

from __future__ import annotations

import base64
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qs, urlsplit

TOKEN: Final = "zd-5f0c9e1b7a44token"  # noqa: S105
OAUTH: Final = "zd-oauth-77e1c0a9d3bearer"
KEY: Final = "fd-c3a81e55b0d2key"
ENVIRONMENTS: Final = {
    "zendesk": {"ZENDESK_EMAIL": "lead@acme.example", "ZENDESK_TOKEN": TOKEN},
    "freshdesk": {"FRESHDESK_API_KEY": KEY},
}

WORKING: Final = 1.0
"""Seconds after which a job is at work."""

Cut = Literal["before", "after", "middle"]
"""Where a connection breaks: before the request is taken, after it without an answer, in the middle of the answer."""


@dataclass
class Ticket:
    """A ticket: its holder and team (ids), and when it was changed last, in seconds since 2026."""

    holder: int | None
    group: int | None
    at: int = 0

    @property
    def stamp(self) -> str:
        return stamp(self.at)


@dataclass
class Job:
    """A call that was taken: its changes, and the time that it was taken at."""

    name: str
    changes: list[dict[str, Any]]
    taken: float
    results: list[dict[str, Any]] | None = None


@dataclass(frozen=True)
class Fault:
    """An answer out of turn. `taken`: the request is served all the same."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: object = None
    taken: bool = False


def stamp(seconds: int) -> str:
    """So many seconds after 2026 began, as both help desks write it."""
    return f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


class HelpDesk:
    """The state of a help desk, what it was asked, and what it applied, in order."""

    def __init__(self, vendor: str, tickets: dict[int, Ticket]) -> None:
        self.vendor = vendor
        self.tickets = tickets
        self.faults: dict[int, Cut | Fault] = {}
        """By the number of the request, from 0."""
        self.faulty_changes: dict[int, Cut | Fault] = {}
        """By the number of the request that changes tickets, from 0."""
        self.requests: list[str] = []
        self.applied: list[int] = []
        self.jobs: dict[str, Job] = {}
        self.waits: list[float] = []
        self.broke = threading.Event()
        self.seconds = 2.5
        """How long a job takes; infinity: for ever."""
        self.kills = False
        """Whether jobs end without having done anything."""
        self.meanwhile: Callable[[], None] | None = None
        """What happens at the start of each wait."""
        self.url = ""
        self._now = 0.0
        self._lock = threading.RLock()

    @property
    def environment(self) -> dict[str, str]:
        """What lets the uploader in."""
        return ENVIRONMENTS[self.vendor]

    def note(self, method: str, path: str) -> Cut | Fault | None:
        """Take note of a request, and say how it goes wrong."""
        with self._lock:
            number, changes = len(self.requests), sum(not one.startswith("GET ") for one in self.requests)
            self.requests.append(f"{method} {path}")
            special = None if method == "GET" else self.faulty_changes.pop(changes, None)
            return special or self.faults.pop(number, None)

    def wait(self, seconds: float) -> None:
        """Let time pass, here alone."""
        if self.meanwhile:
            self.meanwhile()
        with self._lock:
            self.waits.append(seconds)
            self._now += seconds
            self._work()

    def change(self, ticket: int, holder: int) -> None:
        """Change a ticket by an agent's hand."""
        self.tickets[ticket].holder = holder
        self.tickets[ticket].at += 60

    def holders(self) -> dict[int, tuple[int | None, int | None]]:
        """Who holds each ticket, in which team."""
        return {key: (ticket.holder, ticket.group) for key, ticket in self.tickets.items()}

    def serve(self, method: str, path: str, *, authorization: str, body: Any) -> tuple[int, Any]:  # noqa: ANN401
        """Answer one request."""
        with self._lock:
            if authorization not in _welcome(self.vendor):
                return 401, {"error": "Couldn't authenticate you"}
            parts = urlsplit(path)
            for pattern, verb, serve in _ROUTES[self.vendor]:
                found = re.fullmatch(pattern, parts.path)
                if found and verb == method:
                    return serve(self, body if body is not None else parse_qs(parts.query), *found.groups())
            return 404, {"error": "InvalidEndpoint"}

    def take(self, changes: list[dict[str, Any]]) -> Job:
        """Take a call as a job."""
        job = Job(f"job{len(self.jobs) + 1:04}", changes, self._now)
        self.jobs[job.name] = job
        return job

    def state(self, job: Job) -> Literal["queued", "working", "completed", "killed"]:
        """How far a job is."""
        age = self._now - job.taken
        if age >= self.seconds:
            return "killed" if self.kills else "completed"
        return "queued" if age < WORKING else "working"

    def _work(self) -> None:
        for job in self.jobs.values():
            if job.results is None and self.state(job) == "completed":
                job.results = [self._apply(change) for change in job.changes]

    def _apply(self, change: dict[str, Any]) -> dict[str, Any]:
        told = {"id": change["id"], "action": "update"}
        ticket = self.tickets.get(change["id"])
        if ticket is None:
            return {**told, "success": False, "error": "TicketNotFound", "details": "No such ticket"}
        if change.get("safe_update") and change["updated_stamp"] != ticket.stamp:
            details = "Safe Update prevented the update"
            return {**told, "success": False, "status": "Failed", "error": "UpdateConflict", "details": details}
        ticket.holder, ticket.group = change["holder"], change.get("group_id", ticket.group)
        ticket.at += 1
        self.applied.append(change["id"])
        return {**told, "success": True, "status": "Updated"}


Served = tuple[int, Any]
Serve = Callable[..., Served]


def _hello(_desk: HelpDesk, _query: Any) -> Served:  # noqa: ANN401
    return 200, {}


def _update_many(desk: HelpDesk, body: Any) -> Served:  # noqa: ANN401
    if len(body["tickets"]) > 100:
        return 422, {"error": "TooManyTickets", "description": "at most 100"}
    return 200, _status(desk, desk.take([{**row, "holder": row["assignee_id"]} for row in body["tickets"]]))


def _status(desk: HelpDesk, job: Job) -> dict[str, Any]:
    state = desk.state(job)
    shown = {"id": job.name, "job_type": "Bulk Update Ticket", "status": state, "total": len(job.changes)}
    return {
        "job_status": {**shown, "message": f"It is {state}", "results": job.results if state == "completed" else None}
    }


def _job_status(desk: HelpDesk, _query: Any, name: str) -> Served:  # noqa: ANN401
    job = desk.jobs.get(name)
    return (404, {"error": "RecordNotFound"}) if job is None else (200, _status(desk, job))


def _show_many(desk: HelpDesk, query: Any) -> Served:  # noqa: ANN401
    asked = [int(key) for key in query["ids"][0].split(",")]
    rows = [
        {"id": key, "assignee_id": found.holder, "group_id": found.group, "updated_at": found.stamp}
        for key in asked
        if (found := desk.tickets.get(key))
    ]
    return 200, {"tickets": rows, "count": len(rows)}


def _bulk_update(desk: HelpDesk, body: Any) -> Served:  # noqa: ANN401
    action = body["bulk_action"]
    given = {**action["properties"], "holder": action["properties"]["responder_id"]}
    job = desk.take([{"id": key, **given} for key in action["ids"]])
    return 202, {"job_id": job.name, "href": f"{desk.url}/api/v2/jobs/{job.name}"}


_FRESHDESK_STATES: Final = {
    "queued": "IN PROGRESS",
    "working": "IN PROGRESS",
    "completed": "COMPLETED",
    "killed": "FAILED",
}


def _job(desk: HelpDesk, _query: Any, name: str) -> Served:  # noqa: ANN401
    job = desk.jobs.get(name)
    if job is None:
        return 404, None
    return 200, {"id": name, "status": _FRESHDESK_STATES[desk.state(job)]}


def _ticket(desk: HelpDesk, _query: Any, key: str) -> Served:  # noqa: ANN401
    found = desk.tickets.get(int(key))
    if found is None:
        return 404, None
    return 200, {
        "id": int(key),
        "responder_id": found.holder,
        "group_id": found.group,
        "updated_at": found.stamp.replace("Z", "+00:00"),
    }


_ROUTES: Final[dict[str, tuple[tuple[str, str, Serve], ...]]] = {
    "zendesk": (
        ("/api/v2/job_statuses.json", "GET", _hello),
        ("/api/v2/tickets/update_many.json", "PUT", _update_many),
        ("/api/v2/tickets/show_many.json", "GET", _show_many),
        (r"/api/v2/job_statuses/(\w+)\.json", "GET", _job_status),
    ),
    "freshdesk": (
        ("/api/v2/agents/me", "GET", _hello),
        ("/api/v2/tickets/bulk_update", "POST", _bulk_update),
        (r"/api/v2/jobs/(\w+)", "GET", _job),
        (r"/api/v2/tickets/(\d+)", "GET", _ticket),
    ),
}


def _welcome(vendor: str) -> set[str]:
    if vendor == "freshdesk":
        return {_basic(f"{KEY}:X")}
    return {_basic(f"lead@acme.example/token:{TOKEN}"), f"Bearer {OAUTH}"}


def _basic(pair: str) -> str:
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, desk: HelpDesk) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.desk = desk

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that went away are part of the game."""


@contextmanager
def open_help_desk(vendor: str, tickets: dict[int, Ticket]) -> Iterator[HelpDesk]:
    """Run a help desk on a free port of this machine."""
    desk = HelpDesk(vendor, tickets)
    server = _Server(desk)
    desk.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 20

    def do_GET(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def _answer(self) -> None:
        desk = cast("_Server", self.server).desk
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = desk.note(self.command, self.path)
        if fault == "before":
            self._break(desk)
            return
        if not isinstance(fault, Fault):
            self._send(_written(*self._served(desk, sent)), desk, fault)
            return
        if fault.taken:
            self._served(desk, sent)
        self._send(_written(fault.status, fault.body, fault.headers), desk, fault)

    def _served(self, desk: HelpDesk, sent: bytes) -> tuple[int, Any, dict[str, str]]:
        authorization = self.headers.get("Authorization", "")
        body = json.loads(sent) if sent else None
        return (*desk.serve(self.command, self.path, authorization=authorization, body=body), {})

    def _send(self, whole: bytes, desk: HelpDesk, fault: Cut | Fault | None) -> None:
        if fault == "middle":
            self.wfile.write(whole[: len(whole) - 2])
        elif fault != "after":
            self.wfile.write(whole)
        if fault in ("middle", "after"):
            self._break(desk)

    def _break(self, desk: HelpDesk) -> None:
        desk.broke.set()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


def _written(status: int, answer: object, headers: dict[str, str]) -> bytes:
    body = answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
    shown = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status} Answer", *(f"{name}: {value}" for name, value in shown.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
