import {registry} from "@web/core/registry";

/**
 * Shows what happens to records in their channels, live, where the messages are shown
 * already. Elsewhere the notes come with the other messages, when these are asked for:
 * nobody is told of them.
 */
export const recordFeedService = {
    dependencies: ["bus_service", "mail.store"],
    start(env, {bus_service: busService, "mail.store": store}) {
        busService.subscribe("discuss.record/feed", ({data, message_id: id}) => {
            const [{res_id: channelId}] = data["mail.message"];
            const thread = store.Thread.get({id: channelId, model: "discuss.channel"});
            if (!thread?.isLoaded && thread?.status !== "loading") {
                return;
            }
            store.insert(data);
            const message = store["mail.message"].get(id);
            if (message.in(thread.messages)) {
                return; // something was added to it
            }
            if (!thread.loadNewer) {
                thread.addOrReplaceMessage(message);
            } else if (thread.status === "loading") {
                thread.pendingNewMessages.push(message);
            }
        });
    },
};

registry.category("services").add("discuss.record.feed", recordFeedService);
