import {describe, expect, test} from "@odoo/hoot";
import {markup} from "@odoo/owl";

import {findReferences} from "@discuss_record_reference/core/web/record_references";

import {browser} from "@web/core/browser/browser";

describe.current.tags("headless");

/** @returns {string[]} what the HTML of a message refers to */
function find(html) {
    return findReferences(markup(html.replaceAll("HOST", browser.location.origin)));
}

test("names with a digit are references", () => {
    expect(find("<p>See #S00042, (#SO/2026/7) and #s00043-bis. Or #P7?</p>")).toEqual([
        "#S00042",
        "#SO/2026/7",
        "#s00043-bis",
        "#P7",
    ]);
    expect(find("<p>#S1 #S2<br>#S1</p>")).toEqual(["#S1", "#S2"]);
});

test("what only looks like a name is none", () => {
    expect(find("<p>#general # S00042 S00042 a#S00042 x&#35;7 ##</p>")).toEqual([]);
    expect(
        find(
            "<a class='o_channel_redirect' data-oe-model='discuss.channel' href='#'>#S1</a>"
        )
    ).toEqual([]);
    expect(find("")).toEqual([]);
    expect(findReferences(undefined)).toEqual([]);
});

test("links to records of this database are references", () => {
    for (const [path, reference] of [
        ["/odoo/sale.order/42", "sale.order/42"],
        ["/odoo/sales/42", "sales/42"],
        ["/odoo/sales/42?debug=1", "sales/42"],
        ["/odoo/action-321/42", "action-321/42"],
        ["/odoo/action-sale.action_orders/42", "action-sale.action_orders/42"],
        ["/odoo/project/5/tasks/42", "tasks/42"],
        ["/odoo/m-website/42", "m-website/42"],
        ["/web#id=42&model=sale.order&view_type=form", "sale.order/42"],
        ["/mail/view?model=sale.order&res_id=42", "sale.order/42"],
    ]) {
        expect(find(`<a href="HOST${path}" target="_blank">a link</a>`)).toEqual([
            reference,
        ]);
        expect(find(`<p>Look: HOST${path.replaceAll("&", "&amp;")}.</p>`)).toEqual([
            reference,
        ]);
    }
});

test("other links are none", () => {
    for (const href of [
        "https://elsewhere.example.com/odoo/sale.order/42",
        "HOST/odoo/sales",
        "HOST/odoo/sales/new",
        "HOST/odoo/discuss?active_id=discuss.channel_42",
        "HOST/mail/message/42",
        "HOST/web/content/42",
        "HOST/mail/view?model=sale.order&res_id=x",
        "http://[",
        "mailto:odoo@example.com?subject=/odoo/sales/42",
    ]) {
        expect(find(`<a href="${href}">a link</a>`)).toEqual([]);
    }
});

test("a message refers to ten things at most", () => {
    const names = Array.from({length: 12}, (_, index) => `#S${index}`);
    expect(find(names.join(" "))).toEqual(names.slice(0, 10));
});
