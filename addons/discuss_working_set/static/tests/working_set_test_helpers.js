import {createChannel} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {openDiscuss, start, startServer} from "@mail/../tests/mail_test_helpers";
import {mailDataHelpers} from "@mail/../tests/mock_server/mail_mock_server";

import {getService, MockServer, patchWithCleanup} from "@web/../tests/web_test_helpers";

export const CHANNEL = ".o-mail-DiscussSidebarChannel";
export const MORE = ".o-discuss_working_set-more";
/** Numbers of notifications in these tests: later than all those of the fake server. */
export const LATER = 10_000;

/**
 * A theme with two channels that the browser gets, and three that it does not: one is
 * unread, one is a group.
 */
export async function startWithWorkingSet() {
    const pyEnv = await startServer();
    const themeId = pyEnv["discuss.theme"].create({name: "Sales"});
    const [first, second, unread, quiet] = ["first", "second", "unread", "quiet"].map(
        (name) => createChannel(pyEnv, name, themeId)
    );
    const group = createChannel(pyEnv, "group", themeId, {
        values: {channel_type: "group"},
    });
    const asked = [];
    const server = {
        asked,
        here: [first, second],
        more: [unread, quiet, group],
        numbers: {
            bus_id: 0,
            joined: [
                [themeId, "channel", 4],
                [themeId, "group", 1],
            ],
            needaction: {},
            unread: [[themeId, 0, [unread, 3]]],
        },
    };
    patchWithCleanup(mailDataHelpers, {
        _process_request_for_all(store, name, params) {
            const add = (ids) =>
                store.add(MockServer.env["discuss.channel"].browse(ids));
            switch (name) {
                case "channels_as_member":
                    add(server.here);
                    store.add({
                        discuss_has_working_set: true,
                        discuss_joined: {...server.numbers},
                    });
                    return;
                case "discuss.working_set":
                    asked.push([name]);
                    store.add({discuss_joined: {...server.numbers}});
                    return;
                case "discuss.working_set/channels":
                    asked.push([name, params]);
                    add(params);
                    return;
                case "discuss.working_set/more":
                    asked.push([name, params]);
                    add(server.more.filter((id) => !params.known_ids.includes(id)));
                    return;
            }
            return super._process_request_for_all(...arguments);
        },
    });
    await start();
    await openDiscuss();
    const {channels, workingSet} = getService("mail.store");
    await channels.fetch();
    const activity = (channelId, values) => ({
        channel_id: channelId,
        channel_type: "channel",
        counts: true,
        is_muted: false,
        is_thread: false,
        message_id: LATER,
        theme_id: themeId,
        ...values,
    });
    return {
        activity,
        first,
        group,
        pyEnv,
        quiet,
        second,
        server,
        themeId,
        unread,
        workingSet,
    };
}
