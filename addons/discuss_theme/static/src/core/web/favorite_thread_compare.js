import {threadCompareRegistry} from "@mail/core/common/thread_compare";

/** The lists of conversations of the messaging menu, which is all of Discuss on a phone.
 * Notifications are left out: what is new comes first there. */
const TABS = ["channel", "chat"];

threadCompareRegistry.add(
    "discuss_theme.favorites",
    /**
     * @param {import("models").Thread} thread1
     * @param {import("models").Thread} thread2
     * @returns {number|undefined}
     */
    (thread1, thread2) => {
        if (!TABS.includes(thread1.store.discuss.activeTab)) {
            return undefined;
        }
        const difference = thread2.isFavorite - thread1.isFavorite;
        if (difference || !thread1.isFavorite) {
            return difference || undefined;
        }
        return (
            thread1.self_member_id.favorite_sequence -
                thread2.self_member_id.favorite_sequence || undefined
        );
    },
    // before all those of stock: a favourite stays where it was put, unread or not
    {sequence: 5}
);
