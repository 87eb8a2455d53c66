"""Asking a program over HTTP on one connection that is kept."""

import http.client
import json
import secrets
from typing import Any

from bench.peers.environment import ADDRESS, PeerFailed

_PATIENCE = 3600


class Web:
    """A program's documented interface; `token` is told with each request once it is known."""

    def __init__(self, port: int, token: str = "") -> None:
        self.token = token
        self._connection = http.client.HTTPConnection(ADDRESS, port, timeout=_PATIENCE)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/json"
    ) -> bytes:
        """What it answers. Raises PeerFailed unless that is yes."""
        headers = {"Content-Type": kind, "Accept": "application/json, */*"}
        if self.token:
            headers["Authorization"] = f"Token {self.token}"
        try:
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise PeerFailed(f"{method} {path}: {type(error).__name__} {error}") from error
        if not 200 <= answer.status < 300:
            said = content[:400].decode("utf-8", "replace")
            raise PeerFailed(f"{method} {path}: {answer.status} {said}")
        return content

    def get(self, path: str) -> Any:
        """The JSON value that is there."""
        return json.loads(self.ask("GET", path))

    def post(self, path: str, value: object) -> Any:
        """Send a JSON value; the one that comes back."""
        return json.loads(self.ask("POST", path, json.dumps(value).encode()))

    def upload(self, path: str, field: str, name: str, content: bytes) -> bytes:
        """Send a file as a form does; what comes back."""
        edge = secrets.token_hex(16)
        about = f'Content-Disposition: form-data; name="{field}"; filename="{name}"'
        head = f"--{edge}\r\n{about}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        body = head + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
