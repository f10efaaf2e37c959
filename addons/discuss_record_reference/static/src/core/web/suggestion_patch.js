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
    async fetchSuggestions(search, options) {
        await Promise.all([
            super.fetchSuggestions(...arguments),
            this.suggestsRecords(search, options) &&
                this.fetchRecords(search.term, options),
        ]);
    },
    async fetchRecords(term, {abortSignal}) {
        const records = await this.makeOrmCall(
            "discuss.channel",
            "get_record_suggestions",
            [term],
            {},
            {abortSignal}
        );
        this.recordSuggestions = records.map((values) => new RecordSuggestion(values));
    },
    /**
     * Colleagues refer to records in Discuss and in the chatter of records; what else
     * asks here, for no conversation, wants channels.
     */
    suggestsRecords({delimiter}, {thread} = {}) {
        return (
            delimiter === "#" &&
            thread &&
            this.store.self_partner?.main_user_id?.share === false
        );
    },
    searchSuggestions(search, options) {
        const result = super.searchSuggestions(...arguments);
        const {term} = search;
        if (!term || !this.suggestsRecords(search, options)) {
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
