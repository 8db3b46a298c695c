"""What one browser page received, sent, asked for and complained about."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, WebSocket

DUMP_STATES = """() => new Promise((resolve) => {
  const session = window.jupyterapp.widgetManager.kernel;
  const comm = session.createComm("jupyter.widget.control");
  comm.onMsg = (message) => resolve(message.content.data.states);
  comm.open({}, { version: "1.0.0" });
  comm.send({ method: "request_states" });
})"""


class Watch:
    """Records a page from its first request on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.received: list[str] = []
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._on_socket)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _on_socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        socket.on("framereceived", self._on_frame)

    def _on_frame(self, payload: str | bytes) -> None:
        self.received.append(payload if isinstance(payload, str) else payload.decode("utf-8", "replace"))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def states(self) -> dict[str, Any]:
        """The state of every widget, as the server hands it to any client that asks."""
        states: dict[str, Any] = self.page.evaluate(DUMP_STATES)
        return {model: entry["state"] for model, entry in states.items()}

    def data(self) -> dict[str, Any]:
        """What each part of the page is drawn from, by the part's name."""
        found = {}
        for state in self.states().values():
            name = str(state.get("_anywidget_id", "")).rsplit(".", 1)[-1]
            if name:
                found[name] = state["data"]
        return found

    def everything(self) -> str:
        """The page, the states and all frames so far, without the escapes under which a text could hide."""
        states = json.dumps(self.states(), ensure_ascii=False)
        text = "\n".join([self.page.content(), states, *self.received])
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
