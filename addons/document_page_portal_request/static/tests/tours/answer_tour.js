import {registry} from "@web/core/registry";

const FORM = "form.o_portal_request_form";
const FOUND = `${FORM} .o_portal_request_similar`;

registry.category("web_tour.tours").add("document_page_portal_request_answer", {
    url: "/my/requests/new",
    steps: () => [
        {
            trigger: `${FORM} input[name=subject]`,
            run: "edit It is about frost",
        },
        {
            trigger: `${FOUND} a:contains(Frost)`,
        },
        {
            trigger: `${FORM} input[name=subject]`,
            run: "edit Question",
        },
        {
            content: "What is found goes with what it was found by",
            trigger: `${FORM}:has(.o_portal_request_similar:empty)`,
        },
        {
            trigger: `${FORM} textarea[name=description]`,
            run: "edit A pipe was burst by frost",
        },
        {
            content: "What the subject does not say, the text may",
            trigger: `${FOUND} a:contains(Frost)`,
        },
        {
            trigger: `${FORM} input[name=subject]`,
            run: "edit Our pump leaks",
        },
        {
            content: "Answers come before requests of colleagues",
            trigger: `${FOUND} p:contains(Perhaps this answers it) + ul + p + ul a:contains(The pump leaks)`,
        },
        {
            content: "It opens beside the form, which keeps what was written",
            trigger: `${FOUND} a[target=_blank][rel=noopener]:contains(Why pumps leak)`,
            run({anchor}) {
                // a tour has one tab
                anchor.target = "_self";
                anchor.click();
            },
            expectUnloadPage: true,
        },
        {
            trigger: ".breadcrumb-item.active:contains(Why pumps leak)",
        },
        {
            trigger: ".o_portal_answer_content:contains(Change the gasket.)",
        },
        {
            content: "Nothing is wider than the screen",
            trigger: ".o_portal_answer",
            run() {
                const {scrollWidth, clientWidth} = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error("The answer is wider than the screen");
                }
            },
        },
        {
            trigger: ".o_portal_answer a:contains(ask a question)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${FORM} input[name=subject]`,
        },
    ],
});
