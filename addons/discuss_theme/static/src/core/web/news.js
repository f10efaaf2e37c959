/** @typedef {Map<number, Map<number, number>>} Told notification by message by channel */

/**
 * What the bus has told while an answer of the server is waited for.
 *
 * The server may have looked before something changed, and its answer come after
 * everybody was told of it: what was told holds.
 */
export class News {
    /** @type {Map<number, Object>} */
    channels = new Map();
    /** @type {Told} that came in */
    messages = new Map();
    /** @type {Told} that are for the user in particular */
    mentions = new Map();

    /** @param {Object} data of `mail.record/insert` */
    noteChannels(data) {
        for (const {id, ...values} of data["discuss.channel"] ?? []) {
            // lists are changes of lists, which cannot be made twice
            const told = Object.entries(values).filter(([, v]) => !Array.isArray(v));
            this.channels.set(id, {
                ...this.channels.get(id),
                ...Object.fromEntries(told),
            });
        }
    }

    /**
     * @param {Told} told messages or mentions
     * @param {number} channelId
     * @param {number} messageId
     * @param {number} notificationId
     */
    noteMessage(told, channelId, messageId, notificationId) {
        if (!told.has(channelId)) {
            told.set(channelId, new Map());
        }
        told.get(channelId).set(messageId, notificationId);
    }

    /**
     * Have the answer say what was told since.
     *
     * @param {Object} data the answer
     * @param {import("models").Store} store
     */
    correct(data, store) {
        const isUnread = (message) =>
            !message.isSelfAuthored && !message.isNotification;
        for (const channel of data["discuss.channel"] ?? []) {
            Object.assign(channel, this.channels.get(channel.id));
            const {id} = channel;
            correctCounter(channel, "message_needaction_counter", {
                isCounted: (message) => message.needaction,
                known: store.Thread.get({id, model: "discuss.channel"}),
                messages: store["mail.message"],
                told: this.mentions.get(id),
            });
        }
        for (const member of data["discuss.channel.member"] ?? []) {
            const isOlder = correctCounter(member, "message_unread_counter", {
                isCounted: isUnread,
                known: store["discuss.channel.member"].get(member.id),
                messages: store["mail.message"],
                told: this.messages.get(member.channel_id?.id ?? member.channel_id),
            });
            if (isOlder) {
                delete member.new_message_separator;
            }
        }
    }
}

/**
 * Have a counter of the answer count what was told since.
 *
 * @param {Object} values that the answer gives to a record, changed in place
 * @param {string} name of the counter
 * @returns {boolean} whether the record knows newer already
 */
function correctCounter(values, name, {isCounted, known, messages, told}) {
    const busIdName = `${name}_bus_id`;
    const busId = values[busIdName];
    if (busId === undefined) {
        return false;
    }
    if (known?.[busIdName] > busId) {
        delete values[name];
        delete values[busIdName];
        return true;
    }
    for (const [messageId, notificationId] of told ?? []) {
        const message = messages.get(messageId);
        if (notificationId > busId && message) {
            values[name] += isCounted(message) ? 1 : 0;
            // who has not counted it yet must not do so again
            values[busIdName] = Math.max(values[busIdName], notificationId);
        }
    }
    return false;
}
