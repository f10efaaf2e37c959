import json
import logging
from collections import defaultdict
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import hash_sign, verify_hash_signed

_logger = logging.getLogger(__name__)

NEWS_AT_ONCE = 200
TRIED_AGAIN_AFTER = timedelta(hours=1)
# In a message; the others are counted.
SHOWN_IN_MESSAGE = 20
UNSUBSCRIBE_SCOPE = "portal_space_notification.unsubscribe"
UNSUBSCRIBE_WITHIN = timedelta(days=365)


class PortalNewsSendingMixin(models.AbstractModel):
    """How news leave the space: one short message for what is new to a person. Of
    ``portal.news``, and of nothing else."""

    _name = "portal.news.sending.mixin"
    _description = "Sending of News of the Customer's Space"

    @api.model
    def _cron_send(self):
        """Send what is due, some at a time: that news are sent is kept in the same
        transaction as what sends them, so that each is sent once."""
        crons = self.env["ir.cron"]
        while True:
            done, remaining = self._send_some()
            if not crons._commit_progress(done, remaining=remaining) or not remaining:
                break

    @api.model
    def _send_some(self, limit=NEWS_AT_ONCE):
        """Send some of what is due, but what another one is sending.

        :return: how many were looked at, and how many wait for the next turn
        """
        # sudo: portal.news - whoever runs this, nobody reads what is sent
        news_sudo = self.sudo()
        domain = Domain("send_date", "<=", fields.Datetime.now())
        found = news_sudo.search(domain, order="partner_id, id", limit=limit)
        due = found.try_lock_for_update()
        due._send_safely()
        if len(due) < len(found) or len(found) < limit:
            return len(due), 0
        return len(due), news_sudo.search_count(domain)

    def _send_safely(self):
        """Send these news. Those of a person for whom that fails are tried again
        later, and keep nobody else waiting."""
        try:
            with self.env.cr.savepoint():
                self._send()
        except OperationalError:
            raise
        except Exception:
            if len(self.partner_id) > 1:
                for news in self.grouped("partner_id").values():
                    news._send_safely()
                return
            _logger.exception("News %s of the space could not be sent", self.ids)
            self.send_date = fields.Datetime.now() + TRIED_AGAIN_AFTER

    def _send(self):
        """Send these news, those that their person may still read and has not read.
        Nothing is sent to people without a log-in."""
        partners = self.partner_id
        ways = self.env["portal.preference"]._ways(partners)
        letters = defaultdict(list)
        sent = self.browse()
        for partner, news in self.grouped("partner_id").items():
            news = news.filtered(lambda piece: not piece.read_date)
            user = partner.user_ids.filtered(lambda user: user._is_portal())[:1]
            if not news or not user:
                continue
            # sudo: portal.news - the person's own; their records are read with their
            # rights
            theirs = news.with_context(allowed_company_ids=[]).with_user(user).sudo()
            by_way = defaultdict(self.browse)
            for piece in self.browse(theirs._readable().ids):
                by_way[ways[partner.id, piece.kind]] |= piece
            by_way.pop("space", None)
            for way, pieces in by_way.items():
                letters[way].append((user, pieces))
                sent |= pieces
        self.send_date = False
        sent.sent_date = fields.Datetime.now()
        for way, parts in letters.items():
            getattr(self.browse(), f"_send_by_{way}")(parts)

    @api.model
    def _closed_ways(self, partners):
        """The ways in which each person can't be told, whatever they chose.

        :return: dict of ``{partner id: {way, ...}}``
        """
        devices = self.env["mail.push.device"]._of_space(partners)
        reached = set(devices.partner_id.ids)
        return {
            partner.id: set() if partner.id in reached else {"push"}
            for partner in partners
        }

    def _summary(self, lang):
        """What is new, in one line, in a language."""
        if len(self) == 1:
            return self.title
        return self.with_context(lang=lang).env._(
            "%(count)s news in your space", count=len(self)
        )

    # By e-mail

    @api.model
    def _send_by_mail(self, parts):
        """Queue one mail for each person.

        :param parts: list of pairs of a user and their news
        """
        told = self.union(*(news for _, news in parts))
        answers = told._answer_values()
        self.env["mail.mail"].create(
            [
                {**self._mail_values(user, news), **news._answered_by(answers)}
                for user, news in parts
                if user.partner_id.email
            ]
        )
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    @api.model
    def _mail_values(self, user, news):
        partner, company = user.partner_id, user.company_id
        base_url = self.get_base_url()
        unsubscribe_url = "/".join(
            (
                base_url,
                "my/notifications/unsubscribe",
                self._unsubscribe_token(partner, news.mapped("kind"), "mail"),
            )
        )
        body = self.env["ir.qweb"]._render(
            "portal_space_notification.news_mail",
            {
                "company": company,
                "base_url": base_url,
                "news": news[:SHOWN_IN_MESSAGE],
                "more": len(news[SHOWN_IN_MESSAGE:]),
                "unsubscribe_url": unsubscribe_url,
            },
            minimal_qcontext=True,
            lang=partner.lang,
        )
        return {
            "author_id": company.partner_id.id,
            "auto_delete": True,
            "body_html": body,
            "email_from": company.email_formatted or self.env.user.email_formatted,
            "headers": repr(
                {
                    "Auto-Submitted": "auto-generated",
                    "List-Unsubscribe": f"<{unsubscribe_url}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                    "X-Auto-Response-Suppress": "OOF",
                }
            ),
            "recipient_ids": [fields.Command.link(partner.id)],
            "subject": news._summary(partner.lang),
        }

    def _answer_values(self):
        """How an answer to a mail of these news gets to the record that they are about,
        as one to Odoo's own mail does: to its address, in its conversation.

        :return: dict of ``{(model, id): values of mail.mail}``
        """
        values = {}
        ids = defaultdict(list)
        for record, _news in self._by_record():
            if record and isinstance(record, self.env.registry["mail.thread"]):
                ids[record._name].append(record.id)
        for model, res_ids in ids.items():
            # sudo: the addresses that Odoo gives for whoever writes about the records
            records_sudo = self.env[model].sudo().browse(res_ids)
            references = self._answer_references(records_sudo)
            companies = records_sudo._mail_get_companies(default=self.env.company)
            by_company = records_sudo.grouped(
                lambda record, of=companies: of[record.id]
            )
            for company, records in by_company.items():
                addresses = records._notify_get_reply_to(
                    default=company.email_formatted, author_id=company.partner_id.id
                )
                values.update(
                    ((model, res_id), {"references": reference, "reply_to": address})
                    for res_id, address in addresses.items()
                    if address and (reference := references.get(res_id))
                )
        return values

    @api.model
    def _answer_references(self, records):
        """The latest message of each record: of those that the customer may read, else
        a note, an answer to which is a note.

        :return: dict of ``{record id: identifier}``
        """
        # sudo: mail.message - only identifiers, as Odoo's mails have them
        messages_sudo = self.env["mail.message"].sudo()
        latest = {}
        noted = Domain(
            [
                ("model", "=", records._name),
                ("res_id", "in", records.ids),
                ("message_type", "!=", "user_notification"),
            ]
        )
        shown = noted & Domain(
            [("is_internal", "=", False), ("subtype_id.internal", "=", False)]
        )
        for domain in (noted, shown):
            latest.update(messages_sudo._read_group(domain, ["res_id"], ["id:max"]))
        return {
            message.res_id: message.message_id
            for message in messages_sudo.browse(latest.values())
        }

    def _answered_by(self, answers):
        """The values by which a mail of these news can be answered, if all of them are
        about one record.

        :param answers: dict of ``_answer_values``
        """
        about = {(news.res_model, news.res_id) for news in self}
        return answers.get(about.pop(), {}) if len(about) == 1 else {}

    # Unsubscribing

    @api.model
    def _unsubscribe_token(self, partner, kinds, way):
        """What a person stops some kinds of news with, without a log-in."""
        # sudo: ir.config_parameter - the key of the database signs, and stays here
        return hash_sign(
            self.sudo().env,
            UNSUBSCRIBE_SCOPE,
            [partner.id, sorted(set(kinds)), way],
            expiration=UNSUBSCRIBE_WITHIN,
        )

    @api.model
    def _unsubscribe_values(self, token):
        """Who stops what, if the token is one of ours.

        :return: ``(res.partner, kinds, way)``, all empty if it is not
        """
        nobody = self.env["res.partner"], [], ""
        try:
            # sudo: ir.config_parameter - the key of the database checks, and stays here
            values = verify_hash_signed(self.sudo().env, UNSUBSCRIBE_SCOPE, token)
        except (ValueError, OverflowError):
            return nobody
        if not values:
            return nobody
        partner_id, kinds, way = values
        # sudo: res.partner - who has the token is them, or has their mails
        partner_sudo = self.env["res.partner"].sudo().browse(partner_id).exists()
        return (partner_sudo, kinds, way) if partner_sudo else nobody

    # On devices

    @api.model
    def _send_by_push(self, parts):
        """Queue one message for each device: what is new, and where."""
        partners = self.env["res.partner"].union(
            *(user.partner_id for user, _ in parts)
        )
        devices_of = (
            self.env["mail.push.device"]._of_space(partners).grouped("partner_id")
        )
        self.env["mail.push"].create(
            [
                {
                    "mail_push_device_id": device.id,
                    "payload": json.dumps(
                        {
                            "title": news._summary(user.lang),
                            "url": news.url if len(news) == 1 else "/my/news",
                        }
                    ),
                }
                for user, news in parts
                for device in devices_of.get(user.partner_id, ())
            ]
        )
        self.env.ref("mail.ir_cron_web_push_notification")._trigger()
