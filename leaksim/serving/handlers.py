"""Request handlers: pages, their sockets, static files, health, and a friendly answer for everything else."""

from __future__ import annotations

import contextlib
import json
import uuid
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler, read_header_from_binary_message
from voila.utils import get_page_config

from leaksim.services.failures import log_failure
from leaksim.serving.failures import FAILURE_MIME_TYPE
from leaksim.serving.frame import failure_block, render_error, render_outputs, render_page
from leaksim.serving.pages import (
    LANGUAGE_COOKIE,
    LANGUAGES,
    Page,
    choose_language,
    page_environment,
    page_title,
)
from leaksim.serving.security import BROWSER_MESSAGE_TYPES, SECURITY_HEADERS

_YEAR_DAYS = 365
_LONGEST_QUERY = 2000
_CELL_TIMEOUT_SECONDS = 120


class LanguageMixin:
    """Answers errors with leaksim's own page, in the language of the request."""

    def request_language(self) -> str:
        handler: Any = self
        return choose_language(
            query=handler.get_query_argument("lang", None),
            cookie=handler.get_cookie(LANGUAGE_COOKIE),
            configured=handler.settings.get("leaksim_language"),
            accept_language=handler.request.headers.get("Accept-Language"),
        )

    def write_error(self, status_code: int, **_details: Any) -> None:
        handler: Any = self
        handler.set_header("Content-Type", "text/html; charset=utf-8")
        handler.set_header("Cache-Control", "no-store")
        handler.finish(
            render_error(status=status_code, language=self.request_language(), base_url=handler.settings["base_url"])
        )


class PageHandler(LanguageMixin, JupyterHandler):
    """Runs one page's notebook in a fresh process and streams the HTML around it."""

    def initialize(self, page: Page, notebook_path: Path) -> None:
        self.page = page
        self.notebook_path = notebook_path
        self.abandoned = False

    def on_connection_close(self) -> None:
        self.abandoned = True

    @web.authenticated
    async def head(self, **_groups: str) -> None:
        """Link checkers get an answer without a process being started."""
        await self.finish()

    @web.authenticated
    async def get(self, **groups: str) -> None:
        if "prefetch" in self.request.headers.get("Sec-Purpose", "").lower():
            raise web.HTTPError(503)  # a guess of the browser must not start an exercise page
        language = self.request_language()
        kernel_id = str(uuid.uuid4())
        self._set_page_headers(language)
        head, tail = render_page(
            language=language,
            title=page_title(self.page, language),
            base_url=self.base_url,
            page_config=self._page_config(kernel_id),
        )
        try:
            self.write(head)
            await self.flush()  # the loading screen is on the way before the process starts
            self.write(await self._run(kernel_id, page_environment(self.page, language, groups)))
            self.write(tail)
            await self.finish()
        except StreamClosedError:
            self.abandoned = True
        if self.abandoned:
            await self._end_kernel(kernel_id)

    def _set_page_headers(self, language: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Language", language)
        self.set_header("Cache-Control", "no-store")
        _ = self.xsrf_token  # reading it sets the cookie; without it a closing page could not end its process
        if self.get_query_argument("lang", None) in LANGUAGES:
            self.set_cookie(LANGUAGE_COOKIE, language, expires_days=_YEAR_DAYS, samesite="Lax")

    def _page_config(self, kernel_id: str) -> dict[str, Any]:
        assets = f"{self.base_url}assets/{self.settings['leaksim_assets_version']}"
        page_config: dict[str, Any] = get_page_config(
            base_url=self.base_url,
            settings=self.settings,
            log=self.log,
            voila_configuration=self.settings["voila"].voila_configuration,
        )
        page_config.update(
            kernelId=kernel_id,
            fullStaticUrl=f"{assets}/voila",
            fullLabextensionsUrl=f"{assets}/extensions",
            jupyterLabTheme="light",  # the built-in name: no theme is fetched, our style sheet does it all
        )
        return page_config

    async def _run(self, kernel_id: str, variables: dict[str, str]) -> str:
        """Start the process, run the notebook, and return its outputs; a failure becomes a notice."""
        request_variables = {
            "SERVER_SOFTWARE": "voila/leaksim",
            "SCRIPT_NAME": self.request.path,
            "QUERY_STRING": self.request.query[:_LONGEST_QUERY],
            "VOILA_KERNEL_ID": kernel_id,
            "VOILA_BASE_URL": self.base_url,
            "VOILA_REQUEST_URL": self.request.full_url(),
        }
        try:
            sessions: Any = self.kernel_manager
            await sessions.start_kernel(kernel_id=kernel_id, path="", env={**variables, **request_variables})
            return await self._run_notebook(kernel_id)
        except Exception as error:
            reference = log_failure(error, where=f"starting page {self.page.name}")
            self.log.error("page %s failed to start, reference %s", self.page.name, reference)
            return failure_block(reference)

    async def _run_notebook(self, kernel_id: str) -> str:
        notebook = nbformat.read(self.notebook_path, as_version=4)
        executor = VoilaExecutor(
            notebook,
            km=self.kernel_manager.get_kernel(kernel_id),
            config=self.settings["voila"].config,
            timeout=_CELL_TIMEOUT_SECONDS,
        )
        executor.kc = await executor.async_start_new_kernel_client()
        html: list[str] = []
        try:
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type != "code":
                    continue
                try:
                    await executor.execute_cell(cell, None, index, store_history=False)
                except Exception as error:
                    html.append(render_outputs(cell.outputs))
                    if not any(FAILURE_MIME_TYPE in output.get("data", {}) for output in cell.outputs):
                        html.append(failure_block(log_failure(error, where=f"running page {self.page.name}")))
                    break
                html.append(render_outputs(cell.outputs))
        finally:
            await ensure_async(executor.kc.stop_channels())
        return "".join(html)

    async def _end_kernel(self, kernel_id: str) -> None:
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))


class SessionModelHandler(KernelHandler):
    """Tells a page that its process exists; nothing can be started, listed or ended here."""

    SUPPORTED_METHODS = ("GET",)


class SessionSocketHandler(VoilaKernelWebsocketHandler):
    """The page's live connection, passing on only the kinds of messages that a page needs."""

    def write_message(self, message: Any, binary: bool = False) -> Any:
        if _message_type(message) not in BROWSER_MESSAGE_TYPES:
            return None
        return super().write_message(message, binary)


def _message_type(message: Any) -> str | None:
    try:
        if isinstance(message, str):
            message = json.loads(message)
        header = read_header_from_binary_message(message) if isinstance(message, bytes) else message["header"]
        return str(header["msg_type"])
    except (KeyError, TypeError, ValueError):
        return None


class SessionEndHandler(VoilaShutdownKernelHandler):
    """Ends a page's process when the page is closed; one that is gone already is fine too."""

    SUPPORTED_METHODS = ("POST",)

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))
        self.set_status(204)
        with contextlib.suppress(StreamClosedError):  # a browser that leaves does not wait for the answer
            await self.finish()


class AssetHandler(LanguageMixin, web.StaticFileHandler):
    """Static files below an address that carries a version, so that browsers may keep them."""

    def set_default_headers(self) -> None:
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")

    def write_error(self, status_code: int, **details: Any) -> None:
        self.clear_header("Etag")
        super().write_error(status_code, **details)


class HealthHandler(web.RequestHandler):
    """``ok`` while the server answers."""

    def set_default_headers(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    async def get(self) -> None:
        await self.finish("ok")


class MissingPageHandler(LanguageMixin, web.RequestHandler):
    """Everything that is not listed does not exist."""

    def set_default_headers(self) -> None:
        for name, value in SECURITY_HEADERS.items():
            self.set_header(name, value)

    async def prepare(self) -> None:
        raise web.HTTPError(404)
