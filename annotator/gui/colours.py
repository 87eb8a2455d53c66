"""Colour arithmetic: contrast as WCAG 2.2 counts it, mixing, and making a colour legible."""

from PySide6.QtGui import QColor


def luminance(colour: QColor) -> float:
    """The relative luminance, 0 (black) to 1 (white), of an opaque sRGB colour (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two opaque colours, 1 (equal) to 21 (black on white), as in WCAG 2.2."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """`ground` with `share` (0 to 1) of `colour` in it, channel by channel in sRGB."""

    def part(below: int, above: int) -> int:
        return round(below + (above - below) * share)

    return QColor(
        part(ground.red(), colour.red()),
        part(ground.green(), colour.green()),
        part(ground.blue(), colour.blue()),
    )


def legible(colour: QColor, ground: QColor, ratio: float) -> QColor:
    """The colour of this hue, nearest in lightness, with `ratio` of contrast or more on `ground`.

    On a light ground it gets darker, on a dark one lighter; `ratio` must be within black's or
    white's reach there.
    """
    if contrast(colour, ground) >= ratio:
        return colour
    hue, saturation = colour.hslHueF(), colour.hslSaturationF()
    near, far = colour.lightnessF(), 0.0 if luminance(ground) > 0.18 else 1.0
    for _ in range(12):
        middle = (near + far) / 2
        if contrast(_rgb(hue, saturation, middle), ground) >= ratio:
            far = middle
        else:
            near = middle
    return _rgb(hue, saturation, far)


def _rgb(hue: float, saturation: float, lightness: float) -> QColor:
    # Rounded to eight bits, since that is what will be painted.
    return QColor(QColor.fromHslF(max(hue, 0.0), saturation, lightness).rgb())
