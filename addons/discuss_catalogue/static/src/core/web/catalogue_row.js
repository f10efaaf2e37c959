import {CHANNEL_KINDS} from "@discuss_theme/core/web/channel_kinds";

import {RelativeTime} from "@mail/core/common/relative_time";

import {Component} from "@odoo/owl";

import {deserializeDateTime, formatDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

/** A channel of the catalogue, as `get_catalogue` of the server describes it. */
export class CatalogueRow extends Component {
    static components = {RelativeTime};
    static props = {
        channel: Object,
        isActive: Boolean,
        isBusy: Boolean,
        onFocus: Function,
        onOpen: Function,
        onToggleFavorite: Function,
        onToggleMember: Function,
    };
    static template = "discuss_catalogue.CatalogueRow";

    setup() {
        super.setup();
        this.store = useService("mail.store");
    }

    get activity() {
        const {last_interest_dt: date} = this.props.channel;
        return date ? deserializeDateTime(date) : undefined;
    }

    get activityTitle() {
        return _t("Last activity: %(date)s", {date: formatDateTime(this.activity)});
    }

    get favoriteLabel() {
        return _t("Favorite: %(channel)s", {channel: this.props.channel.name});
    }

    /** The star may change elsewhere, too: in the list of channels, on another tab. */
    get isFavorite() {
        const {id, is_favorite, is_member} = this.props.channel;
        const thread = this.store.Thread.get({id, model: "discuss.channel"});
        return is_member && (thread?.self_member_id ? thread.isFavorite : is_favorite);
    }

    get kind() {
        return CHANNEL_KINDS[this.props.channel.kind];
    }

    get memberLabel() {
        const {is_member, name} = this.props.channel;
        return is_member
            ? _t("Leave %(channel)s", {channel: name})
            : _t("Join %(channel)s", {channel: name});
    }

    get members() {
        const count = this.props.channel.member_count;
        return count === 1 ? _t("1 member") : _t("%(count)s members", {count});
    }

    /** Only one row can be reached by the Tab key, the others by the arrows. */
    get tabindex() {
        return this.props.isActive ? 0 : -1;
    }

    get theme() {
        return this.store["discuss.theme"].get(this.props.channel.theme_id);
    }

    get themePath() {
        return [...this.theme.ancestors]
            .reverse()
            .concat(this.theme)
            .map(({name}) => name)
            .join(" / ");
    }

    get url() {
        return `/odoo/discuss?active_id=discuss.channel_${this.props.channel.id}`;
    }

    /** @param {MouseEvent} ev */
    onClickName(ev) {
        if (!ev.ctrlKey && !ev.metaKey && !ev.shiftKey) {
            ev.preventDefault();
            this.props.onOpen();
        }
    }
}
