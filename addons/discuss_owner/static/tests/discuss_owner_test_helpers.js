import {discussThemeModels} from "@discuss_theme/../tests/discuss_theme_test_helpers";

import {DiscussChannel} from "@discuss_owner/../tests/mock_server/mock_models/discuss_channel";
import {DiscussChannelMember} from "@discuss_owner/../tests/mock_server/mock_models/discuss_channel_member";

import {defineModels} from "@web/../tests/web_test_helpers";

export const discussOwnerModels = {
    ...discussThemeModels,
    DiscussChannel,
    DiscussChannelMember,
};

export function defineDiscussOwnerModels() {
    return defineModels(discussOwnerModels);
}
