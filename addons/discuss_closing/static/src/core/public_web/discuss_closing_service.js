import {registry} from "@web/core/registry";

export const discussClosingService = {
    dependencies: ["bus_service", "mail.store"],
    /**
     * @param {import("@web/env").OdooEnv} env
     * @param {import("services").ServiceFactories} services
     */
    start(env, {bus_service: bus, "mail.store": store}) {
        bus.subscribe("discuss.channel/merged", async ({source_id, target_id}) => {
            const [source, target] = [source_id, target_id].map((id) =>
                store.Thread.get({id, model: "discuss.channel"})
            );
            // What was loaded is no longer all that there is.
            for (const thread of [source, target].filter((known) => known?.isLoaded)) {
                thread.messages = [];
                await thread.loadAround();
            }
            if (source?.self_member_id) {
                await store.fetchChannel(target_id);
            }
            if (source?.eq(store.discuss.thread)) {
                source.setAsDiscussThread();
            }
        });
    },
};

registry.category("services").add("discuss_closing", discussClosingService);
