import {listChannels} from "@discuss_catalogue/core/web/browse_channels";
import {
    FILTERS,
    OPPOSITES,
    ORDERS,
} from "@discuss_catalogue/core/web/catalogue_filters";
import {CatalogueNothing} from "@discuss_catalogue/core/web/catalogue_nothing";
import {CatalogueRow} from "@discuss_catalogue/core/web/catalogue_row";
import {
    ALL_THEMES,
    CatalogueThemes,
    OTHER_THEMES,
} from "@discuss_catalogue/core/web/catalogue_themes";

import {NewChannelDialog} from "@discuss_theme/core/web/new_channel_dialog";

import {
    Component,
    onMounted,
    onWillStart,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";

import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {debounce, useDebounced} from "@web/core/utils/timing";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const PAGE = 40;
/** What the server gives at most, at once. */
const PAGE_MAX = 100;
const SEARCH_DELAY = 250;

export class Catalogue extends Component {
    static components = {CatalogueNothing, CatalogueRow, CatalogueThemes, Layout};
    static displayName = _t("Channels");
    static props = {...standardActionServiceProps};
    static template = "discuss_catalogue.Catalogue";

    setup() {
        super.setup();
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
        this.store = useService("mail.store");
        this.ui = useService("ui");
        this.filters = FILTERS;
        this.orders = ORDERS;
        this.keepLast = new KeepLast();
        const {catalogue_search: search, default_theme_id: themeId} =
            this.props.action.context ?? {};
        this.state = useState({
            /** The channel that the Tab key reaches. */
            activeId: undefined,
            /** What is said to those who do not see it. */
            announcement: "",
            /** The channel that is being joined or left. */
            busyId: undefined,
            channels: [],
            filters: [],
            isLoading: false,
            order: "activity",
            search: search ?? "",
            themeId: themeId ?? ALL_THEMES,
            total: 0,
            ...this.props.globalState?.catalogue?.asked,
        });
        this.counts = useState({all: 0, elsewhere: 0, themes: {}});
        this.root = useRef("root");
        this.list = useRef("list");
        useAutofocus({refName: "search"});
        this.rememberForComingBack();
        this.searchSoon = useDebounced(() => this.load(), SEARCH_DELAY);
        this.listenToThemes();
    }

    /** Who opens a channel and comes back finds the list as it was. */
    rememberForComingBack() {
        const {scroll, shown} = this.props.globalState?.catalogue ?? {};
        useSetupAction({
            getGlobalState: () => {
                const {channels, filters, order, search, themeId} = this.state;
                return {
                    catalogue: {
                        asked: {filters: [...filters], order, search, themeId},
                        scroll: this.content.scrollTop,
                        shown: channels.length,
                    },
                };
            },
        });
        onWillStart(() => this.reload(shown));
        onMounted(() => (this.content.scrollTop = scroll ?? 0));
    }

    listenToThemes() {
        const bus = useService("bus_service");
        const reload = debounce(async () => {
            // one must not ask for a theme that has gone
            await this.store.fetchStoreData("discuss.theme");
            await this.reload();
        }, SEARCH_DELAY);
        useEffect(
            () => {
                bus.subscribe("discuss.theme/changed", reload);
                return () => {
                    reload.cancel();
                    bus.unsubscribe("discuss.theme/changed", reload);
                };
            },
            () => []
        );
    }

    // -------------------------------------------------------------------------
    // What is shown
    // -------------------------------------------------------------------------

    /** What scrolls. */
    get content() {
        return this.root.el.querySelector(".o_content");
    }

    get theme() {
        return this.store.discuss_themes.find(({id}) => id === this.state.themeId);
    }

    get resultText() {
        const count = this.state.total;
        return count === 1 ? _t("1 channel") : _t("%(count)s channels", {count});
    }

    // -------------------------------------------------------------------------
    // What is asked of the server
    // -------------------------------------------------------------------------

    /**
     * @param {Object} [param0={}]
     * @param {number} [param0.limit] how many channels to ask for
     * @param {boolean} [param0.more=false] whether they follow those that are shown
     */
    async load({limit = PAGE, more = false} = {}) {
        const {filters, order, search, themeId} = this.state;
        const before = more ? this.state.channels : [];
        this.state.isLoading = true;
        const request = this.orm.call("discuss.channel", "get_catalogue", [], {
            filters: [...filters],
            limit,
            offset: before.length,
            order,
            search: search.trim(),
            theme_id: themeId === ALL_THEMES ? null : themeId,
        });
        let catalogue;
        try {
            catalogue = await this.keepLast.add(request);
        } finally {
            this.state.isLoading = false;
        }
        const known = new Set(before.map(({id}) => id));
        const added = catalogue.channels.filter(({id}) => !known.has(id));
        const channels = [...before, ...added];
        Object.assign(this.counts, {
            all: catalogue.all_count,
            elsewhere: catalogue.elsewhere_count,
            themes: Object.fromEntries(
                catalogue.themes.map(({count, id}) => [id, count])
            ),
        });
        Object.assign(this.state, {channels, total: catalogue.total});
        if (!channels.some(({id}) => id === this.state.activeId)) {
            this.state.activeId = channels[0]?.id;
        }
        return added;
    }

    loadFromTop() {
        this.content.scrollTop = 0;
        return this.load();
    }

    /** Ask again for as much as is shown. */
    reload(shown = this.state.channels.length) {
        const {themeId} = this.state;
        if (themeId !== ALL_THEMES && themeId !== OTHER_THEMES && !this.theme) {
            // it was archived, or is for others now
            this.state.themeId = ALL_THEMES;
        }
        return this.load({limit: Math.min(Math.max(shown, PAGE), PAGE_MAX)});
    }

    async loadMore() {
        const [first] = await this.load({more: true});
        this.focusChannel(first);
    }

    // -------------------------------------------------------------------------
    // What people do
    // -------------------------------------------------------------------------

    onInputSearch() {
        this.searchSoon();
    }

    /** @param {KeyboardEvent} ev */
    onKeydownSearch(ev) {
        if (ev.key === "ArrowDown") {
            ev.preventDefault();
            this.focusChannel(this.state.channels[0]);
        } else if (ev.key === "Escape" && this.state.search) {
            ev.stopPropagation();
            this.state.search = "";
            this.load();
        }
    }

    /** @param {KeyboardEvent} ev */
    async onKeydownList(ev) {
        const {channels} = this.state;
        const index = channels.findIndex(({id}) => id === this.state.activeId);
        const next = {
            ArrowDown: index + 1,
            ArrowUp: index - 1,
            End: channels.length - 1,
            Home: 0,
        }[ev.key];
        if (next === undefined) {
            return;
        }
        ev.preventDefault();
        if (next < 0) {
            this.root.el.querySelector(".o-discuss_catalogue-search").focus();
        } else if (channels[next]) {
            this.focusChannel(channels[next]);
        } else if (channels.length < this.state.total && !this.state.isLoading) {
            await this.loadMore();
        }
    }

    /** @param {{id: number}} channel */
    onFocusChannel({id}) {
        this.state.activeId = id;
    }

    /** @param {{id: number}} [channel] */
    focusChannel(channel) {
        if (!channel) {
            return;
        }
        this.state.activeId = channel.id;
        // what was loaded this moment is not on the screen yet
        requestAnimationFrame(() =>
            this.list.el?.querySelector(`[data-channel-id="${channel.id}"] a`)?.focus()
        );
    }

    /** @param {string} filter */
    toggleFilter(filter) {
        const {filters} = this.state;
        this.state.filters = filters.includes(filter)
            ? filters.filter((other) => other !== filter)
            : [...filters.filter((other) => other !== OPPOSITES[filter]), filter];
        return this.loadFromTop();
    }

    /** @param {number} themeId */
    selectTheme(themeId) {
        this.state.themeId = themeId;
        return this.loadFromTop();
    }

    /** @param {string} order */
    selectOrder(order) {
        this.state.order = order;
        return this.loadFromTop();
    }

    showAll() {
        Object.assign(this.state, {filters: [], search: "", themeId: ALL_THEMES});
        return this.loadFromTop();
    }

    openList() {
        return listChannels(this.env, this.state.themeId);
    }

    createChannel() {
        this.dialog.add(
            NewChannelDialog,
            {name: this.state.search.trim(), theme: this.theme},
            {onClose: () => this.reload()}
        );
    }

    /** @param {Object} channel */
    async open(channel) {
        if (this.ui.isSmall) {
            const thread = await this.getThread(channel);
            thread?.open({bypassCompact: true, focus: true});
            return;
        }
        await this.action.doAction({
            context: {active_id: `discuss.channel_${channel.id}`},
            tag: "mail.action_discuss",
            type: "ir.actions.client",
        });
    }

    getThread({id}) {
        return this.store.Thread.getOrFetch({id, model: "discuss.channel"});
    }

    /** @param {Object} channel */
    async toggleMember(channel) {
        if (!channel.is_member) {
            return this.busyWith(channel, () => this.join(channel));
        }
        if (channel.kind !== "private") {
            return this.busyWith(channel, () => this.leave(channel));
        }
        this.dialog.add(ConfirmationDialog, {
            body: _t(
                "“%(channel)s” is private: you come back only if somebody invites you.",
                {channel: channel.name}
            ),
            cancel: () => this.focusChannel(channel),
            cancelLabel: _t("Stay"),
            confirm: () => this.busyWith(channel, () => this.leave(channel)),
            confirmLabel: _t("Leave"),
            title: _t("Leave this channel?"),
        });
    }

    async busyWith(channel, action) {
        this.state.busyId = channel.id;
        try {
            await action();
        } finally {
            this.state.busyId = undefined;
        }
    }

    async join(channel) {
        const data = await rpc("/discuss/channel/join", {channel_id: channel.id});
        this.store.insert(data);
        this.setMember(channel, true);
        this.state.announcement = _t("You have joined “%(channel)s”.", {
            channel: channel.name,
        });
    }

    async leave(channel) {
        await this.orm.call("discuss.channel", "action_unfollow", [[channel.id]]);
        this.state.announcement = _t("You have left “%(channel)s”.", {
            channel: channel.name,
        });
        if (channel.kind === "private") {
            // not theirs to see any more
            const index = this.state.channels.indexOf(channel);
            await this.reload();
            const {channels} = this.state;
            this.focusChannel(channels[index] ?? channels.at(-1));
            return;
        }
        this.setMember(channel, false);
    }

    /** A list that was asked for before may come now, or have come since. */
    setMember({id}, isMember) {
        if (this.state.isLoading) {
            this.reload();
            return;
        }
        const channel = this.state.channels.find((shown) => shown.id === id);
        if (channel && channel.is_member !== isMember) {
            channel.is_favorite = false;
            channel.is_member = isMember;
            channel.member_count += isMember ? 1 : -1;
        }
    }

    /** @param {Object} channel */
    async toggleFavorite(channel) {
        const thread = await this.getThread(channel);
        const isFavorite = !thread.isFavorite;
        await thread.setFavorite(isFavorite);
        channel.is_favorite = isFavorite;
    }
}

registry.category("actions").add("discuss_catalogue.action", Catalogue);
