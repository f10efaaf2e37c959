import {
    mailDataHelpers,
    parseRequestParams,
    registerRoute,
} from "@mail/../tests/mock_server/mail_mock_server";

import {makeKwArgs} from "@web/../tests/web_test_helpers";
import {patch} from "@web/core/utils/patch";

/** As `_add_to_store` of the model, for a user who may see all themes; the one that
 * was made first is General. */
export function addThemesToStore(env, store) {
    const DiscussTheme = env["discuss.theme"];
    const ids = DiscussTheme.search([]);
    const firstId = ids.length ? [Math.min(...ids)] : [];
    store.add({
        discuss_default_theme: mailDataHelpers.Store.one(
            DiscussTheme.browse(firstId),
            makeKwArgs({only_id: true})
        ),
        discuss_themes: mailDataHelpers.Store.many(DiscussTheme.browse(ids)),
    });
}

patch(mailDataHelpers, {
    _process_request_for_all(store, name, params) {
        if (name !== "/discuss/create_channel" || !params.theme_id) {
            return super._process_request_for_all(...arguments);
        }
        const DiscussChannel = this.env["discuss.channel"];
        const {description, group_id, kind, partner_ids, theme_id} = params;
        const [channel] =
            kind === "private"
                ? DiscussChannel._create_group(
                      [this.env.user.partner_id, ...partner_ids],
                      false,
                      params.name
                  )
                : DiscussChannel._create_channel(params.name, group_id);
        if (kind !== "private" && partner_ids?.length) {
            DiscussChannel.add_members([channel.id], partner_ids);
        }
        DiscussChannel.write([channel.id], {description, theme_id});
        const channels = DiscussChannel.browse(channel.id);
        store.add(channels).resolve_data_request({
            channel: mailDataHelpers.Store.one(channels, makeKwArgs({only_id: true})),
        });
    },
    _process_request_for_internal_user(store, name) {
        super._process_request_for_internal_user(...arguments);
        if (name === "discuss.theme" && this.env["discuss.theme"]) {
            addThemesToStore(this.env, store);
        }
    },
});

/** The favourites of the current user, in their order. */
function getFavorites(env) {
    return env["discuss.channel.member"]
        ._filter([
            ["partner_id", "=", env.user.partner_id],
            ["is_favorite", "=", true],
        ])
        .sort((m1, m2) => m1.favorite_sequence - m2.favorite_sequence);
}

registerRoute("/discuss/channel/favorite", discuss_channel_favorite);
async function discuss_channel_favorite(request) {
    const {channel_id, is_favorite} = await parseRequestParams(request);
    const {id} =
        this.env["discuss.channel"]._find_or_create_member_for_self(channel_id);
    const last = getFavorites(this.env).at(-1)?.favorite_sequence ?? 0;
    this.env["discuss.channel.member"].write([id], {
        favorite_sequence: is_favorite ? last + 1 : 0,
        is_favorite,
    });
    return {};
}

registerRoute("/discuss/channel/favorite/order", discuss_channel_favorite_order);
async function discuss_channel_favorite_order(request) {
    const {channel_ids} = await parseRequestParams(request);
    for (const [rank, channelId] of channel_ids.entries()) {
        const {id} =
            this.env["discuss.channel"]._find_or_create_member_for_self(channelId);
        this.env["discuss.channel.member"].write([id], {favorite_sequence: rank + 1});
    }
    return {};
}
