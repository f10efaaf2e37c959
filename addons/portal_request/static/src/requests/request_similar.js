import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

const MINIMUM = 5;
// What follows in a long text is not looked for.
const MAXIMUM = 200;
const NOTHING = {answers: [], requests: []};

/** Shows what may spare the request that is being written: answers to it, and open
 * requests of the company that resemble it. */
export class RequestSimilar extends Interaction {
    static selector = ".o_portal_request_form:has(.o_portal_request_similar)";
    dynamicContent = {
        "input[name=subject], textarea[name=description]": {
            "t-on-input": this.debounced(this.look, 400),
        },
    };

    setup() {
        this.place = this.el.querySelector(".o_portal_request_similar");
        this.looked = "";
    }

    start() {
        // the form may come with what was written
        this.look();
    }

    async look() {
        const [text, description] = this.written();
        const key = JSON.stringify([text, description]);
        if (key === this.looked) {
            return;
        }
        this.looked = key;
        const found =
            text.length < MINIMUM && description.length < MINIMUM
                ? NOTHING
                : await this.waitFor(
                      rpc("/my/requests/similar", {text, description}, {silent: true})
                  );
        if (key === this.looked) {
            this.show(found);
        }
    }

    written() {
        return ["input[name=subject]", "textarea[name=description]"].map((selector) =>
            (this.el.querySelector(selector)?.value || "").trim().slice(0, MAXIMUM)
        );
    }

    show({answers, requests}) {
        this.place.replaceChildren(
            ...this.part(
                _t("Perhaps this answers it:"),
                answers.map(({title, url}) => [this.link(url, title)])
            ),
            ...this.part(
                _t("Is it one of these? Then answer there:"),
                requests.map(({number, name, state, url}) => [
                    this.link(url, `${number} ${name}`),
                    ` – ${state}`,
                ])
            )
        );
    }

    /** Return a title and a list, or nothing without lines. */
    part(text, lines) {
        if (!lines.length) {
            return [];
        }
        const title = document.createElement("p");
        title.className = "small mt-2 mb-1";
        title.textContent = text;
        const list = document.createElement("ul");
        list.className = "list-unstyled small mb-0";
        for (const content of lines) {
            const line = document.createElement("li");
            line.className = "text-break";
            line.append(...content);
            list.append(line);
        }
        return [title, list];
    }

    /** Return a link that leaves the form, and what is written in it, where it is. */
    link(url, text) {
        const link = document.createElement("a");
        link.href = url;
        link.target = "_blank";
        link.rel = "noopener";
        link.textContent = text;
        const icon = document.createElement("i");
        icon.className = "fa fa-external-link ms-1";
        icon.setAttribute("role", "img");
        icon.setAttribute("aria-label", _t("opens in a new tab"));
        link.append(icon);
        return link;
    }
}

registry
    .category("public.interactions")
    .add("portal_request.request_similar", RequestSimilar);
