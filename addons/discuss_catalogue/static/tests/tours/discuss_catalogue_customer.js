import {App} from "@odoo/owl";

import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("discuss_catalogue_customer", {
    steps: () => [
        {
            content: "A customer is in the channel, and writes",
            trigger: ".o-mail-Composer-input",
            run: "edit Thank you && press Enter",
        },
        {
            trigger: ".o-mail-Message:not(.o-pending):contains(Thank you)",
        },
        {
            content: "but sees no star, theme or kind of it, and no catalogue",
            trigger: [
                "body",
                ":not(:has([name='favorite']))",
                ":not(:has([class*='o-discuss_theme'], [class*='o-discuss_catalogue']))",
                ":not(:contains(Confidential theme)):not(:contains(Private))",
            ].join(""),
        },
        {
            trigger: ".o-mail-DiscussContent-header, .o-mail-ChatWindow-header",
            run() {
                const [app] = App.apps;
                const {services} = app.env;
                const store = services["mail.store"];
                const [channel] = Object.values(store.Thread.records).filter(
                    (thread) => thread.model === "discuss.channel"
                );
                const {self_member_id: member} = channel;
                const told = [channel.kind, channel.theme_id, member.is_favorite];
                if (told.some((value) => value !== undefined)) {
                    throw new Error(`A customer was told ${told}`);
                }
            },
        },
    ],
});
