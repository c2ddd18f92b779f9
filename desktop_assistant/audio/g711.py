"""G.711, the telephone's 8 bits: mu-law and A-law by table, equal to the ITU tables bit for bit."""

import numpy as np
from numpy.typing import NDArray

Int16 = NDArray[np.int16]
Bytes = NDArray[np.uint8]

_MU_BIAS = 33
_MU_CLIP = 8159


def _mu_decode_table() -> Int16:
    code = ~np.arange(256) & 0xFF
    magnitude = ((((code & 0x0F) << 1) + _MU_BIAS) << (code >> 4 & 7)) - _MU_BIAS
    return (np.where(code & 0x80, -magnitude, magnitude) * 4).astype(np.int16)


def _mu_encode_table() -> Bytes:
    value = np.arange(-32768, 32768) >> 2
    magnitude = np.minimum(np.abs(value), _MU_CLIP) + _MU_BIAS
    segment = np.floor(np.log2(magnitude)).astype(int) - 5
    code = segment << 4 | (magnitude >> (segment + 1) & 0x0F)
    code = np.where(segment > 7, 0x7F, code)
    return (code ^ np.where(value < 0, 0x7F, 0xFF)).astype(np.uint8)


def _a_decode_table() -> Int16:
    code = np.arange(256) ^ 0x55
    mantissa, segment = (code & 0x0F) << 4, code >> 4 & 7
    magnitude = np.where(segment == 0, mantissa + 8, (mantissa + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _a_encode_table() -> Bytes:
    value = np.arange(-32768, 32768) >> 3
    magnitude = np.where(value >= 0, value, -value - 1)
    segment = np.where(magnitude < 32, 0, np.floor(np.log2(np.maximum(magnitude, 1))).astype(int) - 4)
    code = segment << 4 | (magnitude >> np.maximum(segment, 1) & 0x0F)
    return ((code ^ np.where(value >= 0, 0xD5, 0x55)) & 0xFF).astype(np.uint8)


_MU_DECODE, _MU_ENCODE = _mu_decode_table(), _mu_encode_table()
_A_DECODE, _A_ENCODE = _a_decode_table(), _a_encode_table()


def mu_encode(samples: Int16) -> bytes:
    """One byte per sample."""
    return _MU_ENCODE[samples.astype(np.int32) + 32768].tobytes()


def mu_decode(code: bytes) -> Int16:
    """One sample per byte."""
    return _MU_DECODE[np.frombuffer(code, np.uint8)]


def a_encode(samples: Int16) -> bytes:
    """One byte per sample."""
    return _A_ENCODE[samples.astype(np.int32) + 32768].tobytes()


def a_decode(code: bytes) -> Int16:
    """One sample per byte."""
    return _A_DECODE[np.frombuffer(code, np.uint8)]
