import {Store} from "@mail/core/common/store_service";

import {ConnectionLostError} from "@web/core/network/rpc";
import {delay, Mutex} from "@web/core/utils/concurrency";
import {patch} from "@web/core/utils/patch";
import {uuid} from "@web/core/utils/strings";

// In milliseconds, from one attempt to the next one.
const PAUSES = [1000, 4000];

/** @type {import("models").Store} */
const storeServicePatch = {
    setup() {
        super.setup(...arguments);
        // Around that of Odoo: messages keep their order while one is sent again.
        this.sendMutex = new Mutex();
        /** Keys of what could not be sent, by its content: it may have arrived. */
        this.keyByFailedPost = new Map();
    },
    /** @override */
    async doMessagePost(params, tmpMessage) {
        const content = JSON.stringify([
            params.thread_model,
            params.thread_id,
            {...params.post_data, client_key: undefined},
        ]);
        params.post_data.client_key ??= this.keyByFailedPost.get(content) ?? uuid();
        const post = () => super.doMessagePost(params);
        return this.sendMutex.exec(async () => {
            try {
                const data = await this._sendPatiently(post);
                this.keyByFailedPost.delete(content);
                return data;
            } catch (error) {
                if (!tmpMessage) {
                    // The text is still in the composer, from where it comes again.
                    this.keyByFailedPost.set(content, params.post_data.client_key);
                    throw error;
                }
                tmpMessage.postFailRedo = () => this._sendAgain(params, tmpMessage);
            }
        });
    },
    /** @param {() => Promise} post */
    async _sendPatiently(post) {
        for (const pause of PAUSES) {
            try {
                return await post();
            } catch (error) {
                if (!(error instanceof ConnectionLostError)) {
                    throw error;
                }
                await delay(pause);
            }
        }
        return post();
    },
    /**
     * @param {Object} params
     * @param {import("models").Message} tmpMessage
     */
    async _sendAgain(params, tmpMessage) {
        const {thread} = tmpMessage;
        tmpMessage.postFailRedo = undefined;
        thread.messages.delete(tmpMessage);
        thread.messages.add(tmpMessage);
        const data = await this.doMessagePost(params, tmpMessage);
        if (data) {
            // If it had arrived the first time, nobody will announce it once more.
            this.insert(data.store_data);
            thread.addOrReplaceMessage(
                this["mail.message"].get(data.message_id),
                tmpMessage
            );
            tmpMessage.delete();
        }
    },
};

patch(Store.prototype, storeServicePatch);
