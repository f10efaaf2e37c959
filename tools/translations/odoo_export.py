"""Has Odoo write the terms of our modules; runs in Odoo's shell, which gives ``env``.

``./dev i18n`` puts the names of all our modules before this (``OURS``), of those to
export (``EXPORTED``), and the folder (``FOLDER``) for ``<module>.pot`` files.
"""
# ruff: noqa: F821

import io
from pathlib import Path

from odoo.tools.translate import trans_export

folder = Path(FOLDER)
for name in EXPORTED:
    terms = io.BytesIO()
    trans_export(None, [name], terms, "po", env)
    (folder / f"{name}.pot").write_bytes(terms.getvalue())

# A field of stock's that a mixin of ours touches is exported with our module too,
# though stock translates it.
env.cr.execute(
    """
    SELECT ours.module || '.' || ours.name
      FROM ir_model_data ours
      JOIN ir_model_data theirs USING (model, res_id)
     WHERE model = 'ir.model.fields'
       AND ours.module = ANY(%(ours)s)
       AND theirs.module != ALL(%(ours)s)
    """,
    {"ours": OURS},
)
stock_fields = [name for (name,) in env.cr.fetchall()]
(folder / "stock-fields.txt").write_text("\n".join(stock_fields))
