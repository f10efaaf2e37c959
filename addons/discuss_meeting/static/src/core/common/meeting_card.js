import {meetingCardActionsRegistry} from "@discuss_meeting/core/common/meeting_card_actions";

import {Message} from "@mail/core/common/message";
import {NotificationMessage} from "@mail/core/common/notification_message";

import {Component, useEffect, useState} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";

const {DateTime} = luxon;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As many are named; the others are counted. */
const PEOPLE_LIMIT = 12;

/**
 * What is said of the time that is left: to the day, hour, minute and, in the end, second.
 *
 * @param {number} left in milliseconds
 */
function unitOf(left) {
    if (left <= 2 * MINUTE) {
        return SECOND;
    }
    if (left <= 2 * HOUR) {
        return MINUTE;
    }
    return left <= 2 * DAY ? HOUR : DAY;
}

/** A meeting, in place of the text of the message by which its link was dropped. */
export class MeetingCard extends Component {
    static components = {Dropdown, DropdownItem};
    static props = {message: Object};
    static template = "discuss_meeting.MeetingCard";

    setup() {
        super.setup();
        this.store = useService("mail.store");
        this.state = useState({isJoining: false, now: DateTime.now()});
        // it wakes up when it has something else to say, and not before
        useEffect(
            (delay) => {
                if (delay === undefined) {
                    return;
                }
                const timer = browser.setTimeout(() => {
                    this.state.now = DateTime.now();
                }, delay);
                return () => browser.clearTimeout(timer);
            },
            () => [this.nextDelay, this.state.now.ts]
        );
    }

    get meeting() {
        return this.props.message.meeting_id;
    }

    get meetingState() {
        return this.meeting.stateAt(this.state.now);
    }

    get isOver() {
        return this.meeting.isOverAt(this.state.now);
    }

    get isColleague() {
        return this.meeting.isSelfInternal;
    }

    /** In how many milliseconds the card says something else; undefined if it does not. */
    get nextDelay() {
        const {expiry_date: expiry, start_date: start} = this.meeting;
        if (this.isOver) {
            return undefined;
        }
        if (this.meetingState === "planned") {
            const left = start - this.state.now;
            return left % Math.min(unitOf(left), HOUR) || Math.min(unitOf(left), HOUR);
        }
        return expiry ? Math.min(expiry - this.state.now, HOUR) : undefined;
    }

    /** "in 12 minutes", rounded up: nobody comes late by it. */
    get countdown() {
        const left = this.meeting.start_date - this.state.now;
        const unit = unitOf(left);
        return this.state.now
            .plus(Math.ceil(left / unit) * unit)
            .toRelative({base: this.state.now, locale: user.lang});
    }

    get stateText() {
        const {meeting} = this;
        switch (this.meetingState) {
            case "planned":
                return this.formatMoment(meeting.start_date);
            case "running":
                return _t("In progress since %(time)s", {
                    time: this.formatMoment(meeting.started_date),
                });
            case "ended":
                return _t("Ended: %(time)s", {
                    time: this.formatMoment(meeting.ended_date),
                });
            case "expired":
                return _t("This link has expired");
            case "revoked":
                return _t("This link was revoked");
            default:
                return meeting.is_standing
                    ? _t("Always open: nobody is in it at the moment")
                    : _t("Open: nobody is in it yet");
        }
    }

    get stateClass() {
        return {
            "text-success fw-bold": this.meetingState === "running",
            "text-muted": this.isOver,
        };
    }

    /** @param {luxon.DateTime} moment */
    formatMoment(moment) {
        if (!moment) {
            return "";
        }
        const format = moment.hasSame(this.state.now, "day")
            ? DateTime.TIME_SIMPLE
            : {...DateTime.DATETIME_MED, weekday: "short", year: undefined};
        return moment.toLocaleString(format, {locale: user.lang});
    }

    /** Who is in it or, once it is over, who was. */
    get people() {
        return this.isOver ? this.meeting.participants || [] : this.meeting.insiders;
    }

    get namedPeople() {
        return this.people.slice(0, PEOPLE_LIMIT);
    }

    get otherPeopleCount() {
        return this.people.length - this.namedPeople.length;
    }

    get otherPeopleText() {
        return _t("and %s others", this.otherPeopleCount);
    }

    get peopleLabel() {
        return this.isOver ? _t("Who was there") : _t("Who is in the meeting");
    }

    /** @param {number} minutes */
    minutesText(minutes) {
        return _t("%s min", Math.max(1, minutes));
    }

    get providerText() {
        return this.meeting.is_in_channel
            ? _t("call in this channel")
            : this.meeting.provider_name;
    }

    get isDown() {
        return this.meeting.is_down && !this.isOver;
    }

    get downText() {
        return this.meeting.provider_name
            ? _t("%(provider)s does not answer at the moment.", {
                  provider: this.meeting.provider_name,
              })
            : _t("The place where this meeting is held does not answer at the moment.");
    }

    get fallbackText() {
        return _t("Meet Here Instead: %(provider)s", {
            provider: this.meeting.fallback_name,
        });
    }

    get waiting() {
        return this.isColleague && !this.isOver ? this.meeting.waiting || [] : [];
    }

    /** @param {string} name */
    waitingText(name) {
        return _t("%(person)s waits", {person: name});
    }

    /** @param {string} name */
    admitLabel(name) {
        return _t("Admit %(person)s", {person: name});
    }

    /** @param {string} name */
    refuseLabel(name) {
        return _t("Refuse %(person)s", {person: name});
    }

    get joinLabel() {
        return _t("Join %(meeting)s", {meeting: this.meeting.name});
    }

    get joinClass() {
        const isNow = this.meeting.isNearAt(this.state.now) && !this.isDown;
        return isNow ? "btn-primary" : "btn-secondary";
    }

    get actionParams() {
        return {
            isOver: this.isOver,
            meeting: this.meeting,
            message: this.props.message,
            store: this.store,
        };
    }

    /** Those of the registry that are offered to this user now. */
    get actions() {
        return meetingCardActionsRegistry
            .getEntries()
            .map(([id, action]) => ({id, ...action}))
            .filter((action) => action.condition(this.actionParams));
    }

    get quickActions() {
        return this.actions.filter((action) => action.isQuick);
    }

    get menuActions() {
        return this.actions.filter((action) => !action.isQuick);
    }

    async onClickJoin() {
        if (this.state.isJoining) {
            return;
        }
        this.state.isJoining = true;
        try {
            await this.meeting.join(this.props.message.thread);
        } finally {
            this.state.isJoining = false;
        }
    }
}

/** What is told of a meeting later, in a line that leaves to the card what that says. */
export class MeetingLine extends MeetingCard {
    static template = "discuss_meeting.MeetingLine";
}

Object.assign(Message.components, {MeetingCard});
Object.assign(NotificationMessage, {
    components: {...NotificationMessage.components, MeetingCard, MeetingLine},
});
