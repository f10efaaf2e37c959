from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_list


class DiscussRecordMixin(models.AbstractModel):
    _inherit = "discuss.record.mixin"

    _discuss_tag_field = "tag_ids"
    """Name of the field that holds the tags for which rules wait."""

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        Rule = self.env["discuss.record.rule"]
        watch = Rule._get_watch(self._name)
        for rule_id in watch["create"]:
            Rule._queue(rule_id, records._ids)
        for field_name in watch["fields"]:
            records._discuss_queue_entered(field_name, {})
        return records

    def write(self, vals):
        watch = self.env["discuss.record.rule"]._get_watch(self._name)
        if not watch["names"] or watch["names"].isdisjoint(vals):
            return super().write(vals)
        before_by_field = {
            field_name: self._discuss_rule_values(field_name)
            for field_name, rules_by_value in watch["fields"].items()
            if field_name in vals
            and self._discuss_may_enter(field_name, vals[field_name], rules_by_value)
        }
        result = super().write(vals)
        for field_name, before in before_by_field.items():
            self._discuss_queue_entered(field_name, before)
        if not watch["people"].isdisjoint(vals):
            self.env["discuss.record.rule"]._queue_people(self)
        return result

    def _compute_field_value(self, field):
        """A stage may be a consequence of something else that was written."""
        watch = self.env["discuss.record.rule"]._get_watch(self._name)
        field_names = [
            computed.name
            for computed in self.pool.field_computed[field]
            if computed.store and computed.name in watch["fields"]
        ]
        if not field_names:
            return super()._compute_field_value(field)
        stored = self.filtered("id")
        before_by_field = {
            field_name: stored._discuss_rule_values(field_name)
            for field_name in field_names
        }
        result = super()._compute_field_value(field)
        for field_name, before in before_by_field.items():
            stored._discuss_queue_entered(field_name, before)
        return result

    def _discuss_may_enter(self, field_name, value, rules_by_value):
        """Whether rules may wait for what is about to be written. It is asked so that
        the values that there were are read only then."""
        field = self._fields[field_name]
        return (
            field.type == "many2many"
            or field.convert_to_cache(value, self, validate=False) in rules_by_value
        )

    def _discuss_rule_values(self, field_name):
        """Return what a stage or tags are for each record: ids, or a key."""
        # sudo: discuss.record.mixin - only to know whether it changes
        records = self.sudo()
        if self._fields[field_name].relational:
            return {record.id: set(record[field_name]._ids) for record in records}
        return {record.id: {record[field_name]} for record in records}

    def _discuss_queue_entered(self, field_name, before):
        """Keep for the end of the transaction which rules wait for the stage or the
        tags that these records have now, and did not have before.
        """
        Rule = self.env["discuss.record.rule"]
        rules_by_value = Rule._get_watch(self._name)["fields"][field_name]
        for record_id, values in self._discuss_rule_values(field_name).items():
            for value in values - before.get(record_id, set()):
                for rule_id in rules_by_value.get(value, ()):
                    Rule._queue(rule_id, [record_id])

    # ------------------------------------------------------------
    # Business
    # ------------------------------------------------------------

    def open_team_channel(self):
        channel_id = super().open_team_channel()
        channel = self.env["discuss.channel"].browse(channel_id)
        # sudo: discuss.channel - saying why the door is closed
        private = channel.sudo().record_access == "invited"
        if private and not channel.has_access("read"):
            people = self._discuss_whom_to_ask(channel)
            if people:
                raise AccessError(
                    self.env._(
                        "The discussion of “%(record)s” is private. To be invited, ask "
                        "%(people)s.",
                        record=self.display_name,
                        people=format_list(self.env, people.mapped("name")),
                    )
                )
            raise AccessError(
                self.env._(
                    "The discussion of “%(record)s” is private: only who is invited "
                    "enters it.",
                    record=self.display_name,
                )
            )
        return channel_id

    @api.model
    def _discuss_whom_to_ask(self, channel):
        """Return the members of a private channel who answer for what it was opened
        for, as far as the current user may read that."""
        # sudo: discuss.channel - of those whom readers of the record know, who is in
        channel = channel.sudo()
        people = self.env["res.partner"].union(
            *(
                record._discuss_answering_users().partner_id
                for record in channel._answering_records(self.env.user)
            )
        )
        return people & channel.channel_partner_ids

    @api.model
    def _discuss_joined_text(self, channel, names):
        if channel.record_access != "invited":
            return super()._discuss_joined_text(channel, names)
        return self.env._(
            "This conversation goes on with %(records)s, too. It stays private: this "
            "opens it to nobody. Invite whom you need.",
            records=names,
        )

    def _discuss_absorb(self, others):
        """The private channel that was opened for a record is opened for the one that
        this record becomes, if who merges them could have made it theirs, too."""
        result = super()._discuss_absorb(others)
        # sudo: discuss.record.mixin - the right to merge the records was checked
        channel = self.sudo().team_channel_id
        if channel.record_access == "invited":
            openings = self.env["discuss.record.opening"]._of(channel)
            if any(
                (channel.id, other._name, other.id) in openings
                for other in others.with_env(self.env)._filtered_access("write")
            ):
                self.env["discuss.record.opening"]._add(channel, self)
        return result

    def _discuss_answering_users(self):
        """Return the users who answer for the record, as superuser."""
        self.ensure_one()
        # sudo: discuss.record.mixin, res.users - no secret to the record's readers
        record = self.sudo()
        users = record.env["res.users"]
        for field_name in self._discuss_user_fields:
            users |= record[field_name]
        return users

    def _discuss_people_of(self, field_name):
        """Return the users whom a field of the record names: users, contacts who have
        a user, and the leader and the members of a team.
        """
        self.ensure_one()
        # sudo: discuss.record.mixin - whom to take in; a rule was set up for it
        value = self.sudo()[field_name]
        if value._name == "res.users":
            return value
        if value._name == "res.partner":
            return value.user_ids
        users = value.member_ids
        return users | value.user_id if "user_id" in value._fields else users
