"""What happens to records in one transaction, and the notes that tell of it in their
channels."""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from markupsafe import Markup

from odoo import SUPERUSER_ID, fields
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

_logger = logging.getLogger(__name__)

# Where a transaction keeps what is to be told at its end, and what has been told.
COLLECTED = "discuss_record.feed"
POSTED = "discuss_record.feed.posted"

# What the same person does within this time stands in one note,
GROUP_WITHIN = timedelta(minutes=10)
# as long as it has no more lines than this.
LINE_LIMIT = 10
# When the same happens to more records than this, the others are counted.
NAME_LIMIT = 5
# What Odoo tells has no author, but for what it says that it did itself.
HIDE_AUTHOR = " o_hide_author"


class FeedEvent(NamedTuple):
    """Something that may be told of a record.

    :param label: what the note says, translated; of a change, what precedes values
    :param icon: class of the icon (Font Awesome)
    :param field: name of the field that tells that it happened; without, somebody calls
        ``_discuss_feed_tell`` when it happens
    :param becomes: for a field: the value that means that it has happened, or what
        tells of a value whether it does; without, any change of the field is told, with
        both values
    :param is_told: whether it is told unless administrators choose otherwise
    """

    label: str
    icon: str = "fa-circle-o"
    field: str = ""
    becomes: Callable | str | bool | None = None
    is_told: bool = True

    def has_happened(self, value):
        """Whether this value of the field means that it has happened."""
        return self.becomes(value) if callable(self.becomes) else value == self.becomes


class Feed:
    """What happened to records in this transaction, until it is told."""

    def __init__(self, env):
        self.env = env
        self.uids = []
        # {model: {id: {field: value before}}}; None for a record that is new
        self.before = defaultdict(dict)
        # {model: {id: {code: [details]}}}
        self.told = defaultdict(lambda: defaultdict(dict))
        # {channel id: [texts]}
        self.said = defaultdict(list)
        # ids of the channels where that follows from the name of who did it
        self.named = set()

    @classmethod
    def of(cls, env):
        """Return the feed of this transaction, which tells when it is committed."""
        data = env.cr.precommit.data
        if COLLECTED not in data:
            data[COLLECTED] = feed = cls(env)
            env.cr.precommit.add(feed.post)
        return data[COLLECTED]

    @classmethod
    def has_begun(cls, channel):
        """Whether this transaction tells, or has told, of what happened: what else it
        says in the channel belongs in the same note."""
        cr = channel.env.cr
        return COLLECTED in cr.precommit.data or channel.id in cr.cache.get(POSTED, ())

    def keep(self, records, names):
        """Keep the values that these records (sudo) have before a change."""
        self.uids.append(records.env.uid)
        before = self.before[records._name]
        for record in records:
            values = before.setdefault(record.id, {})
            if values is not None:
                for name in names:
                    if name not in values:
                        values[name] = record[name]

    def forget(self, records):
        """What a new record was before is nothing that changed."""
        self.before[records._name].update(dict.fromkeys(records.ids))

    def tell(self, records, code, detail=""):
        """Note that something happened to these records (sudo)."""
        self.uids.append(records.env.uid)
        for record_id in records.ids:
            details = self.told[records._name][record_id].setdefault(code, [])
            if detail and detail not in details:
                details.append(detail)

    def say(self, channel, text, is_sentence=False):
        """Note something about the conversation itself, which is said in any case.

        :param text: what comes after the name of who did it
        :param bool is_sentence: whether it has a subject of its own instead
        """
        self.uids.append(channel.env.uid)
        texts = self.said[channel.id]
        if is_sentence:
            texts.append(text)
            return
        if channel.id not in self.named:
            # first, where the name stands
            texts.insert(0, text)
            self.named.add(channel.id)
        else:
            texts.append(text)

    # ------------------------------------------------------------
    # Telling
    # ------------------------------------------------------------

    def post(self):
        """Tell it, in one note for each channel. Whatever fails costs no more than the
        line that it is about: what people did to their records stands.
        """
        data = self.env.cr.precommit.data
        if data.get(COLLECTED) is not self:
            return
        del data[COLLECTED]
        if not (parts := list(self._parts())):
            return
        # What fails in here is none of ours, and has to be seen.
        self.env.flush_all()
        if self._try(self):
            return
        for part in parts:
            self._try(part, is_last=True)

    def _try(self, feed, is_last=False):
        # Without flush: that would run what others do before the commit, too.
        try:
            with self.env.cr.savepoint(flush=False):
                env, author = feed._get_teller()
                sent = feed._write_notes(env, author, with_others=not is_last)
                env.flush_all()
        except Exception:
            # The savepoint took back what was written, not what is in memory.
            self.env.transaction.clear()
            if is_last:
                _logger.exception("No note of what happened to %s", feed)
            return False
        for channel, payload in sent:
            channel._bus_send("discuss.record/feed", payload)
        return True

    def __str__(self):
        ids_by_name = {
            name: {*self.before[name], *self.told[name]}
            for name in {*self.before, *self.told}
        }
        if self.said:
            ids_by_name["discuss.channel"] = set(self.said)
        return ", ".join(f"{name}{sorted(ids)}" for name, ids in ids_by_name.items())

    def _parts(self):
        """Yield what happened to each record and conversation, as a feed of its own."""
        for channel_id, texts in self.said.items():
            part = Feed(self.env)
            part.uids = self.uids
            part.said[channel_id] = texts
            part.named = self.named & {channel_id}
            yield part
        for name in {**self.before, **self.told}:
            for record_id in {**self.before[name], **self.told[name]}:
                values = self.before[name].get(record_id)
                told = self.told[name].get(record_id)
                if values or told:
                    part = Feed(self.env)
                    part.uids = self.uids
                    part.before[name][record_id] = values
                    part.told[name][record_id] = told or {}
                    yield part

    def _get_teller(self):
        """Return the environment in which it is told, and its author: the colleague who
        acted, else Odoo. Nobody from outside is the author of what colleagues read
        among themselves, for who wrote a message may read it.
        """
        users = self.env["res.users"].browse(dict.fromkeys(self.uids))
        for user in users:
            # sudo: res.users - who acted is told
            user = user.sudo()
            if user.id != SUPERUSER_ID and user.active and user._is_internal():
                lang, author = user.lang, user.partner_id
                break
        else:
            user = self.env["res.users"].browse(SUPERUSER_ID)
            # sudo: res.company, res.partner - the language of the house
            lang = self.env.company.sudo().partner_id.lang
            # sudo: res.partner - the author of what nobody did
            author = self.env.ref("base.partner_root").sudo()
        env = self.env(user=user.id, su=True, context={"lang": lang or "en_US"})
        return env, author.with_env(env)

    def _write_notes(self, env, author, with_others):
        """Write down what happened.

        :param with_others: whether it may be added to a note of an earlier transaction
        :return: pairs of a channel and what its members' browsers are to be told
        """
        lines_by_channel = self._get_lines(env)
        if not lines_by_channel:
            return []
        channels = env["discuss.channel"].browse(
            channel.id for channel in lines_by_channel
        )
        notes = self._find_notes(channels, author, with_others)
        new_notes, messages = [], env["mail.message"]
        for channel, lines in lines_by_channel.items():
            # where only the text is shown, lines stand apart by what is between them
            items = Markup("").join(Markup("<li>%s</li>\n") % line for line in lines)
            if note := notes.get(channel.id):
                start, end, rest = str(note.body).rpartition("</ul>")
                if channel.id in self.named:
                    start = start.replace(HIDE_AUTHOR, "")
                note.body = Markup(start) + items + Markup(end + rest)
                messages |= note
            else:
                new_notes.append(self._prepare_note(channel, author, items))
        messages |= env["mail.message"].create(new_notes)
        posted = env.cr.cache.setdefault(POSTED, {})
        for message in messages:
            posted[message.res_id] = message.id
        return [
            (channel, self._prepare_payload(channel, message))
            for message in messages
            for channel in channels.browse(message.res_id).with_prefetch(channels.ids)
        ]

    def _get_lines(self, env):
        """Return the lines for each channel: one for each record, or for several of a
        kind to which the same happened.
        """
        records_by_text = defaultdict(lambda: defaultdict(list))
        for name in {**self.before, **self.told}:
            ids = {**self.before[name], **self.told[name]}
            # a record may be gone by now
            for record in env[name].browse(ids).exists():
                # sudo of `env`: whoever changes a record need not be in its channel
                if channel := record.team_channel_id:
                    text = record._discuss_feed_line(
                        self.before[name].get(record.id) or {},
                        self.told[name].get(record.id) or {},
                    )
                    if text:
                        records_by_text[channel][name, text].append(record)
        lines = {
            channel: self._format_lines(env, records_by_text[channel])
            for channel in records_by_text
        }
        for channel in env["discuss.channel"].browse(self.said).exists():
            lines[channel] = [*self.said[channel.id], *lines.get(channel, ())]
        return lines

    def _format_lines(self, env, records_by_text):
        lines = []
        for (_model, text), records in records_by_text.items():
            links = Markup(", ").join(
                Markup('<a href="#" data-oe-model="%s" data-oe-id="%s">%s</a>')
                % (record._name, record.id, record.display_name)
                for record in records[:NAME_LIMIT]
            )
            if more := len(records) - NAME_LIMIT:
                if more > 0:
                    links = env._(
                        "%(records)s and %(count)s more", records=links, count=more
                    )
            lines.append(Markup("%s %s") % (links, text))
        if (more := len(lines) - LINE_LIMIT) > 0:
            lines[LINE_LIMIT:] = [env._("%(count)s more changes", count=more)]
        return lines

    def _find_notes(self, channels, author, with_others):
        """Return the notes to which something may be added, by id of channel: that of
        this transaction, or the last message of the channel if it is a recent note of
        the same author, which nobody else is adding to at this moment.
        """
        env = channels.env
        posted = env.cr.cache.get(POSTED, {})
        ids = [posted[channel.id] for channel in channels if channel.id in posted]
        others = [channel.id for channel in channels if channel.id not in posted]
        if others and with_others:
            env.cr.execute(
                SQL(
                    """
                    SELECT id
                      FROM mail_message
                     WHERE id IN (
                               SELECT last.id
                                 FROM unnest(%(channel_ids)s) AS channel(id)
                           CROSS JOIN LATERAL (
                                          SELECT *
                                            FROM mail_message
                                           WHERE model = 'discuss.channel'
                                             AND res_id = channel.id
                                        ORDER BY id DESC
                                           LIMIT 1
                                      ) AS last
                                WHERE last.subtype_id = %(subtype_id)s
                                  AND last.author_id = %(author_id)s
                                  AND last.create_date > %(since)s
                           )
                FOR NO KEY UPDATE SKIP LOCKED
                    """,
                    channel_ids=others,
                    subtype_id=env.ref("discuss_record.mt_feed").id,
                    author_id=author.id,
                    since=fields.Datetime.now() - GROUP_WITHIN,
                ),
                log_exceptions=False,
            )
            ids += [message_id for (message_id,) in env.cr.fetchall()]
        notes = env["mail.message"].browse(ids).exists()
        return {
            note.res_id: note
            for note in notes
            if "</ul>" in note.body
            and (note.body.count("<li>") < LINE_LIMIT or note.res_id in posted)
        }

    def _prepare_note(self, channel, author, items):
        env = channel.env
        if channel.id in self.said:
            hides_author = channel.id not in self.named
        else:
            hides_author = author == env.ref("base.partner_root")
        body = Markup('<div class="o_mail_notification o_discuss_feed%s">%s</div>') % (
            HIDE_AUTHOR if hides_author else "",
            Markup("<ul>%s</ul>") % items,
        )
        return {
            "author_id": author.id,
            "body": body,
            "email_add_signature": False,
            "email_from": author.email_formatted,
            "is_internal": True,
            "message_type": "notification",
            "model": channel._name,
            "record_alias_domain_id": False,
            "record_company_id": False,
            "reply_to": False,
            "res_id": channel.id,
            "subtype_id": env.ref("discuss_record.mt_feed").id,
        }

    def _prepare_payload(self, channel, message):
        """Return what browsers are told that listen to the channel.

        Not as of a new message: that has each of them mark it as fetched.
        """
        store = Store(bus_channel=channel).add(
            message,
            [
                Store.One("author_id", ["avatar_128", "is_company", "name"]),
                "body",
                "create_date",
                "date",
                "message_type",
                "model",
                "res_id",
                Store.One("subtype_id", ["description"]),
                {"thread": Store.One(channel, [], as_thread=True)},
                "write_date",
            ],
        )
        return {"data": store.get_result(), "message_id": message.id}
