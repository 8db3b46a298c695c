"""The server: standalone Voila (its message allow-list stays active) that serves leaksim's pages and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from socket import socket
from typing import Any

import psutil
import tornado.ioloop
from jupyter_core.paths import jupyter_path
from jupyter_core.utils import ensure_async
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila import __version__ as voila_version
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.voila_identity_provider import VoilaIdentityProvider

from leaksim import __version__
from leaksim.serving.frame import STATIC_FOLDER
from leaksim.serving.handlers import (
    AssetHandler,
    HealthHandler,
    MissingPageHandler,
    PageHandler,
    SessionEndHandler,
    SessionModelHandler,
    SessionSocketHandler,
)
from leaksim.serving.kernels import SessionManager, SessionSpecManager, choose_transport, kernel_configuration
from leaksim.serving.pages import PAGES
from leaksim.serving.retention import forget_every_day
from leaksim.serving.security import SECURITY_HEADERS

_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
_KERNEL_ID = r"(?P<kernel_id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
_STOP_SECONDS = 5


class LeaksimServer(Voila):
    """Voila with a closed list of addresses. Built by :func:`build_server`; ``start()`` blocks until stopped."""

    bound_sockets: list[socket]
    notebooks: Path
    language: str | None
    page_environment: dict[str, str]
    when_ready: Callable[[], None]

    def init_settings(self) -> dict[str, Any]:
        config = self.config
        config.KernelManager.transport = choose_transport(self.connection_dir)
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.extra_environment = {
            **self.page_environment,
            "IPYTHONDIR": str(Path(self.connection_dir) / "ipython"),  # start-up files of the user stay out
        }
        settings.update(
            allow_remote_access=not _is_loopback(self.ip),  # refuses foreign Host headers (DNS rebinding)
            compress_response=True,
            headers=SECURITY_HEADERS,
            xsrf_cookie_kwargs={"samesite": "Lax"},
            leaksim_language=self.language,
            leaksim_assets_version=_assets_version(),
            log_function=self._log_request,
        )
        return settings

    def init_handlers(self) -> list[Any]:
        return [
            (r"/healthz", HealthHandler),
            *(
                (page.route, PageHandler, {"page": page, "notebook_path": self.notebooks / page.notebook})
                for page in PAGES
            ),
            (rf"/api/kernels/{_KERNEL_ID}", SessionModelHandler),
            (rf"/api/kernels/{_KERNEL_ID}/channels", SessionSocketHandler),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", SessionEndHandler),
            *_asset_routes(),
            (r".*", MissingPageHandler),
        ]

    def listen(self) -> None:
        server = HTTPServer(self.app)
        server.add_sockets(self.bound_sockets)
        self.ioloop.add_callback(self.when_ready)
        forget_every_day(self.ioloop, self.page_environment)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()

    def stop(self) -> None:
        """End every page's process, busy or starting ones too, and remove what they left."""
        self.ioloop.run_sync(self._end_sessions)
        for child in psutil.Process().children(recursive=True):
            try:
                child.kill()
            except psutil.NoSuchProcess:
                continue
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _end_sessions(self) -> None:
        endings = [
            ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))
            for kernel_id in self.kernel_manager.list_kernel_ids()
        ]
        if endings:
            await asyncio.wait([asyncio.ensure_future(ending) for ending in endings], timeout=_STOP_SECONDS)

    def _log_request(self, handler: Any) -> None:
        if handler.get_status() >= 500:  # the address is left out: that of an exercise is its key
            self.log.error("%s answered %s", type(handler).__name__, handler.get_status())


def build_server(
    *,
    host: str,
    bound_sockets: list[socket],
    notebooks: Path,
    language: str | None,
    page_environment: dict[str, str],
    when_ready: Callable[[], None],
) -> LeaksimServer:
    """Server on sockets that are bound already; ``when_ready`` is called once it answers."""
    config = kernel_configuration()
    config.merge(
        Config(
            {
                "VoilaConfiguration": {
                    "allow_template_override": "NO",
                    "allow_theme_override": "NO",
                    "extension_allowlist": list(_EXTENSIONS),
                    "file_allowlist": [],
                    "kernel_spec_manager_class": SessionSpecManager,
                    "multi_kernel_manager_class": SessionManager,
                    "show_tracebacks": False,
                },
                "Voila": {"config_file_paths": [], "identity_provider_class": VoilaIdentityProvider},
            }
        )
    )
    server = LeaksimServer(config=config, log_level=logging.WARNING)
    server.bound_sockets = bound_sockets
    server.notebooks = notebooks
    server.language = language
    server.page_environment = page_environment
    server.when_ready = when_ready
    server.ip = host
    server.port = bound_sockets[0].getsockname()[1]
    server.root_dir = str(notebooks)
    server.open_browser = False
    server.ioloop = tornado.ioloop.IOLoop.current()  # a signal may come before the loop runs
    server.initialize([])
    return server


def _asset_routes() -> list[Any]:
    """Static files of the template, of Voila's script, and of the two widget extensions; no other folder is served."""
    version = r"/assets/[0-9a-f]{12}"
    routes: list[Any] = [(rf"{version}/leaksim/(.*)", AssetHandler, {"path": str(STATIC_FOLDER)})]
    script_folder = _first_folder([Path(path) for path in collect_static_paths(["voila"], "base")], "voila.js")
    routes.append((rf"{version}/voila/(.*)", AssetHandler, {"path": str(script_folder)}))
    roots = [Path(path) / "labextensions" for path in jupyter_path("voila")]
    roots += [Path(path) for path in jupyter_path("labextensions")]
    for name in _EXTENSIONS:
        folder = _first_folder([root / name for root in roots], "package.json")
        routes.append((rf"{version}/extensions/{name}/(.*)", AssetHandler, {"path": str(folder)}))
    return routes


def _first_folder(candidates: list[Path], file_name: str) -> Path:
    for folder in candidates:
        if (folder / file_name).is_file():
            return folder
    raise FileNotFoundError(f"{file_name} is in none of: {', '.join(map(str, candidates))}. Reinstall leaksim.")


def _assets_version() -> str:
    packages = [voila_version, __version__]
    packages += [(_folder / "package.json").read_text(encoding="utf-8") for _folder in _extension_folders()]
    return hashlib.sha256("\n".join(packages).encode()).hexdigest()[:12]


def _extension_folders() -> list[Path]:
    return [Path(route[2]["path"]) for route in _asset_routes()[2:]]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
