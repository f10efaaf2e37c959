import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

registry.category("discuss.channel_commands").add("meet", {
    channel_types: ["channel", "chat", "group"],
    condition: ({thread}) => thread.canMeet,
    help: _t("Meet now, or when you say: /meet [15:30] [title]"),
    methodName: "execute_command_meet",
});
