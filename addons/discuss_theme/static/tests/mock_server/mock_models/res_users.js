import {addThemesToStore} from "@discuss_theme/../tests/mock_server/discuss_theme_mock_server";

import {mailModels} from "@mail/../tests/mail_test_helpers";

export class ResUsers extends mailModels.ResUsers {
    _init_store_data(store) {
        super._init_store_data(...arguments);
        addThemesToStore(this.env, store);
    }
}
