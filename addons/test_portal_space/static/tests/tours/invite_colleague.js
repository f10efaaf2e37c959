import {registry} from "@web/core/registry";

const IRIS = ".o_space_colleagues li:has(.o_space_title:contains(Iris Invited))";

registry.category("web_tour.tours").add("test_portal_space_invite_colleague", {
    steps: () => [
        {
            trigger: ".o_portal_docs a[href='/my/colleagues']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "input[name='name']",
            run: "edit Iris Invited",
        },
        {
            trigger: "input[name='email']",
            run: "edit iris@example.com",
        },
        {
            trigger: "button:contains(Invite)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${IRIS}:contains(Has not come yet) select[name='scope']`,
            run: "select own",
        },
        {
            trigger: `${IRIS} button:contains(Save)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${IRIS} select:has(option[value='own'][selected])`,
        },
        {
            content: "To remove somebody is asked twice",
            trigger: `${IRIS} summary:contains(Remove)`,
            run: "click",
        },
        {
            trigger: `${IRIS} button:contains(Remove Iris Invited)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `.o_space_colleagues:not(:has(.o_space_title:contains(Iris Invited)))`,
        },
    ],
});
