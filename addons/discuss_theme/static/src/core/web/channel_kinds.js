import {_t} from "@web/core/l10n/translation";

/**
 * The kinds of channel, as the field `kind` of the server names them: what each is
 * called, its icon, and what it means for people, sentence by sentence. Modules may
 * add sentences.
 *
 * @type {Object<string, {icon: string, label: string, meanings: string[]}>}
 */
export const CHANNEL_KINDS = {
    public: {
        icon: "fa-hashtag",
        label: _t("Public"),
        meanings: [
            _t("All employees find it and read it, and join when they like."),
            _t("It can be restricted to a group later."),
        ],
    },
    restricted: {
        icon: "fa-users",
        label: _t("Restricted to a group"),
        meanings: [
            _t("Only the people of the group find it and read it, and can join."),
            _t("It can become public later."),
        ],
    },
    private: {
        icon: "fa-lock",
        label: _t("Private"),
        meanings: [
            _t("Only people who are invited find it and read it."),
            _t("It stays private for good."),
        ],
    },
    direct: {
        icon: "fa-user",
        label: _t("Direct message"),
        meanings: [_t("Only the two of you read it.")],
    },
    open: {
        icon: "fa-globe",
        label: _t("Open to all, guests included"),
        meanings: [_t("Everybody who has the link reads it and can join.")],
    },
};

/** Those that a person can make, in the order in which they are offered. */
export const KINDS_TO_MAKE = ["public", "restricted", "private"];
