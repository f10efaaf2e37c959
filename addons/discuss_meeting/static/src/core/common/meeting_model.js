import {fields, Record} from "@mail/core/common/record";

import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {RPCError} from "@web/core/network/rpc";

const {DateTime} = luxon;

/** How long before the beginning one may come in, in milliseconds; as the server's. */
const EARLY = 15 * 60 * 1000;

/** A meeting link, as its card shows it. */
export class Meeting extends Record {
    static _name = "discuss.meeting";
    static id = "id";

    /** @type {number} */
    id;
    ended_date = fields.Datetime();
    expiry_date = fields.Datetime();
    /** @type {string} where it goes on if its provider is down */
    fallback_name;
    /** @type {string} */
    host_name;
    /** @type {number} */
    host_partner_id;
    /** @type {number[]} colleagues who are inside and let people in; colleagues know it */
    inside_partner_ids = fields.Attr([]);
    is_down = false;
    /** Whether it is a call in its channel. */
    is_in_channel = false;
    is_standing = false;
    /** @type {string} */
    name;
    /**
     * @type {{id: number, name: string, is_guest: boolean, is_inside: boolean,
     * minutes: number}[]}
     */
    participants = fields.Attr([]);
    provider_name = "";
    start_date = fields.Datetime();
    started_date = fields.Datetime();
    /** @type {"planned"|"open"|"running"|"ended"|"expired"|"revoked"} when it was sent */
    state;
    /** @type {string} */
    url;
    /** @type {{id: number, name: string}[]} who waits; colleagues know it */
    waiting = fields.Attr([]);

    /** Who waits, and is the user's to let in: they are the host, or inside. */
    lobby = fields.Attr([], {
        compute() {
            return this.isDoorkeeper && !this.isOverAt(DateTime.now())
                ? this.waiting || []
                : [];
        },
        onUpdate() {
            this.store.env.services["discuss_meeting.lobby"]?.update(this);
        },
    });

    get isSelfInternal() {
        return this.store.self_partner?.main_user_id?.share === false;
    }

    get isSelfHost() {
        return (
            this.isSelfInternal && this.store.self_partner.id === this.host_partner_id
        );
    }

    get isDoorkeeper() {
        return (
            this.isSelfHost ||
            (this.isSelfInternal &&
                Boolean(this.inside_partner_ids?.includes(this.store.self_partner.id)))
        );
    }

    get insiders() {
        return (this.participants || []).filter((person) => person.is_inside);
    }

    /** Its link, wherever this page comes from: guests are known there, and nowhere else. */
    get path() {
        return new URL(this.url).pathname;
    }

    /**
     * What it has become since the server told its state, by the clock.
     *
     * @param {luxon.DateTime} now
     */
    stateAt(now) {
        if (["ended", "revoked"].includes(this.state)) {
            return this.state;
        }
        if (this.expiry_date && this.expiry_date <= now) {
            return "expired";
        }
        if (this.started_date) {
            return "running";
        }
        return this.start_date && this.start_date > now ? "planned" : "open";
    }

    /** @param {luxon.DateTime} now */
    isOverAt(now) {
        return ["ended", "expired", "revoked"].includes(this.stateAt(now));
    }

    /** @param {luxon.DateTime} now */
    isNearAt(now) {
        return !this.start_date || this.start_date - now <= EARLY;
    }

    /**
     * Call a method of the meeting. What the server refuses is said, and no more.
     *
     * @param {string} method
     * @param {...any} args
     * @returns {Promise<any>} undefined if it was refused
     */
    async call(method, ...args) {
        const {notification, orm} = this.store.env.services;
        try {
            return await orm.call("discuss.meeting", method, [[this.id], ...args]);
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            notification.add(error.data?.message || error.message, {type: "danger"});
            return undefined;
        }
    }

    async copyLink() {
        const {notification} = this.store.env.services;
        try {
            await browser.navigator.clipboard.writeText(this.url);
            notification.add(_t("Meeting link copied"), {type: "success"});
        } catch {
            notification.add(_t("The link could not be copied: %s", this.url), {
                type: "warning",
            });
        }
    }

    /**
     * Come in. To be called by a click, as a new tab is opened, which is refused later.
     *
     * @param {import("models").Thread} [thread] where its card is
     */
    async join(thread) {
        if (this.is_in_channel && thread && !this.store.self_partner) {
            return this.joinCallIn(thread);
        }
        if (!this.store.self_partner) {
            // guests have no account to call methods with: they take the door
            browser.open(this.path, "_blank", "noopener");
            return;
        }
        const tab = this.is_in_channel ? null : browser.open("", "_blank");
        if (tab) {
            // as by "noopener", with which there would be no tab to lead anywhere
            tab.opener = null;
        }
        const result = await this.call("join");
        if (result?.url && tab) {
            tab.location = result.url;
            return;
        }
        if (result?.url) {
            // no new tab, as the browser will have it
            browser.location.assign(result.url);
            return;
        }
        tab?.close();
        if (result?.channel_id) {
            const channel = await this.store.Thread.getOrFetch({
                id: result.channel_id,
                model: "discuss.channel",
            });
            await this.joinCallIn(channel);
        }
    }

    /** @param {import("models").Thread} channel */
    async joinCallIn(channel) {
        if (!channel) {
            return;
        }
        channel.open({focus: true});
        // who is in the call would leave it
        if (!channel.eq(this.store.rtc.channel)) {
            await this.store.rtc.toggleCall(channel);
        }
    }
}

Meeting.register();
