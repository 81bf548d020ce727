"""Turns a Gymnasium-like environment into one of a Slipstream fleet's.

    from slipstream_env import SlipstreamEnvClient
    SlipstreamEnvClient(gym_env, name="cart-1", address=("127.0.0.1", 7400)).run()
"""

from .client import Address, Refused, SlipstreamEnvClient
from .frames import Frame, FrameError, Type, decode, encode

__all__ = ["Address", "Frame", "FrameError", "Refused", "SlipstreamEnvClient", "Type", "decode", "encode"]
