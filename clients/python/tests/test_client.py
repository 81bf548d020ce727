"""The client against a gateway of these tests' own, over real sockets."""

from __future__ import annotations

import pathlib
import socket
import struct
import sys
import threading
import unittest
from typing import Any, Callable, Optional

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "examples"))

from cartpole import CartPole  # noqa: E402
from slipstream_env import Frame, FrameError, Refused, SlipstreamEnvClient, Type, decode, encode  # noqa: E402


class Short:
    """An environment whose episodes last three steps."""

    def __init__(self) -> None:
        self.t = 0
        self.asked: list[Any] = []

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict] = None) -> tuple[list[float], dict]:
        self.t = 0
        self.asked.append((seed, options))
        return [0.0, 0.5], {}

    def step(self, action: int) -> tuple[list[float], float, bool, bool, dict]:
        self.t += 1
        over = self.t == 3
        return [self.t / 10, action / 10], 1.0, over, False, {"success": over, "outcome": "DONE", "metrics": {"m": 2}}


class Gateway:
    """Plays the actor's side of one connection."""

    def __init__(self, script: Callable[["Gateway"], None], connections: int = 1) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = self.server.getsockname()
        self.failure: Optional[BaseException] = None
        self.thread = threading.Thread(target=self._play, args=(script, connections), daemon=True)
        self.thread.start()

    def _play(self, script: Callable[["Gateway"], None], connections: int) -> None:
        try:
            for _ in range(connections):
                self.connection, _ = self.server.accept()
                self.connection.settimeout(10)
                with self.connection:
                    script(self)
        except BaseException as failure:  # shown by the test's own thread
            self.failure = failure
        finally:
            self.server.close()

    def read(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            part = self.connection.recv(count - len(found))
            if not part:
                raise EOFError
            found += part
        return found

    def next(self) -> Frame:
        frame = decode(self.read)
        while frame.type == Type.HEARTBEAT:
            frame = decode(self.read)
        return frame

    def send(self, frame: Frame) -> None:
        self.connection.sendall(encode(frame))

    def done(self) -> None:
        self.thread.join(20)
        if self.failure is not None:
            raise self.failure


def client(env: Any, gateway: Gateway, **more: Any) -> SlipstreamEnvClient:
    return SlipstreamEnvClient(env, "short", gateway.address, observation_size=2, actions=4, **more)


class FramesTest(unittest.TestCase):
    def test_a_frame_survives_the_wire(self) -> None:
        data = bytearray(encode(Frame(Type.ACT, 77, b"\x01\x02")))
        self.assertEqual(struct.unpack("<I", data[:4])[0], len(data) - 4)

        def read(count: int) -> bytes:
            part = bytes(data[:count])
            del data[:count]
            return part

        self.assertEqual(decode(read), Frame(Type.ACT, 77, b"\x01\x02"))

    def test_a_frame_of_giant_size_is_refused_before_it_is_read(self) -> None:
        with self.assertRaises(FrameError):
            decode(lambda count: b"\xff" * count)


class ClientTest(unittest.TestCase):
    def test_it_plays_episodes_in_lock_step(self) -> None:
        seen: list[tuple] = []

        def script(gateway: Gateway) -> None:
            hello = gateway.next()
            assert hello.type == Type.HELLO and hello.json()["observation"]["size"] == 2
            gateway.send(Frame(Type.RESET, 1, b'{"seed": 5, "task": "t", "shift": "C0", "options": {}}'))
            for sequence in range(1, 7):
                obs = gateway.next()
                assert obs.sequence == sequence, obs
                a, b, reward, flags = struct.unpack("<fffB", obs.payload[:13])
                seen.append((round(a, 3), reward, flags, obs.payload[13:]))
                gateway.send(Frame(Type.ACT, sequence + 1, b"\x02"))

        gateway = Gateway(script)
        env = Short()
        client(env, gateway).run(steps=6, reconnect=False)
        gateway.done()
        self.assertEqual([row[:3] for row in seen[:6]], [
            (0.0, 0.0, 1), (0.1, 1.0, 0), (0.2, 1.0, 0), (0.3, 1.0, 6), (0.0, 0.0, 1), (0.1, 1.0, 0)])
        self.assertIn(b'"success": true', seen[3][3])
        self.assertEqual(env.asked[0][0], 5)

    def test_conditions_hold_from_the_next_episode_on(self) -> None:
        def script(gateway: Gateway) -> None:
            gateway.next()
            gateway.send(Frame(Type.RESET, 1, b'{"seed": 5, "shift": "C0"}'))
            gateway.next()
            gateway.send(Frame(Type.CONDITIONS, 0, b'{"shift": "LONG"}'))
            for sequence in range(2, 7):
                gateway.send(Frame(Type.ACT, sequence, b"\x00"))
                gateway.next()

        gateway = Gateway(script)
        env = Short()
        client(env, gateway).run(steps=5, reconnect=False)
        gateway.done()
        self.assertEqual([options["shift"] for _, options in env.asked], ["C0", "LONG"])

    def test_it_says_why_it_was_refused(self) -> None:
        def script(gateway: Gateway) -> None:
            gateway.next()
            gateway.send(Frame(Type.ERROR, 0, b"the token is not right"))

        gateway = Gateway(script)
        with self.assertRaisesRegex(Refused, "token"):
            client(Short(), gateway).run()
        gateway.done()

    def test_it_connects_again_when_the_connection_breaks(self) -> None:
        def script(gateway: Gateway) -> None:
            gateway.next()
            gateway.send(Frame(Type.RESET, 1, b'{"seed": 1}'))
            gateway.next()
            gateway.send(Frame(Type.ACT, 2, b"\x00"))
            gateway.next()

        gateway = Gateway(script, connections=2)
        held = client(Short(), gateway)
        held.run(steps=2)
        gateway.done()
        self.assertEqual(held.steps, 2)

    def test_a_slow_environment_shows_that_it_lives(self) -> None:
        released = threading.Event()

        class Slow(Short):
            def step(self, action: int) -> tuple[list[float], float, bool, bool, dict]:
                released.wait(10)
                return super().step(action)

        def script(gateway: Gateway) -> None:
            gateway.next()
            gateway.send(Frame(Type.RESET, 1, b"{}"))
            gateway.next()
            gateway.send(Frame(Type.ACT, 2, b"\x00"))
            assert decode(gateway.read).type == Type.HEARTBEAT
            released.set()
            assert gateway.next().type == Type.OBS

        gateway = Gateway(script)
        client(Slow(), gateway, heartbeat=0.05).run(steps=1, reconnect=False)
        gateway.done()


class CartPoleTest(unittest.TestCase):
    def test_a_pole_that_nobody_holds_falls(self) -> None:
        env = CartPole()
        env.reset(seed=1)
        steps, over = 0, False
        while not over:
            observation, reward, terminated, truncated, _ = env.step(1)
            over = terminated or truncated
            steps += 1
        self.assertTrue(terminated)
        self.assertLess(steps, 30)
        self.assertEqual(len(observation), 4)

    def test_a_longer_pole_turns_more_slowly(self) -> None:
        turns = []
        for shift in ("C0", "LONG"):
            env = CartPole()
            env.reset(seed=1, options={"shift": shift})
            env._state = [0.0] * 4
            turns.append(env.step(1)[0][3])
        self.assertAlmostEqual(turns[0] / turns[1], 3)


if __name__ == "__main__":
    unittest.main()
