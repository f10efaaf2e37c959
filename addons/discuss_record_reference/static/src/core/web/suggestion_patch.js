import {UseSuggestion} from "@mail/core/common/suggestion_hook";
import {SuggestionService} from "@mail/core/common/suggestion_service";
import {cleanTerm} from "@mail/utils/common/format";

import {patch} from "@web/core/utils/patch";

/** How many suggestions stock shows, and how many of them may be records. */
const MAX = 8;
const MAX_RECORDS = 4;

/** A record that the writer may refer to, among the channels that stock suggests. */
export class RecordSuggestion {
    constructor(values) {
        Object.assign(this, values);
    }
}

patch(SuggestionService.prototype, {
    async fetchSuggestions({delimiter, term}, options) {
        await Promise.all([
            super.fetchSuggestions(...arguments),
            delimiter === "#" && this.fetchRecords(term, options),
        ]);
    },
    async fetchRecords(term, {abortSignal} = {}) {
        if (this.store.self_partner?.main_user_id?.share !== false) {
            return;
        }
        const records = await this.makeOrmCall(
            "discuss.channel",
            "get_record_suggestions",
            [term],
            {},
            {abortSignal}
        );
        this.recordSuggestions = records.map((values) => new RecordSuggestion(values));
    },
    searchSuggestions({delimiter, term}) {
        const result = super.searchSuggestions(...arguments);
        if (delimiter !== "#" || !term) {
            return result;
        }
        const cleanedTerm = cleanTerm(term);
        const records = (this.recordSuggestions || [])
            .filter(({reference}) => cleanTerm(reference).includes(cleanedTerm))
            .slice(0, MAX_RECORDS);
        const channels = result.suggestions.slice(0, MAX - records.length);
        // Who types a digit looks for a record
        result.suggestions = /\d/.test(term)
            ? [...records, ...channels]
            : [...channels, ...records];
        return result;
    },
});

patch(UseSuggestion.prototype, {
    /** Records are looked for from the third character on in another way. */
    get isSearchMoreSpecificThanLastFetch() {
        return (
            !(
                this.search.delimiter === "#" && this.lastFetchedSearch.term.length < 3
            ) && super.isSearchMoreSpecificThanLastFetch
        );
    },
});
