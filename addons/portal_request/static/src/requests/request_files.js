import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {humanNumber} from "@web/core/utils/numbers";
import {Interaction} from "@web/public/interaction";

/**
 * Files of a form: several choices add up, files can be dropped, each is shown with its
 * size and can be taken out again, and what would be refused is said before sending.
 * Without it, the form works as the browser has it, and the server says the same.
 */
export class RequestFiles extends Interaction {
    static selector = ".o_portal_request_form";
    dynamicContent = {
        "input[name=attachment]": {"t-on-change": this.onChange},
        ".o_portal_request_drop": {
            "t-on-dragover.prevent": () => this.markDrop(true),
            "t-on-dragleave": () => this.markDrop(false),
            "t-on-drop.prevent": this.onDrop,
            "t-att-class": () => ({o_portal_request_dropping: this.isDropping}),
        },
        _root: {"t-on-submit": this.onSubmit},
        _window: {"t-on-pageshow": this.onPageShow},
    };

    setup() {
        this.files = [];
        this.refusals = [];
        this.isDropping = false;
        this.input = this.el.querySelector("input[name=attachment]");
        this.list = this.el.querySelector(".o_portal_request_chosen");
    }

    get limits() {
        return {
            number: parseInt(this.input.dataset.maxFiles, 10),
            size: parseInt(this.input.getAttribute("max_upload_size"), 10),
            types: this.input.dataset.types.split(" "),
        };
    }

    onChange() {
        this.add([...this.input.files]);
    }

    onDrop(ev) {
        this.markDrop(false);
        this.add([...ev.dataTransfer.files]);
    }

    markDrop(isDropping) {
        this.isDropping = isDropping;
    }

    add(files) {
        this.refusals = [];
        for (const file of files) {
            const refusal = this.refusal(file);
            if (refusal) {
                this.refusals.push(refusal);
            } else {
                this.files.push(file);
            }
        }
        this.show();
    }

    refusal(file) {
        const {number, size, types} = this.limits;
        const type = file.name.includes(".")
            ? file.name.split(".").pop().toLowerCase()
            : "";
        const kept = this.el.querySelectorAll("input[name=kept_file]:checked").length;
        if (this.files.length + kept >= number) {
            return _t("A request may have %s files at once.", number);
        }
        if (!file.size) {
            return _t("“%s” is empty.", file.name);
        }
        if (file.size > size) {
            return _t("“%(name)s” has %(size)sB; a file may have %(limit)s MB.", {
                name: file.name,
                size: humanNumber(file.size),
                limit: size / 1024 / 1024,
            });
        }
        if (!types.includes(type)) {
            return _t(
                "“%(name)s” is of a type that is not taken. What is taken: %(types)s.",
                {
                    name: file.name,
                    types: types.join(", "),
                }
            );
        }
        return "";
    }

    remove(index) {
        this.files.splice(index, 1);
        this.refusals = [];
        this.show();
        this.input.focus();
    }

    /** Have the input send what was chosen, and show that. */
    show() {
        const transfer = new DataTransfer();
        this.files.forEach((file) => transfer.items.add(file));
        this.input.files = transfer.files;
        this.list.replaceChildren(
            ...this.files.map((file, index) => this.line(file, index)),
            ...this.refusals.map((refusal) => {
                const el = document.createElement("li");
                el.className = "text-danger small";
                el.textContent = refusal;
                return el;
            })
        );
    }

    line(file, index) {
        const el = document.createElement("li");
        el.className = "d-flex align-items-center gap-2";
        const name = document.createElement("span");
        name.className = "text-break";
        name.textContent = file.name;
        const size = document.createElement("span");
        size.className = "text-muted small text-nowrap";
        size.textContent = `${humanNumber(file.size)}B`;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-link btn-sm";
        button.textContent = _t("Remove");
        button.setAttribute("aria-label", _t("Remove %s", file.name));
        this.addListener(button, "click", () => this.remove(index));
        el.append(name, size, button);
        return el;
    }

    onSubmit() {
        // after the browser has noted which button it was
        this.waitForTimeout(() => this.enable(false), 0);
    }

    /** The page that one goes back to has its buttons again. */
    onPageShow() {
        this.enable(true);
    }

    enable(isEnabled) {
        for (const button of this.el.querySelectorAll("button[type=submit]")) {
            button.disabled = !isEnabled;
        }
    }
}

registry
    .category("public.interactions")
    .add("portal_request.request_files", RequestFiles);
