import {registry} from "@web/core/registry";
import {debounce} from "@web/core/utils/timing";

/** Dragging a theme changes the rank of several: they make one request. */
const REFRESH_DELAY = 100;

export const discussThemeService = {
    dependencies: ["bus_service", "mail.store"],
    /**
     * @param {import("@web/env").OdooEnv} env
     * @param {import("services").ServiceFactories} services
     */
    start(env, {bus_service: bus, "mail.store": store}) {
        const refresh = debounce(
            () => store.fetchStoreData("discuss.theme"),
            REFRESH_DELAY
        );
        bus.subscribe("discuss.theme/changed", refresh);
        bus.subscribe("mail.record/insert", (data) => store.noteNewsOfChannels(data));
    },
};

registry.category("services").add("discuss_theme", discussThemeService);
