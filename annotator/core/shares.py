"""How a share is written, on every screen and in every file: “39 %”."""

_SEEN = 1e-4
"""What is nearer to none or to all than this counts as that: estimates never reach it."""


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent; what is nearly none or all is not said to be that."""
    whole = f"{share * 100:.0f}"
    if whole == "0" and share >= _SEEN:
        return "< 1\u00a0%"
    if whole == "100" and share <= 1 - _SEEN:
        return "> 99\u00a0%"
    return f"{whole}\u00a0%"
