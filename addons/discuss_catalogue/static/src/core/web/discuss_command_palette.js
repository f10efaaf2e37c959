import {browseChannels} from "@discuss_catalogue/core/web/browse_channels";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** Among the conversations that one searches for, a way to those one has not joined. */
registry.category("command_provider").add(
    "discuss_catalogue.browse",
    {
        namespace: "@",
        provide: (env, {searchValue}) => [
            {
                action: () => browseChannels(env, {search: searchValue.trim()}),
                name: searchValue.trim()
                    ? _t("Browse channels: %(words)s", {words: searchValue.trim()})
                    : _t("Browse channels"),
            },
        ],
    },
    {sequence: 100}
);
