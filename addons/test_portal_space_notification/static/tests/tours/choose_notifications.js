import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("test_portal_space_choose_notifications", {
    steps: () => [
        {
            content: "The bell says how much is new",
            trigger: "a.o_space_bell:contains(1)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The news are there, and lead to what one is told",
            trigger: ".o_space a[href='/my/notifications']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Progress once a week",
            trigger: "select[name='moment_progress']",
            run: "select week",
        },
        {
            content: "And messages in the space only",
            trigger: "select[name='way_message']",
            run: "select space",
        },
        {
            trigger: ".o_space form button:contains(Save)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is said that it was kept",
            trigger: "[role='status'], .alert-success",
        },
        {
            trigger: "select[name='way_message']:value(space)",
        },
    ],
});
