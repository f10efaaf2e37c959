from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, escape_psql

OFFSET_MAX = 1_000_000
LIMIT_MAX = 100
SEARCH_MAX_LENGTH = 100

# What is new and what is busy, in these last days.
RECENT_DAYS = 7
BUSY_MESSAGES = 10

# In place of a theme: those that the user may not see.
ELSEWHERE = 0


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    @api.readonly
    @api.model
    def get_catalogue(
        self,
        search="",
        theme_id=None,
        filters=(),
        order="activity",
        offset=0,
        limit=40,
    ):
        """Return a page of the channels that the current user may enter, and how many
        of them stand in each theme.

        Nobody finds there a private channel in which they are not, whatever else they
        may do. Closed channels come with the filter of that name, and last among what
        is searched for.

        :param str search: words, all of which are in the name, the purpose or the
            outcome
        :param int theme_id: this theme and those below; 0 for themes that the user
            may not see, nothing for all
        :param list filters: what must all be true: "joined", "not_joined", "my_themes"
            (in a theme in which the user has joined a channel), "new", "busy", "closed"
        :param str order: "activity", "name", "members" or "newest"
        :param int offset: how many channels to pass over
        :param int limit: how many to return, 100 at most
        :return: a dictionary::

            {
                "channels": [{
                    "id", "name", "description", "kind", "theme_id", "member_count",
                    "last_interest_dt", "is_member", "is_favorite", "is_new",
                    "is_busy", "is_closed", "outcome",
                }],
                "total": int,  # in the theme asked for, on all pages
                "themes": [{"id", "count"}],  # where there is something, here or below
                "elsewhere_count": int,  # in themes that the user may not see
                "all_count": int,  # whatever the theme
            }

            where `kind` is "public", "restricted" to a group, "private" or "open" to
            guests as well, and `theme_id` False if the user may not see the theme
        :raise AccessError: the user is no employee, or does not see the theme
        :raise ValidationError: there is no such filter, order or page
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only employees browse channels."))
        self._check_catalogue_page(order, offset, limit)
        themes = self.env["discuss.theme"].search_fetch([], ["parent_path"])
        theme_domain = self._get_catalogue_theme_domain(theme_id, themes)
        domain = self._get_catalogue_domain(search, filters)
        channels = self._search_catalogue(domain & theme_domain, order, offset, limit)
        counts = self._count_catalogue(domain, themes)
        return {
            "channels": channels._format_catalogue(themes),
            "total": counts.get(theme_id, 0),
            "themes": [
                {"id": theme.id, "count": counts[theme.id]}
                for theme in themes
                if theme.id in counts
            ],
            "elsewhere_count": counts.get(ELSEWHERE, 0),
            "all_count": counts.get(None, 0),
        }

    # ------------------------------------------------------------
    # What is asked for
    # ------------------------------------------------------------

    @api.model
    def _check_catalogue_page(self, order, offset, limit):
        if not isinstance(order, str) or order not in self._get_catalogue_orders():
            raise ValidationError(self.env._("Channels are not sorted that way."))
        for number, least, most in ((offset, 0, OFFSET_MAX), (limit, 1, LIMIT_MAX)):
            if type(number) is not int or not least <= number <= most:
                raise ValidationError(self.env._("There is no such page of channels."))

    @api.model
    def _get_catalogue_domain(self, search, filters):
        """Return which channels are asked for, in whatever theme."""
        if search and not isinstance(search, str):
            raise ValidationError(self.env._("One searches for words."))
        if search and len(search) > SEARCH_MAX_LENGTH:
            raise ValidationError(
                self.env._(
                    "A search is limited to %(limit)s characters.",
                    limit=SEARCH_MAX_LENGTH,
                )
            )
        domains = self._get_catalogue_filters()
        if not isinstance(filters, list | tuple) or any(
            not isinstance(name, str) or name not in domains for name in filters
        ):
            raise ValidationError(self.env._("Channels have no such filter."))
        words = (search or "").replace("\0", " ").split()
        domain = self._get_catalogue_access_domain()
        if not words and "closed" not in filters:
            domain &= Domain("is_closed", "=", False)
        for name in set(filters):
            domain &= domains[name]()
        for word in words:
            domain &= Domain.OR(
                Domain(name, "ilike", escape_psql(word))
                for name in ("name", "description", "outcome")
            )
        return domain

    @api.model
    def _get_catalogue_access_domain(self):
        """Return which channels are the business of the one who browses.

        Record rules hold as well. This is for administrators, to whom they open the
        private channels of others, too.
        """
        group_ids = self.env.user.all_group_ids.ids
        return (
            self._conversation_domain()
            & Domain("parent_channel_id", "=", False)
            & (
                Domain("channel_type", "=", "channel")
                & Domain("group_public_id", "in", [False, *group_ids])
                | Domain("channel_type", "=", "group") & Domain("is_member", "=", True)
            )
        )

    @api.model
    def _get_catalogue_theme_domain(self, theme_id, themes):
        if theme_id is None:
            return Domain.TRUE
        if type(theme_id) is int and theme_id == ELSEWHERE:
            return Domain("theme_id", "not in", themes.ids)
        theme = self.env["discuss.theme"]._from_rpc(theme_id)
        below = themes.filtered(lambda node: theme in node._ancestors())
        return Domain("theme_id", "in", below.ids)

    @api.model
    def _get_catalogue_filters(self):
        """Return, for each filter, a function that makes its domain."""
        return {
            "busy": self._get_busy_domain,
            "closed": lambda: Domain("is_closed", "=", True),
            "joined": lambda: Domain("is_member", "=", True),
            "my_themes": self._get_own_themes_domain,
            "new": lambda: Domain("create_date", ">=", self._get_recent_date()),
            "not_joined": lambda: Domain("is_member", "=", False),
        }

    @api.model
    def _get_busy_domain(self):
        """Return in which channels enough was said lately: the tenth message from the
        end is recent. So ten messages are read for a channel, however many it has.
        """

        def to_sql(channels, alias, query):
            channels.env["mail.message"].flush_model(
                ["date", "message_type", "model", "res_id"]
            )
            return SQL(
                """
                (%(last_interest_dt)s >= %(recent)s AND (
                      SELECT date
                        FROM mail_message
                       WHERE model = 'discuss.channel'
                         AND res_id = %(id)s
                         AND message_type NOT IN ('notification', 'user_notification')
                    ORDER BY id DESC
                      OFFSET %(rank)s
                       LIMIT 1
                ) >= %(recent)s)
                """,
                id=SQL.identifier(alias, "id"),
                last_interest_dt=channels._field_to_sql(
                    alias, "last_interest_dt", query
                ),
                rank=BUSY_MESSAGES - 1,
                recent=self._get_recent_date(),
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_own_themes_domain(self):
        joined = Domain("is_member", "=", True) & Domain("theme_id", "!=", False)
        lines = self._read_group(joined, ["theme_id"])
        return Domain("theme_id", "in", [theme.id for (theme,) in lines])

    @api.model
    def _get_recent_date(self):
        return fields.Datetime.now() - timedelta(days=RECENT_DAYS)

    @api.model
    def _get_catalogue_orders(self):
        """Return, for each order, a function of a query on channels that makes SQL."""

        def by_activity(query):
            last = self._field_to_sql(query.table, "last_interest_dt", query)
            return SQL("%s DESC NULLS LAST", last)

        def by_members(query):
            self.env["discuss.channel.member"].flush_model(["channel_id"])
            return SQL(
                "(SELECT COUNT(*) FROM discuss_channel_member WHERE channel_id = %s)"
                " DESC",
                SQL.identifier(query.table, "id"),
            )

        def by_name(query):
            name = self._field_to_sql(query.table, "name", query)
            return SQL("LOWER(%s)", self.env.registry.unaccent(name))

        def by_newness(query):
            created = self._field_to_sql(query.table, "create_date", query)
            return SQL("%s DESC NULLS LAST", created)

        return {
            "activity": by_activity,
            "members": by_members,
            "name": by_name,
            "newest": by_newness,
        }

    # ------------------------------------------------------------
    # What is found
    # ------------------------------------------------------------

    @api.model
    def _search_catalogue(self, domain, order, offset, limit):
        """Return the channels of a page; closed ones stand at the end of the last."""
        query = self._search(domain, offset=offset, limit=limit, order="id")
        if not query.is_empty():
            query.order = SQL(
                "COALESCE(%s, FALSE), %s, %s DESC",
                self._field_to_sql(query.table, "is_closed", query),
                self._get_catalogue_orders()[order](query),
                SQL.identifier(query.table, "id"),
            )
        return self.browse(query.get_result_ids())

    @api.model
    def _count_catalogue(self, domain, themes):
        """Return how many channels there are in each theme and below, by its id, in
        those that the user may not see, as `ELSEWHERE`, and in all, as None."""
        counts = Counter()
        for theme, count in self._read_group(domain, ["theme_id"], ["__count"]):
            path = theme._ancestors() & themes if theme in themes else themes.browse()
            for place in (None, *(path.ids or [ELSEWHERE])):
                counts[place] += count
        return counts

    def _format_catalogue(self, themes):
        """Describe channels to the current user, as `get_catalogue` does."""
        favorites = self.env["discuss.channel.member"]._own_favorites().channel_id
        busy = self.search(Domain("id", "in", self.ids) & self._get_busy_domain())
        recent = self._get_recent_date()
        return [
            {
                "id": channel.id,
                "name": channel.display_name,
                "description": channel.description or "",
                "kind": channel.kind,
                "theme_id": channel.theme_id.id in themes._ids and channel.theme_id.id,
                "member_count": channel.member_count,
                "last_interest_dt": fields.Datetime.to_string(channel.last_interest_dt),
                "is_member": channel.is_member,
                "is_favorite": channel.id in favorites._ids,
                "is_new": channel.create_date >= recent,
                "is_busy": channel in busy,
                "is_closed": channel.is_closed,
                "outcome": channel.outcome or "",
            }
            for channel in self
        ]
