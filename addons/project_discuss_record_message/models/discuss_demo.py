from odoo import api, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    @api.model
    def _tell_of_task(self):
        """What is said about a project is done, because it becomes a task."""
        demo = self._in_its_language()
        marc = demo.env.ref("base.user_demo")
        mitchell = demo.env.ref("base.user_admin")
        project = demo.env.ref("project.project_project_3")
        message, _answer = demo._talk(
            project,
            [
                (
                    mitchell,
                    demo.env._(
                        "The painters start on Monday. Who empties the two rooms on "
                        "the first floor?"
                    ),
                ),
                (marc, demo.env._("I do, with the workshop: it takes half a day.")),
            ],
        )
        follow_up = (
            demo.env["discuss.message.follow.up"]
            .with_user(mitchell)
            .with_context(default_kind="task", default_message_id=message.id)
            .create(
                {
                    "title": demo.env._("Empty the two rooms on the first floor"),
                    "user_id": marc.id,
                }
            )
        )
        follow_up.action_follow_up()
