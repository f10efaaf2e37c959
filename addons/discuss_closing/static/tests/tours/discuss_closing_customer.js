import {registry} from "@web/core/registry";

const BAR = ".o-discuss_closing-ClosedBar";

registry.category("web_tour.tours").add("discuss_closing_customer", {
    steps: () => [
        {
            content: "How it ended",
            trigger: `${BAR}:contains(The fair was a success)`,
        },
        {
            content: "What was said stays readable",
            trigger: ".o-mail-Message:contains(A message)",
        },
        {
            content: "There is nothing to press, and nowhere to write",
            trigger: `${BAR}:not(:has(button))`,
        },
        {
            trigger: ".o-mail-DiscussContent:not(:has(.o-mail-Composer))",
        },
    ],
});
