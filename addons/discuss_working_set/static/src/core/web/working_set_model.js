import {
    IS_PRIVATE,
    NOTHING,
    outsideOf,
    plus,
} from "@discuss_working_set/core/web/outside";

import {fields, Record} from "@mail/core/common/record";

import {markRaw} from "@odoo/owl";

import {debounce} from "@web/core/utils/timing";

/** What the browser asks for to listen to the channels that it has, not to all. */
const MARKER = "discuss_working_set";
/** Channels that this tab listens to: those that were used last. */
const LISTENED_LIMIT = 200;
/** Up to so many, channels come in when there is something new. */
const COME_IN_LIMIT = 100;
const COME_IN_DELAY = 1000;
const REFRESH_DELAY = 500;
/** Notifications may be numbered in another order than they are committed in. */
const RACE_WINDOW = 100;
const LOG_LIMIT = 500;

/**
 * Which channels the browser has, of a person who has joined more than it should, and
 * what is unread in the others.
 */
export class WorkingSet extends Record {
    /** @returns {import("models").WorkingSet} */
    static new() {
        /** @type {import("models").WorkingSet} */
        const workingSet = super.new(...arguments);
        // Raw: nothing is shown of these, and there may be thousands.
        workingSet.state = markRaw({
            busId: 0,
            comeIn: new Set(),
            /** @type {Map<number, {themeId: number, flags: number, unread: number, needaction: number}>} */
            entries: new Map(),
            /** @type {Set<number>} the one that was used last stands last */
            listened: new Set(),
            /** @type {{id: number, apply: () => void}[]} */
            log: [],
            /** @type {Map<number, Outside>} */
            outsideByTheme: new Map(),
            /** @type {Map<number, number>|undefined} */
            unreadBefore: undefined,
        });
        workingSet.refreshSoon = debounce(() => workingSet.refresh(), REFRESH_DELAY);
        workingSet.fetchComeInSoon = debounce(
            () => workingSet.fetchComeIn(),
            COME_IN_DELAY
        );
        return workingSet;
    }

    state;
    /** @type {() => void} */
    refreshSoon;
    /** @type {() => void} */
    fetchComeInSoon;
    /** Whether the user has joined that many channels. */
    isOn = fields.Attr(false, {
        onUpdate() {
            if (this.isOn) {
                this.store.env.services.bus_service.addChannel(MARKER);
            }
        },
    });
    /** @type {Outside} of all that is not here */
    outside = NOTHING;
    /** @type {[number, string, number][]} theme, type and number of channels joined */
    joined = fields.Attr([]);

    /** @param {number} id */
    getThread(id) {
        return this.store.Thread.get({id, model: "discuss.channel"});
    }

    get listenedLimit() {
        return LISTENED_LIMIT;
    }

    /** @param {number} id */
    has(id) {
        return Boolean(this.getThread(id)?.isHere);
    }

    /** Ask again how much there is in which theme. */
    async refresh() {
        if (!this.isOn) {
            return;
        }
        const {state} = this;
        state.unreadBefore = new Map(
            [...state.listened].map((id) => [
                id,
                this.getThread(id)?.self_member_id?.message_unread_counter,
            ])
        );
        await this.store.fetchStoreData("discuss.working_set");
    }

    /**
     * @param {Object} data
     * @param {number} data.bus_id
     * @param {[number, string, number][]} data.joined
     * @param {[number, number, number[]][]} data.unread
     * @param {Object<number, number>} data.needaction
     */
    onData({bus_id: busId, joined, needaction, unread}) {
        const {state} = this;
        const before = [...state.outsideByTheme.keys()];
        const all = new Map();
        for (const [themeId, flags, numbers] of unread) {
            let id = 0;
            for (let index = 0; index < numbers.length; index += 2) {
                id += numbers[index];
                all.set(id, {
                    themeId,
                    flags,
                    unread: numbers[index + 1],
                    needaction: needaction[id] ?? 0,
                });
            }
        }
        state.busId = busId;
        this.reconcile(all, busId);
        state.entries.clear();
        state.outsideByTheme.clear();
        for (const [id, entry] of all) {
            if (!this.has(id)) {
                this.add(id, entry);
            }
        }
        this.joined = joined;
        state.log = state.log.filter(({id}) => id > busId);
        state.log.forEach(({apply}) => apply());
        this.publish(...before, ...state.outsideByTheme.keys());
    }

    /**
     * What the server says of the channels that are here, too, holds where nothing has
     * changed in the meantime.
     */
    reconcile(all, busId) {
        for (const [id, before] of this.state.unreadBefore ?? []) {
            const thread = this.getThread(id);
            const member = thread?.self_member_id;
            if (
                member &&
                !member.mute_until_dt &&
                !thread.isDisplayed &&
                member.message_unread_counter === before &&
                member.message_unread_counter_bus_id <= busId
            ) {
                member.message_unread_counter = all.get(id)?.unread ?? 0;
                member.message_unread_counter_bus_id = busId;
                if (thread.message_needaction_counter_bus_id <= busId) {
                    thread.message_needaction_counter = all.get(id)?.needaction ?? 0;
                    thread.message_needaction_counter_bus_id = busId;
                }
            }
        }
        this.state.unreadBefore = undefined;
    }

    add(id, entry) {
        this.state.entries.set(id, entry);
        this.count(entry, 1);
    }

    remove(id) {
        const entry = this.state.entries.get(id);
        if (entry) {
            this.state.entries.delete(id);
            this.count(entry, -1);
        }
        return entry;
    }

    count(entry, sign) {
        const {outsideByTheme} = this.state;
        const outside = outsideByTheme.get(entry.themeId) ?? NOTHING;
        outsideByTheme.set(entry.themeId, plus(outside, outsideOf(entry), sign));
    }

    /** Show the numbers of these themes, as they are now. */
    publish(...themeIds) {
        const {outsideByTheme} = this.state;
        for (const id of new Set(themeIds)) {
            if (id) {
                const theme = this.store["discuss.theme"].insert({id});
                theme.outside = outsideByTheme.get(id) ?? NOTHING;
            }
        }
        this.outside = [...outsideByTheme.values()].reduce(
            (total, outside) => plus(total, outside, 1),
            NOTHING
        );
    }

    /** Change what is known of a channel that is not here. */
    change(id, getEntry) {
        if (this.has(id)) {
            return;
        }
        const before = this.remove(id);
        const entry = getEntry(before);
        if (entry && (entry.unread > 0 || entry.needaction > 0)) {
            this.add(id, entry);
        }
        const themeIds = [before, entry].filter(Boolean).map(({themeId}) => themeId);
        this.publish(...themeIds);
    }

    /** Change it now, and again if older data comes in afterwards. */
    changeAndLog(notificationId, id, getEntry) {
        const {log} = this.state;
        const apply = () => this.change(id, getEntry);
        log.push({apply, id: notificationId});
        log.splice(0, log.length - LOG_LIMIT);
        apply();
    }

    /**
     * A message was posted in a channel that the browser might not listen to.
     *
     * @param {Object} activity see `discuss.channel._notify_working_sets`
     * @param {number} notificationId
     */
    async onActivity(activity, notificationId) {
        const {channel_id: id, counts, message_id: messageId} = activity;
        if (!this.isOn) {
            // this tab has all channels: it was there before the user joined too many
            this.isOn = true;
            this.refreshSoon();
        }
        if (this.store["mail.message"].get(messageId)) {
            return;
        }
        if (this.store.channels.status === "not_fetched") {
            // what stock gets when there is a message; the answer counts this one
            await this.store.channels.fetch();
            return;
        }
        if (this.has(id)) {
            this.onActivityHere(activity, notificationId);
            return;
        }
        if (notificationId <= this.state.busId) {
            if (notificationId > this.state.busId - RACE_WINDOW) {
                this.refreshSoon();
            }
        } else if (counts && !activity.is_muted) {
            const isPrivate = activity.channel_type !== "channel";
            this.changeAndLog(notificationId, id, (entry) => ({
                themeId: activity.theme_id || 0,
                flags: isPrivate ? IS_PRIVATE : 0,
                unread: (entry?.unread ?? 0) + 1,
                needaction: entry?.needaction ?? 0,
            }));
        }
        this.comeIn(id);
    }

    /** This tab has the channel, and did not listen to it yet. */
    onActivityHere({channel_id: id, counts}, notificationId) {
        const thread = this.getThread(id);
        const member = thread.self_member_id;
        if (counts && notificationId > member.message_unread_counter_bus_id) {
            member.message_unread_counter++;
        }
        thread.fetchMissedMessages();
    }

    comeIn(id) {
        if (this.state.listened.size + this.state.comeIn.size < COME_IN_LIMIT) {
            this.state.comeIn.add(id);
            this.fetchComeInSoon();
        }
    }

    async fetchComeIn() {
        const ids = [...this.state.comeIn].filter((id) => !this.has(id));
        this.state.comeIn.clear();
        if (ids.length) {
            await this.store.fetchStoreData("discuss.working_set/channels", ids);
        }
    }

    /**
     * The user has read many channels at once.
     *
     * @param {{bus_id: number, separators: Object<number, number>}} data
     * @param {number} notificationId
     */
    onRead({bus_id: busId, separators}, notificationId) {
        for (const [key, separator] of Object.entries(separators)) {
            const id = Number(key);
            const member = this.has(id) && this.getThread(id).self_member_id;
            if (member) {
                Object.assign(member, {
                    message_unread_counter: 0,
                    message_unread_counter_bus_id: busId,
                    new_message_separator: separator,
                });
            } else {
                this.changeAndLog(notificationId, id, () => undefined);
            }
        }
        this.refreshSoon();
    }

    /**
     * The user's membership of a channel has changed, here or on another device.
     *
     * @param {Object} data what a record of the membership would have
     * @param {number} notificationId
     */
    onMember(data, notificationId) {
        const id = data.channel_id?.id ?? data.channel_id;
        const member = this.store["discuss.channel.member"].get(data.id);
        if (!id || !member?.persona?.eq(this.store.self) || this.has(id)) {
            return;
        }
        const unread = data.message_unread_counter;
        const known = this.state.entries.get(id);
        if (unread === undefined || (unread > 0 && !known) || known?.needaction) {
            this.refreshSoon();
        }
        if (unread !== undefined) {
            this.changeAndLog(
                notificationId,
                id,
                (entry) => entry && {...entry, unread}
            );
        }
        // Without the channel, it would stand in the list without a name.
        member.delete();
    }

    /** @param {import("models").Thread} thread that came in */
    onHere(thread) {
        const {entries, listened} = this.state;
        if (entries.has(thread.id)) {
            this.publish(this.remove(thread.id).themeId);
        }
        if (!listened.has(thread.id)) {
            this.listen(thread);
        }
    }

    /** @param {import("models").Thread} thread that was left */
    onGone(thread) {
        this.state.listened.delete(thread.id);
        this.refreshSoon();
    }

    /**
     * Listen to a channel; no longer to what was not used for longest, if that makes too
     * many.
     *
     * @param {import("models").Thread} thread
     */
    listen(thread) {
        const {listened} = this.state;
        listened.delete(thread.id);
        listened.add(thread.id);
        thread.isListenedTo = true;
        for (const id of listened) {
            if (listened.size <= this.listenedLimit) {
                break;
            }
            const other = this.getThread(id);
            if (!other?.isDisplayed && !other?.chat_window) {
                listened.delete(id);
                other?.stopListening();
            }
        }
    }

    /** The last messages of what is here, for the menu of messages. */
    async fetchPreviews() {
        await this.store.channels.fetch();
        if (!this.isOn) {
            return;
        }
        const ids = [...this.state.listened].filter(
            (id) => !this.getThread(id)?.newestPersistentOfAllMessage
        );
        if (ids.length) {
            await this.store.fetchStoreData("discuss.working_set/last_messages", ids);
        }
    }
}

WorkingSet.register();
