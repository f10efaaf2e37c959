"""Everything a database holds, and what differs between two moments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import psycopg2

STRUCTURE = {
    "column": """
        SELECT table_name || '.' || column_name, data_type, is_nullable
          FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "constraint": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "function": """
        SELECT proname FROM pg_proc LEFT JOIN pg_depend
            ON objid = pg_proc.oid AND deptype = 'e'
         WHERE pronamespace = 'public'::regnamespace AND objid IS NULL
    """,
}

# What Odoo itself changes whenever a module comes or goes, whichever it is.
OF_ODOO = {
    "bus_bus": "notifications to browsers, swept by the minute",
    "ir_cron_trigger": "requests to run a job soon",
    # The foreign key itself does go, see STRUCTURE; stock's modules do the same
    "ir_model_constraint": "keeps the mention of a foreign key of a stock table",
    "ir_module_module": "the state of modules, and when the list was read",
    "ir_module_module_dependency": "read from the manifests",
    "orm_signaling_assets": "counters that tell servers to read anew",
    "orm_signaling_default": "the same",
    "orm_signaling_groups": "the same",
    "orm_signaling_registry": "the same",
    "orm_signaling_routing": "the same",
    "orm_signaling_stable": "the same",
    "orm_signaling_templates": "the same",
}
COLUMNS_OF_ODOO = {"write_date", "write_uid"}
KEPT_BY_ODOO = {
    # Of a model that is gone, the names that others had for what they added to it
    "ir_model_data": "model = 'ir.model.inherit'",
    # What a model has through a mixin is a doing of the mixin's modules, too, and is
    # noted as long as one of these is there.
    "ir_model_inherit": """
        EXISTS (
            SELECT FROM ir_model_data AS owner
             WHERE owner.model = 'ir.model.inherit'
               AND owner.res_id = ir_model_inherit.id
        )
    """,
}


@dataclass(frozen=True)
class Snapshot:
    """What a database held.

    :param structure: names of columns, constraints and so on, by kind
    :param rows: for each table its columns, and its rows as tuples of text
    """

    structure: dict[str, set[tuple]]
    rows: dict[str, tuple[list[str], set[tuple]]]

    @classmethod
    def take(cls, server, database):
        """Read a whole database."""
        connection = psycopg2.connect(**_connection(server), dbname=database)
        try:
            with connection.cursor() as cursor:
                return cls(_structure(cursor), dict(_rows(cursor)))
        finally:
            connection.close()

    def part(self, like):
        """Return this snapshot without the tables and columns that another lacks."""
        rows = {}
        for table in self.rows.keys() & like.rows.keys():
            columns, table_rows = self.rows[table]
            common = [name for name in columns if name in like.rows[table][0]]
            rows[table] = (common, _only(common, columns, table_rows))
        return Snapshot(self.structure, rows)

    def without(self, tables):
        """Return this snapshot without some tables."""
        rows = {table: self.rows[table] for table in self.rows.keys() - tables}
        return Snapshot(self.structure, rows)

    def since(self, earlier):
        """Return this snapshot without the rows of an earlier one."""
        rows = {}
        for table, (columns, table_rows) in self.rows.items():
            rows[table] = (columns, table_rows - earlier.rows[table][1])
        return Snapshot(self.structure, rows)

    def lost(self, later, but=None):
        """Return, as lines to read, what a later snapshot lacks of the rows of this.

        Only columns of both count: a row that merely got another column is not lost.

        :param but: a snapshot of rows that may go
        """
        return [
            line
            for table in sorted(self.rows)
            for line in self._lost_of(later, table, but)
        ]

    def structure_lost(self, later):
        """Return, as lines to read, what a later snapshot lacks of the structure."""
        return [
            f"{kind} {' '.join(entry)}"
            for kind, entries in self.structure.items()
            for entry in sorted(entries - later.structure[kind])
        ]

    def _lost_of(self, later, table, but):
        columns, rows = self.rows[table]
        later_columns, later_rows = later.rows.get(table, (columns, set()))
        common = [name for name in columns if name in later_columns]
        later_rows = _only(common, later_columns, later_rows)
        lost = _only(common, columns, rows) - later_rows
        if but and table in but.rows:
            lost -= _only(common, *but.rows[table])
        by_key = {row[0]: row for row in later_rows}
        for row in sorted(lost, key=str):
            pairs = zip(common, row, by_key.get(row[0], ()), strict=False)
            changes = [
                f"{name}: {mine} → {theirs}"
                for name, mine, theirs in pairs
                if mine != theirs
            ]
            values = [
                f"{name}: {value}"
                for name, value in zip(common, row, strict=True)
                if value
            ]
            yield f"{table} {row[0]}: {', '.join(changes or values)}"


def _only(wanted, columns, rows):
    """Return rows with the wanted columns alone; `id` comes first if there is one."""
    wanted.sort(key=lambda name: name != "id")
    positions = [columns.index(name) for name in wanted]
    return {tuple(row[position] for position in positions) for row in rows}


def _connection(server):
    variables = server.variables
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
    names["password"] = "PGPASSWORD"
    return {
        key: variables[variable]
        for key, variable in names.items()
        if variable in variables
    }


def _structure(cursor):
    structure = {}
    for kind, query in STRUCTURE.items():
        cursor.execute(query)
        structure[kind] = set(cursor.fetchall())
    return structure


def _rows(cursor):
    cursor.execute("""
        SELECT table_name, column_name
          FROM information_schema.columns JOIN information_schema.tables
            USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
         ORDER BY table_name, ordinal_position
    """)
    columns = defaultdict(list)
    for table, column in cursor.fetchall():
        columns[table].append(column)
    for table, names in columns.items():
        names = [name for name in names if name not in COLUMNS_OF_ODOO]
        if table not in OF_ODOO:
            selected = ", ".join(f'"{name}"::text' for name in names)
            kept = KEPT_BY_ODOO.get(table, "false")
            cursor.execute(f'SELECT {selected} FROM "{table}" WHERE NOT ({kept})')
            yield table, (names, set(cursor.fetchall()))
