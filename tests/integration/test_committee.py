"""A committee’s session on real databases: stored at once, found again anywhere, and taken along as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pypdf
import pytest

from leaksim.domain.committee_entries import DECISION_POINTS, Stage
from leaksim.domain.kinds import PHASES, IncidentType, Phase
from leaksim.domain.playbook import Form
from leaksim.errors import Conflict, IllegalEvent, NotFound
from leaksim.scoring.strategies import Strategy, autoplay
from leaksim.services import shelf
from leaksim.services.committee import Session, Sessions, open_sessions
from leaksim.services.committee_statement import TOPIC
from leaksim.store import new_token, open_store

FORMULA = '=HYPERLINK("https://x.example")'
HOSTILE = '<b>理由</b> & #read("/etc/passwd")'


class Watch:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def sessions(tmp_path: Path, watch: Watch) -> Sessions:
    return open_sessions(f"sqlite:///{tmp_path / 'runs.db'}", clock=watch)


def begin(sessions: Sessions, **wishes: object) -> tuple[str, Session]:
    token = sessions.begin(language="ja", organisation="company", incident_type="loss_theft", seed=3)
    session = sessions.resume(token)
    session.set_up(
        **{
            "preset": 120,
            "team": "第1班",
            "seats": [("委員長", "A"), ("広報", "")],
            "desk": {"name": "情報セキュリティ窓口", "extension": "内線 1234"},
            "organisation": "company",
            "incident_type": "loss_theft",
            **wishes,
        }
    )
    return token, session


def act(session: Session) -> str:
    """Choose the first card of the open phase; returns its label."""
    card = session.run.view("ja").decisions[0].cards[0]
    session.run.choose(card.id)
    return card.label


def play(session: Session, between: Callable[[Phase], None] = lambda phase: None) -> None:
    """The perfect run, with something done before each phase is closed."""
    run = session.run
    cards = {card.action: card.id for card in run.exercise.incident.cards()}
    for event in autoplay(Strategy.PERFECT, run.exercise.incident, run.guide, run.library).events:
        match event.kind:
            case "answered":
                run.answer(event.question, event.certainty, event.value)
            case "acted":
                run.choose(cards[event.action], event.first)
            case "phase_closed":
                between(event.phase)
                run.close_phase(event.phase)


def play_whole_session(sessions: Sessions, watch: Watch) -> tuple[str, Session]:
    token, session = begin(sessions)
    watch.pass_minutes(10)
    session.enter("play")

    def decide(phase: Phase) -> None:
        watch.pass_minutes(12)
        session.log(phase.value, owner="委員長", rationale=FORMULA if phase is PHASES[0] else HOSTILE, dissent="-1")
        if phase is Phase.NOTIFY_PUBLISH:
            session.draft("お知らせ\nお客さまの情報についておわびします。")
        assert sessions.resume(token).view("ja") == session.view("ja")

    play(session, decide)
    session.enter("hot_wash")
    session.note(went_well="分担が早かった", to_change="窓口を一つに", missing="夜間の連絡先")
    session.name_action(1, action="連絡網を作り直す", owner="広報", due="2026-12-01")
    session.name_action(2, owner="委員長")
    return token, session


def check_whole_session(sessions: Sessions, watch: Watch) -> None:
    token, session = play_whole_session(sessions, watch)
    view = session.view("ja")
    assert sessions.resume(token).view("ja") == view
    assert [line.id for line in view.log] == [point.id for point in DECISION_POINTS]
    assert all(line.chosen and line.scenario_at for line in view.log)
    assert [line.session_seconds for line in view.log if not line.facts] == [60 * (10 + 12 * n) for n in range(1, 7)]
    assert view.result is not None
    assert view.result.headline.startswith("100")
    assert session.run.result().percent == 100
    session.enter("closed")
    with pytest.raises(IllegalEvent):
        session.note(went_well="too late")


def test_a_whole_session_on_sqlite(sessions: Sessions, watch: Watch) -> None:
    check_whole_session(sessions, watch)


def test_a_whole_session_on_postgresql(postgres_url: str, watch: Watch) -> None:
    check_whole_session(open_sessions(postgres_url, clock=watch), watch)


def test_the_record_opens_as_word_pdf_and_csv(sessions: Sessions, watch: Watch) -> None:
    _, session = play_whole_session(sessions, watch)
    label = session.view("ja").log[1].label
    files = {kind: session.file(kind, "ja") for kind in ("docx", "pdf", "csv")}
    assert {name.rsplit(".", 1)[1] for name, _, _ in files.values()} == set(files)

    document = docx.Document(io.BytesIO(files["docx"][2]))
    assert "訓練" in document.sections[0].header.paragraphs[0].text
    assert "EXERCISE" in document.sections[0].header.paragraphs[0].text
    words = "\n".join(p.text for p in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert "おわびします" in words
    assert any(row[0].startswith(label) and row[2] == "委員長" and row[3] == FORMULA for row in cells)
    assert ["1", "連絡網を作り直す", "広報", "2026-12-01"] in cells
    assert ["うまくいったこと", "分担が早かった"] in cells

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(files["pdf"][2])).pages]
    assert all("EXERCISE" in page for page in pages)
    text = "".join("".join(pages).replace("\u200b", "").split())
    for written in (HOSTILE, "連絡網を作り直す", "夜間の連絡先"):
        assert "".join(written.split()) in text

    rows = list(csv.reader(io.StringIO(files["csv"][2].decode("utf-8-sig"))))
    assert len(rows) == 1 + len(DECISION_POINTS)
    assert all("EXERCISE" in row[0] for row in rows[1:])
    assert rows[2][1].startswith(label)
    assert rows[2][4:] == [f"'{FORMULA}", "'-1"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    with pytest.raises(IllegalEvent):
        session.file("exe")


def test_the_record_is_marked_in_english_too(sessions: Sessions, watch: Watch) -> None:
    _, session = play_whole_session(sessions, watch)
    document = docx.Document(io.BytesIO(session.file("docx", "en")[2]))
    assert "EXERCISE" in document.sections[0].header.paragraphs[0].text
    assert document.tables[1].rows[0].cells[2].text == "Owner"


def test_a_pause_locks_acting_and_loses_nothing(sessions: Sessions, watch: Watch) -> None:
    token, session = begin(sessions)
    with pytest.raises(IllegalEvent):
        act(session)  # the briefing is still being held
    session.enter("play")
    label = act(session)
    other = sessions.resume(token)
    before, seen = session.view("ja"), session.run.view("ja")
    watch.pass_minutes(3)
    other.pause()
    watch.pass_minutes(14 * 24 * 60)
    events = session.run.exercise.events
    with pytest.raises(IllegalEvent):
        act(session)  # in a window that has not heard of the pause
    with pytest.raises(IllegalEvent):
        session.run.close_phase(PHASES[0])
    session.reload()
    assert session.view("ja").paused == "break"
    session.go_on()
    session.run.reload()
    after = session.view("ja")
    assert session.run.exercise.events == events
    assert session.run.view("ja") == seen
    assert after.log == before.log
    assert after.log[1].chosen == (label,)
    assert after.clock.stage_seconds == before.clock.stage_seconds + 180
    session.run.close_phase(PHASES[0])


def test_real_time_decides_no_score(tmp_path: Path) -> None:
    results = []
    for name, minutes in (("quick", 0.1), ("slow", 600.0)):
        watch = Watch()
        _, session = begin(open_sessions(f"sqlite:///{tmp_path / name}.db", clock=watch))
        session.enter("play")
        play(session, lambda phase, minutes=minutes, watch=watch: watch.pass_minutes(minutes))  # type: ignore[misc]
        results.append(session.run.result("ja"))
    assert results[0] == results[1]


def test_a_stop_for_real_can_be_taken_up_another_day(sessions: Sessions, watch: Watch) -> None:
    token, session = begin(sessions)
    session.enter("play")
    session.stop_for_real()
    watch.pass_minutes(3 * 24 * 60)
    session = sessions.resume(token)
    view = session.view("ja")
    assert (view.paused, view.desk.extension) == ("real_incident", "内線 1234")
    session.go_on()
    assert act(session)


def test_an_unfinished_exercise_can_be_looked_back_on_and_gone_on_with(sessions: Sessions) -> None:
    _, session = begin(sessions)
    session.enter("play")
    session.run.close_phase(PHASES[0])
    session.enter("hot_wash")
    view = session.view("ja")
    assert len(view.left) == 5
    assert view.result is None
    assert view.statement is None
    assert session.file("pdf")[2].startswith(b"%PDF")
    with pytest.raises(IllegalEvent):
        act(session)
    session.enter("play")
    assert act(session)
    play_on = session.run.exercise.phase
    for phase in PHASES[1:]:
        session.run.close_phase(phase)
    assert play_on is PHASES[1]
    session.enter("hot_wash")
    with pytest.raises(IllegalEvent):
        session.enter("play")


def test_what_is_still_to_come_cannot_be_written(sessions: Sessions) -> None:
    _, session = begin(sessions)
    session.enter("play")
    for write in (
        lambda: session.log(Phase.INVESTIGATE.value, owner="x"),
        lambda: session.draft("x"),
        lambda: session.file("pdf"),
        lambda: session.note(went_well="x"),
    ):
        with pytest.raises(IllegalEvent):
            write()
    assert [line.phase for line in session.view("ja").log] == [PHASES[0], PHASES[0]]


def test_two_windows_do_not_write_over_one_another(sessions: Sessions) -> None:
    token, session = begin(sessions)
    other = sessions.resume(token)
    session.enter("play")
    with pytest.raises(Conflict):
        other.enter("play")
    other.reload()
    assert other.state.stage is Stage.PLAY


def test_the_statement_names_what_must_not_be_claimed(sessions: Sessions) -> None:
    """What the team holds unknown, from the phase in which it is drafted; what nothing settled, only at the end."""
    _, session = begin(sessions)
    session.enter("play")
    for phase in PHASES[:2]:
        session.run.close_phase(phase)
    questions = session.run.view("ja").questions
    session.run.answer(questions[0].id, "unknown")
    option = questions[1].options[0].id
    session.run.answer(questions[1].id, "presumed", option if questions[1].kind == "choice" else [option])
    assert session.view("ja").statement is None
    session.run.close_phase(PHASES[2])
    statement = session.view("ja").statement
    assert statement is not None
    assert len(statement.presumed) == 1
    assert statement.unknown
    assert not statement.outlined
    assert not statement.outline
    session.draft("下書き")
    statement = session.view("ja").statement
    assert statement is not None
    assert statement.outline
    assert not any(point.model for point in statement.outline)  # a wording would tell what was established
    assert statement.unfounded == ()
    for phase in PHASES[3:]:
        session.run.close_phase(phase)
    statement = session.view("ja").statement
    assert statement is not None
    assert any(point.model for point in statement.outline)
    assert all(point.clause.number for point in statement.outline)


def test_what_an_outline_is_made_of_exists() -> None:
    assert TOPIC in {topic.id for topic in shelf.library().catalogue.topics}
    public: list[Form] = [f for guide in shelf.playbook_ids() for f in shelf.playbook(guide).forms if f.public]
    assert public


@pytest.mark.parametrize("kind", list(IncidentType))
def test_incidents_are_those_for_committees(kind: IncidentType, sessions: Sessions) -> None:
    token = sessions.begin(incident_type=kind, seed=5)
    session = sessions.resume(token)
    session.set_up(preset=60, incident_type=kind)
    scenario = shelf.scenario(session.run.scenario)
    assert scenario.type is kind
    assert "committee" in scenario.audience


def test_scenarios_for_committees_alone_are_drawn(sessions: Sessions) -> None:
    drawn = set()
    for seed in range(12):
        session = sessions.resume(sessions.begin(seed=seed))
        session.set_up(preset=60, incident_type=IncidentType.UNAUTHORIZED_ACCESS)
        drawn.add(shelf.scenario(session.run.scenario).audience)
    assert ("committee",) in drawn


def test_a_session_can_be_begun_with_a_scenario(sessions: Sessions) -> None:
    session = sessions.resume(sessions.begin(scenario="loss-train-laptop", organisation="company", seed=1, preset=90))
    assert session.wishes.preset == 90
    session.set_up(preset=90, organisation="company")
    assert session.run.scenario == "loss-train-laptop"


def test_only_its_own_token_opens_a_session(sessions: Sessions, tmp_path: Path) -> None:
    token = new_token()
    with open_store(f"sqlite:///{tmp_path / 'runs.db'}") as store, store.unit() as unit:
        unit.journals.add("annual", {}, token)
    for wrong in (token, new_token(), ""):
        with pytest.raises(NotFound):
            sessions.resume(wrong)


@pytest.mark.parametrize("wish", [{"preset": 45}, {"scenario": "nowhere"}, {"organisation": "nobody"}])
def test_a_session_that_cannot_be_is_not_begun(wish: dict[str, object], sessions: Sessions) -> None:
    with pytest.raises((IllegalEvent, NotFound)):
        sessions.begin(**wish)  # type: ignore[arg-type]


def test_a_setup_that_cannot_be_draws_no_incident(sessions: Sessions) -> None:
    session = sessions.resume(sessions.begin())
    with pytest.raises(IllegalEvent):
        session.set_up(preset=120, seats=[("", "")])
    with pytest.raises(IllegalEvent):
        session.view()
    assert session.state.stage is Stage.SETUP
