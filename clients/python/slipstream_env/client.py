"""A client that holds environments for a fleet: it observes, the fleet's policy acts, the fleet's log remembers."""

from __future__ import annotations

import json
import socket
import threading
from typing import Any, Callable, Optional, Sequence, Tuple, Union

from . import frames
from .frames import FIRST, LAST, TERMINAL, Frame, Type
from .websocket import WebSocket

Address = Union[Tuple[str, int], str]
"""A host and port, the path of a Unix socket, or the URL of a WebSocket (``ws://HOST:7402/v1/environments``)."""

Connection = Union[socket.socket, WebSocket]
"""What carries the frames."""


class Refused(Exception):
    """The gateway has said why it does not go on."""


class SlipstreamEnvClient:
    """Holds one or more Gymnasium-like environments for a fleet.

    An environment has ``reset(seed=, options=) -> (observation, info)`` and
    ``step(action) -> (observation, reward, terminated, truncated, info)``. What ``info`` holds under ``success`` (a truth),
    ``outcome`` (a word) and ``metrics`` (numbers by name) when an episode ends goes into the fleet's log.
    """

    def __init__(
        self,
        environments: Any,
        name: str,
        address: Address = ("127.0.0.1", 7400),
        token: str = "",
        observation_size: Optional[int] = None,
        actions: Optional[int] = None,
        observe: Callable[[Any], Sequence[float]] = list,
        act: Callable[[int], Any] = int,
        step_seconds: float = 0.1,
        task: str = "",
        heartbeat: float = 1.0,
        timeout: float = 30.0,
    ) -> None:
        """
        :param environments: one environment or a list of them
        :param name: unique within the fleet; a second connection of this name takes the place of the first
        :param observe: turns an observation into floats of about [-1, 1]
        :param act: turns the number of an action into what the environment takes; give a continuous one a grid
        :param timeout: the connection is broken when nothing has been heard for so long, s
        """
        self._envs = list(environments) if isinstance(environments, (list, tuple)) else [environments]
        self._name = name
        self._address = address
        self._token = token
        self._observe = observe
        self._act = act
        self._size = observation_size or _size(self._envs[0])
        self._actions = actions or int(self._envs[0].action_space.n)
        self._step_seconds = step_seconds
        self._task = task
        self._heartbeat = heartbeat
        self._timeout = timeout
        self._options: dict[str, Any] = {}
        self._over = [True] * len(self._envs)
        self._socket: Optional[Connection] = None
        self._write = threading.Lock()
        self._stopped = threading.Event()
        self.steps = 0
        self.episodes = 0

    def run(self, steps: Optional[int] = None, reconnect: bool = True) -> None:
        """Serves until ``steps`` steps are made or :meth:`stop` is called; connects again when the connection breaks.

        :raises Refused: if the gateway does not want this client
        """
        wait = 0.2
        while not self._stopped.is_set() and not self._done(steps):
            before = self.steps
            try:
                self._serve(steps)
            except (OSError, EOFError) as broken:
                if not reconnect:
                    raise ConnectionError(f"the connection to {self._address} broke: {broken}") from broken
                wait = 0.2 if self.steps > before else min(2 * wait, 10.0)
                self._stopped.wait(wait)

    def stop(self) -> None:
        """Ends :meth:`run` from another thread."""
        self._stopped.set()
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _done(self, steps: Optional[int]) -> bool:
        return steps is not None and self.steps >= steps

    def _serve(self, steps: Optional[int]) -> None:
        with self._connect() as connection:
            self._socket = connection
            ended = threading.Event()
            beat = threading.Thread(target=self._beat, args=(ended,), name="slipstream-heartbeat", daemon=True)
            try:
                self._send(Frame(Type.HELLO, 0, json.dumps(self._hello()).encode("utf-8")))
                beat.start()
                while not self._stopped.is_set() and not self._done(steps):
                    self._take(frames.decode(self._read))
                self._goodbye()
            finally:
                ended.set()
                self._socket = None

    def _goodbye(self) -> None:
        try:
            self._send(Frame(Type.CLOSE))
        except (OSError, EOFError):
            pass  # the other side was faster

    def _connect(self) -> Connection:
        if isinstance(self._address, str) and self._address.startswith(("ws://", "wss://")):
            return WebSocket(self._address, self._timeout)
        if isinstance(self._address, str):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self._timeout)
            connection.connect(self._address)
            return connection
        connection = socket.create_connection(self._address, timeout=self._timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _hello(self) -> dict[str, Any]:
        return {
            "name": self._name,
            "token": self._token,
            "environments": len(self._envs),
            "observation": {"size": self._size},
            "actions": self._actions,
            "dt": self._step_seconds,
            "task": self._task,
        }

    def _take(self, frame: Frame) -> None:
        if frame.type == Type.RESET:
            self._begin(frame)
        elif frame.type == Type.ACT:
            self._step(frame)
        elif frame.type == Type.CONDITIONS:
            self._options = frame.json()
        elif frame.type == Type.ERROR:
            raise Refused(frame.text())
        elif frame.type == Type.CLOSE:
            raise EOFError("the actor has ended")

    def _begin(self, frame: Frame) -> None:
        asked = frame.json()
        seed = asked.pop("seed", None)
        self._options = asked
        rows = [
            self._observe(env.reset(seed=None if seed is None else seed + i, options=self._options)[0])
            for i, env in enumerate(self._envs)
        ]
        self._over = [False] * len(self._envs)
        self._send(frames.observation(frame.sequence, rows, [0.0] * len(rows), [FIRST] * len(rows)))

    def _step(self, frame: Frame) -> None:
        rows, rewards, flags, endings = [], [], [], []
        for i, env in enumerate(self._envs):
            if self._over[i]:
                observation, _ = env.reset(options=self._options)
                row, reward, flag = observation, 0.0, FIRST
                self._over[i] = False
            else:
                row, reward, terminated, truncated, info = env.step(self._act(frame.payload[i]))
                self._over[i] = bool(terminated or truncated)
                flag = (LAST if self._over[i] else 0) | (TERMINAL if terminated else 0)
                if self._over[i]:
                    endings.append(_ending(i, info))
                    self.episodes += 1
            rows.append(self._observe(row))
            rewards.append(float(reward))
            flags.append(flag)
        self.steps += 1
        self._send(frames.observation(frame.sequence, rows, rewards, flags, endings))

    def _send(self, frame: Frame) -> None:
        connection = self._socket
        if connection is None:
            raise EOFError("not connected")
        with self._write:
            connection.sendall(frames.encode(frame))

    def _read(self, count: int) -> bytes:
        connection = self._socket
        found = b""
        while len(found) < count:
            part = connection.recv(count - len(found)) if connection is not None else b""
            if not part:
                raise EOFError("the connection has ended")
            found += part
        return found

    def _beat(self, ended: threading.Event) -> None:
        """A slow simulator is still alive: only this tells."""
        while not ended.wait(self._heartbeat):
            try:
                self._send(Frame(Type.HEARTBEAT))
            except (OSError, EOFError):
                return


def _size(env: Any) -> int:
    size = 1
    for side in env.observation_space.shape:
        size *= int(side)
    return size


def _ending(i: int, info: Any) -> dict[str, Any]:
    told = info if isinstance(info, dict) else {}
    return {
        "environment": i,
        "success": bool(told.get("success", told.get("is_success", False))),
        "outcome": str(told.get("outcome", "")),
        "metrics": {str(name): float(value) for name, value in dict(told.get("metrics", {})).items()},
    }
