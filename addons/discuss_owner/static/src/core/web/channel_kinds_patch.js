import {CHANNEL_KINDS} from "@discuss_theme/core/web/channel_kinds";

import {_t} from "@web/core/l10n/translation";

CHANNEL_KINDS.private.meanings.push(
    _t("You own it: its owners invite people, and remove them.")
);
