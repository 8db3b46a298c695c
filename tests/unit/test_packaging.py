"""pyproject.toml, the locks and environment.yml say the same, and a wheel brings its content along."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

import leaksim
from leaksim import resources

ROOT = Path(__file__).resolve().parents[2]
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
CONTENT = ("notebooks", "scenarios", "answers")
# The same project under another name on conda-forge.
CONDA_NAMES = {"tzdata": "python-tzdata"}
SUPPORTED_PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def runtime_requirements(pyproject: dict[str, Any]) -> list[Requirement]:
    return [Requirement(line) for line in pyproject["project"]["dependencies"]]


def dev_requirements(pyproject: dict[str, Any]) -> list[Requirement]:
    return [Requirement(line) for line in pyproject["dependency-groups"]["dev"]]


def locked(path: Path) -> dict[str, list[tuple[Version, Requirement]]]:
    """Name -> the locked versions with their requirement; a marker can split one name into several."""
    pins: dict[str, list[tuple[Version, Requirement]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line[0] in " #":
            continue
        requirement = Requirement(line.removesuffix("\\").strip())
        (pin,) = requirement.specifier
        assert pin.operator == "==", line
        pins.setdefault(canonicalize_name(requirement.name), []).append((Version(pin.version), requirement))
    return pins


def conda_environment() -> tuple[dict[str, SpecifierSet], dict[str, SpecifierSet]]:
    """(conda packages, pip packages) of environment.yml with their ranges."""
    data = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda: dict[str, SpecifierSet] = {}
    pip: dict[str, SpecifierSet] = {}
    for entry in data["dependencies"]:
        if isinstance(entry, str):
            name, _, spec = entry.partition(" ")
            conda[canonicalize_name(name)] = SpecifierSet(spec)
        else:
            for line in entry["pip"]:
                requirement = Requirement(line)
                pip[canonicalize_name(requirement.name)] = requirement.specifier
    return conda, pip


def test_runtime_lock_satisfies_pyproject(pyproject: dict[str, Any]) -> None:
    pins = locked(RUNTIME_LOCK)
    for requirement in runtime_requirements(pyproject):
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not in requirements.lock: run `make lock`"
        for version, _ in pins[name]:
            assert version in requirement.specifier, f"{name} {version} is outside {requirement.specifier}"


def test_dev_lock_satisfies_pyproject_and_repeats_the_runtime_lock(pyproject: dict[str, Any]) -> None:
    pins = locked(DEV_LOCK)
    for requirement in [*runtime_requirements(pyproject), *dev_requirements(pyproject)]:
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not in requirements-dev.lock: run `make lock`"
        for version, _ in pins[name]:
            assert version in requirement.specifier, f"{name} {version} is outside {requirement.specifier}"
    for name, versions in locked(RUNTIME_LOCK).items():
        assert {v for v, _ in versions} == {v for v, _ in pins.get(name, [])}, f"the two locks differ on {name}"


@pytest.mark.parametrize("path", [RUNTIME_LOCK, DEV_LOCK], ids=lambda path: path.name)
def test_lock_is_hashed_and_names_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(extra-)?index-url|^\s*--find-links", text, flags=re.MULTILINE)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    unhashed = [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    assert not unhashed


@pytest.mark.parametrize("python", SUPPORTED_PYTHONS)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_lock_holds_one_version_of_everything_for_each_python(
    pyproject: dict[str, Any], python: str, platform: str
) -> None:
    marks = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": platform}
    for name, versions in locked(RUNTIME_LOCK).items():
        holding = [v for v, req in versions if req.marker is None or req.marker.evaluate(marks)]
        assert len(holding) <= 1, f"{name} has {holding} on Python {python} ({platform})"
    for requirement in runtime_requirements(pyproject):
        versions = locked(RUNTIME_LOCK)[canonicalize_name(requirement.name)]
        assert any(req.marker is None or req.marker.evaluate(marks) for _, req in versions), requirement.name


def test_conda_environment_repeats_pyproject(pyproject: dict[str, Any]) -> None:
    conda, pip = conda_environment()
    assert conda.pop("python") == SpecifierSet(pyproject["project"]["requires-python"])
    assert conda.pop("pip") == SpecifierSet("")
    expected = {}
    for requirement in runtime_requirements(pyproject):
        name = canonicalize_name(requirement.name)
        expected[CONDA_NAMES.get(name, name)] = requirement.specifier
    assert not conda.keys() & pip.keys()
    assert {**conda, **pip} == expected


def test_locked_versions_satisfy_the_conda_environment() -> None:
    conda, pip = conda_environment()
    pins = locked(RUNTIME_LOCK)
    pypi_names = {conda_name: name for name, conda_name in CONDA_NAMES.items()}
    for name, specifier in {**conda, **pip}.items():
        if name in {"python", "pip"}:
            continue
        for version, _ in pins[pypi_names.get(name, name)]:
            assert version in specifier, f"{name} {version} is outside environment.yml's {specifier}"


def test_faker_is_pinned_exactly(pyproject: dict[str, Any]) -> None:
    (faker,) = [r for r in runtime_requirements(pyproject) if canonicalize_name(r.name) == "faker"]
    (pin,) = faker.specifier
    assert pin.operator == "=="


def test_supported_pythons_agree(pyproject: dict[str, Any]) -> None:
    supported = SpecifierSet(pyproject["project"]["requires-python"])
    assert all(python in supported for python in SUPPORTED_PYTHONS)
    assert "3.10" not in supported
    assert "3.14" not in supported
    named = {line.rpartition(" ")[2] for line in pyproject["project"]["classifiers"] if "Python :: 3." in line}
    assert named == set(SUPPORTED_PYTHONS)
    setup = (ROOT / "deploy" / "setup.sh").read_text(encoding="utf-8")
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in setup


def test_a_checkout_finds_its_content() -> None:
    assert resources.content_root() == ROOT
    assert resources.notebooks_folder() == ROOT / "notebooks"
    assert resources.scenarios_folder() == ROOT / "scenarios"
    assert resources.answers_folder() == ROOT / "answers"


def test_missing_content_is_said_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "leaksim")
    with pytest.raises(FileNotFoundError, match=r"leaksim's content .* Reinstall leaksim"):
        resources.content_root()


def content_files(root: Path) -> set[str]:
    """Content below a root as relative paths, leaving out what tools drop into a work tree."""
    return {
        path.relative_to(root).as_posix()
        for name in CONTENT
        for path in (root / name).rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
    }


def package_files(root: Path) -> set[str]:
    """Files of the package below a root, templates and styles included, content and caches left out."""
    return {
        path.relative_to(root).as_posix()
        for path in (root / "leaksim").rglob("*")
        if path.is_file() and not {"__pycache__", "_data"} & set(path.parts)
    }


def test_a_wheel_brings_its_content_along(tmp_path: Path) -> None:
    """Builds the wheel, unpacks it as an installer would, and asks it where its content is."""
    build = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"leaksim-{leaksim.__version__}-")
    site = tmp_path / "site"
    install = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(site),
            wheel,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert install.returncode == 0, install.stdout + install.stderr
    # -S keeps the checkout's own (editable) leaksim out of the way.
    asked = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(site)!r}); from leaksim import resources as r;"
            "print(r.__file__); print(r.content_root()); print(r.notebooks_folder());"
            "print(r.scenarios_folder()); print(r.answers_folder())",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    module, *folders = [Path(line) for line in asked.stdout.splitlines()]
    data = site / "leaksim" / "_data"
    assert module == site / "leaksim" / "resources.py"
    assert folders == [data, *(data / name for name in CONTENT)]
    assert content_files(data) == content_files(ROOT)
    assert package_files(site) == package_files(ROOT)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry_points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "leaksim = leaksim.cli:main" in archive.read(entry_points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]
