"""The language of a text."""


def detect(text: str) -> str:
    return ""
