import {registry} from "@web/core/registry";

const BUTTON = ".o_space_download button";

registry.category("web_tour.tours").add("test_portal_space_find_document", {
    steps: () => [
        {
            trigger: ".o_portal_docs a[href='/my/documents']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Nothing is chosen, nothing can be downloaded",
            trigger: `.o_space_documents:has(.o_space_line:contains(Door.txt)) ${BUTTON}:disabled`,
        },
        {
            trigger: "input[name='search']",
            run: "edit oo",
        },
        {
            trigger: ".o_space_search button:contains(Search)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What is not like this is gone",
            trigger:
                ".o_space_lines:has(li:contains(Door.txt)):not(:has(li:contains(Window.txt)))",
        },
        {
            trigger: "select[name='kind']",
            run: "select attachment",
        },
        {
            trigger: ".o_space_search button:contains(Search)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The files of one kind are left",
            trigger:
                ".o_space_lines:has(li:contains(floor.png)):not(:has(li:contains(Door.txt)))",
        },
        {
            trigger: ".o_space_line:contains(floor.png) input",
            run: "click",
        },
        {
            content: "The button says how many and how large",
            trigger: `${BUTTON}:enabled:contains(Download 1 document (2 kB))`,
        },
        {
            trigger: ".o_space_line:contains(roof.png) input",
            run: "click",
        },
        {
            trigger: `${BUTTON}:contains(Download 2 documents (3.5 kB))`,
        },
        {
            content: "All of them are chosen, and none",
            trigger: ".o_space_choose_all input:checked",
            run: "click",
        },
        {
            trigger: `.o_space_documents:not(:has(.o_space_line input:checked)) ${BUTTON}:disabled:contains(Download the selection)`,
        },
        {
            trigger: ".o_space_choose_all input",
            run: "click",
        },
        {
            content: "What it is sent for is one archive; a test reads it",
            trigger: `.o_space_selection[action='/my/documents/zip'] ${BUTTON}:enabled`,
        },
        {
            trigger: ".o_space_search a:contains(Show all)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_space_line:contains(Window.txt)",
        },
    ],
});
