"""A WebSocket (RFC 6455) as a stream of bytes, as far as the gateway needs one: binary messages, pings, and the end."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import ssl
import struct
import threading
from typing import Optional
from urllib.parse import urlsplit

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_BINARY, _CLOSE, _PING, _PONG = 2, 8, 9, 10
_LONGEST_HEAD = 1 << 14


class WebSocket:
    """The client's end. Reads and writes like a socket; whatever messages the bytes come in does not matter."""

    def __init__(self, url: str, timeout: float) -> None:
        """Connects to ``ws://HOST:PORT/PATH`` or ``wss://``.

        :raises OSError: if nobody speaks WebSocket there
        """
        parts = urlsplit(url)
        secure = parts.scheme == "wss"
        host, port = parts.hostname or "127.0.0.1", parts.port or (443 if secure else 80)
        self._socket = socket.create_connection((host, port), timeout=timeout)
        self._read = b""
        self._message = b""
        # Whoever reads answers pings while another thread sends.
        self._write = threading.Lock()
        try:
            if secure:
                self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=host)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._shake_hands(f"{host}:{port}", parts.path or "/")
        except BaseException:
            self._socket.close()
            raise

    def _shake_hands(self, host: str, path: str) -> None:
        key = base64.b64encode(os.urandom(16))
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key.decode()}\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._read:
            self._fill()
            if len(self._read) > _LONGEST_HEAD:
                raise OSError("the answer to the handshake does not end")
        head, self._read = self._read.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        expected = base64.b64encode(hashlib.sha1(key + _MAGIC).digest()).decode()
        if " 101 " not in lines[0] + " " or fields.get("sec-websocket-accept") != expected:
            raise OSError(f"nobody speaks WebSocket there: {lines[0]}")

    def sendall(self, data: bytes) -> None:
        """Sends bytes as one binary message."""
        self._send(_BINARY, data)

    def _send(self, code: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = struct.pack(">BB", 0x80 | code, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack(">BBH", 0x80 | code, 0x80 | 126, size)
        else:
            head = struct.pack(">BBQ", 0x80 | code, 0x80 | 127, size)
        mask = os.urandom(4)
        # All bytes at once: a loop over them would be the slowest thing here.
        stream = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(size, "little")
        with self._write:
            self._socket.sendall(head + mask + masked)

    def recv(self, count: int) -> bytes:
        """Some bytes of what arrived, at most ``count``; none at the end."""
        while not self._message:
            message = self._next()
            if message is None:
                return b""
            self._message = message
        part, self._message = self._message[:count], self._message[count:]
        return part

    def _next(self) -> Optional[bytes]:
        """The payload of the next frame that carries bytes; None at the end."""
        try:
            head = self._exactly(2)
            code, size = head[0] & 0x0F, head[1] & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._exactly(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._exactly(8))
            payload = self._exactly(size)
        except EOFError:
            return None
        if code == _CLOSE:
            return None
        if code == _PING:
            self._send(_PONG, payload)
        return payload if code not in (_PING, _PONG) else b""

    def _exactly(self, count: int) -> bytes:
        while len(self._read) < count:
            self._fill()
        part, self._read = self._read[:count], self._read[count:]
        return part

    def _fill(self) -> None:
        part = self._socket.recv(1 << 16)
        if not part:
            raise EOFError("the connection has ended")
        self._read += part

    def shutdown(self, how: int) -> None:
        """As a socket's."""
        self._socket.shutdown(how)

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()

    def __enter__(self) -> "WebSocket":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
