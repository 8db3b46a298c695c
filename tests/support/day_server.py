"""A server whose learners’ pages live on a day that the test sets: only the notebook of that page is another one."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from live_server import LiveServer

from leaksim.resources import notebooks_folder

PAGE = """
from datetime import UTC, datetime, timedelta
from pathlib import Path

from IPython.display import display

from leaksim.services.study import open_study
from leaksim.ui.address import read_address
from leaksim.ui.pages.study import StudyPage

days = timedelta(days=int(Path({day!r}).read_text()))
learners = open_study(clock=lambda: datetime.now(UTC) + days)
display(StudyPage(learners.resume(read_address().token), read_address()).root)
"""
SERVE = (
    "import sys; from pathlib import Path; from leaksim.serving.launch import serve; "
    "sys.exit(serve(port=0, database_url=sys.argv[1], notebooks=Path(sys.argv[2])))"
)


class DayServer:
    """`server` on `database_url`; `clock` is that of the learners’ pages."""

    def __init__(self, folder: Path) -> None:
        self._day = folder / "day"
        self.set_day(0)
        notebooks = folder / "notebooks"
        shutil.copytree(notebooks_folder(), notebooks)
        page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PAGE.format(day=str(self._day)))])
        nbformat.write(page, notebooks / "study.ipynb")
        self.database_url = f"sqlite:///{folder / 'runs.db'}"
        environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "XDG_DATA_HOME": str(folder / "data")}
        self.server = LiveServer([sys.executable, "-c", SERVE, self.database_url, str(notebooks)], environment)

    def set_day(self, number: int) -> None:
        """Days from today on."""
        self._number = number
        self._day.write_text(str(number), encoding="utf-8")

    def clock(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self._number)
