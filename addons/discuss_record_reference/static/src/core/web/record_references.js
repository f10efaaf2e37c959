import {browser} from "@web/core/browser/browser";
import {router} from "@web/core/browser/router";
import {createDocumentFragmentFromContent} from "@web/core/utils/html";
import {escapeRegExp} from "@web/core/utils/strings";

const MAX_PER_MESSAGE = 10;
const NAME =
    /(^|[^\p{L}\p{N}_/&#])#([\p{L}\p{N}](?:[\p{L}\p{N}_./-]{0,62}[\p{L}\p{N}])?)/gu;

/**
 * What is left of the link to a record of this database, as the server wants it: the
 * last two parts of the path. Links of older versions come out alike.
 *
 * @param {string} href
 * @returns {string|undefined} for example "sale.order/42" or "sales/42"
 */
export function referenceOfLink(href) {
    let url = undefined;
    try {
        url = new URL(href, browser.location.origin);
    } catch {
        return;
    }
    if (url.origin !== browser.location.origin) {
        return;
    }
    const {action, model, resId} =
        url.pathname === "/mail/view"
            ? {
                  model: url.searchParams.get("model"),
                  resId: Number(url.searchParams.get("res_id")),
              }
            : router.urlToState(url);
    if (!Number.isInteger(resId) || resId <= 0) {
        return;
    }
    if (model) {
        return `${model.includes(".") ? model : `m-${model}`}/${resId}`;
    }
    if (action) {
        const isPath = typeof action === "string" && !action.includes(".");
        return `${isPath ? action : `action-${action}`}/${resId}`;
    }
}

/** Names with a digit in them: `#general` is a channel, `#S00042` is a record. */
function* referencesOfText(text) {
    for (const [, , name] of text.matchAll(NAME)) {
        if (/\d/.test(name)) {
            yield `#${name}`;
        }
    }
    // Links to a host without a dot in its name are not made clickable by stock.
    const link = new RegExp(
        `${escapeRegExp(browser.location.origin)}/[^\\s<>"']+`,
        "g"
    );
    for (const [href] of text.matchAll(link)) {
        yield referenceOfLink(href.replace(/[.,;:!?)\]]+$/, ""));
    }
}

/**
 * Find what a message refers to. Whether such a record exists, and whether the reader
 * may read it, is for the server to say: see `get_record_cards`.
 *
 * @param {string|ReturnType<import("@odoo/owl").markup>} body
 * @returns {string[]} without doubles, in order
 */
export function findReferences(body) {
    if (!/#|\/odoo\/|\/web|\/mail\/view/.test(body)) {
        return [];
    }
    const doc = createDocumentFragmentFromContent(body);
    const references = new Set();
    const nodes = doc.evaluate(
        "//a[@href] | //text()[not(ancestor::a)]",
        doc.body,
        null,
        XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
        null
    );
    for (let i = 0; i < nodes.snapshotLength; i++) {
        const node = nodes.snapshotItem(i);
        if (node.nodeType === Node.TEXT_NODE) {
            for (const reference of referencesOfText(node.textContent)) {
                references.add(reference);
            }
        } else if (!node.dataset.oeModel) {
            // What stock itself links to, such as people and channels, is no record
            references.add(referenceOfLink(node.getAttribute("href")));
        }
    }
    references.delete(undefined);
    return [...references].slice(0, MAX_PER_MESSAGE);
}
