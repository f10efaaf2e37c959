from markupsafe import Markup

from odoo import models
from odoo.exceptions import ValidationError

from odoo.addons.mail.tools.discuss import Store


class DiscussAnswerableMixin(models.AbstractModel):
    """What those who answer for a channel do with the people in it; `discuss.channel`
    decides who they are.
    """

    _name = "discuss.answerable.mixin"
    _description = "Channel for Which Somebody Answers"

    def set_owner(self, partner_id, is_owner):
        """Make a member an owner of this channel, or let them be one no longer. It is
        told in the channel. Does nothing where it is so already.

        :param int partner_id: a colleague who is a member
        :param bool is_owner: whether they shall be an owner
        :raise AccessError: the current user does not answer for the channel
        :raise ValidationError: not a colleague who is a member, or the last owner
        """
        self.ensure_one()
        self._check_can_manage()
        if type(is_owner) is not bool:
            raise ValidationError(self.env._("A member is an owner or is not."))
        member = self._owner_to_be(partner_id)
        if member.is_owner == is_owner:
            return True
        # sudo: discuss.channel - whoever answers for it may read who owns it
        if not is_owner and self.sudo()._get_owners() == member.partner_id:
            raise ValidationError(
                self.env._(
                    "%(person)s is the last owner of “%(channel)s”. Make somebody else "
                    "an owner first.",
                    person=member.partner_id.name,
                    channel=self.display_name,
                )
            )
        member.is_owner = is_owner
        person = member._get_html_link(for_persona=True)
        self._note(
            self.env._("made %(person)s an owner of this channel.", person=person)
            if is_owner
            else self.env._(
                "decided that %(person)s is no longer an owner of this channel.",
                person=person,
            )
        )
        self._notify_owners(member)
        return True

    def hand_over(self, partner_id):
        """Make a member the owner of this channel in the place of the current user.

        :param int partner_id: a colleague who is a member
        :raise AccessError: the current user does not answer for the channel
        :raise ValidationError: not a colleague who is a member
        """
        self.set_owner(partner_id, True)
        own_partner = self.env.user.partner_id
        # sudo: discuss.channel - whoever answers for it may read who owns it
        if partner_id != own_partner.id and own_partner in self.sudo()._get_owners():
            self.set_owner(own_partner.id, False)
        return True

    def remove_member(self, member_id):
        """Take somebody out of this channel and of its threads. It is told there. The
        link of a private channel changes, so that it does not lead back.

        :param int member_id: id of their ``discuss.channel.member``
        :raise AccessError: the current user does not answer for the channel
        :raise ValidationError: not a member, or nobody is removed from such a channel
        """
        self.ensure_one()
        self._check_can_manage()
        if self.channel_type not in self._theme_channel_types():
            raise ValidationError(
                self.env._("Nobody can be removed from this conversation.")
            )
        # sudo: discuss.channel - whoever answers for it removes people
        channel = self.sudo()
        member = channel.channel_member_ids.filtered(lambda m: m.id == member_id)
        if not member:
            raise ValidationError(
                self.env._("This person is not in the channel any more.")
            )
        note = self.env._(
            "removed %(person)s from this channel.",
            person=member._get_html_link(for_persona=True),
        )
        channel._action_unfollow(
            member.partner_id, member.guest_id, post_leave_message=False
        )
        if channel.channel_type != "channel":
            channel.uuid = self._generate_random_token()
        self._note(note)
        return True

    def _owner_to_be(self, partner_id):
        """Return the member (sudo) of this person, who may own this channel."""
        # sudo: discuss.channel.member - whoever answers for it makes owners
        member = self.sudo().channel_member_ids.filtered(
            lambda m: type(partner_id) is int and m.partner_id.id == partner_id
        )
        users = member.partner_id.user_ids.filtered(lambda user: user._is_internal())
        if not users or not self._filter_owned():
            raise ValidationError(
                self.env._(
                    "Only a colleague who is a member can own a channel, and threads "
                    "and direct messages have no owner."
                )
            )
        return member

    def _note(self, body, **kwargs):
        """Say in the channel what was done."""
        # sudo: discuss.channel - stewards need not be members of the channel
        self.sudo().message_post(
            body=Markup('<div class="o_mail_notification">%s</div>') % body,
            message_type="notification",
            subtype_xmlid="mail.mt_comment",
            **kwargs,
        )

    def _notify_owners(self, member):
        """Tell the browsers of colleagues whether `member` (sudo) owns the channel, and
        their own what they may do now."""
        Store(bus_channel=self, bus_subchannel="internal_users").add(
            member,
            [
                Store.One("channel_id", [], as_thread=True),
                *member._to_store_persona([]),
                "is_owner",
            ],
        ).bus_send()
        if user := member.partner_id.main_user_id:
            own = self.with_user(user)
            Store(bus_channel=user).add(
                own | own.sub_channel_ids, ["can_manage", "is_editable"]
            ).bus_send()
