declare module "models" {
    export interface Thread {
        openTeamChannel: () => Promise<void>;
        record_audience: "team"|"customer"|undefined;
        record_is_gone: boolean;
        team_channel_id: Thread;
    }
}
