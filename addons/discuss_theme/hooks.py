"""What happens to themes and channels when modules come and go."""

import logging

from odoo.tools import SQL

_logger = logging.getLogger(__name__)


def post_init_hook(env):
    """File every existing channel under General.

    One statement, straight in the database: a company may have many thousands of
    channels, and nobody's browser has to hear of each of them.
    """
    env["discuss.channel"].flush_model()
    env.cr.execute(
        SQL(
            """
            UPDATE discuss_channel
               SET theme_id = %s
             WHERE theme_id IS NULL
               AND channel_type IN %s
            """,
            env.ref("discuss_theme.theme_general").id,
            env["discuss.channel"]._theme_channel_types(),
        )
    )
    env["discuss.channel"].invalidate_model(["theme_id"])
    env["discuss.theme"].invalidate_model(["channel_ids", "channel_count"])
    _logger.info(
        "The channels stand in General. Proposals for other themes are made under"
        " Discuss > Configuration > Sort Existing Channels."
    )
    _propose_once(env)


def _propose_once(env):
    """Have Odoo open the proposals when the administrator has installed the module, or
    the next one if this was done without a screen; not where there is nothing to sort.
    """
    everybody = env.ref("mail.channel_all_employees", raise_if_not_found=False)
    to_sort = env["discuss.channel"].search_count(
        [
            ("theme_id", "=", env.ref("discuss_theme.theme_general").id),
            ("parent_channel_id", "=", False),
            ("id", "not in", everybody.ids if everybody else []),
        ],
        limit=1,
    )
    action = env.ref("discuss_theme.discuss_theme_proposal_action_open")
    Todo = env["ir.actions.todo"]
    if to_sort and not Todo.search_count([("action_id", "=", action.id)], limit=1):
        # goes with its action when the module is uninstalled
        Todo.create({"action_id": action.id, "name": action.name})


def uninstall_hook(env):
    """Take the channels out of their themes, so that the themes can be deleted."""
    env["discuss.channel"].flush_model()
    env.cr.execute("UPDATE discuss_channel SET theme_id = NULL")
    env["discuss.channel"].invalidate_model(["theme_id"])


def adopt_theme(env, xmlid, names):
    """Give the external id `xmlid` to a theme that exists already, if there is one.

    For the `pre_init_hook` of a module that ships a theme as data. Two themes side
    by side cannot share a name, so where the company made a theme "Sales" before the
    module that brings one, the module uses the company's, and leaves it as it is::

        def pre_init_hook(env):
            adopt_theme(env, "sale_discuss_record.theme_sales", ["Sales", "Ventes"])

    :param str xmlid: full external id of the theme in the module's data
    :param list names: names to recognise the theme by, in any language; case does
        not matter
    :return: the adopted theme, or an empty recordset
    """
    Theme = env["discuss.theme"]
    if env.ref(xmlid, raise_if_not_found=False):
        return Theme
    wanted = {Theme._name_key(name) for name in names}
    candidates = Theme.search([("parent_id", "=", False), ("company_id", "=", False)])
    languages = [code for code, _name in env["res.lang"].get_installed()]
    for theme in candidates:
        known_as = {
            Theme._name_key(theme.with_context(lang=lang).name) for lang in languages
        }
        if wanted & known_as:
            env["ir.model.data"]._update_xmlids(
                [{"xml_id": xmlid, "record": theme, "noupdate": True}]
            )
            return theme
    return Theme


def disown_themes(env, module):
    """Let go of the themes of `module` that are still in use.

    For the `uninstall_hook` of a module that ships themes. Odoo deletes the data of a
    module that goes, but a theme that holds channels, sub-themes, or that the company
    made itself (see :func:`adopt_theme`) is the company's by now.

    :param str module: technical name of the module that is being uninstalled
    :return: the themes that stay
    """
    data = env["ir.model.data"].search(
        [("module", "=", module), ("model", "=", "discuss.theme")]
    )
    themes = env["discuss.theme"].browse(data.mapped("res_id")).exists()
    date_by_id = {entry.res_id: entry.create_date for entry in data}
    kept = themes.filtered(
        # A theme is older than its external id where the module adopted it.
        lambda theme: theme._usage() or theme.create_date < date_by_id[theme.id]
    )
    data.filtered(lambda entry: entry.res_id in kept.ids).unlink()
    return kept
