import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("test_portal_space_pay_two_invoices", {
    steps: () => [
        {
            content: "Home says what is late, first",
            trigger:
                ".o_space_block[data-code='invoice'] li:first-child .o_space_late:contains(Late by 12 days)",
        },
        {
            trigger:
                ".o_space_block[data-code='invoice'] a:contains(Pay several at once)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Choose what is late",
            trigger: "li:has(.o_space_late) input[name='invoice_ids']",
            run: "click",
        },
        {
            content: "And the instalment that is due soon",
            trigger: "li:contains(instalment 1 of 2) input[name='invoice_ids']",
            run: "click",
        },
        {
            trigger: "button:contains(Pay the chosen invoices)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The sum of both is said before",
            trigger: "h1 .o_space_sum:contains(140.00)",
        },
        {
            content: "The demo provider asks for a card",
            trigger: "input[name='customer_input']",
            run: "edit 4242 4242",
        },
        {
            trigger: "button[name='o_payment_submit_button']:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Stock's page leads to the payments, with the receipt",
            trigger: ".o_space_payments a:contains(Receipt)",
        },
        {
            trigger: ".o_space_payments .alert-success",
        },
        {
            trigger: "a:contains(What is due)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Nothing is asked for again: the next instalment is left",
            trigger:
                ".o_space_payments:not(:has(.o_space_late)) li:contains(instalment 2 of 2)",
        },
    ],
});
