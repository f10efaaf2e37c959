// @odoo-module ignore
/* The page of a meeting link, which works without: it only saves clicks. Not a module, as
   what loads modules would be most of the page. */
/** How often who waits asks whether they were let in, in milliseconds. */
const ASK_EVERY = 3000;
/** How long before the beginning one may come in, in milliseconds. */
const EARLY = 15 * 60 * 1000;
/** Timers hold no more than that. */
const LONGEST_DELAY = 2 ** 31 - 1;

function waitToBeLetIn({csrf, statusUrl}) {
    setInterval(async () => {
        try {
            const response = await fetch(statusUrl, {
                body: new URLSearchParams({csrf_token: csrf}),
                method: "POST",
            });
            const {state} = await response.json();
            if (state !== "waiting") {
                location.reload();
            }
        } catch {
            // offline for a moment: asked again
        }
    }, ASK_EVERY);
}

/** The server does not know where strangers are. */
function sayLocalTime(time) {
    time.textContent = new Date(time.dateTime).toLocaleString(
        document.documentElement.lang || undefined,
        {dateStyle: "full", timeStyle: "short"}
    );
}

document.addEventListener("DOMContentLoaded", () => {
    const main = document.getElementById("meeting");
    if (!main) {
        return;
    }
    main.querySelectorAll("time").forEach(sayLocalTime);
    switch (main.dataset.page) {
        case "enter":
            // who may come in need not press a button
            document.getElementById("meeting_join").requestSubmit();
            break;
        case "wait":
            waitToBeLetIn(main.dataset);
            break;
        case "early": {
            const delay = new Date(main.dataset.start) - EARLY - Date.now();
            setTimeout(
                () => location.reload(),
                Math.min(Math.max(delay, 1000), LONGEST_DELAY)
            );
            break;
        }
    }
});
