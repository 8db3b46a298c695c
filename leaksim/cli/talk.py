"""What each command prints."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from ..domain.kinds import IncidentType, Language
from ..errors import UnreadableInput
from ..i18n import format_moment, translate
from ..scoring import Strategy
from ..services import commands, exchange, shelf
from .main import FINDINGS
from .printing import complain, print_json, print_line, print_table

LISTS = ("types", "playbooks", "scenarios", "actions", "questions")


def list_things(what: str, language: Language, as_json: bool) -> None:
    if what not in LISTS:
        raise UnreadableInput(f"nothing to list under {what!r}; there are: {', '.join(LISTS)}")
    listed = exchange.list_json(what, language)
    if as_json:
        print_json(listed)
        return
    shown = ("id", "type", "title", "label", "prompt", "phase", "kind", "difficulty", "minutes", "plays")
    columns = [c for c in shown if listed[what] and c in listed[what][0]]
    print_table("", columns, [[row[c] for c in columns] for row in listed[what]])


def generate(
    scenario: str | None,
    incident_type: IncidentType | None,
    seed: int,
    organisation: str | None,
    avoid: list[str],
    truth: bool,
    out: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    incident = commands.make_incident(scenario, incident_type, seed, organisation, avoid)
    files = commands.export_evidence(incident, language, out) if out is not None else []
    shown = exchange.incident_json(incident, language, truth=truth)
    if out is not None:
        shown["files"] = [str(path) for path in files]
    if as_json:
        print_json(shown)
        return
    print_line(f"{shown['title']}  ({shown['scenario']}, seed {seed}, {shown['organisation']['name']})")
    print_line(shown["briefing"])
    print_table(
        "",
        ("released", "phase", "from", "message", "evidence"),
        [
            (format_moment(i["released_at"], language), i["phase"], i["sender"], i["message"], ", ".join(i["evidence"]))
            for i in shown["injects"]
        ],
    )
    if truth:
        print_table("", ("fact", "value"), [(k, _flat(v)) for k, v in shown["facts"].items()])
    for path in files:
        print_line(str(path))


def play(
    scenario: str | None,
    incident_type: IncidentType | None,
    seed: int,
    organisation: str | None,
    avoid: list[str],
    playbook: str,
    answers: Path | None,
    autoplay: str | None,
    overlay_score: bool,
    what_if: bool,
    language: Language,
    as_json: bool,
) -> None:
    if (answers is None) == (autoplay is None):
        raise UnreadableInput(
            "give either --answers FILE or --autoplay STRATEGY; `leaksim serve` is for playing by hand"
        )
    incident = commands.make_incident(scenario, incident_type, seed, organisation, avoid)
    if answers is not None:
        exercise, card = commands.play_file(incident, answers, playbook)
    else:
        names = [s.value for s in Strategy]
        if autoplay not in names:
            raise UnreadableInput(f"there is no strategy {autoplay!r}; there are: {', '.join(names)}")
        exercise, card = commands.play_strategy(incident, Strategy(autoplay), playbook)
    shown = exchange.scorecard_json(card, exercise, language, law_marked=overlay_score)
    if what_if:
        shown["what_if"] = commands.what_if(exercise, playbook)
    if as_json:
        print_json(shown)
        return
    passed = {"ja": ("合格", "不合格"), "en": ("passed", "not passed")}[language.value][not card.passed]
    print_line(f"{incident.title.in_(language)}  {shown['percent']} %  {shown['rating']}  {passed}")
    print_line(shown["rating_reason"])
    print_table(
        "",
        ("", "points", "verdict", "item", "reason", "clause"),
        [
            (i["phase"], f"{i['points']}/{i['max']}", i["verdict"], i["title"], i["reason"], _clause(i["citation"]))
            for i in shown["items"]
        ],
    )
    law = shown["overlay_score"]
    if law:
        print_line(translate("law.result.some" if law["of"] else "law.result.none", language, **law))
        print_table(
            "",
            ("verdict", "rule", "reason", "source"),
            [(r["verdict"], r["rule"], r["reason"], f"{r['source']} ({r['as_of']})") for r in law["rules"]],
        )
    if shown["consequences"]:
        print_table(
            "",
            ("at", "cause", "what followed"),
            [(format_moment(c["at"], language), c["cause"] or "", c["title"]) for c in shown["consequences"]],
        )
    if what_if:
        rows = [(d["gain"], d["change"], d["action"], ", ".join(d["avoided"])) for d in shown["what_if"]["decisions"]]
        print_table("", ("gain", "change", "act", "avoided"), rows)


def variants(scenario: str, count: int, seed: int, playbook: str, like: int | None, band: int, as_json: bool) -> None:
    found = [asdict(one) for one in commands.find_variants(scenario, count, seed, playbook, like, band)]
    if as_json:
        print_json({"scenario": scenario, "playbook": playbook, "band_percent": band, "variants": found})
        return
    columns = ("points", "conditional", "reading_minutes", "misleading", "open")
    print_table("", ("seed", *columns), [(one["seed"], *(one["difficulty"][c] for c in columns)) for one in found])


def judge(file: Path, playbook: str, language: Language, as_json: bool) -> None:
    judged = commands.judge_file(file, playbook)
    shown = exchange.judgement_json(judged, shelf.playbook(playbook), language)
    if as_json:
        print_json(shown)
        return
    _print_judgement(shown)


def compare(file: Path, language: Language, as_json: bool) -> None:
    rows = [exchange.judgement_json(j, shelf.playbook(j.playbook), language) for j in commands.compare_file(file)]
    if as_json:
        print_json({"type": rows[0]["type"] if rows else None, "playbooks": {r["playbook"]: r for r in rows}})
        return
    for row in rows:
        _print_judgement(row)


def _print_judgement(shown: dict[str, Any]) -> None:
    severity = shown["severity"]["label"] if shown["severity"] else ""
    print_line(f"{shown['title']}  [{shown['coverage']}]  {severity}")
    print_table(
        "",
        ("holds", "grade", "phase", "act", "statement", "clause"),
        [
            (e["holds"], e["grade"], e["phase"], e["action"], e["statement"], _clause(e["citation"]))
            for e in shown["expected"]
        ],
    )
    if shown["verdicts"]:
        print_table(
            "",
            ("act", "verdict", "reason", "clause"),
            [(v["action"], v["verdict"], v["reason"], _clause(v["citation"])) for v in shown["verdicts"]],
        )


def check(paths: list[Path], as_json: bool) -> None:
    from ..content import Severity, check_paths

    findings = check_paths(paths or None)
    errors = sum(f.severity is Severity.ERROR for f in findings)
    if as_json:
        rows = [exchange.plain(f, Language.EN) | {"path": str(f.path)} for f in findings]
        print_json({"findings": rows, "errors": errors})
    else:
        for finding in findings:
            print_line(str(finding))
        complain(f"{len(findings)} findings, {errors} of them errors")
    if errors:
        raise typer.Exit(FINDINGS)


def schema(name: str) -> None:
    from ..content import schema as schema_of

    typer.echo(json.dumps(schema_of(name), ensure_ascii=False, indent=2))


def gallery(out: Path, lang: str, seed: int, playbook: str | None, truth: bool, as_json: bool) -> None:
    from ..services.gallery import write_gallery

    chosen = {"ja": (Language.JA,), "en": (Language.EN,), "both": (Language.JA, Language.EN)}
    if lang not in chosen:
        raise UnreadableInput(f"there is no language {lang!r}; there are: {', '.join(chosen)}")
    written = write_gallery(out, chosen[lang], seed, playbook, truth=truth)
    if as_json:
        print_json(
            {
                "index": str(written.index),
                "pages": [str(path) for path in written.pages],
                "files": [str(path) for path in written.files],
                "truth": truth,
            }
        )
        return
    print_line(str(written.index))


def doctor(as_json: bool) -> None:
    from ..services.doctor import examine

    rows = examine()
    wrong = [row for row in rows if not row.ok]
    if as_json:
        print_json({"checks": [exchange.plain(row, Language.EN) for row in rows], "ok": not wrong})
    else:
        print_table(
            "",
            ("", "check", "found", "what to do"),
            [("ok" if r.ok else "!!", r.name, r.found, r.advice) for r in rows],
        )
    if wrong:
        raise typer.Exit(FINDINGS)


def verify(given: str, database: str | None, as_json: bool) -> None:
    from ..services.certificates import verify as verify_certificate

    found = verify_certificate(given, database)
    if as_json:
        print_json(exchange.plain(found, Language.EN))
    else:
        issued = f", issued {found.issued_at[:10]}" if found.issued_at else ""
        print_line(f"{found.reason.replace('_', ' ')}: {found.number or given}{issued}")
    if not found.valid:
        raise typer.Exit(FINDINGS)


def serve(host: str, port: int | None, database: str | None, language: Language | None) -> int:
    from ..serving.launch import serve as run_server

    return run_server(host=host, port=port, database_url=database, lang=language.value if language else None)


def _clause(citation: dict[str, Any] | None) -> str:
    return f"{citation['number']} {citation['title']}" if citation else ""


def _flat(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else value
