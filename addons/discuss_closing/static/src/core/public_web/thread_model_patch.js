import {fields} from "@mail/core/common/record";
import {Thread} from "@mail/core/common/thread_model";

import {isHtmlEmpty} from "@web/core/utils/html";
import {patch} from "@web/core/utils/patch";

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.is_closed = false;
        /** @type {string|undefined} the name of who closed it */
        this.closed_by = undefined;
        this.closed_date = fields.Datetime();
        /** @type {number|undefined} id of the channel in which it goes on */
        this.merged_into = undefined;
        /** @type {string|undefined} */
        this.outcome = undefined;
    },
    /** @override nobody calls in a closed channel, nor joins a call there */
    get allowCalls() {
        return super.allowCalls && !this.is_closed;
    },
    get canReopen() {
        return (
            this.is_closed &&
            !this.merged_into &&
            this.store.self?.main_user_id?.share === false
        );
    },
    /** @override what is over is not waiting for anybody */
    get importantCounter() {
        return this.is_closed ? 0 : super.importantCounter;
    },
    /** A closed channel stands in no list, save where its reader put it, and while it is
     * the one that is shown. */
    get isListed() {
        return (
            !this.is_closed ||
            Boolean(this.isFavorite) ||
            this.eq(this.store.discuss.thread)
        );
    },
    _computeDisplayInSidebar() {
        if (!this.is_closed) {
            return super._computeDisplayInSidebar();
        }
        return (
            this.isListed || this.sub_channel_ids.some((sub) => sub.displayInSidebar)
        );
    },
    /** Show the channel in which this one goes on, if the user may read it.
     *
     * @param {(target: import("models").Thread) => any} show
     */
    async showMerged(show) {
        const target = await this.store.Thread.getOrFetch({
            id: this.merged_into,
            model: "discuss.channel",
        });
        if (target) {
            await show(target);
        }
        return Boolean(target);
    },
    /** @override old links lead on */
    setAsDiscussThread(pushState) {
        super.setAsDiscussThread(...arguments);
        if (this.merged_into) {
            this.showMerged((target) => target.setAsDiscussThread(pushState));
        }
    },
    /** @override old links lead on */
    async openChatWindow(options) {
        if (this.merged_into) {
            let chatWindow = undefined;
            const isShown = await this.showMerged(async (target) => {
                chatWindow = await target.openChatWindow(options);
            });
            if (isShown) {
                return chatWindow;
            }
        }
        return super.openChatWindow(...arguments);
    },
    /** @override what could not be posted, as the channel was closed meanwhile, is put
     * back where it was written */
    async post(body, postData) {
        const message = await super.post(...arguments);
        const failed =
            !message && this.messages.find((candidate) => candidate.postFailRedo);
        if (!failed || this.model !== "discuss.channel") {
            return message;
        }
        if (!this.is_closed) {
            // The browser may not have heard of it yet. Who is offline tries again, as
            // in stock.
            await this.store.fetchChannel(this.id).catch(() => undefined);
        }
        if (this.is_closed && isHtmlEmpty(this.composer.composerHtml)) {
            this.composer.composerHtml = body;
            this.composer.attachments = postData?.attachments ?? [];
            failed.delete();
        }
        return message;
    },
    reopen() {
        return this.store.env.services.orm.call("discuss.channel", "reopen", [
            [this.id],
        ]);
    },
};
patch(Thread.prototype, threadPatch);
