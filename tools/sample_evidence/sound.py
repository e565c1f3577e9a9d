"""A voice message: telephone noise with the rise and fall of speech, as a WAV file."""

from __future__ import annotations

import io
import math
import wave

from tools.sample_evidence.grain import numbers

RATE = 8000


def voice_message(seconds: int, seed: str) -> bytes:
    """A mono 8 kHz, 8 bit WAV: a tone, then murmured syllables, then the line."""
    chance = numbers(seed)
    samples = bytearray()
    pitch, loud, left = 120.0, 0.0, 0
    for at in range(seconds * RATE):
        if left == 0:
            left = int(RATE * (0.08 + next(chance) * 0.22))
            pitch, loud = 95 + next(chance) * 60, (0.0 if next(chance) < 0.28 else 0.2 + next(chance) * 0.5)
        left -= 1
        samples.append(_sample(at / RATE, pitch, loud if at < (seconds - 1) * RATE else 0.0, next(chance)))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()


def _sample(time: float, pitch: float, loud: float, noise: float) -> int:
    if time < 0.5:
        value = 0.35 * math.sin(2 * math.pi * 1000 * time)
    else:
        voice = math.sin(2 * math.pi * pitch * time) + 0.5 * math.sin(6 * math.pi * pitch * time)
        value = loud * 0.4 * voice + (noise - 0.5) * 0.04
    return max(0, min(255, round(128 + 110 * value)))
