"""Another program in an environment of its own: installed, started on this machine alone, ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "127.0.0.1"
_GRACE = 15


class PeerFailed(Exception):
    """A program could not be installed, started or asked; the message says what it said."""


def environment(build: Path, name: str, packages: Sequence[str]) -> Path:
    """The folder of programs of an environment with these packages, made if it is not there."""
    home = build / name
    bin_folder = home / ("Scripts" if os.name == "nt" else "bin")
    done = home / ".installed"
    wanted = "\n".join(packages)
    if not done.exists() or done.read_text("utf-8") != wanted:
        print(f"Installing {name} into {home} …", flush=True)
        run([sys.executable, "-m", "venv", str(home)])
        run([str(bin_folder / "python"), "-m", "pip", "install", "--quiet", *packages])
        done.write_text(wanted, "utf-8")
    return bin_folder


def run(command: Sequence[str], variables: Mapping[str, str] | None = None) -> str:
    """Run a program to its end; what it printed. Raises PeerFailed if it fails."""
    ended = subprocess.run(
        command,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        last = (ended.stderr or ended.stdout).strip()[-800:]
        raise PeerFailed(f"{' '.join(command[:4])} ended with {ended.returncode}: {last}")
    return ended.stdout


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind((ADDRESS, 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str], variables: Mapping[str, str], folder: Path, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A server while it is needed. It and what it started itself are ended, and nothing else."""
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command,
            env={**os.environ, **variables},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=os.name != "nt",
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        if os.name != "nt":
            os.killpg(process.pid, signal.SIGKILL)  # its own group, made when it was started
        process.kill()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path, patience: float = 180) -> None:
    """Wait until somebody listens on the port. Raises PeerFailed if the process ends or is late."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise PeerFailed(f"it ended with {process.returncode}: {_tail(log)}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((ADDRESS, port)) == 0:
                return
        time.sleep(0.2)
    raise PeerFailed(f"nobody listened on port {port} after {patience:.0f} s: {_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text("utf-8", "replace").strip()[-800:]
