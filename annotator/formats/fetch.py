"""The page at an address that a person gave: fetched once, within bounds, and never from within.

Only http and https, without a name and password in the address. Each host name is looked up once,
every address it has must be a public one, and it is to those that the connection goes: a name that
leads to the machine itself, to its network or to a cloud's own services is refused, also after each
of at most five redirects, and so is one that changes its mind between two look-ups. Proxies of the
environment are not asked, for they would look the name up again. The whole visit may take 20
seconds and bring 10 MB. No cookies are kept, and nothing that the page names is loaded.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from annotator.core.errors import AnnotatorError
from annotator.formats.source import Source

SECONDS: Final = 20.0
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
_SHOWN: Final = 100
_LONGEST_URL: Final = 8_192

_REDIRECTS = {301, 302, 303, 307, 308}
_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNSAID = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
"""Types that tell nothing: then the body does."""
_TEXTS = {".html", ".txt", ".md"}
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_UNSAFE = re.compile(r"[^!-~]")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def fetched(url: str, *, allow_local: bool = False) -> Source:
    """What an address holds, as a file in memory with a fitting ending and its last address.

    Raises AnnotatorError with a sentence. `allow_local` lets tests talk to their own machine.
    """
    with _visit(allow_local) as visit:
        here = _checked(url.strip())
        for _ in range(MOST_REDIRECTS + 1):
            with visit.failures(here), visit.answer(here) as answer:
                target = answer.headers.get("Location", "")
                if answer.status not in _REDIRECTS or not target:
                    return _source(here, answer, visit)
            here = _checked(_joined(here, target))
    raise _failed(url, f"it leads on more than {MOST_REDIRECTS} times")


def _failed(url: str, why: str) -> AnnotatorError:
    shown = url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…"
    return AnnotatorError(f"“{shown}” was not fetched: {why}.")


# ---------------------------------------------------------------------------- addresses


def _joined(here: str, target: str) -> str:
    try:
        return urljoin(here, target)
    except ValueError as error:
        raise _failed(here, "it leads on to what is no address") from error


def _checked(url: str) -> str:
    """The address in the form in which it is asked for; raises AnnotatorError if it may not be."""
    if "://" not in url[:10]:
        raise _failed(url, "an address begins with http:// or https://")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _failed(url, "it is no address of a page") from error
    if parts.scheme not in {"http", "https"}:
        raise _failed(url, "only addresses with http:// or https:// are")
    if "@" in parts.netloc:
        raise AnnotatorError(
            "The address holds a name or password, so it was not fetched; leave out what stands "
            "before the @."
        )
    if not host or len(url) > _LONGEST_URL:
        raise _failed(url, "it is no address of a page")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _failed(url, f"there is no site “{host}”") from error
    if not _HOST.fullmatch(name):
        raise _failed(url, f"there is no site “{host}”")
    place = f"[{name}]" if ":" in name else name
    netloc = place if port is None else f"{place}:{port}"
    path, query = _quoted(parts.path or "/"), _quoted(parts.query)
    return urlunsplit(SplitResult(parts.scheme, netloc, path, query, ""))


def _quoted(part: str) -> str:
    """Part of an address with what may not stand in one in percent signs, and no more."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in _utf8(found[0])), part)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _public(address: _Address) -> bool:
    """Whether an address belongs to the public network, also the one that it stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None or address.scope_id is not None:
            return False
        if inner is not None:
            return _public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host; the look-up itself knows no time-out, so another thread does it."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if thread.is_alive():
        raise TimeoutError
    if failed:
        raise failed[0]
    return found


# ---------------------------------------------------------------------------- the visit


class _Refused(Exception):
    """A connection that may not be made; says why, as a clause."""


@dataclass(slots=True)
class _Visit:
    """One visit, over all its redirects: when it must end, and what it holds open."""

    allow_local: bool
    ends: float
    over: bool = False
    sockets: list[socket.socket] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def left(self) -> float:
        """How many seconds are left; raises TimeoutError when none are."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def hold(self, connection: socket.socket) -> None:
        """Note a connection, so that it is cut when time is up."""
        with self.lock:
            self.sockets.append(connection)
            if self.over:
                raise TimeoutError

    def cut(self) -> None:
        """End it all: a server that sends a byte now and then would never run into a time-out."""
        with self.lock:
            self.over = True
            for connection in self.sockets:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def connected(self, host: str, port: int) -> socket.socket:
        """A connection to one of the addresses of a host, all of which were looked at."""
        addresses = _looked_up(host, port, self.left())
        for address in addresses:
            known = ipaddress.ip_address(address)
            if not (_public(known) or (self.allow_local and known.is_loopback)):
                raise _Refused("it lies within this computer or its network")
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                found = socket.create_connection((address, port), self.left())
            except TimeoutError:
                raise
            except OSError as error:
                failure = error
                continue
            self.hold(found)
            return found
        raise failure

    @contextmanager
    def answer(self, url: str) -> Iterator[HTTPResponse]:
        """What the server answers."""
        headers = {
            "User-Agent": "Annotator",
            "Accept": f"{', '.join(_SUFFIXES)}, */*;q=0.1",
            "Accept-Encoding": "gzip",
        }
        opener = OpenerDirector()  # no proxies, no redirects, no files, no FTP
        opener.add_handler(_Plain(self))
        opener.add_handler(_Secure(self))
        opener.addheaders = []
        answer = opener.open(Request(url, headers=headers), timeout=self.left())  # noqa: S310
        try:
            yield cast(HTTPResponse, answer)
        finally:
            answer.close()

    @contextmanager
    def failures(self, url: str) -> Iterator[None]:
        """What goes wrong meanwhile, in a sentence."""
        try:
            yield
        except AnnotatorError:
            raise
        except (_Refused, OSError, HTTPException, ValueError, zlib.error) as error:
            raise _failed(url, self._reason(error, url)) from error

    def _reason(self, error: Exception, url: str) -> str:
        """Why it failed, as a clause; urllib wraps what it caught."""
        reason = getattr(error, "reason", error)
        if isinstance(reason, _Refused):
            return str(reason)
        if self.over or isinstance(reason, TimeoutError):
            return f"the site did not answer in {SECONDS:.0f} seconds; try again later"
        match reason:
            case socket.gaierror() | UnicodeError():
                return f"there is no site “{urlsplit(url).hostname}”, or you are not connected"
            case ssl.SSLCertVerificationError():
                return "the site cannot prove that it is the one it says it is"
            case ssl.SSLError():
                return "no secure connection to the site came about"
            case ConnectionRefusedError():
                return "the site lets nobody in"
            case zlib.error():
                return "what the site sent is damaged"
            case _:
                return "the connection to the site broke off; try again later"


@contextmanager
def _visit(allow_local: bool) -> Iterator[_Visit]:
    visit = _Visit(allow_local, time.monotonic() + SECONDS)
    timer = threading.Timer(SECONDS, visit.cut)
    timer.daemon = True
    timer.start()
    try:
        yield visit
    finally:
        timer.cancel()


class _Plain(HTTPHandler):
    """Opens http addresses for a visit."""

    def __init__(self, visit: _Visit) -> None:
        super().__init__()
        self._visit = visit

    def http_open(self, req: Request) -> HTTPResponse:
        """What the server answers."""
        visit = self._visit

        class Connection(HTTPConnection):
            """Connects to an address that was looked at."""

            def connect(self) -> None:
                """Connect."""
                self.sock = visit.connected(self.host, self.port)

        return self.do_open(Connection, req)


class _Secure(HTTPSHandler):
    """Opens https addresses for a visit."""

    def __init__(self, visit: _Visit) -> None:
        super().__init__()
        self._visit = visit

    def https_open(self, req: Request) -> HTTPResponse:
        """What the server answers."""
        visit, context = self._visit, ssl.create_default_context()

        class Connection(HTTPSConnection):
            """Connects to an address that was looked at, and has the name's certificate shown."""

            def connect(self) -> None:
                """Connect."""
                plain = visit.connected(self.host, self.port)
                secure = context.wrap_socket(
                    plain, server_hostname=self.host, do_handshake_on_connect=False
                )
                self.sock = secure
                visit.hold(secure)
                secure.do_handshake()

        return self.do_open(cast(Callable[..., Any], Connection), req)


# ---------------------------------------------------------------------------- the answer


def _source(url: str, answer: HTTPResponse, visit: _Visit) -> Source:
    """The answer's body as a file in memory."""
    if answer.status != 200:
        raise _failed(url, _refusal(answer.status))
    said = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    suffix = _SUFFIXES.get(said, "")
    if not suffix and said not in _UNSAID:
        raise _failed(url, f"it is no page, text, PDF or Word document but “{said[:40]}”")
    body = _body(url, answer, visit)
    suffix = suffix or _seen(body)
    if not suffix:
        raise _failed(url, "the site does not say what it is")
    charset = answer.headers.get_content_charset() or ""
    if suffix in _TEXTS and charset:
        from annotator.formats.parts.encoding import decoded

        try:
            body = decoded(body, charset)[0].encode("utf-8", errors="replace")
        except AnnotatorError as error:
            raise _failed(url, str(error)) from error
    return Source(Path(_name(url) + suffix), body, url)


def _refusal(status: int) -> str:
    if status in {401, 402, 403, 407, 451}:
        return "the site lets only its readers in; save the page from your browser and add the file"
    if status in {404, 410}:
        return "there is no such page"
    if status == 429:
        return "the site has been asked too often; try again later"
    return f"the site answered with error {status}; try again later"


def _body(url: str, answer: HTTPResponse, visit: _Visit) -> bytes:
    """The body, unpacked, within the bounds of size and time."""
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise _failed(url, "it is packed in a way that is not read")
    unpacker = zlib.decompressobj(31) if packing.endswith("gzip") else None
    body = bytearray()
    while len(body) <= MOST_BYTES:
        visit.left()
        chunk = answer.read1(_CHUNK)
        if not chunk:
            break
        room = MOST_BYTES + 1 - len(body)
        body += unpacker.decompress(chunk, room) if unpacker else chunk
    if visit.over:
        raise TimeoutError
    if len(body) > MOST_BYTES:
        raise _failed(url, f"it is larger than {MOST_BYTES // (1024 * 1024)} MB")
    if answer.length or (unpacker and not unpacker.eof):
        raise HTTPException("cut off")
    return bytes(body)


def _seen(body: bytes) -> str:
    """The ending for a body of which nothing was said."""
    head = body[:1_024].lstrip().lower()
    if b"%pdf-" in head:
        return ".pdf"
    if head.startswith(b"pk\x03\x04") and b"word/document.xml" in body:
        return ".docx"
    return ".html" if head.startswith((b"<!doctype html", b"<html")) else ""


def _name(url: str) -> str:
    """A name for the file: the last part of the address, or the site."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    stem = Path(last).stem if Path(last).suffix.lower() in {*_SUFFIXES.values(), ".htm"} else last
    name = _NOT_IN_A_NAME.sub("-", stem).strip(".-")[:80]
    return name or _NOT_IN_A_NAME.sub("-", parts.hostname or "page")
