"""The full-text index over search_entry: DDL and matching, for both databases, in one place.

SQLite's FTS5 and PostgreSQL's tsvector both index the folded (accent-free) column, so that
"dak lak" finds "Đắk Lắk" without extensions. Triggers keep SQLite's index in step; batch
mode would drop them silently, which is why nothing but this table carries an index.
"""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    false,
    func,
    literal_column,
    select,
    table,
    text,
    true,
)

from tracker.domain.vietnamese import searchable
from tracker.models.search_entry import SearchEntry

TRIGGERS = {
    "search_entry_fts_insert": (
        "AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_entry_fts(rowid, folded) VALUES (new.id, new.folded); END"
    ),
    "search_entry_fts_delete": (
        "AFTER DELETE ON search_entry BEGIN "
        "INSERT INTO search_entry_fts(search_entry_fts, rowid, folded) "
        "VALUES ('delete', old.id, old.folded); END"
    ),
    "search_entry_fts_update": (
        "AFTER UPDATE OF folded ON search_entry BEGIN "
        "INSERT INTO search_entry_fts(search_entry_fts, rowid, folded) "
        "VALUES ('delete', old.id, old.folded); "
        "INSERT INTO search_entry_fts(rowid, folded) VALUES (new.id, new.folded); END"
    ),
}


def is_search_object(kind: str, name: str) -> bool:
    """Whether a database object belongs to the hand-written index."""
    if kind == "table":
        return name.startswith("search_entry_fts")
    return (kind == "column" and name == "search") or (
        kind == "index" and name == "ix_search_entry_search"
    )


def create(connection: Connection) -> None:
    """Make the index; called by the first migration and by tests that create tables."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search_entry_fts USING fts5("
            "folded, content='search_entry', content_rowid='id')"
        )
        for name, body in TRIGGERS.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
        return
    connection.exec_driver_sql(
        "ALTER TABLE search_entry ADD COLUMN search tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED"
    )
    connection.exec_driver_sql(
        "CREATE INDEX ix_search_entry_search ON search_entry USING gin(search)"
    )


def drop(connection: Connection) -> None:
    """Remove the index."""
    if connection.dialect.name == "sqlite":
        for name in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_entry_fts")
        return
    connection.exec_driver_sql("DROP INDEX IF EXISTS ix_search_entry_search")
    connection.exec_driver_sql("ALTER TABLE search_entry DROP COLUMN IF EXISTS search")


def matching(words: str, dialect: str) -> ColumnElement[bool]:
    """Rows that hold all of ``words``, accents or not; the last word may be a beginning."""
    query = _query(words, dialect)
    if not query:
        return text("1 = 0")  # type: ignore[return-value]
    if dialect == "sqlite":
        return SearchEntry.id.in_(_rows(query))
    return literal_column("search_entry.search").op("@@")(func.to_tsquery("simple", query))


def newest_hits(words: str, dialect: str, office_id: int | None, most: int) -> Select[int]:
    """Keys of the ``most`` newest entries that hold ``words``: a common word has no end."""
    query = _query(words, dialect)
    entries = select(SearchEntry.id).where(
        SearchEntry.office_id == office_id if office_id is not None else true()
    )
    if not query:
        return entries.where(false())
    entries = entries.order_by(SearchEntry.id.desc()).limit(most)
    if dialect != "sqlite":
        return entries.where(matching(words, dialect))
    # Walked backwards, so that a common word costs no more than ``most`` rows.
    fts = table("search_entry_fts", column("rowid"))
    matches = text("search_entry_fts MATCH :fts_query").bindparams(fts_query=query)
    return (
        entries.select_from(fts)
        .join(SearchEntry, SearchEntry.id == fts.c.rowid)
        .where(matches)
        .order_by(None)
        .order_by(fts.c.rowid.desc())
    )


def _query(words: str, dialect: str) -> str:
    """``words`` in the language of the index; empty when there is nothing to look for."""
    tokens = searchable(words).split()
    if not tokens:
        return ""
    if dialect == "sqlite":
        return (" ".join(f'"{token}"' for token in tokens[:-1]) + f' "{tokens[-1]}"*').strip()
    return " & ".join([*tokens[:-1], f"{tokens[-1]}:*"])


def _rows(query: str) -> Select[int]:
    fts = table("search_entry_fts", column("rowid"))
    matches = text("search_entry_fts MATCH :fts_query").bindparams(fts_query=query)
    return select(fts.c.rowid).where(matches)
