"""What several benches make; in SQL where Odoo would take hours."""


def copies(env, record, number, /, **values):
    """Copy a row that many times; return the ids.

    :param values: SQL for the columns that differ, where `n` is the number of the copy
    """
    env.cr.execute(
        """
        SELECT column_name
          FROM information_schema.columns
         WHERE table_name = %s
           AND column_name != 'id'
        """,
        [record._table],
    )
    columns = [name for (name,) in env.cr.fetchall()]
    selected = [values.get(name, f'original."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"""
        INSERT INTO {record._table} ({names})
        SELECT {", ".join(selected)}
          FROM {record._table} AS original, generate_series(1, {number}) AS n
         WHERE original.id = {record.id}
      ORDER BY n
     RETURNING id
        """
    )
    return [row_id for (row_id,) in env.cr.fetchall()]


def customer(env, size, password):
    """Return a user of the portal who is to have so many of something."""
    users = env["res.users"].with_context(no_reset_password=True)
    return users.create(
        {
            "name": f"Customer {size}",
            "login": f"bench.customer.{size}",
            "password": password,
            "email": f"customer{size}@example.com",
            "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
        }
    )
