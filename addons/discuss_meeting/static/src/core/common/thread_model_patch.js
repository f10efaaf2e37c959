import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {browser} from "@web/core/browser/browser";
import {RPCError} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** The meeting for which this room was made, until it is over. */
        this.held_meeting_id = fields.One("discuss.meeting");
        /** Whether it was made for the calls of a meeting link. */
        this.is_meeting_room = false;
    },
    /** Whether the user may start a meeting here. */
    get canMeet() {
        return (
            this.model === "discuss.channel" &&
            !this.is_meeting_room &&
            ["channel", "chat", "group"].includes(this.channel_type) &&
            this.store.self_partner?.main_user_id?.share === false &&
            // a thread has no calls of its own
            (this.parent_channel_id ?? this).allowCalls
        );
    },
    /** @override a room opens by the link of its meeting, and by no other */
    get invitationLink() {
        return this.is_meeting_room ? this.held_meeting_id?.url : super.invitationLink;
    },
    /** @override what the server does not understand is said, and can be put right */
    async executeCommand(command, body = "") {
        if (command.methodName !== "execute_command_meet") {
            return super.executeCommand(...arguments);
        }
        try {
            return await super.executeCommand(...arguments);
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            this.store.env.services.notification.add(
                error.data?.message || error.message,
                {type: "danger"}
            );
            // the composer is emptied once a command was sent
            browser.setTimeout(() => {
                if (!this.composer.composerText.trim()) {
                    this.composer.composerText = body;
                }
            });
            return undefined;
        }
    },
};
patch(Thread.prototype, threadPatch);
