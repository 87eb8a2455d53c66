"""Where the program's own data lie: icons, themes, codebooks, sample articles."""

import sys
from pathlib import Path

from annotator.core.errors import AnnotatorError


def asset(*parts: str) -> Path:
    """The path of a file or folder of `resources/`, as in `asset("codebooks", "recasens.toml")`.

    It is found in a frozen build (below `sys._MEIPASS`), in an installed wheel (inside the package)
    or in a checkout (beside the package), in this order: what lies beside an installed package may
    belong to another program. Raises AnnotatorError if it is in none of them.
    """
    found = next((path for root in _roots() if (path := root.joinpath(*parts)).exists()), None)
    if found is None:
        name = "/".join(("resources", *parts))
        raise AnnotatorError(
            f"The program's own {name} is missing; please install Annotator again."
        )
    return found


def _roots() -> list[Path]:
    package = Path(__file__).resolve().parent
    roots = [package / "resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    return [Path(frozen) / "resources", *roots] if isinstance(frozen, str) else roots
