/* eslint-env serviceworker */
/* Shows news of the customer's space, and opens them: no more. */

self.addEventListener("push", (event) => {
    const {title, url} = event.data.json();
    event.waitUntil(self.registration.showNotification(title, {data: {url}, tag: url}));
});

self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(event.notification.data.url));
});

/** Open a page of this space: in a window that is open on it, or else in a new one. */
async function open(path) {
    const url = new URL(path, self.location.origin);
    if (url.origin !== self.location.origin) {
        return;
    }
    const windows = await self.clients.matchAll({type: "window"});
    for (const client of windows) {
        if (client.url === url.href) {
            return client.focus();
        }
    }
    return self.clients.openWindow(url.href);
}

self.addEventListener("pushsubscriptionchange", (event) => {
    event.waitUntil(renew(event.oldSubscription));
});

async function renew(old) {
    if (!old) {
        return;
    }
    const subscription = await self.registration.pushManager.subscribe(old.options);
    const {endpoint, keys} = subscription.toJSON();
    await fetch("/my/notifications/device", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({
            jsonrpc: "2.0",
            method: "call",
            params: {endpoint, keys, previous: old.endpoint},
        }),
    });
}
