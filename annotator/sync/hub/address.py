"""Where a hub is, and how one gets in: its address, TLS, and the password, which is never in it.

An address is a connection URI of libpq (PostgreSQL documentation, 34.1.1.2), without a password.
"""

import ipaddress
import os
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from annotator.core.errors import Advised, AnnotatorError

_SERVICE = "annotator hub"
_SAFE_MODE = "verify-full"
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", _SAFE_MODE)


def psycopg() -> Any:
    """The library that talks to PostgreSQL; raises AnnotatorError where it is not installed."""
    try:
        import psycopg as library
    except ImportError as error:
        raise AnnotatorError(
            "To work with a hub, Annotator needs one more library; install it with "
            "`pip install annotator[team]`."
        ) from error
    return library


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be used: `url` as it is shown and kept, and what libpq is told.

    `warning` is a sentence where what passes is not safe from others on the way; else "".
    """

    url: str
    parameters: dict[str, str]
    warning: str = ""

    @property
    def shown(self) -> str:
        """The host, and the database in it."""
        host = self.parameters.get("host") or "this computer"
        return f"{self.parameters.get('dbname', '')} at {host}".strip()

    def for_role(self, role: str) -> str:
        """The address as another role uses it."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        kept = [it for it in parts.query.split("&") if it and not it.startswith("user=")]
        return parts._replace(netloc=f"{role}@{host}", query="&".join(kept)).geturl()


def address_of(url: str, *, insecure: bool = False) -> Address:
    """The address in a URL.

    Unless the hub is on this computer its certificate must be valid and be that of its host
    (`sslmode=verify-full`); `insecure` lets a URL say otherwise, or nothing. Raises AnnotatorError
    for what is no address, has a password in it, or asks for less safety than that.
    """
    parameters = _parameters(url)
    if parameters.get("password"):
        raise AnnotatorError(
            "Leave the password out of the hub's address, where others can read it; it is asked "
            "for, or taken from the system's keyring, PGPASSWORD or ~/.pgpass."
        )
    mode = parameters.get("sslmode", "")
    if mode and mode not in _MODES:
        raise AnnotatorError(f"There is no sslmode “{mode}”; leave it out of the hub's address.")
    if _is_on_this_computer(parameters):
        return Address(url, {"sslmode": "prefer", **parameters})
    if insecure:
        parameters = {"sslmode": "prefer", **parameters}
        weak = parameters["sslmode"] != _SAFE_MODE
        return Address(url, parameters, _INSECURE if weak else "")
    if mode not in ("", _SAFE_MODE):
        raise Advised(
            f"With sslmode={mode} others on the way could read or alter what passes.",
            typed="Leave it out of the hub's address, or add --insecure if that is meant.",
            in_window="Leave it out of the hub's address.",
        )
    parameters["sslmode"] = _SAFE_MODE
    if "sslrootcert" not in parameters and "PGSSLROOTCERT" not in os.environ:
        parameters |= _roots()
    return Address(url, parameters)


_INSECURE = (
    "The connection to the hub is not secured: others on the way can read and alter what passes."
)


def _parameters(url: str) -> dict[str, str]:
    if not url.startswith(("postgresql://", "postgres://")):
        raise AnnotatorError(
            f"“{url}” is no address of a hub; one looks like postgresql://role@host/database."
        )
    library = psycopg()
    from psycopg.conninfo import conninfo_to_dict

    try:
        found = conninfo_to_dict(url)
    except library.ProgrammingError as error:
        raise AnnotatorError(
            "That is no address of a hub: it cannot be read. One looks like "
            "postgresql://role@host/database."
        ) from error
    return {key: str(value) for key, value in found.items() if value is not None}


def _is_on_this_computer(parameters: dict[str, str]) -> bool:
    """Whether libpq would stay on this computer, whatever says where it goes."""
    if "service" in parameters or "PGSERVICE" in os.environ:
        return False
    hosts = parameters.get("host") or os.environ.get("PGHOST", "")
    addresses = parameters.get("hostaddr") or os.environ.get("PGHOSTADDR", "")
    return all(_is_local(it) for it in f"{hosts},{addresses}".split(",") if it)


def _is_local(host: str) -> bool:
    if host.startswith(("/", "@")) or host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _roots() -> dict[str, str]:
    """Which certificates are believed: one's own of PostgreSQL if there are, else the system's."""
    own = Path.home() / ".postgresql" / "root.crt"
    if own.is_file():
        return {}
    return {"sslrootcert": ssl.get_default_verify_paths().cafile or "system"}


# ---------------------------------------------------------------------------- passwords


def known_password(address: Address) -> str | None:
    """The password that the system's keyring has for this address, if it has one."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(_SERVICE, address.url)
    except (KeyringError, OSError, RuntimeError):
        return None  # a keyring that is locked, broken or not there: then it is asked for


def keep_password(address: Address, password: str) -> str:
    """Have the system's keyring keep the password; gives a sentence where that cannot be."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return f"The password is not kept: the system's keyring needs one more library. {_ELSE}"
    try:
        keyring.set_password(_SERVICE, address.url, password)
    except (KeyringError, OSError, RuntimeError) as error:
        said = " ".join(str(error).split()).partition(". ")[0].rstrip(".")
        return f"The password is not kept: this system has no keyring to use ({said}). {_ELSE}"
    return ""


def forget_password(address: Address) -> None:
    """Have the system's keyring keep no password for this address."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return
    with suppress(KeyringError, OSError, RuntimeError):
        keyring.delete_password(_SERVICE, address.url)


_ELSE = "It will be asked for again; or put it into ~/.pgpass."
