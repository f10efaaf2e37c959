from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestAccess(TestDiscussRecordCommon):
    """Who may enter the team channel of a record: one test for each sentence."""

    def test_whoever_reads_the_record_enters(self):
        for document, user, enters in (
            (self.document, self.responsible, True),
            (self.document, self.colleague, True),
            (self.document, self.stranger, True),
            (self.document, self.customer, False),
            (self.confidential, self.responsible, True),
            (self.confidential, self.colleague, False),
            (self.confidential, self.stranger, False),
            (self.confidential, self.customer, False),
        ):
            with self.subTest(document=document.name, user=user.login):
                if enters:
                    channel = self._open(document, user)
                    self.assertTrue(channel.with_user(user).has_access("read"))
                else:
                    channel = self._open(document, self.responsible)
                    with self.assertRaises(AccessError):
                        self._open(document, user)
                    self.assertFalse(channel.with_user(user).has_access("read"))

    def test_company(self):
        self.document.company_id = self.other_company
        elsewhere = self._new_user(
            "elsewhere",
            name="Ellis Elsewhere",
            company_id=self.other_company.id,
            company_ids=[self.other_company.id],
        )
        with self.assertRaises(AccessError):
            self._open(self.document, self.colleague)
        channel = self._open(self.document, elsewhere)
        self.assertEqual(self._members(channel), elsewhere.partner_id)

    def test_colleagues_of_other_companies(self):
        """Somebody with two companies opens what people of one of them answer for."""
        company = self.responsible.company_id
        both = self._new_user(
            "both",
            name="Bo Both",
            company_id=company.id,
            company_ids=(company | self.other_company).ids,
        )
        companies = (self.other_company | company).ids
        as_both = self.document.with_user(both).with_context(
            allowed_company_ids=companies
        )
        channel = self.env["discuss.channel"].browse(as_both.open_team_channel())
        self.assertEqual(self._members(channel), (self.responsible | both).partner_id)
        # a company that is switched off closes nothing that is open otherwise
        self.document.company_id = company
        (header,) = (
            channel.with_user(both)
            .with_context(allowed_company_ids=self.other_company.ids)
            .get_record_headers()
        )
        self.assertEqual(header["name"], "Document")

    def test_others_enter_by_invitation_of_a_member(self):
        channel = self._open(self.confidential, self.responsible)
        with self.assertRaises(AccessError):
            channel.with_user(self.colleague).channel_join()
        with self.assertRaises(AccessError):
            channel.with_user(self.colleague).add_members(self.stranger.partner_id.ids)
        self._reset_bus()
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        self.assertTrue(channel.with_user(self.stranger).has_access("read"))
        told = self._bus_messages()
        self.assertTrue(
            [n for n in told if "transient_message" in n and "cannot open the" in n]
        )

    def test_no_warning_where_the_record_is_open(self):
        channel = self._open(self.document, self.responsible)
        self._reset_bus()
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        told = self._bus_messages()
        self.assertFalse([n for n in told if "transient_message" in n])

    def test_invitation_says_that_the_record_stays_closed(self):
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        self.assertEqual(channel.with_user(self.stranger).get_record_headers(), [])
        self.assertEqual(
            len(channel.with_user(self.responsible).get_record_headers()), 1
        )

    def test_who_loses_the_record_leaves(self):
        channel = self._open(self.document, self.colleague)
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        self.document.is_confidential = True
        self._audit()
        # the colleague came by the record, the stranger was invited
        self.assertEqual(
            self._members(channel),
            (self.responsible | self.stranger).partner_id,
        )
        self.assertFalse(channel.with_user(self.colleague).has_access("read"))

    def test_change_of_responsible_is_followed_at_once(self):
        channel = self._open(self.confidential, self.responsible)
        self.confidential.user_id = self.colleague
        self.assertEqual(self._members(channel), self.colleague.partner_id)

    def test_change_of_company_is_followed_at_once(self):
        channel = self._open(self.document, self.colleague)
        self.document.company_id = self.other_company
        self.assertFalse(self._members(channel))

    def test_who_stops_being_a_colleague_leaves(self):
        channel = self._open(self.document, self.colleague)
        channel.with_user(self.responsible).add_members(self.stranger.partner_id.ids)
        (self.colleague | self.stranger).write(
            {"group_ids": [(6, 0, self.env.ref("base.group_portal").ids)]}
        )
        self.assertEqual(self._members(channel), self.responsible.partner_id)

    def test_nobody_from_outside_is_added_by_any_road(self):
        channel = self._open(self.document, self.responsible)
        contact = self.env["res.partner"].create({"name": "No User"})
        Member = self.env["discuss.channel.member"]
        as_member = channel.with_user(self.responsible)
        roads = {
            "invitation": lambda partner: as_member.add_members(partner.ids),
            "create": lambda partner: Member.with_user(self.responsible).create(
                {"channel_id": channel.id, "partner_id": partner.id}
            ),
            "administrator": lambda partner: Member.create(
                {"channel_id": channel.id, "partner_id": partner.id}
            ),
            "import": lambda partner: Member.load(
                ["channel_id/.id", "partner_id/.id"],
                [[str(channel.id), str(partner.id)]],
            ),
            "partners of the channel": lambda partner: channel.write(
                {"channel_partner_ids": [(4, partner.id)]}
            ),
            "thread": lambda partner: channel._create_sub_channel(
                name="Thread"
            ).add_members(partner.ids),
        }
        for partner in (self.customer.partner_id, contact):
            for road, take in roads.items():
                with self.subTest(road=road, partner=partner.name):
                    if road == "import":
                        result = take(partner)
                        self.assertTrue(result["messages"])
                    else:
                        with self.assertRaises(ValidationError):
                            take(partner)
        with self.assertRaises(ValidationError):
            as_member.add_members(guest_ids=self.guest.ids)
        self.assertEqual(self._members(channel), self.responsible.partner_id)
        self.assertFalse(channel.sudo().channel_member_ids.guest_id)

    def test_mention_brings_nobody_in(self):
        channel = self._open(self.document, self.responsible)
        message = channel.with_user(self.responsible).message_post(
            body="Look",
            message_type="comment",
            partner_ids=(self.customer | self.stranger).partner_id.ids,
        )
        self.assertFalse(message.partner_ids)
        self.assertEqual(self._members(channel), self.responsible.partner_id)

    def test_no_invitation_by_email(self):
        channel = self._open(self.document, self.responsible)
        with self.assertRaises(UserError):
            channel.with_user(self.responsible).invite_by_email(["x@example.com"])

    def test_audience_is_decided_at_birth(self):
        channel = self._open(self.document, self.responsible)
        ordinary = self.env["discuss.channel"]._create_group(
            partners_to=self.customer.partner_id.ids, name="Ordinary"
        )
        for record, value in (
            (channel, "customer"),
            (channel, False),
            (ordinary, "team"),
        ):
            with self.subTest(channel=record.name, value=value):
                with self.assertRaises(UserError):
                    record.write({"record_audience": value})
        with self.assertRaises(AccessError):
            self.env["discuss.channel"].with_user(self.responsible).create(
                {"name": "Forged", "channel_type": "group", "record_audience": "team"}
            )

    def test_thread_has_the_audience_of_its_channel(self):
        channel = self._open(self.document, self.responsible)
        thread = channel.with_user(self.responsible)._create_sub_channel(name="Detail")
        self.assertEqual(thread.sudo().record_audience, "team")
        with self.assertRaises(ValidationError):
            thread.sudo().add_members(self.customer.partner_id.ids)

    def test_how_one_entered_cannot_be_forged(self):
        channel = self._open(self.document, self.colleague)
        member = channel.with_user(self.colleague).self_member_id
        self.assertTrue(member.sudo().record_entry)
        with self.assertRaises(AccessError):
            member.with_user(self.colleague).write({"record_entry": False})
        self.assertTrue(member.sudo().record_entry)

    def test_customers_do_not_see_the_fields(self):
        self._open(self.document, self.responsible)
        as_customer = self.document.with_user(self.customer)
        self.assertEqual(as_customer.name, "Document")
        for field_name in (
            "team_channel_id",
            "customer_channel_id",
            "team_channel_unread_counter",
        ):
            with self.subTest(field=field_name), self.assertRaises(AccessError):
                as_customer.read([field_name])
