declare module "models" {
    export interface Attachment {
        canPortalShare: boolean;
        portal_shared: boolean;
    }
    export interface Thread {
        portal_has_customer: boolean;
    }
}
