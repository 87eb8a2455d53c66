"""The colours that tags may have, as other programs are told them."""

PALETTE = {
    "red": "#c0392b",
    "amber": "#c77600",
    "violet": "#6f42c1",
    "teal": "#0b7285",
    "green": "#2b8a3e",
    "magenta": "#a61e6d",
    "blue": "#2b6fd6",
    "brown": "#8a5a33",
    "olive": "#76800f",
    "slate": "#5d6b7a",
}
"""Their names with a value for a light ground, in the order in which new tags take them.

The themes draw each name in shades of their own.
"""


def hex_of(colour: str) -> str:
    """The value of a tag's colour, which is a name of the palette or `#rrggbb` already."""
    return PALETTE.get(colour, colour if colour.startswith("#") else PALETTE["slate"])
