"""Starting the server loads nothing that takes seconds and serves nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, signal, sys
from leaksim.serving.launch import serve

class EndsWhenReady:
    def write(self, text):
        os.kill(os.getpid(), signal.SIGTERM)
    def flush(self):
        pass

sys.stdout = EndsWhenReady()
code = serve(port=0)
print(code, "voila" in sys.modules, "lark" in sys.modules, file=sys.stderr)
"""


def test_the_server_starts_without_parsers_that_no_schema_needs(tmp_path: Path) -> None:
    places = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "STATE", "CONFIG", "CACHE")}
    database = {"LEAKSIM_DATABASE_URL": f"sqlite:///{tmp_path / 'runs.db'}"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **places, **database},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr.splitlines()[-1:] == ["0 True False"], done.stderr
