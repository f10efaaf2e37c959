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
        const note = (noteIn) => store.newsOfFetches.forEach(noteIn);
        bus.subscribe("mail.record/insert", (data) =>
            note((news) => news.noteChannels(data))
        );
        bus.subscribe(
            "discuss.channel/new_message",
            ({data, id}, {id: notificationId}) => {
                const [message] = data["mail.message"];
                note((news) =>
                    news.noteMessage(news.messages, id, message.id, notificationId)
                );
            }
        );
        bus.subscribe(
            "mail.message/inbox",
            ({message_id: messageId, store_data: data}, {id: notificationId}) => {
                const {thread} = data["mail.message"].find(({id}) => id === messageId);
                if (thread?.model === "discuss.channel") {
                    note((news) =>
                        news.noteMessage(
                            news.mentions,
                            thread.id,
                            messageId,
                            notificationId
                        )
                    );
                }
            }
        );
    },
};

registry.category("services").add("discuss_theme", discussThemeService);
