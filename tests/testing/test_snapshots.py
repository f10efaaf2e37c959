"""The snapshots of the life cycle tests notice what they should."""

from tests.snapshots import Snapshot

COLUMNS = ["id", "name"]


def snapshot(*rows, columns=COLUMNS, structure=()):
    return Snapshot({"column": set(structure)}, {"res_partner": (columns, set(rows))})


BEFORE = snapshot(("1", "Ada"), ("2", "Grace"))


def test_equal_snapshots():
    assert not BEFORE.lost(snapshot(("2", "Grace"), ("1", "Ada")))


def test_row_that_is_gone():
    assert BEFORE.lost(snapshot(("1", "Ada"))) == ["res_partner 2: id: 2, name: Grace"]


def test_row_that_changed():
    later = snapshot(("1", "Ada"), ("2", "Hopper"))
    assert BEFORE.lost(later) == ["res_partner 2: name: Grace → Hopper"]


def test_table_that_is_gone():
    assert len(BEFORE.lost(Snapshot({}, {}))) == 2


def test_column_that_came_is_no_loss():
    later = snapshot(
        ("1", "x", "Ada"), ("2", "y", "Grace"), columns=["id", "x", "name"]
    )
    assert not BEFORE.lost(later)
    assert not later.part(like=BEFORE).lost(BEFORE)


def test_rows_that_may_go():
    later = snapshot(("1", "Ada"), ("2", "Hopper"))
    assert not BEFORE.lost(later, but=BEFORE.since(later))


def test_since():
    later = snapshot(("1", "Ada"), ("2", "Hopper"), ("3", "Barbara"))
    rows = {("2", "Hopper"), ("3", "Barbara")}
    assert later.since(BEFORE).rows == {"res_partner": (COLUMNS, rows)}


def test_without_tables():
    assert not BEFORE.without({"res_partner", "res_users"}).rows
    assert BEFORE.rows, "a snapshot must not change"


def test_structure():
    before = snapshot(structure=[("res_partner.name", "text", "YES")])
    assert before.structure_lost(snapshot()) == ["column res_partner.name text YES"]
    assert not snapshot().structure_lost(before)
