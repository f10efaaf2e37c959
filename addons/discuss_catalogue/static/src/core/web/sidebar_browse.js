import {browseChannels} from "@discuss_catalogue/core/web/browse_channels";

import {discussSidebarItemsRegistry} from "@mail/core/public_web/discuss_sidebar";

import {Component} from "@odoo/owl";

import {useService} from "@web/core/utils/hooks";

/** Leads from the list of one's channels to all the others. */
export class SidebarBrowse extends Component {
    static props = {};
    static template = "discuss_catalogue.SidebarBrowse";

    setup() {
        super.setup();
        this.store = useService("mail.store");
    }

    onClick() {
        return browseChannels(this.env);
    }
}

// between the mailboxes (20) and the channels (30)
discussSidebarItemsRegistry.add("discuss_catalogue.browse", SidebarBrowse, {
    sequence: 25,
});
