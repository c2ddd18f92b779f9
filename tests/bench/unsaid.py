"""What no person would say, looked for in a text that is meant for a voice."""

import re

_NEVER = {
    "sign": r"[#*_`|<>{}\[\]\\^~=@&%$€£¥°×÷→•…“”\"/]|(?<!\w)[-–—]|[-–—](?!\w)",
    "scheme": r"\bhttps?\b|\bwww\b",
    "picture": r"[\U0001F000-\U0001FAFF☀-➿]",
    "thousands": r"\d,\d{3}\b",
    "long number": r"(?<![\d.])\d{8,}\b",
    "letters and digits": r"\b(?=\w*\d)(?=\w*[A-Za-z])(?!\d+(?:st|nd|rd|th)\b)(?!\d+s\b)[A-Za-z\d]{6,}\b",
    "clock": r"\d:\d\d",
    "unit": r"\d\s?(?:km|kg|cm|mm|ml|mg|GB|TB|MB|kHz|mAh)\b",
    "two stops": r"[.,;:?!]\s?[.,;:]",
}


def unsaid(text: str) -> list[str]:
    """Which of it is in the text; empty = fit for a voice."""
    return [f"{name}: {found[0]!r}" for name, pattern in _NEVER.items() if (found := re.search(pattern, _plain(text)))]


def _plain(text: str) -> str:
    """`5 P.M., then` is right."""
    return re.sub(r"\b[AP]\.M\.", "PM", text)
