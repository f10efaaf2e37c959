declare module "models" {
    export interface Thread {
        openRecordChannel: (id?: number) => Promise<void>;
        openTeamChannel: () => Promise<void>;
        record_audience: "team"|"customer"|undefined;
        record_is_gone: boolean;
        team_channel_id: Thread;
    }
}
