"""Starting the process of one page: always this Python, a scrubbed environment, and no silent blank restart."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Dict
from traitlets.config import Config

KERNEL_NAME = "python3"

_KEPT_NAMES = frozenset(
    {"PATH", "HOME", "LANG", "TZ", "TMPDIR", "TMP", "TEMP", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH"}
    | {"SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "USERPROFILE", "COMSPEC"}
    | {"PATHEXT", "SERVER_SOFTWARE"}
)
_KEPT_PREFIXES = ("LC_", "PYTHON", "JUPYTER", "LEAKSIM_", "XDG_", "VOILA_")

_SOCKET_PATH_LIMIT = 100  # a Unix socket's path may have 107 bytes; the suffix "-5" follows
_CONNECTION_FILE_LENGTH = len("/kernel-00000000-0000-0000-0000-000000000000-ipc")


def scrub_environment(variables: dict[str, str]) -> dict[str, str]:
    """Only what a page's process needs: no secrets of the server's environment reach it."""
    return {
        name: value
        for name, value in variables.items()
        if name.upper() in _KEPT_NAMES or name.upper().startswith(_KEPT_PREFIXES)
    }


def choose_transport(connection_dir: str) -> str:
    """``ipc`` (Unix sockets: no port that two starting pages could both choose) where it works, else ``tcp``."""
    if sys.platform.startswith("linux"):
        length = len(os.fsencode(connection_dir)) + _CONNECTION_FILE_LENGTH
        return "ipc" if length <= _SOCKET_PATH_LIMIT else "tcp"
    return "tcp"


def kernel_configuration() -> Config:
    """Traitlets configuration of lifetime: a dead process is reported, not restarted blank; idle ones are ended."""
    config = Config()
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    config.MappingKernelManager.cull_idle_timeout = 3600
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    config.MappingKernelManager.allow_tracebacks = False
    return config


class SessionSpecManager(KernelSpecManager):
    """Knows one kernel only, started with the Python that runs the server; kernels of the user are not looked at."""

    def find_kernel_specs(self) -> dict[str, str]:
        return {KERNEL_NAME: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(
            argv=[sys.executable, "-m", "leaksim.serving.session", "-f", "{connection_file}"],
            display_name="Python 3 (ipykernel)",
            language="python",
            resource_dir="",
            metadata={"debugger": False},
        )

    def get_all_specs(self) -> dict[str, Any]:
        return {KERNEL_NAME: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL_NAME).to_dict()}}


class SessionManager(AsyncMappingKernelManager):
    """Starts every process with the scrubbed environment plus ``extra_environment``."""

    extra_environment = Dict(help="Variables that every page's process gets.")

    async def start_kernel(self, *, env: dict[str, str] | None = None, **options: Any) -> str:  # type: ignore[override]
        variables = scrub_environment(dict(os.environ))
        variables.update({str(name): str(value) for name, value in self.extra_environment.items()})
        variables.update(env or {})
        variables["PYTHONPATH"] = python_path(variables.get("PYTHONPATH", ""))
        options["kernel_name"] = KERNEL_NAME
        kernel_id: str = await super().start_kernel(env=variables, **options)
        return kernel_id


def python_path(inherited: str) -> str:
    """PYTHONPATH with which the process finds leaksim whether it is installed, editable or just a checkout."""
    package_parent = str(Path(__file__).resolve().parents[2])
    entries = [entry for entry in inherited.split(os.pathsep) if entry]
    installed = package_parent in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    if not installed and package_parent not in entries:
        entries.append(package_parent)
    return os.pathsep.join(entries)
