import {registry} from "@web/core/registry";

export const workingSetService = {
    // the last one: what it has to see is in the store by then
    dependencies: ["bus_service", "mail.store", "mail.core.common"],
    /**
     * @param {import("@web/env").OdooEnv} env
     * @param {import("services").ServiceFactories} services
     */
    start(env, {bus_service: bus, "mail.store": store}) {
        const {workingSet} = store;
        bus.subscribe("discuss.working_set/activity", (activity, {id}) =>
            workingSet.onActivity(activity, id)
        );
        bus.subscribe("discuss.working_set/read", (data, {id}) =>
            workingSet.onRead(data, id)
        );
        bus.subscribe("discuss.working_set/refresh", ({resubscribe}) => {
            if (resubscribe && workingSet.isOn) {
                // The server sends what it told these channels in the last seconds, too.
                bus.forceUpdateChannels();
            }
            workingSet.refreshSoon();
        });
        bus.subscribe("mail.message/mark_as_read", () => {
            if (workingSet.outside.allNeedaction) {
                workingSet.refreshSoon();
            }
        });
        bus.subscribe("mail.record/insert", (data, {id}) => {
            const members = workingSet.isOn && data["discuss.channel.member"];
            for (const member of members || []) {
                workingSet.onMember(member, id);
            }
        });
        bus.addEventListener("BUS:RECONNECT", () => workingSet.refreshSoon());
    },
};

registry.category("services").add("discuss_working_set", workingSetService);
