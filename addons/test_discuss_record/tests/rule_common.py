from .common import TestDiscussRecordCommon


class TestRuleCommon(TestDiscussRecordCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._new_user(
            "rules", "base.group_user,discuss_theme.group_discuss_administrator"
        )
        cls.Rule = cls.env["discuss.record.rule"].with_user(cls.administrator)
        cls.Document = cls.env["test.discuss.record"].with_context(
            mail_create_nosubscribe=True
        )

    @classmethod
    def _new_rule(cls, **values):
        return cls.Rule.create(
            {"name": "A rule", "model": "test.discuss.record", **values}
        )

    def _commit(self):
        """End the transaction, as far as a test may."""
        self.env.cr.flush()
        self.env.invalidate_all()

    def _new_saved(self, **values):
        document = self._new_document(user_id=self.responsible.id, **values)
        self._commit()
        return document

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def _said(self, channel):
        """Return what rules and people have said, without notes."""
        return channel.message_ids.filtered(lambda m: m.message_type == "comment")
