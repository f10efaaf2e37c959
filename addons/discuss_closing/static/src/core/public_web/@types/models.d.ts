declare module "models" {
    export interface Thread {
        canReopen: Readonly<boolean>;
        closed_by: string | undefined;
        closed_date: luxon.DateTime;
        is_closed: boolean;
        isListed: Readonly<boolean>;
        merged_into: number | undefined;
        outcome: string | undefined;
        reopen: () => Promise<boolean>;
        showMerged: (show: (target: Thread) => any) => Promise<boolean>;
    }
}
