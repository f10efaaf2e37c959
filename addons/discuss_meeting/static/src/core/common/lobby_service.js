import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * Whoever waits is announced to the colleagues who let them in, wherever these are looking
 * at: one notification a person, until somebody has answered.
 */
export const lobbyService = {
    dependencies: ["mail.store", "multi_tab", "notification"],
    /**
     * @param {import("@web/env").OdooEnv} env
     * @param {import("services").ServiceFactories} services
     */
    start(env, {"mail.store": store, multi_tab: multiTab, notification}) {
        /** @type {Map<number, Map<number, Function>>} how to close what is shown, by
         * meeting and person; whom the user has put off stays known */
        const shown = new Map();

        /** @param {import("models").Meeting} meeting */
        function announce(meeting, {id, name}) {
            const known = shown.get(meeting.id);
            const answer = async (method) => {
                known.get(id)();
                if ((await meeting.call(method, id)) === undefined) {
                    // refused by the server: they may still be waiting
                    known.delete(id);
                    update(meeting);
                }
            };
            const close = notification.add(
                _t("%(person)s would like to join “%(meeting)s”", {
                    meeting: meeting.name,
                    person: name,
                }),
                {
                    buttons: [
                        {
                            name: _t("Admit"),
                            onClick: () => answer("admit"),
                            primary: true,
                        },
                        {name: _t("Refuse"), onClick: () => answer("refuse")},
                    ],
                    className: "o-discuss_meeting-lobby",
                    sticky: true,
                    type: "info",
                }
            );
            known.set(id, close);
            playSound();
        }

        async function playSound() {
            if (await multiTab.isOnMainTab()) {
                store.env.services["mail.sound_effects"].play("call-join");
            }
        }

        /** @param {import("models").Meeting} meeting */
        function update(meeting) {
            if (!shown.has(meeting.id)) {
                shown.set(meeting.id, new Map());
            }
            const known = shown.get(meeting.id);
            const waiting = new Set(meeting.lobby.map((person) => person.id));
            for (const [id, close] of known) {
                if (!waiting.has(id)) {
                    close();
                    known.delete(id);
                }
            }
            for (const person of meeting.lobby) {
                if (!known.has(person.id)) {
                    announce(meeting, person);
                }
            }
        }

        for (const meeting of Object.values(store["discuss.meeting"].records)) {
            update(meeting);
        }
        return {update};
    },
};

registry.category("services").add("discuss_meeting.lobby", lobbyService);
