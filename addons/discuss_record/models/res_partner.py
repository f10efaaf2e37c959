from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..glance import own_glances

# What a client may ask for at once.
LIMIT = 100


class ResPartner(models.Model):
    _inherit = "res.partner"

    record_conversation_count = fields.Integer(
        "Discussions",
        compute="_compute_record_conversation_count",
        groups="base.group_user",
        exportable=False,
        help="Conversations about what you may read of this customer.",
    )

    @api.depends_context("uid")
    @api.depends("commercial_partner_id")
    def _compute_record_conversation_count(self):
        counts = {}
        if conversations := self._record_conversations():
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT commercial_partner_id, count(DISTINCT channel_id)
                      FROM (%s) AS conversation
                  GROUP BY commercial_partner_id
                    """,
                    conversations,
                )
            )
            counts = dict(rows)
        for partner in self:
            company = partner.commercial_partner_id
            partner.record_conversation_count = counts.get(company.id, 0)

    def action_view_record_conversations(self):
        """Show all conversations about the customer.

        :raise AccessError: the user is no colleague
        """
        self.ensure_one()
        self._check_sees_conversations()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "discuss_record.conversations_action"
        )
        return {**action, "context": {"active_id": self.id}}

    def _check_sees_conversations(self):
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues see discussions of records."))

    @api.readonly
    def get_record_conversations(self, offset=0, limit=40):
        """Describe the conversations about this customer and everybody of their
        company to the current user, of the records that they may read: that in which
        something happened last comes first.

        :param int offset: how many to leave out
        :param int limit: how many to describe, at most 100
        :return: ``{"name": str, "total": int, "conversations": [{"id": int, "name":
            str, "audience": str, "is_closed": bool, "is_member": bool, "unread": int,
            "last": None | {"id": int, "author": str, "date": str, "words": str},
            "records": [as ``_discuss_header`` gives it]}]}``; of a channel that they
            are not in they learn no more than its records
        :rtype: dict
        :raise AccessError: the user is no colleague, or may not read the customer
        :raise ValidationError: these are no numbers to go by
        """
        self.ensure_one()
        self._check_sees_conversations()
        if not all(type(n) is int for n in (self.id, offset, limit)) or not (
            0 <= offset < 2**31 and 0 < limit <= LIMIT
        ):
            raise ValidationError(
                self.env._("Ask for at most %(limit)s conversations.", limit=LIMIT)
            )
        self.check_access("read")
        total, channels = self._find_record_conversations(offset, limit)
        return {
            "name": self.commercial_partner_id.display_name,
            "total": total,
            "conversations": self._describe_record_conversations(channels),
        }

    def _find_record_conversations(self, offset, limit):
        """Return how many there are, and the channels of some of them (sudo)."""
        # sudo: discuss.channel - what the user learns of them is decided next
        Channel = self.env["discuss.channel"].sudo()
        conversations = self._record_conversations()
        if not conversations:
            return 0, Channel
        rows = self.env.execute_query(
            SQL(
                """
                  SELECT id, count(*) OVER ()
                    FROM discuss_channel
                   WHERE active
                     AND id IN (SELECT channel_id FROM (%s) AS conversation)
                ORDER BY last_interest_dt DESC NULLS LAST, id DESC
                   LIMIT %s
                  OFFSET %s
                """,
                conversations,
                limit,
                offset,
            )
        )
        return rows[0][1] if rows else offset, Channel.browse(row[0] for row in rows)

    def _describe_record_conversations(self, channels):
        """Describe these channels (sudo), each of which has a record that the current
        user may read, as far as they may know."""
        glances = own_glances(self.env, channels.ids)
        headers = defaultdict(list)
        for records in channels._search_records():
            readable = channels._filter_readable(records, self.env.user)
            for record in readable.sorted("id", reverse=True):
                header = record._discuss_header()
                for field_name in ("team_channel_id", "customer_channel_id"):
                    # sudo: discuss.record.mixin - the user may read the record
                    headers[record.sudo()[field_name].id].append(header)
        described = []
        for channel in channels:
            glance = glances.get(channel.id)
            last = glance and glance.last_id and glance.describe()
            described.append(
                {
                    "id": channel.id,
                    "audience": channel.record_audience,
                    "is_closed": bool(glance) and channel.is_closed,
                    "is_member": bool(glance),
                    "last": last or None,
                    "name": channel.name if glance else headers[channel.id][0]["name"],
                    "records": headers[channel.id],
                    "unread": glance.unread if glance else 0,
                }
            )
        return described

    def _record_conversations(self):
        """Return a query for pairs (customer, channel) of the conversations about these
        customers that the current user finds, or None if no model has any.

        They find those of the records that they may read, in whichever of their
        companies; the customer's own only where they are members. Who was invited to
        the conversation of a record that is closed to them does not learn here which
        customer it is about.
        """
        # sudo: res.partner - the company of a customer whom the user reads
        customers = self.sudo().commercial_partner_id
        companies = self.env.user.company_ids
        joined = SQL(
            "(SELECT channel_id FROM discuss_channel_member WHERE partner_id = %s)",
            self.env.user.partner_id.id,
        )
        self.env["discuss.channel.member"].flush_model()
        queries = []
        for model_name in self.env["discuss.channel"]._record_models():
            model = self.env[model_name].with_context(
                active_test=False, allowed_company_ids=[]
            )
            field = model._fields.get(model._discuss_partner_field)
            if (
                not field
                or not model.has_access("read")
                or not model._has_field_access(field, "read")
            ):
                continue
            about = Domain(f"{field.name}.commercial_partner_id", "in", customers.ids)
            if "company_id" in model._fields:
                # as for entering: also where no rule of the model says so
                about &= Domain("company_id", "in", [False, *companies.ids])
            for channel_field, found in (
                ("team_channel_id", Domain("team_channel_id", "!=", False)),
                ("customer_channel_id", Domain("customer_channel_id", "in", joined)),
            ):
                query = model._search(about & found)
                columns = (field.name, channel_field)
                queries.append(
                    query.select(
                        *(model._field_to_sql(model._table, name) for name in columns)
                    )
                )
        if not queries:
            return None
        return SQL(
            """
            SELECT partner.commercial_partner_id, record.channel_id
              FROM (%s) AS record (partner_id, channel_id)
              JOIN res_partner AS partner
                ON partner.id = record.partner_id
            """,
            SQL(" UNION ").join(queries),
        )
