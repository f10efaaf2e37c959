from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_list

from odoo.addons.mail.tools.discuss import Store

from ..const import THEME_ICONS
from ..tools.names import NAME_MAX_LENGTH, one_line

# What the browser is told about a theme.
STORE_FIELDS = ["color", "description", "icon", "name", "sequence"]


class DiscussTheme(models.Model):
    """A node of the tree in which channels are filed.

    A theme says where a channel is found, never who may enter it: the right to read
    a channel is the same in whatever theme it stands.
    """

    _name = "discuss.theme"
    _description = "Discussion Theme"
    _parent_store = True
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    icon = fields.Selection(THEME_ICONS, required=True, default="fa-comments-o")
    color = fields.Integer()
    description = fields.Text(
        translate=True, help="What belongs in this theme, in a sentence."
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Leave empty to share the theme between all companies.",
    )
    group_ids = fields.Many2many(
        "res.groups",
        "discuss_theme_group_rel",
        string="Visible to",
        help="Who finds this theme in their list. Leave empty to follow the theme "
        "above or, at the top of the tree, for all employees. Who may read a channel "
        "does not depend on its theme.",
    )
    reader_group_ids = fields.Many2many(
        "res.groups",
        "discuss_theme_reader_group_rel",
        compute="_compute_reader_group_ids",
        store=True,
        recursive=True,
        export_string_translation=False,
    )
    """The groups that count: the theme's own or, when it has none, those of the
    nearest theme above that has some. Empty: all employees."""
    parent_id = fields.Many2one(
        "discuss.theme", string="Inside", ondelete="restrict", index=True
    )
    parent_path = fields.Char(index=True, export_string_translation=False)
    child_ids = fields.One2many("discuss.theme", "parent_id", string="Sub-themes")
    channel_ids = fields.One2many("discuss.channel", "theme_id", string="Channels")
    channel_count = fields.Integer(
        compute="_compute_channel_count", string="Number of Channels"
    )

    # Two people may add the same theme at the same moment: the readable check is
    # `_check_name`, this is what still holds then.
    _sibling_name_uniq = models.UniqueIndex(
        "(COALESCE(parent_id, 0), COALESCE(company_id, 0), LOWER(name->>'en_US'))"
        " WHERE active IS TRUE",
        "Two themes in the same place cannot have the same name.",
    )

    @api.constrains("name")
    def _check_name(self):
        for theme in self:
            if not theme.name.strip():
                raise ValidationError(self.env._("A theme needs a name."))
            if len(theme.name) > NAME_MAX_LENGTH:
                raise ValidationError(
                    self.env._(
                        "The name of a theme is limited to %(limit)s characters; this "
                        "one has %(length)s.",
                        limit=NAME_MAX_LENGTH,
                        length=len(theme.name),
                    )
                )

    @api.constrains("company_id", "parent_id")
    def _check_company_id(self):
        # sudo: discuss.theme - a constraint holds for themes one does not see, too
        for theme in self.sudo():
            children = theme.with_context(active_test=False).child_ids
            for upper, lower in [(theme.parent_id, theme)] + [
                (theme, child) for child in children
            ]:
                if upper.company_id and lower.company_id != upper.company_id:
                    raise ValidationError(
                        self.env._(
                            "“%(upper)s” belongs to %(company)s: so must "
                            "“%(lower)s”, which is inside it.",
                            upper=upper.name,
                            company=upper.company_id.name,
                            lower=lower.name,
                        )
                    )

    @api.constrains("active")
    def _check_active(self):
        for theme in self.filtered(lambda theme: not theme.active):
            if theme._is_general():
                raise ValidationError(theme._general_message())
            if usage := theme._usage(active_test=True):
                raise ValidationError(
                    self.env._(
                        "“%(theme)s” cannot be archived, as it still holds %(usage)s. "
                        "Move them to another theme first, or archive them.",
                        theme=theme.name,
                        usage=usage,
                    )
                )

    @api.depends("parent_id")
    def _compute_company_id(self):
        for theme in self:
            if not theme.company_id:
                theme.company_id = theme.parent_id.company_id

    @api.depends("group_ids", "parent_id.reader_group_ids")
    def _compute_reader_group_ids(self):
        for theme in self:
            theme.reader_group_ids = theme.group_ids or theme.parent_id.reader_group_ids

    @api.depends("channel_ids")
    @api.depends_context("uid")
    def _compute_channel_count(self):
        counts = dict(
            self.env["discuss.channel"]._read_group(
                [("theme_id", "in", self.ids), ("parent_channel_id", "=", False)],
                ["theme_id"],
                ["__count"],
            )
        )
        for theme in self:
            theme.channel_count = counts.get(theme, 0)

    @api.depends("name", "parent_path", "parent_id.name")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        """The way to the theme, without the themes above that one may not see."""
        visible = (self._ancestors() - self)._filtered_access("read") | self
        for theme in self:
            path = (theme._ancestors() or theme) & visible
            theme.display_name = " / ".join(node.name or "" for node in path)

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._clean_values(vals) for vals in vals_list]
        for vals in vals_list:
            # `new` for the defaults and for the company that the parent gives
            self.new(self.default_get(["parent_id"]) | vals)._check_siblings()
        themes = super().create(vals_list)
        self._apply_change()
        return themes

    def write(self, vals):
        vals = self._clean_values(vals)
        if "parent_id" in vals:
            self._check_not_inside(self.browse(vals["parent_id"]))
        if {"name", "parent_id", "company_id", "active"} & vals.keys():
            for theme in self:
                theme.new(vals, origin=theme)._check_siblings()
        result = super().write(vals)
        self._apply_change()
        return result

    def unlink(self):
        result = super().unlink()
        self._apply_change()
        return result

    def copy(self, default=None):
        copies = self.browse()
        for theme in self:
            name = self.env._("%(theme)s (copy)", theme=theme.name)
            copies += super(DiscussTheme, theme).copy({"name": name, **(default or {})})
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_except_general(self):
        for theme in self:
            if theme._is_general():
                raise UserError(theme._general_message())

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        for theme in self:
            if usage := theme._usage(ignore=self):
                raise UserError(
                    self.env._(
                        "“%(theme)s” cannot be deleted, as it still holds %(usage)s "
                        "(archived ones count too). Move them to another theme first.",
                        theme=theme.name,
                        usage=usage,
                    )
                )

    def action_view_channels(self):
        """Open the channels of this theme and of its sub-themes."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mail.discuss_channel_action"
        )
        return {
            **action,
            "name": self.display_name,
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [
                ("theme_id", "child_of", self.id),
                ("parent_channel_id", "=", False),
            ],
            "context": {"default_theme_id": self.id},
        }

    def mark_as_read(self):
        """Mark as read what the current user finds in these themes and below."""
        self.check_access("read")
        themes = self.search([("id", "child_of", self.ids)])
        domain = [("is_self", "=", True), ("channel_id.theme_id", "in", themes.ids)]
        members = self.env["discuss.channel.member"].search(domain)
        members._mark_all_as_read()
        self.env["mail.message"].mark_all_as_read(
            [
                ("model", "=", "discuss.channel"),
                ("needaction", "=", True),
                ("res_id", "in", members.channel_id.ids),
            ]
        )
        return True

    @api.model
    def _from_rpc(self, *theme_ids):
        """Return the themes of these ids, which the current user must see."""
        valid = all(type(theme_id) is int for theme_id in theme_ids)
        themes = self.browse(set(theme_ids) if valid else ())
        if not valid or themes.exists()._filtered_access("read") != themes:
            raise AccessError(
                self.env._("This theme does not exist, or you may not see it.")
            )
        return themes

    @api.model
    def _default_theme(self):
        """Return the theme of channels for which nobody chose one (sudo, may be
        empty while the module is being installed)."""
        theme = self.env.ref("discuss_theme.theme_general", raise_if_not_found=False)
        # sudo: discuss.theme - who makes a channel need not see the theme it falls in
        return (theme or self.browse()).sudo()

    def _usage(self, active_test=False, ignore=None):
        """Say in words what is filed in this theme; empty when nothing is.

        :param bool active_test: leave out what is archived
        :param ignore: themes that do not count, since they go at the same time
        """
        self.ensure_one()
        # sudo: discuss.theme, discuss.channel - a number that one has to know to be
        # able to act; no name is told
        theme = self.sudo().with_context(active_test=active_test)
        channels = theme.env["discuss.channel"].search_count(
            [("theme_id", "=", self.id), ("parent_channel_id", "=", False)]
        )
        children = theme.child_ids - (ignore or self.browse())
        parts = []
        if channels:
            parts.append(
                self.env._("1 channel")
                if channels == 1
                else self.env._("%s channels", channels)
            )
        if children:
            parts.append(
                self.env._("1 sub-theme")
                if len(children) == 1
                else self.env._("%s sub-themes", len(children))
            )
        return format_list(self.env, parts)

    def _check_not_inside(self, parent):
        """Refuse to put these themes inside `parent` if that makes a circle."""
        # sudo: discuss.theme - a circle is one whatever the reader may see of it
        ancestors = parent.sudo()._ancestors()
        if circle := self & ancestors.sudo(False):
            raise ValidationError(
                self.env._(
                    "“%(theme)s” cannot be inside itself or one of its sub-themes.",
                    theme=circle[0].name,
                )
            )

    def _check_siblings(self):
        """Refuse an active theme beside another one that is called the same, to
        people who would see both.

        Before anything is written: afterwards, the database would have refused it
        with less clear words.
        """
        self.ensure_one()
        if not self.active:
            return
        domain = Domain("parent_id", "=", self.parent_id._origin.id)
        if self._origin:
            domain &= Domain("id", "!=", self._origin.id)
        if self.company_id:
            domain &= Domain("company_id", "in", [self.company_id._origin.id, False])
        # sudo: discuss.theme - two themes of one name are a nuisance even where the
        # current user sees one of them alone
        siblings = self.env["discuss.theme"].sudo().search(domain)
        key = self._name_key(self.name)
        if any(self._name_key(sibling.name) == key for sibling in siblings):
            raise ValidationError(
                self.env._(
                    "There is already a theme “%(theme)s” in the same place. Choose "
                    "another name, or use the existing theme.",
                    theme=self.name,
                )
            )

    def _ancestors(self):
        """Return the themes above these ones, themselves included, from the top."""
        return self.browse(
            dict.fromkeys(
                int(theme_id)
                for theme in self
                for theme_id in (theme.parent_path or "").split("/")[:-1]
            )
        )

    @api.model
    def _name_key(self, name):
        """Return what two names have in common when a person would call them equal."""
        return " ".join((name or "").split()).casefold()

    @api.model
    def _clean_values(self, vals):
        if isinstance(vals.get("name"), str):
            return {**vals, "name": one_line(vals["name"])}
        return vals

    def _is_general(self):
        return self == self.env.ref(
            "discuss_theme.theme_general", raise_if_not_found=False
        )

    def _general_message(self):
        return self.env._(
            "“%(theme)s” takes the channels for which nobody chose a theme. It can be "
            "renamed, but neither archived nor deleted.",
            theme=self.name,
        )

    @api.model
    def _apply_change(self):
        """Put a change in force, and tell the browsers of employees.

        Who may see a theme, and in which language, depends on the reader. So nothing
        about the theme is sent: each browser asks again, and gets what its user may
        read.
        """
        # The ORM does not compute this before it searches by a record rule.
        self.flush_model(["reader_group_ids"])
        # sudo: res.groups - telling all employees' browsers, without any content
        self.env.ref("base.group_user").sudo()._bus_send("discuss.theme/changed", {})

    def _to_store_defaults(self, target):
        return STORE_FIELDS

    @api.model
    def _add_to_store(self, store: Store):
        """Add to `store` all the themes that the current user may see."""
        themes = self.search_fetch([], [*STORE_FIELDS, "parent_path"])

        def get_parent(theme):
            above = theme._ancestors() - theme
            return next((node.id for node in reversed(above) if node in themes), False)

        store.add_global_values(
            discuss_default_theme=Store.One(self._default_theme() & themes, []),
            discuss_themes=Store.Many(
                themes, extra_fields=[Store.Attr("parent_id", get_parent)]
            ),
        )
