import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("project_portal_space_follow", {
    steps: () => [
        {
            content: "How far the project is, and what comes next",
            trigger: ".o_space_block[data-code=project]:contains(Milestones: 1 of 2)",
        },
        {
            content: "Open the project",
            trigger: ".o_space_block[data-code=project] a:contains(Fit-out)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The next milestone is marked",
            trigger: ".o_space_strip .o_space_current:contains(Keys)",
        },
        {
            content: "So are the tasks",
            trigger: ".o_space_strip .o_space_current:contains(0 of 1 done)",
        },
        {
            content: "Open a task",
            trigger: "td a:contains(Choose the colours)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is being worked on",
            trigger: ".o_space_strip .o_space_current:contains(In progress)",
        },
        {
            content: "All of it is within the window",
            trigger: ".o_space_strip",
            run() {
                const page = document.documentElement;
                if (page.scrollWidth > page.clientWidth) {
                    throw new Error("The page is wider than the window");
                }
            },
        },
    ],
});

registry.category("web_tour.tours").add("project_portal_space_done", {
    steps: () => [
        {
            content: "What is new is told at home",
            trigger: ".o_space_news a:contains(Choose the colours is done)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The task is done",
            trigger: ".o_space_strip .o_space_done:last:contains(Done)",
        },
        {
            content: "Go to the project",
            trigger: "#card_body a:contains(Fit-out)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "So is its part of the project",
            trigger: ".o_space_strip .o_space_done:contains(1 of 1 done)",
        },
    ],
});
