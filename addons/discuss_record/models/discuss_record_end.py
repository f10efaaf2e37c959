from odoo import api, models
from odoo.exceptions import AccessError, MissingError
from odoo.tools.misc import clean_context

from odoo.addons.discuss_closing.models.discuss_channel import OUTCOME_MAX_LENGTH
from odoo.addons.discuss_theme.tools.names import one_line

# What one transaction has to settle when it ends, in ``env.cr.precommit.data``.
SETTLE = "discuss_record.end"


class DiscussRecordEnd(models.AbstractModel):
    """What is done in the channels of records that end, go on again or are deleted:
    once for all that a transaction did, when it is about to be committed."""

    _name = "discuss.record.end"
    _description = "End of Records with Channels"

    # ------------------------------------------------------------
    # What changes
    # ------------------------------------------------------------

    @api.model
    def _watch(self, records):
        """Compare what came of ``records`` at the end of the transaction with what it
        is now."""
        if discussed := self._filter_discussed(records):
            watched = self._to_settle()["watched"]
            for record in discussed:
                key = (record._name, record.id)
                if key not in watched:
                    watched[key] = record._discuss_outcome()

    @api.model
    def _watch_links(self, records):
        """Let the channels of ``records``, to which these may be new, know of them: one
        that was closed with its record goes on with the next."""
        if discussed := self._filter_discussed(records):
            self._to_settle()["linked"].update((r._name, r.id) for r in discussed)

    @api.model
    def _filter_discussed(self, records):
        # sudo: discuss.record.mixin - whoever changes a record need not see its channel
        return records.sudo().filtered(
            lambda r: r.id and (r.team_channel_id or r.customer_channel_id)
        )

    @api.model
    def _watch_deletion(self, records):
        """Let the channels of ``records``, which are about to be deleted, know."""
        choice = self.env.context.get("discuss_record_deletion")
        channels = self._channels_of(records)
        if not channels:
            return
        if choice == "delete" and not self._can_delete(channels):
            raise AccessError(
                self.env._(
                    "Only discussion administrators delete a conversation. Close it, "
                    "or leave it to its members."
                )
            )
        deleted = self._to_settle()["deleted"]
        # sudo: discuss.record.mixin - the channel is told what it was about
        for record in records.sudo():
            for channel in record.team_channel_id | record.customer_channel_id:
                deleted.setdefault(channel.id, []).append(
                    (record._name, record.id, record.display_name, choice)
                )

    @api.model
    def _channels_of(self, records):
        """Return the channels (sudo) of ``records``."""
        # sudo: discuss.record.mixin - whoever deletes a record need not see its channel
        records = records.sudo()
        return records.team_channel_id | records.customer_channel_id

    @api.model
    def _at_stake(self, deleted):
        """Return the channels (sudo) that are about records which are ``deleted``, and
        about no other, in their threads neither.

        :param list deleted: recordsets
        """
        # sudo: discuss.channel - whoever deletes a record need not see its channel
        channels = self.env["discuss.channel"].sudo()
        gone = {}
        for records in deleted:
            channels |= self._channels_of(records)
            gone.setdefault(records._name, set()).update(records.ids)
        threads = self._threads_of(channels)
        alive = channels.browse()
        for records in (channels | threads)._search_records():
            others = records - records.browse(gone.get(records._name))
            alive |= others.team_channel_id | others.customer_channel_id
        return channels - alive - alive.parent_channel_id

    @api.model
    def _threads_of(self, channels):
        return channels.with_context(active_test=False).sub_channel_ids

    @api.model
    def _can_delete(self, channels):
        """Whether the current user may delete ``channels`` with their records."""
        return (
            self.env.su
            or self.env.user.has_group("discuss_theme.group_discuss_administrator")
            or channels.sudo(False).has_access("unlink")
        )

    @api.model
    def _to_settle(self):
        """Return what this transaction has to settle, and see to it that it does."""
        precommit = self.env.cr.precommit
        if SETTLE not in precommit.data:
            precommit.data[SETTLE] = {
                "watched": {},
                "linked": set(),
                "deleted": {},
                "is_last": False,
            }
            # what is meant for the records says nothing to their channels; what is
            # said there is said as the feed does, also when a program calls
            context = clean_context(self.env.context)
            lang = context.get("lang") or self.env.user.lang
            env = self.env(context={**context, "lang": lang})
            precommit.add(self.with_env(env)._settle)
        return precommit.data[SETTLE]

    # ------------------------------------------------------------
    # What follows
    # ------------------------------------------------------------

    @api.model
    def _settle(self):
        """Close and reopen channels, and let those go whose last record was deleted."""
        precommit = self.env.cr.precommit
        todo = precommit.data.get(SETTLE)
        if not todo:
            return
        if len(precommit) and not todo["is_last"]:
            # what others have to say in the channel is said before it closes
            todo["is_last"] = True
            precommit.add(self._settle)
            return
        del precommit.data[SETTLE]
        changed = self._find_changed(todo["watched"], todo["linked"])
        deleted = self._find_deleted(todo["deleted"])
        channel_ids = {*changed, *deleted}
        # sudo: discuss.channel - it follows its record, whoever changes that
        channels = self.env["discuss.channel"].sudo().browse(channel_ids).exists()
        if not channels:
            return
        if not self.env.user._is_internal():
            bot = self.env.ref("base.user_root")
            # sudo: discuss.channel - customers, too, cancel: they have no say in a
            # channel that they do not see
            channels = channels.with_user(bot).sudo().with_context(lang=bot.lang)
        end = self.with_env(channels.env)
        records = end._update_records(channels)
        in_threads = end._find_in_threads(
            channels.filtered(lambda c: c.id in deleted and c.id not in records)
        )
        for channel in channels:
            end._follow(
                channel,
                records.get(channel.id, []),
                changed.get(channel.id, []),
                deleted.get(channel.id, []),
                in_threads.get(channel.id, []),
            )

    @api.model
    def _find_changed(self, watched, linked):
        """Return the records that ended or go on again by the ids of their channels;
        a channel that is only new to its record stands there without."""
        changed = {}
        for key in {*watched, *linked}:
            model, record_id = key
            # sudo: discuss.record.mixin - whoever changes it need not read it
            record = self.env[model].sudo().browse(record_id)
            try:
                outcome = record._discuss_outcome()
                channels = record.team_channel_id | record.customer_channel_id
            except MissingError:
                continue
            # a record that is over closes no channel by being new to it
            has_changed = (key in linked and outcome == "") or (
                key in watched and self._kind(outcome) != self._kind(watched[key])
            )
            for channel in channels if has_changed or key in linked else ():
                changed.setdefault(channel.id, [])
                if has_changed:
                    changed[channel.id].append(record)
        return changed

    @api.model
    def _kind(self, outcome):
        return bool(outcome) if outcome is not None else None

    @api.model
    def _find_deleted(self, deleted):
        """Return what is known of the ``deleted`` records, without those that are there
        still, as their deletion was undone."""
        alive = {}
        for entries in deleted.values():
            for model, record_id, _name, _choice in entries:
                alive.setdefault(model, set()).add(record_id)
        # sudo: discuss.record.mixin - whether they exist, only
        alive = {
            model: set(self.env[model].sudo().browse(ids).exists().ids)
            for model, ids in alive.items()
        }
        return {
            channel_id: gone
            for channel_id, entries in deleted.items()
            if (gone := [entry for entry in entries if entry[1] not in alive[entry[0]]])
        }

    @api.model
    def _update_records(self, channels):
        """Note on ``channels`` (sudo) to which companies they belong, and whether they
        have any record left.

        :return: the records of each channel, by its id
        :rtype: dict
        """
        records = {}
        for found in channels._search_records():
            for record in found:
                for channel in record.team_channel_id | record.customer_channel_id:
                    records.setdefault(channel.id, []).append(record)
        for channel in channels.filtered(lambda c: not c.parent_channel_id):
            companies = self.env["res.company"].union(
                *(
                    record.company_id
                    for record in records.get(channel.id, ())
                    if "company_id" in record._fields
                )
            )
            values = {}
            if set(companies.ids) != set(channel.record_company_ids.ids):
                values["record_company_ids"] = companies.ids
            if channel.record_is_gone != (channel.id not in records):
                values["record_is_gone"] = channel.id not in records
            if values:
                channel.write(values)
                # who looks at it asks again what it is about
                channel._notify_record_changed()
        return records

    @api.model
    def _find_in_threads(self, channels):
        """Return the records of the threads of ``channels`` (sudo), by the id of the
        channel in which the thread stands."""
        found = {}
        for records in self._threads_of(channels)._search_records():
            for record in records:
                threads = record.team_channel_id | record.customer_channel_id
                for parent in threads.parent_channel_id & channels:
                    found.setdefault(parent.id, []).append(record)
        return found

    @api.model
    def _follow(self, channel, records, changed, deleted, in_threads):
        """Close ``channel`` (sudo) if its ``records`` are over, or reopen it.

        :param records: the records that it has
        :param changed: those of them that ended, or go on again
        :param deleted: what is known of those that it had
        :param in_threads: where it has no record left: those that its threads have
        """
        is_orphan = bool(deleted) and not records
        choice = deleted[-1][3] if deleted else None
        if is_orphan and choice == "delete" and not in_threads:
            # a thread may have gone with its channel
            (self._threads_of(channel) | channel).exists().unlink()
            return
        # a thread stays in its channel, and would be closed with it
        if any(record._discuss_outcome() == "" for record in in_threads):
            choice = "keep"
        if is_orphan:
            for member in channel._filter_owned()._appoint_owners():
                channel._notify_owners(member)
        if channel.record_audience != "team":
            return
        outcomes = [(record, record._discuss_outcome()) for record in records]
        if any(outcome == "" for _record, outcome in outcomes):
            if changed and channel._is_closed_with_record():
                channel._reopen()
            return
        if channel.is_closed or not (changed or deleted):
            return
        names = [name for _model, _id, name, _choice in deleted]
        if is_orphan and choice == "keep":
            channel._note(self._deletion_text(names))
        elif is_orphan or any(outcome for _record, outcome in outcomes):
            channel._close(self._join_outcomes(outcomes, changed, names))
            channel.closed_with_record = True

    @api.model
    def _join_outcomes(self, outcomes, changed, deleted_names):
        """Say in a line what came of the records with which a channel closes."""
        known = [(record, outcome) for record, outcome in outcomes if outcome]
        # what ends now is said; what ended before was said then
        parts = [item for item in known if item[0] in changed] or (
            [] if deleted_names else known
        )
        if len(outcomes) + len(deleted_names) == 1:
            texts = [outcome for _record, outcome in parts]
        else:
            texts = [
                self.env._(
                    "%(record)s: %(outcome)s",
                    record=record.display_name,
                    outcome=outcome,
                )
                for record, outcome in parts
            ]
        if deleted_names:
            texts.append(self._deletion_text(deleted_names))
        text = one_line("; ".join(texts))
        if len(text) > OUTCOME_MAX_LENGTH:
            text = f"{text[: OUTCOME_MAX_LENGTH - 1].rstrip()}…"
        return text

    @api.model
    def _deletion_text(self, names):
        return self.env._(
            "%(records)s was deleted by %(person)s",
            records=", ".join(names),
            person=self.env.user.name,
        )
