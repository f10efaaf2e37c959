declare module "models" {
    export interface ChannelMember {
        canOwn: Readonly<boolean>;
        is_owner: boolean;
    }
    export interface Thread {
        can_manage: boolean;
        canInvite: Readonly<boolean>;
        has_owners: boolean;
    }
}
