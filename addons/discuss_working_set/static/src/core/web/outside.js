/** Flags of the server: see `overview.py`. */
export const IS_PRIVATE = 1;
const IS_UNLISTED = 2;

/**
 * What is unread in a heading's channels that the browser does not have.
 *
 * @typedef {Object} Outside
 * @property {number} unread messages
 * @property {number} privateUnread of these, those of groups and direct messages
 * @property {number} needaction messages that call the user, in channels
 * @property {number} listed channels that count on the icon of the messages
 * @property {number} privates of these, groups and direct messages
 * @property {number} called of these, channels where the user is called
 * @property {number} allNeedaction messages that call the user, wherever
 */
export const NOTHING = Object.freeze({
    unread: 0,
    privateUnread: 0,
    needaction: 0,
    listed: 0,
    privates: 0,
    called: 0,
    allNeedaction: 0,
});

/** @returns {Outside} */
export function outsideOf({flags, unread, needaction}) {
    const isPrivate = Boolean(flags & IS_PRIVATE);
    const isListed = !(flags & IS_UNLISTED) && (unread > 0 || needaction > 0);
    return {
        unread,
        privateUnread: isPrivate ? unread || needaction : 0,
        needaction: isPrivate ? 0 : needaction,
        listed: Number(isListed),
        privates: Number(isListed && isPrivate),
        called: Number(isListed && !isPrivate && needaction > 0),
        allNeedaction: needaction,
    };
}

/** @param {Outside} outside @param {Outside} other @param {1|-1} sign */
export function plus(outside, other, sign) {
    return Object.fromEntries(
        Object.keys(NOTHING).map((key) => [key, outside[key] + sign * other[key]])
    );
}
