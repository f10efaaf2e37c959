import {mailModels} from "@mail/../tests/mail_test_helpers";

import {defineModels, defineParams} from "@web/../tests/web_test_helpers";

import {DiscussChannel} from "./mock_server/mock_models/discuss_channel";
import {DiscussDocument} from "./mock_server/mock_models/discuss_document";

export const discussRecordModels = {...mailModels, DiscussChannel, DiscussDocument};

export function defineDiscussRecordModels() {
    defineParams({suite: "discuss_record"}, "replace");
    return defineModels(discussRecordModels);
}
