import {fields, Record} from "@mail/core/common/record";

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
    /** @type {"planned"|"open"|"running"|"ended"|"expired"|"revoked"} */
    state;
    /** @type {string} */
    url;
    /** @type {{id: number, name: string}[]} who waits; colleagues know it */
    waiting = fields.Attr([]);
}

Meeting.register();
