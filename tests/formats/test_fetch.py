"""Fetching a page: from a real server on this machine, which else is never let in."""

import gzip
import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.formats import fetch
from annotator.formats.exchange import Draft
from annotator.formats.fetch import fetched
from annotator.formats.reading import read

PAGE = "<html><title>Ferry</title><h1>Ferry</h1><p>The café said so.</p></html>"
Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A site on this machine: what it answers at each path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                answer = site.pages.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(
        self, path: str, body: str | bytes = PAGE, kind: str = "text/html", **more: str
    ) -> str:
        headers = {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in more.items()}}
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (200, headers, data)
        return self.at(path)

    def leads(self, path: str, target: str, status: int = 302) -> str:
        self.pages[path] = (status, {"Location": target}, b"")
        return self.at(path)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
    site.thread.join()


def refused(url: str, why: str, *, allow_local: bool = True) -> None:
    with pytest.raises(AnnotatorError, match=why) as told:
        fetched(url, allow_local=allow_local)
    assert re.match(r"(“.*” was not fetched: .*|The address .*)\.$", str(told.value), re.DOTALL)


def test_a_page_is_fetched_and_read(site: Site) -> None:
    url = site.page("/news/ferry-closes?from=mail&x=ü#top", kind="text/html; charset=utf-8")
    site.pages["/news/ferry-closes?from=mail&x=%C3%BC"] = site.pages.popitem()[1]
    source = fetched(f"  {url} ", allow_local=True)
    assert (source.path.suffix, source.name) == (".html", "ferry-closes")
    assert source.data() == PAGE.encode()
    (path, headers), *_ = site.asked
    assert path == "/news/ferry-closes?from=mail&x=%C3%BC"
    assert headers["User-Agent"] == "Annotator"
    assert not {"Cookie", "Referer", "Authorization"} & headers.keys()
    (draft,) = read(fetched(url, allow_local=True))
    assert isinstance(draft, Draft)
    assert draft.text == "Ferry\n\nThe café said so."
    assert draft.url == site.at("/news/ferry-closes?from=mail&x=%C3%BC")


@pytest.mark.parametrize(
    ("kind", "path", "suffix"),
    [
        ("text/html", "/", ".html"),
        ("application/xhtml+xml", "/a.php", ".html"),
        ("text/plain;charset=us-ascii", "/a.txt", ".txt"),
        ("text/markdown", "/a", ".md"),
        ("application/pdf", "/a.pdf", ".pdf"),
        ("application/octet-stream", "/page", ".html"),
        ("", "/page", ".html"),
    ],
)
def test_the_ending_follows_the_type(site: Site, kind: str, path: str, suffix: str) -> None:
    url = site.page(path, kind=kind)
    if not kind:
        del site.pages[path][1]["Content-Type"]  # type: ignore[index]
    source = fetched(url, allow_local=True)
    assert source.path.suffix == suffix
    assert source.name in {"127.0.0.1", "a", "a.php", "page"}


def test_the_encoding_that_the_server_names_counts(site: Site) -> None:
    url = site.page("/a", "Łódź żąda.".encode("iso-8859-2"), "text/plain; charset=ISO-8859-2")
    (draft,) = read(fetched(url, allow_local=True))
    assert isinstance(draft, Draft)
    assert draft.text == "Łódź żąda."
    strange = site.page("/b", "plain", "text/plain; charset=no-such")
    assert fetched(strange, allow_local=True).data() == b"plain"


def test_packed_pages_are_unpacked_within_bounds(site: Site) -> None:
    packed = gzip.compress(PAGE.encode())
    assert fetched(site.page("/a", packed, Content_Encoding="gzip"), allow_local=True).data() == (
        PAGE.encode()
    )
    bomb = gzip.compress(b" " * 50_000_000)
    refused(site.page("/b", bomb, Content_Encoding="gzip"), "larger than 10 MB")
    refused(site.page("/c", packed, Content_Encoding="br"), "packed in a way")
    refused(site.page("/d", packed[:-9], Content_Encoding="gzip"), "broke off")
    refused(site.page("/e", b"no gzip", Content_Encoding="gzip"), "damaged")


def test_redirects_are_followed_and_the_last_address_kept(site: Site) -> None:
    site.page("/end")
    for number in range(5):
        site.leads(f"/{number}", f"/{number + 1}" if number < 4 else "end", 301 + number % 3)
    (draft,) = read(fetched(site.at("/0"), allow_local=True))
    assert isinstance(draft, Draft)
    assert draft.url == site.at("/end")
    refused(site.leads("/more", "/0"), "leads on more than 5 times")
    refused(site.leads("/self", "/self"), "leads on more than 5 times")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file:///etc/hostname", "http"),
        ("ftp://example.org/x", "http"),
        ("http://10.0.0.1/", "within this computer or its network"),
        ("http://169.254.169.254/latest/meta-data", "within this computer or its network"),
        ("//0.0.0.0/x", "within this computer or its network"),
        ("http://me:secret@127.0.0.1/", "name or password"),
        ("http://[::1", "no address"),
        ("data:text/html,x", "begins with http"),
    ],
)
def test_each_redirect_is_checked(site: Site, target: str, why: str) -> None:
    refused(site.leads("/", target), why)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "127.1",
        "0x7f.1",
        "2130706433",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.1.2.3]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[fe80::1]",
        "[fc00::1]",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
    ],
)
def test_addresses_within_are_refused(host: str, site: Site) -> None:
    why = "within this computer|no site|broke off"
    refused(f"http://{host}:{site.port}/", why, allow_local=False)
    assert not site.asked


def test_a_name_with_one_address_within_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (a, 80)) for a in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    refused("http://two.example/", "within this computer")


def test_a_name_is_looked_up_once_so_it_cannot_change(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    reached: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        looked.append(host)
        address = "93.184.215.14" if len(looked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    refused("http://rebind.example/", "lets nobody in", allow_local=False)
    assert (looked, reached) == (["rebind.example"], ["93.184.215.14"])


def test_the_proxy_of_the_environment_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetched(site.page("/"), allow_local=True).data() == PAGE.encode()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "begins with http"),
        ("courier.example/news", "begins with http"),
        ("/etc/passwd", "begins with http"),
        ("file:///etc/passwd", "http:// or https://"),
        ("javascript:alert(1)", "begins with http"),
        ("http://", "no address"),
        ("http:///x", "no address"),
        ("http://a:99999/", "no address"),
        ("http://a:b/", "no address"),
        ("http://[::1/", "no address"),
        ("http://ines@courier.example/", "name or password"),
        ("http://courier.example\\@127.0.0.1/", "name or password"),
        (f"http://{'a' * 70}.example/", "no site"),
        ("http://a..b/", "no site"),
        (f"http://a/{'x' * 9_000}", "no address"),
    ],
)
def test_what_is_no_address_is_refused(url: str, why: str) -> None:
    refused(url, why)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "only its readers"),
        (403, "only its readers"),
        (404, "no such page"),
        (302, "error 302"),
        (429, "asked too often"),
        (500, "answered with error 500"),
        (204, "error 204"),
    ],
)
def test_what_the_site_refuses_is_told(site: Site, status: int, why: str) -> None:
    site.pages["/"] = (status, {}, b"")
    refused(site.at("/"), why)


@pytest.mark.parametrize(
    ("kind", "why"),
    [("image/png", "no page"), ("application/zip", "no page"), ("application/json", "no page")],
)
def test_other_types_are_refused(site: Site, kind: str, why: str) -> None:
    refused(site.page("/", "x", kind), why)


def test_what_says_nothing_is_refused(site: Site) -> None:
    refused(site.page("/", "x", "application/octet-stream"), "does not say what it is")


def test_a_large_page_is_refused(site: Site) -> None:
    refused(site.page("/", b"x" * (10 * 1024 * 1024 + 1), "text/plain"), "larger than 10 MB")
    at_most = site.page("/b", b"x" * (10 * 1024 * 1024), "text/plain")
    assert fetched(at_most, allow_local=True).size == 10 * 1024 * 1024

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 1_000_000)

    site.pages["/c"] = endless
    refused(site.at("/c"), "larger than 10 MB")


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n"],
    ids=["silent", "in the headers", "in the body"],
)
def test_a_server_that_drips_is_left(
    site: Site, start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.5)
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not stop.wait(0.05):
            if start:
                handler.wfile.write(b"x")

    site.pages["/"] = drip
    began = time.monotonic()
    refused(site.at("/"), "did not answer in")
    assert time.monotonic() - began < 5
    stop.set()


def test_answers_that_are_none_are_told(site: Site) -> None:
    def says(raw: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
        return lambda handler: handler.wfile.write(raw) and None

    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    for raw in (
        b"",
        b"no http\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        ok + b"Content-Length: 99\r\n\r\nshort",
        ok + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        ok + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        ok + b"X: y\r\n" * 200 + b"\r\n",
        ok + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
    ):
        site.pages["/"] = says(raw)
        refused(site.at("/"), "broke off")


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    refused(f"http://127.0.0.1:{port}/", "lets nobody in")


def test_a_site_without_a_certificate_is_told(site: Site) -> None:
    refused(site.page("/").replace("http:", "https:"), "no secure connection|broke off")


def test_what_cannot_be_read_is_told(site: Site) -> None:
    with pytest.raises(AnnotatorError, match="cannot be read: it is no"):
        list(read(fetched(site.page("/a", b"\0\1\2" * 99, "text/plain"), allow_local=True)))


@given(st.ip_addresses())
def test_public_is_never_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if fetch._public(address):
        within = ("private", "loopback", "link_local", "multicast", "unspecified")
        assert not any(getattr(address, f"is_{kind}") for kind in within)
    if address.version == 4:
        mapped = ipaddress.IPv6Address(f"::ffff:{address}")
        assert fetch._public(mapped) == fetch._public(address)


@given(st.text(max_size=30))
def test_any_address_is_checked_or_refused_in_a_sentence(text: str) -> None:
    for url in (text, f"http://{text}", f"https://a.example/{text}"):
        try:
            checked = fetch._checked(url)
        except AnnotatorError as error:
            assert str(error).endswith(".")  # noqa: PT017 - some of them are addresses
            continue
        assert checked.isascii()
        assert not re.search(r"[\s\x00-\x1f@#]", checked.partition("://")[2].partition("/")[0])
        assert not re.search(r"[\s\x00-\x1f]", checked)
