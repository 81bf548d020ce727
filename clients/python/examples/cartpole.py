"""CartPole in plain Python, without gymnasium, as one of a fleet's environments.

    python3 examples/cartpole.py --name cart-1 --port 7400
"""

from __future__ import annotations

import argparse
import math
import pathlib
import random
import sys
from typing import Any, Optional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from slipstream_env import SlipstreamEnvClient  # noqa: E402

TRACK, LEAN = 2.4, 12 * math.pi / 180
LENGTHS = {"LONG": 3.0, "LONGER": 1.5, "SHORT": 0.5}


class CartPole:
    """The equations of Gymnasium's CartPole-v1, observations scaled as the fleet's own CartPole scales them."""

    def __init__(self) -> None:
        self._random = random.Random()
        self._state = [0.0] * 4
        self._steps = 0
        self._length = 1.0

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict[str, Any]] = None) -> tuple[list[float], dict]:
        if seed is not None:
            self._random = random.Random(seed)
        self._length = LENGTHS.get((options or {}).get("shift", "C0"), 1.0)
        self._state = [self._random.uniform(-0.05, 0.05) for _ in range(4)]
        self._steps = 0
        return self._seen(), {}

    def step(self, action: int) -> tuple[list[float], float, bool, bool, dict[str, Any]]:
        x, speed, lean, turn = self._state
        force = 10.0 if action == 1 else -10.0
        half = 0.5 * self._length
        cos, sin = math.cos(lean), math.sin(lean)
        pushed = (force + 0.1 * half * turn * turn * sin) / 1.1
        turning = (9.8 * sin - cos * pushed) / (half * (4 / 3 - 0.1 * cos * cos / 1.1))
        gaining = pushed - 0.1 * half * turning * cos / 1.1
        self._state = [x + 0.02 * speed, speed + 0.02 * gaining, lean + 0.02 * turn, turn + 0.02 * turning]
        self._steps += 1
        fell = abs(self._state[0]) > TRACK or abs(self._state[2]) > LEAN
        over = self._steps >= 500
        info = {"success": self._steps >= 475, "metrics": {"steps": self._steps}} if fell or over else {}
        return self._seen(), 1.0, fell, over and not fell, info

    def _seen(self) -> list[float]:
        x, speed, lean, turn = self._state
        return [x / TRACK, speed / 3, lean / LEAN, turn / 3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="cart-1")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7400)
    parser.add_argument("--url", help="ws://HOST:7402/v1/environments in place of host and port")
    parser.add_argument("--token", default="")
    parser.add_argument("--environments", type=int, default=1)
    parser.add_argument("--steps", type=int)
    asked = parser.parse_args()
    environments = [CartPole() for _ in range(asked.environments)]
    client = SlipstreamEnvClient(
        environments,
        name=asked.name,
        address=asked.url or (asked.host, asked.port),
        token=asked.token,
        observation_size=4,
        actions=2,
        step_seconds=0.02,
        task="CartPole",
    )
    client.run(steps=asked.steps)
    print(f"{client.steps} steps, {client.episodes} episodes")


if __name__ == "__main__":
    main()
