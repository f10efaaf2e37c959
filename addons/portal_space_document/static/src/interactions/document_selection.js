import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

import {Interaction} from "@web/public/interaction";

const UNITS = [
    [1024 ** 2, (size) => _t("%s MB", size)],
    [1024, (size) => _t("%s kB", size)],
];

/**
 * What the list of documents is without JavaScript, and more: all of them at once, and
 * how many were chosen, of which size.
 */
export class DocumentSelection extends Interaction {
    static selector = ".o_space_selection";

    dynamicContent = {
        ".o_space_choose_all": {"t-att-class": () => ({"d-none": false})},
        ".o_space_choose_all input": {
            "t-on-change": (ev) => this.chooseAll(ev.currentTarget.checked),
        },
        ".o_space_line input": {"t-on-change": () => this.refresh()},
        ".o_space_download button": {
            "t-att-disabled": () => !this.chosen.length || this.isTooLarge,
            "t-out": () => this.label,
        },
        ".o_space_too_large": {"t-att-class": () => ({"d-none": !this.isTooLarge})},
        // what was chosen is so still for who comes back
        _window: {"t-on-pageshow": () => this.refresh()},
    };

    setup() {
        this.all = this.el.querySelector(".o_space_choose_all input");
        this.boxes = [...this.el.querySelectorAll(".o_space_line input")];
        this.none = this.el.querySelector(".o_space_download button").textContent;
    }

    start() {
        this.refresh();
    }

    refresh() {
        const number = this.chosen.length;
        this.all.checked = number === this.boxes.length;
        this.all.indeterminate = number > 0 && !this.all.checked;
    }

    get chosen() {
        return this.boxes.filter((box) => box.checked);
    }

    /** In bytes, as far as they are known. */
    get size() {
        return this.chosen.reduce((sum, box) => sum + Number(box.dataset.size), 0);
    }

    get isTooLarge() {
        return this.size > Number(this.el.dataset.maxSize);
    }

    get label() {
        const number = this.chosen.length;
        if (!number) {
            return this.none;
        }
        const size = this.formatSize();
        if (number === 1) {
            return size
                ? _t("Download 1 document (%s)", size)
                : _t("Download 1 document");
        }
        return size
            ? _t("Download %(number)s documents (%(size)s)", {number, size})
            : _t("Download %s documents", number);
    }

    /** Empty if the size of one of them is known when it is made, not before. */
    formatSize() {
        if (this.chosen.some((box) => !Number(box.dataset.size))) {
            return "";
        }
        const [unit, text] =
            UNITS.find(([least]) => this.size >= least) || UNITS[UNITS.length - 1];
        const size = Math.max(this.size / unit, 0.1).toLocaleString(
            document.documentElement.lang,
            {
                maximumFractionDigits: 1,
            }
        );
        return text(size);
    }

    chooseAll(checked) {
        for (const box of this.boxes) {
            box.checked = checked;
        }
        this.refresh();
    }
}

registry
    .category("public.interactions")
    .add("portal_space_document.document_selection", DocumentSelection);
