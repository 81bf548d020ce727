"""How fast a gateway is: environments that do nothing but watch the clock, and requests that ask for one action.

    python3 examples/measure.py --token SECRET --environments 64 --steps 2000
    python3 examples/measure.py --token SECRET --http 7401 --steps 2000

A reply is the time from the observations of all environments leaving to their actions being there; the actor infers, records and
publishes in between. The actor has to have just as many places (``actor.environments``).
"""

from __future__ import annotations

import argparse
import http.client
import json
import pathlib
import sys
import time
from typing import Any, Optional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from slipstream_env import SlipstreamEnvClient  # noqa: E402

EPISODE = 200
WARM_UP = 0.25


class Stopwatch:
    """Times of one client: when its last environment had stepped, and what passed until the first one stepped again."""

    def __init__(self) -> None:
        self.replies: list[float] = []
        self.rounds: list[float] = []
        self._left = 0.0

    def enter(self) -> None:
        now = time.perf_counter()
        if self._left:
            self.replies.append(now - self._left)
        self.rounds.append(now)

    def leave(self) -> None:
        self._left = time.perf_counter()

    def pause(self) -> None:
        """Another episode begins: what passes until the next step is not one reply."""
        self._left = 0.0


class Echo:
    """An environment whose step costs nothing; the first and the last of a client tell the stopwatch."""

    def __init__(self, size: int, stopwatch: Stopwatch, first: bool, last: bool) -> None:
        self._observation = [0.0] * size
        self._stopwatch = stopwatch
        self._first = first
        self._last = last
        self._steps = 0

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict[str, Any]] = None) -> tuple[list[float], dict]:
        self._steps = 0
        self._stopwatch.pause()
        return self._observation, {}

    def step(self, action: int) -> tuple[list[float], float, bool, bool, dict[str, Any]]:
        if self._first:
            self._stopwatch.enter()
        self._steps += 1
        over = self._steps >= EPISODE
        if self._last:
            self._stopwatch.leave()
        return self._observation, 0.0, False, over, {"success": True} if over else {}


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def table(asked: argparse.Namespace, replies: list[float], seconds: float, steps: int) -> str:
    return json.dumps(
        {
            "environments": asked.environments,
            "over": "POST /v1/act" if asked.http else asked.url or f"TCP {asked.host}:{asked.port}",
            "replies": len(replies),
            "environmentStepsPerSecond": round(steps / seconds, 1),
            "replyMilliseconds": {f"p{p}": round(1e3 * share(replies, p / 100), 3) for p in (50, 90, 99)},
        }
    )


def gateway(asked: argparse.Namespace) -> str:
    stopwatch = Stopwatch()
    count = asked.environments
    echoes = [Echo(asked.observation_size, stopwatch, i == 0, i == count - 1) for i in range(count)]
    SlipstreamEnvClient(
        echoes,
        name=asked.name,
        address=asked.url or (asked.host, asked.port),
        token=asked.token,
        observation_size=asked.observation_size,
        actions=asked.actions,
    ).run(steps=asked.steps)
    skipped = int(WARM_UP * len(stopwatch.rounds))
    rounds = stopwatch.rounds[skipped:]
    # Rounds in which all of them begin another episode do not step.
    seconds = rounds[-1] - rounds[0]
    return table(asked, stopwatch.replies[skipped:], seconds, (len(rounds) - 1) * count)


def requests(asked: argparse.Namespace) -> str:
    connection = http.client.HTTPConnection(asked.host, asked.http)
    replies: list[float] = []
    for step in range(asked.steps):
        body = {"environment": asked.name, "observation": [0.0] * asked.observation_size, "first": step % EPISODE == 0}
        if step % EPISODE == EPISODE - 1:
            body["truncated"] = True
        began = time.perf_counter()
        connection.request("POST", "/v1/act", json.dumps(body), {"Authorization": f"Bearer {asked.token}"})
        response = connection.getresponse()
        answer = response.read()
        replies.append(time.perf_counter() - began)
        if response.status != 200:
            raise SystemExit(f"{response.status}: {answer.decode()}")
    kept = replies[int(WARM_UP * len(replies)) :]
    return table(asked, kept, sum(kept), len(kept))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="measure")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7400)
    parser.add_argument("--url", help="ws://HOST:7402/v1/environments in place of host and port")
    parser.add_argument("--http", type=int, metavar="PORT", help="ask for one action at a time by POST /v1/act in place of that")
    parser.add_argument("--token", default="")
    parser.add_argument("--environments", type=int, default=1)
    parser.add_argument("--observation-size", type=int, default=4)
    parser.add_argument("--actions", type=int, default=2)
    parser.add_argument("--steps", type=int, default=2000, help="rounds, the first quarter of which does not count")
    asked = parser.parse_args()
    print(requests(asked) if asked.http else gateway(asked))


if __name__ == "__main__":
    main()
