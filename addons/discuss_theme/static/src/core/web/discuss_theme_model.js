import {fields, Record} from "@mail/core/common/record";

/** Deeper themes are shown as far to the right as those of this depth. */
const MAX_INDENT = 4;

/** A theme in which channels are filed; see the Python model of the same name. */
export class DiscussTheme extends Record {
    static id = "id";
    static _name = "discuss.theme";

    /** @type {number} */
    id;
    /** @type {string} */
    name;
    /** @type {string} a class of Font Awesome */
    icon;
    /** @type {number} */
    color;
    /** @type {string|false} */
    description;
    /** @type {number} */
    sequence;
    /**
     * Set while the server says that the user may see this theme. Of another theme,
     * nothing is known but the id, by a channel that is filed in it.
     */
    storeAsTheme = fields.One("Store", {inverse: "discuss_themes"});
    parent_id = fields.One("discuss.theme", {inverse: "child_ids"});
    child_ids = fields.Many("discuss.theme", {
        inverse: "parent_id",
        sort: (t1, t2) => t1.compare(t2),
    });
    threads = fields.Many("Thread", {inverse: "theme_id"});
    appCategory = fields.One("DiscussAppCategory", {
        compute() {
            if (!this.storeAsTheme) {
                return;
            }
            const tree = this.store.discuss_theme_tree;
            return {
                extraClass: [
                    "o-discuss_theme-Category",
                    `o-discuss_theme-indent-${this.indent}`,
                ].join(" "),
                icon: `fa ${this.icon} o-discuss_theme-color-${this.color}`,
                id: `discuss_theme.category_${this.id}`,
                isTheme: true,
                name: this.name,
                // between those of stock's channels (10) and of looking for help (15)
                sequence: 11 + tree.indexOf(this) / (tree.length + 1),
            };
        },
        eager: true,
        inverse: "theme",
        onDelete: (category) => category.delete(),
    });
    /** Set while the user has folded this theme in their list of channels. */
    settingsAsFolded = fields.One("Settings", {inverse: "discuss_theme_folded_ids"});
    /** Messages that the user has not read, here and below, save in muted channels. */
    unreadCounter = fields.Attr(0, {
        compute() {
            return this.computeUnreadCounter();
        },
    });
    /** Messages that are for the user in particular, here and below. */
    importantCounter = fields.Attr(0, {
        compute() {
            return this.computeImportantCounter();
        },
    });
    /** Whether the user has a channel here or below. */
    hasThreads = fields.Attr(false, {
        compute() {
            return this.computeHasThreads();
        },
    });

    computeUnreadCounter() {
        return this.sum(
            (thread) => thread.self_member_id?.message_unread_counter_ui ?? 0,
            (child) => child.unreadCounter
        );
    }

    computeImportantCounter() {
        return this.sum(
            (thread) => thread.importantCounter ?? 0,
            (child) => child.importantCounter
        );
    }

    computeHasThreads() {
        return (
            this.threads.some((thread) => thread.displayInSidebar) ||
            this.child_ids.some((child) => child.hasThreads)
        );
    }

    /** @returns {DiscussTheme[]} from the nearest one up */
    get ancestors() {
        const ancestors = [];
        for (let theme = this.parent_id; theme; theme = theme.parent_id) {
            ancestors.push(theme);
        }
        return ancestors;
    }

    get depth() {
        return this.ancestors.length;
    }

    get indent() {
        return Math.min(this.depth, MAX_INDENT);
    }

    /** @param {DiscussTheme} other */
    compare(other) {
        return (
            this.sequence - other.sequence ||
            (this.name ?? "").localeCompare(other.name ?? "") ||
            this.id - other.id
        );
    }

    /**
     * Fold this theme in the list of channels or unfold it, on all screens of the user.
     *
     * @param {boolean} isFolded
     */
    setFolded(isFolded) {
        const {settings} = this.store;
        this.settingsAsFolded = isFolded ? settings : undefined;
        return this.store.env.services.orm.call(
            "res.users.settings",
            "set_discuss_theme_folded",
            [[settings.id], this.id, isFolded]
        );
    }

    /**
     * @param {(thread: import("models").Thread) => number} ofThread
     * @param {(child: DiscussTheme) => number} ofChild
     */
    sum(ofThread, ofChild) {
        const add = (total, count) => total + count;
        return [
            ...this.threads
                .filter((thread) => !thread.self_member_id?.mute_until_dt)
                .map(ofThread),
            ...this.child_ids.map(ofChild),
        ].reduce(add, 0);
    }
}

DiscussTheme.register();
