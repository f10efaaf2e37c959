import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";

registry.category("command_provider").add("discuss_meeting.meet", {
    provide(env) {
        if (!user.isInternalUser) {
            return [];
        }
        return [
            {
                action: () =>
                    env.services.action.doAction(
                        "discuss_meeting.discuss_meeting_new_action"
                    ),
                category: "app",
                name: _t("Meet…"),
            },
        ];
    },
});
