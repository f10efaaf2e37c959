import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

const MINIMUM = 5;

/** Shows open requests of the company that resemble the one that is being written. */
export class RequestSimilar extends Interaction {
    static selector = ".o_portal_request_form:has(.o_portal_request_similar)";
    dynamicContent = {
        "input[name=subject]": {"t-on-input": this.debounced(this.look, 400)},
    };

    setup() {
        this.place = this.el.querySelector(".o_portal_request_similar");
    }

    async look() {
        const text = this.el.querySelector("input[name=subject]").value.trim();
        const found =
            text.length < MINIMUM
                ? []
                : await this.waitFor(
                      rpc("/my/requests/similar", {text}, {silent: true})
                  );
        if (text === this.el.querySelector("input[name=subject]").value.trim()) {
            this.show(found);
        }
    }

    show(found) {
        this.place.replaceChildren();
        if (!found.length) {
            return;
        }
        const title = document.createElement("p");
        title.className = "small mt-2 mb-1";
        title.textContent = _t("Is it one of these? Then answer there:");
        const list = document.createElement("ul");
        list.className = "list-unstyled small mb-0";
        for (const request of found) {
            const line = document.createElement("li");
            const link = document.createElement("a");
            link.href = request.url;
            link.textContent = `${request.number} ${request.name}`;
            line.append(link, ` – ${request.state}`);
            list.append(line);
        }
        this.place.append(title, list);
    }
}

registry
    .category("public.interactions")
    .add("portal_request.request_similar", RequestSimilar);
