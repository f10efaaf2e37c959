import {Composer} from "@mail/core/common/composer";

import {patch} from "@web/core/utils/patch";

import {RecordSuggestion} from "./suggestion_patch";

patch(Composer.prototype, {
    get navigableListProps() {
        const props = super.navigableListProps;
        if (this.suggestion.state.items?.type !== "Thread") {
            return props;
        }
        // Stock takes what is suggested after "#" for channels
        props.options = props.options.map((option) =>
            option.thread instanceof RecordSuggestion
                ? {
                      classList: option.classList,
                      // The composer with formatting drops the "#" that was typed
                      label: `${this.composerService.htmlEnabled ? "#" : ""}${
                          option.thread.reference
                      }`,
                      optionTemplate:
                          "discuss_record_reference.Composer.suggestionRecord",
                      record: option.thread,
                  }
                : option
        );
        return props;
    },
});
