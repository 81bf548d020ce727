"""The frames of the gateway: little-endian u32 length of what follows, u8 type, u8 version, u16 flags, u64 sequence, payload."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Callable, Sequence

VERSION = 1
_HEAD = struct.Struct("<BBHQ")
_LENGTH = struct.Struct("<I")

FIRST, LAST, TERMINAL = 1, 2, 4


class FrameError(Exception):
    """What came is no frame."""


class Type(IntEnum):
    """What a frame can be."""

    HELLO = 1
    RESET = 2
    OBS = 3
    ACT = 4
    CONDITIONS = 5
    HEARTBEAT = 6
    ERROR = 7
    CLOSE = 8


@dataclass(frozen=True)
class Frame:
    """One message."""

    type: Type
    sequence: int = 0
    payload: bytes = b""

    def json(self) -> Any:
        """Its payload as JSON."""
        return json.loads(self.payload.decode("utf-8"))

    def text(self) -> str:
        """Its payload as text."""
        return self.payload.decode("utf-8", "replace")


def encode(frame: Frame) -> bytes:
    """A frame as bytes."""
    head = _HEAD.pack(int(frame.type), VERSION, 0, frame.sequence)
    return _LENGTH.pack(len(head) + len(frame.payload)) + head + frame.payload


def decode(read: Callable[[int], bytes], most: int = 1 << 22) -> Frame:
    """Reads a frame; ``read(n)`` gives exactly n bytes or raises EOFError."""
    (length,) = _LENGTH.unpack(read(_LENGTH.size))
    if not _HEAD.size <= length <= most:
        raise FrameError(f"a frame of {length} bytes; {_HEAD.size} to {most} are possible")
    kind, version, _, sequence = _HEAD.unpack(read(_HEAD.size))
    if version != VERSION:
        raise FrameError(f"version {version} is not spoken here, {VERSION} is")
    payload = read(length - _HEAD.size)
    try:
        return Frame(Type(kind), sequence, payload)
    except ValueError:
        raise FrameError(f"there is no frame of type {kind}") from None


def observation(
    sequence: int,
    rows: Sequence[Sequence[float]],
    rewards: Sequence[float],
    flags: Sequence[int],
    endings: Sequence[dict[str, Any]] = (),
) -> Frame:
    """OBS: float32 observations, float32 rewards, a byte of flags each, and JSON about episodes that have just ended."""
    flat = [float(value) for row in rows for value in row]
    payload = struct.pack(f"<{len(flat)}f{len(rewards)}f{len(flags)}B", *flat, *rewards, *flags)
    if endings:
        payload += json.dumps(list(endings)).encode("utf-8")
    return Frame(Type.OBS, sequence, payload)
