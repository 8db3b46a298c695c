"""The base of all parts of a page: data flows to the browser only, and what comes back are messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import anywidget
import traitlets

from leaksim.i18n import translate
from leaksim.services.failures import guarded

from .messages import BadMessage, Message, read_message, serial_of

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+)\.js";\n', re.MULTILINE)


@cache
def module_text(name: str) -> str:
    """One self-contained ES module: a component with what it imports put in front.

    The browser loads it from memory, where a relative import would find nothing.
    """
    parts: list[str] = []
    seen: set[str] = set()

    def take(module: str, *, inner: bool) -> None:
        if module in seen:
            return
        seen.add(module)
        text = resources.files("leaksim.ui").joinpath("components", f"{module}.js").read_text(encoding="utf-8")
        for imported in _IMPORT.findall(text):
            take(imported, inner=True)
        text = _IMPORT.sub("", text)
        parts.append(re.sub(r"^export (?!default)", "", text, flags=re.MULTILINE) if inner else text)

    take(name, inner=False)
    return "\n".join(parts)


class ServerOwned:
    """A widget that a browser draws and never changes: what it writes is put back in its view."""

    keys: list[str]

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        own = [name for name in sync_data if name in self.keys]
        if own:
            self.send_state(own)  # type: ignore[attr-defined]


class Component(ServerOwned, anywidget.AnyWidget):
    """A part of a page, drawn by its ES module from `data`.

    `accepts` are the messages it may send; each goes to `receive`. An answer to one goes by its serial number.
    """

    _esm = "export default {};"
    accepts: tuple[type[Message], ...] = ()

    data = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        language: str = "ja",
        receive: Callable[[Component, Any], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self.language = language
        self._receive = receive
        self._failed = failed
        self._serial = 0
        super().__init__(data=dict(data))
        self.on_msg(guarded(self._on_message, self._on_failure))

    def show(self, data: Mapping[str, Any], language: str | None = None) -> None:
        """Draw `data` from now on; nothing is sent when it is the same."""
        self.language = language or self.language
        self.data = dict(data)

    def confirm(self, message: Message) -> None:
        """Tell the sender that what it sent is stored."""
        self.send({"type": "saved", "serial": message.serial})

    def refuse(self, serial: int, text: str) -> None:
        """Tell the sender that nothing was stored, and why."""
        self.send({"type": "refused", "serial": serial, "message": text})

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        self._serial = serial_of(content)
        try:
            message = read_message(content, self.accepts)
        except BadMessage:
            self.refuse(self._serial, translate("error.bad_message", self.language))
            return
        if self._receive is not None:
            self._receive(self, message)

    def _on_failure(self, reference: str) -> None:
        self.refuse(self._serial, translate("error.failed", self.language, number=reference))
        if self._failed is not None:
            self._failed(reference)
