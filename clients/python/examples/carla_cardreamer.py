"""An adapter for CARLA through CarDreamer: not run in this project, which has no CARLA; written to CarDreamer's public interface.

    python3 examples/carla_cardreamer.py carla_right_turn_simple

CarDreamer's environments take discrete actions and return a dictionary of observations. The fleet's model reads
floats: pick what it was trained on in :func:`observe`, scale it to about [-1, 1], and set
``actor.gateway.observation-size`` to its length and ``actor.gateway.actions`` to the size of the action grid (15).
"""

from __future__ import annotations

import pathlib
import sys
from typing import Any, Optional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from slipstream_env import SlipstreamEnvClient  # noqa: E402

PIXELS = 16


class CarDreamer:
    """CarDreamer's step, which tells the end of an episode in its info, as Gymnasium does since 0.26."""

    def __init__(self, env: Any) -> None:
        self._env = env

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict[str, Any]] = None) -> tuple[Any, dict]:
        found = self._env.reset()
        return found if isinstance(found, tuple) else (found, {})

    def step(self, action: int) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        found = self._env.step(action)
        if len(found) == 5:
            observation, reward, terminated, truncated, info = found
        else:
            observation, reward, done, info = found
            truncated = bool(info.get("time_exceeded", False))
            terminated = bool(done) and not truncated
        info = dict(info, success=bool(info.get("destination_reached", False)))
        return observation, float(reward), terminated, truncated, info


def observe(observation: Any) -> list[float]:
    """The bird's-eye view as PIXELS x PIXELS grey values in [0, 1]."""
    view = observation["birdeye_wpt"]
    rows, columns = len(view), len(view[0])
    return [
        sum(int(channel) for channel in view[r * rows // PIXELS][c * columns // PIXELS]) / (3 * 255)
        for r in range(PIXELS)
        for c in range(PIXELS)
    ]


def main() -> None:
    import car_dreamer  # CarDreamer brings CARLA's client along

    env, _ = car_dreamer.create_task(sys.argv[1] if len(sys.argv) > 1 else "carla_right_turn_simple")
    SlipstreamEnvClient(
        CarDreamer(env), name="carla-1", observation_size=PIXELS * PIXELS, actions=15, observe=observe
    ).run()


if __name__ == "__main__":
    main()
