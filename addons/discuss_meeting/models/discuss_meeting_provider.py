from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import NO_ACCESS

from ..providers import Address, BadAddress, BigBlueButton, Jitsi, ProviderDown

ADMINISTRATOR = "base.group_system"
# What is looked at when one of them changes.
SET_UP = {
    "algorithm",
    "app_id",
    "kind",
    "new_secret",
    "pattern",
    "token_validity",
    "url",
}


class DiscussMeetingProvider(models.Model):
    """Where meetings are held, as administrators have set it up.

    Colleagues read its name and kind, no more: an address may hold a password.
    """

    _name = "discuss.meeting.provider"
    _description = "Meeting Provider"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("discuss", "Odoo call"),
            ("jitsi", "Jitsi Meet"),
            ("bigbluebutton", "BigBlueButton"),
            ("address", "Address (Teams, Zoom, Google Meet…)"),
        ],
        required=True,
        default="discuss",
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to offer it to all companies."
    )
    url = fields.Char("Server", groups=ADMINISTRATOR)
    pattern = fields.Char("Address", groups=ADMINISTRATOR)
    app_id = fields.Char(
        "Application ID",
        groups=ADMINISTRATOR,
        help="By which the server knows Odoo, if it asks for tokens: app_id in the "
        "configuration of Prosody, JWT_APP_ID in Docker.",
    )
    audience = fields.Char(
        groups=ADMINISTRATOR,
        default="jitsi",
        help="For whom tokens are, if the server looks at that: one of "
        "asap_accepted_audiences in the configuration of Prosody.",
    )
    token_validity = fields.Integer(
        "Tokens Open for",
        groups=ADMINISTRATOR,
        default=240,
        help="In minutes. After that, and in any case when the link has expired, who "
        "has left comes back by the link of the meeting.",
    )
    algorithm = fields.Selection(
        [("sha1", "SHA-1"), ("sha256", "SHA-256"), ("sha512", "SHA-512")],
        "Checksums",
        groups=ADMINISTRATOR,
        default="sha256",
        help="One of supportedChecksumAlgorithms in the configuration of the server.",
    )
    is_checked = fields.Boolean(
        "Check That It Answers",
        groups=ADMINISTRATOR,
        help="Ask for the address before people are sent there, so that they are "
        "offered another place when it is down. The server sees that Odoo asks.",
    )
    secret = fields.Char(
        "Kept Secret",
        groups=NO_ACCESS,
        copy=False,
        exportable=False,
        export_string_translation=False,
    )
    """With which calls and tokens are signed. It goes in, and never out."""
    new_secret = fields.Char(
        "Secret",
        compute="_compute_new_secret",
        inverse="_inverse_new_secret",
        groups=ADMINISTRATOR,
        copy=False,
        exportable=False,
    )
    has_secret = fields.Boolean(
        compute="_compute_has_secret",
        compute_sudo=True,
        groups=ADMINISTRATOR,
        export_string_translation=False,
    )

    # ------------------------------------------------------------
    # Set-up
    # ------------------------------------------------------------

    def _compute_new_secret(self):
        self.new_secret = False

    def _inverse_new_secret(self):
        for provider in self.filtered("new_secret"):
            # sudo: discuss.meeting.provider - written by who writes the provider
            provider.sudo().secret = provider.new_secret.strip()

    @api.depends("secret")
    def _compute_has_secret(self):
        for provider in self:
            provider.has_secret = bool(provider.secret)

    @api.model_create_multi
    def create(self, vals_list):
        # not a constraint, which would be asked before the secret is there
        providers = super().create(vals_list)
        providers._check_set_up()
        # what was typed in is not sent back to who has typed it
        providers.invalidate_recordset(["new_secret"])
        return providers

    def write(self, vals):
        if "kind" in vals:
            # the secret of one server is none of the next one's
            changed = self.filtered(lambda p: p.kind != vals["kind"])
            changed.check_access("write")
            # sudo: discuss.meeting.provider - of who may write the provider
            super(DiscussMeetingProvider, changed.sudo()).write({"secret": False})
        result = super().write(vals)
        if SET_UP & vals.keys():
            self._check_set_up()
        # what was typed in is not sent back to who has typed it
        self.invalidate_recordset(["new_secret"])
        return result

    def forget_secret(self):
        """Forget the secret, for a server that asks for none.

        :raise AccessError: the current user is no administrator
        :raise ValidationError: the provider needs one
        """
        self._check_is_administrator()
        # sudo: discuss.meeting.provider - of an administrator who may write it
        self.sudo().write({"app_id": False, "secret": False})
        return True

    def _check_set_up(self):
        """Refuse providers that nobody can meet at.

        :raise ValidationError: and say why
        """
        # sudo: discuss.meeting.provider - it sees the secret, and tells nothing
        for provider in self.sudo():
            if provider.kind != "discuss":
                provider._check_needs()
                provider._engine()

    def _check_needs(self):
        """Refuse providers (sudo) that lack something.

        :raise ValidationError: and say what
        """
        if self.kind == "address":
            if not self.pattern:
                raise ValidationError(self.env._("Give the address of the meetings."))
            return
        if not self.url:
            raise ValidationError(self.env._("Give the address of the server."))
        if self.kind == "bigbluebutton" and not (self.secret and self.algorithm):
            raise ValidationError(
                self.env._(
                    "BigBlueButton needs the secret of the server and the kind of "
                    "checksums: “bbb-conf --secret” says the secret."
                )
            )
        if self.kind == "jitsi":
            if bool(self.app_id) != bool(self.secret):
                raise ValidationError(
                    self.env._(
                        "A Jitsi server that asks for tokens needs an application ID "
                        "and a secret; one that does not needs neither."
                    )
                )
            if not 5 <= self.token_validity <= 24 * 60:
                raise ValidationError(
                    self.env._("Tokens open a room for 5 minutes to 24 hours.")
                )

    @api.constrains("active", "company_id")
    def _check_uses(self):
        """A provider in use is neither archived, nor given to another company."""
        # sudo: res.company, discuss.theme - also those that the user does not see
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        used_by = companies.search(
            [
                "|",
                ("meeting_provider_id", "in", self.ids),
                ("meeting_fallback_provider_id", "in", self.ids),
            ]
        )
        # sudo: discuss.theme - as above
        themes = self.env["discuss.theme"].sudo()
        themes = themes.with_context(active_test=False).search(
            [("meeting_provider_id", "in", self.ids)]
        )
        for provider in self.filtered(lambda p: not p.active):
            if user := (
                used_by.filtered(
                    lambda c, p=provider: (
                        p in c.meeting_provider_id + c.meeting_fallback_provider_id
                    )
                )
                or themes.filtered(lambda t, p=provider: t.meeting_provider_id == p)
            ):
                raise ValidationError(
                    self.env._(
                        "“%(provider)s” cannot be archived: “%(user)s” holds its "
                        "meetings there. Choose another place for them first.",
                        provider=provider.name,
                        user=user[0].name,
                    )
                )
        used_by._check_meeting_providers()
        themes._check_meeting_provider()

    def _check_offered_to(self, company):
        """Refuse these providers (sudo) to whom they do not belong to.

        :param company: of whom; empty for something that all companies share
        :raise ValidationError: and say which
        """
        for provider in self:
            owner = provider.company_id
            if not owner or owner == company:
                continue
            if company:
                message = self.env._(
                    "“%(provider)s” is a meeting provider of %(owner)s, not of "
                    "%(company)s.",
                    provider=provider.name,
                    owner=owner.name,
                    company=company.name,
                )
            else:
                message = self.env._(
                    "“%(provider)s” is a meeting provider of %(owner)s: a theme that "
                    "all companies share needs one that all of them share.",
                    provider=provider.name,
                    owner=owner.name,
                )
            raise ValidationError(message)

    # ------------------------------------------------------------
    # Use
    # ------------------------------------------------------------

    def _engine(self):
        """Return what opens and enters rooms of this provider (sudo). For modules that
        add kinds to extend.

        :rtype: MeetingProvider
        :raise ValidationError: its address is none that people are sent to
        """
        self.ensure_one()
        try:
            match self.kind:
                case "jitsi":
                    return Jitsi(
                        self.url.strip(),
                        now=fields.Datetime.now,
                        app_id=self.app_id or "",
                        secret=self.secret or "",
                        audience=self.audience or "jitsi",
                        validity=timedelta(minutes=self.token_validity),
                    )
                case "bigbluebutton":
                    return BigBlueButton(
                        self.url.strip(), secret=self.secret, algorithm=self.algorithm
                    )
                case "address":
                    return Address(self.pattern.strip(), is_checked=self.is_checked)
        except BadAddress as error:
            raise ValidationError(self._address_message(error.reason)) from None
        raise NotImplementedError

    def action_test_connection(self):
        """Find out whether the provider is there and takes what was set up.

        :return: an action that says that it does
        :raise AccessError: the current user is no administrator
        :raise UserError: and say what is wrong
        """
        self.ensure_one()
        self._check_is_administrator()
        if self.kind != "discuss":
            try:
                # sudo: discuss.meeting.provider - an administrator tries the secret
                self.sudo()._engine().check()
            except ProviderDown as error:
                # not its text: it is for the log, in the words of the server
                raise UserError(self._down_message(error.reason)) from None
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Connection Test Successful!"),
                "message": self._up_message(),
                "type": "success",
            },
        }

    def _check_is_administrator(self):
        if not self.env.user._is_system():
            raise AccessError(
                self.env._("Only administrators set up meeting providers.")
            )
        self.check_access("write")

    # ------------------------------------------------------------
    # Words
    # ------------------------------------------------------------

    def _up_message(self):
        match self.kind:
            case "discuss":
                return self.env._("Odoo calls need nothing to be set up.")
            case "jitsi":
                return self.env._(
                    "The server answers. Whether it takes the tokens is seen when "
                    "somebody joins a meeting."
                )
            case "bigbluebutton":
                return self.env._("The server answers, and takes the secret.")
            case _:
                return self.env._("The address answers.")

    def _down_message(self, reason):
        """Say to an administrator what is wrong."""
        messages = {
            "timeout": self.env._("The server did not answer within 5 seconds."),
            "certificate": self.env._("The certificate of the server is not valid."),
            "redirect": self.env._(
                "The server sends Odoo to another address: give that one."
            ),
            "status": self.env._("The server answers that it has failed."),
            "answer": self.env._(
                "Something answers at this address, but not a server of that kind."
            ),
            "secret": self.env._(
                "The server refuses the signature: check the secret and the kind of "
                "checksums."
            ),
            "refused": self.env._("The server refuses what Odoo asks for."),
        }
        return messages.get(
            reason,
            self.env._(
                "The server cannot be reached: check its address, and that Odoo may "
                "connect to it."
            ),
        )

    def _address_message(self, reason):
        """Say what is wrong with an address."""
        messages = {
            "scheme": self.env._("The address must begin with https://."),
            "userinfo": self.env._(
                "There must not be a name or a password before the server (“@”)."
            ),
            "placeholder": self.env._(
                "{room}, {title} and {name} can stand in the path and the query of an "
                "address of meetings, behind the name of the server; nothing else can "
                "stand in braces."
            ),
            "query": self.env._("The address of a server has no “?”."),
            "fragment": self.env._("The address of a server has no “#”."),
            "host": self.env._("There is no valid name of a server in the address."),
        }
        return messages.get(
            reason,
            self.env._(
                "Only letters without accents, digits and signs that belong there can "
                "stand in an address; no spaces."
            ),
        )
