import {Record} from "@mail/core/common/record";

/** An employee who looks at a page of Discuss alone, as in a call, is told of themes too:
 * there, they are known and not shown. */
export class DiscussTheme extends Record {
    static _name = "discuss.theme";
    static id = "id";

    /** @type {number} */
    id;
}

DiscussTheme.register();
