import logging
from collections import defaultdict

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import frozendict

from odoo.addons.mail.tools.discuss import Store

_logger = logging.getLogger(__name__)

QUEUE = "discuss_record_rule.queue"
PEOPLE_QUEUE = "discuss_record_rule.people"

# Of how many new channels the browser of a member hears at once. The others are in
# their list when they load it the next time.
TOLD_CHANNELS = 20


class DiscussRecordRuleEngine(models.AbstractModel):
    """How rules act: on all records of a transaction together, when its work is done,
    and so that what goes wrong with a rule does not touch the records.
    """

    _name = "discuss.record.rule.engine"
    _description = "Rules that Open Conversations: Engine"

    _batch_size = 1000

    # ------------------------------------------------------------
    # What waits for the end of the transaction
    # ------------------------------------------------------------

    @api.model
    @tools.ormcache("model")
    def _get_watch(self, model):
        """Return what the rules of a model wait for, so that records of which none
        waits are saved without asking the database.

        :return: the ids of the rules that wait for new records, those that wait for a
            value of a field, the names of the fields that name people, and the names
            of all fields that are looked at
        """
        created, by_field, people = [], defaultdict(dict), set()
        # sudo: discuss.record.rule - rules act whoever saves a record
        for rule in (
            self.env["discuss.record.rule"].sudo().search([("model", "=", model)])
        ):
            people.update(rule.people_field_ids.mapped("name"))
            field = rule._value_field(rule.model, rule.trigger)
            if rule.trigger == "create":
                created.append(rule.id)
            elif field:
                value = (
                    rule.value_id
                    if field.relational
                    else (rule.value_key or "").partition(",")[2]
                )
                by_field[field.name].setdefault(value, []).append(rule.id)
        return frozendict(
            create=tuple(created),
            fields=frozendict(by_field),
            people=frozenset(people),
            names=frozenset(people | by_field.keys()),
        )

    @api.model
    def _engine(self):
        """Return the rules as superuser, without what the context of who saves a record
        would do to what the rules make."""
        # sudo: discuss.record.rule - rules act whoever saves a record
        return self.with_env(self.env(context={}, su=True))

    @api.model
    def _queue(self, rule_id, res_ids):
        """Let a rule look at records when the transaction is done."""
        self._open_queue(QUEUE).setdefault(rule_id, set()).update(res_ids)

    @api.model
    def _queue_people(self, records):
        """Take in whom records name from now on when the transaction is done."""
        queue = self._open_queue(PEOPLE_QUEUE)
        queue.setdefault(records._name, set()).update(records._ids)

    @api.model
    def _open_queue(self, name):
        precommit = self.env.cr.precommit
        if not {QUEUE, PEOPLE_QUEUE} & precommit.data.keys():
            precommit.add(self.env["discuss.record.rule"]._engine()._run_queued)
        return precommit.data.setdefault(name, {})

    @api.model
    def _run_queued(self):
        data = self.env.cr.precommit.data
        queue, people_queue = data.pop(QUEUE, {}), data.pop(PEOPLE_QUEUE, {})
        # What is left of the work of others fails before the rules begin, if it does.
        self.env.cr.flush()
        for rule in self.search([("id", "in", list(queue))]):
            rule._run_safely(lambda rule=rule: rule._run(queue[rule.id]))
        for model, res_ids in people_queue.items():
            runs = self.env["discuss.record.rule.run"].search(
                [("rule_id.model", "=", model), ("res_id", "in", list(res_ids))]
            )
            for rule, rule_runs in runs.grouped("rule_id").items():
                if rule.active:
                    rule._run_safely(
                        lambda rule=rule, rule_runs=rule_runs: rule._join_named(
                            rule_runs
                        )
                    )

    def _run_safely(self, work):
        """Do some work for the rule; what goes wrong is undone, and shown on it."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                work()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise  # Odoo tries the whole transaction again
        except Exception as error:
            _logger.warning(
                "The rule %r (id %s) failed; the records are saved.",
                self.name,
                self.id,
                exc_info=True,
            )
            self._keep_error(error)
        else:
            if self.last_error:
                self._keep_error(None)

    def _keep_error(self, error):
        """Keep on the rule what went wrong, or forget it.

        Many may save records at once: who does not get hold of the rule leaves it to
        the others to tell.
        """
        try:
            with self.env.cr.savepoint(flush=False):
                if not self.try_lock_for_update(allow_referencing=True):
                    return
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as conflict:
            _logger.info("Rule %s: not shown on it, %s", self.id, conflict)
            return
        if error is None:
            self.write(
                {"last_error": False, "last_error_date": False, "error_count": 0}
            )
            return
        text = str(error).strip()
        self.write(
            {
                "last_error": text
                if isinstance(error, UserError)
                else f"{type(error).__name__}: {text}",
                "last_error_date": fields.Datetime.now(),
                "error_count": self.error_count + 1,
            }
        )

    # ------------------------------------------------------------
    # Acting
    # ------------------------------------------------------------

    def _run(self, res_ids=None, limit=None):
        """Open the conversations of records.

        :param res_ids: only of these records
        :param limit: of that many records at most
        :return: the records, as who set up the rule
        """
        self.ensure_one()
        self._check_can_run()
        domain = self._matching_domain()
        if res_ids is not None:
            domain &= fields.Domain("id", "in", list(res_ids))
        records = self._matching_model().search(domain, limit=limit)
        if not records:
            return records
        # sudo: discuss.record.mixin - the rule opens them, whoever saves the record
        new = records.sudo().filtered(lambda record: not record.team_channel_id)
        chains = self._walk_chains(new)
        self._lock([records, *(some for chain, _channel in chains for some in chain)])
        users_by_record = {record.id: self._people(record) for record in records}
        asked = set(new)
        opened = self._open_chains(asked, chains)
        joined = self._join(records, users_by_record, asked, opened)
        self._say(records, opened)
        self._tell(joined)
        self.env["discuss.record.rule.run"].create(
            [
                {
                    "rule_id": self.id,
                    "res_id": record.id,
                    # sudo: discuss.record.mixin - its channel
                    "channel_id": record.sudo().team_channel_id.id,
                }
                for record in records
            ]
        )
        return records

    def _lock(self, recordsets):
        """Of two who open the channel of a record at once, the second waits, and starts
        over when the first is done."""
        self.env.flush_all()
        by_model = {}
        for records in recordsets:
            by_model[records._name] = (
                by_model.get(records._name, records.browse()) | records
            )
        self.env["discuss.record.chain.mixin"]._discuss_lock(by_model.values())

    def _may_use(self, channel):
        """Whether a channel that there was already is open, and to the same people as
        the rule asks for. It is left alone otherwise: neither are people taken into
        what is more private, nor is anything said in what is less so.
        """
        access = channel.record_access or "record"
        return access == self.access and not channel.is_closed

    def _people(self, record):
        """Return the colleagues whom the rule names for a record."""
        users = self.user_ids | self.group_ids.all_user_ids
        for field in self.people_field_ids:
            users |= record._discuss_people_of(field.name)
        # sudo: res.users - whom an administrator named joins, whoever saves the record
        return users.sudo().filtered(lambda user: user.active and user._is_internal())

    def _join(self, records, users_by_record, asked=frozenset(), opened=()):
        """Make members of those whom the rule names, and of those who belong to the
        ``opened`` channels from the start.

        Who may read the record comes in by it, and leaves with that right. Others, and
        all whom a private channel names, are invited. A private channel that was opened
        for other records is left to its members.

        :param asked: the records for which the channels were opened
        :param opened: the chains that have a channel since now
        :return: the members
        """
        wanted = defaultdict(dict)  # channel -> user -> entered by the record
        readers = defaultdict(list)  # user, model -> ids of records
        # sudo: discuss.record.mixin - whoever saves a record need not see its channel
        records = records.sudo()
        private = self.access == "invited"
        openings = private and self.env["discuss.record.opening"]._of(
            records.team_channel_id
        )
        for record in records:
            channel = record.team_channel_id
            if not self._may_use(channel) or (
                private and (channel.id, record._name, record.id) not in openings
            ):
                continue
            # sudo: res.users - whom an administrator named joins, whoever saves it
            named = users_by_record[record.id].sudo()
            wanted[channel].update(dict.fromkeys(named, False))
            if not private:
                for user in named:
                    readers[user, record._name].append(record.id)
        for record in (record for chain in opened for some in chain for record in some):
            if not private:
                belonging = record._discuss_users()
            elif record in asked:
                belonging = record._discuss_answering_users()
            else:
                continue
            for user in belonging:
                if user.active and user._is_internal():
                    readers[user, record._name].append(record.id)
        for (user, model), ids in readers.items():
            theirs = self.env[model].browse(ids)
            for record in self.env["discuss.channel"]._filter_readable(theirs, user):
                # sudo: discuss.record.mixin - its channel
                channel = record.sudo().team_channel_id
                if not private or user not in wanted[channel]:
                    wanted[channel][user] = True
        return self._add(wanted)

    def _add(self, wanted):
        """Make members of users who are not yet, all at once.

        :param dict wanted: for each channel, the users and how they enter
        """
        # sudo: discuss.channel.member - the rule is the invitation
        Member = self.env["discuss.channel.member"].sudo()
        channels = self.env["discuss.channel"].union(*wanted)
        present = {
            (member.channel_id, member.partner_id)
            for member in Member.search_fetch(
                [("channel_id", "in", channels.ids)], ["channel_id", "partner_id"]
            )
        }
        return Member.create(
            [
                {
                    "channel_id": channel.id,
                    "partner_id": user.partner_id.id,
                    "record_entry": by_record,
                }
                for channel, users in wanted.items()
                for user, by_record in users.items()
                if (channel, user.partner_id) not in present
            ]
        )

    def _join_named(self, runs):
        """Take in whom the records of these runs name by now."""
        records = self._matching_model().browse(runs.mapped("res_id")).exists()
        records = records._filtered_access("read").filtered(
            # sudo: discuss.record.mixin - its channel
            lambda record: record.sudo().team_channel_id
        )
        self._tell(
            self._join(records, {record.id: self._people(record) for record in records})
        )

    def _tell(self, members):
        """Put the channels into the lists of those who are members now."""
        for partner, theirs in members.grouped("partner_id").items():
            if user := partner.main_user_id:
                channels = theirs.channel_id[:TOLD_CHANNELS].with_user(user)
                Store(bus_channel=user).add(
                    channels.with_context(allowed_company_ids=[])
                ).bus_send()
