"""The real server, driven over HTTP, websockets and Chromium, with a page made for these tests."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 20
TOKEN = "t0ken-A_" * 4

PAGE_MODULE = '''
import os

import anywidget
import ipywidgets as widgets
from IPython.display import display


class Echo(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.id = "ping";
      button.textContent = "ping";
      const output = document.createElement("output");
      output.id = "pong";
      button.onclick = () => model.send({ text: "やあ" });
      model.on("msg:custom", (message) => { output.textContent = message.text; });
      el.append(button, output);
    } };
    """


def show_page(name):
    token = os.environ.get("LEAKSIM_TOKEN", "")
    if token.startswith("fail-at-start"):
        raise RuntimeError("SECRET_START")
    if token.startswith("exit-at-start"):
        os._exit(3)
    echo = Echo()
    echo.on_msg(lambda _widget, content, _buffers: echo.send({"text": content["text"] + " OK"}))
    heading = widgets.HTML(f"<h1 id='heading'>{name} {os.environ['LEAKSIM_LANG']} {token}</h1>")
    environment = widgets.HTML("<p id='environment'>" + " ".join(sorted(os.environ)) + "</p>")
    count, fail, hang = (widgets.Button(description=text) for text in ("count", "fail", "hang"))
    clicks = []

    def on_count(_button):
        clicks.append(1)
        print("SECRET_STREAM")
        heading.value = f"<h1 id='heading'>clicked {len(clicks)}</h1>"

    def on_fail(_button):
        local = "SECRET_LOCAL"
        raise ValueError("SECRET_VALUE" + local)

    def on_hang(_button):
        while True:
            pass

    count.on_click(on_count)
    fail.on_click(on_fail)
    hang.on_click(on_hang)
    display(widgets.VBox([heading, environment, echo, widgets.HBox([count, fail, hang])]))
'''


def start_server(arguments: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    code = f"import sys; from leaksim.serving.launch import serve; sys.exit(serve({arguments}))"
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def read_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()  # ends at once when the process does
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", line), (line, process.poll())
    return line.strip()


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def server_options(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """Arguments and environment of a server whose two pages come from PAGE_MODULE."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "page_under_test.py").write_text(PAGE_MODULE, encoding="utf-8")
    for name in ("start", "exercise"):
        source = f'from page_under_test import show_page\n\nshow_page("{name}")'
        cell = {
            "cell_type": "code",
            "id": name,
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        kernelspec = {"name": "no-such-kernel", "display_name": "x", "language": "python"}
        notebook = {"cells": [cell], "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(REPOSITORY)]),
        "XDG_STATE_HOME": str(folder / "state"),
        "AWS_SECRET_ACCESS_KEY": "must-not-reach-a-page",
    }
    return f"port=0, notebooks={str(folder)!r}, database_url='sqlite:///unused.db'", environment


@pytest.fixture(scope="module")
def server(server_options: tuple[str, dict[str, str]]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Address and process of a running server."""
    process = start_server(*server_options)
    try:
        yield read_address(process), process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@pytest.fixture
def address(server: tuple[str, subprocess.Popen[str]]) -> str:
    return server[0]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in its own Japanese context, so that cookies and cached files are fresh."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1200, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sessions(process: subprocess.Popen[str]) -> set[int]:
    found = set()
    for child in psutil.Process(process.pid).children(recursive=True):
        try:
            if "leaksim.serving.session" in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                found.add(child.pid)
        except psutil.NoSuchProcess:
            continue
    return found


def open_page(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    expect(page.locator("#ping")).to_be_visible()
    expect(page.locator("#leaksim-loading")).to_have_count(0)


def fetch(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_page_works_and_every_request_stays_here(address: str, page: Page) -> None:
    answers: list[tuple[int, str]] = []
    failed: list[str] = []
    errors: list[str] = []
    page.on("response", lambda answer: answers.append((answer.status, answer.url)))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    started = time.monotonic()
    open_page(page, address)
    assert time.monotonic() - started < 15
    assert page.title() == "情報漏えい対応訓練をはじめる – leaksim"
    assert page.locator("html").get_attribute("lang") == "ja"
    expect(page.locator("#heading")).to_have_text("start ja")
    page.click("#ping")
    expect(page.locator("#pong")).to_have_text("やあ OK")
    page.get_by_role("button", name="count").click()
    expect(page.locator("#heading")).to_have_text("clicked 1")
    assert [answer for answer in answers if answer[0] >= 400] == []
    assert [url for _status, url in answers if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []
    assert errors == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_environment_of_a_page_holds_no_secret_of_the_server(address: str, page: Page) -> None:
    open_page(page, address)
    names = page.locator("#environment").inner_text().split()
    assert "LEAKSIM_DATABASE_URL" in names
    assert "LEAKSIM_PAGE" in names
    assert "AWS_SECRET_ACCESS_KEY" not in names


def test_exercise_address_and_language_reach_the_page(address: str, page: Page) -> None:
    open_page(page, f"{address}exercise/{TOKEN}?lang=en")
    expect(page.locator("#heading")).to_have_text(f"exercise en {TOKEN}")
    assert page.title() == "Information leak exercise – leaksim"
    assert page.locator("html").get_attribute("lang") == "en"
    open_page(page, f"{address}exercise/{TOKEN}")  # the choice is remembered
    expect(page.locator("#heading")).to_have_text(f"exercise en {TOKEN}")


def test_failing_callback_shows_a_reference_and_leaks_nothing(
    address: str, page: Page, server_options: tuple[str, dict[str, str]]
) -> None:
    frames: list[str] = []

    def record(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, str) else payload.decode("utf-8", "replace"))

    page.on("websocket", lambda connection: connection.on("framereceived", record))
    open_page(page, address)
    page.get_by_role("button", name="count").click()
    page.get_by_role("button", name="fail").click()
    notice = page.locator(".leaksim-notice-failure")
    expect(notice).to_contain_text("問題が起きました")
    expect(notice).to_contain_text("回答は保存されています")
    reference = re.search(r"L-\w{4}-\w{2}", notice.inner_text())
    assert reference is not None
    received = "\n".join(frames)
    assert len(frames) > 5
    assert not re.search(r"SECRET|Traceback|on_fail|ValueError|page_under_test\.py", received)
    (log,) = Path(server_options[1]["XDG_STATE_HOME"]).rglob("failures.log")
    assert reference.group() in log.read_text(encoding="utf-8")
    assert "SECRET_VALUE" in log.read_text(encoding="utf-8")
    page.get_by_role("button", name="count").click()  # the page goes on
    expect(page.locator("#heading")).to_have_text("clicked 2")
    notice.get_by_role("button", name="閉じる").click()
    expect(notice).to_have_count(0)


@pytest.mark.parametrize("token", ["fail-at-start-0000000", "exit-at-start-0000000"])
def test_page_that_fails_at_start_says_so(address: str, page: Page, token: str) -> None:
    page.goto(f"{address}exercise/{token}")
    expect(page.locator(".leaksim-notice-failure")).to_contain_text("受付番号")
    expect(page.locator("#leaksim-loading")).to_have_count(0)
    assert not re.search(r"SECRET|Traceback|RuntimeError|page_under_test\.py", page.content())


def test_browser_can_ask_only_for_the_states_of_its_page(address: str, page: Page) -> None:
    open_page(page, address)
    states: dict[str, Any] = page.evaluate(
        """() => new Promise((resolve) => {
          const session = window.jupyterapp.widgetManager.kernel;
          const comm = session.createComm("jupyter.widget.control");
          comm.onMsg = (message) => resolve(message.content.data.states);
          comm.open({}, { version: "1.0.0" });
          comm.send({ method: "request_states" });
        })"""
    )
    assert 8 < len(states) < 60
    assert "SECRET" not in json.dumps(states)


def test_browser_cannot_run_code(address: str, page: Page) -> None:
    open_page(page, address)
    page.evaluate(
        """() => { window.jupyterapp.widgetManager.kernel.requestExecute({ code: "import os; os._exit(1)" }); }"""
    )
    page.get_by_role("button", name="count").click()
    expect(page.locator("#heading")).to_have_text("clicked 1")


def test_killed_session_is_noticed_and_reload_goes_on(server: tuple[str, subprocess.Popen[str]], page: Page) -> None:
    address, process = server
    before = sessions(process)
    open_page(page, address)
    (session,) = sessions(process) - before
    os.kill(session, signal.SIGKILL)
    banner = page.locator(".leaksim-notice-lost")
    expect(banner).to_contain_text("これまでの回答は保存されています")
    banner.get_by_role("button", name="再読み込み").click()
    expect(banner).to_have_count(0)
    page.click("#ping")
    expect(page.locator("#pong")).to_have_text("やあ OK")


def test_offline_is_said_and_taken_back(address: str, page: Page) -> None:
    open_page(page, address)
    page.context.set_offline(True)
    expect(page.locator(".leaksim-notice-offline")).to_contain_text("ネットワークにつながっていません")
    page.context.set_offline(False)
    expect(page.locator(".leaksim-notice-offline")).to_have_count(0)


def test_closing_and_reloading_end_the_session(server: tuple[str, subprocess.Popen[str]], page: Page) -> None:
    address, process = server
    before = sessions(process)
    open_page(page, address)
    first = sessions(process) - before
    assert len(first) == 1
    page.reload(wait_until="commit")
    expect(page.locator("#ping")).to_be_visible()
    wait_until(lambda: not sessions(process) & first)
    second = sessions(process) - before
    assert len(second) == 1
    page.close(run_before_unload=True)
    wait_until(lambda: not sessions(process) & second)


def test_visitor_who_leaves_while_the_page_starts_leaves_no_session(
    server: tuple[str, subprocess.Popen[str]],
) -> None:
    address, process = server
    before = sessions(process)
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        assert connection.recv(15).startswith(b"HTTP/1.1 200")
        wait_until(lambda: len(sessions(process) - before) == 1)
    wait_until(lambda: not sessions(process) - before, 15)


@pytest.mark.parametrize(
    "path",
    [
        "/voila/render/start.ipynb",
        "/voila/tree",
        "/voila/files/start.ipynb",
        "/voila/files/x",
        "/voila/templates/lab/static/voila.js",
        "/voila/static/voila.js",
        "/voila/api/contents",
        "/api/contents",
        "/api/sessions",
        "/api/kernels",
        "/api/terminals",
        "/files/start.ipynb",
        "/start.ipynb",
        "/notebooks/start.ipynb",
        "/login",
        "//",
        "/./",
        "/%2e%2e/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/x/../",
        "/exercise/",
        "/exercise/short",
        f"/exercise/{TOKEN}/",
        f"/exercise/{TOKEN}%2f..",
        "/healthz/",
        "/assets/000000000000/leaksim/../../../../frame.py",
        "/assets/000000000000/leaksim/%2e%2e/index.html.j2",
        "/assets/000000000000/extensions/jupyterlab_pygments/package.json",
        "/assets/000000000000/leaksim/missing.css",
    ],
)
def test_everything_else_is_denied_in_a_friendly_way(address: str, path: str) -> None:
    status, headers, body = fetch(address, path)
    assert status in (403, 404)
    text = body.decode("utf-8")
    assert '<html lang="ja">' in text
    assert "最初のページへ" in text
    assert "Traceback" not in text
    assert "Jupyter" not in text
    assert headers["x-frame-options"] == "DENY"


def test_health_headers_and_kept_files(address: str) -> None:
    assert fetch(address, "/healthz")[::2] == (200, b"ok")
    status, headers, body = fetch(address, "/", method="HEAD")
    assert status == 200
    assert body == b""
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    status, headers, _ = fetch(address, "/assets/000000000000/leaksim/leaksim.css", Accept_Encoding="gzip")
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "gzip"


def test_template_and_theme_of_the_address_are_ignored(address: str, page: Page) -> None:
    open_page(page, f"{address}?template=nonsense&theme=../../x&lang=<script>")
    expect(page.locator("#heading")).to_have_text("start ja")


def test_foreign_origin_host_and_unsigned_posts_are_refused(address: str, page: Page) -> None:
    open_page(page, address)
    session = page.evaluate("() => window.jupyterapp.widgetManager.kernel.id")
    channels = f"/api/kernels/{session}/channels"
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert fetch(address, channels, Origin="http://evil.example", **handshake)[0] == 403
    assert fetch(address, f"/api/kernels/{session}", Host="evil.example")[0] == 403
    assert fetch(address, f"/voila/api/shutdown/{session}", method="POST", Content_Length="0")[0] == 403
    assert fetch(address, f"/api/kernels/{session}", method="DELETE")[0] in (403, 405)
    page.click("#ping")
    expect(page.locator("#pong")).to_have_text("やあ OK")


def test_sigterm_ends_server_and_busy_sessions(server_options: tuple[str, dict[str, str]], page: Page) -> None:
    process = start_server(*server_options)
    try:
        address = read_address(process)
        open_page(page, address)
        page.get_by_role("button", name="hang").click()
        (session,) = sessions(process)
        busy = psutil.Process(session)
        wait_until(lambda: busy.cpu_times().user > 0 and busy.cpu_percent(0.2) > 20)
        process.terminate()
        assert process.wait(10) == 0
        wait_until(lambda: not psutil.pid_exists(session) or busy.status() == psutil.STATUS_ZOMBIE, 3)
        assert process.stdout is not None
        assert process.stdout.read() == ""
        expect(page.locator(".leaksim-notice-reconnecting, .leaksim-notice-lost")).to_be_visible()
    finally:
        process.kill()
        process.wait(10)


def test_interrupt_ends_the_server_quietly(server_options: tuple[str, dict[str, str]]) -> None:
    process = start_server(*server_options)
    try:
        started = time.monotonic()
        read_address(process)
        assert time.monotonic() - started < 10
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)
        assert (process.returncode, output, errors) == (0, "", "")
    finally:
        process.kill()
        process.wait(10)


def test_taken_port_is_a_clear_usage_error(server_options: tuple[str, dict[str, str]]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start_server(f"port={port}", server_options[1])
        output, errors = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 2
    assert output == ""
    assert str(port) in errors
    assert "Traceback" not in errors


def test_default_port_moves_on_when_it_is_taken(server_options: tuple[str, dict[str, str]]) -> None:
    code = textwrap.dedent(
        """
        import socket, sys
        from leaksim.serving import launch
        taken = socket.socket()
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        launch.DEFAULT_PORT = taken.getsockname()[1]
        bound = launch._bind("127.0.0.1", None)
        sys.exit(0 if 0 < bound[0].getsockname()[1] - launch.DEFAULT_PORT < 50 else 1)
        """
    )
    subprocess.run([sys.executable, "-c", code], env=server_options[1], check=True, timeout=START_SECONDS)
