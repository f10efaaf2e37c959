import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

/** What says "yes" to news on this device: nothing is asked before the press. */
export class SpaceDevice extends Interaction {
    static selector = ".o_space_devices";
    dynamicContent = {
        ".o_space_device_add": {
            "t-on-click": this.add,
            "t-att-class": () => ({"d-none": !this.able}),
            "t-att-disabled": () => this.busy,
        },
        ".o_space_device_unable": {
            "t-att-class": () => ({"d-none": this.able}),
        },
        ".o_space_device_result": {
            "t-out": () => this.result,
        },
    };

    setup() {
        this.able = Boolean(
            browser.navigator.serviceWorker &&
                window.PushManager &&
                browser.Notification
        );
        this.busy = false;
        this.result = "";
    }

    async add() {
        this.busy = true;
        this.result = "";
        this.updateContent();
        this.result = await this.waitFor(this.subscribe());
        this.busy = false;
        this.updateContent();
    }

    /** @returns {Promise<string>} what to say of it */
    async subscribe() {
        const permission = await browser.Notification.requestPermission();
        if (permission !== "granted") {
            return _t("Your browser does not allow it. Its settings say why.");
        }
        try {
            const registration = await browser.navigator.serviceWorker.register(
                "/my/service-worker.js",
                {scope: "/my"}
            );
            const key = await rpc("/my/notifications/device/key");
            await whenActive(registration);
            const old = await registration.pushManager.getSubscription();
            await old?.unsubscribe();
            const subscription = await registration.pushManager.subscribe({
                userVisibleOnly: true,
                applicationServerKey: key,
            });
            const {endpoint, keys} = subscription.toJSON();
            const previous = old?.endpoint;
            const {error} = await rpc("/my/notifications/device", {
                endpoint,
                keys,
                previous,
            });
            return error || _t("This device will tell you what you chose it for.");
        } catch {
            return _t("The push service of this browser does not answer.");
        }
    }
}

/** Wait until the worker of a registration runs, which may take a moment at first. */
function whenActive(registration) {
    const worker = registration.installing || registration.waiting;
    if (!worker || registration.active) {
        return;
    }
    return new Promise((resolve) => {
        worker.addEventListener("statechange", () => {
            if (worker.state === "activated") {
                resolve();
            }
        });
    });
}

registry
    .category("public.interactions")
    .add("portal_space_notification.device", SpaceDevice);
