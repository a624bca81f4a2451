"""Calls over HTTPS: waits that the help desk asks for, tries again, and what is never tried again unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx

from hindesk.errors import HindeskError
from hindesk.reassign.upload.answer import Answer, said
from hindesk.reassign.upload.backoff import backoff, told_wait
from hindesk.reassign.upload.credentials import Credentials
from hindesk.reassign.upload.vendor import Vendor, ways_in

TRIES: Final = 6
"""Calls in a row without an answer before the upload stops."""

TOLD: Final = 100
"""Waits in a row that one call accepts from the help desk."""

LONGEST_WAIT: Final = 900.0
"""Seconds of waiting that a help desk may ask for at once; above that the upload stops."""

GO_ON: Final = "give the same command again later: it goes on where it stopped"

_TIMEOUT: Final = 60.0
_NEVER_LEFT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Stopped(HindeskError):
    """The help desk can't be reached, or does not let us in: nothing more is sent."""


class Unanswered(Exception):
    """A call that changes tickets left, and nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class _Later:
    """Not now: why in words, the wait that was asked for in seconds, and whether the call may have been taken."""

    why: str
    told: float | None = None
    taken: bool = False


class Line:
    """A connection to one help desk.

    Args:
        client: the HTTP client, with its address and its credentials.
        vendor: whom it speaks to.
        wait: waits so many seconds.
        hidden: takes secrets out of a text; every answer goes through it before anybody sees it.
    """

    def __init__(
        self, client: httpx.Client, vendor: Vendor, *, wait: Callable[[float], None], hidden: Callable[[str], str]
    ) -> None:
        self.wait: Final = wait
        self.about = ""
        """The file that the calls are about: waits between tries differ by it."""
        self._client = client
        self._vendor = vendor
        self._hidden = hidden

    def get(self, path: str) -> Answer:
        """Read something; the answer is there, or it is 404.

        Raises:
            Stopped: no answer after all tries, another one, or we are not let in.
        """
        answer = self._call("GET", path, None)
        if answer.fine or answer.status == 404:
            return answer
        raise Stopped(f"{self._vendor.title} answered {answer.status} to `{path}`: {said(answer.body)}", GO_ON)

    def greet(self) -> None:
        """Make sure that the help desk is there and lets us in.

        Raises:
            Stopped: it is not, or does not.
        """
        if not self.get(self._vendor.hello).fine:
            raise Stopped(f"there is no {self._vendor.title} at {self._client.base_url}", "check --site")

    def change(self, method: str, path: str, body: dict[str, Any]) -> Answer:
        """Make a call that changes tickets; it is made again only where it certainly was not taken.

        Raises:
            Unanswered: it may have been taken.
            Stopped: no answer after all tries, or we are not let in.
        """
        return self._call(method, path, body)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> Answer:
        tries = waits = 0
        while True:
            got = self._once(method, path, body)
            if isinstance(got, Answer):
                return got
            if got.taken and method != "GET":
                raise Unanswered(got.why)
            tries, waits = (tries + 1, waits) if got.told is None else (tries, waits + 1)
            if tries >= TRIES or waits >= TOLD:
                raise Stopped(f"{self._vendor.title} gave no answer after {tries or waits} tries: {got.why}", GO_ON)
            self.wait(backoff(tries - 1, f"{self.about}:{path}") if got.told is None else got.told)

    def _once(self, method: str, path: str, body: dict[str, Any] | None) -> Answer | _Later:
        try:
            response = self._client.request(method, path, json=body) if body else self._client.request(method, path)
        except httpx.RequestError as problem:
            return _Later(_in_words(problem), taken=not isinstance(problem, _NEVER_LEFT))
        if response.status_code in _LATER:
            return self._asked_to_wait(response)
        answer = Answer(response.status_code, _json(self._hidden(response.text)))
        if answer.fine and not isinstance(answer.body, dict):
            return _Later("its answer could not be read", taken=True)
        self._check(answer)
        return answer

    def _asked_to_wait(self, response: httpx.Response) -> _Later:
        headers = response.headers
        told = None
        if response.status_code in {429, 503}:
            told = told_wait(headers.get("Retry-After", ""), headers.get("Date", ""))
        if told is not None and told > LONGEST_WAIT:
            raise Stopped(f"{self._vendor.title} takes no more calls for {told / 60:,.0f} minutes", GO_ON)
        taken = told is None and response.status_code not in {425, 429}
        return _Later(f"it answered {response.status_code}", told, taken=taken)

    def _check(self, answer: Answer) -> None:
        title = self._vendor.title
        if 300 <= answer.status < 400:
            raise Stopped(f"{title} sends us to another address", "name the address that it has now with --site")
        if answer.status in {401, 403}:
            said_by_it = f" ({said(answer.body)})" if said(answer.body) else ""
            raise Stopped(
                f"{title} does not let us in: it answered {answer.status}{said_by_it}",
                f"set {ways_in(self._vendor)} to those of somebody who may change these tickets, and give the same "
                "command again",
            )


@contextmanager
def line_to(vendor: Vendor, site: str, *, credentials: Credentials, wait: Callable[[float], None]) -> Iterator[Line]:
    """A line to a help desk. Redirects are not followed, so that credentials go to the site alone."""
    headers = {"Authorization": credentials.header, "Accept": "application/json"}
    with httpx.Client(base_url=site, headers=headers, timeout=_TIMEOUT, follow_redirects=False) as client:
        yield Line(client, vendor, wait=wait, hidden=credentials.hidden)


def _json(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except ValueError:
        return None


def _in_words(problem: httpx.RequestError) -> str:
    if isinstance(problem, httpx.TimeoutException):
        return "it took too long"
    if isinstance(problem, _NEVER_LEFT):
        return "it could not be reached"
    return "the connection broke"
