from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.names import one_line, words

WORDS_MAX_LENGTH = 1000


class DiscussThemeRule(models.Model):
    """Words by which a channel without a theme of its own is recognised.

    A rule moves nothing: it proposes, in `discuss.theme.proposal`.
    """

    _name = "discuss.theme.rule"
    _description = "Rule that Proposes a Theme"
    _order = "sequence, id"
    _rec_name = "words"

    words = fields.Char(
        required=True,
        help="Words or expressions, separated by commas. A channel that has one of "
        "them in its name fits; accents and capitals do not matter.",
    )
    theme_id = fields.Many2one(
        "discuss.theme",
        "Theme",
        ondelete="set null",
        index="btree_not_null",
        help="What is proposed. A rule without a theme proposes nothing.",
    )
    theme_names = fields.Char(readonly=True, export_string_translation=False)
    """For rules that come with a module: how the theme may be called, separated by
    commas. It may be brought by a module that is installed later, or by nobody."""
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)

    @api.constrains("words")
    def _check_words(self):
        for rule in self:
            if not rule._expressions():
                raise ValidationError(
                    self.env._("A rule needs at least one word that a name may have.")
                )
            if len(rule.words) > WORDS_MAX_LENGTH:
                raise ValidationError(
                    self.env._(
                        "The words of a rule are limited to %(limit)s characters. Make "
                        "two rules of it.",
                        limit=WORDS_MAX_LENGTH,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._clean_values(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._clean_values(vals))

    def _clean_values(self, vals):
        if isinstance(vals.get("words"), str):
            return {**vals, "words": one_line(vals["words"])}
        return vals

    def _expressions(self):
        """Return the words and expressions of this rule, as :func:`words` spells them,
        with what the rule calls each of them."""
        self.ensure_one()
        return {
            key: part.strip()
            for part in (self.words or "").split(",")
            if (key := words(part))
        }

    @api.model
    def _find_themes(self):
        """Give rules that came without a theme the one that has such a name by now.

        A theme that somebody took out of a rule does not come back: what it was to be
        called is forgotten together with it.
        """
        nameless = self.search([("theme_id", "=", False), ("theme_names", "!=", False)])
        theme_by_key = self._theme_by_key() if nameless else {}
        for rule in nameless:
            names = rule.theme_names.split(",")
            found = (theme_by_key.get(words(name)) for name in names)
            if theme := next(filter(None, found), None):
                rule.write({"theme_id": theme.id, "theme_names": False})

    @api.model
    def _theme_by_key(self):
        """Return the themes that the current user may choose by their name, in all
        languages; of two with one name, the one nearer to the top."""
        general = self.env["discuss.theme"]._default_theme()
        themes = self.env["discuss.theme"].search([("id", "not in", general.ids)])
        themes = themes.sorted(lambda theme: theme.parent_path.count("/"))
        theme_by_key = {}
        for lang, _name in self.env["res.lang"].get_installed():
            for theme, translated in zip(
                themes, themes.with_context(lang=lang), strict=True
            ):
                if key := words(translated.name):
                    theme_by_key.setdefault(key, theme)
        return theme_by_key

    @api.model
    def _propose(self, names):
        """Return for each name of a channel the theme that it fits, or none, and why.

        The first rule that fits counts; a theme whose own name is in the channel's
        comes after the rules.

        :param list names: names of channels
        :return: list of pairs of a theme, empty if none fits, and the words found
        """
        found = [
            (key, rule.theme_id, word)
            for rule in self.search([("theme_id.active", "=", True)])
            for key, word in rule._expressions().items()
        ]
        found += [
            (key, theme, theme.name) for key, theme in self._theme_by_key().items()
        ]
        none = (self.env["discuss.theme"], False)
        return [
            next(((theme, word) for key, theme, word in found if key in name_key), none)
            for name_key in map(words, names)
        ]
