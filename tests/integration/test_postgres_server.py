"""The tests' PostgreSQL server: reachable, UTF-8, a fresh database each time, no open port."""

from __future__ import annotations

import sqlalchemy as sa


def test_server_answers_in_utf8_and_listens_on_no_port(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE words (word TEXT)"))
        connection.execute(sa.text("INSERT INTO words VALUES ('不明')"))
        assert connection.execute(sa.text("SELECT word FROM words")).scalar_one() == "不明"
        assert connection.execute(sa.text("SHOW server_encoding")).scalar_one() == "UTF8"
        assert connection.execute(sa.text("SHOW listen_addresses")).scalar_one() == ""
    engine.dispose()


def test_each_test_gets_an_empty_database(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
