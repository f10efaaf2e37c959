import {_t} from "@web/core/l10n/translation";

/** What the server may be asked to keep. */
export const FILTERS = [
    {id: "joined", label: _t("Joined")},
    {id: "not_joined", label: _t("Not joined")},
    {
        id: "my_themes",
        label: _t("My themes"),
        title: _t("In a theme in which you have joined a channel"),
    },
    {
        id: "new",
        label: _t("New this week"),
        title: _t("Created in the last seven days"),
    },
    {
        id: "busy",
        label: _t("Busy"),
        title: _t("At least ten messages in the last seven days"),
    },
    {id: "closed", label: _t("Closed")},
];

/** Filters that cannot both be true. */
export const OPPOSITES = {joined: "not_joined", not_joined: "joined"};

export const ORDERS = [
    {id: "activity", label: _t("Last activity")},
    {id: "name", label: _t("Name")},
    {id: "members", label: _t("Members")},
    {id: "newest", label: _t("Newest")},
];
