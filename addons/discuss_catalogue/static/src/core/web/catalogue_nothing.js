import {ALL_THEMES} from "@discuss_catalogue/core/web/catalogue_themes";

import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

/** Stands where no channel is found: says why, and what one can do. */
export class CatalogueNothing extends Component {
    static props = {
        filters: Array,
        onCreate: Function,
        onShowAll: Function,
        search: String,
        themeId: Number,
    };
    static template = "discuss_catalogue.CatalogueNothing";

    get isNarrowed() {
        const {filters, search, themeId} = this.props;
        return Boolean(filters.length || search.trim() || themeId !== ALL_THEMES);
    }

    /** @returns {{title: string, text: string, create?: string}} */
    get message() {
        const {filters, themeId} = this.props;
        const search = this.props.search.trim();
        if (search) {
            return {
                title: _t("No channel with these words"),
                text: _t("Names, purposes and outcomes were searched."),
                create: _t("Create “%(name)s”", {name: search}),
            };
        }
        if (filters.length) {
            return this.messageOfFilter;
        }
        return {
            title:
                themeId === ALL_THEMES
                    ? _t("No channel yet")
                    : _t("No channel here yet"),
            text: _t("A channel has a subject, and people who care for it."),
            create: _t("New Channel"),
        };
    }

    get messageOfFilter() {
        const {filters} = this.props;
        switch (filters.length === 1 && filters[0]) {
            case "closed":
                return {
                    title: _t("No closed channel here"),
                    text: _t("What is closed stays readable, with its outcome."),
                };
            case "joined":
                return {
                    title: _t("You have not joined any channel here"),
                    text: _t("Show all channels, and join those that you need."),
                };
            case "not_joined":
                return {
                    title: _t("You have joined everything here"),
                    text: _t("What is missing, you can create."),
                    create: _t("New Channel"),
                };
            default:
                return {
                    title: _t("No channel fits these filters"),
                    text: _t("Take some off to see more."),
                };
        }
    }
}
