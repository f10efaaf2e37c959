import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

/** In place of a theme: all of them, and those that the user may not see. */
export const ALL_THEMES = -1;
export const OTHER_THEMES = 0;

const INDENT = "\u00A0".repeat(4);

/** The tree of themes, with how many channels are in each. */
export class CatalogueThemes extends Component {
    static props = {
        counts: Object,
        onSelect: Function,
        themeId: Number,
    };
    static template = "discuss_catalogue.CatalogueThemes";

    setup() {
        super.setup();
        this.store = useService("mail.store");
        this.ui = useService("ui");
    }

    /** Where one may look, as one reads it from top to bottom. */
    get places() {
        const {counts, themeId} = this.props;
        const places = [
            {
                count: counts.all,
                depth: 0,
                icon: "fa-list-ul",
                id: ALL_THEMES,
                name: _t("All channels"),
            },
            ...this.store.discuss_theme_tree.map((theme) => ({
                color: theme.color,
                count: counts.themes[theme.id] ?? 0,
                depth: theme.depth,
                icon: theme.icon,
                id: theme.id,
                name: theme.name,
                title: theme.description || undefined,
            })),
        ];
        if (counts.elsewhere || themeId === OTHER_THEMES) {
            places.push({
                count: counts.elsewhere,
                depth: 0,
                icon: "fa-folder-o",
                id: OTHER_THEMES,
                name: _t("Other channels"),
                title: _t("Filed in themes that you do not see"),
            });
        }
        return places.map((place) => ({
            ...place,
            isActive: place.id === themeId,
            label: `${INDENT.repeat(place.depth)}${place.name} (${place.count})`,
        }));
    }
}
