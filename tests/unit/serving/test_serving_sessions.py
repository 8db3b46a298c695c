"""Processes behind the pages: environment, interpreter, and what they may send to a browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from leaksim.services.failures import failure_log_path
from leaksim.serving import failures
from leaksim.serving.handlers import _message_type
from leaksim.serving.kernels import SessionSpecManager, choose_transport, kernel_configuration, scrub_environment
from leaksim.serving.security import BROWSER_MESSAGE_TYPES, SECURITY_HEADERS


def test_environment_is_an_allow_list() -> None:
    kept = {
        "PATH": "/bin",
        "LC_ALL": "C",
        "LEAKSIM_DATABASE_URL": "sqlite://",
        "SystemRoot": "C:",
        "PYTHONHASHSEED": "1",
    }
    dropped = {"AWS_SECRET_ACCESS_KEY": "x", "DATABASE_URL": "x", "GITHUB_TOKEN": "x", "MYPATH": "x"}
    assert scrub_environment({**kept, **dropped}) == kept


def test_only_this_python_is_started() -> None:
    manager = SessionSpecManager()
    assert list(manager.find_kernel_specs()) == ["python3"]
    for name in ("python3", "anything-else"):
        assert manager.get_kernel_spec(name).argv[0] == sys.executable


def test_transport_falls_back_where_a_socket_path_would_be_too_long() -> None:
    assert choose_transport("/tmp/" + "x" * 100) == "tcp"
    assert choose_transport("/tmp/voila_12345678") == ("ipc" if sys.platform.startswith("linux") else "tcp")


def test_dead_process_is_not_replaced_by_a_blank_one_and_idle_ones_end() -> None:
    config = kernel_configuration()
    assert config.KernelRestarter.restart_limit == 0
    assert config.MappingKernelManager.cull_idle_timeout > 0
    assert config.MappingKernelManager.cull_connected is False


def test_headers_keep_the_exercise_address_and_foreign_code_out() -> None:
    policy = dict(part.split(" ", 1) for part in SECURITY_HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in " ".join(policy.values())
    assert SECURITY_HEADERS["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "kind", ["stream", "error", "execute_input", "execute_result", "execute_reply", "inspect_reply"]
)
def test_browser_gets_no_streams_tracebacks_or_source(kind: str) -> None:
    assert kind not in BROWSER_MESSAGE_TYPES


def test_message_kind_is_read_from_every_form_and_unknown_forms_are_dropped() -> None:
    header = json.dumps({"msg_type": "comm_msg"}).encode()
    channel = b"shell"
    start = 8 * 4
    offsets = [start, start + len(channel), start + len(channel) + len(header)]
    binary = (3).to_bytes(8, "little") + b"".join(o.to_bytes(8, "little") for o in offsets) + channel + header
    assert _message_type(binary) == "comm_msg"
    assert _message_type(json.dumps({"header": {"msg_type": "status"}})) == "status"
    assert _message_type({"header": {"msg_type": "stream"}}) == "stream"
    for unknown in (b"", b"\x00" * 40, "not json", "[]", {}, {"header": None}, None):
        assert _message_type(unknown) not in BROWSER_MESSAGE_TYPES


class _Shell:
    def __init__(self) -> None:
        self.published: list[dict[str, Any]] = []
        self.display_pub = SimpleNamespace(publish=lambda data, metadata: self.published.append(data))

    def showtraceback(self) -> None:
        raise AssertionError("the original display must not be used")

    showsyntaxerror = showtraceback
    showindentationerror = showtraceback


def test_hook_is_installed_under_voila_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SERVER_SOFTWARE", raising=False)
    shell = _Shell()
    original = shell.showtraceback
    assert failures.install_failure_reporting(shell) is False
    assert shell.showtraceback == original


def test_hook_publishes_a_reference_and_logs_the_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/test")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("leaksim.services.failures.failure_log_path", lambda: tmp_path / "failures.log")
    monkeypatch.setattr("threading.excepthook", None)
    shell = _Shell()
    assert failures.install_failure_reporting(shell) is True
    try:
        raise ValueError("SECRET")
    except ValueError:
        shell.showtraceback()
    ((kind, value),) = shell.published[0].items()
    assert kind == failures.FAILURE_MIME_TYPE
    assert list(value) == ["reference"]
    log = (tmp_path / "failures.log").read_text(encoding="utf-8")
    assert value["reference"] in log
    assert "ValueError: SECRET" in log
    assert "Traceback" in log


def test_log_lies_in_the_folder_for_logs() -> None:
    assert failure_log_path().name == "failures.log"
    assert "leaksim" in failure_log_path().parts
