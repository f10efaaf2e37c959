import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        /** Whether this is a channel of the user's, with what the list shows of it. */
        this.isHere = fields.Attr(false, {
            compute() {
                return Boolean(
                    this.model === "discuss.channel" &&
                        this.channel_type &&
                        this.self_member_id?.message_unread_counter_bus_id !== undefined
                );
            },
            onUpdate() {
                const {workingSet} = this.store;
                if (!workingSet || this.model !== "discuss.channel") {
                    return;
                }
                if (this.isHere) {
                    workingSet.onHere(this);
                } else {
                    workingSet.onGone(this);
                }
            },
            eager: true,
        });
        this.isListenedTo = false;
        /** Whether the server has sent no more of it than the list shows. */
        this.is_light = false;
    },
    /** @override */
    get shouldSubscribeToBusChannel() {
        return (
            super.shouldSubscribeToBusChannel ||
            Boolean(
                this.store.workingSet?.isOn &&
                    this.isHere &&
                    this.isListenedTo &&
                    !this.isTransient
            )
        );
    },
    /** @override */
    isDisplayedOnUpdate() {
        super.isDisplayedOnUpdate(...arguments);
        if (this.isDisplayed && this.isHere && this.store.workingSet?.isOn) {
            this.store.workingSet.listen(this);
            this.fetchWhole();
        }
    },
    async fetchWhole() {
        if (this.is_light) {
            this.is_light = false;
            try {
                await this.store.fetchChannel(this.id);
            } catch (error) {
                this.is_light = true;
                throw error;
            }
        }
    },
    /** Get what was posted before the browser listened to this channel. */
    async fetchMissedMessages() {
        if (!this.isLoaded || this.loadNewer) {
            return;
        }
        this.loadNewer = true;
        await this.fetchMoreMessages("newer");
    },
    /** Its messages will be asked for again when it is opened. */
    stopListening() {
        this.isListenedTo = false;
        if (this.isLoaded) {
            this.messages = [];
            this.isLoaded = false;
            this.loadNewer = false;
            this.loadOlder = false;
        }
    },
};
patch(Thread.prototype, threadPatch);
