import {discussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {fields, getKwArgs} from "@web/../tests/web_test_helpers";

const RECENT_DAYS = 7;

/** Name of a filter, and whether it keeps what the server tells of a channel. */
const FILTERS = {
    busy: (line) => line.is_busy,
    closed: (line) => line.is_closed,
    joined: (line) => line.is_member,
    new: (line) => line.is_new,
    not_joined: (line) => !line.is_member,
};
const ORDERS = {
    activity: (l1, l2) => (l1.last_interest_dt < l2.last_interest_dt ? 1 : -1),
    members: (l1, l2) => l2.member_count - l1.member_count,
    name: (l1, l2) => l1.name.localeCompare(l2.name),
    newest: (l1, l2) => l2.id - l1.id,
};

export class DiscussChannel extends discussThemeModels.DiscussChannel {
    is_closed = fields.Boolean({default: false});
    outcome = fields.Char();

    get_catalogue() {
        const {filters, limit, offset, order, search, theme_id} = getKwArgs(
            arguments,
            "search",
            "theme_id",
            "filters",
            "order",
            "offset",
            "limit"
        );
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        const lines = this._catalogueLines(filters.includes("my_themes"))
            .filter(
                (line) => words.length || filters.includes("closed") || !line.is_closed
            )
            .filter((line) =>
                filters.every((name) => name === "my_themes" || FILTERS[name](line))
            )
            .filter((line) => {
                const text = `${line.name} ${line.description} ${line.outcome}`;
                return words.every((word) => text.toLowerCase().includes(word));
            });
        const countIn = (id) => lines.filter((line) => this._isBelow(line, id)).length;
        const found = lines.filter(
            (line) => theme_id === null || this._isBelow(line, theme_id)
        );
        found.sort(ORDERS[order]);
        found.sort((l1, l2) => l1.is_closed - l2.is_closed);
        return {
            all_count: lines.length,
            channels: found.slice(offset, offset + limit),
            elsewhere_count: countIn(0),
            themes: this.env["discuss.theme"]
                .search([])
                .map((id) => ({count: countIn(id), id}))
                .filter(({count}) => count),
            total: found.length,
        };
    }

    _catalogueLines(isInMyThemes) {
        const member = (channel) =>
            this.env["discuss.channel.member"]._filter([
                ["channel_id", "=", channel.id],
                ["partner_id", "=", this.env.user.partner_id],
            ])[0];
        const channels = this._filter([
            ["channel_type", "in", ["channel", "group"]],
            ["parent_channel_id", "=", false],
        ]).filter((channel) => channel.channel_type === "channel" || member(channel));
        const mine = channels.filter(member).map((channel) => channel.theme_id);
        const recent = luxon.DateTime.now().minus({days: RECENT_DAYS}).toSQLDate();
        return channels
            .filter((channel) => !isInMyThemes || mine.includes(channel.theme_id))
            .map((channel) => ({
                description: channel.description || "",
                id: channel.id,
                is_busy: channel.message_ids.length >= 10,
                is_closed: channel.is_closed,
                is_favorite: Boolean(member(channel)?.is_favorite),
                is_member: Boolean(member(channel)),
                is_new: channel.create_date >= recent,
                kind: channel.channel_type === "group" ? "private" : "public",
                last_interest_dt: channel.last_interest_dt,
                member_count: channel.channel_member_ids.length,
                name: channel.name,
                outcome: channel.outcome || "",
                theme_id: channel.theme_id,
            }));
    }

    /** Whether a channel is filed in a theme or below; 0 stands for none. */
    _isBelow(line, themeId) {
        const DiscussTheme = this.env["discuss.theme"];
        let [theme] = DiscussTheme.browse(line.theme_id || []);
        if (!theme) {
            return themeId === 0;
        }
        while (theme && theme.id !== themeId) {
            [theme] = DiscussTheme.browse(theme.parent_id || []);
        }
        return Boolean(theme);
    }
}
